"""A text to read, or to mark and copy with the terminal's own means."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from screens.dialogs.dialog import Dialog
from screens.widgets.bottom import Keys
from screens.widgets.lines import Build, Line, LinesView, Look, wrap


class Reading(Dialog[None]):
    """Lines one scrolls through; any of the closing keys closes."""

    DEFAULT_CSS = """
    Reading {
        LinesView { max-height: 1fr; }
        KeyLine { margin-top: 0; }
        .title { margin-bottom: 0; }
        &>.box { overflow: hidden; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll(-1)", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("home,g", "scroll(-100000)", show=False),
        Binding("end,G", "scroll(100000)", show=False),
        Binding("enter,q", "cancel", show=False),
    ]
    KEYS: ClassVar[Keys] = (("Enter", "stäng"), ("↑↓", "bläddra"))

    def __init__(self, title: str, build: Build) -> None:
        super().__init__(title)
        self.view = LinesView(build)

    def body(self) -> Iterable[Widget]:
        """The lines."""
        yield self.view

    def action_scroll(self, lines: int) -> None:
        """Read on, or back."""
        self.view.scroll_by(lines)

    def action_page(self, direction: int) -> None:
        """Read a page on, or back."""
        self.view.scroll_by(direction * self.view.page)

    def action_help(self) -> None:
        """This is already as much as can be said."""


class TextView(Reading):
    """A text from edge to edge: nothing stands to its left, and folding adds no sign to it."""

    DEFAULT_CSS = """
    TextView {
        &>.box { width: 100%; padding: 0; }
        .title { padding: 0 1; }
    }
    """

    def __init__(self, title: str, text: str) -> None:
        self.text = text
        super().__init__(title, self._lines)

    def _lines(self, width: int) -> list[Line]:
        # The column to the right is kept free for the sign that there is more.
        return [((line, Look.PLAIN),) for line in ("", *wrap(self.text, width - 1), "")]
