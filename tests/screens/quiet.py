"""When a session under test has come to rest: told by its queues and its doors, not by the wall's clock."""

import asyncio
from collections.abc import Callable

from textual.app import App

from models.door import Doors


async def doze(*_: float) -> None:
    """Let everybody have a turn; in place of Textual's wait of a fiftieth of a second or more."""
    for _turn in range(5):
        await asyncio.sleep(0)


async def drained(app: App[None], doors: Doors) -> None:
    """Wait until no message is on its way, and neither door has a question or a command in it."""
    loop = asyncio.get_running_loop()
    for door in (doors._writing, doors._reading):
        # Each door has one thread: what was ordered before this has been answered when this is.
        await loop.run_in_executor(door, bool)
    for _turn in range(1000):
        await asyncio.sleep(0)
        if not loop._ready:  # type: ignore[attr-defined]
            break
    app.screen._on_timer_update()


async def settled(
    app: App[None], doors: Doors, busy: Callable[[], bool], shown: Callable[[], str], patience: float = 20
) -> None:
    """Wait until nothing is under way, and what is shown no longer changes; raises AssertionError."""
    loop = asyncio.get_running_loop()
    until, before, still = loop.time() + patience, "", 0
    while still < 3:
        await drained(app, doors)
        now = shown()
        still = still + 1 if now == before and not busy() else 0
        before = now
        assert loop.time() < until, f"the session never came to rest:\n{now}"
        await asyncio.sleep(0.001)
