"""How a card stands on a day, counted from the day it could first have been begun."""

import datetime as dt
from dataclasses import replace

import pendulum
import pytest

from models.access import owner
from models.card import Card, card
from models.card_changes import comment, move
from models.card_form import Wording, add, edit, wording_of
from models.clock import StoppedClock
from models.commitment import Status
from models.plan import require_plan
from models.standing import Pace, counted_from, standing
from models.target import Kind, Per, Target
from tests.conftest import MadeBoard

YEARLY = Target(Kind.COUNT, 4, Per.YEAR)


def added(board: MadeBoard, day: dt.date, target: Target = YEARLY) -> Card:
    clock = StoppedClock(pendulum.datetime(day.year, day.month, day.day, 18, tz="Europe/Stockholm"))
    return add(owner(clock), Wording("Bygdedag", target=target))


def test_an_own_card_is_not_behind_on_the_day_it_is_added(board: MadeBoard) -> None:
    own, plan = added(board, dt.date(2023, 10, 4)), require_plan()
    assert own.added == dt.date(2023, 10, 4)
    stands = standing(own, plan, dt.date(2023, 10, 4))
    assert (stands.pace, stands.expected) == (Pace.ON_TRACK, 0)


@pytest.mark.parametrize(
    ("today", "expected"), [("2023-07-01", 0), ("2023-08-16", 1), ("2023-10-04", 2), ("2023-12-31", 4)]
)
def test_an_own_cards_pace_is_spread_over_what_was_left_of_the_period(
    board: MadeBoard, today: str, expected: int
) -> None:
    own = added(board, dt.date(2023, 7, 1))
    assert standing(own, require_plan(), dt.date.fromisoformat(today)).expected == expected


def test_what_stood_in_the_plan_is_counted_from_the_periods_first_day(board: MadeBoard) -> None:
    opened = wording_of(card(12, board.clock()))
    row = edit(board.eva, 12, opened, replace(opened, target=YEARLY))
    plan = require_plan()
    assert row.added is None
    assert counted_from(row, plan) == plan.starts
    assert standing(row, plan, dt.date(2023, 10, 4)).expected == 3


def test_an_own_card_added_before_the_period_is_counted_from_its_first_day(board: MadeBoard) -> None:
    own, plan = added(board, dt.date(2022, 11, 20)), require_plan()
    assert counted_from(own, plan) == plan.starts


def test_an_own_card_added_after_the_period_expects_nothing_before_its_day(board: MadeBoard) -> None:
    own, plan = added(board, dt.date(2024, 1, 20)), require_plan()
    assert standing(own, plan, dt.date(2023, 12, 30)).expected == 0
    assert standing(own, plan, dt.date(2024, 1, 20)).expected == 4


def test_an_ongoing_card_of_the_boards_own_has_its_whole_interval_before_it_is_behind(
    board: MadeBoard,
) -> None:
    own, plan = added(board, dt.date(2023, 10, 4), Target(Kind.ONGOING, interval_months=3)), require_plan()
    assert standing(own, plan, dt.date(2024, 1, 4)).pace is Pace.ON_TRACK
    assert standing(own, plan, dt.date(2024, 1, 5)).pace is Pace.BEHIND


def test_the_day_of_a_card_is_the_day_where_the_board_sits(board: MadeBoard) -> None:
    late = StoppedClock(pendulum.datetime(2023, 10, 5, 0, 30, tz="Europe/Stockholm"))
    own = add(replace(board.eva, clock=late), Wording("Bygdedag"))
    assert own.added == dt.date(2023, 10, 5)


def test_what_happens_to_a_card_later_does_not_make_it_newer(board: MadeBoard) -> None:
    own = added(board, dt.date(2023, 7, 1))
    comment(board.bo, own.id, "Vi börjar i höst.")
    assert move(board.bo, own.id, Status.PLANNED).added == dt.date(2023, 7, 1)
