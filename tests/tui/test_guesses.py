"""Wrong codes: how many are put up with, and for how long none are taken after."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.guesses import A_SOURCE, HOUR, IN_ALL, Guesses


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def guesses(watch: Watch) -> Guesses:
    return Guesses(watch)


def test_one_address_has_so_many_wrong_codes_an_hour_and_then_none(guesses: Guesses, watch: Watch) -> None:
    assert [guesses.take("a") for _ in range(A_SOURCE)] == [0.0] * A_SOURCE
    assert guesses.take("a") == HOUR
    assert guesses.take("b") == 0.0
    watch.at += HOUR - 1
    assert guesses.take("a") == 1
    watch.at += 1
    assert guesses.take("a") == 0.0


def test_each_pause_is_twice_as_long_as_the_one_before_up_to_a_day(guesses: Guesses, watch: Watch) -> None:
    pauses = []
    for _ in range(7):
        while not (wait := guesses.take("a")):
            pass
        pauses.append(wait / HOUR)
        watch.at += wait
    assert pauses == [1, 2, 4, 8, 16, 24, 24]
    watch.at += 25 * HOUR
    while not (wait := guesses.take("a")):
        pass
    assert wait == HOUR


def test_all_addresses_together_have_so_many_and_wait_an_hour_at_most(guesses: Guesses, watch: Watch) -> None:
    """Attack: a code tried from many addresses. Expected: they are one crowd."""
    pauses = []
    for turn in range(5):
        for number in range(IN_ALL):
            assert guesses.take(f"{turn}.{number}") == 0.0
        pauses.append(guesses.take("another"))
        watch.at += pauses[-1]
    assert pauses == [600, 1200, 2400, 3600, 3600]


def test_slow_tries_are_forgotten_one_by_one(guesses: Guesses, watch: Watch) -> None:
    for _ in range(5 * A_SOURCE):
        assert guesses.take("a") == 0.0
        watch.at += HOUR / (A_SOURCE - 1)


@given(st.lists(st.booleans(), max_size=200))
def test_right_codes_cost_nothing(tries: list[bool]) -> None:
    guesses, wrong = Guesses(Watch()), 0
    for right in tries:
        wait = guesses.take("a")
        assert (wait > 0) == (wrong >= A_SOURCE)
        if wait:
            break
        if right:
            guesses.give_back("a")
        else:
            wrong += 1


def test_no_more_addresses_are_remembered_than_there_is_room_for(guesses: Guesses) -> None:
    for number in range(5000):
        guesses.take(str(number))
    assert len(guesses._sources) <= 4096
