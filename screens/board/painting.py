"""From placed cards to the lines of the screen, sharing every line that others show too."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
_MOST_JOINS = 8192
_JOINS: dict[tuple[int, ...], tuple[tuple[Strip, ...], Strip]] = {}

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


def changed_regions(before: Painted, after: Painted, width: int) -> Iterator[Region]:
    """The pieces of the screen that differ, found by identity since equal lines are the same strip."""
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        for place, (was, now) in enumerate(zip(old, new, strict=True)):
            if was is not now:
                yield Region(place * (width + 1), y, width, 1)


def whole_line(pieces: Sequence[Strip], y: int, width: int, look: Look) -> Strip:
    """One line of all columns, with what stands between them, as wide as the screen."""
    between = crossing_strip(look.rule) if y == HEADING - 1 else separator_strip(look.rule)
    parts: list[Strip] = []
    for piece in pieces:
        if parts:
            parts.append(between)
        parts.append(piece)
    rest = width - sum(part.cell_length for part in parts)
    return _joined((*parts, blank_strip(rest, look)) if rest > 0 else tuple(parts))


def _joined(pieces: tuple[Strip, ...]) -> Strip:
    key = tuple(map(id, pieces))
    if (found := _JOINS.get(key)) is None:
        if len(_JOINS) >= _MOST_JOINS:
            _JOINS.clear()
        # The pieces are kept beside their sum, so that no other strip can come to bear their ids.
        found = _JOINS[key] = (pieces, Strip.join(pieces))
    return found[1]
