"""What people are called on the board."""

from models.access import owner
from models.card import card, cards_of
from models.card_changes import assign
from models.people import office_holders, people
from models.roster import add_member
from tests.conftest import MadeBoard


def test_the_boards_own_eva_stays_eva_however_many_bear_the_name(board: MadeBoard) -> None:
    add_member(owner(board.clock), "Eva Zorn")
    shorts = {person.name: person.short for person in people(board.clock()).values()}
    assert shorts["Eva Ek"] == "Eva"
    assert shorts["Eva Zorn"] == "Eva Z"


def test_only_as_much_of_the_last_name_as_tells_two_apart(board: MadeBoard) -> None:
    for name in ("Lars Berg", "Lars Berglund", "Lars Alm"):
        add_member(owner(board.clock), name)
    shorts = {person.name: person.short for person in people(board.clock()).values()}
    assert [shorts[name] for name in ("Lars Alm", "Lars Berg", "Lars Berglund")] == [
        "Lars A",
        "Lars Berg",
        "Lars Bergl",
    ]


def test_a_card_read_alone_names_people_as_the_whole_board_does(board: MadeBoard) -> None:
    other = add_member(owner(board.clock), "Bo Alm")
    first, second, *_ = cards_of(board.plan.id, board.clock())
    assign(board.eva, first.id, (other.id,))
    assign(board.eva, second.id, (other.id, board.bo.member_id or 0))
    whole = {row.id: row.responsible for row in cards_of(board.plan.id, board.clock())}
    assert card(first.id, board.clock()).responsible == whole[first.id]
    assert [person.short for person in whole[second.id]] == ["Bo", "Bo A"]


def test_office_holders_are_those_with_an_assignment_by_name(board: MadeBoard) -> None:
    add_member(owner(board.clock), "Åke Utan")
    assert [person.name for person in office_holders(board.clock())] == [
        "Bo Berg",
        "Cia Dal",
        "Eva Ek",
        "Rut Ros",
    ]
