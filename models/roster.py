"""The roll of members: adding a person and giving an assignment, and the list of them."""

import datetime as dt
from dataclasses import dataclass

from models.access import Actor, Right, Role
from models.assignment import Assignment, roles_in_force
from models.errors import Conflict, Gone, Invalid
from models.journal import Act, action
from models.member import Member, find_member
from models.read_log import Reads, note_reading
from models.text import BODY, clean, required, search_text


@dataclass(frozen=True, slots=True)
class MemberRow:
    """What a list of members shows."""

    id: int
    name: str
    roles: tuple[Role, ...]
    district: str


def read_role(words: str) -> Role:
    """The role somebody means by a word; raises Invalid."""
    needle = search_text(words.strip())
    for role in Role:
        if needle in {search_text(role), role.name.lower()}:
            return role
    raise Invalid(f"Det finns inget uppdrag ”{words}”. Välj ett av: {', '.join(Role)}.")


def members(actor: Actor) -> tuple[MemberRow, ...]:
    """Everybody in the register; raises NotAllowed, for the register is personal data."""
    actor.require(Right.READ_MEMBERS)
    now = actor.clock()
    found = list(Member.select().where(~Member.removed).order_by(Member.name_sort))
    note_reading(actor, Reads.REGISTER, len(found))
    return tuple(
        MemberRow(member.id, member.name, roles_in_force(member.id, now), member.district) for member in found
    )


def member_named(actor: Actor, words: str) -> Member:
    """The member an actor means; raises Gone, Invalid.

    Whoever may not read the register writes the whole name, and is told of nobody else who bears some of it.
    """
    needle = search_text(words.strip())
    if found := Member.get_or_none(Member.name_search == needle, ~Member.removed):
        return found
    if not actor.may(Right.READ_MEMBERS):
        raise Gone(f"Ingen medlem heter ”{clean(words, BODY)}”. Skriv hela namnet.")
    note_reading(actor, Reads.NAMES, Member.select().where(~Member.removed).count())
    return find_member(clean(words, BODY))


def add_member(
    actor: Actor,
    name: str,
    roles: tuple[Role, ...] = (),
    *,
    district: str = "",
    unix_user: str | None = None,
    since: dt.date | None = None,
) -> MemberRow:
    """Add a person, with assignments from today or `since`; raises NotAllowed, Invalid, Conflict."""
    written = required(name, 80, field="Namnet")
    with action(actor, "lade till en medlem", final=True) as act:
        if Member.get_or_none(Member.name_search == search_text(written), ~Member.removed):
            raise Conflict(f"{written} finns redan i registret. Lägg till något som skiljer dem åt.")
        if unix_user and Member.get_or_none(Member.unix_user == unix_user):
            raise Conflict(f"Kontot {unix_user} hör redan till en medlem.")
        member = act.create(
            Member(name=written, district=district, unix_user=unix_user, joined=since or act.at.date())
        )
        for role in roles:
            _give(act, member, role, since)
    return MemberRow(member.id, member.name, roles, district)


def _give(act: Act, member: Member, role: Role, since: dt.date | None) -> None:
    act.create(Assignment(member=member.id, role=role, starts=since or act.at.date()))


def give_assignment(actor: Actor, member_id: int, role: Role, since: dt.date | None = None) -> None:
    """Give a member an assignment from today or a day; raises NotAllowed, Conflict."""
    with action(actor, "gav ett uppdrag", final=True) as act:
        if role in roles_in_force(member_id, act.at):
            raise Conflict(f"Medlemmen är redan {role}.")
        _give(act, Member.get_by_id(member_id), role, since)


def end_assignment(actor: Actor, member_id: int, role: Role, last_day: dt.date) -> None:
    """Let a member's assignment end with a day; raises NotAllowed, Gone, Invalid, Conflict."""
    with action(actor, "avslutade ett uppdrag", final=True) as act:
        held = Assignment.select().where(
            Assignment.member == member_id,
            Assignment.role == role,
            ~Assignment.removed,
            Assignment.ends.is_null(),
        )
        if (assignment := held.first()) is None:
            raise Gone(f"Medlemmen är inte {role}.")
        assignment.guard(act.actor)
        if last_day < assignment.starts:
            raise Invalid("Uppdraget kan inte sluta innan det började.")
        act.write(assignment, ends=last_day)
