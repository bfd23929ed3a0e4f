"""Ticking off another day than today, more than one, or with a note."""

import datetime as dt
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from models.due_words import NotYet, Unreadable, read_past_day
from models.errors import Invalid
from models.target import MOST
from models.text import TITLE, clean
from screens.dialogs.card_words import day_words
from screens.dialogs.drafted import Drafted
from screens.dialogs.fields import Field, LineInput, Note
from screens.drafting import Begun
from screens.widgets.bottom import Keys


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was done: how many, which day, and a word about it."""

    number: int
    day: dt.date
    note: str


def _day(words: str, today: dt.date) -> dt.date:
    try:
        return read_past_day(words, today) if words.strip() else today
    except NotYet as error:
        raise Invalid(f"{error} Bocka av när det är gjort.") from None


def as_words(ticked: Ticked) -> str:
    """What a tick holds, as the draft of a change to it tells what it is to mend."""
    return _as_text({"day": f"{ticked.day:%Y-%m-%d}", "number": str(ticked.number), "note": ticked.note})


def _as_text(words: dict[str, str]) -> str:
    return json.dumps(words, ensure_ascii=False)


class TickDialog(Drafted[Ticked | None]):
    """When, how many, and what it was; Enter saves from any of the three."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,shift+tab", "go(-1)", show=False),
        Binding("down,tab", "go(1)", show=False),
    ]
    KEYS: ClassVar[Keys] = (("Enter", "spara"), ("Esc", "avbryt"), ("↑↓", "nästa rad"))
    HELP = "När skrivs med ord: igår, i tisdags, 12 sep, i oktober. Tomt är i dag. Enter sparar."

    def __init__(
        self,
        title: str,
        today: dt.date,
        many: str = "Antal",
        number: int | None = 1,
        held: Ticked | None = None,
        begun: Begun | None = None,
    ) -> None:
        super().__init__(title)
        self._begun = begun or Begun()
        self.drafting = self._begun.drafting
        self.note = Note()
        self._today, self._many = today, many
        self._words = {"day": "", "number": str(number or ""), "note": ""}
        if held is not None:
            self._words = {"day": f"{held.day:%Y-%m-%d}", "number": str(held.number), "note": held.note}
        self._fields: dict[str, Field] = {}

    def body(self) -> Iterable[Widget]:
        """The three fields, and where they come from."""
        words = json.loads(self._begun.text) if self._begun.text else self._words
        day, number, note = (str(words[name]) for name in self._words)
        what = LineInput(note, placeholder="plats eller ämne", max_length=max(TITLE, len(note)))
        self._fields = {
            "day": Field("day", "När", LineInput(day, placeholder="i dag"), self._day_meaning),
            "number": Field("number", self._many, LineInput(number, max_length=4)),
            "note": Field("note", "Vad", what),
        }
        return (*self._fields.values(), self.note)

    def on_mount(self) -> None:
        """Begin where something must be written."""
        empty = not self._fields["number"].value
        self._fields["number" if empty else "day"].control.focus()
        self._fields["day"].explain()
        self.note.say(self._begun.says)

    def _day_meaning(self, words: str) -> str:
        try:
            return day_words(_day(words, self._today))
        except Unreadable:
            return "Ingen dag än. Till exempel igår, i tisdags eller 12 sep."
        except Invalid as error:
            return str(error)

    def action_go(self, step: int) -> None:
        """Go to the next field, or the one before."""
        controls = [field.control for field in self._fields.values()]
        here = next((place for place, one in enumerate(controls) if one.has_focus), 0)
        controls[max(0, min(here + step, len(controls) - 1))].focus()

    def action_cancel(self) -> None:
        """Leave, after a question if something was written."""
        if self._changed():
            self.leave("skrivit")
        else:
            self.dismiss(None)

    def _changed(self) -> bool:
        return any(field.value.strip() != self._words[name].strip() for name, field in self._fields.items())

    def _as_written(self) -> str:
        """The words, with the day they mean today: "igår" is another day tomorrow."""
        words = {name: field.value for name, field in self._fields.items()}
        with suppress(Invalid):
            words["day"] = f"{_day(words['day'], self._today):%Y-%m-%d}"
        return _as_text(words)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._fields["day"].explain()
        self.keep(self._as_written() if self._changed() else None)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        day, number, note = (self._fields[name] for name in ("day", "number", "note"))
        number.note.say("")
        if not (number.value.isascii() and number.value.isdigit() and 1 <= int(number.value) <= MOST):
            number.note.say("Skriv hur många, med siffror.", wrong=True)
            number.control.focus()
            return
        try:
            done = _day(day.value, self._today)
        except Invalid as error:
            day.note.say(str(error), wrong=True)
            day.control.focus()
            return
        self.dismiss(Ticked(int(number.value), done, clean(note.value)))
