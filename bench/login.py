"""Logging in, beside the SSH handshake alone."""

import time
from dataclasses import dataclass

from bench.boards import Place
from bench.client import Window, connect, open_window, seen
from bench.table import Figure, Row, median, spread


@dataclass(frozen=True, slots=True)
class Logins:
    """Seconds for handshakes and logins that took turns."""

    handshakes: list[float]
    boards: list[float]
    first: float
    """The very first login after the server started."""


async def painted_login(place: Place, who: int = 0) -> tuple[Window, float]:
    """Log in, and give the window and the seconds until the whole board stood there."""
    began = time.perf_counter()
    window = await open_window(place, who)
    at = await seen(window, lambda screen: screen.whole(place.cards), began, pause=0.15)
    return window, at - began


async def _handshake(place: Place, who: int) -> float:
    began = time.perf_counter()
    connection = await connect(place, who)
    took = time.perf_counter() - began
    connection.abort()
    await connection.wait_closed()
    return took


async def logins(place: Place, times: int) -> Logins:
    """Log in again and again, each time beside a handshake."""
    window, first = await painted_login(place)
    await window.close()
    handshakes, boards = [], []
    for turn in range(times):
        handshakes.append(await _handshake(place, turn))
        window, took = await painted_login(place, turn)
        boards.append(took)
        await window.close()
    return Logins(handshakes, boards, first)


def login_rows(found: Logins, cards: int) -> list[Row]:
    """Time and ratio."""
    handshake = median(found.handshakes)
    ratio = median(found.boards) / handshake
    times = spread([1000 * one for one in found.boards], (None, 200))
    beside = f"SSH handshake {1000 * handshake:.1f} ms"
    return [
        Row(f"login → painted board, {cards} cards", "ms", times, beside),
        Row("login → painted board, times the handshake", "×", (Figure("median", ratio, 10, 5),), beside),
        Row("the first login after the server started", "ms", (Figure("once", 1000 * found.first),), beside),
    ]
