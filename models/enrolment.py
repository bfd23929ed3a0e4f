"""Letting somebody in: a member, their assignments and their key, all of it or nothing."""

from dataclasses import dataclass

from models.access import Actor, Role
from models.database import database
from models.key import KeyRow, add_key
from models.roster import MemberRow, add_member


@dataclass(frozen=True, slots=True)
class NewKey:
    """A public key that has been checked, and the computer it is on."""

    line: str
    fingerprint: str
    computer: str = ""


def enrol(
    actor: Actor,
    name: str,
    roles: tuple[Role, ...],
    key: NewKey | None = None,
    *,
    unix_user: str | None = None,
) -> tuple[MemberRow, KeyRow | None]:
    """Add a member, with a key where there is one; raises NotAllowed, Invalid, Conflict."""
    with database.atomic():
        member = add_member(actor, name, roles, unix_user=unix_user)
        bound = add_key(actor, member.id, key.line, key.fingerprint, key.computer) if key else None
    return member, bound
