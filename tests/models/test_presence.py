"""Rows of presence: those that outlived their process count for nothing."""

import os

import pendulum
import pytest

from models.presence import Presence, ProcessPresence, elsewhere, tell
from tests.conftest import MadeBoard


def row(process: str, pid: int, at: pendulum.DateTime) -> None:
    here = '[{"session": "s", "member_id": 1, "name": "Eva Ek", "card_id": null}]'
    ProcessPresence.create(process=process, pid=pid, at=at, here=here)


def test_another_living_process_is_heard(board: MadeBoard) -> None:
    row("other", os.getppid(), board.clock())
    assert elsewhere("mine", board.clock()) == (Presence("s", 1, "Eva Ek"),)


def test_a_row_with_our_own_number_is_of_an_earlier_start(board: MadeBoard) -> None:
    row("earlier", os.getpid(), board.clock())
    assert elsewhere("mine", board.clock()) == ()


@pytest.mark.parametrize(("seconds", "there"), [(90, True), (91, False)])
def test_a_row_that_nobody_writes_anew_is_gone(board: MadeBoard, seconds: int, there: bool) -> None:
    row("silent", os.getppid(), board.clock().subtract(seconds=seconds))
    assert bool(elsewhere("mine", board.clock())) is there


def test_telling_takes_away_rows_of_the_gone_and_leaves_the_living(board: MadeBoard) -> None:
    row("earlier", os.getpid(), board.clock())
    row("silent", os.getppid(), board.clock().subtract(minutes=5))
    row("living", os.getppid(), board.clock())
    tell("mine", board.clock(), (Presence("a", None, "Servern"),))
    assert {found.process for found in ProcessPresence.select()} == {"living", "mine"}
