"""The box Idag with the real client: over the board at each login, until the member would rather not."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from models import today
from models.door import shell_door
from models.member import find_member
from models.preference import prefer
from tests.end_to_end.house import House
from tests.end_to_end.screen import PATIENCE, Screen

SIZES = [(120, 36), (80, 24), (40, 15)]


@contextmanager
def coming_in(house: House, size: tuple[int, int] = (80, 24)) -> Iterator[Screen]:
    """Eva at her terminal, as soon as she is met."""
    screen = Screen(house.words("eva"), size)
    try:
        screen.until("God kväll, Eva.", 2 * PATIENCE)
        yield screen
    finally:
        screen.close()


@pytest.fixture
def met(house: House) -> House:
    """A board where Eva is met at login."""
    house.start()
    with shell_door(house.folder / "tavlan.db"):
        prefer(find_member("Eva").id, today.PREFERENCE, "")
    return house


@pytest.mark.parametrize("size", SIZES)
def test_a_login_is_met_and_esc_goes_to_the_board(met: House, size: tuple[int, int]) -> None:
    with coming_in(met, size) as eva:
        assert "Dina nästa" in eva.text
        eva.press("\x1b")
        eva.until(lambda screen: "God kväll" not in screen.text and "v. 40" in screen.text)


def test_what_others_did_between_two_logins_is_told_at_the_second(met: House) -> None:
    """Scenario: Eva looks in and leaves, Bo comments a card by words, Eva comes back and opens it."""
    with coming_in(met) as eva:
        eva.press("\x1b")
        eva.until("Ej påbörjat")
        eva.type("q")
        eva.until("Avsluta Tavlan?")
        eva.press("\r")
        assert eva.leaves() == 0
    assert met.ssh("bo", "kommentera", "8", "Affischerna är tryckta").code == 0
    with coming_in(met) as eva:
        eva.until("Bo kommenterade Stödja centralt")
        assert met.ssh("bo", "ångra").code == 0
        eva.until(lambda screen: "Bo kommenterade" not in screen.text)
        assert met.ssh("bo", "gör", "om").code == 0
        eva.until("Bo kommenterade Stödja centralt")
        eva.press("\x1b[A")
        eva.press("\r")
        eva.until("Affischerna är tryckta")


def test_turned_off_in_the_box_the_board_comes_at_once(met: House) -> None:
    with coming_in(met) as eva:
        eva.press("\x1b[F")
        eva.press("\r")
        eva.until("i på tavlan öppnar den")
    with met.screen("eva") as eva:
        eva.rest()
        assert "God kväll" not in eva.text
        eva.type("i")
        eva.until("God kväll, Eva.")
