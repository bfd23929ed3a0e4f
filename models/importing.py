"""Saving a plan that has been read and looked through: all of it in one action, or nothing."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from models.access import Actor, Right
from models.commitment import LONGEST_REASON, LONGEST_SECTION, Commitment, Status
from models.errors import Conflict, Invalid
from models.journal import Act, action
from models.place import District, Partner, known_names, numbers_for
from models.plan import Area, Plan, PlanRow, PlanState, period_of, plan_row
from models.readers.plan_draft import MOST_NEW_NAMES
from models.readers.plan_text import AreaDraft, CommitmentDraft, PlanDraft
from models.text import BODY, TITLE, clean, search_text

_KINDS = ("arbetarekommun", "socialdemokrat", "förening", "styrelse")
_LITTLE = {"ak", "av", "för", "i", "och"}


def import_plan(actor: Actor, draft: PlanDraft, period_start: str = "01-01") -> PlanRow:
    """Save a plan as it was read; one with a date of adoption is adopted.

    Raises NotAllowed, Conflict, Invalid.
    """
    actor.require(Right.EDIT_PLAN)
    if draft.year is None:
        raise Invalid(
            "Jag hittar inget år i planen. Skriv till exempel ”Verksamhetsplan 2026” på första raden."
        )
    starts, ends = period_of(draft.year, period_start)
    title = clean(draft.title, TITLE, field="Planens titel")
    with action(actor, f"läste in {title}", together=True) as act:
        if Plan.get_or_none(Plan.starts == starts, ~Plan.removed):
            raise Conflict(
                f"Planen för {draft.year} finns redan. Ångra inläsningen av den om den ska bytas ut."
            )
        plan = act.create(
            Plan(
                title=title,
                association=draft.association or "",
                starts=starts,
                ends=ends,
                state=PlanState.ADOPTED if draft.adopted else PlanState.PROPOSAL,
                adopted_on=draft.adopted,
                preamble=draft.preamble,
                unplaced="\n".join(draft.unplaced),
                scaffolding="\n".join(draft.scaffolding),
            )
        )
        saving = Saving.of(act, plan, draft)
        position = count(1)
        for place, area in enumerate(draft.areas, 1):
            record = saving.create_area(place, area)
            for one in area.commitments:
                saving.create_card(record, next(position), one)
        for one in draft.whole_plan:
            saving.create_card(None, next(position), one)
    return plan_row(plan)


def _require_few_names(draft: PlanDraft, districts: dict[str, int], partners: dict[str, int]) -> None:
    """Refuse a plan that would fill the lists of places and partners, from which nothing is taken away."""
    new = {search_text(name) for one in draft.commitments for name in one.districts} - districts.keys()
    others = {search_text(name) for one in draft.commitments for name in one.partners} - partners.keys()
    if (many := len(new) + len(others)) > MOST_NEW_NAMES:
        raise Invalid(
            f"Planen nämner {many} kommundelar och samarbetspartner som inte finns på tavlan; "
            f"{MOST_NEW_NAMES} nya är det mesta. Ta bort det som inte hör till planen och försök igen."
        )


def names_another(planned: str, *names: str) -> bool:
    """Whether a plan's association can be none of these names: no word that tells one from another is shared.

    A name that says nothing but what kind of association it is could be anybody's.
    """
    telling = [found for name in names if (found := _telling(name))]
    return bool(wanted := _telling(planned)) and bool(telling) and not any(wanted & one for one in telling)


def _telling(name: str) -> frozenset[str]:
    words = (word.strip(".,:–-").removesuffix("s") for word in search_text(name).split())
    return frozenset(word for word in words if word and word not in _LITTLE and not word.startswith(_KINDS))


def planned(draft: CommitmentDraft) -> dict[str, Any]:
    """What a commitment says of its card, by the card's own fields; raises Invalid."""
    target = draft.target
    return {
        "title": clean(draft.title),
        "adopted_text": clean(draft.text, BODY, lines=True),
        "corrected_text": clean(draft.corrected_text, BODY, lines=True),
        "kind": target.kind,
        "number": target.number,
        "per": target.per,
        "unit": target.unit,
        "audience": target.audience,
        "interval_months": target.interval_months,
        "target_from_plan": target.number is not None and draft.target_from_plan,
        "due": draft.due,
    }


@dataclass(frozen=True, slots=True)
class Saving:
    """Saves the parts of one plan, within an action."""

    act: Act
    plan: Plan
    districts: dict[str, int]
    partners: dict[str, int]

    @classmethod
    def of(cls, act: Act, plan: Plan, draft: PlanDraft) -> "Saving":
        """Begin to save a draft; raises Invalid where it brings too many names."""
        districts, partners = known_names(District), known_names(Partner)
        _require_few_names(draft, districts, partners)
        return cls(act, plan, districts, partners)

    def create_area(self, position: int, draft: AreaDraft) -> Area:
        """Save a new area."""
        title, wording = clean(draft.title), clean(draft.wording, BODY, lines=True)
        return self.act.create(Area(plan=self.plan.id, position=position, title=title, wording=wording))

    def create_card(self, area: Area | None, position: int, draft: CommitmentDraft) -> None:
        """Save a new commitment."""
        self.act.create(
            Commitment(
                # The record rather than its number, so that no guard reads the plan anew.
                plan=self.plan,
                area=area,
                position=position,
                from_plan=True,
                **planned(draft),
                dropped=clean(draft.dropped, LONGEST_REASON) or None,
                dropped_section=clean(draft.dropped_section, LONGEST_SECTION),
                status=draft.status or Status.NOT_STARTED,
                status_by_hand=draft.status is not None,
                finished=self.act.at.date() if draft.status is Status.DONE else None,
            ),
            responsible=[],
            **self.links(draft),
        )

    def links(self, draft: CommitmentDraft) -> dict[str, list[int]]:
        """The numbers of a commitment's districts and partners."""
        return {
            "districts": numbers_for(self.act, District, draft.districts, self.districts),
            "partners": numbers_for(self.act, Partner, draft.partners, self.partners),
        }
