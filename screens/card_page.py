"""The lines of a card's page, with a cursor on those where Enter does something."""

from collections.abc import Callable

from screens.card_story import Does, Part, Row
from screens.widgets.lines import Line, LinesView, Look

Stop = str | int | Part
_AT_ONCE = 2
"""How many lines an arrow moves the view where there is nothing to choose."""


class CardPage(LinesView):
    """The page's lines, with a cursor on those where Enter does something."""

    def __init__(self, rows: Callable[[int], list[Row]]) -> None:
        self._rows: list[Row] = []
        self._make = rows
        self.cursor: Does = None
        super().__init__(self._built)

    def _built(self, width: int) -> list[Line]:
        # The column to the right is kept free for the sign that there is more.
        stood = self._stops().get(self.cursor, 0) if self.cursor is not None else 0
        self._rows = self._make(width - 1)
        stops = self._stops()
        if stops and self.cursor not in stops:
            # Where a row went away the cursor stays among its neighbours.
            self.cursor = min(stops, key=lambda does: abs(stops[does] - stood))
        return [row.line for row in self._rows]

    def _stops(self) -> dict[Stop, int]:
        """What Enter does, and on which line it first stands."""
        stops: dict[Stop, int] = {}
        for place, row in enumerate(self._rows):
            if row.does is not None:
                stops.setdefault(row.does, place)
        return stops

    def rebuild(self) -> None:
        """Ask for the lines anew; the cursor's row stays where it stood on the screen."""
        before = self._stops().get(self.cursor) if self.cursor is not None else None
        super().rebuild()
        now = self._stops().get(self.cursor) if self.cursor is not None else None
        if before is None or now is None:
            return
        if self.top:
            self.scroll_by(now - before)
        elif before < self.size.height:
            self._go(now, self.cursor)

    def stand_on(self, does: Does) -> None:
        """Go to a row, if it is there."""
        place = self._stops().get(does) if does is not None else None
        if place is not None:
            self._go(place, does)

    def _in_view(self, place: int) -> bool:
        return self.top <= place < self.top + self.size.height

    @property
    def chosen(self) -> Does:
        """What Enter does now; nothing while the cursor is scrolled out of sight."""
        place = self._stops().get(self.cursor) if self.cursor is not None else None
        return self.cursor if place is not None and self._in_view(place) else None

    def move(self, step: int) -> None:
        """Go to the next line where Enter does something, or read on where there is none in sight."""
        stops = self._stops()
        here = stops.get(self.cursor, 0) if self.cursor is not None else 0
        ahead = sorted((place, does) for does, place in stops.items() if (place - here) * step > 0)
        if not self._in_view(here):
            ahead = [one for one in ahead if self._in_view(one[0])]
            if not ahead and (here < self.top) == (step < 0):
                self.scroll_by(step * _AT_ONCE)
                return
        place, does = (ahead[0] if step > 0 else ahead[-1]) if ahead else (None, self.cursor)
        if place is not None and self.top - 1 <= place <= self.top + self.size.height:
            self._go(place, does)
        else:
            self.scroll_by(step * _AT_ONCE)

    def _go(self, place: int, does: Does) -> None:
        self.cursor = does
        last = max(line for line, row in enumerate(self._rows) if row.does == does)
        if place < self.top:
            self.scroll_by(place - self.top)
        elif last >= self.top + self.size.height:
            self.scroll_by(min(place - self.top, last - self.top - self.size.height + 1))
        self.refresh()

    def move_end(self, direction: int) -> None:
        """Go to the first or the last."""
        stops = sorted((place, does) for does, place in self._stops().items())
        if stops:
            place, does = stops[0] if direction < 0 else stops[-1]
            self.scroll_by(direction * len(self._rows))
            self._go(place, does)

    def move_page(self, direction: int) -> None:
        """Read a page on or back; the cursor comes along where it can."""
        self.scroll_by(direction * self.page)
        seen = sorted((place, does) for does, place in self._stops().items() if self._in_view(place))
        if seen:
            self._go(*(seen[0] if direction > 0 else seen[-1]))

    def line_at(self, place: int) -> tuple[Line, bool]:
        """A line; the cursor's begins with a bar."""
        if place >= len(self._rows):
            return (), False
        row = self._rows[place]
        if row.does is None or row.does != self.cursor:
            return row.line, False
        return (("▌", Look.ACCENT), *row.line[1:]), True
