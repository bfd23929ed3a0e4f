"""The board itself: one widget, drawn by line, that repaints only the lines that changed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import ClassVar

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from models.card import Card
from models.commitment import Status
from models.plan import PlanRow
from models.story import status_word
from screens.board.columns import COLUMNS, Column, Placer, WayBack, way_back
from screens.board.lines import Look, blank_strip, component_style
from screens.board.painting import HEADING, Heading, Painted, Scene, changed_regions, column_lines, whole_line

WIDE = 100
"""From this many cells all four columns are shown, and the areas beside them."""
MIDDLE = 80
"""From this many cells two columns are shown, below it one."""
_COMPACT_UNDER = 60


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
    class Arranged(Message):
        """The board has been given its size and has placed its cards for the first time."""

        board: "Board"

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
        self._painted: Painted = []
        self._drawn_for: tuple[int, ...] = ()
        self._look: Look | None = None
        self._first = 0
        self._sized = Size(0, 0)
        self._told: int | None = -1
        self._back: WayBack | None = None

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

    @property
    def _width(self) -> int:
        """Cells a column; all alike, so that a card has the same lines wherever it stands."""
        many = self._column_count()
        return max(1, (self.size.width - (many - 1)) // many)

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

    def on_resize(self, event: events.Resize) -> None:
        """Place the cards for the new width."""
        if event.size == self._sized:
            return
        self._sized = event.size
        first = not self._painted
        self._painted = []
        self._arrange()
        self.refresh()
        if first:
            self.post_message(self.Arranged(self))

    def notify_style_update(self) -> None:
        """Take the colours of a new theme."""
        super().notify_style_update()
        self._look, self._painted = None, []
        self._paint()

    def _arrange(self) -> None:
        if not self.size.width:
            return
        held = [self._anchor(place) for place in range(len(COLUMNS))]
        was_empty = not any(column.cards for column in self._columns)
        lifted = (self.cursor_id, self.lifted) if self.lifted and self.cursor_id else None
        before = self._columns[self.cursor_column]
        self._columns = self._placer.place(
            self.rows, self.plan, self.today, self._width, compact=self._compact, lifted=lifted
        )
        self._find_cursor(was_empty)
        self._back = way_back(self._back, before, self.card)
        for place, column in enumerate(self._columns):
            self._keep_in_view(column, *held[place])
        own = self._columns[self.cursor_column]
        if own.cards and self.cursor_id is not None:
            own.reveal(self._places[self.cursor_column], self._room)
        self._paint()
        self._tell()

    def _anchor(self, number: int) -> tuple[int | None, int]:
        """The card that holds a column still, and its line on the screen: the cursor's, or the topmost."""
        column = self._columns[number]
        if not column.cards:
            return None, 0
        place = column.index_of(self.cursor_id) if number == self.cursor_column else None
        placed = column.cards[column.at(column.scroll) if place is None else place]
        return placed.card.id, placed.top - column.scroll

    def _find_cursor(self, was_empty: bool) -> None:
        if self.cursor_id is not None:
            for number, column in enumerate(self._columns):
                if (place := column.index_of(self.cursor_id)) is not None:
                    self.cursor_column, self._places[number] = number, place
                    return
        filled = [number for number, column in enumerate(self._columns) if column.cards]
        lost = self.cursor_id is not None or was_empty
        # What was lifted is no longer here to be let go.
        self.lifted = None
        if filled and lost and self.cursor_column not in filled:
            # One who went to an empty column stays there; one whose card went away is taken to the nearest.
            self.cursor_column = min(filled, key=lambda number: abs(number - self.cursor_column))
        self._choose(self._places[self.cursor_column])

    def _choose(self, place: int) -> None:
        column = self._columns[self.cursor_column]
        place = max(0, min(place, len(column.cards) - 1))
        self._places[self.cursor_column] = place
        self.cursor_id = column.cards[place].card.id if column.cards else None

    def _keep_in_view(self, column: Column, anchor: int | None, line: int) -> None:
        place = column.index_of(anchor)
        if place is not None:
            column.scroll = column.cards[place].top - line
        column.clamp(self._room)

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
        self._back = None
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
        back, self._back = self._back, None
        if back is not None and (back.column - self.cursor_column) * dx > 0:
            self.cursor_column = back.column
            self._to(back.place_in(self._columns[back.column]))
            return
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
        self.cursor_id, self._back = card_id, None
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
        # It stands where it stood until the command has answered; it may be refused.
        self._arrange()
        if card is not None and status is not None and card.status != status:
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
        resting = self.has_class("-resting")
        scene = Scene(
            self._styles(),
            self._width,
            self.size.height,
            self._compact,
            None if resting else self.cursor_id,
            self.lifted is not None,
            self.visitors,
        )
        shown = self._shown_columns()
        parts = [
            column_lines(
                scene,
                self._columns[number],
                Heading(
                    ("◄ " if number == shown.start > 0 else "") + status_word(COLUMNS[number]),
                    " ►" if number == shown.stop - 1 < len(COLUMNS) - 1 else "",
                ),
                here=number == self.cursor_column and not resting,
                empty=self.empty if number == self.cursor_column else "",
            )
            for number in shown
        ]
        before, self._painted = self._painted, list(zip(*parts, strict=True))
        drawn_for = (len(parts), scene.width, scene.height)
        if self._drawn_for != drawn_for or not before:
            self._drawn_for = drawn_for
            self.refresh()
        elif regions := tuple(changed_regions(before, self._painted, scene.width)):
            self.refresh(*regions)

    def rest(self, resting: bool) -> None:
        """Dim the cursor while the list of areas has it."""
        self.set_class(resting, "-resting")
        self._back = None
        self._paint()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region, past Textual's cache a widget, which would rebuild them a session."""
        look, width = self._styles(), self.size.width
        filters = self.app.get_line_filters()
        background = self.background_colors[1]
        strips: list[Strip] = []
        for y in crop.line_range:
            strip = blank_strip(width, look)
            if y < len(self._painted):
                strip = whole_line(self._painted[y], y, width, look)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, background)
            strips.append(strip.crop(crop.x, crop.right))
        return strips
