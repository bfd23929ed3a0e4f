"""Who may knock, and how often."""

from collections.abc import Callable

import pytest

from tui.doorkeeper import LONGEST_PENALTY, REMEMBERED, Doorkeeper, Limits, Visit, source_of


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock) -> Doorkeeper:
    return Doorkeeper(Limits(), clock)


def enter(door: Doorkeeper, address: str) -> Visit:
    visit = door.admit(address)
    assert visit is not None
    return visit


def fail(door: Doorkeeper, address: str, times: int = 1) -> None:
    for _ in range(times):
        visit = enter(door, address)
        visit.refused()
        visit.left()


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_a_source_is_an_ipv4_address_or_an_ipv6_network(address: str, source: str) -> None:
    assert source_of(address) == source


def test_five_may_wait_from_one_source(door: Doorkeeper) -> None:
    visits = [enter(door, f"2001:db8::{number}") for number in range(5)]
    assert door.admit("2001:db8::ffff") is None
    assert door.admit("2001:db8:0:1::1") is not None
    visits[0].passed()
    assert door.admit("2001:db8::ffff") is not None


def test_from_where_somebody_has_logged_in_twice_as_many_may_wait(door: Doorkeeper) -> None:
    enter(door, "192.0.2.1").passed()
    assert [door.admit("192.0.2.1") is not None for _ in range(11)] == [True] * 10 + [False]


def test_those_in_line_are_let_in_one_by_one_in_their_order(door: Doorkeeper) -> None:
    visits = [enter(door, "192.0.2.1") for _ in range(5)]
    came: list[int] = []

    def called(number: int) -> Callable[[Visit], None]:
        return lambda visit: came.append(number)

    callers = [called(number) for number in range(6)]
    assert [door.stand_in_line("192.0.2.1", one) for one in callers] == [True] * 5 + [False]
    assert door.waiting == 5
    door.leave_line(callers[1])
    visits[0].left()
    assert came == [0]
    visits[1].left()
    assert came == [0, 2]
    # Somebody has logged in, and there is room for all that are left.
    visits[2].passed()
    assert came == [0, 2, 3, 4]


def test_a_line_is_short_and_not_for_those_who_have_failed_too_often(door: Doorkeeper, clock: Clock) -> None:
    fail(door, "192.0.2.1", 4)
    assert not door.stand_in_line("192.0.2.1", lambda _: None)
    stood = [door.stand_in_line(f"198.51.100.{number}", lambda _, n=number: None) for number in range(50)]  # type: ignore[misc]
    assert sum(stood) == door.limits.waiting


def test_a_source_that_is_being_punished_is_not_called_in(door: Doorkeeper) -> None:
    fail(door, "192.0.2.1", 3)
    visits = [enter(door, "192.0.2.1") for _ in range(5)]
    came: list[Visit] = []
    assert door.stand_in_line("192.0.2.1", came.append)
    visits[0].refused()
    visits[0].left()
    assert came == []


def test_never_more_than_twenty_wait_and_the_last_places_are_kept_for_those_who_belong(
    door: Doorkeeper,
) -> None:
    enter(door, "192.0.2.200").passed()
    strangers = [door.admit(f"192.0.2.{number}") for number in range(40)]
    assert sum(visit is not None for visit in strangers) == 15
    friends = [door.admit("192.0.2.200") for _ in range(10)]
    assert sum(visit is not None for visit in friends) == 5
    assert door.waiting == 20


@pytest.mark.parametrize("waiting", range(1, 6))
def test_however_few_may_wait_a_stranger_may_be_one_of_them(waiting: int) -> None:
    door = Doorkeeper(Limits(waiting=waiting))
    strangers = [door.admit(f"192.0.2.{number}") for number in range(9)]
    assert sum(visit is not None for visit in strangers) == waiting - waiting // 4


def test_a_visit_counts_once_however_often_it_ends(door: Doorkeeper) -> None:
    visit = enter(door, "192.0.2.1")
    for end in (visit.passed, visit.left, visit.passed, visit.left):
        end()
    assert door.waiting == 0
    assert door.penalty("192.0.2.1") == 0


