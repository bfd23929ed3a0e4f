"""Invitations: a code for one member, which lets one new key in, once."""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import pendulum
from peewee import CharField, ForeignKeyField

from models.access import Actor, Right
from models.assignment import actor_of
from models.clock import Clock
from models.database import InstantField
from models.enrolment import NewKey
from models.errors import Conflict, Gone, Invalid, Refusal
from models.journal import Act, action
from models.key import SshKey, bind
from models.member import Member
from models.read_log import Reads, note_reading
from models.record import Journaled

DAYS = 7
"""How long a code can be used."""
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 signs: none looks or sounds like another."""
LENGTH = 12
"""Signs in a code, five bits each: sixty bits."""
_GROUP = 4
_MEANT = str.maketrans("OIL", "011")
_FILLING = frozenset(" -\u2010\u2011\u2012\u2013\u2014\u2015\u2212._\t")
_SALT = b"tavlan invitation"


class Invitation(Journaled):
    """A code that one member may use once."""

    member = ForeignKeyField(Member, index=True)
    member_id: int
    digest = CharField(index=True)
    """All that is kept of the code, and only here: not in the journal, which is never changed."""
    made = InstantField()
    expires = InstantField()
    replaces = ForeignKeyField(SshKey, null=True, index=True)
    replaces_id: int | None
    """The member's old key, revoked when the code is used."""
    used = InstantField(null=True)
    key = ForeignKeyField(SshKey, null=True, index=True)
    key_id: int | None
    """The key it let in."""
    revoked = InstantField(null=True)

    ENTITY = "invitation"
    DERIVED = frozenset({"digest"})

    def guard(self, actor: Actor) -> None:
        """Making and revoking one takes the right; the member it is for uses it."""
        if actor.member_id is None or actor.member_id != self.member_id:
            actor.require(Right.INVITE)


class State(StrEnum):
    """What has become of an invitation."""

    OPEN = "öppen"
    USED = "använd"
    REVOKED = "spärrad"
    EXPIRED = "för gammal"


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """What may be shown of an invitation; the code itself is nowhere."""

    id: int
    member_id: int
    member: str
    made: pendulum.DateTime
    expires: pendulum.DateTime
    state: State
    replaces: int | None


@dataclass(frozen=True, slots=True)
class Made:
    """A new invitation, and the code that is shown this once."""

    row: InvitationRow
    code: str


@dataclass(frozen=True, slots=True)
class Redeemed:
    """Whom a code has let in, by which key."""

    member_id: int
    name: str
    key_id: int


class WrongCode(Refusal):
    """No invitation has that code."""


class SpentCode(Refusal):
    """The code is right, and no longer valid; nobody can guess one, so its owner may know why."""


def normal(typed: str) -> str | None:
    """The twelve signs somebody means, whatever case, dashes and look-alikes they typed; None for no code."""
    given = unicodedata.normalize("NFKC", typed).upper().translate(_MEANT)
    signs = "".join(sign for sign in given if sign not in _FILLING)
    return signs if len(signs) == LENGTH and set(signs) <= set(SIGNS) else None


def shown(signs: str) -> str:
    """A code in groups, as it is read aloud."""
    return "-".join(signs[first : first + _GROUP] for first in range(0, len(signs), _GROUP))


def digest_of(signs: str) -> str:
    """What is kept of a code.

    Without a salt of its own, so that it can be looked up; random as it is, no table of it can be made. Slow,
    so that whoever got hold of the file cannot go through sixty bits while the code is valid.
    """
    return hashlib.scrypt(signs.encode(), salt=_SALT, n=2**14, r=8, p=1, dklen=32).hex()


def invite(actor: Actor, member_id: int, replaces: int | None = None) -> Made:
    """Make a code for a member; raises NotAllowed, Gone, Invalid."""
    actor.require(Right.INVITE)
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    digest = digest_of(signs)
    with action(actor, "gjorde en inbjudan", final=True) as act:
        act.actor.require(Right.INVITE)
        member = Member.get_or_none(Member.id == member_id, ~Member.removed)
        if member is None:
            raise Gone("Den medlemmen finns inte längre i registret.")
        old = None if replaces is None else _old_key(act, member, replaces)
        made = act.create(
            Invitation(
                member=member.id,
                digest=digest,
                made=act.at,
                expires=act.at.add(days=DAYS),
                replaces=old.id if old else None,
            )
        )
    return Made(_row(made, act.at), shown(signs))


