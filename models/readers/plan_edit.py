"""What a person may do to a draft before it is saved: each change gives a new draft, and no word is lost.

Undo is a stack of the drafts before.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from models.errors import Invalid
from models.readers.dates import month_named
from models.readers.lines import require_length
from models.readers.plan_draft import AreaDraft, CommitmentDraft, PlanDraft
from models.readers.proposing import propose
from models.readers.sentences import sentences
from models.readers.short_titles import area_title
from models.target import Target
from models.text import required

_GOES_ON = re.compile(r"[^.!?:]$")
_UNKNOWN_LINE = 0
"""For a commitment made of a line whose place in the document is not known."""

_List = tuple[CommitmentDraft, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a commitment stands: its area counted from 0, None for the whole plan, and its place there."""

    area: int | None
    place: int


def spots(draft: PlanDraft) -> tuple[Spot, ...]:
    """Every commitment's spot, in the order a person reads them: area by area, then the whole plan."""
    numbers = [*range(len(draft.areas)), None]
    return tuple(Spot(area, place) for area in numbers for place in range(len(_list(draft, area))))


def commitment_at(draft: PlanDraft, spot: Spot) -> CommitmentDraft:
    """The commitment on a spot; raises Invalid where there is none."""
    commitments = _list(draft, spot.area)
    if not 0 <= spot.place < len(commitments):
        raise Invalid("Det finns inget åtagande där. Välj ett i listan.")
    return commitments[spot.place]


def merge_with_next(draft: PlanDraft, spot: Spot) -> PlanDraft:
    """Make one of a commitment and the one after it; raises Invalid where it is the last of its area."""
    commitments = _list(draft, spot.area)
    first = commitment_at(draft, spot)
    if spot.place + 1 == len(commitments):
        raise Invalid("Det finns inget åtagande efter det här i området att slå ihop det med.")
    second = commitments[spot.place + 1]
    wrapped = _GOES_ON.search(first.text) and second.text[:1].islower()
    text = (" " if wrapped else "\n").join([first.text, second.text])
    require_length(text, first.line)
    card = second.card if first.card is None else first.card
    merged = _as_far(_proposed(draft, spot.area, text, first.line), first, second)
    merged = replace(merged, card=card)
    return _with(draft, spot.area, (*commitments[: spot.place], merged, *commitments[spot.place + 2 :]))


def merge_with_previous(draft: PlanDraft, spot: Spot) -> PlanDraft:
    """Make one of a commitment and the one before it; raises Invalid where it is the first of its area."""
    commitment_at(draft, spot)
    if spot.place == 0:
        raise Invalid("Det finns inget åtagande före det här i området att slå ihop det med.")
    return merge_with_next(draft, Spot(spot.area, spot.place - 1))


def split(draft: PlanDraft, spot: Spot, at: int) -> PlanDraft:
    """Make two of a commitment, the second from the character `at`; raises Invalid where one is empty."""
    text = commitment_at(draft, spot).text
    return _in_parts(draft, spot, [text[: max(0, at)], text[max(0, at) :]])


def split_sentences(draft: PlanDraft, spot: Spot) -> PlanDraft:
    """Make one commitment of each of its lines or, where it is one line, of each sentence; raises Invalid."""
    text = commitment_at(draft, spot).text
    parts = text.split("\n") if "\n" in text else [sentence for _, sentence in sentences(text)]
    return _in_parts(draft, spot, parts)


def destination(draft: PlanDraft, spot: Spot, by: int) -> Spot | None:
    """Where one step up (-1) or down (1) leads, past its area's border into the next; None past the ends."""
    if 0 <= spot.place + by < len(_list(draft, spot.area)):
        return Spot(spot.area, spot.place + by)
    order = [*range(len(draft.areas)), None]
    beside = order.index(spot.area) + by
    if not 0 <= beside < len(order):
        return None
    area = order[beside]
    return Spot(area, 0 if by > 0 else len(_list(draft, area)))


def step(draft: PlanDraft, spot: Spot, by: int) -> PlanDraft:
    """Move a commitment one step to its `destination`; the same draft where there is none."""
    goal = destination(draft, spot, by)
    return draft if goal is None else _moved(draft, spot, goal)


def move(draft: PlanDraft, spot: Spot, area: int | None) -> PlanDraft:
    """Move a commitment to the end of another area, or of the whole plan (None)."""
    if area == spot.area:
        return draft
    return _moved(draft, spot, Spot(area, len(_list(draft, area))))


