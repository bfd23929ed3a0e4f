"""A tick that was put right or taken away: who may, what is refused, and what the history says."""

import datetime as dt
from collections.abc import Callable

import pytest

from models.adoption import close
from models.card import card
from models.card_changes import assign, tick
from models.errors import Conflict, Gone, Invalid, NotAllowed
from models.history import history_of
from models.journal import last_change
from models.target import MOST
from models.tick import TickRow, edit_tick, remove_tick, ticks_of
from models.undo import undo
from tests.conftest import MadeBoard

NUMBER = 12
DAY = dt.date(2023, 9, 30)


def ticked(board: MadeBoard) -> TickRow:
    tick(board.eva, NUMBER, 1, DAY, "Torget")
    return ticks_of(NUMBER)[0]


def told(board: MadeBoard) -> str:
    return history_of(NUMBER, board.clock())[0].text


def test_number_day_and_note_are_put_right_and_undo_gives_them_back(board: MadeBoard) -> None:
    before = ticked(board)
    edit_tick(board.bo, before.id, 12, dt.date(2023, 10, 4), "inlägg", opened=before)
    assert ticks_of(NUMBER) == (TickRow(before.id, dt.date(2023, 10, 4), 12, "inlägg"),)
    assert card(NUMBER, board.clock()).done == 12
    assert told(board) == "ändrade en bock: 30 sep → 4 okt, 1 st → 12 st, Torget → inlägg"
    undo(board.bo)
    assert ticks_of(NUMBER) == (before,)


def test_what_is_saved_as_it_was_leaves_no_trace(board: MadeBoard) -> None:
    before = ticked(board)
    last = last_change()
    edit_tick(board.eva, before.id, 1, DAY, " Torget ", opened=before)
    assert last_change() == last


def test_of_two_who_put_the_same_tick_right_the_later_is_told(board: MadeBoard) -> None:
    before = ticked(board)
    edit_tick(board.bo, before.id, 2, DAY, "Torget", opened=before)
    edit_tick(board.eva, before.id, 2, DAY, "Torget", opened=before)
    with pytest.raises(Conflict, match="medan du skrev"):
        edit_tick(board.eva, before.id, 3, DAY, "Torget", opened=before)
    assert ticks_of(NUMBER)[0].number == 2


def test_a_removed_tick_counts_no_more_and_cannot_be_changed(board: MadeBoard) -> None:
    before = ticked(board)
    remove_tick(board.bo, before.id)
    assert card(NUMBER, board.clock()).done == 0
    assert told(board) == "tog bort en bock"
    changes: tuple[Callable[[], None], ...] = (
        lambda: remove_tick(board.eva, before.id),
        lambda: edit_tick(board.eva, before.id, 1, DAY, ""),
    )
    for change in changes:
        with pytest.raises(Gone):
            change()
    undo(board.bo)
    assert ticks_of(NUMBER) == (before,)


@pytest.mark.parametrize(("number", "day"), [(0, DAY), (MOST + 1, DAY), (1, dt.date(2023, 10, 5))])
def test_what_could_not_be_ticked_cannot_be_written_afterwards(
    board: MadeBoard, number: int, day: dt.date
) -> None:
    before = ticked(board)
    with pytest.raises(Invalid):
        edit_tick(board.eva, before.id, number, day, "")
    assert ticks_of(NUMBER) == (before,)


def test_only_who_may_change_the_card_changes_its_ticks(board: MadeBoard) -> None:
    before = ticked(board)
    changes: tuple[Callable[[], None], ...] = (
        lambda: remove_tick(board.cia, before.id),
        lambda: edit_tick(board.cia, before.id, 2, DAY, ""),
    )
    for change in changes:
        with pytest.raises(NotAllowed):
            change()
    assign(board.eva, NUMBER, (board.cia.member_id or 0,))
    edit_tick(board.cia, before.id, 2, DAY, "")
    close(board.eva)
    with pytest.raises(Conflict, match="avslutad"):
        remove_tick(board.eva, before.id)
    assert ticks_of(NUMBER)[0].number == 2
