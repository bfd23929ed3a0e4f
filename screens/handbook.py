"""The handbook as a page to read: its chapters beside it where there is room, and words to search for."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from models.handbook import Chapter, Kind, Piece, handbook
from models.text import search_text
from screens.dialogs.fields import LineInput
from screens.dialogs.pick_dialog import Choice, PickDialog
from screens.dialogs.text_view import Reading
from screens.widgets.bottom import KeyLine, Keys
from screens.widgets.cells import shorten
from screens.widgets.lines import CursorLines, Line, LinesView, Look, hang, wrap

_WIDEST = 90
_BESIDE = 100
_CONTENTS = 34
_LABEL = 16
_ABOVE = 3
"""So many lines are shown above what was searched for."""


class _Contents(CursorLines):
    """The chapters, the one that is read under the cursor."""

    DEFAULT_CSS = f"_Contents {{ width: {_CONTENTS}; height: 1fr; }}"
    here = 0

    def render_line(self, y: int) -> Strip:
        """One chapter."""
        chapters, width = handbook(), self.size.width
        if not 0 < y <= len(chapters):
            return self.strip((), width)
        words, read = f" {y:>2} {chapters[y - 1].title}", y == self.here
        line = ((shorten(words, width - 2), Look.PLAIN if read else Look.DIM),)
        return Strip([*self.strip(line, width - 2, cursor=read), *self.strip((("  ", Look.PLAIN),), 2)])


class _Text(LinesView):
    """The lines, of which one may be what was searched for."""

    hit: int | None = None

    def line_at(self, place: int) -> tuple[Line, bool]:
        """A line, and whether it was searched for."""
        line, _ = super().line_at(place)
        return line, place == self.hit


class Handbook(Reading):
    """The whole handbook, from the first chapter or from one that was asked for."""

    DEFAULT_CSS = """
    Handbook {
        &>.box { width: 100%; height: 100%; }
        Horizontal { height: 1fr; }
        Horizontal>LinesView { height: 1fr; width: 1fr; }
        _Contents { display: none; }
        &.-beside _Contents { display: block; }
        LineInput { display: none; }
        &.-searching LineInput { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "chapter(-1)", show=False),
        Binding("right,l", "chapter(1)", show=False),
        Binding("slash", "search", show=False),
        Binding("n", "found(1)", show=False),
        Binding("N", "found(-1)", show=False),
        Binding("o,enter", "contents", show=False),
        Binding("q", "close", show=False),
    ]
    KEYS: ClassVar[Keys] = (
        ("Esc", "stäng"),
        ("↑↓", "bläddra"),
        ("Enter", "kapitel"),
        ("/", "sök"),
        ("←→", "byt kapitel"),
    )
    FOUND: ClassVar[Keys] = (("n", "nästa"), ("N", "förra"), ("/", "sök annat"), ("Esc", "stäng"))
    TYPING: ClassVar[Keys] = (("Enter", "sök"), ("Esc", "avbryt"))

    def __init__(self) -> None:
        super().__init__("Handboken", self._lines)
        self._starts: list[int] = []
        self._texts: list[str] = []
        self._contents, self._field = _Contents(), LineInput(placeholder="Sök i handboken")
        self._needle = ""
        self._text = self.view = _Text(self._lines)

    def body(self) -> Iterable[Widget]:
        """The chapters and the text."""
        yield Horizontal(self._contents, self.view)

    def foot(self) -> Iterable[Widget]:
        """Where one searches."""
        yield self._field

    def compose(self) -> ComposeResult:
        """The page, laid out for the terminal from the first."""
        self._lay_out(self.app.size.width)
        yield from super().compose()

    def on_mount(self) -> None:
        """Read from the beginning."""
        self.view.focus()
        self._tell_place()

    def on_resize(self, event: Resize) -> None:
        """Have the chapters beside the text where there is room."""
        super().on_resize(event)
        self._lay_out(event.size.width)
        self.call_after_refresh(self._tell_place)

    def _lay_out(self, width: int) -> None:
        self.set_class(width >= _BESIDE, "-beside")

    # The text

    def _lines(self, width: int) -> list[Line]:
        # The column to the right is kept free for the sign that there is more.
        room = min(width - 1, _WIDEST)
        lines: list[Line] = []
        self._starts = []
        for chapter in handbook():
            lines.append(())
            self._starts.append(len(lines))
            lines.append(((f"{chapter.number}  {chapter.title}", Look.BOLD),))
            lines += _told(chapter, room)
        lines.append(())
        self._texts = [search_text("".join(text for text, _ in line)).strip() for line in lines]
        return lines

    @property
    def _chapter(self) -> int:
        """The number of the chapter that is read."""
        return max(1, sum(start <= self.view.top + 1 for start in self._starts))

    def _go(self, line: int) -> None:
        self.view.scroll_by(line - self.view.top)
        self._tell_place()

    def _tell_place(self) -> None:
        if self._contents.here != self._chapter:
            self._contents.here = self._chapter
            self._contents.refresh()

    # Keys

    def action_scroll(self, lines: int) -> None:
        """Read on, or back."""
        super().action_scroll(lines)
        self._tell_place()

    def action_page(self, direction: int) -> None:
        """Read a page on, or back."""
        super().action_page(direction)
        self._tell_place()

    def action_chapter(self, step: int) -> None:
        """Go to the next chapter, or to the beginning of this one and then the one before."""
        top = self.view.top
        starts = [start - 1 for start in self._starts]
        ahead = [start for start in starts if start > top] if step > 0 else [s for s in starts if s < top]
        if ahead:
            self._go(ahead[0] if step > 0 else ahead[-1])

    @work
    async def action_contents(self) -> None:
        """Choose a chapter from the list."""
        choices = tuple(Choice(one.number, f"{one.number} {one.title}") for one in handbook())
        chosen = frozenset({self._chapter})
        picked = await self.app.push_screen_wait(PickDialog("Vilket kapitel?", choices, chosen))
        if picked:
            self._go(self._starts[picked[0] - 1] - 1)

    def action_search(self) -> None:
        """Ask for the words to search for."""
        self.add_class("-searching")
        self.query_one(KeyLine).show(self.TYPING)
        self._field.value = self._needle
        self._field.focus()

    @on(Input.Submitted)
    def _search(self, event: Input.Submitted) -> None:
        event.stop()
        self._needle = search_text(event.value.strip())
        self._end_search()
        self._text.hit = None
        if self._needle:
            self._seek(self.view.top, 1)

    def _end_search(self) -> None:
        self.remove_class("-searching")
        self.query_one(KeyLine).show(self.FOUND if self._needle else self.KEYS)
        self.view.focus()

    def action_found(self, step: int) -> None:
        """Go to the next place where the words stand, or to the one before."""
        if self._needle:
            here = self.view.top if self._text.hit is None else self._text.hit
            self._seek(here + step, step)

    def _seek(self, line: int, step: int) -> None:
        # What is searched for may begin on one line and end on the next.
        pairs = enumerate(pairwise((*self._texts, "")))
        hits = [
            place for place, (text, after) in pairs if 0 <= f"{text} {after}".find(self._needle) < len(text)
        ]
        if not hits:
            self.remark("Det står inte i handboken.")
            return
        self.remarks.say("")
        ahead = [place for place in hits if (place - line) * step >= 0] or hits
        self._text.hit = ahead[0] if step > 0 else ahead[-1]
        self._go(max(0, self._text.hit - _ABOVE))
        self.view.refresh()

    def action_cancel(self) -> None:
        """Leave the search, or the handbook."""
        if self.has_class("-searching"):
            self._end_search()
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Leave the handbook."""
        self.dismiss(None)


def _told(chapter: Chapter, width: int) -> Iterator[Line]:
    before: Kind | None = None
    for piece in chapter.pieces:
        if piece.kind is not before or piece.kind is Kind.TEXT:
            yield ()
        yield from _folded(piece, width)
        before = piece.kind


def _folded(piece: Piece, width: int) -> list[Line]:
    match piece.kind:
        case Kind.HEADING:
            return [((line, Look.BOLD),) for line in wrap(piece.text, width)]
        case Kind.CODE:
            return [((f"  {line}", Look.BOLD),) for line in wrap(piece.text, width - 2)]
        case Kind.POINT:
            return _styled(
                piece, hang(f" {piece.label}", piece.text, width, cell_len(piece.label) + 2, _PLAIN)
            )
        case Kind.ROW:
            return hang(f"  {piece.label}", piece.text, width, _LABEL, (Look.ACCENT, Look.PLAIN))
    return _styled(piece, [((line, Look.PLAIN),) for line in wrap(piece.text, width)])


_PLAIN = (Look.PLAIN, Look.PLAIN)


def _styled(piece: Piece, lines: list[Line]) -> list[Line]:
    """The lines, whose last parts are the text's, with what is to be typed or pressed in bold."""
    typed = [code for text, code in piece.runs for _ in text]
    told: list[Line] = []
    place = 0
    for line in lines:
        *before, (text, _) = line
        parts: list[tuple[str, Look]] = []
        for sign in text:
            look = Look.BOLD if place < len(typed) and typed[place] else Look.PLAIN
            if parts and parts[-1][1] is look:
                parts[-1] = (parts[-1][0] + sign, look)
            else:
                parts.append((sign, look))
            place += 1
        told.append((*before, *parts))
    return told