def move_area(draft: PlanDraft, area: int, by: int) -> PlanDraft:
    """Move an area with all that is in it one step; the same draft at the ends."""
    _list(draft, area)
    if not 0 <= area + by < len(draft.areas):
        return draft
    areas = list(draft.areas)
    areas.insert(area + by, areas.pop(area))
    return replace(draft, areas=tuple(areas))


def to_heading(draft: PlanDraft, spot: Spot) -> PlanDraft:
    """Make a commitment head an area of its own, with those that stood after it."""
    commitment = commitment_at(draft, spot)
    commitments = _list(draft, spot.area)
    made = _headed(draft, commitment.text, commitments[spot.place + 1 :])
    left = _with(draft, spot.area, commitments[: spot.place])
    after = len(draft.areas) if spot.area is None else spot.area + 1
    return replace(left, areas=(*left.areas[:after], made, *left.areas[after:]))


def to_commitment(draft: PlanDraft, area: int) -> PlanDraft:
    """Make an area's heading a commitment at the end of the area before, followed by what it headed.

    The first area has none before it, and goes to the whole plan.
    """
    own = _list(draft, area)
    above = area - 1 if area else None
    heading = _proposed(draft, above, draft.areas[area].wording, _UNKNOWN_LINE)
    listed = _list(draft, above)
    together = (*listed, heading, *own) if area else (heading, *own, *listed)
    left = _with(draft, above, together)
    return replace(left, areas=(*left.areas[:area], *left.areas[area + 1 :]))


def to_unplaced(draft: PlanDraft, spot: Spot) -> PlanDraft:
    """Take what is no commitment to the lines without a place."""
    lines = commitment_at(draft, spot).text.split("\n")
    return replace(_without(draft, spot), unplaced=(*draft.unplaced, *lines))


def to_preamble(draft: PlanDraft, spot: Spot) -> PlanDraft:
    """Take what is no commitment to the end of the preamble."""
    text = commitment_at(draft, spot).text
    return replace(_without(draft, spot), preamble=_paragraphs(draft.preamble, text))


def place_line(draft: PlanDraft, line: int, area: int | None) -> PlanDraft:
    """Make a line without a place a commitment at the end of an area, or of the whole plan (None)."""
    text, left = _taken(draft, line)
    return _with(left, area, (*_list(left, area), _proposed(left, area, text, _UNKNOWN_LINE)))


def line_to_heading(draft: PlanDraft, line: int) -> PlanDraft:
    """Make a line without a place head an area of its own, last of them."""
    text, left = _taken(draft, line)
    return replace(left, areas=(*left.areas, _headed(left, text, ())))


def line_to_preamble(draft: PlanDraft, line: int) -> PlanDraft:
    """Take a line without a place to the end of the preamble."""
    text, left = _taken(draft, line)
    return replace(left, preamble=_paragraphs(left.preamble, text))


def preamble_to_unplaced(draft: PlanDraft) -> PlanDraft:
    """Take the preamble's lines out, so that each can be placed."""
    lines = (line for line in draft.preamble.split("\n") if line)
    return replace(draft, preamble="", unplaced=(*draft.unplaced, *lines))


def rename(draft: PlanDraft, spot: Spot, title: str) -> PlanDraft:
    """Give a card another title; the wording stays. Raises Invalid."""
    return _changed(draft, spot, title=required(title, field="Titeln"))


def rename_area(draft: PlanDraft, area: int, title: str) -> PlanDraft:
    """Give an area another title; the wording stays. Raises Invalid."""
    return _area_changed(draft, area, title=required(title, field="Områdets namn"))


def set_target(draft: PlanDraft, spot: Spot, target: Target) -> PlanDraft:
    """Say what a commitment aims at, which answers what was asked about it."""
    return _changed(draft, spot, target=target, question=None)


def set_due(draft: PlanDraft, spot: Spot, due: dt.date | None) -> PlanDraft:
    """Say by when a commitment is to be done."""
    return _changed(draft, spot, due=due)


def confirm(draft: PlanDraft, spot: Spot) -> PlanDraft:
    """Let a commitment stand as proposed, so that nothing more is asked about it."""
    return _changed(draft, spot, question=None)


def confirm_area(draft: PlanDraft, area: int) -> PlanDraft:
    """Let an area stand as proposed, so that nothing more is asked about it."""
    return _area_changed(draft, area, question=None)


def confirm_plan(draft: PlanDraft) -> PlanDraft:
    """Let the plan stand as proposed, so that nothing more is asked about it as a whole."""
    return replace(draft, questions=())


