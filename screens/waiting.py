"""What a member sees before the first plan has been read in."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Middle
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from models.session import Session
from screens.messages import Heard
from screens.widgets.bottom import NewsLine

_WORDS = """Här ska planen stå.

Spara den som text ur Word och läs in den på servern:
tavlan import plan FIL

Den syns här i samma stund. q avslutar."""


class WaitingScreen(Screen[None]):
    """An association without a plan."""

    DEFAULT_CSS = """
    WaitingScreen { align: center middle; Static { width: auto; max-width: 90%; } }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,escape", "quit", "Avsluta", show=False)]

    @dataclass
    class Arrived(Message):
        """A plan has been read in."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """The words, in the middle."""
        with Middle():
            yield Static(Content(_WORDS))
        yield NewsLine()

    def on_heard(self, heard: Heard) -> None:
        """Look whether what happened was the plan."""
        if heard.news.everything:
            self.post_message(self.Arrived())

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()
