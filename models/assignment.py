"""Roles that people hold from one day to another, and the rights that follow."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pendulum
from peewee import CharField, ForeignKeyField

from models.access import Actor, Right, Role, rights_of
from models.clock import Clock
from models.database import DayField
from models.errors import Conflict, Gone, NotAllowed
from models.member import Member
from models.question import Question, given
from models.record import Journaled, Value

NIGHT = dt.timedelta(hours=4)
"""A day's assignments last until 04.00 the next morning, so that no meeting loses its people at midnight."""


class Assignment(Journaled):
    """A role one member holds."""

    member = ForeignKeyField(Member, index=True)
    member_id: int
    role = CharField()
    starts = DayField()
    ends = DayField(null=True)
    """The last day, or None while it goes on."""

    ENTITY = "assignment"

    def settle(self) -> None:
        """Raise ValueError for a role nobody knows."""
        Role(self.role)

    def weigh(self, values: Mapping[str, Value]) -> None:
        """Let the last administrator neither end nor lose the assignment; raises Conflict."""
        ends = values.get("ends")
        if self._administers and (ends is not None or values.get("removed")):
            _require_another_administrator(self.member_id, ends)

    @property
    def _administers(self) -> bool:
        return self.role == Role.ADMINISTRATOR and not self.removed and self.ends is None

    def guard(self, actor: Actor) -> None:
        """Those who keep the register give and end assignments, but none that carries more than their own."""
        actor.require(Right.EDIT_MEMBERS)
        if not rights_of([Role(self.role)]) <= actor.rights:
            raise NotAllowed(
                f"Uppdraget {self.role} ger mer än dina egna, så du kan inte ge eller avsluta det. "
                "Be ordföranden, eller den som sköter servern."
            )


def _require_another_administrator(member_id: int, by: str | None = None) -> None:
    """Raise Conflict unless somebody else in the register administers, without a last day, by some day."""
    others = (
        Assignment.select()
        .join(Member)
        .where(
            Assignment.role == Role.ADMINISTRATOR,
            Assignment.member != member_id,
            Assignment.ends.is_null(),
            ~Assignment.removed,
            ~Member.removed,
        )
    )
    if not (others if by is None else others.where(Assignment.starts <= by)).exists():
        raise Conflict(
            "Den sista administratören kan inte sluta eller tas bort. "
            "Ge någon annan uppdraget först, och avsluta sedan."
        )


def require_other_administrators(member_id: int) -> None:
    """Let a member leave the register unless nobody else would administer; raises Conflict."""
    held = Assignment.select().where(Assignment.member == member_id)
    if any(one._administers for one in held):
        _require_another_administrator(member_id)


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """What a screen may know about an assignment."""

    id: int
    member_id: int
    role: Role
    starts: dt.date
    ends: dt.date | None


_OF_MEMBER = Question(
    Assignment.select(Assignment.id, Assignment.role, Assignment.starts, Assignment.ends)
    .where(Assignment.member == given("member"), ~Assignment.removed)
    .order_by(Assignment.starts, Assignment.id)
)
_THERE = Question(Member.select(Member.name).where(Member.id == given("member"), ~Member.removed))
_IN_OFFICE = Question(
    Assignment.select(Assignment.member)
    .where(
        ~Assignment.removed,
        Assignment.starts <= given("today"),
        Assignment.ends.is_null() | (Assignment.ends >= given("last")),
    )
    .distinct()
    .order_by(Assignment.member)
)


def assignments_of(member_id: int) -> tuple[AssignmentRow, ...]:
    """Everything one member holds or has held, oldest first."""
    return tuple(
        AssignmentRow(number, member_id, Role(role), starts, ends)
        for number, role, starts, ends in _OF_MEMBER.rows(member=member_id)
    )


def roles_in_force(member_id: int, now: pendulum.DateTime) -> tuple[Role, ...]:
    """The roles a member holds at a moment, in the table's order."""
    held = {
        row.role
        for row in assignments_of(member_id)
        if row.starts <= now.date() and (row.ends is None or (now - NIGHT).date() <= row.ends)
    }
    return tuple(role for role in Role if role in held)


def rights_in_force(member_id: int | None, now: pendulum.DateTime) -> frozenset[Right]:
    """The rights a member has at a moment; whoever owns the files has all."""
    if member_id is None:
        return frozenset(Right)
    if not _THERE.rows(member=member_id):
        return frozenset()
    return rights_of(roles_in_force(member_id, now))


def actor_of(member_id: int, clock: Clock, session: str = "", key_id: int | None = None) -> Actor:
    """The actor a member is right now; raises Gone."""
    if not (found := _THERE.rows(member=member_id)):
        raise Gone("Den medlemmen finns inte längre i registret.")
    return Actor(member_id, found[0][0], rights_in_force(member_id, clock()), clock, session, key_id)


def board_members(now: pendulum.DateTime) -> tuple[int, ...]:
    """Those who hold any role here today, whoever may be made responsible first."""
    return tuple(number for (number,) in _IN_OFFICE.rows(today=now.date(), last=(now - NIGHT).date()))