def set_year(draft: PlanDraft, year: int | None) -> PlanDraft:
    """Say which year the plan is for; days that the wording gave follow, those a person chose stay."""

    def moved(area: int | None) -> Callable[[CommitmentDraft], CommitmentDraft]:
        def with_due(one: CommitmentDraft) -> CommitmentDraft:
            month = _month(draft, area)
            read = partial(propose, one.text, one.line, month=month, is_split=draft.is_split)
            return one if one.due != read(draft.year).due else replace(one, due=read(year).due)

        return with_due

    areas = tuple(
        replace(area, commitments=tuple(map(moved(place), area.commitments)))
        for place, area in enumerate(draft.areas)
    )
    return replace(draft, year=year, areas=areas, whole_plan=tuple(map(moved(None), draft.whole_plan)))


def set_adopted(draft: PlanDraft, day: dt.date | None) -> PlanDraft:
    """Say when the annual meeting adopted the plan; None makes it a proposal."""
    return replace(draft, adopted=day)


def _list(draft: PlanDraft, area: int | None) -> _List:
    if area is None:
        return draft.whole_plan
    if not 0 <= area < len(draft.areas):
        raise Invalid("Det finns inget område där. Välj ett i listan.")
    return draft.areas[area].commitments


def _with(draft: PlanDraft, area: int | None, commitments: _List) -> PlanDraft:
    if area is None:
        return replace(draft, whole_plan=commitments)
    return _area_changed(draft, area, commitments=commitments)


def _area_changed(draft: PlanDraft, area: int, **values: object) -> PlanDraft:
    _list(draft, area)
    changed = replace(draft.areas[area], **values)  # type: ignore[arg-type]
    return replace(draft, areas=(*draft.areas[:area], changed, *draft.areas[area + 1 :]))


def _changed(draft: PlanDraft, spot: Spot, **values: object) -> PlanDraft:
    changed = replace(commitment_at(draft, spot), **values)  # type: ignore[arg-type]
    commitments = _list(draft, spot.area)
    return _with(draft, spot.area, (*commitments[: spot.place], changed, *commitments[spot.place + 1 :]))


def _without(draft: PlanDraft, spot: Spot) -> PlanDraft:
    commitment_at(draft, spot)
    commitments = _list(draft, spot.area)
    return _with(draft, spot.area, (*commitments[: spot.place], *commitments[spot.place + 1 :]))


def _moved(draft: PlanDraft, spot: Spot, goal: Spot) -> PlanDraft:
    commitment = commitment_at(draft, spot)
    left = _without(draft, spot)
    listed = _list(left, goal.area)
    return _with(left, goal.area, (*listed[: goal.place], commitment, *listed[goal.place :]))


def _in_parts(draft: PlanDraft, spot: Spot, parts: list[str]) -> PlanDraft:
    whole = commitment_at(draft, spot)
    stripped = [part.strip() for part in parts]
    if len(parts) < 2 or not all(stripped):
        raise Invalid("Det finns inget att dela där. Ställ markören mitt i texten.")
    made = [_as_far(_proposed(draft, spot.area, text, whole.line), whole) for text in stripped]
    made[0] = replace(made[0], card=whole.card)
    commitments = _list(draft, spot.area)
    return _with(draft, spot.area, (*commitments[: spot.place], *made, *commitments[spot.place + 1 :]))


def _as_far(made: CommitmentDraft, *of: CommitmentDraft) -> CommitmentDraft:
    """A commitment as far come as those it is made of, or given up as they are; the first that tells."""
    status = next((one.status for one in of if one.status is not None), made.status)
    given_up = next((one for one in of if one.dropped), made)
    return replace(made, status=status, dropped=given_up.dropped, dropped_section=given_up.dropped_section)


def _proposed(draft: PlanDraft, area: int | None, text: str, line: int) -> CommitmentDraft:
    return propose(text, line, draft.year, month=_month(draft, area), is_split=draft.is_split)


def _month(draft: PlanDraft, area: int | None) -> str:
    wording = "" if area is None else draft.areas[area].wording
    return wording if month_named(wording) else ""


def _headed(draft: PlanDraft, wording: str, commitments: _List) -> AreaDraft:
    return AreaDraft(area_title(wording.split("\n", 1)[0]), wording, commitments)


def _taken(draft: PlanDraft, line: int) -> tuple[str, PlanDraft]:
    if not 0 <= line < len(draft.unplaced):
        raise Invalid("Det finns ingen sådan rad. Välj en i listan.")
    left = (*draft.unplaced[:line], *draft.unplaced[line + 1 :])
    return draft.unplaced[line], replace(draft, unplaced=left)


def _paragraphs(preamble: str, text: str) -> str:
    return f"{preamble}\n\n{text}" if preamble else text
