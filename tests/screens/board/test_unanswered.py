"""Keys that nobody takes, and a terminal that somebody else has written on."""

import asyncio

import pyte
import pytest
from textual._context import active_app
from textual.pilot import Pilot

from models.board import board_view
from screens.card import CardScreen
from tests.screens.board.seat import CLOCK, Room, Sat
from tui.app import BoardApp
from tui.driver import CLEAN, run_app
from tui.mending import mend_textual
from tui.terminal import Terminal

NOTHING = "gör inget här. ? visar vad man kan göra."


@pytest.mark.parametrize(("key", "sign"), [("9", "9"), ("å", "å"), ("f9", "F9"), ("delete", "Delete")])
async def test_a_key_that_does_nothing_is_answered_on_the_board_and_on_a_page(
    room: Room, key: str, sign: str
) -> None:
    async with room.opened() as eva:
        await eva.press(key)
        assert eva.news == f"{sign} {NOTHING}"
        await eva.press("enter", key)
        assert isinstance(eva.app.screen, CardScreen)
        assert eva.news == f"{sign} {NOTHING}"


async def test_keys_that_do_something_or_belong_elsewhere_are_not_answered(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("shift+up", "alt+x", "ctrl+left", "f5", "ctrl+l", "down")
        assert eva.news == ""
        await eva.press("slash", "9", "å")
        assert eva.news == ""
        assert eva.screen.viewing.chosen.words == "9å"
        await eva.press("escape", "n", "9", "f9", "ctrl+t", "escape", "down", "enter")
        assert eva.news == ""


async def test_a_key_that_does_nothing_does_not_take_away_how_to_let_a_lifted_card_go(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("m")
        told = eva.news
        await eva.press("9")
        assert eva.news == told


class Shown:
    """A terminal that shows what comes, whoever sends it."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    def write(self, data: bytes, /) -> None:
        self._stream.feed(data)

    def is_closing(self) -> bool:
        return False

    def get_write_buffer_size(self) -> int:
        return 0

    def abort(self) -> None:
        """Nobody is cut off here."""

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    def cells(self) -> list[list[object]]:
        return [[self._screen.buffer[y][x] for x in range(80)] for y in range(24)]


async def test_the_servers_own_terminal_is_cleaned_too(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    async with room.opened() as eva:
        written: list[str] = []
        monkeypatch.setattr(eva.app._driver, "write", written.append)
        await eva.press("f5")
        assert written == [CLEAN]


@pytest.mark.parametrize("before", [b"", b"n"])
@pytest.mark.parametrize("key", [b"\x1b[15~", b"\x0c"])
async def test_what_another_program_wrote_on_the_terminal_is_painted_over(
    room: Room, key: bytes, before: bytes
) -> None:
    mend_textual()
    session, shown = await room.session("Eva"), Shown()
    terminal = Terminal(shown, "xterm-256color", (80, 24), {})
    app = BoardApp(session, await room.doors.ask(board_view, session.actor, CLOCK()), terminal)
    running = asyncio.create_task(run_app(app))
    active_app.set(app)
    eva = Sat(app, Pilot(app))
    everywhere = ("Verksamhetsplan", "v. 40", "Ej påbörjat", "hjälp")
    await eva.until(lambda: all(words in shown.text for words in everywhere))
    terminal.feed(before)
    await eva.until(lambda: not before or "Nytt kort" in shown.text)
    await eva.settle()
    whole = shown.cells()
    shown.write(b"\x1b[5;7r\x1b[3;1H\x1b[41mroot: the system is going down\r\n\x1b[32m\x1b[7;1Hnow")
    assert shown.cells() != whole
    terminal.feed(key)
    await eva.until(lambda: shown.cells() == whole)
    terminal.end()
    await running
