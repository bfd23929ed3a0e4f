"""What was read of personal data, when, by whom and with which key: added to, and never changed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pendulum
from peewee import CharField, ForeignKeyField, IntegerField

from models.access import Actor, Right
from models.database import InstantField, Table, database
from models.member import Member
from models.plurals import count

LOOKING = dt.timedelta(minutes=15)
"""What one session reads again within this time, as a list that is drawn anew, is the same reading."""


class Reads(StrEnum):
    """What can be read of persons."""

    REGISTER = "register"
    NAMES = "names"
    """The register's names, to choose somebody among."""
    KEYS = "keys"
    INVITATIONS = "invitations"
    READINGS = "readings"
    """What has been read with somebody's key."""


class Reading(Table):
    """Somebody read something; by numbers alone, so that no name outlives the one who bears it."""

    at = InstantField(index=True)
    member = ForeignKeyField(Member, null=True, backref="+")
    member_id: int | None
    """None is whoever owns the files."""
    key_id = IntegerField(null=True, index=True)
    session = CharField(default="")
    what = CharField()
    about = ForeignKeyField(Member, null=True, backref="+")
    about_id: int | None
    """The one it was about, None where it was about many."""
    persons = IntegerField()


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading, as it is told."""

    id: int
    at: pendulum.DateTime
    """In the association's time zone."""
    who: str
    key_id: int | None
    text: str
    """The end of a sentence that begins with `who`."""


def note_reading(actor: Actor, what: Reads, persons: int, about: int | None = None) -> None:
    """Note that an actor reads this now; needs the writing door, so that nothing is read unnoted."""
    if not persons:
        return
    now = actor.clock()
    with database.atomic():
        same = Reading.select().where(
            Reading.member == actor.member_id if actor.member_id else Reading.member.is_null(),
            Reading.about == about if about else Reading.about.is_null(),
            Reading.session == actor.session,
            Reading.what == what,
            Reading.persons == persons,
            Reading.at > now - LOOKING,
        )
        if actor.session and same.exists():
            return
        Reading.create(
            at=now,
            member=actor.member_id,
            key_id=actor.key_id,
            session=actor.session,
            what=what,
            about=about,
            persons=persons,
        )


def read_log(actor: Actor, limit: int = 30) -> tuple[ReadingRow, ...]:
    """The latest readings by anybody, newest first; raises NotAllowed."""
    actor.require(Right.READ_JOURNAL)
    return readings(actor, limit=limit)


def readings(actor: Actor, *, key_id: int | None = None, limit: int | None = None) -> tuple[ReadingRow, ...]:
    """The latest readings, or those with one key, newest first; whoever asks has seen to the right."""
    found = Reading.select().order_by(Reading.id.desc()).limit(limit)
    if key_id is not None:
        found = found.where(Reading.key_id == key_id)
    rows = list(found)
    numbers = {number for one in rows for number in (one.member_id, one.about_id)} - {None}
    named: Any = Member.select(Member.id, Member.name).where(Member.id.in_(numbers)).tuples()
    names: dict[int | None, str] = {None: "Servern", **dict(named)}
    zone = actor.clock().timezone or "UTC"
    return tuple(
        ReadingRow(
            one.id, one.at.in_timezone(zone), names[one.member_id], one.key_id, _told(actor, one, names)
        )
        for one in rows
    )


def _told(actor: Actor, reading: Reading, names: Mapping[int | None, str]) -> str:
    persons = count(reading.persons, "person", "personer")
    whose = None
    if reading.about_id:
        known = actor.may(Right.READ_MEMBERS) or reading.about_id == actor.member_id
        whose = names[reading.about_id] if known else "en medlem"
    match Reads(reading.what):
        case Reads.REGISTER:
            return f"läste medlemsregistret ({persons})"
        case Reads.NAMES:
            return f"såg namnen i medlemsregistret ({persons})"
        case Reads.KEYS:
            return f"såg nycklarna för {whose}" if whose else f"såg andras nycklar ({persons})"
        case Reads.INVITATIONS:
            return f"såg inbjudningarna ({persons})"
        case Reads.READINGS:
            return f"såg vad som lästs med en nyckel för {whose or 'en medlem'}"
