"""What a card shows on the board, in words and signs, and how much of it there is room for."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rich.cells import cell_len

from models.card import Card
from models.dates import month_of, short_day, week, week_of
from models.plan import PlanRow
from models.standing import Pace, Standing, goal, standing
from models.target import Kind
from screens.widgets.cells import dots, shorten

_LEAST_NAME = 3


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
    notes: tuple[str, ...]
    """How it stands, to the left on the last line: from all there is to say of it to the least."""
    who: str
    """Who is responsible, to the right on the last line."""
    others: str
    """How many more are: "+1", or nothing."""
    tone: Tone

    def note_in(self, room: int) -> str:
        """How the card stands, as much of it as can be said whole in so many cells."""
        fits = (note for note in self.notes if cell_len(note) <= room)
        return next(fits, shorten(self.notes[-1], room))

    @property
    def _whole_who(self) -> str:
        return " ".join(part for part in (self.who, self.others) if part)

    def who_in(self, room: int) -> str:
        """Who is responsible, in so many cells; that there are more is said before the name is."""
        if cell_len(self._whole_who) <= room:
            return self._whole_who
        left = room - cell_len(self.others) - 1 if self.others else room
        if left < min(_LEAST_NAME, room):
            return shorten(self.others, room)
        return " ".join(part for part in (shorten(self.who, left), self.others) if part)

    def sides(self, room: int) -> tuple[str, str]:
        """Both, with a space between them; less is said of how the card stands before a name is cut."""
        who = self._whole_who
        for note in self.notes:
            if cell_len(f"{note} {who}" if note and who else note or who) <= room:
                return note, who
        note = shorten(self.notes[-1], max(0, min(room * 2 // 3, room - cell_len(self.others) - 1)))
        return note, self.who_in(room - cell_len(note) - (1 if note else 0))


_MARKS = {Pace.LATE: "!", Pace.PAUSED: "║", Pace.DROPPED: "×", Pace.DONE: "√"}


_OVER = {Pace.DONE, Pace.DROPPED}


def _who(card: Card) -> tuple[str, str]:
    if not card.responsible:
        return "", ""
    first, *others = card.responsible
    return first.short, f"+{len(others)}" if others else ""


def _when(day: dt.date, today: dt.date) -> tuple[str, ...]:
    """A day by its week; where that is of another year, then by its month."""
    words = week_of(day, today)
    return (words,) if words == week(day) else (words, month_of(day))


def _pace(card: Card, stands: Standing, today: dt.date) -> tuple[str, ...]:
    """How a card stands, in ever fewer words."""
    match stands.pace:
        case Pace.DROPPED:
            return ("utgår",)
        case Pace.DONE:
            return (short_day(card.finished, today), "klart") if card.finished else ("klart",)
        case Pace.PAUSED:
            return ("vilar",)
        case Pace.LATE:
            words = _when(card.due, today) if card.due else ()
            return (*(f"försenat {one}" for one in words), "försenat")
        case Pace.BEHIND if card.target.kind in {Kind.ONGOING, Kind.MEMBERS}:
            return (f"efter · {short_day(card.happened, today) if card.happened else 'aldrig'}", "efter")
        case Pace.BEHIND:
            return ("efter",)
    if card.due is not None:
        words = _when(card.due, today)
        return (*words, "") if goal(card) else (*(f"senast {one}" for one in words), words[-1])
    if card.target.kind in {Kind.ONGOING, Kind.MEMBERS}:
        return (f"i fas · {short_day(card.happened, today)}", "i fas") if card.happened else ("i fas",)
    return ("",)


def _notes(card: Card, stands: Standing, today: dt.date) -> tuple[str, ...]:
    """What is said of how a card stands, from the most to the least."""
    number, paces = goal(card), _pace(card, stands, today)
    counted = f"{card.done}/{number}" if number else ""
    dotted = f"{counted} {dots(card.done, number)}".rstrip() if number else ""
    finished, steps = card.steps
    left = f"steg {finished}/{steps}" if finished < steps and stands.pace not in _OVER else ""
    said = (
        (dotted, paces[0], left),
        (dotted, paces[0]),
        *((counted, pace) for pace in paces),
        ("", paces[-1] or counted),
    )
    return tuple(dict.fromkeys("  ".join(filter(None, parts)) for parts in said))


@lru_cache(16384)
def face_of(card: Card, plan: PlanRow, today: dt.date) -> Face:
    """A card's face on a day."""
    stands = standing(card, plan, today)
    late = stands.pace is Pace.LATE
    aside = stands.pace in {Pace.PAUSED, Pace.DROPPED, Pace.DONE}
    return Face(
        card.title,
        _MARKS.get(stands.pace, " "),
        _notes(card, stands, today),
        *_who(card),
        Tone.LATE if late else Tone.ASIDE if aside else Tone.PLAIN,
    )
