"""An emulated terminal screen, and what a person would recognise on it."""

import re
from codecs import getincrementaldecoder

import pyte

WIDTH, HEIGHT = 120, 40
_AREAS = 26
"""Cells of the list of areas, left of the columns."""
_HEADING = re.compile(r"(Ej påbörjat|Planerat|Pågår|Klart)  (\d+)")


class Screen:
    """What a client's terminal shows."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self._screen)
        self._decode = getincrementaldecoder("utf-8")("replace").decode

    def feed(self, data: bytes) -> None:
        """Draw what arrived."""
        self._stream.feed(self._decode(data))

    def cell(self, y: int, x: int) -> pyte.screens.Char:
        """A cell, with its colours."""
        return self._screen.buffer[y][x]

    def row(self, y: int, left: int = 0, right: int = WIDTH) -> str:
        """The text of a row, or of some of its cells."""
        cells = self._screen.buffer[y]
        return "".join(cells[x].data for x in range(left, right))

    @property
    def text(self) -> str:
        """Every row."""
        return "\n".join(self.row(y).rstrip() for y in range(HEIGHT))

    @property
    def counts(self) -> tuple[int, ...]:
        """How many cards each column says it holds."""
        return tuple(int(found[2]) for found in _HEADING.finditer(self.row(1)))

    @property
    def news(self) -> str:
        """The sentence above the last line."""
        return self.row(HEIGHT - 2)

    @property
    def cursor(self) -> tuple[tuple[int, int], ...]:
        """Where the bar of the cursor stands in the columns."""
        buffer = self._screen.buffer
        return tuple(
            (y, x) for y in range(3, HEIGHT - 2) for x in range(_AREAS, WIDTH) if buffer[y][x].data == "▌"
        )

    @property
    def under_cursor(self) -> str:
        """The rows the cursor's card covers, from its column on."""
        return "\n".join(self.row(y)[x:] for top, x in self.cursor for y in (top - 1, top))

    def column(self, number: int) -> str:
        """What stands under a heading."""
        edges = [found.start() for found in _HEADING.finditer(self.row(1))] + [WIDTH]
        return "\n".join(self.row(y, *edges[number - 1 : number + 1]) for y in range(2, HEIGHT - 2))

    def whole(self, cards: int) -> bool:
        """Whether the whole board is painted: headings, a cursor, and the last line."""
        return (
            "hjälp" in self.row(HEIGHT - 1)
            and len(self.counts) == 4
            and sum(self.counts) == cards
            and bool(self.cursor)
        )
