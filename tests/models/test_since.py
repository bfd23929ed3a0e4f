"""What is new since a member was last here: others' changes to cards, and no more."""

import pytest

from models.access import owner
from models.card import cards_of
from models.card_changes import comment, move
from models.commitment import Status
from models.errors import NotAllowed
from models.journal import last_change
from models.roster import add_member
from models.since import cards_changed_since, place_at, where
from models.step import add_steps
from tests.conftest import MadeBoard


def test_only_what_others_did_afterwards_is_new(board: MadeBoard) -> None:
    one, two, three, four = (row.id for row in cards_of(board.plan.id, board.clock())[:4])
    move(board.bo, one, Status.PLANNED)
    seen = last_change()
    move(board.eva, two, Status.PLANNED)
    comment(board.cia, three, "Ja")
    add_steps(board.bo, four, "Boka")
    assert cards_changed_since(board.eva, seen) == {three, four}
    assert cards_changed_since(board.bo, seen) == {two, three}


def test_a_change_in_the_register_is_news_about_no_card(board: MadeBoard) -> None:
    seen = last_change()
    add_member(owner(board.clock), "Ny Nyman", ())
    assert cards_changed_since(board.eva, seen) == frozenset()


def test_a_place_in_the_journal_is_found_by_its_moment_and_tells_it(board: MadeBoard) -> None:
    newest = last_change()
    assert place_at(board.clock().add(minutes=1)) == newest
    assert place_at(board.clock().subtract(days=1)) == 0
    told = where(board.eva, newest)
    assert told.at == board.clock()
    assert told.at is not None
    assert told.at.timezone_name == "Europe/Stockholm"
    assert where(board.eva, 0).at is None


def test_an_administrator_without_other_assignments_is_told_nothing(board: MadeBoard) -> None:
    with pytest.raises(NotAllowed):
        cards_changed_since(board.eva.with_rights(frozenset()), 0)
