"""Going through a stored plan once more, while it is a proposal: all that differs is one action."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from models.access import Actor, Right
from models.adoption import NO_MEETING
from models.commitment import Commitment
from models.errors import Conflict, Gone, Invalid
from models.exporting import stored_draft
from models.importing import Saving, planned
from models.journal import Act, action, who_wrote
from models.plan import Area, Plan, PlanRow, PlanState, period_of, plan_row
from models.readers.plan_draft import AreaDraft, CommitmentDraft, PlanDraft
from models.text import clean


@dataclass(frozen=True, slots=True)
class Revision:
    """What a draft changes of the stored plan it was made of."""

    changed: int
    """How many cards say something else."""
    new: int
    gone: tuple[int, ...]
    arranged: bool
    """Whether areas are other ones, or anything stands elsewhere."""


def proposal_draft(actor: Actor, plan_id: int) -> PlanDraft:
    """A stored plan to go through, each commitment with its card; raises NotAllowed, Gone, Conflict."""
    actor.require(Right.EDIT_PLAN)
    _require_proposal(Plan.get_by_id(plan_id))
    return stored_draft(actor, plan_id)


def revision_of(opened: PlanDraft, draft: PlanDraft) -> Revision:
    """What saving the draft would change."""
    draft = _known_again(opened, draft)
    before, after = _by_card(opened), _by_card(draft)
    both = before.keys() & after.keys()
    return Revision(
        changed=sum(_content(before[card]) != _content(after[card]) for card in both),
        new=sum(one.card is None for one in draft.commitments),
        gone=tuple(sorted(before.keys() - after.keys())),
        arranged=_arrangement(opened, both) != _arrangement(draft, both),
    )


def revise_plan(
    actor: Actor, plan_id: int, opened: PlanDraft, draft: PlanDraft, period_start: str = "01-01"
) -> PlanRow:
    """Save what differs between a stored plan as it was opened and as it was put right.

    Cards keep their ticks, comments, steps and who answers for them. Raises NotAllowed, Gone, Invalid, and
    Conflict where the plan is adopted by now, or others changed the same meanwhile.
    """
    draft = _known_again(opened, draft)
    with action(actor) as act:
        act.actor.require(Right.EDIT_PLAN)
        plan = Plan.get_by_id(plan_id)
        act.summary = f"arbetade om {plan.title}"
        _require_proposal(plan)
        _refuse_if_changed(opened, stored_draft(act.actor, plan_id), draft)
        areas = {record.id: record for record in Area.select().where(Area.plan == plan_id, ~Area.removed)}
        saving = Saving.of(act, plan, draft)
        # Areas first and last, so that both undo and redo find each card's area standing.
        placed = [_area(saving, areas, place, one) for place, one in enumerate(draft.areas, 1)]
        _Cards(saving, _by_card(opened)).save(draft, placed)
        _take_away_areas(act, [one for one in areas.values() if one not in placed])
        _write_plan(act, plan, opened, draft, period_start)
    return plan_row(plan)


def _require_proposal(plan: Plan) -> None:
    if plan.removed:
        raise Gone(f"{plan.title} är borttagen.")
    if plan.state != PlanState.PROPOSAL:
        raise Conflict("Planen är antagen och står fast. Rätta ett åtagande i taget, på dess kort.")


# What is the same as before


def _by_card(draft: PlanDraft) -> dict[int, CommitmentDraft]:
    return {one.card: one for one in draft.commitments if one.card is not None}


def _lists(draft: PlanDraft) -> Iterator[tuple[int | None, tuple[CommitmentDraft, ...]]]:
    for area in draft.areas:
        yield area.area, area.commitments
    yield None, draft.whole_plan


def _content(draft: CommitmentDraft) -> CommitmentDraft:
    return replace(draft, line=0, question=None)


def _arrangement(draft: PlanDraft, cards: Collection[int]) -> list[tuple[object, ...]]:
    names = [*((area.area, area.title) for area in draft.areas), ()]
    lists = [[one.card for one in listed if one.card in cards] for _, listed in _lists(draft)]
    return list(zip(names, lists, strict=True))


def _known_again(opened: PlanDraft, draft: PlanDraft) -> PlanDraft:
    """A line or a heading that was taken out and put in again is the card or the area that it was."""
    kept = {one.card for one in draft.commitments}
    cards = {one.text: one.card for one in reversed(opened.commitments) if one.card not in kept}
    standing = {area.area for area in draft.areas}
    areas = {area.wording: area.area for area in reversed(opened.areas) if area.area not in standing}

    def known(listed: tuple[CommitmentDraft, ...]) -> tuple[CommitmentDraft, ...]:
        return tuple(
            one if one.card is not None else replace(one, card=cards.pop(one.text, None)) for one in listed
        )

    return replace(
        draft,
        areas=tuple(
            replace(
                area,
                commitments=known(area.commitments),
                area=areas.pop(area.wording, None) if area.area is None else area.area,
            )
            for area in draft.areas
        ),
        whole_plan=known(draft.whole_plan),
    )


# What others did meanwhile


def _refuse_if_changed(opened: PlanDraft, held: PlanDraft, draft: PlanDraft) -> None:
    if _bones(held) != _bones(opened):
        raise Conflict(
            "Planens områden eller åtaganden är inte längre de du öppnade, så inget är sparat. "
            "Kasta det du har ändrat och gå igenom planen på nytt."
        )
    wanted, now = _by_card(draft), _by_card(held)
    for card, one in _by_card(opened).items():
        if now[card] == one:
            continue
        before, theirs = _said(one), _said(now[card])
        mine = _said(wanted[card]) if card in wanted else before
        for name, value in theirs.items():
            goes = card not in wanted or mine[name] != before[name]
            if goes and value not in (before[name], mine[name]):
                raise Conflict(
                    f"{who_wrote(card, name)} har ändrat {now[card].title} sedan du öppnade planen, "
                    "så inget är sparat. Kasta det du har ändrat och gå igenom planen på nytt."
                )


def _bones(draft: PlanDraft) -> tuple[object, ...]:
    """What must stand still while somebody goes through the plan."""
    areas = [(area.area, area.title, area.wording) for area in draft.areas]
    cards = [[one.card for one in listed] for _, listed in _lists(draft)]
    return areas, cards, draft.preamble, draft.unplaced, draft.year


def _said(draft: CommitmentDraft) -> dict[str, Any]:
    return {**planned(draft), "districts": draft.districts, "partners": draft.partners}


# Writing


def _area(saving: Saving, areas: dict[int, Area], place: int, draft: AreaDraft) -> Area:
    if draft.area is None:
        return saving.create_area(place, draft)
    return saving.act.write(areas[draft.area], position=place, title=clean(draft.title))


@dataclass(frozen=True, slots=True)
class _Cards:
    """The cards of a plan, brought to say what a draft says."""

    saving: Saving
    opened: dict[int, CommitmentDraft]

    def save(self, draft: PlanDraft, areas: list[Area]) -> None:
        records = {one.id: one for one in Commitment.select().where(Commitment.id.in_(list(self.opened)))}
        lists = zip([*areas, None], (listed for _, listed in _lists(draft)), strict=True)
        for area, listed in lists:
            number, position = area and area.id, 0
            for one in listed:
                record = records.get(one.card) if one.card is not None else None
                # Those that stand in order keep their place, so that what is noted is what was moved.
                held = record.position if record is not None and record.area_id == number else 0
                position = max(held, position + 1)
                if record is None:
                    self.saving.create_card(area, position, one)
                else:
                    self._write(record, one, area=area, position=position)
        for card in self.opened.keys() - _by_card(draft).keys():
            self.saving.act.write(records[card], removed=True)

    def _write(self, record: Commitment, draft: CommitmentDraft, **where: object) -> None:
        values: dict[str, object] = dict(where)
        if draft != self.opened[record.id]:
            before = _said(self.opened[record.id])
            values |= {name: value for name, value in _said(draft).items() if value != before[name]}
            if values.keys() & Commitment.LINKS.keys():
                values |= self.saving.links(draft)
        self.saving.act.write(record, **values)


def _take_away_areas(act: Act, areas: list[Area]) -> None:
    left = list(
        Commitment.select().where(Commitment.area.in_([area.id for area in areas]), ~Commitment.removed)
    )
    for own in left:
        # Only the board's own are left there; they are no part of the plan's words, and stay on the board.
        act.write(own, area=None)
    for area in areas:
        act.write(area, removed=True)


def _write_plan(act: Act, plan: Plan, opened: PlanDraft, draft: PlanDraft, period_start: str) -> None:
    act.write(plan, preamble=draft.preamble)
    if draft.unplaced != opened.unplaced:
        act.write(plan, unplaced="\n".join(draft.unplaced))
    if draft.year != opened.year and draft.year is not None:
        starts, ends = period_of(draft.year, period_start)
        if Plan.get_or_none(Plan.starts == starts, Plan.id != plan.id, ~Plan.removed):
            raise Conflict(f"Planen för {draft.year} finns redan. Välj ett annat år.")
        act.write(plan, starts=starts, ends=ends)
    if draft.adopted is not None:
        if draft.adopted > act.at.date():
            raise Invalid(NO_MEETING)
        act.write(plan, state=PlanState.ADOPTED, adopted_on=draft.adopted)
