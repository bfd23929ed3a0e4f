"""The board itself: one widget, drawn by line, that repaints only the lines that changed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import ClassVar

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from models.card import Card
from models.commitment import Status
from models.plan import PlanRow
from models.story import status_word
from screens.board.columns import COLUMNS, Column, Placer
from screens.board.face import Face
from screens.board.lines import (
    Look,
    blank_strip,
    card_strips,
    component_style,
    crossing_strip,
    heading_strip,
    rule_strip,
    separator_strip,
    text_strip,
)
from screens.widgets.lines import wrap

HEADING = 2
"""Lines above the cards: the headings and the rule under them."""
WIDE = 100
"""From this many cells all four columns are shown, and the areas beside them."""
MIDDLE = 80
"""From this many cells two columns are shown, below it one."""
_COMPACT_UNDER = 60


_JOINS: dict[tuple[int, ...], tuple[tuple[Strip, ...], Strip]] = {}
_MOST_JOINS = 8192


def _joined(pieces: tuple[Strip, ...]) -> Strip:
    """One line of several columns, shared by all sessions whose columns show the same."""
    key = tuple(map(id, pieces))
    if (found := _JOINS.get(key)) is None:
        if len(_JOINS) >= _MOST_JOINS:
            _JOINS.clear()
        # The pieces are kept beside their sum, so that no other strip can come to bear their ids.
        found = _JOINS[key] = (pieces, Strip.join(pieces))
    return found[1]


class Board(Widget, can_focus=True):
    """The columns of one plan."""

    DEFAULT_CSS = """
    Board {
        width: 1fr;
        height: 1fr;
        &>.board--plain { color: $foreground; background: $background; }
        &>.board--dim { color: $text-muted; background: $background; }
        &>.board--late { color: $text-error; background: $background; text-style: bold; }
        &>.board--accent { color: $accent; background: $background; }
        &>.board--rule { color: $panel-lighten-2; background: $background; }
        &>.board--cursor { color: $foreground; background: $panel-lighten-1; text-style: bold; }
        &>.board--cursor-dim { color: $foreground; background: $panel-lighten-1; }
        &>.board--cursor-late { color: $text-error; background: $panel-lighten-1; text-style: bold; }
        &>.board--lifted { color: $background; background: $accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--plain",
        "board--dim",
        "board--late",
        "board--accent",
        "board--rule",
        "board--cursor",
        "board--cursor-dim",
        "board--cursor-late",
        "board--lifted",
    }

    rows: var[tuple[Card, ...]] = var((), init=False)
    """The cards that are shown, in the plan's order."""
    visitors: var[Mapping[int, str]] = var({}, init=False)
    """Who else looks at which card."""
    today: var[dt.date] = var(dt.date.min, init=False)
    empty: var[str] = var("", init=False)
    """What an empty board says."""

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another card, or on none."""

        card: Card | None

    @dataclass
    class Left(Message):
        """The member moved left of the first column."""

    @dataclass
    class Dropped(Message):
        """The member let a lifted card go in a column."""

        card: Card
        status: Status

    def __init__(self, plan: PlanRow) -> None:
        super().__init__()
        self.plan = plan
        self.cursor_id: int | None = None
        self.cursor_column = 0
        self.lifted: Status | None = None
        """The column a lifted card hovers over, or None when none is lifted."""
        self._columns: list[Column] = [Column() for _ in COLUMNS]
        self._placer = Placer()
        self._places = [0] * len(COLUMNS)
        self._painted: list[tuple[Strip, ...]] = []
        self._drawn_for: tuple[int, ...] = ()
        self._look: Look | None = None
        self._first = 0
        self._told: int | None = -1

    # What is shown

    @property
    def card(self) -> Card | None:
        """The card under the cursor."""
        column = self._columns[self.cursor_column]
        place = column.index_of(self.cursor_id)
        return None if place is None else column.cards[place].card

    def _shown_columns(self) -> range:
        """The columns there is room for, the cursor's among them; they move no more than they must."""
        many = self._column_count()
        first = min(max(self._first, self.cursor_column - many + 1), self.cursor_column)
        self._first = max(0, min(first, len(COLUMNS) - many))
        return range(self._first, self._first + many)

    def _column_count(self) -> int:
        width = self.screen.size.width
        return len(COLUMNS) if width >= WIDE else 2 if width >= MIDDLE else 1

    @property
    def _compact(self) -> bool:
        return self.screen.size.width < _COMPACT_UNDER

    def _widths(self) -> tuple[int, ...]:
        many = self._column_count()
        whole, rest = divmod(self.size.width - (many - 1), many)
        return tuple(whole + (1 if place < rest else 0) for place in range(many))

    @property
    def _room(self) -> int:
        return max(1, self.size.height - HEADING)

    # Changes from outside

    def watch_rows(self) -> None:
        """Place the cards anew; the cursor follows its card, and what one reads stays where it is."""
        self._arrange()

    def watch_today(self) -> None:
        """A new day may make cards late."""
        self._arrange()

    def watch_visitors(self) -> None:
        """Somebody looks at another card."""
        self._paint()

    def watch_empty(self) -> None:
        """Other words for an empty board."""
        self._paint()

    def on_resize(self, _event: events.Resize) -> None:
        """Place the cards for the new width."""
        self._painted = []
        self._arrange()
        self.refresh()

    def notify_style_update(self) -> None:
        """Take the colours of a new theme."""
        super().notify_style_update()
        self._look, self._painted = None, []
        self._paint()

    def _arrange(self) -> None:
        if not self.size.width:
            return
        before = self._columns
        lifted = (self.cursor_id, self.lifted) if self.lifted and self.cursor_id else None
        self._columns = self._placer.place(
            self.rows, self.plan, self.today, min(self._widths()), compact=self._compact, lifted=lifted
        )
        self._find_cursor(before)
        for place, column in enumerate(self._columns):
            self._keep_in_view(before[place], column, own=place == self.cursor_column)
        self._paint()
        self._tell()

    def _find_cursor(self, before: list[Column]) -> None:
        if self.cursor_id is not None:
            for number, column in enumerate(self._columns):
                if (place := column.index_of(self.cursor_id)) is not None:
                    self.cursor_column, self._places[number] = number, place
                    return
        filled = [number for number, column in enumerate(self._columns) if column.cards]
        lost = self.cursor_id is not None or not any(column.cards for column in before)
        if filled and lost and self.cursor_column not in filled:
            # One who went to an empty column stays there; one whose card went away is taken to the nearest.
            self.cursor_column = min(filled, key=lambda number: abs(number - self.cursor_column))
        self._choose(self._places[self.cursor_column])

    def _choose(self, place: int) -> None:
        column = self._columns[self.cursor_column]
        place = max(0, min(place, len(column.cards) - 1))
        self._places[self.cursor_column] = place
        self.cursor_id = column.cards[place].card.id if column.cards else None

    def _keep_in_view(self, before: Column, column: Column, *, own: bool) -> None:
        anchor = self.cursor_id if own else None
        if anchor is None and before.cards:
            anchor = before.cards[before.at(before.scroll)].card.id
        was, now = before.index_of(anchor), column.index_of(anchor)
        column.scroll = before.scroll
        if was is not None and now is not None:
            column.scroll += column.cards[now].top - before.cards[was].top
        column.clamp(self._room)
        if own and now is not None:
            column.reveal(now, self._room)

    def _tell(self) -> None:
        if self.cursor_id != self._told:
            self._told = self.cursor_id
            self.post_message(self.Highlighted(self.card))

    # The cursor

    def move_cursor(self, dx: int, dy: int) -> None:
        """Move the cursor, or the lifted card."""
        if self.lifted is not None:
            self._hover(dx)
        elif dx:
            self._sideways(dx)
        else:
            self._to(self._places[self.cursor_column] + dy)

    def _to(self, place: int) -> None:
        self._choose(place)
        column = self._columns[self.cursor_column]
        if column.cards:
            column.reveal(self._places[self.cursor_column], self._room)
        self._paint()
        self._tell()

    def _sideways(self, dx: int) -> None:
        wanted = self.cursor_column + dx
        if wanted < 0:
            self.post_message(self.Left())
        if not 0 <= wanted < len(COLUMNS):
            return
        here, there = self._columns[self.cursor_column], self._columns[wanted]
        line = there.scroll
        if here.cards:
            line += here.cards[self._places[self.cursor_column]].top - here.scroll
        self.cursor_column = wanted
        if not there.cards:
            self.cursor_id = None
            self._paint()
            self._tell()
            return
        self._to(there.at(line))

    def move_end(self, direction: int) -> None:
        """Go to the first or the last card of the column."""
        self._to(0 if direction < 0 else len(self._columns[self.cursor_column].cards) - 1)

    def move_page(self, direction: int) -> None:
        """Go a page up or down in the column."""
        column = self._columns[self.cursor_column]
        if column.cards:
            here = self._places[self.cursor_column]
            wanted = column.at(column.cards[here].top + direction * max(1, self._room - 2))
            self._to(wanted if wanted != here else here + direction)

    def go_to(self, card_id: int) -> None:
        """Put the cursor on a card."""
        self.cursor_id = card_id
        self._arrange()

    # Lifting

    def lift(self) -> None:
        """Take the card under the cursor up; arrows then move it between columns."""
        if (card := self.card) is not None:
            self.lifted = card.status
            self._arrange()

    def put_back(self) -> None:
        """Leave a lifted card where it was."""
        self.lifted = None
        self._arrange()

    def drop(self) -> None:
        """Let a lifted card go where it hovers."""
        card, status, self.lifted = self.card, self.lifted, None
        if card is not None and status is not None:
            if card.status == status:
                self._arrange()
            else:
                self.post_message(self.Dropped(card, status))

    def _hover(self, dx: int) -> None:
        if self.lifted is not None and 1 <= self.lifted + dx <= len(COLUMNS):
            self.lifted = Status(self.lifted + dx)
            self._arrange()

    # Drawing

    def _styles(self) -> Look:
        if self._look is None:
            names = (field.name.replace("_", "-") for field in fields(Look))
            self._look = Look(*(component_style(self, f"board--{name}") for name in names))
        return self._look

    def _paint(self) -> None:
        """Work out every visible line, and ask for a repaint of those that changed."""
        if not self.size.width or not self.is_mounted:
            return
        look, widths = self._styles(), self._widths()
        shown = self._shown_columns()
        height = self.size.height
        parts = [self._column_lines(number, width, look) for number, width in zip(shown, widths, strict=True)]
        painted = [tuple(part[y] for part in parts) for y in range(height)]
        before, self._painted = self._painted, painted
        if len(before) != height or self._drawn_for != widths:
            self._drawn_for = widths
            self.refresh()
            return
        left = 0
        regions: list[Region] = []
        for place, width in enumerate(widths):
            changed = [y for y in range(height) if before[y][place] is not painted[y][place]]
            regions.extend(Region(left, y, width, 1) for y in changed)
            left += width + 1
        if regions:
            self.refresh(*regions)

    def _column_lines(self, number: int, width: int, look: Look) -> list[Strip]:
        column = self._columns[number]
        room = self._room
        more = ("▲" if column.scroll else " ") + ("▼" if column.height - 1 > column.scroll + room else " ")
        lines = [self._heading(number, width, look, more), rule_strip(width, look)]
        blank = blank_strip(width, look)
        if not column.cards:
            if number == self.cursor_column:
                words = self.empty or "Inget här. 1–4 flyttar ett kort hit."
                lines.extend(text_strip(line, width, look) for line in wrap(words, width - 2))
            return (lines + [blank] * (room + HEADING))[: room + HEADING]
        y = column.cards[place := max(0, column.at(column.scroll))].top - column.scroll
        body: list[Strip] = [blank] * max(0, y)
        skip = max(0, -y)
        for placed in column.cards[place:]:
            body.extend(self._card(placed.card.id, placed.face, width, look))
            if len(body) - skip >= room:
                break
        lines.extend(body[skip:])
        return (lines + [blank] * room)[: room + HEADING]

    def _card(self, card_id: int, face: Face, width: int, look: Look) -> tuple[Strip, ...]:
        here = card_id == self.cursor_id
        return card_strips(
            face,
            width,
            look,
            cursor=here and self.has_focus_here,
            lifted=here and self.lifted is not None,
            compact=self._compact,
            visitors=self.visitors.get(card_id, ""),
        )

    @property
    def has_focus_here(self) -> bool:
        """Whether the cursor is drawn; a dialog above does not take it away, the list of areas does."""
        return not self.has_class("-resting")

    def _heading(self, number: int, width: int, look: Look, more: str) -> Strip:
        column = self._columns[number]
        return heading_strip(
            status_word(COLUMNS[number]),
            len(column.cards),
            more,
            width,
            look,
            here=number == self.cursor_column and self.has_focus_here,
            first=number == 0,
        )

    def rest(self, resting: bool) -> None:
        """Dim the cursor while the list of areas has it."""
        self.set_class(resting, "-resting")
        self._paint()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region, past Textual's cache a widget, which would rebuild them a session."""
        look = self._styles()
        separator = separator_strip(look.rule)
        strips: list[Strip] = []
        filters = self.app.get_line_filters()
        background = self.background_colors[1]
        for y in crop.line_range:
            strip = self._line(y, separator, look)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, background)
            strips.append(strip.crop(crop.x, crop.right))
        return strips

    def _line(self, y: int, separator: Strip, look: Look) -> Strip:
        if y >= len(self._painted):
            return blank_strip(self.size.width, look)
        pieces: list[Strip] = []
        between = crossing_strip(look.rule) if y == HEADING - 1 else separator
        for part in self._painted[y]:
            if pieces:
                pieces.append(between)
            pieces.append(part)
        return _joined(tuple(pieces)) if len(pieces) > 1 else pieces[0]
