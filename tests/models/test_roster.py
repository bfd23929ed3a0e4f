"""People and their assignments: added, given and ended."""

import datetime as dt

import pytest

from models.access import Role
from models.assignment import roles_in_force
from models.errors import Conflict, Gone, Invalid, NotAllowed
from models.roster import add_member, end_assignment, give_assignment, members, read_role
from tests.conftest import MadeBoard


def test_an_assignment_given_is_in_force_at_once(board: MadeBoard) -> None:
    number = board.cia.member_id or 0
    give_assignment(board.eva, number, Role.TREASURER)
    assert roles_in_force(number, board.clock()) == (Role.TREASURER, Role.DEPUTY)
    with pytest.raises(Conflict, match="redan kassör"):
        give_assignment(board.eva, number, Role.TREASURER)


def test_an_assignment_ends_with_its_last_day(board: MadeBoard) -> None:
    number = board.bo.member_id or 0
    end_assignment(board.eva, number, Role.BOARD_MEMBER, dt.date(2023, 10, 4))
    assert roles_in_force(number, board.clock()) == (Role.BOARD_MEMBER,)
    assert roles_in_force(number, board.clock().add(days=1)) == ()
    with pytest.raises(Gone, match="inte ledamot"):
        end_assignment(board.eva, number, Role.BOARD_MEMBER, dt.date(2023, 10, 4))


def test_an_assignment_does_not_end_before_it_began(board: MadeBoard) -> None:
    with pytest.raises(Invalid, match="innan det började"):
        end_assignment(board.eva, board.bo.member_id or 0, Role.BOARD_MEMBER, dt.date(2020, 1, 1))


def test_only_those_who_keep_the_register_give_assignments(board: MadeBoard) -> None:
    with pytest.raises(NotAllowed):
        give_assignment(board.bo, board.bo.member_id or 0, Role.CHAIR)


def test_the_register_is_read_by_those_who_may(board: MadeBoard) -> None:
    assert [row.name for row in members(board.bo)] == ["Bo Berg", "Cia Dal", "Eva Ek", "Rut Ros"]
    with pytest.raises(NotAllowed):
        members(board.cia)


def test_two_people_of_the_same_name_must_be_told_apart(board: MadeBoard) -> None:
    with pytest.raises(Conflict, match="finns redan"):
        add_member(board.eva, "EVA  ek")


@pytest.mark.parametrize(("word", "role"), [("Kassör", Role.TREASURER), ("chair", Role.CHAIR)])
def test_a_role_is_understood_by_either_word(word: str, role: Role) -> None:
    assert read_role(word) is role


def test_an_unknown_role_is_refused_with_those_there_are() -> None:
    with pytest.raises(Invalid, match="ordförande"):
        read_role("kejsare")
