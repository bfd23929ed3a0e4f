"""The one SQLite file: how it is opened, what each table shares, and how its schema is brought up."""

import datetime as dt
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pendulum
from peewee import AutoField, DatabaseError, DateField, DateTimeField, Model
from playhouse import migrations
from playhouse.cysqlite_ext import CySqliteDatabase

from models.errors import NotAllowed, Refusal

# The cysqlite wheel brings a SQLite without the WAL-reset bug (sqlite.org/wal.html, fixed in 3.51.3), which
# bites where several processes write, as they do here. mmap_size is never set, for the same reason.
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 5000,
    "temp_store": "memory",
}
MIGRATIONS = Path(__file__).parent / "migrations"

database = CySqliteDatabase(None, autoconnect=False, lock_type="IMMEDIATE", pragmas=PRAGMAS)
"""Closed until a door opens it: a query anywhere else fails."""


class NewerDatabase(Refusal):
    """The file was written by a newer program than this one."""


class Table(Model):
    """What every table has: a number of its own."""

    id = AutoField()

    class Meta:
        database = database
        legacy_table_names = False


class InstantField(DateTimeField):
    """A moment: aware pendulum in Python, fixed-width UTC text on disk, so that it sorts as text."""

    def db_value(self, value: dt.datetime | None) -> str | None:
        """The moment as text; raises ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def python_value(self, value: str | None) -> pendulum.DateTime | None:
        """The moment back, in UTC."""
        return None if value is None else pendulum.instance(dt.datetime.fromisoformat(value))


class DayField(DateField):
    """A calendar day: a plain date in Python, YYYY-MM-DD on disk."""

    def db_value(self, value: dt.date | str | None) -> str | None:
        """The day as text."""
        return value if value is None or isinstance(value, str) else f"{value:%Y-%m-%d}"

    def python_value(self, value: str | None) -> dt.date | None:
        """The day back."""
        return None if value is None else dt.date.fromisoformat(value)


def choose(path: Path, *, new: bool = False) -> None:
    """Point the database at a file; raises Refusal where others may read or write it, or there is none."""
    if not new and not path.exists():
        raise Refusal(f"Databasen {path} finns inte. Se database.path i inställningarna.")
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Refusal(f"Andra på datorn kan läsa databasen. Skriv: chmod 600 {path}")
    if new:
        _create(path)
    database.init(str(path), pragmas=PRAGMAS)


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Created here, because SQLite gives -wal and -shm the mode of the file itself.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turn what the computer says about the database's file into one sentence; raises Refusal."""
    try:
        yield
    except PermissionError:
        raise NotAllowed(f"Du har inte rätt till databasen {path}. Kör som den som äger den.") from None
    except DatabaseError as error:
        if "lock" in str(error) or "busy" in str(error):
            raise Refusal("Databasen är upptagen just nu. Försök igen om en stund.") from None
        if "not a database" in str(error) or "malformed" in str(error):
            raise Refusal(f"{path} är ingen databas. Se database.path i inställningarna.") from None
        if "readonly" in str(error) or "unable to open" in str(error):
            raise Refusal(f"{path} går inte att skriva i. Kör som den som äger den.") from None
        raise


def migrate() -> list[str]:
    """Bring the schema up and name the steps taken; raises NewerDatabase. Needs an open connection."""
    runner = migrations.Runner(database, str(MIGRATIONS))
    if newer := [step.name for step in runner.status() if step.path is None]:
        raise NewerDatabase(
            f"Databasen är skriven av en nyare Tavlan (steg {newer[-1]}). Uppgradera programmet först."
        )
    taken: list[str] = runner.up()
    return taken
