"""Whom somebody may name."""

import pytest

from models.access import Role, owner
from models.adoption import close
from models.assignment import actor_of
from models.card_changes import archive, assign
from models.card_form import Wording, add
from models.errors import NotAllowed
from models.importing import import_plan
from models.readers.plan_text import read_plan_text
from models.roster import add_member
from models.selection import people_in_register, people_shown_to
from models.undo import undo
from tests.conftest import MadeBoard

NEXT = "Antagen 2023-09-19\nVerksamhetsplan 2024\n\nStudier\n– läsa mer\n"
BOARD = ["Bo Berg", "Cia Dal", "Eva Ek", "Rut Ros"]


def known_to_cia(board: MadeBoard) -> list[str]:
    return sorted(person.name for person in people_shown_to(board.cia))


@pytest.fixture
def helped(board: MadeBoard) -> int:
    """A card of the board's own that one without an assignment answers for."""
    helper = add_member(owner(board.clock), "Åke Utan")
    card = add(board.eva, Wording("Brygga"))
    assign(board.eva, card.id, (helper.id,))
    return card.id


def test_one_who_answers_only_for_a_card_put_away_is_not_named(board: MadeBoard, helped: int) -> None:
    assert known_to_cia(board) == [*BOARD, "Åke Utan"]
    archive(board.eva, helped)
    assert known_to_cia(board) == BOARD
    undo(board.eva)
    assert known_to_cia(board) == [*BOARD, "Åke Utan"]


@pytest.mark.usefixtures("helped")
def test_one_who_answers_only_for_a_card_of_another_plan_is_not_named(board: MadeBoard) -> None:
    close(board.eva)
    assert known_to_cia(board) == BOARD
    import_plan(board.eva, read_plan_text(NEXT))
    assert known_to_cia(board) == BOARD


@pytest.mark.usefixtures("helped")
def test_the_register_is_named_by_those_who_may_read_it_and_nobody_by_an_administrator(
    board: MadeBoard,
) -> None:
    add_member(owner(board.clock), "Ida Inget")
    assert {"Ida Inget", "Åke Utan"} < {person.name for person in people_in_register(board.bo)}
    administrator = add_member(owner(board.clock), "Ann Al", (Role.ADMINISTRATOR,))
    for names, why in ((people_shown_to, "läsa planen"), (people_in_register, "medlemsregistret")):
        with pytest.raises(NotAllowed, match=why):
            names(actor_of(administrator.id, board.clock))
