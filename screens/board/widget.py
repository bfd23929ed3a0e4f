"""The board itself: the plan's cards in four columns, and what one does there with arrows."""

from dataclasses import dataclass

from textual.message import Message
from textual.strip import Strip

from models.card import Card
from models.commitment import Status
from models.plan import PlanRow
from models.story import status_word
from screens.board.columns import COLUMNS, Column, Placer, WayBack, way_back
from screens.board.painting import Heading, Scene, column_lines
from screens.board.surface import Surface

WIDE = 100
"""From this many cells all four columns are shown, and the areas beside them."""
MIDDLE = 80
"""From this many cells two columns are shown, below it one."""


class Board(Surface):
    """The columns of one plan."""

    @dataclass
    class Dropped(Message):
        """The member let a lifted card go in a column."""

        card: Card
        status: Status

    def __init__(self, plan: PlanRow) -> None:
        super().__init__(plan, len(COLUMNS))
        self._placer = Placer()
        self._first = 0
        self._back: WayBack | None = None

    # What is shown

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
    def _width(self) -> int:
        """Cells a column; all alike, so that a card has the same lines wherever it stands."""
        many = self._column_count()
        return max(1, (self._sized.width - (many - 1)) // many)

    def _placed(self) -> list[Column]:
        lifted = (self.cursor_id, self.lifted) if self.lifted and self.cursor_id else None
        return self._placer.place(
            self.rows, self.plan, self.today, self._width, compact=self._compact, lifted=lifted
        )

    def _followed(self, before: Column) -> None:
        self._back = way_back(self._back, before, self.card)

    def _gone(self) -> None:
        # What was lifted is no longer here to be let go.
        self.lifted = None

    def _parts(self, scene: Scene) -> list[list[Strip]]:
        shown = self._shown_columns()
        return [
            column_lines(
                scene,
                self._columns[number],
                Heading(
                    ("◄ " if number == shown.start > 0 else "") + status_word(COLUMNS[number]),
                    " ►" if number == shown.stop - 1 < len(COLUMNS) - 1 else "",
                ),
                here=number == self.cursor_column and not self.has_class("-resting"),
                empty=self.empty if number == self.cursor_column else "",
            )
            for number in shown
        ]

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
        super()._to(place)

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

    def go_to(self, card_id: int | None) -> None:
        """Put the cursor on a card."""
        self._back = None
        super().go_to(card_id)

    def rest(self, resting: bool) -> None:
        """Dim the cursor while the list of areas has it."""
        self._back = None
        super().rest(resting)

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
