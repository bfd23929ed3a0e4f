"""What shows cards: one widget drawn by line, with a cursor that follows its card."""

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
from screens.board.columns import Column
from screens.board.lines import Look, blank_strip, component_style
from screens.board.painting import HEADING, Painted, Scene, changed_regions, whole_line

_COMPACT_UNDER = 60


class Surface(Widget, can_focus=True):
    """Cards in columns that scroll, of which one has the cursor; it repaints only the lines that changed."""

    DEFAULT_CSS = """
    Surface {
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
    """What is said where there is nothing to show."""
    marks: var[frozenset[int]] = var(frozenset(), init=False)
    """The cards that are marked."""

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another card, or on none."""

        card: Card | None

    @dataclass
    class Arranged(Message):
        """The widget has been given its size and has placed its cards for the first time."""

        surface: "Surface"

    @dataclass
    class Left(Message):
        """The member moved left of everything."""

    lifted: Status | None = None
    """The column a lifted card hovers over, where cards can be lifted and one is."""

    def __init__(self, plan: PlanRow, columns: int = 1) -> None:
        super().__init__()
        self.plan = plan
        self.cursor_id: int | None = None
        self.cursor_column = 0
        self._columns: list[Column] = [Column() for _ in range(columns)]
        self._places = [0] * columns
        self._painted: Painted = []
        self._drawn_for: tuple[int, ...] = ()
        self._look: Look | None = None
        self._sized = Size(0, 0)
        self._told: int | None = -1

    # What each way of showing cards does its own way

    def _placed(self) -> list[Column]:
        """The cards in their columns, unscrolled."""
        raise NotImplementedError

    def _parts(self, scene: Scene) -> list[list[Strip]]:
        """The lines of each column there is room for."""
        raise NotImplementedError

    def move_cursor(self, dx: int, dy: int) -> None:
        """Move the cursor."""
        raise NotImplementedError

    def _followed(self, before: Column) -> None:
        """The cards have been placed anew; the cursor's column was `before`."""

    def _gone(self) -> None:
        """The cursor's card is no longer here."""

    @property
    def _width(self) -> int:
        """Cells a column."""
        return max(1, self._sized.width)

    # What is shown

    @property
    def card(self) -> Card | None:
        """The card under the cursor."""
        column = self._columns[self.cursor_column]
        place = column.index_of(self.cursor_id)
        return None if place is None else column.cards[place].card

    @property
    def in_order(self) -> tuple[int, ...]:
        """The cards that are shown, from the first to the last, each once."""
        return tuple(dict.fromkeys(placed.card.id for column in self._columns for placed in column.cards))

    @property
    def _compact(self) -> bool:
        return self.screen.size.width < _COMPACT_UNDER

    @property
    def _room(self) -> int:
        return max(1, self._sized.height - HEADING)

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

    def watch_marks(self) -> None:
        """Other cards are marked."""
        self._paint()

    def watch_empty(self) -> None:
        """Other words for an empty board."""
        self._paint()

    def on_resize(self, event: events.Resize) -> None:
        """Place the cards for the new width."""
        if event.size == self._sized and self._painted:
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
        # The colours of its parts are worked out right after this, so they are looked at when that is done.
        self.call_later(self._restyle)

    def _restyle(self) -> None:
        before, self._look = self._look, None
        if self._painted and self._styles() != before:
            self._painted = []
            self._paint()

    def _arrange(self) -> None:
        if not self._sized.width:
            return
        held = [self._anchor(place) for place in range(len(self._columns))]
        was_empty = not any(column.cards for column in self._columns)
        before = self._columns[self.cursor_column]
        self._columns = self._placed()
        self._find_cursor(was_empty)
        self._followed(before)
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
        return placed.card.id, placed.line - column.scroll

    def _find_cursor(self, was_empty: bool) -> None:
        if self.cursor_id is not None:
            for number, column in enumerate(self._columns):
                if (place := column.index_of(self.cursor_id)) is not None:
                    self.cursor_column, self._places[number] = number, place
                    return
        filled = [number for number, column in enumerate(self._columns) if column.cards]
        lost = self.cursor_id is not None or was_empty
        self._gone()
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
            column.scroll = column.cards[place].line - line
        column.clamp(self._room)

    def _tell(self) -> None:
        if self.cursor_id != self._told:
            self._told = self.cursor_id
            self.post_message(self.Highlighted(self.card))

    # The cursor

    def _to(self, place: int) -> None:
        self._choose(place)
        column = self._columns[self.cursor_column]
        if column.cards:
            column.reveal(self._places[self.cursor_column], self._room)
        self._paint()
        self._tell()

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

    def take_over(self, before: "Surface") -> None:
        """Stand where another stood, as large as it was: one who types ahead need not wait for the layout."""
        if self._sized != before._sized:
            self._sized, self._painted = before._sized, []
        self.plan, self.today, self.visitors = before.plan, before.today, before.visitors

    def go_to(self, card_id: int | None) -> None:
        """Put the cursor on a card."""
        self.cursor_id = card_id
        self._arrange()

    # Drawing

    def _styles(self) -> Look:
        if self._look is None:
            names = (field.name.replace("_", "-") for field in fields(Look))
            self._look = Look(*(component_style(self, f"board--{name}") for name in names))
        return self._look

    def _paint(self) -> None:
        """Work out every visible line, and ask for a repaint of those that changed."""
        if not self._sized.width or not self.is_mounted:
            return
        resting = self.has_class("-resting")
        scene = Scene(
            self._styles(),
            self._width,
            self._sized.height,
            self._compact,
            None if resting else self.cursor_id,
            self.lifted is not None,
            self.visitors,
            self.marks,
        )
        parts = self._parts(scene)
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
