"""The stored plan as the draft it could have been read from, for whoever writes it out."""

from models.access import Actor, Right
from models.card import Card, cards_of
from models.plan import Plan, areas_of
from models.readers.plan_draft import AreaDraft, CommitmentDraft, PlanDraft


def stored_draft(actor: Actor, plan_id: int) -> PlanDraft:
    """What the annual meeting adopted, without what the board has added or done; raises NotAllowed."""
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
            AreaDraft(area.title, area.wording, _drafts(cards, area.id)) for area in areas_of(plan_id)
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
        )
        for number, card in enumerate(cards, start=1)
        if card.area_id == area_id
    )
