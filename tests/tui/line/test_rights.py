"""Every role and every command, in the database itself: what `docs/rattigheter.md` says is what happens."""

import re
from base64 import b64encode
from collections.abc import Iterator

import click
import pytest

from models.access import Actor, Role, owner
from models.assignment import actor_of
from models.database import database
from models.enrolment import NewKey
from tests.conftest import MadeBoard
from tests.rights_page import SAMPLES, Seat, columns, lines_of, promised, rows, seats, was_refused
from tests.tui.line.speaking import say
from tui.line import MEMBER_COMMANDS

_VERB = re.compile(r"[a-zåäö]+(?= )")


def made_up(name: str) -> NewKey:
    return NewKey(f"ssh-ed25519 {b64encode(name.encode()).decode()}", f"SHA256:{name}")


@pytest.fixture
def held(board: MadeBoard) -> dict[Role, Seat]:
    return seats(owner(board.clock), made_up)


def tried() -> Iterator[tuple[str, bool]]:
    """Every row, and whether on a card of one's own."""
    for row, sample in SAMPLES.items():
        yield row, False
        if sample.is_of_card:
            yield row, True


def refused(actor: Actor, seat: Seat, row: str, *, own: bool) -> bool:
    """Whether the one who sits there was refused; whatever was done is as if it had not been."""
    sample = SAMPLES[row]
    with database.atomic() as transaction:
        reply = say(actor, seat.words(sample, own=own), sample.given)
        transaction.rollback()
    return was_refused(sample, reply.code, reply.out, reply.err)


def test_each_role_may_by_words_what_the_page_says_and_no_more(
    board: MadeBoard, held: dict[Role, Seat]
) -> None:
    wrong = [
        (role, row, own)
        for role, seat in held.items()
        for row, own in tried()
        if refused(actor_of(seat.member_id, board.clock, "prov"), seat, row, own=own)
        == promised(row, role, own=own)
    ]
    assert wrong == []


def test_every_role_stands_in_one_column() -> None:
    assert set(columns()) == set(Role)


def test_every_row_is_tried_and_everything_tried_is_a_row() -> None:
    assert sorted(rows()) == sorted(SAMPLES)


def test_every_command_has_a_row_and_every_row_a_command() -> None:
    """A new command without a rule fails here: give it a row on the page, and a sample."""
    named = dict(lines_of(MEMBER_COMMANDS))
    without = [name for name in named if not any(f"{row} ".startswith(f"{name} ") for row in rows())]
    assert without == []
    assert [row for row in rows() if not any(f"{row} ".startswith(f"{name} ") for name in named)] == []


def test_every_word_that_a_commands_parts_are_changed_with_has_a_row() -> None:
    found = 0
    for name, command in lines_of(MEMBER_COMMANDS):
        for one in command.params:
            if isinstance(one, click.Argument) and "|" in (metavar := one.metavar or ""):
                verbs = [_VERB.match(part.strip(" []")) for part in metavar.split("|")]
                said = [verb[0] for verb in verbs if verb]
                found += len(said)
                missing = [
                    verb for verb in said if not any(row.startswith(f"{name} KORT {verb}") for row in rows())
                ]
                assert missing == [], name
    assert found > 10
