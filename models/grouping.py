"""The plan's cards in order and in groups: by area, by person, by time."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from models.card import Card
from models.commitment import Status
from models.plan import AreaRow
from models.selection import NOBODY, responsible_for
from models.story import WHOLE_PLAN
from models.text import sort_key

_TITLES_KEPT = 8192


class Order(StrEnum):
    """In which order cards stand."""

    PLAN = "plan"
    DUE = "due"
    HAPPENED = "happened"
    TITLE = "title"
    RESPONSIBLE = "responsible"


class Shape(StrEnum):
    """How the cards are laid out before one: in columns, or in groups of what they share."""

    BOARD = "board"
    AREAS = "areas"
    PEOPLE = "people"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that belong together under a heading."""

    key: int
    """An area's or a member's number, or a place among the times; 0 for what has none."""
    title: str
    cards: tuple[Card, ...]


@lru_cache(_TITLES_KEPT)
def _by_letters(text: str) -> str:
    return sort_key(text)


def _by_due(card: Card) -> Any:
    return card.due or dt.date.max


def _by_happened(card: Card) -> Any:
    # What happened last comes first.
    return -(card.happened or card.added or dt.date.min).toordinal()


def _by_title(card: Card) -> Any:
    return _by_letters(card.title)


def _by_responsible(card: Card) -> Any:
    return (not card.responsible, _by_letters(card.responsible[0].name) if card.responsible else "")


_KEYS: dict[Order, Callable[[Card], Any]] = {
    Order.DUE: _by_due,
    Order.HAPPENED: _by_happened,
    Order.TITLE: _by_title,
    Order.RESPONSIBLE: _by_responsible,
}


def ordered(cards: Iterable[Card], order: Order) -> tuple[Card, ...]:
    """The cards, given in the plan's order, in another; those alike stay in the plan's."""
    return tuple(cards) if order is Order.PLAN else tuple(sorted(cards, key=_KEYS[order]))


def grouped(
    shape: Shape, cards: Sequence[Card], areas: Iterable[AreaRow], today: dt.date
) -> tuple[Group, ...]:
    """The groups that have cards; a card with several responsible stands under each of them."""
    if shape is Shape.AREAS:
        headings = {area.id: f"{area.position} {area.title}" for area in areas} | {0: WHOLE_PLAN}
        return _gathered(headings, ((card.area_id or 0, card) for card in cards))
    if shape is Shape.PEOPLE:
        headings = {one.id: one.name for one in responsible_for(cards)} | {NOBODY: "Ingen ansvarig"}
        pairs = (
            (number, card) for card in cards for number in ([p.id for p in card.responsible] or [NOBODY])
        )
        return _gathered(headings, pairs)
    if shape is Shape.TIMES:
        limits = _limits(today)
        return _gathered(dict(enumerate(_TIMES)), ((_time(card, limits), card) for card in cards))
    return (Group(0, "", tuple(cards)),) if cards else ()


_TIMES = (
    "Försenat",
    "Denna vecka",
    "Nästa vecka",
    "Den här månaden",
    "Senare",
    "Utan datum",
    "Vilar eller avslutat",
)
_LATER, _UNDATED, _RESTING = 4, 5, 6


def _limits(today: dt.date) -> tuple[dt.date, ...]:
    """The first day after each time that has an end."""
    monday = today - dt.timedelta(days=today.weekday())
    next_month = (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    return (today, monday + dt.timedelta(days=7), monday + dt.timedelta(days=14), next_month)


def _time(card: Card, limits: tuple[dt.date, ...]) -> int:
    if card.paused or card.dropped is not None or card.status == Status.DONE:
        return _RESTING
    if card.due is None:
        return _UNDATED
    due = card.due
    return next((place for place, limit in enumerate(limits) if due < limit), _LATER)


def _gathered(headings: dict[int, str], pairs: Iterable[tuple[int, Card]]) -> tuple[Group, ...]:
    found: dict[int, list[Card]] = {key: [] for key in headings}
    for key, card in pairs:
        if key in found:
            found[key].append(card)
    return tuple(Group(key, headings[key], tuple(cards)) for key, cards in found.items() if cards)
