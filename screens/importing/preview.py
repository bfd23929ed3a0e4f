"""The plan as it was read, to look through and put right before anything is saved."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from models.card import Card
from models.dates import week, weekday_day
from models.importing import import_plan
from models.readers.plan_draft import PlanDraft
from models.session import Session
from screens.dialogs.confirm_dialog import ConfirmDialog
from screens.dialogs.leave_dialog import Leave, LeaveDialog
from screens.importing import questions
from screens.importing.editing import Editing
from screens.importing.keeping import Keeping
from screens.importing.page import Behind, PreviewPage
from screens.importing.preview_lines import (
    READ_IN,
    Row,
    Stop,
    What,
    adopted_words,
    preview_rows,
    size_words,
    warning_of,
)
from screens.keymap import Place, bindings_at, commands_at
from screens.messages import Heard
from screens.widgets.bottom import KeyLine, Keys, NewsLine, keys_of
from screens.widgets.header import HeaderLine, names_here

_DOES = {
    What.SAVE: "save",
    What.YEAR: "year",
    What.ADOPTED: "adopted",
    What.NEXT: "next(1)",
    What.QUESTION: "confirm",
}


class LeaveChanges(LeaveDialog):
    """What becomes of changes that are not saved."""

    KEYS: ClassVar[Keys] = (("Enter", "välj"), ("Esc", "ändra vidare"), ("↑↓", "bläddra"))
    DISCARD = "Kasta det du har ändrat"
    STAY = "Ändra vidare"


class PreviewScreen(Editing):
    """A draft that one member looks through; nobody else sees it until it is saved."""

    PLACE = Place.PREVIEW
    SAVES: ClassVar[tuple[str, str]] = READ_IN
    SAYS: ClassVar[str] = "Inget är sparat än"
    """What the header says of the plan."""
    NOT_SAVED: ClassVar[str] = "Planen är inte inläst."
    STAYS: ClassVar[str] = "Texten du klistrade in finns kvar"
    """What is left where the changes are thrown away, as the beginning of a sentence."""
    KEPT: ClassVar[str] = " med det du har ändrat"
    LOST: ClassVar[str] = ", men inte det du har ändrat"
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.PREVIEW)

    def __init__(self, session: Session, draft: PlanDraft, keeping: Keeping | None = None) -> None:
        super().__init__(keeping.opened if keeping else draft, keeping.found if keeping else None)
        self.session, self._keeping = session, keeping
        self.saved = False
        """Whether the plan was saved before the member left."""
        self._warning = warning_of(draft, session.association)
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    def compose(self) -> ComposeResult:
        """The lines, and below them the words behind the one the cursor stands on."""
        yield HeaderLine()
        yield PreviewPage(self._rows)
        yield Behind()
        yield NewsLine()
        yield KeyLine()

    @property
    def page(self) -> PreviewPage:
        """The lines."""
        return self.query_one(PreviewPage)

    def on_mount(self) -> None:
        """Stand on the first line."""
        self.page.focus()
        self._show_header()
        self._show_behind()
        self._show_keys()
        if self.changed:
            self.tell("Det du hade ändrat är kvar. u ångrar.")

    async def on_unmount(self) -> None:
        """Keep what was changed last, however the session ends."""
        if self._keeping is not None:
            await self._keeping.drafting.close()

    def keep(self) -> None:
        """Keep the draft as it now is, for whoever loses the connection."""
        if self._keeping is not None:
            self._keeping.keep(self.draft if self.changed else None)

    @property
    def is_kept(self) -> bool:
        """Whether there are changes to come back to."""
        return self._keeping is not None and self._keeping.drafting.holds

    async def _forget(self) -> None:
        if self._keeping is not None:
            await self._keeping.drafting.forget()

    def _rows(self, width: int) -> list[Row]:
        return preview_rows(self.draft, width, self._warning, self.SAVES)

    def _show_header(self) -> None:
        today = self.session.now.date()
        self.query_one(HeaderLine).show(
            f"{self.session.association} · {self.SAYS}",
            names_here(self.session.hub.here, self.session.presence),
            f"{weekday_day(today)} · {week(today)}",
        )

    def on_preview_page_moved(self) -> None:
        """Show what is behind the line the cursor went to."""
        self._show_behind()

    def _show_behind(self) -> None:
        self.query_one(Behind).show(self.draft, self.stop)

    def _show_keys(self) -> None:
        # What only answers questions is said while there are any.
        idle = {"back"} if self.questions_left() else {"back", "next(1)", "confirm"}
        ranked = [one for one in commands_at(self.PLACE) if one.action not in idle]
        self.query_one(KeyLine).show((("Enter", "välj"), ("Esc", "tillbaka"), *keys_of(ranked)))

    def on_heard(self, heard: Heard) -> None:
        """Say what others did, and who is here."""
        if heard.news.here is not None:
            self._show_header()
        self.hear(heard.news)

    # What the commands need

    @property
    def stop(self) -> Stop | None:
        """Where the cursor stands."""
        return self.page.cursor

    def show_draft(self, stop: Stop | None) -> None:
        """Show the draft as it now is, with the cursor on a line."""
        if stop is not None:
            self.page.go(stop)
        else:
            self.page.rebuild()
        self._show_behind()
        self._show_keys()

    def target_card(self) -> Card | None:
        """None: there are no cards before the plan is saved."""
        return None

    def show_card(self, card: Card) -> None:
        """Show nothing: there are no cards before the plan is saved."""

    def go_to(self, card_id: int) -> None:
        """Go nowhere: there are no cards before the plan is saved."""

    # Keys

    def action_choose(self) -> None:
        """Do what stands on the line, or show in words what one can do with it."""
        stop = self.stop
        if stop is None:
            return
        if stop.what in _DOES:
            self.call_later(self.run_action, _DOES[stop.what])
        else:
            self._do(self._choose(stop))

    async def _choose(self, stop: Stop) -> None:
        signs = {command.action: command.sign for command in commands_at(self.PLACE)}
        dialog = questions.actions_dialog(self.draft, stop, self.title_at(stop), signs)
        if picked := await self.app.push_screen_wait(dialog):
            self.call_later(self.run_action, picked[0])

    def action_cursor(self, dx: int, dy: int) -> None:
        """Move the cursor."""
        self.page.move(dx + dy)
        self.calm()

    def action_cursor_end(self, direction: int) -> None:
        """Go to the first line or the last."""
        self.page.move_end(direction)

    def action_cursor_page(self, direction: int) -> None:
        """Go a page on or back."""
        self.page.move_page(direction)

    # Leaving

    def action_save(self) -> None:
        """Ask once, and save the plan."""
        self._do(self._save())

    async def _save(self) -> None:
        if self.draft.year is None and not await self.ask_year():
            return
        left = self.questions_left()
        says = f"Antagen: {adopted_words(self.draft)}."
        if left:
            says += f" {left[:1].upper()}{left[1:]} är kvar; svarar du inte gäller det som står."
        if self._warning:
            says += f" {self._warning}"
        asked = ConfirmDialog(f"Läs in {size_words(self.draft)}?", "Läs in", "Inte än", says)
        if not await self.app.push_screen_wait(asked):
            return
        await self.session.order(import_plan, self.session.actor, self.draft, self.session.period_start)
        await self._done()

    async def _done(self) -> None:
        self.saved = True
        await self._forget()
        self.dismiss()

    def action_back(self) -> None:
        """Go back; asks first what becomes of changes."""
        if self.changed:
            self._do(self._leave())
        else:
            self.dismiss()

    async def _leave(self) -> None:
        if self.is_kept:
            answer = await self.app.push_screen_wait(LeaveChanges("Vad ska hända med det du har ändrat?"))
        else:
            question = ConfirmDialog(
                "Kasta det du har ändrat?",
                "Kasta det",
                "Ändra vidare",
                f"{self.STAYS}.",
                default=False,
            )
            answer = Leave.DISCARD if await self.app.push_screen_wait(question) else Leave.STAY
        if answer == Leave.STAY:
            return
        if answer == Leave.DISCARD:
            await self._forget()
        elif self._keeping is not None:
            await self._keeping.drafting.rest()
        self.dismiss()

    async def _quit(self) -> None:
        says = f"{self.NOT_SAVED} {self.STAYS}"
        if self.changed:
            says += self.KEPT if self.is_kept else self.LOST
        question = ConfirmDialog("Avsluta Tavlan?", "Avsluta", "Stanna kvar", f"{says}.", default=False)
        if await self.app.push_screen_wait(question):
            self.app.exit()
