"""The file: its schema, its permissions, its versions, and that nobody reaches it but by a door."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from peewee import ForeignKeyField, OperationalError
from playhouse.cysqlite_ext import CySqliteDatabase
from playhouse.migrations import Runner

from models import comment, draft, invitation, key, place, preference, presence, step, tick, undo
from models.card import cards_of
from models.card_changes import comment as say
from models.card_changes import tick as tick_off
from models.commitment import Commitment
from models.database import MIGRATIONS, NewerDatabase, Table, database
from models.door import Doors, shell_door
from models.errors import Refusal
from models.journal import Action, Change, changes_after
from models.member import Member
from tests.conftest import MadeBoard

USED = (comment, draft, invitation, key, place, preference, presence, step, tick, undo)


def tables(of: type[Table] = Table) -> list[type[Table]]:
    found: list[type[Table]] = []
    for table in of.__subclasses__():
        found += [table, *tables(table)]
    return [
        table for table in found if table.__module__.startswith("models.") and table.__name__ != "Journaled"
    ]


def test_the_migrated_schema_is_what_the_models_say(board: MadeBoard) -> None:
    for table in tables():
        name = table._meta.table_name
        columns = {column.name: column for column in database.get_columns(name)}
        assert set(columns) == {field.column_name for field in table._meta.sorted_fields}, name
        for field in table._meta.sorted_fields:
            if field.name != "id":
                assert columns[field.column_name].null == field.null, (name, field.name)
        foreign = {key.column for key in database.get_foreign_keys(name)}
        assert foreign == {f.column_name for f in table._meta.sorted_fields if isinstance(f, ForeignKeyField)}
        indexed = {tuple(index.columns) for index in database.get_indexes(name)}
        for field in table._meta.sorted_fields:
            if field.index or field.unique:
                assert (field.column_name,) in indexed, (name, field.name)


def test_migrations_run_once(board: MadeBoard) -> None:
    assert Runner(database, str(MIGRATIONS)).up() == []


@pytest.mark.parametrize("steps", range(1, len(list(MIGRATIONS.glob("0*.py")))))
def test_a_database_of_every_earlier_schema_keeps_its_rows_through_the_next(
    tmp_path: Path, steps: int
) -> None:
    names = sorted(file.stem for file in MIGRATIONS.glob("0*.py"))
    older = CySqliteDatabase(str(tmp_path / "old.db"))
    runner = Runner(older, str(MIGRATIONS))
    older.connect()
    runner.up(target=names[steps - 1])
    older.execute_sql(
        "INSERT INTO member (id, removed, name, name_sort, name_search, district) "
        "VALUES (7, 0, 'Eva Ek', 'eva ek', 'eva ek', '')"
    )
    older.close()
    os.chmod(tmp_path / "old.db", 0o600)
    with shell_door(tmp_path / "old.db"):
        assert Member.get_by_id(7).name == "Eva Ek"
        assert set(database.get_tables()) >= {table._meta.table_name for table in tables()}


def test_a_database_from_a_newer_program_is_refused_in_words(board: MadeBoard, tmp_path: Path) -> None:
    database.execute_sql(
        "INSERT INTO schema_migration (name, applied) VALUES ('9999_future', '2030-01-01 00:00:00')"
    )
    database.close()
    with pytest.raises(NewerDatabase, match="9999_future"), shell_door(board.path):
        pass


def test_a_database_others_may_read_is_refused_with_the_command_that_mends_it(tmp_path: Path) -> None:
    path = tmp_path / "open.db"
    path.touch(mode=0o644)
    os.chmod(path, 0o644)
    with pytest.raises(Refusal, match=f"chmod 600 {path}"), shell_door(path):
        pass


def test_the_files_are_the_owners_alone(board: MadeBoard) -> None:
    for file in board.path.parent.glob("tavlan.db*"):
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_writes_are_on_disk_before_they_are_acknowledged(board: MadeBoard) -> None:
    assert database.pragma("journal_mode") == "wal"
    assert database.pragma("synchronous") == 2
    assert database.pragma("foreign_keys") == 1
    assert database.pragma("secure_delete") == 1


def test_the_sqlite_in_use_has_no_wal_reset_bug() -> None:
    assert CySqliteDatabase.server_version >= (3, 51, 3)


async def test_a_query_outside_a_door_fails(tmp_path: Path) -> None:
    doors = Doors(tmp_path / "x.db", new=True)
    await doors.open()
    with pytest.raises(Exception, match="not opened"):
        Commitment.select().count()
    await doors.close()


async def test_the_reading_door_cannot_write(tmp_path: Path) -> None:
    doors = Doors(tmp_path / "x.db", new=True)
    await doors.open()
    with pytest.raises(OperationalError, match="readonly"):
        await doors.ask(lambda: Action.create(at=None, summary="x"))
    await doors.close()


WRITER = """
import sys
from pathlib import Path
import pendulum
from models.assignment import actor_of
from models.card_changes import tick
from models.clock import StoppedClock
from models.door import shell_door
clock = StoppedClock(pendulum.datetime(2023, 10, 4, 18, 30, tz="Europe/Stockholm"))
with shell_door(Path(sys.argv[1])):
    actor = actor_of(int(sys.argv[2]), clock, session=sys.argv[2])
    for _ in range(int(sys.argv[4])):
        tick(actor, int(sys.argv[3]))
        print("ack", flush=True)
"""


def test_two_processes_write_the_same_card_and_nothing_is_lost(board: MadeBoard) -> None:
    number = cards_of(board.plan.id, board.clock())[0].id
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(board.path), str(actor.member_id), str(number), "25"],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        for actor in (board.eva, board.bo)
    ]
    for _ in range(10):
        say(board.cia, number, "Samtidigt.")
    acks = sum(writer.communicate(timeout=60)[0].count(b"ack") for writer in writers)
    assert all(writer.returncode == 0 for writer in writers)
    row = cards_of(board.plan.id, board.clock())[0]
    assert (acks, row.done, row.comments) == (50, 50, 10)
    assert database.pragma("integrity_check") == "ok"
    assert Change.select().where(Change.entity == "tick").count() == 50


def test_ticking_needs_few_questions(board: MadeBoard) -> None:
    from playhouse.test_utils import count_queries

    number = cards_of(board.plan.id, board.clock())[0].id
    with count_queries() as few:
        tick_off(board.eva, number)
    with count_queries() as reading:
        cards_of(board.plan.id, board.clock())
    assert few.count <= 30
    assert reading.count <= 12
    assert changes_after(0)
