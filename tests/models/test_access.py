"""The table of rights, spelled out by hand so that a change of it must be meant."""

import datetime as dt

import pendulum
import pytest

from models.access import RIGHTS, Actor, Right, Role, owner, rights_of
from models.assignment import actor_of
from models.errors import NotAllowed
from models.roster import add_member, end_assignment, give_assignment, members
from models.selection import people_in_register
from tests.conftest import MadeBoard

PLAN = {Right.READ_PLAN, Right.COMMENT}
BOARD = PLAN | {Right.EDIT_PLAN, Right.READ_MEMBERS}
PRESIDIUM = BOARD | {Right.EDIT_MEMBERS, Right.READ_JOURNAL, Right.INVITE, Right.KEYS}
EXPECTED = {
    "ordförande": PRESIDIUM,
    "vice ordförande": PRESIDIUM,
    "sekreterare": PRESIDIUM,
    "kassör": BOARD,
    "ledamot": BOARD,
    "studieorganisatör": BOARD,
    "informatör": BOARD,
    "tjänstgörande ersättare": BOARD,
    "medlemsansvarig": PLAN | {Right.READ_MEMBERS, Right.EDIT_MEMBERS},
    "ersättare": PLAN,
    "adjungerad": PLAN,
    "funktionär": PLAN,
    "revisor": {Right.READ_PLAN, Right.READ_JOURNAL},
    "valberedning": {Right.READ_PLAN},
    "administratör": {Right.SETTINGS, Right.KEYS, Right.INVITE},
    "uppdrag utanför styrelsen": set(),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_gives_what_the_table_says(role: Role) -> None:
    assert RIGHTS[role] == EXPECTED[role]


def test_every_role_stands_in_the_table() -> None:
    assert set(RIGHTS) == set(Role)


def test_rights_add_up() -> None:
    assert rights_of([Role.ADMINISTRATOR, Role.DEPUTY]) == EXPECTED["administratör"] | PLAN


def test_an_administrator_alone_reads_no_personal_data() -> None:
    assert not rights_of([Role.ADMINISTRATOR]) & {Right.READ_MEMBERS, Right.EDIT_MEMBERS, Right.READ_PLAN}


@pytest.mark.parametrize(
    ("hour", "held"), [("2023-10-05 03:59", True), ("2023-10-05 04:00", False), ("2023-10-04 23:30", True)]
)
def test_an_assignment_that_ends_lasts_until_four_next_morning(hour: str, held: bool, board: object) -> None:
    from models.assignment import Assignment, roles_in_force
    from models.member import find_member

    member = find_member("Bo Berg")
    Assignment.update(ends=dt.date(2023, 10, 4)).where(Assignment.member == member.id).execute()
    now = pendulum.parse(hour, tz="Europe/Stockholm")
    assert isinstance(now, pendulum.DateTime)
    assert bool(roles_in_force(member.id, now)) is held


GIVERS = {
    Role.CHAIR: PRESIDIUM,
    Role.MEMBERSHIP: EXPECTED["medlemsansvarig"],
    Role.BOARD_MEMBER: BOARD,
    Role.ADMINISTRATOR: EXPECTED["administratör"],
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("giver", GIVERS)
def test_nobody_gives_or_ends_a_role_that_carries_more_than_their_own(
    board: MadeBoard, giver: Role, role: Role
) -> None:
    system, rights = owner(board.clock), GIVERS[giver]
    actor = actor_of(add_member(system, "Ge Givare", (giver,)).id, board.clock)
    holder = add_member(system, "Ta Tagare", (role,)).id
    other = add_member(system, "An Annan").id
    today = board.clock().date()
    if Right.EDIT_MEMBERS in rights and rights >= EXPECTED[role]:
        give_assignment(actor, other, role)
        end_assignment(actor, holder, role, today)
    else:
        with pytest.raises(NotAllowed):
            give_assignment(actor, other, role)
        with pytest.raises(NotAllowed):
            end_assignment(actor, holder, role, today)
        with pytest.raises(NotAllowed):
            add_member(actor, "Ny Nysson", (role,))


def test_the_one_who_keeps_the_register_does_not_become_chair(board: MadeBoard) -> None:
    number = add_member(owner(board.clock), "Maj Malm", (Role.MEMBERSHIP,)).id
    with pytest.raises(NotAllowed, match="Uppdraget ordförande ger mer än dina egna"):
        give_assignment(actor_of(number, board.clock), number, Role.CHAIR)


@pytest.mark.parametrize("right", [Right.EDIT_MEMBERS, Right.INVITE, Right.KEYS])
def test_a_refusal_names_the_whole_presidium(board: MadeBoard, right: Right) -> None:
    with pytest.raises(NotAllowed, match="ordföranden, vice ordföranden, sekreteraren och"):
        board.cia.require(right)


def test_a_refusal_promises_no_more_than_one_may(board: MadeBoard) -> None:
    def refusal(actor: Actor) -> str:
        with pytest.raises(NotAllowed) as refused:
            actor.require(Right.EDIT_PLAN)
        return str(refused.value)

    assert refusal(board.cia).startswith("Du kan läsa och kommentera, men")
    assert refusal(board.rut).startswith("Du kan läsa, men")
    assert refusal(board.rut.with_rights(frozenset())).startswith("Bara styrelsen")


@pytest.mark.parametrize("role", Role)
def test_the_register_is_read_by_the_roles_that_give_it_alone(board: MadeBoard, role: Role) -> None:
    number = add_member(owner(board.clock), "Pro Prov", (role,)).id
    actor = actor_of(number, board.clock)
    for question in (members, people_in_register):
        if Right.READ_MEMBERS in EXPECTED[role]:
            assert len(question(actor)) == 5
        else:
            with pytest.raises(NotAllowed, match="medlemsregistret"):
                question(actor)
