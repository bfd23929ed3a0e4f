"""The plan's cards as a list in groups: by area, by person or by time."""

import datetime as dt
from dataclasses import dataclass, field

from textual.reactive import var
from textual.strip import Strip

from models.grouping import Group, Shape, grouped
from models.plan import AreaRow, PlanRow
from models.story import status_word
from screens.board.columns import Column, Placed
from screens.board.face import face_of
from screens.board.painting import Heading, Scene, column_lines
from screens.board.rows import group_strips, row_strips
from screens.board.surface import Surface

NAMES = {
    Shape.BOARD: "Tavla",
    Shape.AREAS: "Per område",
    Shape.PEOPLE: "Per person",
    Shape.TIMES: "Per tid",
}
"""What each way of laying the cards out is called."""


@dataclass(slots=True)
class Row(Placed):
    """A card in its group; a group's first card has the heading above it."""

    group: Group
    lead: int = 0
    """Lines of heading above the card."""

    @property
    def line(self) -> int:
        """The line the card itself begins on."""
        return self.top + self.lead


@dataclass(slots=True)
class Sheet(Column):
    """All groups below each other; a card may stand in several of them."""

    cards: list[Row] = field(default_factory=list)  # type: ignore[assignment]
    group: int | None = None
    """The group the cursor stands in."""

    def index_of(self, card_id: int | None) -> int | None:
        """A card's place, in the cursor's group if it stands there."""
        first: int | None = None
        for place, row in enumerate(self.cards):
            if row.card.id == card_id:
                if row.group.key == self.group:
                    return place
                first = place if first is None else first
        return first

    def reveal(self, place: int, room: int) -> None:
        """Scroll no more than it takes to show a card, its heading only if it stands first."""
        row = self.cards[place]
        top = row.line if place else row.top
        if top < self.scroll:
            self.scroll = top
        elif row.top + row.height > self.scroll + room:
            self.scroll = row.top + row.height - room
        self.clamp(room)

    def clamp(self, room: int) -> None:
        """Keep the scroll within the sheet."""
        self.scroll = max(0, min(self.scroll, self.height - room))


class CardList(Surface):
    """One line a card, under headings."""

    shape: var[Shape] = var(Shape.AREAS, init=False)
    areas: var[tuple[AreaRow, ...]] = var((), init=False)

    def __init__(self, plan: PlanRow) -> None:
        super().__init__(plan)
        self._columns = [Sheet()]
        self._known: dict[tuple[int, int], Row] = {}
        self._known_for: tuple[PlanRow, dt.date, Shape] | None = None
        self._group: int | None = None

    def watch_shape(self) -> None:
        """Other groups; the cursor stays on its card."""
        self._group = None
        self._arrange()

    def watch_areas(self) -> None:
        """Areas by other names."""
        self._arrange()

    def _placed(self) -> list[Column]:
        if self._known_for != (self.plan, self.today, self.shape):
            self._known_for, self._known = (self.plan, self.today, self.shape), {}
        sheet, known = Sheet(group=self._group), self._known
        lines, apart = (2, 0) if self._compact else (1, 1)
        for group in grouped(self.shape, self.rows, self.areas, self.today):
            lead = 1 + (apart if sheet.cards else 0)
            for card in group.cards:
                row = known.get((group.key, card.id))
                if row is None or row.card is not card:
                    row = Row(card, face_of(card, self.plan, self.today), 0, 0, group)
                    known[group.key, card.id] = row
                row.group, row.top, row.lead, row.height = group, sheet.height, lead, lead + lines
                sheet.cards.append(row)
                sheet.height += row.height
                lead = 0
        return [sheet]

    def _sheet(self) -> Sheet:
        sheet = self._columns[0]
        assert isinstance(sheet, Sheet)
        return sheet

    def _followed(self, before: Column) -> None:
        self._remember_group()

    def _choose(self, place: int) -> None:
        super()._choose(place)
        self._remember_group()

    def _remember_group(self) -> None:
        sheet = self._sheet()
        self._group = sheet.group = sheet.cards[self._places[0]].group.key if sheet.cards else None

    def _to(self, place: int) -> None:
        super()._to(place)
        sheet = self._sheet()
        if sheet.cards and (row := sheet.cards[self._places[0]]).top < sheet.scroll:
            # One who goes there oneself sees the heading, too.
            sheet.scroll = row.top
            self._paint()

    def move_cursor(self, dx: int, dy: int) -> None:
        """Move the cursor up or down; what is to the left is not the list's."""
        if dy:
            self._to(self._places[0] + dy)
        elif dx < 0:
            self.post_message(self.Left())

    def _parts(self, scene: Scene) -> list[list[Strip]]:
        heading = Heading(NAMES[self.shape], number=len(self.rows))
        here = not self.has_class("-resting")
        return [column_lines(scene, self._sheet(), heading, here=here, empty=self.empty, draw=self._draw)]

    def _draw(self, scene: Scene, placed: Placed) -> tuple[Strip, ...]:
        assert isinstance(placed, Row)
        group, number = placed.group, placed.card.id
        strips = row_strips(
            placed.face,
            status_word(placed.card.status),
            scene.width,
            scene.look,
            cursor=number == scene.cursor and group.key == self._group,
            marked=number in scene.marks,
            compact=scene.compact,
            visitors=scene.visitors.get(number, ""),
        )
        if not placed.lead:
            return strips
        heads = group_strips(group.title, len(group.cards), scene.width, scene.look, apart=placed.lead > 1)
        return (*heads, *strips)
