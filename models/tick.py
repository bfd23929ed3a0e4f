"""A tick: something that was done toward a commitment, on a day, by somebody."""

import datetime as dt
from dataclasses import dataclass

from peewee import ForeignKeyField, IntegerField, TextField

from models.access import Actor
from models.commitment import Commitment, get_commitment
from models.database import DayField
from models.member import Member
from models.record import Journaled


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
        get_commitment(self.commitment_id).guard(actor)


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
