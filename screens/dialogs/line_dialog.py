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


class _Worded(Drafted[str | None]):
    """A question answered in words, which go on from a draft where there is one."""

    def __init__(
        self,
        title: str,
        value: str = "",
        hint: str = "",
        check: Check | None = None,
        begun: Begun | None = None,
    ) -> None:
        super().__init__(title, hint)
        self._value, self._check, self._begun, self._most = value, check, begun or Begun(), BODY
        self.drafting = self._begun.drafting
        self.note = Note()

    @property
    def written(self) -> str:
        """What stands there now."""
        raise NotImplementedError

    @property
    def _first(self) -> str:
        return self._value if self._begun.text is None else self._begun.text

    def _keep_changed(self, text: str) -> None:
        self.keep(text if self._changed(text) else None)

    def _changed(self, text: str) -> bool:
        return text.strip() not in ("", self._value.strip())

    def _answer(self, text: str) -> None:
        sentence = self._check(text) if self._check else None
        if sentence is None and len(text) > self._most:
            sentence = f"Texten är {len(text)} tecken lång; {self._most} är det mesta som får plats."
        if sentence is not None:
            self.note.say(sentence, wrong=True)
            return
        self.dismiss(text)

    def action_cancel(self) -> None:
        """Leave, after a question if something was written."""
        if self._changed(self.written):
            self.leave("skrivit")
        else:
            self.dismiss(None)


_WRITTEN_ANEW = 60
"""Characters at most in an answer that is rather written anew than changed."""


class LineDialog(_Worded):
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
        super().__init__(title, value, hint, check, begun)
        self._most, self._preview = max_length, preview

    def body(self) -> Iterable[Widget]:
        """The line and the note."""
        # A day or a number is written anew; a title is gone on with, and must not go with the first letter.
        anew = self._begun.text is None and self._most <= _WRITTEN_ANEW
        yield LineInput(self._first, max_length=self._most, select=anew)
        yield self.note

    def on_mount(self) -> None:
        """Say what the line means as it stands, or where it comes from."""
        self.note.say(self._begun.says or self._meaning(self._value))

    def _meaning(self, value: str) -> str:
        return self._preview(value) if self._preview else ""

    @property
    def written(self) -> str:
        """What stands on the line."""
        return self.query_one(LineInput).value

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._begun.text:
            self.note.say(self._meaning(event.value))
        self._keep_changed(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._answer(event.value)

    def action_cancel(self) -> None:
        """Leave, after a question if there is a draft to keep or throw away."""
        if self.drafting is None:
            self.dismiss(None)
        else:
            super().action_cancel()


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


class TextDialog(_Worded):
    """A text; Enter saves it, Ctrl+N begins a new line."""

    KEYS: ClassVar[Keys] = (("Enter", "spara"), ("Esc", "avbryt"), ("Ctrl+N", "ny rad"))
    HELP = "Skriv fritt. Enter sparar, Ctrl+N börjar en ny rad. Inklistrade rader blir kvar."

    def body(self) -> Iterable[Widget]:
        """The text and the note."""
        yield TextBox(self._first)
        yield self.note

    def on_mount(self) -> None:
        """Say where the text comes from, and go on at its end."""
        box = self.query_one(TextBox)
        box.move_cursor(box.document.end)
        self.note.say(self._begun.says)

    @property
    def written(self) -> str:
        """The whole text."""
        return self.query_one(TextBox).text

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._keep_changed(event.text_area.text)

    @on(TextBox.Submitted)
    def _submitted(self, event: TextBox.Submitted) -> None:
        self._answer(event.text)
