"""Which cards somebody asks for: every part alone, and parts that are chained."""

import datetime as dt
from dataclasses import replace

import pytest

from models.board import BoardView, board_view
from models.card_changes import assign, move, pause, set_due
from models.card_form import Wording, add
from models.commitment import Status
from models.selection import NOBODY, Selection, Sifter
from tests.conftest import MadeBoard

TODAY = dt.date(2023, 10, 4)


def viewed(board: MadeBoard) -> BoardView:
    view = board_view(board.eva, board.clock())
    assert view is not None
    return view


def chosen(board: MadeBoard, selection: Selection) -> list[int]:
    view = viewed(board)
    return [card.id for card in selection.of(view.cards, view.plan, TODAY)]


def test_without_parts_everything_is_chosen_in_the_plans_order(board: MadeBoard) -> None:
    assert chosen(board, Selection()) == [card.id for card in viewed(board).cards]


def test_each_part_chooses_and_parts_are_chained(board: MadeBoard) -> None:
    first, second, third, *_ = (card.id for card in viewed(board).cards)
    late_already = chosen(board, Selection(late=True))
    bo = board.bo.member_id or 0
    assign(board.eva, first, (bo,))
    assign(board.eva, second, (bo,))
    move(board.eva, second, Status.DONE)
    set_due(board.eva, third, dt.date(2023, 9, 1))
    own = add(board.eva, Wording("Eget kort")).id
    assert chosen(board, Selection(person=bo)) == [first, second]
    assert chosen(board, Selection(person=bo, status=Status.DONE)) == [second]
    assert set(chosen(board, Selection(late=True))) == {third, *late_already}
    assert chosen(board, Selection(adopted=False)) == [own]
    assert own not in chosen(board, Selection(adopted=True))
    assert chosen(board, Selection(words="eget")) == [own]
    assert chosen(board, Selection(area=0, words="eget")) == [own]
    assert chosen(board, Selection(new=frozenset({third, own}), adopted=True)) == [third]
    assert {first, second} & set(chosen(board, Selection(person=NOBODY))) == set()


def test_late_and_behind_together_are_either(board: MadeBoard) -> None:
    late = viewed(board).cards[0].id
    set_due(board.eva, late, dt.date(2023, 9, 1))
    behind = chosen(board, Selection(behind=True))
    assert behind
    assert late not in behind
    every_late = chosen(board, Selection(late=True))
    assert late in every_late
    assert set(chosen(board, Selection(late=True, behind=True))) == {*every_late, *behind}
    pause(board.eva, late, True)
    assert late not in chosen(board, Selection(late=True))


@pytest.mark.parametrize(("words", "found"), [("bo berg", True), ("cia", False)])
def test_words_find_those_who_are_responsible(board: MadeBoard, words: str, found: bool) -> None:
    first = viewed(board).cards[0].id
    assign(board.eva, first, (board.bo.member_id or 0,))
    assert (first in chosen(board, Selection(words=words))) is found


def test_cards_that_change_are_looked_at_again_and_so_is_everything_on_another_day(board: MadeBoard) -> None:
    view, sifter, late = viewed(board), Sifter(), Selection(late=True)
    before = sifter.of(late, view.cards, view.plan, TODAY)
    assert before == late.of(view.cards, view.plan, TODAY)
    set_due(board.eva, view.cards[0].id, dt.date(2023, 10, 4))
    cards = viewed(board).cards
    assert sifter.of(late, cards, view.plan, TODAY) == before
    tomorrow = TODAY + dt.timedelta(days=1)
    assert sifter.of(late, cards, view.plan, tomorrow) == late.of(cards, view.plan, tomorrow) != before
    done = tuple(replace(card, status=Status.DONE) for card in cards)
    assert sifter.of(late, done, view.plan, tomorrow) == ()
    assert sifter.of(Selection(), done, view.plan, tomorrow) == done
