"""What is said of the cards that are shown: sums beside them, who is at them, words where there are none."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import zip_longest

from models.board import BoardView
from models.card import Card
from models.plan import PlanRow
from models.presence import Presence
from models.selection import Selection
from models.standing import Tally, tally
from models.story import WHOLE_PLAN
from screens.board.areas import Choice


def empty_words(chosen: Selection, own: int | None, *, whole: bool) -> str:
    """What an empty column or board says, and which key helps."""
    if chosen.words:
        return f"Inget passar ”{chosen.words}”. Esc visar alla."
    if chosen.new is not None:
        return "Inget nytt sedan sist. Esc visar alla." if whole else ""
    if own is not None and replace(chosen, area=None) == Selection(person=own):
        return "Du ansvarar inte för något ännu. b visar alla, a tar ett kort." if whole else ""
    if chosen != Selection(area=chosen.area):
        return "Inget passar. Esc visar mer." if whole else ""
    return "Inget här. 1–4 flyttar ett kort hit."


def visitor_words(here: Iterable[Presence], own_session: str) -> dict[int, str]:
    """Who else is at which card: "Bo skriver, Cia"; those who write first, then those who only look."""
    at: dict[int, dict[str, bool]] = {}
    for one in here:
        if one.session == own_session:
            continue
        name = one.name.split(" ")[0]
        if one.writes_on is not None:
            at.setdefault(one.writes_on, {})[name] = True
        if one.card_id is not None:
            at.setdefault(one.card_id, {}).setdefault(name, False)
    return {card: ", ".join(_visitors(writes)) for card, writes in at.items()}


def _visitors(writes: Mapping[str, bool]) -> list[str]:
    first = sorted(writes, key=lambda name: not writes[name])
    return [f"{name} skriver" if writes[name] else name for name in first]


class Tallies:
    """The sums beside the board, which look again only at cards that changed."""

    def __init__(self) -> None:
        self._cards: tuple[Card, ...] = ()
        self._for: tuple[PlanRow, dt.date] | None = None
        self._sums: dict[int | None, Tally] = {}

    def choices(self, view: BoardView, today: dt.date) -> tuple[Choice, ...]:
        """The list of areas with their numbers: everything first, the whole plan last."""
        if self._for != (view.plan, today) or len(self._cards) != len(view.cards):
            self._for, self._cards, self._sums = (view.plan, today), (), {}
        before, self._cards = self._cards, view.cards
        for was, now in zip_longest(before, view.cards):
            if was is not now:
                self._count(was, view.plan, today, -1)
                self._count(now, view.plan, today, 1)
        nothing = Tally(0, 0)
        areas = (
            Choice(area.id, f"{area.position:>2}", area.title, self._sums.get(area.id, nothing))
            for area in view.areas
        )
        whole_plan = (Choice(0, "  ", WHOLE_PLAN, self._sums[0]),) if 0 in self._sums else ()
        return (Choice(None, "", "Alla områden", self._sums.get(None, nothing)), *areas, *whole_plan)

    def _count(self, card: Card | None, plan: PlanRow, today: dt.date, sign: int) -> None:
        if card is None:
            return
        one = tally((card,), plan, today)
        for key in (None, card.area_id or 0):
            so_far = self._sums.get(key, Tally(0, 0))
            self._sums[key] = Tally(
                so_far.good + sign * one.good, so_far.total + sign * one.total, so_far.late + sign * one.late
            )


def replaced(cards: tuple[Card, ...], news: dict[int, Card | None], plan: PlanRow) -> tuple[Card, ...] | None:
    """The cards with the changed ones in place, or None where the order must be read anew."""
    places = {card.id: place for place, card in enumerate(cards)} if len(news) > 1 else {}
    after: list[Card | None] = list(cards)
    for number, card in news.items():
        place = places.get(number) if places else _place_of(number, cards)
        if place is None:
            if card is not None and card.plan_id == plan.id:
                return None
            continue
        held = cards[place]
        if card is not None and (card.area_id, card.position) != (held.area_id, held.position):
            return None
        if card != held:
            after[place] = card
    return tuple(card for card in after if card is not None)


def _place_of(number: int, cards: tuple[Card, ...]) -> int | None:
    return next((place for place, card in enumerate(cards) if card.id == number), None)
