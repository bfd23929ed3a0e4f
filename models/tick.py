"""A tick: something that was done toward a commitment, on a day, by somebody."""

import datetime as dt
from dataclasses import dataclass

from peewee import ForeignKeyField, IntegerField, TextField

from models.access import Actor
from models.commitment import Commitment
from models.database import DayField
from models.errors import Conflict, Gone, Invalid
from models.journal import action
from models.member import Member
from models.record import Journaled
from models.target import MOST
from models.text import clean


class Tick(Journaled):
    """So much was done on a day."""

    commitment = ForeignKeyField(Commitment, index=True)
    commitment_id: int
    day = DayField()
    number = IntegerField(default=1)
    note = TextField(default="")
    member = ForeignKeyField(Member, null=True)

    ENTITY = "tick"

    def card(self) -> int:
        """A tick belongs to its commitment's history."""
        return self.commitment_id

    def guard(self, actor: Actor) -> None:
        """Whoever may change the card may tick it."""
        self.commitment.require_there()
        self.commitment.guard(actor)


@dataclass(frozen=True, slots=True)
class TickRow:
    """What a screen may know about a tick."""

    id: int
    day: dt.date
    number: int
    note: str


def ticks_of(commitment_id: int) -> tuple[TickRow, ...]:
    """A commitment's ticks, oldest first."""
    found = Tick.select().where(Tick.commitment == commitment_id, ~Tick.removed).order_by(Tick.day, Tick.id)
    return tuple(TickRow(tick.id, tick.day, tick.number, tick.note) for tick in found)


def checked(number: int, note: str) -> str:
    """The note as it is kept; raises Invalid for it, and for a number that is none to tick."""
    if not 1 <= number <= MOST:
        raise Invalid(f"Antalet ska vara mellan 1 och {MOST}.")
    return clean(note, field="Anteckningen")


def refuse_future(day: dt.date, today: dt.date) -> None:
    """Let nobody tick what has not happened; raises Invalid."""
    if day > today:
        raise Invalid("Det datumet har inte varit än. Bocka av när det är gjort.")


def _get_tick(number: int) -> Tick:
    record = Tick.get_or_none(Tick.id == number, ~Tick.removed)
    if record is None:
        raise Gone("Bocken är borttagen.")
    return record


def edit_tick(
    actor: Actor, tick_id: int, number: int, day: dt.date, note: str, opened: TickRow | None = None
) -> None:
    """Put right how many, when and what; raises NotAllowed, Gone, Invalid.

    Raises Conflict where somebody changed the tick since it was read as `opened`.
    """
    written = checked(number, note)
    with action(actor) as act:
        record = _get_tick(tick_id)
        act.summary = f"ändrade en bock på {record.commitment.title}"
        refuse_future(day, act.at.date())
        held, wanted = (record.number, record.day, record.note), (number, day, written)
        read = (opened.number, opened.day, opened.note) if opened else held
        if held not in (read, wanted):
            raise Conflict("Någon har ändrat bocken medan du skrev. Öppna den igen.")
        act.write(record, number=number, day=day, note=written)


def remove_tick(actor: Actor, tick_id: int) -> None:
    """Take one tick away; raises NotAllowed, Gone."""
    with action(actor) as act:
        record = _get_tick(tick_id)
        act.summary = f"tog bort en bock på {record.commitment.title}"
        act.write(record, removed=True)
