"""Text drawn by line: pieces of a line with a look each, folded and cut by cells, never parsed as markup."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from models.text import printable
from screens.widgets.cells import shorten


class Look(StrEnum):
    """How a piece of a line looks; its words or signs always say the same."""

    PLAIN = "plain"
    DIM = "dim"
    BOLD = "bold"
    ACCENT = "accent"
    RED = "red"


Line = tuple[tuple[str, Look], ...]
"""One line: its pieces from left to right."""


def wrap(text: str, width: int) -> list[str]:
    """The text folded between words; the pieces put together are the text again, line breaks aside."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        rest, width = printable(paragraph), max(1, width)
        while cell_len(rest) > width:
            head = _head(rest, width)
            # A space that does not fit any more may hang over the edge, where nobody sees it.
            cut = len(head) if rest[len(head)] == " " else head.rfind(" ") + 1
            taken = cut if cut > 0 else max(1, len(head))
            while taken < len(rest) and rest[taken] == " " and cut > 0:
                taken += 1
            lines.append(rest[:taken])
            rest = rest[taken:]
        lines.append(rest)
    return lines


def _head(text: str, width: int) -> str:
    head = text[:width]
    while cell_len(head) > width:
        head = head[:-1]
    return head


def spread(left: Line, right: Line, width: int) -> Line:
    """Both ends of a line with the gap between them; the left one is cut where they meet."""
    used = sum(cell_len(text) for text, _ in right)
    room = width - used - (1 if right else 0)
    kept: list[tuple[str, Look]] = []
    for text, look in left:
        shown = shorten(text, room)
        kept.append((shown, look))
        room -= cell_len(shown)
        if shown != text:
            break
    gap = max(0, room) + (1 if right else 0)
    return (*kept, (" " * gap, Look.PLAIN), *right)


def hang(label: str, text: str, width: int, column: int, looks: tuple[Look, Look]) -> list[Line]:
    """A label with its text beside it, folded under itself; above it where there is no room beside."""
    label_look, text_look = looks
    if width < column * 2:
        head: list[Line] = [((label, label_look),)] if label else []
        return head + [((f" {line}", text_look),) for line in wrap(text, width - 1)]
    lines = wrap(text, width - column)
    first = (set_cell_size(shorten(label, column - 1), column), label_look)
    rest = (" " * column, Look.PLAIN)
    return [(rest if place else first, (line, text_look)) for place, line in enumerate(lines)]


class LineWidget(Widget):
    """A widget that draws lines; `render_line` of a subclass gives them to `strip`."""

    DEFAULT_CSS = """
    LineWidget {
        &>.line--plain { color: $foreground; }
        &>.line--dim { color: $text-muted; }
        &>.line--bold { color: $foreground; text-style: bold; }
        &>.line--accent { color: $accent; }
        &>.line--red { color: $text-error; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{look}" for look in Look}

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name)

    def strip(self, line: Iterable[tuple[str, Look]], width: int, *, cursor: bool = False) -> Strip:
        """A line as wide as asked for, under the cursor or not."""
        segments = [
            Segment(printable(text), self._style(f"line--{_cursored(look, cursor)}")) for text, look in line
        ]
        ground = self._style("line--cursor" if cursor else "line--plain")
        return Strip(segments).adjust_cell_length(max(0, width), ground)


class CursorLines(LineWidget):
    """Lines of which one may have the cursor."""

    DEFAULT_CSS = """
    CursorLines {
        &>.line--cursor { color: $foreground; background: $panel-lighten-1; text-style: bold; }
        &>.line--cursor-accent { color: $accent; background: $panel-lighten-1; }
        &>.line--cursor-red { color: $text-error; background: $panel-lighten-1; text-style: bold; }
        &>.line--cursor-dim { color: $foreground; background: $panel-lighten-1; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line--cursor",
        *(f"line--cursor-{look}" for look in (Look.DIM, Look.ACCENT, Look.RED)),
    }


def _cursored(look: Look, cursor: bool) -> str:
    if not cursor:
        return look
    return f"cursor-{look}" if look in {Look.DIM, Look.ACCENT, Look.RED} else "cursor"


Build = Callable[[int], Sequence[Line]]
"""Gives the lines for a width."""


class LinesView(CursorLines, can_focus=True):
    """Lines that are read by scrolling; `▼` and `▲` at the edge say that there is more."""

    DEFAULT_CSS = "LinesView { height: auto; }"

    def __init__(self, build: Build, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._build = build
        self._lines: Sequence[Line] = ()
        self._width = 0
        self.top = 0
        """The first line that is shown."""

    def rebuild(self) -> None:
        """Ask for the lines anew, and stay where one reads."""
        self._width = 0
        self._fold(self.size.width)
        self.scroll_by(0)
        self.refresh()

    def _fold(self, width: int) -> None:
        if width and width != self._width:
            self._width, self._lines = width, tuple(self._build(width))

    def on_resize(self, event: events.Resize) -> None:
        """Fold the lines for the new width."""
        self._fold(event.size.width)
        self.scroll_by(0)
        # The lines may have been asked for, and kept, at the new size before they were folded for it.
        self.refresh()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many rows as there are lines."""
        self._fold(width)
        return len(self._lines)

    def scroll_by(self, lines: int) -> None:
        """Move the view so many lines down."""
        top = max(0, min(self.top + lines, len(self._lines) - max(1, self.size.height)))
        if top != self.top:
            self.top = top
            self.refresh()

    @property
    def page(self) -> int:
        """How many lines a page key moves."""
        return max(1, self.size.height - 2)

    def line_at(self, place: int) -> tuple[Line, bool]:
        """A line, and whether the cursor stands there."""
        return (self._lines[place] if place < len(self._lines) else ()), False

    def render_line(self, y: int) -> Strip:
        """The line that is shown on a row."""
        width, height = self.size.width, self.size.height
        line, cursor = self.line_at(self.top + y)
        more = "▲" if y == 0 and self.top else ""
        if y == height - 1 and self.top + height < len(self._lines):
            more = "▼"
        if not more:
            return self.strip(line, width, cursor=cursor)
        edge = self.strip(((more, Look.ACCENT),), 1)
        return Strip([*self.strip(line, width - 1, cursor=cursor), *edge])
