"""What every keyboard must be enough for: arrows, Enter and Esc alone, PuTTY's keys, and small windows."""

import pytest

from tests.end_to_end.house import House
from tests.end_to_end.screen import COLUMN, Screen, poll

DOWN, LEFT, ENTER, ESCAPE = "\x1b[B", "\x1b[D", "\r", "\x1b"
CAMPAIGNS = "Stödja centralt"
"""Card 8, first in Ej påbörjat."""
WHOLE_YEAR = "Styrelsen tar del"
"""Card 35, last in Ej påbörjat."""


def down_to(screen: Screen, words: str, key: str = DOWN) -> Screen:
    """Press an arrow until the cursor stands there."""
    screen.rest()
    for _ in range(60):
        if screen.stands_on(words):
            return screen
        before = screen.cursor
        screen.type(key)
        screen.until(lambda seen, before=before: seen.cursor != before)  # type: ignore[misc]
    raise AssertionError(f"pilen kom aldrig till {words}:\n{screen.text}")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_arrows_enter_and_escape_are_enough(served: House, size: tuple[int, int]) -> None:
    """Scenario: open a card, move it, comment, go back, take it back by the menu, leave. No other key."""
    with served.screen("cia", size) as cia:
        down_to(cia, WHOLE_YEAR)
        cia.type(ENTER)
        cia.until("åtagande 35")
        down_to(cia, "Flytta till …")
        cia.type(ENTER)
        cia.until("Vart ska")
        down_to(cia, "3 Pågår")
        cia.type(ENTER)
        cia.until(lambda screen: "Pågår" in screen.text and "åtagande 35" in screen.text)
        down_to(cia, "Kommentera")
        cia.type(ENTER)
        cia.until("Kommentar till")
        cia.type("Hälsning från soffan")
        cia.type(ENTER)
        cia.until("åtagande 35")
        cia.type(ESCAPE)
        cia.until(lambda screen: screen.stands_on(WHOLE_YEAR) and screen.column.startswith("Pågår"))
        for done in ("Ångrat: du kommenterade", "Ångrat: du flyttade"):
            cia.type(ESCAPE)
            cia.until("Sök kommando eller kort")
            down_to(cia, "Ångra")
            cia.type(ENTER)
            cia.until(lambda screen, done=done: screen.news.startswith(done[: size[0] - 8]))  # type: ignore[misc]
        cia.until(lambda screen: screen.column.startswith("Ej påbörjat"))
        cia.type(ESCAPE)
        cia.until("Sök kommando eller kort")
        down_to(cia, "Avsluta")
        cia.type(ENTER)
        cia.until("Avsluta Tavlan?")
        cia.type(ENTER)
        assert cia.leaves() == 0


def test_the_areas_are_reached_and_left_with_arrows(served: House) -> None:
    """Scenario: left of the first column stand the areas; one is chosen, and Esc shows everything again."""
    with served.screen("cia") as cia:
        everything = cia.column
        cia.type(LEFT)
        cia.until(lambda screen: screen.stands_on("Alla områden"))
        down_to(cia, "3 Valorganisation")
        cia.until(lambda screen: CAMPAIGNS not in screen.text)
        cia.type(ENTER)
        cia.until(lambda screen: screen.stands_on("Valplan inför 2026"))
        cia.type(ESCAPE)
        cia.until(lambda screen: screen.column == everything)


PUTTY = {"home": "\x1b[1~", "end": "\x1b[4~", "pgup": "\x1b[5~", "pgdn": "\x1b[6~", "f1": "\x1b[11~"}


@pytest.mark.parametrize("arrows", ["\x1b[", "\x1bO"], ids=["normal", "application"])
def test_puttys_keys_do_what_they_say(served: House, arrows: str) -> None:
    """Scenario: PuTTY as it is installed: its Home, End, PgUp, PgDn, F1, arrows of both kinds, backspace."""
    with served.screen("cia", (80, 24), "xterm") as cia:
        cia.until(lambda screen: screen.stands_on(CAMPAIGNS))
        cia.type(PUTTY["end"])
        cia.until(lambda screen: screen.stands_on(WHOLE_YEAR))
        cia.type(PUTTY["home"])
        cia.until(lambda screen: screen.stands_on(CAMPAIGNS))
        for key, title in (("B", "Delta i partiets"), ("A", CAMPAIGNS), ("C", "Synas i"), ("D", CAMPAIGNS)):
            cia.type(arrows + key)
            cia.until(lambda screen, title=title: screen.stands_on(title))  # type: ignore[misc]
        cia.type(PUTTY["pgdn"])
        cia.until(lambda screen: not screen.stands_on(CAMPAIGNS))
        cia.type(PUTTY["pgup"])
        cia.until(lambda screen: screen.stands_on(CAMPAIGNS))
        cia.type(PUTTY["f1"])
        cia.until("Hjälp")
        cia.until("går mellan korten")
        cia.type(ESCAPE)
        cia.until(lambda screen: screen.stands_on(CAMPAIGNS))
        cia.type("/")
        cia.until("Sök bland korten")
        cia.type("valplanX")
        cia.until("Inget passar")
        cia.type("\x7f")
        cia.until(lambda screen: screen.column == "Ej påbörjat 1" and screen.stands_on("Valplan"))
        cia.type(ESCAPE)
        cia.until(lambda screen: screen.column != "Ej påbörjat 1")
        cia.type("q")
        cia.until("Avsluta Tavlan?")
        cia.type(arrows + "C" + ENTER)
        cia.until(lambda screen: COLUMN.search(screen.text))
        assert cia.process.poll() is None


@pytest.mark.parametrize(
    "term", ["xterm-256color", "xterm", "putty", "vt100", "linux", "screen", "tmux-256color"]
)
def test_the_board_comes_up_in_every_terminal(served: House, term: str) -> None:
    """Scenario: whatever TERM says, a key is answered, and the screen is given back afterwards."""
    with served.screen("dag", (80, 24), term) as dag:
        dag.type(DOWN)
        dag.until(lambda screen: screen.stands_on("Delta i partiets"))
        dag.type("q")
        dag.until("Avsluta Tavlan?")
        dag.type("j")
        assert dag.leaves() == 0
        assert dag.after.startswith("\x1b[?25h")


def test_no_colour_goes_to_a_terminal_without(served: House) -> None:
    """Scenario: a vt100 gets no colour code; a terminal of 256 colours gets them, and no true colour."""
    with served.screen("dag", (80, 24), "vt100") as old, served.screen("dag", (80, 24)) as new:
        old.until(lambda screen: screen.stands_on(CAMPAIGNS))
        new.until(lambda screen: screen.stands_on(CAMPAIGNS))
        assert b"[38;" not in old.raw
        assert b"[48;" not in old.raw
        assert b"[38;5;" in new.raw
        assert b"[38;2;" not in new.raw


def test_what_is_typed_before_a_dialog_has_opened_is_not_taken_for_commands(served: House) -> None:
    """Scenario: a quick typist, or a slow line that gathers keys: c and the comment come in one packet."""
    before = served.ssh("eva", "board", "--json").json
    with served.screen("eva", (80, 24)) as eva:
        eva.until(lambda screen: screen.stands_on(CAMPAIGNS))
        eva.type("c3 till")
        poll(lambda: "3 till" in eva.text, 1)
        assert served.ssh("eva", "board", "--json").json == before
        assert "Kommentar till" in eva.text
