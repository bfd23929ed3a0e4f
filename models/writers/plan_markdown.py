"""A plan as Markdown that people read, and that is read again as the same plan.

What words cannot carry stands in comments, which no Markdown reader shows.
"""

from collections.abc import Iterable, Iterator

from models.readers.exported import ESCAPE, ITEM, NOTE, TAKEN_STARTS, UNPLACED, dropped_line
from models.readers.marks import mark_line
from models.readers.plan_draft import AreaDraft, CommitmentDraft, PlanDraft
from models.story import WHOLE_PLAN
from models.target import Target, Unit

_USUAL = Target()


def as_markdown(draft: PlanDraft) -> str:
    """The plan as text; headlines and scaffolding are no part of it."""
    return "".join(f"{line}\n" for line in _lines(draft))


def _lines(draft: PlanDraft) -> Iterator[str]:
    adopted = draft.adopted.isoformat() if draft.adopted else None
    yield f"# {draft.title}".rstrip()
    yield mark_line({"association": draft.association, "year": draft.year, "adopted": adopted})
    if draft.preamble:
        yield ""
        yield from (_opening(line) for line in draft.preamble.split("\n"))
    for area in draft.areas:
        yield from _area_lines(area)
    if draft.whole_plan:
        yield from ("", f"## {WHOLE_PLAN}", mark_line({"section": "whole_plan"}))
        yield from _listed(draft.whole_plan)
    if draft.unplaced:
        yield from ("", f"## {UNPLACED}", mark_line({"section": "unplaced"}), "")
        yield from (f"- {_kept(line)}" for line in draft.unplaced)
    yield from ("", NOTE)


def _area_lines(area: AreaDraft) -> Iterator[str]:
    heading, *more = area.wording.split("\n")
    yield from ("", f"## {heading or area.title}")
    yield mark_line({"title": area.title} if heading else {"title": area.title, "unworded": True})
    yield from map(_kept, more)
    yield from _listed(area.commitments)


def _listed(commitments: Iterable[CommitmentDraft]) -> Iterator[str]:
    yield ""
    for one in commitments:
        first, *more = one.text.split("\n")
        yield f"- {_kept(first)}"
        yield from (f"  {_kept(line)}" for line in more)
        if one.dropped:
            yield f"  {dropped_line(one.dropped, one.dropped_section)}"
        yield f"  {mark_line(_aim(one))}"


def _aim(one: CommitmentDraft) -> dict[str, object]:
    """What the words may not tell, without what is usual."""
    target = one.target
    told: dict[str, object] = {"title": one.title, "kind": target.kind.value}
    if target.number is not None:
        told["number"] = target.number
    if not one.target_from_plan:
        told["target_from_plan"] = False
    if target.per:
        told["per"] = target.per.value
    if target.unit is not Unit.OCCASIONS:
        told["unit"] = target.unit.value
    if target.audience:
        told["audience"] = target.audience.value
    if target.interval_months != _USUAL.interval_months:
        told["interval_months"] = target.interval_months
    if one.due:
        told["due"] = one.due.isoformat()
    if one.districts:
        told["districts"] = list(one.districts)
    if one.partners:
        told["partners"] = list(one.partners)
    if one.dropped:
        told["dropped"] = one.dropped
        if one.dropped_section:
            told["section"] = one.dropped_section
    if one.corrected_text:
        told["corrected_text"] = one.corrected_text
    return told


def _kept(line: str) -> str:
    """A line of the plan's own words, escaped where it is blank or looks like one of the form's."""
    return f"{ESCAPE}{line}" if not line or ITEM.match(line) else _opening(line)


def _opening(line: str) -> str:
    """A line before the first area, where there is no item."""
    return f"{ESCAPE}{line}" if line.startswith(TAKEN_STARTS) else line
