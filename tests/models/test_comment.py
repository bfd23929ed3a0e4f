"""One's own words can be changed and withdrawn, nobody else's."""

import pytest

from models.card import card, cards_of
from models.card_changes import comment
from models.comment import comments_of, edit_comment, withdraw_comment
from models.errors import Conflict, Gone, Invalid, NotAllowed
from models.history import history_of
from models.undo import undo
from tests.conftest import MadeBoard


@pytest.fixture
def said(board: MadeBoard) -> tuple[int, int]:
    """A card, and a comment of Bo's on it."""
    number = cards_of(board.plan.id, board.clock())[0].id
    comment(board.bo, number, "Bokat till v. 45")
    return number, comments_of(number)[0].id


def test_the_author_words_a_comment_anew_and_it_says_so(board: MadeBoard, said: tuple[int, int]) -> None:
    number, spoken = said
    edit_comment(board.bo, spoken, "Bokat till v. 46", opened="Bokat till v. 45")
    (row,) = comments_of(number)
    assert (row.text, row.edited) == ("Bokat till v. 46", True)
    assert history_of(number, board.clock())[0].text == "ändrade en kommentar"
    undo(board.bo)
    (row,) = comments_of(number)
    assert (row.text, row.edited) == ("Bokat till v. 45", False)


def test_nobody_else_changes_or_withdraws_it(board: MadeBoard, said: tuple[int, int]) -> None:
    _, spoken = said
    with pytest.raises(NotAllowed, match="Bara den som skrev"):
        edit_comment(board.eva, spoken, "Nej")
    with pytest.raises(NotAllowed, match="Bara den som skrev"):
        withdraw_comment(board.eva, spoken)


def test_a_withdrawn_comment_is_gone_until_it_is_undone(board: MadeBoard, said: tuple[int, int]) -> None:
    number, spoken = said
    withdraw_comment(board.bo, spoken)
    assert card(number, board.clock()).comments == 0
    assert [row.text for row in history_of(number, board.clock())[:2]] == [
        "tog bort en kommentar",
        "kommenterade",
    ]
    with pytest.raises(Gone):
        edit_comment(board.bo, spoken, "Jo")
    undo(board.bo)
    assert card(number, board.clock()).comments == 1


def test_an_edit_begun_before_another_edit_is_refused(board: MadeBoard, said: tuple[int, int]) -> None:
    number, spoken = said
    edit_comment(board.bo, spoken, "Från mobilen")
    with pytest.raises(Conflict):
        edit_comment(board.bo, spoken, "Från datorn", opened="Bokat till v. 45")
    assert comments_of(number)[0].text == "Från mobilen"


def test_a_comment_is_not_emptied_but_withdrawn(board: MadeBoard, said: tuple[int, int]) -> None:
    with pytest.raises(Invalid):
        edit_comment(board.bo, said[1], "  ")
