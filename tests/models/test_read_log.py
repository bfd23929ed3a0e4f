"""What is remembered of those who read about persons."""

from collections.abc import Callable
from dataclasses import replace

import pendulum
import pytest
from peewee import IntegrityError, OperationalError

from models.access import Actor, Role, owner
from models.assignment import actor_of
from models.clock import StoppedClock
from models.database import database
from models.errors import Gone, NotAllowed, Refusal
from models.journal import last_change
from models.key import add_key, keys, readings_with, revoke_key
from models.read_log import LOOKING, Reading, read_log
from models.roster import add_member, member_named, members
from models.selection import people_in_register, people_shown_to, person_named
from models.undo import undo
from tests.conftest import MadeBoard


def told(actor: Actor) -> list[tuple[str, str]]:
    """The log as those who may read it see it, oldest first."""
    return [(row.who, row.text) for row in reversed(read_log(actor, 100))]


def with_key(actor: Actor, number: int, session: str = "one") -> Actor:
    return replace(actor, key_id=number, session=session)


def later(actor: Actor, **by: int) -> Actor:
    return replace(actor, clock=StoppedClock(actor.clock().add(**by)))


def test_every_reading_of_persons_leaves_who_when_and_with_which_key(board: MadeBoard) -> None:
    eva, bo = with_key(board.eva, 7), with_key(board.bo, 8)
    members(bo)
    people_in_register(bo)
    keys(eva)
    add_key(owner(board.clock), board.cia.member_id or 0, "ssh-ed25519 AAAA", "SHA256:cia", "Köket")
    keys(eva, board.cia.member_id)
    assert told(board.eva) == [
        ("Bo Berg", "läste medlemsregistret (4 personer)"),
        ("Bo Berg", "såg namnen i medlemsregistret (4 personer)"),
        ("Eva Ek", "såg nycklarna för Cia Dal"),
    ]
    rows = read_log(board.eva)
    assert [row.key_id for row in rows] == [7, 8, 8]
    assert rows[0].at == board.clock()


def test_ones_own_keys_are_nobodys_reading(board: MadeBoard) -> None:
    add_key(board.cia, board.cia.member_id or 0, "ssh-ed25519 AAAA", "SHA256:cia")
    assert len(keys(board.cia, board.cia.member_id)) == 1
    assert told(board.eva) == []


@pytest.mark.parametrize(
    "read",
    [
        members,
        people_in_register,
        keys,
        read_log,
        lambda actor: keys(actor, 1),
        lambda actor: readings_with(actor, 1),
    ],
)
def test_who_is_refused_has_read_nothing(board: MadeBoard, read: Callable[[Actor], object]) -> None:
    add_key(board.eva, board.eva.member_id or 0, "ssh-ed25519 AAAA", "SHA256:eva")
    with pytest.raises(NotAllowed):
        read(board.cia)
    assert told(board.eva) == []


def test_the_log_holds_numbers_and_no_names(board: MadeBoard) -> None:
    members(board.bo)
    (row,) = database.execute_sql("SELECT * FROM reading").fetchall()
    assert not [value for value in row if isinstance(value, str) and "Berg" in value]


def test_a_reading_is_never_changed_nor_taken_away(board: MadeBoard) -> None:
    members(board.bo)
    for attempt in (Reading.update(what="names"), Reading.delete()):
        with pytest.raises((IntegrityError, OperationalError), match="only added to"):
            attempt.execute()
    assert len(told(board.eva)) == 1


def test_a_reading_is_outside_the_journal_and_undo(board: MadeBoard) -> None:
    before = last_change()
    members(board.bo)
    assert last_change() == before
    with pytest.raises(Refusal, match="inget mer att ångra"):
        undo(board.bo)


def test_what_is_drawn_anew_within_a_quarter_of_an_hour_is_one_reading(board: MadeBoard) -> None:
    members(board.bo)
    members(later(board.bo, minutes=14))
    assert len(told(board.eva)) == 1
    members(later(board.bo, seconds=int(LOOKING.total_seconds())))
    members(replace(board.bo, session="another"))
    assert len(told(board.eva)) == 3


def test_after_a_key_is_revoked_one_sees_what_it_read(board: MadeBoard) -> None:
    number = add_key(board.eva, board.bo.member_id or 0, "ssh-ed25519 AAAA", "SHA256:bo").id
    members(with_key(board.bo, number))
    members(with_key(board.bo, number + 1, "two"))
    revoke_key(board.eva, number)
    assert [row.text for row in readings_with(board.eva, number)] == ["läste medlemsregistret (4 personer)"]
    assert told(board.eva)[-1] == ("Eva Ek", "såg vad som lästs med en nyckel för Bo Berg")
    assert len(readings_with(board.bo, number)) == 1
    with pytest.raises(Gone):
        readings_with(board.eva, 99)


def test_an_auditor_reads_that_somebody_was_looked_up_and_not_whom(board: MadeBoard) -> None:
    add_key(board.eva, board.cia.member_id or 0, "ssh-ed25519 AAAA", "SHA256:cia")
    keys(board.eva, board.cia.member_id)
    assert told(board.rut) == [("Eva Ek", "såg nycklarna för en medlem")]


def test_a_key_that_read_nothing_has_nothing_told_of_it_to_an_administrator(board: MadeBoard) -> None:
    ann = actor_of(add_member(owner(board.clock), "Ann Al", (Role.ADMINISTRATOR,)).id, board.clock)
    number = add_key(board.eva, board.bo.member_id or 0, "ssh-ed25519 AAAA", "SHA256:bo").id
    assert readings_with(ann, number) == ()
    with pytest.raises(NotAllowed):
        read_log(ann)


def test_one_whom_the_board_shows_is_named_without_the_register_being_opened(board: MadeBoard) -> None:
    add_member(owner(board.clock), "Ida Inget")
    assert "Ida Inget" not in [one.name for one in people_shown_to(board.bo)]
    assert person_named(board.bo, "eva").name == "Eva Ek"
    assert person_named(board.bo, "Cia Dal").name == "Cia Dal"
    assert told(board.eva) == []
    assert person_named(board.bo, "inget").name == "Ida Inget"
    assert told(board.eva) == [("Bo Berg", "såg namnen i medlemsregistret (5 personer)")]
    with pytest.raises(Refusal, match="Ingen heter"):
        person_named(board.cia, "inget")


def test_a_reading_is_told_in_the_associations_time(board: MadeBoard) -> None:
    members(board.bo)
    (row,) = read_log(board.eva)
    assert row.at == pendulum.datetime(2023, 10, 4, 18, 30, tz="Europe/Stockholm")
    assert row.at.hour == 18


def test_an_administrator_names_a_member_whole_and_is_told_of_no_other(board: MadeBoard) -> None:
    ann = actor_of(add_member(owner(board.clock), "Ann Al", (Role.ADMINISTRATOR,)).id, board.clock)
    assert member_named(ann, "bo berg").name == "Bo Berg"
    for words in ("Bo", "b", "2", ""):
        with pytest.raises(Gone) as refused:
            member_named(ann, words)
        assert "Berg" not in str(refused.value)
    assert told(board.eva) == []
    assert member_named(board.eva, "Bo").name == "Bo Berg"
    assert told(board.eva) == [("Eva Ek", "såg namnen i medlemsregistret (5 personer)")]
