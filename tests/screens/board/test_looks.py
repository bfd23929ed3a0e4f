"""A picture of each screen at each size, with a stopped clock."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.board import board_view
from models.door import Doors
from models.hub import Hub
from tests.screens.board.seat import CLOCK, SIZES, Room, Sat
from tui.app import BoardApp


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", ["board", "card", "menu", "help", "new", "search"])
def test_looks(what: str, size: tuple[int, int], own_copy: Path, snap_compare) -> None:  # type: ignore[no-untyped-def]
    keys = {
        "board": (),
        "card": ("right", "enter"),
        "menu": ("escape",),
        "help": ("f1",),
        "new": ("n",),
        "search": ("slash", *"möte"),
    }[what]
    doors = Doors(own_copy)
    hub = Hub(doors, CLOCK)

    async def prepared() -> BoardApp:
        await doors.open()
        room = Room(doors, hub)
        session = await room.session("Eva")
        return BoardApp(session, await doors.ask(board_view, session.actor, CLOCK()))

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
