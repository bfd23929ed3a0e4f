"""People and their assignments: added, given and ended."""

import datetime as dt
from collections.abc import Callable

import pytest

from models.access import Role, owner
from models.assignment import Assignment, roles_in_force
from models.errors import Conflict, Gone, Invalid, NotAllowed
from models.journal import Action, action
from models.member import Member
from models.record import Journaled
from models.roster import add_member, end_assignment, give_assignment, members, read_role
from models.undo import take_back
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


@pytest.fixture
def only(board: MadeBoard) -> int:
    """The only administrator there is."""
    return add_member(owner(board.clock), "Ann Al", (Role.ADMINISTRATOR,)).id


def leaving(number: int, board: MadeBoard) -> dict[str, Callable[[], object]]:
    """Every way in which somebody may stop administering."""
    server, today = owner(board.clock), board.clock().date()

    def removed(record: Journaled) -> None:
        with action(server, "tog bort", final=True) as act:
            act.write(record, removed=True)

    def held() -> Assignment:
        return Assignment.get(Assignment.member == number, Assignment.role == Role.ADMINISTRATOR)

    return {
        "ended": lambda: end_assignment(server, number, Role.ADMINISTRATOR, today),
        "ended later": lambda: end_assignment(server, number, Role.ADMINISTRATOR, today.replace(year=2024)),
        "assignment removed": lambda: removed(held()),
        "member removed": lambda: removed(Member.get_by_id(number)),
    }


WAYS = ("ended", "ended later", "assignment removed", "member removed")


@pytest.mark.parametrize("way", WAYS)
def test_the_last_administrator_neither_ends_nor_goes(board: MadeBoard, only: int, way: str) -> None:
    with pytest.raises(Conflict, match=r"Den sista administratören .* Ge någon annan uppdraget först"):
        leaving(only, board)[way]()
    assert roles_in_force(only, board.clock().add(years=3)) == (Role.ADMINISTRATOR,)
    assert not Member.get_by_id(only).removed


@pytest.mark.parametrize("way", WAYS)
def test_one_of_two_administrators_may_go(board: MadeBoard, only: int, way: str) -> None:
    give_assignment(owner(board.clock), board.eva.member_id or 0, Role.ADMINISTRATOR)
    leaving(only, board)[way]()
    with pytest.raises(Conflict):
        leaving(board.eva.member_id or 0, board)[way]()


def test_an_administrator_who_is_about_to_end_is_no_other(board: MadeBoard, only: int) -> None:
    eva = board.eva.member_id or 0
    give_assignment(owner(board.clock), eva, Role.ADMINISTRATOR)
    leaving(eva, board)["ended later"]()
    with pytest.raises(Conflict, match="Den sista administratören"):
        leaving(only, board)["ended later"]()


def test_the_grant_of_the_last_administrator_is_not_taken_back(board: MadeBoard, only: int) -> None:
    latest = Action.select().order_by(Action.id.desc()).get()
    with pytest.raises(Gone, match="rör personer"):
        take_back(owner(board.clock), latest.id)
    # Nor would it be, were such an action one that can be taken back.
    Action.update(final=False).where(Action.id == latest.id).execute()
    with pytest.raises(Conflict, match="Den sista administratören"):
        take_back(owner(board.clock), latest.id)
    assert roles_in_force(only, board.clock()) == (Role.ADMINISTRATOR,)
