"""SSH keys: which public key signs in as which member."""

import base64
from dataclasses import dataclass

import pendulum
from peewee import CharField, ForeignKeyField, TextField

from models.access import Actor, Right, Role
from models.assignment import roles_in_force
from models.database import InstantField
from models.errors import Conflict, Gone
from models.journal import Act, action
from models.member import Member
from models.record import Journaled
from models.text import clean


class SshKey(Journaled):
    """A public key bound to a member, in force until it is revoked."""

    member = ForeignKeyField(Member, index=True)
    member_id: int
    public = TextField()
    """The key as OpenSSH writes it: algorithm and base64, without a comment."""
    fingerprint = CharField(index=True)
    computer = CharField(default="")
    added = InstantField()
    revoked = InstantField(null=True)
    last_used = InstantField(null=True)
    """Written at each sign-in, outside the journal."""

    ENTITY = "key"

    def guard(self, actor: Actor) -> None:
        """Everybody changes their own keys; others' takes the right."""
        if actor.member_id is None or actor.member_id != self.member_id:
            actor.require(Right.KEYS)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What may be shown of a key."""

    id: int
    member_id: int
    member: str
    fingerprint: str
    computer: str
    added: pendulum.DateTime
    revoked: pendulum.DateTime | None
    last_used: pendulum.DateTime | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a key that signed belongs to."""

    member_id: int
    key_id: int


def _row(key: SshKey) -> KeyRow:
    return KeyRow(
        key.id,
        key.member_id,
        key.member.name,
        key.fingerprint,
        key.computer,
        key.added,
        key.revoked,
        key.last_used,
    )


def keys_in_force() -> dict[bytes, Identity]:
    """Every key that may sign in, by its public data (RFC 4253 § 6.6)."""
    found = SshKey.select(SshKey.id, SshKey.member, SshKey.public).join(Member)
    live = found.where(SshKey.revoked.is_null(), ~SshKey.removed, ~Member.removed)
    return {base64.b64decode(key.public.split(" ")[1]): Identity(key.member_id, key.id) for key in live}


def keys(actor: Actor, member_id: int | None = None) -> tuple[KeyRow, ...]:
    """The keys of one member or of everybody, the oldest first; others' take the right (NotAllowed)."""
    if member_id is None or member_id != actor.member_id:
        actor.require(Right.KEYS)
    found = SshKey.select(SshKey, Member).join(Member).where(~SshKey.removed).order_by(SshKey.id)
    return tuple(_row(key) for key in (found.where(SshKey.member == member_id) if member_id else found))


def add_key(actor: Actor, member_id: int, public: str, fingerprint: str, computer: str = "") -> KeyRow:
    """Bind a public key, already checked, to a member; raises Conflict where it belongs to somebody."""
    with action(actor, final=True) as act:
        act.summary = "lade till en nyckel"
        key = bind(act, member_id, public, fingerprint, computer)
    return _row(key)


def bind(act: Act, member_id: int, public: str, fingerprint: str, computer: str) -> SshKey:
    """Bind a key to a member within an action; raises Conflict where it belongs to somebody."""
    if taken := SshKey.get_or_none(SshKey.fingerprint == fingerprint, SshKey.revoked.is_null()):
        raise Conflict(
            f"Den nyckeln hör redan till {taken.member.name}. Varje person behöver en egen: "
            "gör en till i en fil med ett eget namn, ssh-keygen -t ed25519 -f tavlan-NAMN"
        )
    return act.create(
        SshKey(
            member=member_id,
            public=" ".join(public.split()[:2]),
            fingerprint=fingerprint,
            computer=clean(computer, 60, field="Datorns namn"),
            added=act.at,
        )
    )


class LastWayIn(Conflict):
    """With this key the last administrator who can sign in would be shut out."""


def _is_last_way_in(key: SshKey, now: pendulum.DateTime) -> bool:
    """Whether one administrator signs in with the key and none could without it."""

    def administers(member_id: int) -> bool:
        return Role.ADMINISTRATOR in roles_in_force(member_id, now)

    others = {one.member_id for one in keys_in_force().values() if one.key_id != key.id}
    return administers(key.member_id) and not any(map(administers, others))


def revoke_key(actor: Actor, key_id: int, *, even_last: bool = False) -> KeyRow:
    """Stop a key from signing in, for good; its live sessions end.

    Raises Gone, NotAllowed, and, unless `even_last`, LastWayIn where no administrator could sign in after it.
    """
    with action(actor, final=True) as act:
        key = SshKey.get_or_none(SshKey.id == key_id, SshKey.revoked.is_null())
        if key is None:
            raise Gone(f"Det finns ingen giltig nyckel med nummer {key_id}. Se dem med: tavlan key list")
        key.guard(act.actor)
        if not even_last and _is_last_way_in(key, act.at):
            raise LastWayIn(
                f"Nyckel {key_id} är den sista som en administratör loggar in med ({key.member.name}). "
                "Spärras den kommer ingen administratör in förrän en ny nyckel har lagts till på servern."
            )
        act.summary = "spärrade en nyckel"
        act.write(key, revoked=act.at)
    return _row(key)


def signed_in(key_id: int, at: pendulum.DateTime) -> None:
    """Remember when a key was last used; not a change anybody made, so not in the journal."""
    SshKey.update(last_used=at).where(SshKey.id == key_id).execute()
