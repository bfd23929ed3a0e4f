"""The stored plan as a draft, for whoever writes it out."""

from models.access import Actor, Right
from models.card import Card, cards_of
from models.plan import Plan, areas_of
from models.readers.plan_draft import AreaDraft, CommitmentDraft, PlanDraft


def stored_draft(actor: Actor, plan_id: int) -> PlanDraft:
    """The adopted commitments, worded as adopted, with titles, targets, days and areas as of today.

    What the board itself has added is left out, and how far each has come. Raises NotAllowed.
    """
    actor.require(Right.READ_PLAN)
    plan = Plan.get_by_id(plan_id)
    cards = [card for card in cards_of(plan_id, actor.clock()) if card.from_plan]
    return PlanDraft(
        title=plan.title,
        association=plan.association or None,
        year=plan.starts.year,
        adopted=plan.adopted_on,
        headlines=(),
        preamble=plan.preamble,
        areas=tuple(
            AreaDraft(area.title, area.wording, _drafts(cards, area.id), area=area.id)
            for area in areas_of(plan_id)
        ),
        whole_plan=_drafts(cards, None),
        scaffolding=(),
        unplaced=tuple(line for line in plan.unplaced.split("\n") if line),
    )


def _drafts(cards: list[Card], area_id: int | None) -> tuple[CommitmentDraft, ...]:
    return tuple(
        CommitmentDraft(
            text=card.adopted_text,
            title=card.title,
            target=card.target,
            due=card.due,
            districts=card.districts,
            partners=card.partners,
            question=None,
            line=number,
            # Where nothing is counted no target is anybody's.
            target_from_plan=card.target_from_plan or card.target.number is None,
            corrected_text=card.corrected_text,
            card=card.id,
            dropped=card.dropped or "",
            dropped_section=card.dropped_section,
        )
        for number, card in enumerate(cards, start=1)
        if card.area_id == area_id
    )
