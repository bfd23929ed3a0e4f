"""How a member looks at the plan, kept from one login to the next."""

import pytest

from models.board import BoardView, board_view
from models.card_changes import assign
from models.commitment import Status
from models.grouping import Order, Shape
from models.preference import LONGEST
from models.selection import NOBODY, Selection
from models.viewing import LAST_CARD, PREFERENCE, Viewing, last_card, viewing_of
from tests.conftest import MadeBoard


def viewed(board: MadeBoard) -> BoardView:
    view = board_view(board.eva, board.clock())
    assert view is not None
    return view


def again(board: MadeBoard, viewing: Viewing) -> Viewing:
    return viewing_of({PREFERENCE: viewing.kept()}, viewed(board), board.eva.member_id)


def test_shape_order_and_filters_come_back_as_they_were_kept(board: MadeBoard) -> None:
    area = viewed(board).areas[2].id
    chosen = Selection(area, board.eva.member_id, Status.PLANNED, late=True, behind=True, adopted=False)
    kept = Viewing(Shape.PEOPLE, Order.TITLE, chosen)
    assert again(board, kept) == kept
    assert len(kept.kept()) < LONGEST
    nobody = Viewing(chosen=Selection(area=0, person=NOBODY, adopted=True))
    assert again(board, nobody) == nobody


def test_what_one_searched_for_and_what_was_new_is_not_kept(board: MadeBoard) -> None:
    kept = Viewing(Shape.TIMES, chosen=Selection(words="möte", new=frozenset({1})))
    assert again(board, kept) == Viewing(Shape.TIMES)


def test_an_area_or_a_person_that_is_gone_is_dropped(board: MadeBoard) -> None:
    bo = board.bo.member_id or 0
    kept = Viewing(chosen=Selection(area=9999, person=bo, late=True))
    assert again(board, kept) == Viewing(chosen=Selection(late=True))
    assign(board.eva, viewed(board).cards[0].id, (bo,))
    assert again(board, kept) == Viewing(chosen=Selection(person=bo, late=True))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '"x"',
        '{"shape": 3, "order": [], "area": "1", "late": 1}',
        '{"status": 9, "area": true}',
    ],
)
def test_what_is_not_understood_is_the_board_as_it_begins(board: MadeBoard, text: str) -> None:
    assert viewing_of({PREFERENCE: text}, viewed(board), None) == Viewing()


def test_the_last_card_is_one_the_plan_still_has(board: MadeBoard) -> None:
    view = viewed(board)
    card = view.cards[7].id
    assert last_card({LAST_CARD: str(card)}, view) == card
    for kept in ("", "9999", "-1", "x", "1" * 5000, f" {card}", f"0{card}"):
        assert last_card({LAST_CARD: kept}, view) is None
    assert last_card({}, view) is None
