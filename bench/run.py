"""The run: two servers, one after the other, and every measure in an order where none spoils another."""

import gc
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.beside import Times, beside
from bench.boards import Place, make_board
from bench.client import Window, close_all
from bench.crowd import crowd_row
from bench.host import Host, serving
from bench.keys import cursor_keys, key_rows, stand_on, status_keys
from bench.lag import lag_row, lag_watched
from bench.login import login_rows, logins
from bench.sharing import bytes_for, bytes_row, last_others, sharing_row
from bench.standing import idle_rows, memory_row, opened
from bench.table import Beside, Figure, Row, median, spread

LONGEST = 720
"""Seconds after which the run is stopped."""
_SOME_CARDS, _MANY_CARDS = 300, 2000


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    logins: int
    presses: int
    """Rounds of four status keys."""
    changes: int
    """Rounds of four changes that others get."""
    sessions: int
    """Others besides the one who presses, at the most."""
    idle_seconds: float
    beside: tuple[Times, Times, Times]
    """For the board of the real plan, one of some cards and one of many."""


WHOLE = Size(25, 25, 5, 100, 10, (Times(20, (32, 6, 20)), Times(8, (6, 4, 8)), Times(8, (8, 5, 5))))
QUICK = Size(6, 5, 2, 40, 5, (Times(4, (6, 3, 4)), Times(2, (1, 2, 2)), Times(2, (1, 1, 1))))

Say = Callable[[str], None]


async def measure(size: Size, say: Say, rows: list[Row], compared: list[Beside]) -> None:
    """Measure everything on boards in a temporary folder, adding rows to both tables as they are done."""
    # The clients' own pauses would be counted as the server's.
    gc.disable()
    with tempfile.TemporaryDirectory(prefix="tavlan-bench-") as folder:
        say("making the boards")
        real = make_board(Path(folder) / "real")
        large = make_board(Path(folder) / "large", _MANY_CARDS)
        status = await _real(real, size, say, rows)
        rows += await _large(large, size, median(status), say)
        some = make_board(Path(folder) / "some", _SOME_CARDS)
        await beside(list(zip((real, some, large), size.beside, strict=True)), say, compared)


async def _real(place: Place, size: Size, say: Say, rows: list[Row]) -> list[float]:
    windows: list[Window] = []
    async with serving(place) as host:
        try:
            say("logging in")
            rows += login_rows(await logins(place, size.logins), place.cards)
            say("10 others")
            await opened(host, windows, 11)
            await stand_on(windows[0])
            rows.append(sharing_row(await last_others(*_split(windows), size.changes), 10, 80, 50))
            say("20 sessions: keys and bytes")
            await opened(host, windows, 20)
            keys, status, cursor = await _keys(windows, size)
            rows += keys + await _bytes(windows)
            say("nine log in")
            if crowd := await crowd_row(place, windows[0], cursor):
                rows.append(crowd)
            say(f"{size.sessions} others")
            rows.append(await memory_row(host, windows, size.sessions + 1))
            gc.collect()
            rows.append(
                sharing_row(await last_others(*_split(windows), size.changes), size.sessions, 550, 250)
            )
            rows += await _idle(host, windows, size)
            rows.append(await _lag(host, windows, size))
        finally:
            await close_all(windows)
    return status


def _split(windows: list[Window]) -> tuple[Window, list[Window]]:
    return windows[0], windows[1:]


async def _keys(windows: list[Window], size: Size) -> tuple[list[Row], list[float], list[float]]:
    presser, others = _split(windows)
    await status_keys(presser, others, 1)
    status = await status_keys(presser, others, size.presses)
    cursor = await cursor_keys(presser, others, 2 * size.presses)
    return key_rows(status, cursor, len(windows)), status, cursor


async def _bytes(windows: list[Window]) -> list[Row]:
    presser, other = windows[:2]
    ticks = await bytes_for(presser, other, [b"+"] * 8)
    moves = await bytes_for(presser, other, [b"4", b"1", b"2", b"3"] * 2)
    return [bytes_row("tick", *ticks, 1, 0.5), bytes_row("move between columns", *moves, 6, 2)]


async def _idle(host: Host, windows: list[Window], size: Size) -> list[Row]:
    extra = windows[size.sessions :]
    await close_all(extra)
    del windows[size.sessions :]
    await opened(host, windows, size.sessions)
    return await idle_rows(host, windows, size.idle_seconds)


async def _lag(host: Host, windows: list[Window], size: Size) -> Row:
    async with lag_watched(host, size.idle_seconds / 2) as usual:
        pass
    async with lag_watched(host, size.idle_seconds) as busy:
        await last_others(*_split(windows), 1)
        await logins(host.place, 3)
    return lag_row(len(windows), usual, busy)


async def _large(place: Place, size: Size, usual: float, say: Say) -> list[Row]:
    say(f"{place.cards} cards")
    windows: list[Window] = []
    async with serving(place) as host:
        try:
            found = await logins(place, 5)
            await opened(host, windows, 20)
            await stand_on(windows[0])
            presser, others = _split(windows)
            await status_keys(presser, others, 1)
            status = await status_keys(presser, others, size.presses // 3)
        finally:
            await close_all(windows)
    ratio = median(status) / usual
    return [
        Row(
            f"{place.cards:,} cards: status key, times that of the real plan's board, 20 sessions",
            "×",
            (Figure("median", ratio, 1.5),),
            f"{1000 * median(status):.1f} ms, the real plan {1000 * usual:.1f} ms",
        ),
        Row(f"{place.cards:,} cards: login → painted", "ms", spread([1000 * one for one in found.boards])),
    ]
