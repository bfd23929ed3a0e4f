"""One change on many cards: one action, one undo, all or nothing."""

import datetime as dt
import logging

import pytest

from models.card import card, cards_of
from models.card_changes import archiving, assigning, dating, dropping, move, moving, pausing, ticking
from models.card_form import Wording, add
from models.commitment import Status
from models.errors import Gone, NotAllowed, Refusal
from models.journal import last_change
from models.log import log
from models.many import change_all
from models.undo import redo, undo
from tests.conftest import MadeBoard


def three(board: MadeBoard) -> tuple[int, ...]:
    return tuple(row.id for row in cards_of(board.plan.id, board.clock())[:3])


def statuses(board: MadeBoard, numbers: tuple[int, ...]) -> list[Status]:
    return [card(number, board.clock()).status for number in numbers]


def test_many_are_moved_in_one_action_and_taken_back_by_one_undo(board: MadeBoard) -> None:
    numbers = three(board)
    move(board.bo, numbers[1], Status.DONE)
    moved = change_all(board.eva, numbers, moving(Status.IN_PROGRESS), "flyttade {} till Pågår")
    assert {row.status for row in moved.values()} == {Status.IN_PROGRESS}
    assert log(board.eva)[0].summary == "flyttade 3 kort till Pågår"
    undo(board.eva)
    assert statuses(board, numbers) == [Status.NOT_STARTED, Status.DONE, Status.NOT_STARTED]
    redo(board.eva)
    assert statuses(board, numbers) == [Status.IN_PROGRESS] * 3


def test_one_card_in_the_way_is_named_and_nothing_is_changed(board: MadeBoard) -> None:
    own = add(board.eva, Wording("Eget kort"))
    numbers, before = (own.id, three(board)[0]), last_change()
    title = card(numbers[1], board.clock()).title
    with pytest.raises(Refusal, match="Inget av korten är ändrat") as refused:
        change_all(board.eva, numbers, archiving, "arkiverade {}")
    assert title in str(refused.value)
    assert last_change() == before
    assert card(own.id, board.clock()).title == "Eget kort"


def test_many_take_as_many_questions_as_half_of_them(
    board: MadeBoard, caplog: pytest.LogCaptureFixture
) -> None:
    def questions(numbers: tuple[int, ...]) -> int:
        caplog.clear()
        with caplog.at_level(logging.DEBUG, "peewee"):
            change_all(board.eva, numbers, pausing())
            undo(board.eva)
        return len(caplog.records)

    numbers = tuple(row.id for row in cards_of(board.plan.id, board.clock()))
    assert questions(numbers) == questions(numbers[::2]) > 0


def test_every_kind_of_change_can_be_made_on_many(board: MadeBoard) -> None:
    numbers, day = three(board), dt.date(2023, 12, 1)
    eva = board.eva.member_id or 0
    change_all(board.eva, numbers, assigning((eva,), ()), "ändrade ansvarig för {}")
    change_all(board.eva, numbers, dating(day), "satte datum för {}")
    change_all(board.eva, numbers, ticking(), "bockade av {}")
    change_all(board.eva, numbers, pausing(True), "lät {} vila")
    change_all(board.eva, numbers, dropping("Avgjort", "§ 4"), "lät {} utgå")
    for number in numbers:
        row = card(number, board.clock())
        assert [one.id for one in row.responsible] == [eva]
        assert (row.due, row.done, row.paused, row.dropped) == (day, 1, True, "Avgjort")


def test_the_responsible_others_chose_stay_when_many_are_given_one_more(board: MadeBoard) -> None:
    numbers = three(board)
    eva, bo = board.eva.member_id or 0, board.bo.member_id or 0
    change_all(board.eva, numbers[:1], assigning((bo,)), "ändrade ansvarig för {}")
    change_all(board.eva, numbers, assigning((eva,), ()), "ändrade ansvarig för {}")
    held = [{one.id for one in card(number, board.clock()).responsible} for number in numbers]
    assert held == [{eva, bo}, {eva}, {eva}]


def test_without_the_right_nothing_is_changed(board: MadeBoard) -> None:
    with pytest.raises(Refusal, match="läsa och kommentera"):
        change_all(board.cia, three(board), moving(Status.DONE))
    assert statuses(board, three(board)) == [Status.NOT_STARTED] * 3


def test_no_card_is_a_sentence(board: MadeBoard) -> None:
    with pytest.raises(Gone, match=r"markerade\. Markera minst ett\.$"):
        change_all(board.eva, (), moving(Status.DONE))


def test_the_refusal_keeps_its_cause(board: MadeBoard) -> None:
    with pytest.raises(Refusal) as refused:
        change_all(board.rut, three(board), moving(Status.DONE))
    assert isinstance(refused.value.__cause__, NotAllowed)
