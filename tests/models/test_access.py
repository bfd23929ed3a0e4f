"""The table of rights, spelled out by hand so that a change of it must be meant."""

import datetime as dt

import pendulum
import pytest

from models.access import RIGHTS, Right, Role, rights_of

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
