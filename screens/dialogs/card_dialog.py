"""The form of a card, new or edited."""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from models.card import Card
from models.card_form import Clash, Wording
from models.errors import Invalid, Refusal
from models.form_draft import FormDraft, form_text, read_form
from models.incident import incident
from models.text import TITLE
from screens.dialogs.card_words import (
    FIELDS,
    KINDS,
    PERIODS,
    Around,
    Words,
    due_meaning,
    fields_for,
    merge,
    people_meaning,
    place_meaning,
    read_due,
    read_words,
    shown_value,
    words_of,
)
from screens.dialogs.drafted import Drafted
from screens.dialogs.fields import Chooser, Field, LineInput, Note, SaveButton
from screens.dialogs.pick_dialog import PickDialog
from screens.drafting import Begun
from screens.widgets.bottom import KeyLine, Keys

Save = Callable[[Wording, Wording], Awaitable[Card]]
"""Saves: what the form held when it was opened, and what it holds now; raises Refusal, Clash."""

_LONGEST = 500


class CardDialog(Drafted[Card | None]):
    """All of a card that a member chooses; nothing typed is lost when it cannot be saved."""

    DEFAULT_CSS = "CardDialog.-short SaveButton { margin-top: 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,shift+tab", "go(-1)", show=False),
        Binding("down,tab,enter", "go(1)", show=False),
    ]
    LINE: ClassVar[Keys] = (("↑↓", "nästa rad"), ("Esc", "avbryt"), ("F1", "hjälp"))
    CHOICE: ClassVar[Keys] = (("←→", "byt"), ("Mellanslag", "visa alla"), ("↑↓", "nästa rad"))
    BUTTON: ClassVar[Keys] = (("Enter", "spara"), ("Esc", "avbryt"))
    KEYS: ClassVar[Keys] = LINE
    HELP = (
        "Pil upp och ner, Tab och Enter går mellan raderna. Enter på Spara sparar.\n"
        "Område, slag och period byts med pil vänster och höger; mellanslag visar alla.\n"
        "Senast skrivs med ord: fre, v 12, 2 maj, om 3 v. Tomt är inget datum.\n"
        "Namn skrivs med komma emellan; det räcker med förnamnet om bara en heter så."
    )

    def __init__(
        self, title: str, opened: Wording, around: Around, save: Save, begun: Begun | None = None
    ) -> None:
        super().__init__(title)
        self._begun = begun or Begun()
        self.drafting = self._begun.drafting
        left = read_form(self._begun.text) if self._begun.text else None
        self._left = left.words if left else {}
        self._opened, self._around, self._save = left.opened if left else opened, around, save
        self._first = words_of(self._opened, around)
        self._clashes: Words = {}
        self._saving = False
        self.note = Note()

    def body(self) -> Iterable[Widget]:
        """A row for each field, and the word that saves."""
        around = self._around
        first = {name: self._left.get(name, words) for name, words in self._first.items()}
        choices = {"area": around.area_choices, "kind": KINDS, "per": PERIODS}
        meanings = {
            "due": partial(due_meaning, today=around.today, ends=around.ends),
            "responsible": partial(people_meaning, around=around),
            "districts": partial(place_meaning, known=around.districts),
            "partners": partial(place_meaning, known=around.partners),
        }
        self.fields = {
            name: Field(
                name,
                label,
                Chooser(choices[name], first[name])
                if name in choices
                else LineInput(first[name], max_length=TITLE if name == "title" else _LONGEST),
                meanings.get(name),
            )
            for name, label in FIELDS.items()
        }
        with Vertical() as rows:
            rows.styles.height = "auto"
            yield from self.fields.values()
        yield SaveButton()
        yield self.note

    def on_mount(self) -> None:
        """Show what the kind asks for, with the cursor in the title."""
        self._show_fields()
        self.fields["title"].control.focus()
        if self._left:
            self.note.say(self._begun.says)

    @property
    def words(self) -> Words:
        """What the fields hold now."""
        return {name: field.value for name, field in self.fields.items()}

    def _show_fields(self) -> None:
        shown = fields_for(self.fields["kind"].value)
        for name, field in self.fields.items():
            field.display = name in shown

    # Moving about

    def action_go(self, step: int) -> None:
        """Go to the next field, or the one before; past the last stands the word that saves."""
        stops: list[Widget] = [field.control for field in self.fields.values() if field.display]
        stops.append(self.query_one(SaveButton))
        here = next((place for place, stop in enumerate(stops) if stop.has_focus), 0)
        stops[max(0, min(here + step, len(stops) - 1))].focus()

    def on_descendant_focus(self) -> None:
        """Say in the last line what the keys do here."""
        keys = self.LINE
        if isinstance(self.focused, Chooser):
            keys = self.CHOICE
        elif isinstance(self.focused, SaveButton):
            keys = self.BUTTON
        self.query_one(KeyLine).show(keys)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go(1)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        for name, field in self.fields.items():
            if field.control is event.input and name not in self._clashes:
                field.explain()
        self._keep_words()

    @on(Chooser.Changed)
    def _turned(self) -> None:
        self._show_fields()
        self._keep_words()

    def _keep_words(self) -> None:
        words = self.words
        if words == self._first:
            self.keep(None)
            return
        with suppress(Invalid):
            # "fre" means another day next week.
            day = read_due(words["due"], self._around.today)
            words["due"] = day.isoformat() if day else ""
        self.keep(form_text(FormDraft(self._opened, words)))

    @on(Chooser.Asked)
    @work
    async def _list(self, event: Chooser.Asked) -> None:
        chooser = event.chooser
        field = next(one for one in self.fields.values() if one.control is chooser)
        if picked := await self.app.push_screen_wait(
            PickDialog(field.label, chooser.choices, frozenset({chooser.value}))
        ):
            chooser.value = picked[0]

    # Saving

    @on(SaveButton.Pressed)
    @work
    async def _pressed(self) -> None:
        wanted, wrong = read_words(self.words, self._opened, self._around)
        self._tell(wrong)
        if wrong or self._saving:
            return
        self._saving = True
        try:
            card = await self._save(self._opened, wanted)
        except Clash as clash:
            self._show_clash(clash)
        except Refusal as refusal:
            self.note.say(str(refusal), wrong=True)
        except Exception as error:
            self.note.say(f"Det gick inte att spara. Försök igen. (fel {incident(error)})", wrong=True)
        else:
            if self.drafting is not None:
                await self.drafting.forget()
            self.dismiss(card)
        finally:
            self._saving = False

    def _tell(self, wrong: Words) -> None:
        self.note.say("")
        self._clashes = {}
        for name, field in self.fields.items():
            if name in wrong:
                field.note.say(wrong[name], wrong=True)
            else:
                field.explain()
        if wrong:
            self.fields[next(iter(wrong))].control.focus()

    def _show_clash(self, clash: Clash) -> None:
        current = words_of(clash.current, self._around)
        merged = merge(words_of(self._opened, self._around), self.words, current)
        self._opened, self._first = clash.current, current
        self._set(merged.words)
        self._clashes = merged.theirs
        who = {one.field: one.who for one in clash.differences}
        for name in merged.theirs:
            theirs = shown_value(name, current, self._around)
            field = self.fields[name]
            field.display = True
            field.note.say(f"{who.get(name, clash.differences[0].who)} skrev: {theirs}", wrong=True)
        self.note.say(f"{clash} Esc om deras ska gälla.", wrong=True)
        self._keep_words()

    def _set(self, words: Words) -> None:
        with self.prevent(Input.Changed):
            for name, value in words.items():
                if self.fields[name].value != value:
                    self.fields[name].value = value
        self._show_fields()

    def action_cancel(self) -> None:
        """Let the other's words stand where both wrote, else leave; asks before it throws words away."""
        if self._clashes:
            theirs, self._clashes = self._clashes, {}
            self._set(self.words | theirs)
            self._tell({})
            return
        if self.words == self._first:
            self.dismiss(None)
        else:
            self.leave("ändrat")