def test_six_refused_keys_are_the_most(door: Doorkeeper) -> None:
    visit = enter(door, "192.0.2.1")
    assert [visit.refused() for _ in range(6)] == [False] * 5 + [True]


def test_penalties_grow_to_ten_minutes_and_pass(door: Doorkeeper, clock: Clock) -> None:
    seen = []
    for _ in range(14):
        fail(door, "192.0.2.1")
        seen.append(door.penalty("192.0.2.1"))
        if seen[-1]:
            assert door.admit("192.0.2.1") is None
        clock.now += seen[-1]
    assert seen[:6] == [0, 0, 0, 5, 10, 20]
    assert seen == sorted(seen)
    assert seen[-1] == LONGEST_PENALTY
    assert door.admit("192.0.2.2") is not None


def test_knocking_during_a_penalty_does_not_lengthen_it(door: Doorkeeper, clock: Clock) -> None:
    fail(door, "192.0.2.1", 4)
    for _ in range(100):
        assert door.admit("192.0.2.1") is None
    assert door.penalty("192.0.2.1") == 5


def test_an_address_somebody_logged_in_from_is_spared_for_a_day(door: Doorkeeper, clock: Clock) -> None:
    enter(door, "192.0.2.1").passed()
    fail(door, "192.0.2.1", 50)
    assert door.penalty("192.0.2.1") == 0
    clock.now += REMEMBERED + 1
    fail(door, "192.0.2.1", 4)
    assert door.penalty("192.0.2.1") > 0


def test_looking_in_counts_little_but_not_nothing(door: Doorkeeper, clock: Clock) -> None:
    for _ in range(12):
        enter(door, "192.0.2.1").left()
    assert door.penalty("192.0.2.1") == 0
    enter(door, "192.0.2.1").left()
    assert door.penalty("192.0.2.1") == 5
    for _ in range(4):
        visit = enter(door, "192.0.2.2")
        clock.now += 20
        visit.left()
    assert door.penalty("192.0.2.2") == 5


def test_a_source_that_has_been_quiet_starts_afresh(door: Doorkeeper, clock: Clock) -> None:
    fail(door, "192.0.2.1", 4)
    clock.now += 3601
    fail(door, "192.0.2.1", 3)
    assert door.penalty("192.0.2.1") == 0


def test_memory_is_bounded_and_strangers_do_not_push_members_out(door: Doorkeeper) -> None:
    enter(door, "192.0.2.1").passed()
    for number in range(10_000):
        fail(door, f"2001:db8:{number:x}::1")
    assert len(door._failures) <= 4096
    assert not door._waiting
    fail(door, "192.0.2.1", 10)
    assert door.penalty("192.0.2.1") == 0


def test_a_guest_waits_no_longer_and_has_not_logged_in(door: Doorkeeper, clock: Clock) -> None:
    guests = [enter(door, "192.0.2.7") for _ in range(5)]
    assert door.admit("192.0.2.7") is None
    assert all(guest.becomes_guest() for guest in guests)
    assert door.waiting == 0
    fail(door, "192.0.2.7", 4)
    assert door.penalty("192.0.2.7") > 0
    guests[0].passed()
    assert door.penalty("192.0.2.7") == 0
    for guest in guests:
        guest.left()
    assert not door._guests
    assert not door._waiting


def test_only_so_many_are_asked_for_a_code_at_once(door: Doorkeeper) -> None:
    limits = door.limits
    here = []
    for _ in range(limits.guests_per_source):
        here.append(enter(door, "192.0.2.7"))
        assert here[-1].becomes_guest()
    ninth = enter(door, "192.0.2.7")
    assert not ninth.becomes_guest()
    ninth.left()
    others = [enter(door, f"192.0.2.{number}") for number in range(100, 106)]
    assert sum(one.becomes_guest() for one in others) == limits.guests - limits.guests_per_source
    here[0].left()
    assert enter(door, "192.0.2.8").becomes_guest()


def test_wrong_codes_make_a_source_wait_as_wrong_keys_do(door: Doorkeeper) -> None:
    for _ in range(4):
        guest = enter(door, "192.0.2.7")
        assert guest.becomes_guest()
        guest.refused()
        guest.left()
    assert door.penalty("192.0.2.7") == 5
    assert door.admit("192.0.2.7") is None
