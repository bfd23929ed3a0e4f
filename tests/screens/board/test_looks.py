"""A picture of each screen at each size, with a stopped clock."""

import asyncio
from pathlib import Path

import pytest
from rich.color import ColorSystem
from textual.pilot import Pilot

from models.board import board_view
from models.door import Doors
from models.hub import Hub
from screens.theme import PREFERENCE
from tests.screens.board.seat import CLOCK, SIZES, Room, Sat
from tui.app import BoardApp

KEYS = {
    "board": (),
    "card": ("right", "enter"),
    "steps": (
        *("right", "enter", "n", *"Boka Folkets hus", "ctrl+n", *"Sätta upp affischer", "enter", "space"),
        *("c", *"Nyckeln finns hos Bo.", "enter"),
    ),
    "menu": ("escape",),
    "help": ("f1",),
    "keys": ("f1", "enter"),
    "terminal": ("colon", *"prova", "enter"),
    "terminal_told": ("colon", *"prova", "enter", "n", "n", "n"),
    "practice": ("colon", *"öva", "enter", "down", "3"),
    "practice_card": ("colon", *"öva", "enter", "down", "3", "u", "enter"),
    "new": ("n",),
    "search": ("slash", *"möte"),
    "looks": ("colon", *"utseende", "enter"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", ["board", "card", "steps", "menu", "help", "new", "search"])
def test_looks(what: str, size: tuple[int, int], own_copy: Path, snap_compare) -> None:  # type: ignore[no-untyped-def]
    compare(snap_compare, own_copy, KEYS[what], size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", ["keys", "terminal", "terminal_told", "practice", "practice_card"])
def test_looks_of_what_one_learns_from(  # type: ignore[no-untyped-def]
    what: str, size: tuple[int, int], own_copy: Path, snap_compare
) -> None:
    compare(snap_compare, own_copy, KEYS[what], size)


@pytest.mark.parametrize(
    ("what", "size", "look", "depth"),
    [
        ("board", (240, 80), "dark", ColorSystem.TRUECOLOR),
        ("board", (120, 36), "light", ColorSystem.TRUECOLOR),
        ("board", (120, 36), "contrast", ColorSystem.TRUECOLOR),
        ("board", (120, 36), "mono", None),
        ("board", (80, 24), "dark", ColorSystem.STANDARD),
        ("board", (40, 15), "mono", None),
        ("card", (80, 24), "light", ColorSystem.EIGHT_BIT),
        ("card", (80, 24), "mono", None),
        ("new", (80, 24), "mono", None),
        ("looks", (80, 24), "light", ColorSystem.STANDARD),
        ("practice", (80, 24), "mono", None),
    ],
)
def test_appearances(  # type: ignore[no-untyped-def]
    what: str, size: tuple[int, int], look: str, depth: ColorSystem | None, own_copy: Path, snap_compare
) -> None:
    compare(snap_compare, own_copy, KEYS[what], size, look, depth)


def compare(  # type: ignore[no-untyped-def]
    snap_compare,
    database: Path,
    keys: tuple[str, ...],
    size: tuple[int, int],
    look: str = "dark",
    depth: ColorSystem | None = ColorSystem.TRUECOLOR,
) -> None:
    doors = Doors(database)
    hub = Hub(doors, CLOCK)

    async def prepared() -> BoardApp:
        await doors.open()
        room = Room(doors, hub)
        session = await room.session("Eva")
        session.preferences[PREFERENCE] = look
        return BoardApp(session, await doors.ask(board_view, session.actor, CLOCK()), depth=depth)

    app = asyncio.run(prepared())

    async def press(pilot: Pilot[None]) -> None:
        sat = Sat(app, pilot)
        await sat.settle()
        await sat.press(*keys)
        await sat.settle()

    try:
        assert snap_compare(app, terminal_size=size, run_before=press)
    finally:
        asyncio.run(doors.close())
