"""What open boards cost while nothing happens: memory, processor, bytes."""

import asyncio
from collections.abc import Sequence

from bench.client import Window
from bench.host import Host
from bench.login import painted_login
from bench.table import Figure, Row

_SETTLING = 2.5
"""Seconds in which what an opened board leads to (who is here, the log of sign-ins) has come to rest."""


async def opened(host: Host, windows: list[Window], until: int) -> None:
    """Open boards one after the other, the members in turn, until there are so many."""
    while len(windows) < until:
        window, _ = await painted_login(host.place, len(windows))
        windows.append(window)
    await asyncio.sleep(_SETTLING)
    for window in windows:
        window.drawn()


async def memory_row(host: Host, windows: list[Window], until: int) -> Row:
    """How much each further board adds to what is the server's own."""
    before, there = host.memory, len(windows)
    await opened(host, windows, until)
    after = host.memory
    each = (after - before) / (until - there) / 2**20
    return Row(
        f"memory a session, {until - there} boards opened",
        "MB",
        (Figure("private", each, 3, 1.5),),
        f"the server with {until}: {after / 2**20:.0f} MB",
    )


async def idle_rows(host: Host, windows: Sequence[Window], seconds: float) -> list[Row]:
    """Processor time and bytes while everybody only looks."""
    cpu, received = host.cpu, sum(window.received for window in windows)
    await asyncio.sleep(seconds)
    load = 100 * (host.cpu - cpu) / seconds
    sent = sum(window.received for window in windows) - received
    what = f"{len(windows)} idle sessions over {seconds:.0f} s"
    return [
        Row(what, "% of a core", (Figure("processor", load, 2, 1),)),
        Row(what, "bytes", (Figure("sent", sent, 0),)),
    ]
