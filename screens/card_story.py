"""A card with everything its page tells, and the page's lines as rows one can stand on."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from models.card import Card, card
from models.comment import CommentRow, comments_of
from models.history import HistoryRow, Sought, history_of
from models.journal import ChangeRow, last_write
from models.plan import AreaRow, PlanRow, areas_of, plan_of
from models.session import Session
from models.step import StepRow, steps_of
from models.tick import TickRow, ticks_of
from screens.widgets.lines import Line


@dataclass(frozen=True, slots=True)
class Part:
    """Something on a card that one can stand on and change alone."""

    entity: str
    """As the journal calls it: "step", "tick" or "comment"."""
    number: int


Does = str | int | Part | None
"""What Enter does: an action's name, the number of an action to take back, what can be done to a part."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page, and what Enter does there; lines of one row share it."""

    line: Line
    does: Does = None


@dataclass(frozen=True, slots=True)
class Story:
    """A card with everything its page tells."""

    card: Card
    plan: PlanRow
    today: dt.date
    areas: tuple[AreaRow, ...] = ()
    steps: tuple[StepRow, ...] = ()
    ticks: tuple[TickRow, ...] = ()
    comments: tuple[CommentRow, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    corrected: ChangeRow | None = None
    """The change that put the adopted words right."""
    archived: bool = False

    def row_of(self, part: Part) -> Any:
        """The step, the tick or the comment that a part is; None where it is gone."""
        rows: dict[str, tuple[Any, ...]] = {
            "step": self.steps,
            "tick": self.ticks,
            "comment": self.comments,
        }
        return next((row for row in rows.get(part.entity, ()) if row.id == part.number), None)


def is_own(story: Story, session: Session) -> bool:
    """Whether the member answers for the card."""
    return any(person.id == session.actor.member_id for person in story.card.responsible)


async def read_story(session: Session, card_id: int, sought: Sought | None = None) -> Story:
    """All of a card, read now; of its history what is sought. Raises Gone."""
    now = session.now
    row = await session.ask(card, card_id, now)
    return Story(
        row,
        await session.ask(plan_of, row.plan_id),
        now.date(),
        await session.ask(areas_of, row.plan_id),
        await session.ask(steps_of, card_id, now) if row.steps[1] else (),
        await session.ask(ticks_of, card_id),
        await session.ask(comments_of, card_id),
        await session.ask(history_of, card_id, now, sought),
        await session.ask(last_write, card_id, "corrected_text") if row.corrected_text else None,
    )
