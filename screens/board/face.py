"""What a card shows on the board, in words and signs, before anybody knows how wide it is."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from models.card import Card
from models.dates import short_day, week_of
from models.plan import PlanRow
from models.standing import Pace, Standing, goal, standing
from models.target import Kind
from screens.widgets.cells import dots


class Tone(StrEnum):
    """How a card's second line is coloured; its words say the same."""

    PLAIN = "plain"
    LATE = "late"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Face:
    """A card as it is drawn, the same for everybody who sees it."""

    title: str
    mark: str
    """`!` late, `║` paused, `×` dropped, `√` done, or a space."""
    note: str
    """How it stands, to the left on the last line."""
    tight: str
    """The same without the dots, for where they have no room."""
    who: str
    """Who is responsible, to the right on the last line."""
    tone: Tone


_MARKS = {Pace.LATE: "!", Pace.PAUSED: "║", Pace.DROPPED: "×", Pace.DONE: "√"}


def _counted(card: Card, *, dotted: bool) -> str:
    if (number := goal(card)) is None:
        return ""
    count = f"{card.done}/{number}"
    return f"{count} {dots(card.done, number)}".rstrip() if dotted else count


def _who(card: Card) -> str:
    if not card.responsible:
        return ""
    first, *others = card.responsible
    return f"{first.short} +{len(others)}" if others else first.short


def _pace(card: Card, stands: Standing, today: dt.date) -> str:
    match stands.pace:
        case Pace.DROPPED:
            return "utgår"
        case Pace.DONE:
            return short_day(card.finished, today) if card.finished else "klart"
        case Pace.PAUSED:
            return "vilar"
        case Pace.LATE:
            return f"försenat {week_of(card.due, today)}" if card.due else "försenat"
        case Pace.BEHIND if card.target.kind in {Kind.ONGOING, Kind.MEMBERS}:
            return f"efter · {short_day(card.happened, today) if card.happened else 'aldrig'}"
        case Pace.BEHIND:
            return "efter"
    if card.due is not None:
        return week_of(card.due, today) if goal(card) else f"senast {week_of(card.due, today)}"
    if card.target.kind in {Kind.ONGOING, Kind.MEMBERS}:
        return f"i fas · {short_day(card.happened, today)}" if card.happened else "i fas"
    return ""


@lru_cache(16384)
def face_of(card: Card, plan: PlanRow, today: dt.date) -> Face:
    """A card's face on a day."""
    stands = standing(card, plan, today)
    pace = _pace(card, stands, today)
    note, tight = (
        "  ".join(part for part in (_counted(card, dotted=dotted), pace) if part) for dotted in (True, False)
    )
    late = stands.pace is Pace.LATE
    aside = stands.pace in {Pace.PAUSED, Pace.DROPPED, Pace.DONE}
    return Face(
        card.title,
        _MARKS.get(stands.pace, " "),
        note,
        tight,
        _who(card),
        Tone.LATE if late else Tone.ASIDE if aside else Tone.PLAIN,
    )
