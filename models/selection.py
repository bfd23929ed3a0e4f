"""Which of a plan's cards somebody asks for: by area, person, status, pace, origin, words and news."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from models.access import Actor, Right
from models.card import Card
from models.commitment import Commitment, CommitmentMember, Status
from models.people import Person, exactly_named, find_person, people
from models.plan import PlanRow, current_plan
from models.question import Question, given
from models.read_log import Reads, note_reading
from models.standing import Pace, standing
from models.text import matches, search_text, sort_key

NOBODY = 0
"""In a person's place: nobody is responsible."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What every chosen card fulfils; each part that is left out lets all through."""

    area: int | None = None
    """An area's number, 0 for the whole plan."""
    person: int | None = None
    """Who is responsible, `NOBODY` for cards without anybody."""
    status: Status | None = None
    late: bool = False
    words: str = ""
    behind: bool = False
    """Behind its pace; with `late` either of them."""
    adopted: bool | None = None
    """Whether the annual meeting adopted it, or the board added it."""
    new: frozenset[int] | None = None
    """Only these, which have changed since somebody last looked."""

    def of(self, cards: Iterable[Card], plan: PlanRow, today: dt.date) -> tuple[Card, ...]:
        """The chosen cards, in their order."""
        if self == Selection():
            return tuple(cards)
        return tuple(card for card in cards if self.takes(card, plan, today))

    def takes(self, card: Card, plan: PlanRow, today: dt.date) -> bool:
        """Whether a card is chosen."""
        if self.area is not None and (card.area_id or 0) != self.area:
            return False
        if self.status is not None and card.status != self.status:
            return False
        if self.adopted is not None and card.from_plan != self.adopted:
            return False
        if self.new is not None and card.id not in self.new:
            return False
        if self.person is not None and not self._answers(card):
            return False
        if self.words and not matches(search_text(self.words), _searched(card)):
            return False
        return not (self.late or self.behind) or self._paced(card, plan, today)

    def _answers(self, card: Card) -> bool:
        if self.person == NOBODY:
            return not card.responsible
        return any(one.id == self.person for one in card.responsible)

    def _paced(self, card: Card, plan: PlanRow, today: dt.date) -> bool:
        pace = standing(card, plan, today).pace
        return (self.late and pace is Pace.LATE) or (self.behind and pace is Pace.BEHIND)


class Sifter:
    """Chooses among a plan's cards time after time, and looks again only at those that changed."""

    def __init__(self) -> None:
        self._for: tuple[Selection, PlanRow, dt.date] | None = None
        self._known: dict[int, tuple[Card, bool]] = {}

    def of(
        self, selection: Selection, cards: tuple[Card, ...], plan: PlanRow, today: dt.date
    ) -> tuple[Card, ...]:
        """The chosen cards, in their order."""
        if selection == Selection():
            return cards
        if self._for != (selection, plan, today):
            self._for, self._known = (selection, plan, today), {}
        known, kept = self._known, []
        for card in cards:
            held = known.get(card.id)
            if held is None or held[0] is not card:
                held = known[card.id] = (card, selection.takes(card, plan, today))
            if held[1]:
                kept.append(card)
        return tuple(kept)


_ANSWERING = Question(
    CommitmentMember.select(CommitmentMember.member)
    .join(Commitment)
    .where(~Commitment.removed, Commitment.plan == given("plan"))
    .distinct()
)


def people_shown_to(actor: Actor) -> tuple[Person, ...]:
    """The board and those its plan's cards name; raises NotAllowed for whoever may not read the plan."""
    actor.require(Right.READ_PLAN)
    plan = current_plan()
    answering = _ANSWERING.rows(plan=plan.id if plan else None)
    return tuple(people(actor.clock(), [number for (number,) in answering]).values())


def people_in_register(actor: Actor) -> tuple[Person, ...]:
    """Everybody, to choose among; raises NotAllowed."""
    actor.require(Right.READ_MEMBERS)
    everybody = tuple(people(actor.clock()).values())
    note_reading(actor, Reads.NAMES, len(everybody))
    return everybody


def person_named(actor: Actor, words: str) -> Person:
    """The one an actor names; raises NotAllowed, Invalid.

    Whoever the board shows is found there by a whole name or a short one. Only then is the register opened,
    for those who may read it.
    """
    shown = people_shown_to(actor)
    named = exactly_named(words, shown)
    if len(named) == 1:
        return named[0]
    return find_person(words, people_in_register(actor) if actor.may(Right.READ_MEMBERS) else shown)


def responsible_for(cards: Iterable[Card]) -> tuple[Person, ...]:
    """Those who answer for any of the cards, by name."""
    found = {person.id: person for card in cards for person in card.responsible}
    return tuple(sorted(found.values(), key=lambda person: sort_key(person.name)))


def _searched(card: Card) -> str:
    if not card.responsible and not card.districts:
        return card.search
    names = " ".join((*(person.name for person in card.responsible), *card.districts))
    return f"{card.search} {search_text(names)}"
