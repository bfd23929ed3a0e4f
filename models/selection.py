"""Which of a plan's cards somebody asks for: by area, person, status, lateness and words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from models.access import Actor, Right
from models.card import Card
from models.commitment import Commitment, CommitmentMember, Status
from models.people import Person, people
from models.plan import PlanRow, current_plan
from models.standing import Pace, standing
from models.text import matches, search_text


@dataclass(frozen=True, slots=True)
class Selection:
    """What every chosen card fulfils; each part that is left out lets all through."""

    area: int | None = None
    """An area's number, 0 for the whole plan."""
    person: int | None = None
    status: Status | None = None
    late: bool = False
    words: str = ""

    def of(self, cards: Iterable[Card], plan: PlanRow, today: dt.date) -> tuple[Card, ...]:
        """The chosen cards, in their order."""
        return tuple(card for card in cards if self._takes(card, plan, today))

    def _takes(self, card: Card, plan: PlanRow, today: dt.date) -> bool:
        if self.area is not None and (card.area_id or 0) != self.area:
            return False
        if self.person is not None and all(one.id != self.person for one in card.responsible):
            return False
        if self.status is not None and card.status != self.status:
            return False
        if self.late and standing(card, plan, today).pace is not Pace.LATE:
            return False
        return matches(search_text(self.words), _searched(card))


def people_known_to(actor: Actor) -> tuple[Person, ...]:
    """Those an actor may name; raises NotAllowed for whoever may not read the plan.

    Everybody with the right to the register, else the board and those its plan's cards name.
    """
    actor.require(Right.READ_PLAN)
    if actor.may(Right.READ_MEMBERS):
        return tuple(people(actor.clock()).values())
    plan = current_plan()
    answering = (
        CommitmentMember.select(CommitmentMember.member)
        .join(Commitment)
        .where(~Commitment.removed, Commitment.plan == (plan.id if plan else None))
    )
    return tuple(people(actor.clock(), answering).values())


def _searched(card: Card) -> str:
    names = " ".join((*(person.name for person in card.responsible), *card.districts))
    return f"{card.search} {search_text(names)}"
