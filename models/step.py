"""A step: one line of a commitment's checklist, which somebody may answer for alone."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pendulum
from peewee import CharField, ForeignKeyField, IntegerField

from models.access import Actor
from models.commitment import Commitment, get_commitment
from models.database import DayField
from models.errors import Conflict, Gone, Invalid
from models.journal import Act, action
from models.member import Member
from models.people import Person, people
from models.plurals import count
from models.record import Journaled
from models.text import TITLE, required

MOST_STEPS = 50
"""A checklist longer than this is a plan of its own."""


class Step(Journaled):
    """Something to do on the way."""

    commitment = ForeignKeyField(Commitment, index=True)
    commitment_id: int
    position = IntegerField()
    title = CharField()
    member = ForeignKeyField(Member, null=True, index=True)
    member_id: int | None
    """Who answers for this step; None is whoever answers for the card."""
    finished = DayField(null=True)

    ENTITY = "step"

    def card(self) -> int:
        """A step belongs to its commitment's history."""
        return self.commitment_id

    def guard(self, actor: Actor) -> None:
        """Whoever may change the card may change its steps, and who answers for a step may finish it."""
        record = self.commitment
        record.require_there()
        if self.id is not None and actor.member_id is not None and self.member_id == actor.member_id:
            record.require_open()
        else:
            record.guard(actor)


@dataclass(frozen=True, slots=True)
class StepRow:
    """What a screen may know about a step."""

    id: int
    title: str
    person: Person | None
    """Who answers for it alone."""
    finished: dt.date | None


def _standing(commitment_id: int) -> Any:
    standing = Step.select().where(Step.commitment == commitment_id, ~Step.removed)
    return standing.order_by(Step.position, Step.id)


def steps_of(commitment_id: int, now: pendulum.DateTime) -> tuple[StepRow, ...]:
    """A commitment's checklist, in order."""
    found = list(_standing(commitment_id))
    answering = [step.member_id for step in found if step.member_id is not None]
    named = people(now, answering) if answering else {}
    return tuple(StepRow(step.id, step.title, named.get(step.member_id), step.finished) for step in found)


def get_step(number: int) -> Step:
    """The live record, for commands; raises Gone."""
    record = Step.get_or_none(Step.id == number, ~Step.removed)
    if record is None:
        raise Gone("Steget är borttaget.")
    get_commitment(record.commitment_id)
    return record


def _to_change(act: Act, number: int) -> Step:
    """A step, for more than finishing it: that belongs to whoever may change the card."""
    step = get_step(number)
    get_commitment(step.commitment_id).guard(act.actor)
    return step


def add_steps(actor: Actor, card_id: int, text: str) -> tuple[int, ...]:
    """Add a step for each line of a text, last in the checklist; raises NotAllowed, Gone, Invalid."""
    titles = [required(line, TITLE, field="Steget") for line in text.splitlines() if line.strip()]
    if not titles:
        raise Invalid("Skriv vad som ska göras.")
    with action(actor) as act:
        record = get_commitment(card_id)
        record.guard(act.actor)
        act.summary = f"lade till {count(len(titles), 'steg', 'steg')} på {record.title}"
        standing = list(_standing(card_id))
        if len(standing) + len(titles) > MOST_STEPS:
            raise Invalid(f"Ett kort har plats för {MOST_STEPS} steg. Gör hellre ett kort till.")
        last = max((step.position for step in standing), default=0)
        made = [
            act.create(Step(commitment=card_id, position=last + place, title=title))
            for place, title in enumerate(titles, 1)
        ]
    return tuple(step.id for step in made)


def finish_step(actor: Actor, number: int, done: bool | None = None) -> None:
    """Tick a step off or back on; without `done`, whichever it is not. The card itself stays where it is."""
    with action(actor) as act:
        step = get_step(number)
        step.guard(act.actor)
        wanted = step.finished is None if done is None else done
        act.summary = f"{'bockade av' if wanted else 'öppnade'} steget {step.title}"
        if wanted != (step.finished is not None):
            act.write(step, finished=act.at.date() if wanted else None)


def rename_step(actor: Actor, number: int, title: str, opened: str | None = None) -> None:
    """Word a step anew; raises Conflict where somebody reworded it since it read `opened`."""
    written = required(title, TITLE, field="Steget")
    with action(actor, f"ändrade steget {written}") as act:
        step = _to_change(act, number)
        if opened is not None and step.title not in (opened, written):
            raise Conflict(f"Steget heter nu ”{step.title}”: någon ändrade det medan du skrev. Försök igen.")
        act.write(step, title=written)


def assign_step(actor: Actor, number: int, member_id: int | None) -> None:
    """Choose who answers for a step alone, or nobody."""
    with action(actor) as act:
        step = _to_change(act, number)
        act.summary = f"ändrade ansvarig för steget {step.title}"
        act.write(step, member=member_id)


def shift_step(actor: Actor, number: int, by: int) -> None:
    """Move a step up (-1) or down (1) in the checklist; at the end nothing happens."""
    with action(actor) as act:
        step = _to_change(act, number)
        act.summary = f"flyttade steget {step.title}"
        order = list(_standing(step.commitment_id))
        place = next(index for index, one in enumerate(order) if one.id == step.id)
        wanted = max(0, min(place + by, len(order) - 1))
        order.insert(wanted, order.pop(place))
        for position, one in enumerate(order, 1):
            if one.position != position:
                act.write(one, position=position)


def remove_step(actor: Actor, number: int) -> None:
    """Take a step away."""
    with action(actor) as act:
        step = _to_change(act, number)
        act.summary = f"tog bort steget {step.title}"
        act.write(step, removed=True)
