"""A board without a plan, and members at their terminals there."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from models.access import Role, owner
from models.door import Doors
from models.roster import add_member
from tests.screens.board.seat import CLOCK, Room, running


async def _furnish(path: Path) -> None:
    doors = Doors(path, new=True)
    await doors.open()
    for name, role in (
        ("Eva Lind", Role.CHAIR),
        ("Bo Ek", Role.BOARD_MEMBER),
        ("Dag Sten", Role.AUDITOR),
    ):
        await doors.order(add_member, owner(CLOCK), name, (role,))
    await doors.close()


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Room]:
    path = tmp_path / "tavlan.db"
    await _furnish(path)
    async with running(Doors(path)) as made:
        yield made


@pytest.fixture
def empty_database(tmp_path: Path) -> Path:
    path = tmp_path / "tom.db"
    asyncio.run(_furnish(path))
    return path
