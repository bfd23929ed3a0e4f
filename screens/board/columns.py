"""Where each card stands: four columns, each with its own height and its own scroll."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.cells import cell_len
from textual.strip import Strip

from models.card import Card
from models.commitment import Status
from models.plan import PlanRow
from screens.board.face import Face, face_of
from screens.board.lines import Look, compact_note, fold

COLUMNS = (Status.NOT_STARTED, Status.PLANNED, Status.IN_PROGRESS, Status.DONE)


@dataclass(slots=True)
class Placed:
    """A card in its column, at so many lines from the column's top."""

    card: Card
    face: Face
    top: int
    height: int
    drawn: tuple[tuple[Look, int, bool], tuple[Strip, ...]] | None = field(default=None, kw_only=True)
    """Its lines in a look and a width, where only itself shows on them: no cursor, no visitor, no mark."""

    @property
    def line(self) -> int:
        """The line the card itself begins on."""
        return self.top


@dataclass(slots=True)
class Column:
    """One column: its cards in the plan's order, and how far it is scrolled."""

    cards: list[Placed] = field(default_factory=list)
    height: int = 0
    scroll: int = 0

    def index_of(self, card_id: int | None) -> int | None:
        """A card's place in the column, or None."""
        return next((place for place, placed in enumerate(self.cards) if placed.card.id == card_id), None)

    def at(self, line: int) -> int:
        """The place of the card that covers a line of the column, or the last above it."""
        low, high = 0, len(self.cards)
        while low < high:
            middle = (low + high) // 2
            if self.cards[middle].top + self.cards[middle].height <= line:
                low = middle + 1
            else:
                high = middle
        return min(low, len(self.cards) - 1)

    def reveal(self, place: int, room: int) -> None:
        """Scroll no more than it takes to show a card whole."""
        placed = self.cards[place]
        if placed.top < self.scroll:
            self.scroll = placed.top
        elif placed.top + placed.height > self.scroll + room:
            self.scroll = min(placed.top, placed.top + placed.height - room)
        self.clamp(room)

    def clamp(self, room: int) -> None:
        """Keep the scroll within the column, and whole cards at its top."""
        self.scroll = max(0, min(self.scroll, self.height - room))
        if self.scroll and self.cards[place := self.at(self.scroll)].top < self.scroll:
            self.scroll = self.cards[min(place + 1, len(self.cards) - 1)].top


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where one who walks a column goes on, when the card under the cursor has left it."""

    card_id: int
    """The card that left."""
    column: int
    after: tuple[int, ...]
    """The cards that followed it there."""

    def place_in(self, column: Column) -> int:
        """The place of the first that followed and is still there, else the last."""
        places = {placed.card.id: place for place, placed in enumerate(column.cards)}
        return next((places[one] for one in self.after if one in places), len(places) - 1)


def way_back(known: WayBack | None, before: Column, card: Card | None) -> WayBack | None:
    """The way back for the cursor's card, which may just have left the column it stood in."""
    if card is None or (known is not None and known.card_id != card.id):
        known = None
    if card is None or (place := before.index_of(card.id)) is None:
        return known
    was = before.cards[place].card.status
    if was != card.status:
        after = tuple(placed.card.id for placed in before.cards[place + 1 :])
        known = known or WayBack(card.id, was - 1, after)
    # A card that came home leaves nothing to go back to.
    return None if known is not None and known.column == card.status - 1 else known


def card_height(face: Face, width: int, *, compact: bool) -> int:
    """How many lines a card takes, its blank line included."""
    if not compact:
        return len(fold(face.title, width - 2)) + 2
    note = cell_len(compact_note(face, width - 2))
    room = width - 2 - note - (1 if note else 0)
    return 1 if cell_len(face.title) <= room else 2


class Placer:
    """Places cards in columns, and remembers faces and heights of those that did not change."""

    def __init__(self) -> None:
        self._known: dict[int, Placed] = {}
        self._for: tuple[PlanRow, dt.date, int, bool] | None = None

    def place(
        self,
        cards: Iterable[Card],
        plan: PlanRow,
        today: dt.date,
        width: int,
        *,
        compact: bool,
        lifted: tuple[int, Status] | None = None,
    ) -> list[Column]:
        """The columns for these cards, unscrolled; it moves the cards of the columns it gave before."""
        if self._for != (plan, today, width, compact):
            self._for, self._known = (plan, today, width, compact), {}
        columns, known = [Column() for _ in COLUMNS], self._known
        for card in cards:
            placed = known.get(card.id)
            if placed is None or placed.card is not card:
                face = face_of(card, plan, today)
                placed = known[card.id] = Placed(card, face, 0, card_height(face, width, compact=compact))
            status = lifted[1] if lifted and lifted[0] == card.id else card.status
            column = columns[status - 1]
            placed.top = column.height
            column.cards.append(placed)
            column.height += placed.height
        return columns
