"""What becomes of a text that is not done: kept as a draft, thrown away, or written on."""

from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.widget import Widget

from screens.dialogs.dialog import Dialog
from screens.widgets.bottom import Keys
from screens.widgets.choice_list import Choice, ChoiceList


class Leave(StrEnum):
    """What the member answers."""

    KEEP = "keep"
    DISCARD = "discard"
    STAY = "stay"


class LeaveDialog(Dialog[Leave]):
    """Enter keeps the text, which is what one can never regret; Esc writes on."""

    DEFAULT_CSS = "LeaveDialog>.box { width: 52; }"
    KEYS: ClassVar[Keys] = (("Enter", "välj"), ("Esc", "skriv vidare"), ("↑↓", "bläddra"))
    DISCARD: ClassVar[str] = "Kasta texten"
    STAY: ClassVar[str] = "Skriv vidare"
    HELP = "Ett utkast ligger kvar tills det sparas eller kastas, också på en annan dator."

    def body(self) -> Iterable[Widget]:
        """The three answers."""
        yield ChoiceList(
            (
                Choice(Leave.KEEP, "Behåll som utkast"),
                Choice(Leave.DISCARD, self.DISCARD),
                Choice(Leave.STAY, self.STAY),
            )
        )

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(Leave(str(event.key)))

    def action_cancel(self) -> None:
        """Esc goes back to the text."""
        self.dismiss(Leave.STAY)
