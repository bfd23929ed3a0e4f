"""A question answered by picking one or several rows of a list that typing narrows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Generic

from textual import events, on
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from models.plurals import listing
from models.text import matches, search_text
from screens.dialogs.dialog import Dialog
from screens.dialogs.fields import FilterLine, Note
from screens.widgets.bottom import KeyLine, Keys
from screens.widgets.choice_list import Choice, ChoiceList, Key

__all__ = ["Choice", "PickDialog"]


class _Filter(FilterLine[Key]):
    """The line that narrows the list; where rows are marked, Space marks and is no part of the text."""

    @dataclass
    class Marked(Message):
        """The member marks the row."""

    def __init__(self, steers: ChoiceList[Key], *, marking: bool) -> None:
        super().__init__(steers, "Skriv för att söka ett namn" if marking else "Skriv för att söka")
        self._marking = marking

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "space" and self._marking:
            event.stop()
            event.prevent_default()
            self.post_message(self.Marked())


class PickDialog(Dialog[tuple[Key, ...] | None], Generic[Key]):
    """One row, or as many as one marks; what Enter will save is said before it is pressed."""

    ONE: ClassVar[Keys] = (("Enter", "välj"), ("Esc", "avbryt"), ("↑↓", "bläddra"))
    MANY: ClassVar[Keys] = (
        ("Enter", "spara"),
        ("Esc", "avbryt"),
        ("Mellanslag", "markera"),
        ("↑↓", "bläddra"),
    )
    MANY_NARROW: ClassVar[Keys] = (("Enter", "spara"), ("Esc", "avbryt"), ("Mellanslag", "√"))
    HELP = (
        "Pilarna, PgUp, PgDn, Home och End bläddrar, och det du skriver söker. "
        "Enter väljer bara den rad man har gått till. Där flera kan väljas markerar Mellanslag, "
        "och då sparar Enter de markerade."
    )

    def __init__(
        self,
        title: str,
        choices: tuple[Choice[Key], ...],
        chosen: frozenset[Key] = frozenset(),
        many: bool = False,
        says: str = "",
    ) -> None:
        super().__init__(title, says)
        self._choices, self._many = choices, many
        self._marked = list(dict.fromkeys(choice.key for choice in choices if choice.key in chosen))
        self._found = tuple((choice, search_text(f"{choice.label} {choice.hint}")) for choice in choices)
        self._touched = self._moved = False
        self._list: ChoiceList[Key] = ChoiceList(choices, empty="Inget heter så.", marks=many or bool(chosen))
        self.note = Note()

    def head(self) -> Iterable[Widget]:
        """The line to search in."""
        yield _Filter(self._list, marking=self._many)

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self._list

    def foot(self) -> Iterable[Widget]:
        """What Enter saves."""
        yield self.note

    def on_mount(self) -> None:
        """Stand on what is chosen."""
        many = self.MANY_NARROW if self.has_class("-narrow") else self.MANY
        self.query_one(KeyLine).show(many if self._many else self.ONE)
        first = next((n for n, one in enumerate(self._choices) if one.key in self._marked), 0)
        self._list.show(self._choices, frozenset(self._marked), cursor=0 if self._many else first)
        self._explain()

    @property
    def _answer(self) -> tuple[Key, ...]:
        """What Enter gives: the row one went to; the marks where one marked, or went nowhere."""
        current = self._list.current
        if current is not None and (not self._many or (self._moved and not self._touched)):
            return (current.key,)
        return tuple(self._marked) if self._many else ()

    def _explain(self) -> None:
        if self._many:
            names = {choice.key: choice.label for choice in self._choices}
            self.note.say(f"Enter sparar: {listing(names[key] for key in self._answer) or 'ingen'}")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        needle = search_text(event.value)
        found = tuple(choice for choice, text in self._found if matches(needle, text))
        self._moved = bool(needle)
        self._list.show(found, frozenset(self._marked))
        self._explain()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._list.current is not None or (self._many and not event.value):
            self.dismiss(self._answer)

    @on(ChoiceList.Moved)
    def _stood(self) -> None:
        self._moved = True
        self._explain()

    @on(_Filter.Marked)
    def _mark(self) -> None:
        current = self._list.current
        if current is None:
            return
        self._touched = True
        if current.key in self._marked:
            self._marked.remove(current.key)
        else:
            self._marked.append(current.key)
        self._list.show(self._list.choices, frozenset(self._marked), cursor=self._list.cursor)
        self._explain()
