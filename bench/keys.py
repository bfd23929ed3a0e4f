"""One member's keys: from the press to the own screen."""

from collections.abc import Iterator, Sequence

from bench.client import Window, press
from bench.screen import Screen
from bench.table import Row, median, spread

WORDS = ("Ej påbörjat", "Planerat", "Pågår", "Klart")
CARD = "Sossecaféer"
"""A card of the demo that stands in Pågår and has a short title, so that no sentence about it is cut."""
_UP, _DOWN = b"\x1b[A", b"\x1b[B"


async def stand_on(window: Window, card: str = CARD) -> None:
    """Search for a card, and show all again; the cursor stays on it."""
    await press(window, b"/", lambda screen: "Sök" in screen.news)
    await press(window, f"{card}\r".encode(), lambda screen: sum(screen.counts) == 1)
    await press(window, b"\x1b", lambda screen: sum(screen.counts) > 1 and card in screen.under_cursor)


def rounds(window: Window, times: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The columns a card in Pågår goes round by, each with the counts that then stand in the headings."""
    for _ in range(times):
        for source, status in ((3, 4), (4, 1), (1, 2), (2, 3)):
            window.drawn()
            changes = {status: 1, source: -1}
            yield (
                status,
                tuple(count + changes.get(number, 0) for number, count in enumerate(window.screen.counts, 1)),
            )


async def status_keys(window: Window, others: Sequence[Window], times: int) -> list[float]:
    """Press 4, 1, 2, 3 so many times, and give the seconds until count and news stood on the own screen."""
    took = []
    for status, counts in rounds(window, times):

        def told(screen: Screen, status: int = status, counts: tuple[int, ...] = counts) -> bool:
            return f"flyttad till {WORDS[status - 1]}" in screen.news and screen.counts == counts

        took.append(await press(window, b"%d" % status, told, others))
    return took


async def cursor_keys(window: Window, others: Sequence[Window], times: int) -> list[float]:
    """Step down and up, and give the seconds until the cursor stood elsewhere."""
    return [await step(window, turn, others) for turn in range(times)]


async def step(window: Window, turn: int, others: Sequence[Window] = ()) -> float:
    """Step down, or up at each second turn, and give the seconds until the cursor stood elsewhere."""
    window.drawn()
    before = window.screen.cursor

    def elsewhere(screen: Screen) -> bool:
        return bool(screen.cursor) and screen.cursor != before

    return await press(window, _UP if turn % 2 else _DOWN, elsewhere, others)


def key_rows(status: Sequence[float], cursor: Sequence[float], sessions: int) -> list[Row]:
    """Status key and cursor step."""
    return [
        Row(
            f"status key → own screen, {sessions} sessions open",
            "ms",
            spread([1000 * one for one in status], (15, 40), (10, 25)),
        ),
        Row(
            f"cursor step → own screen, {sessions} sessions open",
            "ms",
            spread([1000 * one for one in cursor]),
            f"status key {1000 * median(status):.1f} ms",
        ),
    ]
