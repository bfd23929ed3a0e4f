"""A question answered with one line, or with a text of several."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from models.text import BODY, TITLE
from screens.dialogs.drafted import Drafted
from screens.dialogs.fields import LineInput, Note, cleaned_paste
from screens.drafting import Begun
from screens.widgets.bottom import Keys

Check = Callable[[str], str | None]
"""Answers with the sentence that says what is wrong, or None."""
Preview = Callable[[str], str]
"""Says what the text will mean."""


class LineDialog(Drafted[str | None]):
    """One line; what is wrong with it is said below it, in place."""

    # So that the box does not jump while one types a date: there it takes two lines to say what it means.
    DEFAULT_CSS = "LineDialog.-narrow Note.-said { min-height: 2; }"
    HELP = "Skriv på raden. Enter sparar, Esc lämnar allt som det var."

    def __init__(
        self,
        title: str,
        value: str = "",
        hint: str = "",
        check: Check | None = None,
        max_length: int = TITLE,
        preview: Preview | None = None,
        begun: Begun | None = None,
    ) -> None:
        super().__init__(title, hint)
        self._value, self._check, self._max, self._preview = value, check, max_length, preview
        self._begun = begun or Begun()
        self.drafting = self._begun.drafting
        self.note = Note()

    def body(self) -> Iterable[Widget]:
        """The line and the note."""
        begun = self._begun.text
        yield LineInput(begun or self._value, max_length=self._max, select=begun is None)
        yield self.note

    def on_mount(self) -> None:
        """Say what the line means as it stands."""
        self._explain(self._value)
        if self._begun.says:
            self.note.say(self._begun.says)

    def _explain(self, value: str) -> None:
        self.note.say(self._preview(value) if self._preview else "")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._explain(event.value)
        self.keep(event.value if self._changed(event.value) else None)

    def _changed(self, text: str) -> bool:
        return text.strip() not in ("", self._value.strip())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._check is not None and (sentence := self._check(event.value)) is not None:
            self.note.say(sentence, wrong=True)
            return
        self.dismiss(event.value)

    def action_cancel(self) -> None:
        """Leave, after a question if there is a draft to keep or throw away."""
        if self.drafting is not None and self._changed(text := self.query_one(LineInput).value):
            self.keep(text)
            self.leave("skrivit")
        else:
            self.dismiss(None)


class TextBox(TextArea):
    """A text of several lines where Enter saves; pasted lines stay lines."""

    DEFAULT_CSS = """
    TextBox, TextBox:focus, TextBox.-textual-compact {
        height: 6;
        background: $panel;
        padding: 0 1;
        scrollbar-size: 0 0;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+n", "break_line", show=False)]

    @dataclass
    class Submitted(Message):
        """The member is done writing."""

        text: str

    def __init__(self, text: str = "") -> None:
        super().__init__(text, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self.text))

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        start, end = self.selection
        self.replace(cleaned_paste(event.text, lines=True), start, end)

    def action_break_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")


class TextDialog(Drafted[str | None]):
    """A text; Enter saves it, Ctrl+N begins a new line."""

    KEYS: ClassVar[Keys] = (("Enter", "spara"), ("Esc", "avbryt"), ("Ctrl+N", "ny rad"))
    HELP = "Skriv fritt. Enter sparar, Ctrl+N börjar en ny rad. Inklistrade rader blir kvar."

    def __init__(
        self,
        title: str,
        value: str = "",
        hint: str = "",
        check: Check | None = None,
        begun: Begun | None = None,
    ) -> None:
        super().__init__(title, hint)
        self._value, self._check, self._begun = value, check, begun or Begun()
        self.drafting = self._begun.drafting
        self.note = Note()

    def body(self) -> Iterable[Widget]:
        """The text and the note."""
        begun = self._begun.text
        yield TextBox(self._value if begun is None else begun)
        yield self.note

    def on_mount(self) -> None:
        """Say where the text comes from, and go on at its end."""
        box = self.query_one(TextBox)
        box.move_cursor(box.document.end)
        self.note.say(self._begun.says)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        text = event.text_area.text
        self.keep(text if self._changed(text) else None)

    def _changed(self, text: str) -> bool:
        return text.strip() not in ("", self._value.strip())

    @on(TextBox.Submitted)
    def _submitted(self, event: TextBox.Submitted) -> None:
        sentence = self._check(event.text) if self._check else None
        if sentence is None and len(event.text) > BODY:
            sentence = f"Texten är {len(event.text)} tecken lång; {BODY} är det mesta som får plats."
        if sentence is not None:
            self.note.say(sentence, wrong=True)
            return
        self.dismiss(event.text)

    def action_cancel(self) -> None:
        """Leave, after a question if something was written."""
        if self._changed(self.query_one(TextBox).text):
            self.leave("skrivit")
        else:
            self.dismiss(None)
