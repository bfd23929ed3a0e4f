"""How long the server's loop is away: a stranger connects again and again and waits for the first line.

It runs as `python -m bench.lag PORT SECONDS`, a process of its own, so that no work of the clients is in it.
"""

import asyncio
import json
import socket
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bench.host import Host
from bench.table import Figure, Row, median, percentile

_EVERY = 0.025


@asynccontextmanager
async def lag_watched(host: Host, seconds: float) -> AsyncIterator[list[float]]:
    """Knock for so long; the milliseconds each answer took are in the list once the block has ended."""
    found: list[float] = []
    knocking = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.lag",
        str(host.place.port),
        str(seconds),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield found
        written, _ = await knocking.communicate()
        found.extend(json.loads(written))
    finally:
        if knocking.returncode is None:
            knocking.kill()
            await knocking.wait()


def lag_row(sessions: int, usual: Sequence[float], busy: Sequence[float]) -> Row:
    """How long a stranger waits while nothing happens, and while one changes and others log in."""
    figures = (
        Figure("median", median(busy)),
        Figure("p95", percentile(busy, 95)),
        Figure("worst", max(busy)),
    )
    beside = f"idle: {median(usual):.1f} / {percentile(usual, 95):.1f} / {max(usual):.1f} ms"
    return Row(f"loop lag during changes and logins, {sessions} sessions", "ms", figures, beside)


def _knock(port: int) -> float:
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        connection.recv(16)
        return 1000 * (time.perf_counter() - began)


def _main() -> None:
    port, seconds = int(sys.argv[1]), float(sys.argv[2])
    last, found = time.monotonic() + seconds, []
    while time.monotonic() < last:
        found.append(_knock(port))
        time.sleep(_EVERY)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    _main()
