"""What a member sees before the first plan has been read in, and the way to it."""

from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Static

from models.access import Right
from models.incident import incident
from models.plan import PlanRow, PlanState
from models.session import Session
from screens.dialogs.confirm_dialog import ConfirmDialog
from screens.dialogs.help_dialog import HelpDialog
from screens.drafting import Begun, Drafting, begin
from screens.importing.paste import FORM, PasteScreen
from screens.learning import Learning
from screens.messages import Heard
from screens.widgets.bottom import KeyLine, NewsLine, Tone, idle_words

_HERE = """Här ska planen stå.
Klistra in den ur Word: Enter."""
_BY_OTHERS = """Här ska planen stå.
Någon i styrelsen läser in den, och den syns här i samma stund."""
_HELP = """Här kommer tavlan att stå, med ett kort för varje åtagande i verksamhetsplanen.

{}

q avslutar. Esc frågar först."""
_HELP_HERE = (
    "Enter öppnar ett fält. Klistra in planen där, ur Word eller ett mejl. Den visas rad för rad, och inget "
    "sparas förrän du säger till. Det inklistrade finns kvar om du går tillbaka eller tappar kontakten."
)
_HELP_BY_OTHERS = "Den läses in av någon i styrelsen som får ändra planen.\nDu behöver inte göra något."
_KEPT = "Texten är kvar: Enter öppnar den igen."


def arrived_words(plan: PlanRow, session: Session) -> str:
    """What the board says when its first plan has been read in, and what is left to do with it."""
    if plan.state != PlanState.PROPOSAL:
        return "Planen är inläst."
    adopts = ": Gå igenom planen, i menyn, antar den" if session.may(Right.EDIT_PLAN) else ""
    return f"Planen är inläst. Den är ett förslag{adopts}."


class WaitingScreen(Learning):
    """An association without a plan."""

    DEFAULT_CSS = """
    WaitingScreen Static { width: 1fr; height: 1fr; padding: 0 2; content-align: center middle; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "paste", "Klistra in planen", show=False),
        Binding("question_mark,f1", "help", "Hjälp", show=False),
        Binding("q", "quit", "Avsluta", show=False),
        Binding("escape", "ask_to_quit", "Avsluta", show=False),
    ]

    @dataclass
    class Arrived(Message):
        """A plan has been read in."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._opening = self._come = False

    def compose(self) -> ComposeResult:
        """The words, in the middle."""
        may = self.session.may(Right.EDIT_PLAN)
        yield Static(Content(_HERE if may else _BY_OTHERS))
        yield NewsLine()
        paste = (("Enter", "klistra in planen"),) if may else ()
        yield KeyLine((*paste, ("q", "avsluta"), ("?", "hjälp")))

    def on_heard(self, heard: Heard) -> None:
        """Look whether what happened was the plan."""
        if heard.news.everything:
            self._come = True
            self.post_message(self.Arrived())

    def on_screen_resume(self) -> None:
        """Look for a plan that came while the member was pasting one."""
        if self._come:
            self.post_message(self.Arrived())

    def action_paste(self) -> None:
        """Open the field, with what was pasted there before."""
        if self.session.may(Right.EDIT_PLAN) and not self._opening:
            self._opening = True
            self._open()

    @work(group="read")
    async def _open(self) -> None:
        try:
            begun = await begin(self.session, FORM)
        except Exception as error:
            incident(error, self.session.actor.member_id)
            begun = Begun(Drafting(self.session, FORM))
        self.app.push_screen(PasteScreen(self.session, begun), self._back)
        self._opening = False

    def _back(self, saved: bool | None) -> None:
        # With the plan saved, the board may already stand in this screen's place.
        for line in self.query(NewsLine):
            line.show("" if saved or saved is None else _KEPT, Tone.DONE)

    def on_key(self, event: Key) -> None:
        """Say of a key that does nothing that it does not."""
        if not self._opening and event.key not in self.active_bindings and (words := idle_words(event)):
            self.query_one(NewsLine).show(words, Tone.DONE)

    def help_here(self) -> HelpDialog:
        """What will stand here, and what leads to it."""
        own = _HELP_HERE if self.session.may(Right.EDIT_PLAN) else _HELP_BY_OTHERS
        return HelpDialog(_HELP.format(own), entries=("practise", "try_terminal"))

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()

    def action_ask_to_quit(self) -> None:
        """Leave, after a question."""

        def answered(yes: bool | None) -> None:
            if yes:
                self.app.exit()

        self.app.push_screen(ConfirmDialog("Avsluta Tavlan?", "Avsluta", "Stanna kvar"), answered)