def _old_key(act: Act, member: Member, number: int) -> SshKey:
    key = SshKey.get_or_none(SshKey.id == number, SshKey.revoked.is_null(), ~SshKey.removed)
    if key is None:
        raise Gone(f"Det finns ingen giltig nyckel med nummer {number}.")
    if key.member_id != member.id:
        raise Invalid(f"Nyckel {number} är inte {member.name}s. Bara medlemmens egen kan ersättas.")
    key.guard(act.actor)
    return key


def invitations(actor: Actor) -> tuple[InvitationRow, ...]:
    """Every invitation there has been, the oldest first; raises NotAllowed."""
    actor.require(Right.INVITE)
    now = actor.clock()
    found = Invitation.select(Invitation, Member).join(Member).where(~Invitation.removed)
    rows = tuple(_row(one, now) for one in found.order_by(Invitation.id))
    note_reading(actor, Reads.INVITATIONS, len({row.member_id for row in rows} - {actor.member_id}))
    return rows


def revoke_invitation(actor: Actor, number: int) -> InvitationRow:
    """Stop a code from letting anybody in; raises NotAllowed, Gone, Conflict."""
    with action(actor, "spärrade en inbjudan", final=True) as act:
        act.actor.require(Right.INVITE)
        found = Invitation.get_or_none(Invitation.id == number, ~Invitation.removed)
        if found is None:
            raise Gone(f"Det finns ingen inbjudan med nummer {number}.")
        if (state := _state(found, act.at)) is not State.OPEN:
            raise Conflict(f"Inbjudan {number} är redan {state}.")
        act.write(found, revoked=act.at)
    return _row(found, act.at)


def revoke_all_invitations(actor: Actor) -> int:
    """Stop every code that still could let somebody in, and count them; raises NotAllowed."""
    with action(actor, "spärrade alla inbjudningar", final=True) as act:
        act.actor.require(Right.INVITE)
        open_ones = list(
            Invitation.select().where(
                Invitation.used.is_null(),
                Invitation.revoked.is_null(),
                Invitation.expires > act.at,
                ~Invitation.removed,
            )
        )
        for one in open_ones:
            act.write(one, revoked=act.at)
    return len(open_ones)


def invited(digest: str, now: pendulum.DateTime) -> str:
    """The name of the member whose code it is; raises WrongCode, SpentCode."""
    return _valid(digest, now).member.name


def redeem(digest: str, new: NewKey, clock: Clock, session: str = "") -> Redeemed:
    """Let a key in as the member whose code it is, and the old key it replaces out.

    Raises WrongCode, SpentCode, and Conflict where the key is somebody's already or has been revoked.
    """
    member_id = _valid(digest, clock()).member_id
    with action(actor_of(member_id, clock, session), "tog emot sin inbjudan", final=True) as act:
        invitation = _valid(digest, act.at)
        if SshKey.get_or_none(SshKey.fingerprint == new.fingerprint, SshKey.revoked.is_null(False)):
            raise Conflict(
                "Nyckeln på den här datorn har spärrats och kan inte användas igen. "
                "Gör en ny, i en fil med ett eget namn: ssh-keygen -t ed25519 -f tavlan-ny"
            )
        key = bind(act, member_id, new.line, new.fingerprint, new.computer)
        act.write(invitation, used=act.at, key=key.id)
        if (old := invitation.replaces) is not None and old.revoked is None:
            act.write(old, revoked=act.at)
    return Redeemed(member_id, act.actor.name, key.id)


def _valid(digest: str, now: pendulum.DateTime) -> Invitation:
    found = Invitation.get_or_none(Invitation.digest == digest, ~Invitation.removed)
    if found is None:
        raise WrongCode("Koden stämmer inte.")
    match _state(found, now):
        case State.USED:
            raise SpentCode("Koden är redan använd. Be om en ny.")
        case State.REVOKED:
            raise SpentCode("Koden är spärrad. Be om en ny.")
        case State.EXPIRED:
            raise SpentCode("Koden är för gammal. Be om en ny.")
    if found.member.removed:
        raise SpentCode("Koden gäller inte längre.")
    return found


def _state(one: Invitation, now: pendulum.DateTime) -> State:
    if one.used is not None:
        return State.USED
    if one.revoked is not None:
        return State.REVOKED
    return State.EXPIRED if one.expires <= now else State.OPEN


def _row(one: Invitation, now: pendulum.DateTime) -> InvitationRow:
    zone = now.timezone or "UTC"
    made, expires = one.made.in_timezone(zone), one.expires.in_timezone(zone)
    return InvitationRow(
        one.id, one.member_id, one.member.name, made, expires, _state(one, now), one.replaces_id
    )
