"""From placed cards to the lines of the screen, sharing every line that others show too."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from screens.board.columns import Column, Placed
from screens.board.lines import (
    Look,
    blank_strip,
    card_strips,
    crossing_strip,
    heading_strip,
    rule_strip,
    separator_strip,
    text_strip,
)
from screens.widgets.lines import wrap

HEADING = 2
"""Lines above the cards: the headings and the rule under them."""
_MOST_SHARED = 8192

Painted = list[tuple[Strip, ...]]
"""The screen line by line, each in as many pieces as there are columns."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What all columns of one painting share."""

    look: Look
    width: int
    """Cells a column."""
    height: int
    """Lines in all, the headings among them."""
    compact: bool
    cursor: int | None
    """The card the cursor is drawn on."""
    lifted: bool
    visitors: Mapping[int, str]
    marks: frozenset[int] = frozenset()
    """The cards that are marked."""

    @property
    def room(self) -> int:
        """Lines for cards."""
        return max(1, self.height - HEADING)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's name, with signs where other columns are out of sight beside it."""

    name: str
    beside: str = ""
    number: int | None = None
    """How many cards it says, where that is not how many stand below it."""


Draw = Callable[[Scene, Placed], tuple[Strip, ...]]
"""Gives the lines of one card in its column."""


def column_lines(
    scene: Scene, column: Column, heading: Heading, *, here: bool, empty: str, draw: Draw | None = None
) -> list[Strip]:
    """One column from its heading to the bottom of the screen; `empty` is said where there is no card."""
    look, width, room = scene.look, scene.width, scene.room
    above, below = column.scroll > 0, column.height - 1 > column.scroll + room
    more = ("▲" if above else " ") + ("▼" if below else " ")
    number = len(column.cards) if heading.number is None else heading.number
    top = heading_strip(heading.name, number, more + heading.beside, width, look, here=here)
    lines = [top, rule_strip(width, look)]
    if column.cards:
        lines.extend(_cards(scene, column, draw or _card))
    else:
        lines.extend(text_strip(line, width, look) for line in wrap(empty, width - 2) if empty)
    return (lines + [blank_strip(width, look)] * room)[: scene.height]


def _cards(scene: Scene, column: Column, draw: Draw) -> list[Strip]:
    place = max(0, column.at(column.scroll))
    hidden = column.scroll - column.cards[place].top
    lines: list[Strip] = []
    for placed in column.cards[place:]:
        lines.extend(draw(scene, placed))
        if len(lines) - hidden >= scene.room:
            break
    return lines[hidden:]


def _card(scene: Scene, placed: Placed) -> tuple[Strip, ...]:
    number = placed.card.id
    here = number == scene.cursor
    if not here and number not in scene.visitors and number not in scene.marks:
        # What it is painted at may for a moment differ from what it was placed for.
        drawn_for = (scene.look, scene.width, scene.compact)
        if placed.drawn is None or placed.drawn[0] != drawn_for:
            placed.drawn = drawn_for, _card_strips(scene, placed)
        return placed.drawn[1]
    return _card_strips(scene, placed)


def _card_strips(scene: Scene, placed: Placed) -> tuple[Strip, ...]:
    number = placed.card.id
    here = number == scene.cursor
    return card_strips(
        placed.face,
        scene.width,
        scene.look,
        cursor=here,
        lifted=here and scene.lifted,
        compact=scene.compact,
        visitors=scene.visitors.get(number, ""),
        marked=number in scene.marks,
    )


T = TypeVar("T")


class _Shared(Generic[T]):
    """What is worked out of some strips, once for all sessions that show these very strips."""

    def __init__(self, work_out: Callable[[tuple[Strip, ...]], T]) -> None:
        self._work_out = work_out
        self._known: dict[tuple[int, ...], tuple[tuple[Strip, ...], T]] = {}

    def __call__(self, *strips: Strip) -> T:
        """What comes of these strips."""
        key = tuple(map(id, strips))
        if (found := self._known.get(key)) is None:
            if len(self._known) >= _MOST_SHARED:
                self._known.clear()
            # The strips are kept beside it, so that no other strip can come to bear their ids.
            found = self._known[key] = (strips, self._work_out(strips))
        return found[1]


def changed_regions(before: Painted, after: Painted, width: int) -> Iterator[Region]:
    """The pieces of the screen that differ, found by identity since equal lines are the same strip."""
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        for place, (was, now) in enumerate(zip(old, new, strict=True)):
            if was is not now:
                first, last = _changed_cells(was, now)
                if first < last:
                    yield Region(place * (width + 1) + first, y, last - first, 1)


def _differing(lines: tuple[Strip, ...]) -> tuple[int, int]:
    """From which cell to which two lines of one width differ."""
    was, now = lines
    first = _alike(list(was), list(now), lambda text: len(text) - len(text.lstrip(" ")))
    last = _alike(list(was)[::-1], list(now)[::-1], lambda text: len(text) - len(text.rstrip(" ")))
    return first, now.cell_length - last


def _alike(was: Sequence[Segment], now: Sequence[Segment], spaces: Callable[[str], int]) -> int:
    """How many cells are alike from one end on; of a text that differs, only the spaces at that end."""
    cells = 0
    for old, new in zip(was, now, strict=False):
        if old != new:
            return cells + (min(spaces(old.text), spaces(new.text)) if _ground(old) == _ground(new) else 0)
        cells += old.cell_length
    return cells


def _ground(segment: Segment) -> tuple[object, ...]:
    """All that is seen of a space."""
    style = segment.style or Style()
    return style.bgcolor, style.underline, style.strike, style.reverse


_joined = _Shared(Strip.join)
_changed_cells = _Shared(_differing)


def whole_line(pieces: Sequence[Strip], y: int, width: int, look: Look) -> Strip:
    """One line of all columns, with what stands between them, as wide as the screen."""
    between = crossing_strip(look.rule) if y == HEADING - 1 else separator_strip(look.rule)
    parts = [pieces[0]]
    for piece in pieces[1:]:
        parts += (between, piece)
    rest = width - len(pieces) * (pieces[0].cell_length + 1) + 1
    return _joined(*parts, blank_strip(rest, look)) if rest > 0 else _joined(*parts)
