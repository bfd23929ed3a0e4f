"""The parts a question is made of: a line to type in, a choice among a few, a note below, a button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Generic

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, Static

from models.errors import Invalid
from models.text import BODY, clean, printable
from screens.widgets.cells import shorten
from screens.widgets.choice_list import MOVES, Choice, ChoiceList, Key
from screens.widgets.lines import CursorLines, Look


def cleaned_paste(text: str, *, lines: bool) -> str:
    """Pasted text as it may stand in a field; of far too much the beginning."""
    try:
        return clean(text, BODY, lines=lines)
    except Invalid:
        return clean(text[:BODY], BODY * 4, lines=lines)[:BODY]


class LineInput(Input):
    """A line to type in; several pasted lines become one, and none is lost."""

    DEFAULT_CSS = """
    LineInput, LineInput.-textual-compact { background: $panel; padding: 0 1; width: 1fr; }
    LineInput.-textual-compact:focus { background: $panel-lighten-1; background-tint: transparent; }
    """

    def __init__(
        self, value: str = "", *, max_length: int = 0, placeholder: str = "", select: bool = False
    ) -> None:
        super().__init__(value, placeholder, max_length=max_length, select_on_focus=select, compact=True)
        self.cursor_blink = False

    def render_line(self, y: int) -> Strip:
        """The text; what has no room ends in `…` until one stands in it."""
        line = super().render_line(y)
        room = self.content_size.width
        if self.has_focus or y or cell_len(self.value) <= room or room < 2:
            return line
        cut = line.crop(0, room - 1)
        return Strip([*cut, Segment("…", [*cut][-1].style)])

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        line = cleaned_paste(event.text, lines=False)
        if self.selection.is_empty:
            self.insert_text_at_cursor(line)
        else:
            self.replace(line, *self.selection)


class FilterLine(LineInput, Generic[Key]):
    """A line that narrows the list below it, and whose keys move there."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(key, move, show=False) for key, move in MOVES]

    def __init__(self, steers: ChoiceList[Key], placeholder: str) -> None:
        super().__init__(placeholder=placeholder)
        self._steers = steers
        steers.can_focus = False

    def action_move(self, step: int) -> None:
        """Move in the list."""
        self._steers.action_move(step)

    def action_page(self, direction: int) -> None:
        """Move a page in the list."""
        self._steers.action_page(direction)

    def action_jump(self, direction: int) -> None:
        """Move to the list's first row, or to its last."""
        self._steers.action_jump(direction)


class Note(Static):
    """A sentence below a field: what it will mean, or why it cannot."""

    DEFAULT_CSS = """
    Note {
        display: none;
        height: auto;
        padding: 0 1;
        color: $text-muted;
        &.-said { display: block; }
        &.-wrong { color: $text-error; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.text = ""

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show a sentence, or nothing."""
        self.text = text
        self.set_class(bool(text), "-said")
        self.set_class(wrong and bool(text), "-wrong")
        self.update(Content(printable(f"! {text}" if wrong else text)))

    @property
    def wrong(self) -> bool:
        """Whether it says why something cannot be."""
        return self.has_class("-wrong")


class Chooser(CursorLines, can_focus=True):
    """One of a few: ← and → change it, Space shows them all."""

    DEFAULT_CSS = "Chooser { height: 1; width: 1fr; background: $panel; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("space", "list", show=False),
    ]

    @dataclass
    class Changed(Message):
        """Another is chosen."""

        chooser: "Chooser"

    @dataclass
    class Asked(Message):
        """The member wants to see them all."""

        chooser: "Chooser"

    def __init__(self, choices: tuple[Choice[str], ...], key: str) -> None:
        super().__init__()
        self.choices = choices
        self._key = key

    @property
    def value(self) -> str:
        """The key of the one that is chosen."""
        return self._key

    @value.setter
    def value(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self.post_message(self.Changed(self))
            self.refresh()

    def action_turn(self, step: int) -> None:
        """Choose the one beside."""
        keys = [choice.key for choice in self.choices]
        place = keys.index(self._key) if self._key in keys else 0
        self.value = keys[(place + step) % len(keys)]

    def action_list(self) -> None:
        """Ask for the whole list."""
        self.post_message(self.Asked(self))

    def on_focus(self) -> None:
        """The cursor is here."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is elsewhere."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """What is chosen, between arrows while the cursor is here."""
        label = next((choice.label for choice in self.choices if choice.key == self._key), "")
        focused, width = self.has_focus, self.size.width
        shown = f" ◄ {shorten(label, width - 6)} ►" if focused else f" {shorten(label, width - 2)}"
        return self.strip(((shown, Look.PLAIN),), width, cursor=focused)


class SaveButton(CursorLines, can_focus=True):
    """The word that saves, for those who walk down to it."""

    DEFAULT_CSS = "SaveButton { height: 1; width: 1fr; margin-top: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    @dataclass
    class Pressed(Message):
        """The member wants to save."""

    def __init__(self, word: str = "Spara") -> None:
        super().__init__()
        self._word = word

    def action_press(self) -> None:
        """Say that it was pressed."""
        self.post_message(self.Pressed())

    def on_focus(self) -> None:
        """The cursor is here."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is elsewhere."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The word, with the cursor's bar."""
        here = self.has_focus
        bar = ("▌" if here else " ", Look.ACCENT)
        return self.strip((bar, (self._word, Look.BOLD)), self.size.width, cursor=here)


class Field(Vertical):
    """A label, what one types or chooses beside it, and the note below."""

    DEFAULT_CSS = """
    Field {
        height: auto;
        &>Horizontal { height: 1; }
        Static.label { width: 14; }
        Note { margin-left: 14; }
    }
    """

    def __init__(
        self, name: str, label: str, control: LineInput | Chooser, meaning: Callable[[str], str] | None = None
    ) -> None:
        super().__init__(name=name)
        self.label, self.control, self._meaning = label, control, meaning
        self.note = Note()

    def compose(self) -> ComposeResult:
        """The label with the control beside it, the note below."""
        with Horizontal():
            yield Static(Content(self.label), classes="label", markup=False)
            yield self.control
        yield self.note

    @property
    def value(self) -> str:
        """What is typed, or the key of what is chosen."""
        return self.control.value

    @value.setter
    def value(self, value: str) -> None:
        self.control.value = value

    def explain(self) -> None:
        """Say below what the value means."""
        self.note.say(self._meaning(self.value) if self._meaning else "")
