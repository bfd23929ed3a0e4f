"""A picture of the field and of the preview at each size."""

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from models.door import Doors
from models.hub import Hub
from screens.theme import PREFERENCE
from tests.conftest import PLAN
from tests.screens.board.seat import CLOCK, SIZES, Room, Sat
from tui.app import BoardApp

KEYS = {
    "waiting": (),
    "field": ("up", "tab"),
    "preview": ("tab", "enter", "n"),
    "choices": ("tab", "enter", "n", "enter"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", KEYS)
def test_importing_looks(  # type: ignore[no-untyped-def]
    what: str, size: tuple[int, int], empty_database: Path, snap_compare
) -> None:
    doors = Doors(empty_database)
    hub = Hub(doors, CLOCK)

    async def prepared() -> BoardApp:
        await doors.open()
        session = await Room(doors, hub).session("Eva")
        session.preferences[PREFERENCE] = "dark"
        return BoardApp(session, None)

    app = asyncio.run(prepared())

    async def press(pilot: Pilot[None]) -> None:
        sat = Sat(app, pilot)
        await sat.settle()
        if what == "waiting":
            return
        await sat.press("enter")
        app.post_message(events.Paste(PLAN.read_text(encoding="utf-8")))
        await sat.settle()
        await sat.press(*KEYS[what])
        await sat.settle()

    try:
        assert snap_compare(app, terminal_size=size, run_before=press)
    finally:
        asyncio.run(doors.close())
