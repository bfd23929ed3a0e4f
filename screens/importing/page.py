"""The preview's lines with their cursor, and the words behind the line it stands on."""

from collections.abc import Callable

from textual import events
from textual.message import Message

from models.readers.plan_draft import PlanDraft
from screens.importing.preview_lines import Row, Stop, What, question_at, wording_at
from screens.widgets.lines import Line, LinesView, Look, wrap

_A_STEP = 2
"""Lines; what is farther out of sight is gone to, and shown with what stands around it."""
_SAYS = {
    What.SAVE: "Inget är sparat förrän du väljer det här. Gå igenom planen först: Enter på en rad visar "
    "vad man kan göra med den.",
    What.YEAR: "Året avgör när planen gäller, och vilka dagar dess datum blir.",
    What.ADOPTED: "En antagen plans ord står fast. Ett förslag går att arbeta om.",
    What.NEXT: "Rader med ? är sådant läsningen inte är säker på. Bekräfta dem eller ändra dem.",
}


class Filling(LinesView):
    """Lines in a place whose height they do not decide: drawn once their width is known."""

    def on_resize(self, event: events.Resize) -> None:
        """Draw what was folded for the new width."""
        self.refresh()


class PreviewPage(Filling):
    """Every line of the draft; the cursor stands on those one can do something with."""

    DEFAULT_CSS = "PreviewPage { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """The cursor stands on another line."""

    def __init__(self, rows: Callable[[int], list[Row]]) -> None:
        self._make = rows
        self._rows: list[Row] = []
        self.cursor: Stop | None = None
        super().__init__(self._built)

    def _built(self, width: int) -> list[Line]:
        # The column to the right is kept free for the sign that there is more.
        before = self._line_of(self.cursor)
        self._rows = self._make(width - 1)
        if self._line_of(self.cursor) is None:
            self.cursor = self._nearest(before or 0)
            self.post_message(self.Moved())
        return [row.line for row in self._rows]

    def _line_of(self, stop: Stop | None) -> int | None:
        return next((place for place, row in enumerate(self._rows) if stop and row.stop == stop), None)

    @property
    def _places(self) -> list[int]:
        return [place for place, row in enumerate(self._rows) if row.stop is not None]

    def _nearest(self, place: int) -> Stop | None:
        found = min(self._places, key=lambda one: abs(one - place), default=None)
        return None if found is None else self._rows[found].stop

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor's line in sight at another size."""
        self.call_after_refresh(self._reveal)

    def go(self, stop: Stop) -> None:
        """Stand on a line; on the one nearest to where it would be where it is gone."""
        self.cursor = stop
        self.rebuild()
        self._reveal()

    def _reveal(self) -> None:
        place = self._line_of(self.cursor)
        if place is not None:
            first = self._places[0]
            # What stands above the first choice comes into view with it.
            above = 0 if place == first < self.size.height else place
            below = place - self.top - self.size.height + 1
            if max(below, self.top - above) > _A_STEP:
                self.scroll_by(above - self.size.height // 2 - self.top)
            elif above < self.top or below > 0:
                self.scroll_by(max(below, 0) or above - self.top)
        self.refresh()
        self.post_message(self.Moved())

    def _stand(self, place: int) -> None:
        self.cursor = self._rows[place].stop
        self._reveal()

    def move(self, step: int) -> None:
        """Go to the line after, or the one before."""
        here = self._line_of(self.cursor) or 0
        ahead = [place for place in self._places if (place - here) * step > 0]
        if ahead:
            self._stand(ahead[0] if step > 0 else ahead[-1])

    def move_end(self, direction: int) -> None:
        """Go to the first line, or to the last."""
        if places := self._places:
            self._stand(places[0] if direction < 0 else places[-1])

    def move_page(self, direction: int) -> None:
        """Go a page on, or back."""
        here = self._line_of(self.cursor) or 0
        if places := self._places:
            wanted = here + direction * self.page
            self._stand(min(places, key=lambda place: abs(place - wanted)))

    def line_at(self, place: int) -> tuple[Line, bool]:
        """A line; the cursor's begins with a bar."""
        if place >= len(self._rows):
            return (), False
        row = self._rows[place]
        if row.stop is None or row.stop != self.cursor:
            return row.line, False
        return (("▌", Look.ACCENT), *row.line[1:]), True


class Behind(Filling, can_focus=False):
    """What is asked on the cursor's line, and the document's own words for it."""

    DEFAULT_CSS = """
    Behind { height: 4; width: 1fr; border-top: solid $panel-lighten-1; }
    .-short Behind { height: 3; }
    """

    def __init__(self) -> None:
        super().__init__(self._built)
        self._question, self._words = "", ""

    def show(self, draft: PlanDraft, stop: Stop | None) -> None:
        """Show what is behind a line."""
        self._question = (question_at(draft, stop) or "") if stop else ""
        words = wording_at(draft, stop) if stop else ""
        says = _SAYS.get(stop.what, "") if stop else ""
        self._words = f"”{words}”" if words else says
        self.top = 0
        self.rebuild()

    def _built(self, width: int) -> list[Line]:
        lines: list[Line] = []
        if self._question:
            lines += [((f" {line}", Look.BOLD),) for line in wrap(f"? {self._question}", width - 3)]
        if self._words:
            lines += [((f" {line}", Look.DIM),) for line in wrap(self._words, width - 3)]
        return lines
