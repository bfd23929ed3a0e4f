"""What the forms share whose text is kept while it is written."""

from typing import TypeVar

from textual import work

from screens.dialogs.dialog import Dialog
from screens.dialogs.leave_dialog import Leave, LeaveDialog
from screens.drafting import Drafting

Answer = TypeVar("Answer")


class Drafted(Dialog[Answer]):
    """A form that leaves a draft behind, unless it was given none to keep."""

    drafting: Drafting | None = None

    def keep(self, text: str | None) -> None:
        """Keep what the form now holds; None where it holds what it was opened with."""
        if self.drafting is not None:
            self.drafting.write(text)

    async def on_unmount(self) -> None:
        """Keep the last that was written, whatever ended the form."""
        if self.drafting is not None:
            await self.drafting.close()

    @work(name="leave")
    async def leave(self, done: str) -> None:
        """Ask what becomes of what was `done` ("skrivit", "ändrat"), and go where that leads."""
        if self.drafting is None:
            self.ask_to_discard(f"Kasta det du har {done}?")
            return
        answer = await self.app.push_screen_wait(LeaveDialog(f"Vad ska hända med det du har {done}?"))
        if answer == Leave.DISCARD:
            await self.drafting.forget()
        if answer != Leave.STAY:
            self.dismiss(None)
