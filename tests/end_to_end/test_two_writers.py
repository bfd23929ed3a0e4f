"""Two people write on the same card, and a connection is lost in the middle of a word."""

import signal
import time
from collections.abc import Callable

from tests.end_to_end.house import House
from tests.end_to_end.screen import Screen

CAMPAIGNS = "Stödja centralt"
"""Card 8."""
DOWN = "\x1b[B"


def to_save(screen: Screen) -> None:
    """Go to the last line of the form and press it."""
    for _ in range(12):
        screen.type(DOWN)
    screen.until("Enter spara")
    screen.type("\r")


def titled(end: str) -> Callable[[Screen], bool]:
    """Whether the form's title ends with a word."""
    return lambda screen: any(
        line.lstrip().startswith("Titel") and line.endswith(end) for line in screen.lines
    )


def comments(house: House) -> list[str]:
    """What stands on the card, the oldest first."""
    return [one["text"] for one in house.ssh("eva", "show", "8", "--json").json["comments"]]


def opened(screen: Screen) -> None:
    """Stand on the card, with its form open."""
    screen.go_to(8, CAMPAIGNS)
    screen.type("e")
    screen.until("Ändra kortet")


def test_what_two_write_in_different_fields_is_merged(served: House) -> None:
    """Scenario: Eva changes the title while Bo, in the same form, sets the date; both save."""
    with served.screen("eva") as eva, served.screen("bo", (80, 24)) as bo:
        opened(eva)
        opened(bo)
        eva.type("\x1b[F i vår")
        eva.until("kampanjer i vår")
        for _ in range(3):
            bo.type(DOWN)
        bo.type("2023-12-01")
        bo.until("fredag 1 december 2023")
        to_save(eva)
        eva.until("ändringen är sparad")
        to_save(bo)
        bo.until("ändringen är sparad")
        card = served.ssh("eva", "show", "8", "--json").json
        assert card["title"].endswith("i vår")
        assert card["due"] == "2023-12-01"


def test_what_two_write_in_the_same_field_is_asked_about(served: House) -> None:
    """Scenario: both change the title. The second sees the first's words and chooses; nothing is lost."""
    with served.screen("eva") as eva, served.screen("bo") as bo:
        opened(eva)
        opened(bo)
        eva.type("\x1b[F ett")
        eva.until(titled("ett"))
        bo.type("\x1b[F två")
        bo.until(titled("två"))
        to_save(eva)
        eva.until("ändringen är sparad")
        to_save(bo)
        bo.until("Eva Norrbäck ändrade titeln medan du skrev")
        bo.until("Eva Norrbäck skrev:")
        assert titled("två")(bo)
        assert served.ssh("eva", "show", "8", "--json").json["title"].endswith("ett")
        to_save(bo)
        bo.until("ändringen är sparad")
        assert served.ssh("eva", "show", "8", "--json").json["title"].endswith("två")


def test_a_connection_lost_in_the_middle_of_a_word_loses_nothing_typed_a_second_before(served: House) -> None:
    """Scenario: Bo writes a comment and his computer dies. He goes on at another one; Eva saw no half."""
    with served.screen("bo") as bo:
        bo.go_to(8, CAMPAIGNS)
        bo.type("c")
        bo.until("Kommentar till")
        bo.type("Folkets hus är bok")
        bo.until("är bok")
        time.sleep(1)
        bo.process.kill()
    assert not any("Folkets hus" in one for one in comments(served))
    with served.screen("bo", (80, 24)) as again:
        again.until("Du har ett utkast kvar")
        again.go_to(8, CAMPAIGNS)
        again.type("c")
        again.until("Folkets hus är bok")
        again.until("Ditt utkast från")
        again.type("at\r")
        again.until("är sparad. u ångrar")
    assert comments(served)[-1] == "Folkets hus är bokat"


def test_a_killed_server_gives_the_half_written_back(house: House) -> None:
    """Scenario: the server dies with a form open, and is started again."""
    house.start()
    with house.screen("eva") as eva:
        opened(eva)
        eva.type("\x1b[F efter jul")
        eva.until("efter jul")
        time.sleep(1)
        house.stop(signal.SIGKILL)
    house.start()
    with house.screen("eva") as eva:
        eva.until("Du har ett utkast kvar: ändringar i")
        opened(eva)
        eva.until("efter jul")
        to_save(eva)
        eva.until("ändringen är sparad")
    assert house.ssh("eva", "show", "8", "--json").json["title"].endswith("efter jul")
