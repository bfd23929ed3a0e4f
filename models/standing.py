"""How a commitment stands today: derived from its row, never stored."""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import pendulum

from models.card import Card
from models.commitment import Status
from models.plan import PlanRow
from models.target import Kind


class Pace(StrEnum):
    """One word for how it goes."""

    DONE = "done"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    LATE = "late"
    PAUSED = "paused"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Standing:
    """A pace, and how many there should have been by now where something is counted."""

    pace: Pace
    expected: int | None = None

    @property
    def good(self) -> bool:
        """Whether it counts among those on track."""
        return self.pace in {Pace.DONE, Pace.ON_TRACK}


def goal(card: Card) -> int | None:
    """How many ticks fulfil a card, where its ticks can be counted at all.

    Ticks do not tell which members were reached, so a card of kind `MEMBERS` has no such number.
    """
    if card.target.kind is Kind.DISTRICTS:
        return card.target.number or len(card.districts) or None
    return card.target.number if card.target.kind in {Kind.COUNT, Kind.ONCE} else None


def counted_from(card: Card, plan: PlanRow) -> dt.date:
    """The day a card's pace is counted from: the period's first, or when the board added it since."""
    return max(plan.starts, card.added or plan.starts)


def standing(card: Card, plan: PlanRow, today: dt.date) -> Standing:
    """How a card stands on a day, within its plan's period."""
    if card.dropped is not None:
        return Standing(Pace.DROPPED)
    if card.status == Status.DONE:
        return Standing(Pace.DONE)
    if card.paused:
        return Standing(Pace.PAUSED)
    if card.due is not None and card.due < today:
        return Standing(Pace.LATE)
    if (number := goal(card)) is not None and card.target.kind is not Kind.ONCE:
        expected = math.floor(number * plan.elapsed(today, counted_from(card, plan)))
        return Standing(Pace.ON_TRACK if card.done >= expected else Pace.BEHIND, expected)
    if card.target.kind in {Kind.ONGOING, Kind.MEMBERS}:
        begun = max(plan.adopted_on or plan.starts, card.added or dt.date.min)
        since = max(card.happened or dt.date.min, begun)
        in_time = since >= _months_before(today, card.target.interval_months)
        return Standing(Pace.ON_TRACK if in_time else Pace.BEHIND)
    return Standing(Pace.ON_TRACK)


@lru_cache(64)
def _months_before(day: dt.date, months: int) -> dt.date:
    earlier = pendulum.date(day.year, day.month, day.day).subtract(months=months)
    return dt.date(earlier.year, earlier.month, earlier.day)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are on track, of how many that still stand."""

    good: int
    total: int
    late: int = 0


def tally(cards: Iterable[Card], plan: PlanRow, today: dt.date) -> Tally:
    """The sum over some cards; a dropped one no longer counts."""
    standings = [standing(card, plan, today) for card in cards if card.dropped is None]
    return Tally(
        sum(one.good for one in standings), len(standings), sum(one.pace is Pace.LATE for one in standings)
    )
