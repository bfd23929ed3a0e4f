"""An assignment that ends by its date, while the one who holds it sits at the board."""

import datetime as dt

import pendulum
import pytest

from models.access import Role, owner
from models.assignment import Assignment
from models.commitment import Status
from models.roster import give_assignment
from models.session import Session
from tests.screens.board.seat import CLOCK, Room
from tui import app

TODAY = dt.date(2023, 10, 4)


class Turning:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.moment = CLOCK()

    def __call__(self) -> pendulum.DateTime:
        return self.moment

    def turn(self, day: int, hour: int, minute: int = 0) -> None:
        self.moment = pendulum.datetime(2023, 10, day, hour, minute, tz="Europe/Stockholm")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Turning:
    """The members' clock, and a session that looks at its rights all the time."""
    made = Turning()
    monkeypatch.setattr("tests.screens.board.seat.CLOCK", made)
    monkeypatch.setattr("tui.app._RIGHTS_LAST", 0.02)
    return made


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[Session]:
    """Every time a session has looked at its rights."""
    found: list[Session] = []
    renew = Session.renew

    async def noted(session: Session) -> None:
        await renew(session)
        found.append(session)

    monkeypatch.setattr(Session, "renew", noted)
    return found


def end_today(number: int) -> None:
    Assignment.update(ends=TODAY).where(Assignment.member == number).execute()


async def test_a_session_ends_with_a_sentence_once_the_last_assignment_is_over(
    room: Room, clock: Turning, looks: list[Session]
) -> None:
    async with room.opened("Bo") as bo:
        await room.doors.order(end_today, bo.session_member)
        for day, hour, minute in ((4, 23, 59), (5, 0, 1), (5, 3, 59)):
            clock.turn(day, hour, minute)
            seen = len(looks)
            await bo.until(lambda seen=seen: len(looks) > seen + 1)  # type: ignore[misc]
            assert not bo.app._exit
        clock.turn(5, 4)
        await bo.until(lambda: bo.app._exit)
        assert "läsa planen" in str(bo.app._exit_renderables)


async def test_one_who_keeps_a_lesser_assignment_stays_and_may_do_less(
    room: Room, clock: Turning, looks: list[Session]
) -> None:
    async with room.opened("Bo") as bo:
        card = next(one for one in bo.board.rows if one.status == Status.NOT_STARTED and not one.responsible)
        await room.doors.order(end_today, bo.session_member)
        await room.doors.order(give_assignment, owner(CLOCK), bo.session_member, Role.DEPUTY)
        bo.board.go_to(card.id)
        clock.turn(5, 3, 59)
        await bo.press("3")
        assert bo.find(card.title).status == Status.IN_PROGRESS
        clock.turn(5, 4)
        seen = len(looks)
        await bo.until(lambda: len(looks) > seen + 1)
        await bo.press("4")
        assert "Du kan läsa och kommentera, men bara" in bo.news
        assert bo.find(card.title).status == Status.IN_PROGRESS
        assert not bo.app._exit


async def test_what_is_ordered_before_the_session_has_looked_is_refused_all_the_same(
    room: Room, clock: Turning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app._RIGHTS_LAST", 3600.0)
    async with room.opened("Bo") as bo:
        card = next(one for one in bo.board.rows if one.status == Status.NOT_STARTED and not one.responsible)
        await room.doors.order(end_today, bo.session_member)
        bo.board.go_to(card.id)
        clock.turn(5, 4)
        await bo.press("3")
        assert bo.news.startswith("Bara styrelsen och den ansvariga")
        assert bo.find(card.title).status == Status.NOT_STARTED


def test_a_session_looks_at_its_rights_at_least_each_five_minutes() -> None:
    assert app._RIGHTS_LAST <= 300
