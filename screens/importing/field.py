"""The field a whole document is pasted in: bracketed, or key by key as older terminals paste."""

import unicodedata
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

PASTED_WITHIN = 0.05
"""So many seconds after the key before, a tab is part of what is pasted; nobody types so fast."""
_UNSEEN = {"Cc", "Cf", "Cs"}
MOST_AT_ONCE = 64 * 1024
"""Keys kept for the field while they wait; as much as the driver holds."""


def as_lines(text: str) -> str:
    """A text with its lines ended as everywhere else, without signs that are drawn as nothing."""
    ended = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(one for one in ended if one in "\n\t" or unicodedata.category(one) not in _UNSEEN)


class PlanField(TextArea):
    """Takes a text as it stands: Enter makes a line, and Tab or the last arrow down leads on."""

    DEFAULT_CSS = """
    PlanField, PlanField:focus, PlanField.-textual-compact {
        height: 1fr;
        background: $panel;
        padding: 0 1;
        scrollbar-size: 0 0;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+j", "nothing", show=False)]

    class Left(Message):
        """The member goes on, past the last line."""

    def __init__(self, text: str = "") -> None:
        super().__init__(as_lines(text), compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self._half_ended = False

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.take(event.text)

    def take(self, text: str) -> None:
        """Put pasted text where the cursor is, instead of what is marked."""
        # A line's end of two signs may come in two pieces.
        text, self._half_ended = text.removeprefix("\n" * self._half_ended), text.endswith("\r")
        start, end = self.selection
        self.move_cursor(self.replace(as_lines(text), start, end).end_location)
        # How far there is to scroll is known once the new lines have been laid out.
        self.call_after_refresh(self.scroll_cursor_visible)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go a line down; past the last one, on."""
        if not select and self.cursor_at_last_line:
            self.post_message(self.Left())
        else:
            super().action_cursor_down(select)

    def action_nothing(self) -> None:
        """Let the second half of a pasted line's end pass."""


def is_text(event: events.Event, before: float) -> bool:
    """Whether a key that waits is part of a text, the one before having come at a time."""
    if not isinstance(event, events.Key) or event.character is None:
        return False
    if event.key == "tab":
        return event.time - before < PASTED_WITHIN
    return event.is_printable or event.key in {"enter", "ctrl+j"}
