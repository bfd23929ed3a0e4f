"""Which part of a card's history somebody wants to see, and by whom it was made."""

import pytest

from models import card_changes
from models.access import Actor
from models.commitment import Status
from models.history import Deed, Sought, history_of
from models.journal import authors_of_card
from models.step import add_steps
from models.undo import undo
from tests.conftest import MadeBoard

NUMBER = 12
BORN = "läste in åtagandet ur planen"


def told(board: MadeBoard, sought: Sought) -> list[str]:
    return [row.text for row in history_of(NUMBER, board.clock(), sought)]


@pytest.fixture
def lived(board: MadeBoard) -> MadeBoard:
    """A card with one of each deed, by three people."""
    card_changes.tick(board.bo, NUMBER)
    card_changes.comment(board.cia, NUMBER, "Jag tar det.")
    add_steps(board.eva, NUMBER, "Boka")
    card_changes.pause(board.eva, NUMBER)
    card_changes.move(board.eva, NUMBER, Status.DONE)
    return board


@pytest.mark.parametrize(
    ("deed", "texts"),
    [
        (Deed.MOVES, ["Pågår → Klart", "bockade av, Ej påbörjat → Pågår"]),
        (Deed.TICKS, ["bockade av, Ej påbörjat → Pågår"]),
        (Deed.COMMENTS, ["kommenterade: Jag tar det."]),
        (Deed.STEPS, ["lade till steget Boka"]),
        (Deed.CHANGES, ["lät kortet vila", BORN]),
    ],
)
def test_a_kind_of_deed_is_sought_and_each_action_told_whole(
    lived: MadeBoard, deed: Deed, texts: list[str]
) -> None:
    assert told(lived, Sought(deed=deed)) == texts


def test_a_person_is_sought_and_together_with_a_deed(lived: MadeBoard) -> None:
    assert told(lived, Sought(member_id=lived.bo.member_id)) == ["bockade av, Ej påbörjat → Pågår"]
    assert told(lived, Sought(member_id=lived.eva.member_id, deed=Deed.STEPS)) == ["lade till steget Boka"]
    assert told(lived, Sought(member_id=lived.cia.member_id, deed=Deed.MOVES)) == []


def test_those_who_changed_the_card_can_be_sought(lived: MadeBoard) -> None:
    assert [name for _, name in authors_of_card(NUMBER)] == ["Bo Berg", "Cia Dal", "Eva Ek"]


def test_an_undoing_is_found_among_what_it_undid(board: MadeBoard) -> None:
    card_changes.tick(board.bo, NUMBER)
    undo(board.bo)
    assert told(board, Sought(deed=Deed.TICKS))[0].startswith("tog tillbaka sin ändring: bockade av")


def test_the_whole_history_has_no_end(lived: MadeBoard) -> None:
    actor: Actor = lived.eva
    for _ in range(110):
        card_changes.pause(actor, NUMBER)
        card_changes.pause(actor, NUMBER)
    assert BORN not in told(lived, Sought())
    assert told(lived, Sought(whole=True))[-1] == BORN
