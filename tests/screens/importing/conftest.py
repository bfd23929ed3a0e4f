"""A board without a plan, and members at their terminals there."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from models.access import Role, owner
from models.door import Doors
from models.hub import Hub
from models.roster import add_member
from tests.screens.board.seat import CLOCK, Room


async def _furnish(path: Path) -> Doors:
    doors = Doors(path, new=True)
    await doors.open()
    for name, role in (
        ("Eva Lind", Role.CHAIR),
        ("Bo Ek", Role.BOARD_MEMBER),
        ("Dag Sten", Role.AUDITOR),
    ):
        await doors.order(add_member, owner(CLOCK), name, (role,))
    return doors


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Room]:
    doors = await _furnish(tmp_path / "tavlan.db")
    hub = Hub(doors, CLOCK, every=0.02)
    await hub.start()
    running = asyncio.create_task(hub.run())
    yield Room(doors, hub)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await doors.close()


@pytest.fixture
def empty_database(tmp_path: Path) -> Path:
    path = tmp_path / "tom.db"

    async def made() -> None:
        await (await _furnish(path)).close()

    asyncio.run(made())
    return path
