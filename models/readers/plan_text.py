"""Reads a plan from plain text or Markdown: nothing dropped, nothing invented."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.errors import Invalid
from models.readers.dates import due_in
from models.readers.decoding import LARGEST, decode
from models.readers.headings import asks_something, may_head, names_plan, naming, tells_adoption
from models.readers.hints import target_in
from models.readers.lines import Line, Mark, lines_of
from models.readers.names import districts_in, partners_in
from models.readers.plan_draft import AreaDraft, CommitmentDraft, PlanDraft, as_json
from models.readers.short_titles import area_title, short_title

__all__ = ["LARGEST", "AreaDraft", "CommitmentDraft", "PlanDraft", "as_json", "read_plan", "read_plan_text"]

MOST_COMMITMENTS = 2_000
"""More than any plan has; a longer list is something else."""

_SHORT_TITLE_LINE = 60
_TITLE_LINES = 3
_A_LEAP_YEAR = 2024


def read_plan(document: bytes) -> PlanDraft:
    """The plan in a file's bytes; raises Invalid."""
    return read_plan_text(decode(document))


def read_plan_text(text: str) -> PlanDraft:
    """The plan in a text; raises Invalid where no area with a commitment is found."""
    if len(text) > LARGEST:
        raise Invalid(f"Texten är längre än {LARGEST} tecken. Klistra in bara själva planen och försök igen.")
    if not text.strip():
        raise Invalid("Texten är tom. Klistra in verksamhetsplanen och försök igen.")
    lines = lines_of(text)
    reading = _Reading()
    for gap, items in _sections(lines):
        reading.take_gap(gap, has_list=bool(items))
        reading.take_list(items)
    reading.require_plan()
    return reading.draft()


@dataclass(slots=True)
class _Area:
    wording: str
    items: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """Where each line has been put so far."""

    headlines: list[str] = field(default_factory=list)
    preamble: list[Line] = field(default_factory=list)
    areas: list[_Area] = field(default_factory=list)
    whole_plan: list[Line] = field(default_factory=list)
    scaffolding: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)

    def take_gap(self, gap: list[Line], *, has_list: bool) -> None:
        """Place the lines before a list, or those after the last one."""
        rest = [line for line in gap if not self._is_set_aside(line)]
        heading = _heading(rest) if has_list else None
        headed = has_list
        for line in rest:
            if line is heading or line.mark is Mark.OWNER:
                self.areas.append(_Area(line.text))
                headed = True
            elif not self.areas and not self.whole_plan:
                self.preamble.append(line)
            elif not headed and line.mark is Mark.PLAIN and line.after_blank and asks_something(line.text):
                self.whole_plan.append(line)
            else:
                self.unplaced.extend(line.sources)

    def take_list(self, items: list[Line]) -> None:
        """Put a list under the latest heading, or under the whole plan where there is none."""
        (self.areas[-1].items if self.areas else self.whole_plan).extend(items)

    def require_plan(self) -> None:
        """Refuse what is no plan, or far too long for one."""
        items = len(self.whole_plan) + sum(len(area.items) for area in self.areas)
        if max(items, len(self.areas)) > MOST_COMMITMENTS:
            raise Invalid(
                f"Texten har fler än {MOST_COMMITMENTS} punkter, och så lång är ingen verksamhetsplan. "
                "Ta bort det som inte hör till planen och försök igen."
            )
        if not any(area.items for area in self.areas):
            raise Invalid(
                "Det här ser inte ut som en verksamhetsplan: varje område ska ha en rubrik "
                "och under den en rad med streck (–) för varje åtagande."
            )

    def draft(self) -> PlanDraft:
        """Everything placed, with titles, targets and dates proposed."""
        named = naming(tuple(self.headlines))
        return PlanDraft(
            title=named.title,
            association=named.association,
            year=named.year,
            adopted=named.adopted,
            headlines=tuple(self.headlines),
            preamble=_paragraphs(self.preamble),
            areas=tuple(
                AreaDraft(area_title(area.wording), area.wording, _commitments(area.items, named.year))
                for area in self.areas
            ),
            whole_plan=_commitments(self.whole_plan, named.year),
            scaffolding=tuple(self.scaffolding),
            unplaced=tuple(self.unplaced),
        )

    def _is_set_aside(self, line: Line) -> bool:
        if line.mark is Mark.LEAD_ON:
            self.scaffolding.extend(line.sources)
        elif self._is_headline(line):
            self.headlines.append(line.text)
        else:
            return False
        return True

    def _is_headline(self, line: Line) -> bool:
        if line.mark is Mark.OWNER:
            return False
        if tells_adoption(line.text) or line.text in self.headlines[:_TITLE_LINES]:
            return True
        begun = bool(self.areas or self.whole_plan)
        first = not self.headlines and len(self.preamble) < _TITLE_LINES
        return not begun and names_plan(line.text, first=first)


def _sections(lines: tuple[Line, ...]) -> Iterator[tuple[list[Line], list[Line]]]:
    """The lines as pairs: what stands before a list, and the list."""
    gap: list[Line] = []
    items: list[Line] = []
    for line in lines:
        if line.mark in {Mark.BULLET, Mark.NUMBERED}:
            items.append(line)
        else:
            if items:
                yield gap, items
                gap, items = [], []
            gap.append(line)
    yield gap, items


def _heading(rest: list[Line]) -> Line | None:
    """The line that heads the list right after these lines."""
    for line in reversed(rest):
        if line.mark in {Mark.OWNER, Mark.HEADING}:
            return line
    if rest and may_head(rest[-1].text):
        return rest[-1]
    # A heading, a paragraph straight under it, then the list.
    if len(rest) > 1 and not rest[-1].after_blank and may_head(rest[-2].text, _SHORT_TITLE_LINE):
        return rest[-2]
    return None


def _paragraphs(lines: list[Line]) -> str:
    return "".join(("\n\n" if line.after_blank else "\n") + line.text for line in lines).strip("\n")


def _commitments(items: Iterable[Line], year: int | None) -> tuple[CommitmentDraft, ...]:
    return tuple(_commitment(line, year) for line in items)


def _commitment(line: Line, year: int | None) -> CommitmentDraft:
    dated = due_in(line.text, year or _A_LEAP_YEAR) is not None
    hint = target_in(line.text, dated=dated)
    return CommitmentDraft(
        text=line.text,
        title=short_title(line.text),
        target=hint.target,
        due=due_in(line.text, year),
        districts=districts_in(line.text),
        partners=partners_in(line.text),
        question=hint.question,
        line=line.number,
    )
