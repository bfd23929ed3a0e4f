"""Looking a database over without changing it: the file, its schema, and when it was last written in."""

from dataclasses import dataclass
from pathlib import Path

import pendulum
from peewee import DatabaseError
from playhouse import migrations

from models.database import MIGRATIONS, choose, database, in_plain_words
from models.journal import Action

MENDED = (3, 51, 3)
"""The first SQLite without the WAL-reset bug (sqlite.org/wal.html), which bites where several write."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a database."""

    faults: tuple[str, ...]
    """What SQLite says is broken, in its own words."""
    missing: tuple[str, ...]
    """Steps of the schema that the file has not taken."""
    newer: tuple[str, ...]
    """Steps that this program does not know."""
    latest: pendulum.DateTime | None
    """When the newest action was done."""


def sqlite_version() -> tuple[int, ...]:
    """The version of the SQLite in use, asked of one in memory."""
    other = type(database)(":memory:")
    try:
        (version,) = other.execute_sql("SELECT sqlite_version()").fetchone()
    finally:
        other.close()
    return tuple(int(part) for part in version.split("."))


def examine(path: Path) -> Examination:
    """Look a database over; raises Refusal where it cannot be opened."""
    with in_plain_words(path):
        choose(path)
        database.connect()
        try:
            database.execute_sql("PRAGMA query_only=1")
            steps = migrations.Runner(database, str(MIGRATIONS)).status()
            return Examination(
                _faults(),
                tuple(step.name for step in steps if step.path is not None and not step.applied),
                tuple(step.name for step in steps if step.path is None),
                _latest(),
            )
        finally:
            database.close()


def _faults() -> tuple[str, ...]:
    said = [str(line) for (line,) in database.execute_sql("PRAGMA quick_check(5)")]
    return () if said == ["ok"] else tuple(said)


def _latest() -> pendulum.DateTime | None:
    try:
        newest = Action.select(Action.at).order_by(Action.id.desc()).first()
    except DatabaseError:
        # A file without tables has taken no step, which is told of by itself.
        return None
    return newest.at if newest else None
