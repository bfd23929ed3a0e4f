"""Who is here now: the hub keeps its own process's list, and one row a process tells the others."""

import json
import os
from dataclasses import asdict, dataclass

from peewee import CharField, IntegerField, TextField

from models.database import InstantField, Table


@dataclass(frozen=True, slots=True)
class Presence:
    """One session, and the card it looks at."""

    session: str
    member_id: int | None
    name: str
    card_id: int | None = None


class ProcessPresence(Table):
    """The sessions of one process; written at most once a second, outside the journal."""

    process = CharField(unique=True)
    pid = IntegerField()
    at = InstantField()
    here = TextField()


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def tell(process: str, at: object, here: tuple[Presence, ...]) -> None:
    """Write this process's list, and take away those of processes that are gone."""
    dead = [row.id for row in ProcessPresence.select() if row.process != process and not _alive(row.pid)]
    if dead:
        ProcessPresence.delete().where(ProcessPresence.id.in_(dead)).execute()
    ProcessPresence.delete().where(ProcessPresence.process == process).execute()
    if here:
        listed = json.dumps([asdict(one) for one in here], ensure_ascii=False)
        ProcessPresence.create(process=process, pid=os.getpid(), at=at, here=listed)


def elsewhere(process: str) -> tuple[Presence, ...]:
    """The sessions of every other living process."""
    rows = ProcessPresence.select().where(ProcessPresence.process != process)
    return tuple(Presence(**one) for row in rows if _alive(row.pid) for one in json.loads(row.here))
