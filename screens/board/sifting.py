"""Which cards of the plan are shown: by area, by person, by words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from models.board import BoardView
from models.card import Card
from models.plan import PlanRow
from models.standing import tally
from models.story import WHOLE_PLAN
from models.text import matches, search_text
from screens.board.areas import Choice


@dataclass(frozen=True, slots=True)
class Sieve:
    """What the member has chosen to see."""

    area: int | None = None
    """An area's number, 0 for the whole plan, None for all."""
    mine: int | None = None
    """Only cards this member answers for."""
    words: str = ""

    def lets_through(self, card: Card) -> bool:
        """Whether a card is shown."""
        if self.area is not None and (card.area_id or 0) != self.area:
            return False
        if self.mine is not None and all(person.id != self.mine for person in card.responsible):
            return False
        return not self.words or matches(search_text(self.words), _searched(card))

    def sift(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        """The cards that are shown, in their order."""
        return tuple(card for card in cards if self.lets_through(card))

    def empty_words(self, *, whole: bool) -> str:
        """What an empty column or board says, and which key helps."""
        if self.words:
            return f"Inget passar ”{self.words}”. Esc visar alla."
        if self.mine is not None:
            return "Du ansvarar inte för något ännu. b visar alla, a tar ett kort." if whole else ""
        return "Inget här. 1–4 flyttar ett kort hit."


def _searched(card: Card) -> str:
    if not card.responsible and not card.districts:
        return card.search
    names = " ".join((*(person.name for person in card.responsible), *card.districts))
    return f"{card.search} {search_text(names)}"


def choices_of(view: BoardView, today: dt.date) -> tuple[Choice, ...]:
    """The list of areas with their numbers: everything first, the whole plan last."""
    by_area: dict[int, list[Card]] = {}
    for card in view.cards:
        by_area.setdefault(card.area_id or 0, []).append(card)
    choices = [Choice(None, "", "Alla områden", tally(view.cards, view.plan, today))]
    for area in view.areas:
        found = tally(by_area.get(area.id, ()), view.plan, today)
        choices.append(Choice(area.id, f"{area.position:>2}", area.title, found))
    if 0 in by_area:
        choices.append(Choice(0, "  ", WHOLE_PLAN, tally(by_area[0], view.plan, today)))
    return tuple(choices)


def replaced(cards: tuple[Card, ...], news: dict[int, Card | None], plan: PlanRow) -> tuple[Card, ...] | None:
    """The cards with the changed ones in place, or None where the order must be read anew."""
    known = {card.id for card in cards}
    if any(
        card is not None and card.plan_id == plan.id and number not in known for number, card in news.items()
    ):
        return None
    return tuple(new for card in cards if (new := news.get(card.id, card)) is not None)
