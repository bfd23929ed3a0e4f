"""What others get of one member's change: when it stands on the last screen, and how many bytes it took."""

from collections.abc import Sequence

from bench.client import Recognise, Window, quiet, seen
from bench.keys import WORDS, rounds
from bench.screen import Screen
from bench.table import Figure, Row, percentile, spread


async def last_others(presser: Window, others: Sequence[Window], times: int) -> list[float]:
    """Move the card round so many times, and give the seconds until the last of the others showed it."""
    took = []
    for status, counts in rounds(presser, times):

        def told(screen: Screen, status: int = status, counts: tuple[int, ...] = counts) -> bool:
            return f"till {WORDS[status - 1]}" in screen.news and screen.counts == counts

        took.append(await _last(presser, others, b"%d" % status, told))
    return took


async def _last(presser: Window, others: Sequence[Window], key: bytes, told: Recognise) -> float:
    _draw(others)
    began = presser.type(key)
    await quiet((presser, *others), began, pause=0.25)
    presser.drawn()
    return max([await seen(other, told, began) for other in others]) - began


async def bytes_for(presser: Window, other: Window, keys: Sequence[bytes]) -> tuple[list[int], list[int]]:
    """The bytes that each press brought the presser and another."""
    own, theirs = [], []
    for key in keys:
        before = presser.received, other.received
        # Not only until it is painted: everything the press leads to counts.
        await quiet((presser, other), presser.type(key), pause=0.3)
        own.append(presser.received - before[0])
        theirs.append(other.received - before[1])
    _draw((presser, other))
    return own, theirs


def _draw(windows: Sequence[Window]) -> None:
    for window in windows:
        window.drawn()


def sharing_row(took: Sequence[float], others: int, least: float, aim: float) -> Row:
    """The last of so many others."""
    times = spread([1000 * one for one in took], (least, None), (aim, None))
    return Row(f"one change → painted in {others} other sessions, the last one", "ms", times)


def bytes_row(what: str, own: Sequence[int], theirs: Sequence[int], least: float, aim: float) -> Row:
    """The most bytes that a press brought, to the presser and to another."""
    figures = (
        Figure("presser", percentile(own, 95) / 1024, least, aim),
        Figure("another", percentile(theirs, 95) / 1024, least, aim),
    )
    return Row(f"bytes for a {what} at 120×40, p95", "KB", figures)
