"""Who is here now: the hub keeps its own process's list, and one row a process tells the others."""

import datetime as dt
import json
import os
from dataclasses import asdict, dataclass

import pendulum
from peewee import CharField, IntegerField, TextField

from models.database import InstantField, Table
from models.question import Question, given

STALE = dt.timedelta(seconds=90)
"""A row this old is of a process that ended without a word; the living write theirs anew well before."""


@dataclass(frozen=True, slots=True)
class Presence:
    """One session, and the card it looks at."""

    session: str
    member_id: int | None
    name: str
    card_id: int | None = None
    writes_on: int | None = None
    """The card whose form the member has open, whichever card is looked at behind it."""


class ProcessPresence(Table):
    """The sessions of one process; written at most once a second, outside the journal."""

    process = CharField(unique=True)
    """A name no other start of the program has."""
    pid = IntegerField()
    at = InstantField()
    """When it was last written, by a clock all processes of one board share."""
    here = TextField()


_OTHERS = Question(ProcessPresence.select().where(ProcessPresence.process != given("process")))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_gone(row: ProcessPresence, now: dt.datetime | None) -> bool:
    """Whether another process's row outlived it; one with our own number is of an earlier start."""
    if row.pid == os.getpid() or not _alive(row.pid):
        return True
    return now is not None and now - row.at > STALE


def tell(process: str, at: pendulum.DateTime, here: tuple[Presence, ...]) -> None:
    """Write this process's list, and take away those of processes that are gone."""
    others = _OTHERS.records(ProcessPresence, process=process)
    dead = [row.id for row in others if _is_gone(row, at)]
    if dead:
        ProcessPresence.delete().where(ProcessPresence.id.in_(dead)).execute()
    ProcessPresence.delete().where(ProcessPresence.process == process).execute()
    if here:
        listed = json.dumps([asdict(one) for one in here], ensure_ascii=False)
        ProcessPresence.create(process=process, pid=os.getpid(), at=at, here=listed)


def elsewhere(process: str, now: pendulum.DateTime | None = None) -> tuple[Presence, ...]:
    """The sessions of every other living process, as of `now` where it is given."""
    rows = _OTHERS.records(ProcessPresence, process=process)
    return tuple(Presence(**one) for row in rows if not _is_gone(row, now) for one in json.loads(row.here))
