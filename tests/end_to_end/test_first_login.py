"""The first time somebody logs in, over real SSH: what they are asked, and that it is asked once."""

import pytest

from models import today
from models.door import shell_door
from models.member import find_member
from models.preference import prefer
from tests.end_to_end.house import House
from tests.end_to_end.screen import COLUMN, Screen

DOWN, ENTER, ESCAPE, F2 = "\x1b[B", "\r", "\x1b", "\x1bOQ"


def newcomer(house: House, key: str, name: str) -> None:
    """Add a member who has never been here."""
    made = house.tavlan("member", "add", name, "--role", "ledamot", "--key", str(house.new_key(key)))
    assert made.code == 0, made
    with shell_door(house.folder / "tavlan.db"):
        prefer(find_member(name).id, today.PREFERENCE, today.OFF)


def is_at_the_board(screen: Screen) -> bool:
    return bool(COLUMN.search(screen.text)) and screen.lines[-1].endswith("hjälp")


def test_the_first_login_tries_the_terminal_offers_practice_and_the_second_shows_the_board(
    served: House,
) -> None:
    """Scenario: a new member answers, practises all five keys, leaves; next time the board comes at once."""
    newcomer(served, "ny", "Nora Ny")
    before = served.ssh("eva", "log", "--json").json
    with served.screen("ny", (80, 24), sees="Prova terminalen") as nora:
        nora.until("●  ○    å  ä  ö")
        nora.type("j")
        nora.until("Tryck F2")
        nora.type(F2)
        nora.until("Skriv @")
        nora.type("@")
        nora.until("Vill du öva på ett kort?")
        nora.type("j")
        for key, says in (
            (DOWN, "1 av 5"),
            ("3", "2 av 5"),
            ("u", "3 av 5"),
            (ENTER, "4 av 5"),
            (ESCAPE, "5 av 5"),
        ):
            nora.until(says)
            nora.type(key)
        nora.until("Klart! Mer än så behöver du inte kunna.")
        nora.type(ENTER)
        nora.until("Stödja centralt")
        nora.type("q")
        nora.until("Avsluta Tavlan?")
        nora.type("j")
        assert nora.leaves() == 0
    with served.screen("ny", (80, 24)) as nora:
        nora.rest()
        assert is_at_the_board(nora)
        assert b"Prova terminalen" not in bytes(nora.raw)
    assert served.ssh("eva", "log", "--json").json == before


@pytest.mark.parametrize("size", [(120, 36), (40, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_two_escapes_lead_to_the_board_and_it_never_asks_again(served: House, size: tuple[int, int]) -> None:
    """Scenario: somebody who wants none of it; what they then type goes to the board."""
    key = f"otto{size[0]}"
    newcomer(served, key, f"Otto Otålig{size[0]}")
    with served.screen(key, size, sees="Prova terminalen") as otto:
        otto.type(ESCAPE)
        otto.until("Vill du öva på ett kort?")
        otto.type(ESCAPE)
        otto.until(is_at_the_board)
        otto.type(DOWN)
        otto.until(lambda screen: screen.cursor)
    with served.screen(key, size) as otto:
        otto.rest()
        assert is_at_the_board(otto)


def test_wrong_signs_give_plain_ones_at_once_and_the_next_time(served: House) -> None:
    """Scenario: a terminal that draws boxes; the member says so, and F2 is taken by the window manager."""
    newcomer(served, "karin", "Karin Konsol")
    with served.screen("karin", (80, 24), sees="Prova terminalen") as karin:
        karin.type("n")
        karin.until("Tryck F2")
        karin.type("n")
        karin.until("Skriv @")
        karin.type("n")
        karin.until("Tavlan kräver aldrig @")
        karin.type(ENTER)
        karin.until("Vill du öva på ett kort?")
        karin.type("n")
        karin.until(is_at_the_board)
        assert "│" not in karin.text
        karin.type("??")
        karin.until("Alla tangenter")
        karin.type("\x1b[F")
        karin.until("Ctrl+L")
        assert "F5" not in karin.text
    with served.screen("karin", (80, 24)) as karin:
        karin.until(is_at_the_board)
        assert "│" not in karin.text


def test_a_line_that_breaks_half_way_begins_again_and_a_session_in_the_demo_is_never_asked(
    served: House,
) -> None:
    """Scenario: the window is closed at the second step; the demo's own people see their board at once."""
    newcomer(served, "lars", "Lars Lina")
    with served.screen("lars", sees="Prova terminalen") as lars:
        lars.type("j")
        lars.until("Tryck F2")
    with served.screen("lars", sees="Prova terminalen") as lars:
        lars.until("1 av 3")
    with served.screen("maj") as maj:
        maj.rest()
        assert is_at_the_board(maj)
