"""The field that takes a plan straight from Word, and reads it."""

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from models.errors import Invalid
from models.incident import incident
from models.readers.plan_text import read_plan_text
from models.session import Session
from screens.dialogs.confirm_dialog import ConfirmDialog
from screens.dialogs.drafted import Drafted
from screens.dialogs.fields import SaveButton
from screens.drafting import Begun, Drafting
from screens.importing.field import PlanField
from screens.importing.keeping import keep_changes
from screens.importing.preview import PreviewScreen
from screens.widgets.bottom import KeyLine, Keys

FORM = "plan"
"""The name the pasted text is kept by until the plan is saved."""
CHANGES = "plan changes"
"""The name that which is changed in the preview of it is kept by."""


class PasteScreen(Drafted[bool | None]):
    """A text is pasted, read, looked through and saved; True once it is."""

    DEFAULT_CSS = """
    PasteScreen {
        &>.box { width: 100%; height: 100%; overflow: hidden; border-bottom: none; }
        SaveButton { margin-top: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "go(1)", show=False),
        Binding("shift+tab", "go(-1)", show=False),
        Binding("down", "go(1)", show=False),
        Binding("up", "go(-1)", show=False),
    ]
    WRITING: ClassVar[Keys] = (("Tab", "till Läs in"), ("Esc", "tillbaka"), ("F1", "hjälp"))
    CHOOSING: ClassVar[Keys] = (("Enter", "välj"), ("↑↓", "byt"), ("Esc", "tillbaka"))
    KEYS: ClassVar[Keys] = WRITING
    HELP = (
        "Öppna planen i Word, markera allt, kopiera, och klistra in här: Ctrl+Skift+V, Skift+Insert eller "
        "höger musknapp, beroende på ditt program. Enter gör en ny rad. Tab, eller pil ner på sista raden, "
        "går till Läs in; Enter där visar planen innan något sparas. Det inklistrade, och det du sedan "
        "ändrar, finns kvar om du går tillbaka eller tappar kontakten."
    )

    def __init__(self, session: Session, begun: Begun) -> None:
        super().__init__("Klistra in verksamhetsplanen")
        self.session, self.drafting = session, begun.drafting
        self.field = PlanField(begun.text or "")
        self.read, self.clear = SaveButton("Läs in, och visa innan något sparas"), SaveButton("Töm fältet")
        self._reading = False

    def body(self) -> Iterable[Widget]:
        """The field."""
        yield self.field

    def foot(self) -> Iterable[Widget]:
        """The words that read the text, and that take it away."""
        yield self.read
        yield self.clear

    def on_mount(self) -> None:
        """Stand in the field."""
        self.field.focus()

    # Moving about

    def action_go(self, step: int) -> None:
        """Go between the field and the words below it."""
        stops: list[Widget] = [self.field, self.read, self.clear]
        here = next((place for place, stop in enumerate(stops) if stop.has_focus), 0)
        stops[max(0, min(here + step, len(stops) - 1))].focus()

    def on_plan_field_left(self) -> None:
        """Go on from the field."""
        self.read.focus()

    def on_descendant_focus(self) -> None:
        """Say in the last line what the keys do here."""
        self.query_one(KeyLine).show(self.WRITING if self.field.has_focus else self.CHOOSING)

    def action_cancel(self) -> None:
        """Go back; False tells that there is a text that was kept."""
        self.dismiss(False if self.field.text.strip() else None)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.keep(self.field.text if self.field.text.strip() else None)

    # Reading

    @on(SaveButton.Pressed)
    def _pressed(self) -> None:
        if self.clear.has_focus:
            self._ask_to_clear()
        elif not self._reading:
            self._reading = True
            self._read()

    def _ask_to_clear(self) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self.field.clear()
                self.field.focus()
                self._forget_changes()

        if self.field.text.strip():
            self.app.push_screen(
                ConfirmDialog("Ta bort texten?", "Ta bort", "Låt stå", default=False), answered
            )

    @work
    async def _forget_changes(self) -> None:
        drafting = Drafting(self.session, CHANGES)
        try:
            await drafting.begun()
            await drafting.forget()
        except Exception as error:
            # Without their text they are no more than a row that goes by itself.
            incident(error, self.session.actor.member_id)

    @work
    async def _read(self) -> None:
        self.remarks.say("")
        try:
            text = self.field.text
            draft = await asyncio.to_thread(read_plan_text, text)
            keeping = await keep_changes(self.session, CHANGES, draft, text)
            preview = PreviewScreen(self.session, draft, keeping)
            await self.app.push_screen_wait(preview)
        except Invalid as refused:
            self.remark(str(refused))
        except Exception as error:
            event = incident(error, self.session.actor.member_id)
            self.remark(f"Det gick inte att läsa texten. Den finns kvar. (fel {event})")
        else:
            if preview.saved:
                if self.drafting is not None:
                    await self.drafting.forget()
                self.dismiss(True)
        finally:
            self._reading = False
