"""The whole board at once: the plan, its areas and its cards, read in one question."""

from dataclasses import dataclass

import pendulum

from models.access import Actor, Right
from models.card import Card, cards_of
from models.plan import AreaRow, PlanRow, areas_of, current_plan


@dataclass(frozen=True, slots=True)
class BoardView:
    """What the board's screen starts from."""

    plan: PlanRow
    areas: tuple[AreaRow, ...]
    cards: tuple[Card, ...]


def board_view(actor: Actor, now: pendulum.DateTime) -> BoardView | None:
    """The plan the board works by, or None before the first is read in; raises NotAllowed."""
    actor.require(Right.READ_PLAN)
    if (plan := current_plan()) is None:
        return None
    return BoardView(plan, areas_of(plan.id), cards_of(plan.id, now))
