"""What comes up after a login, in which order: one thing at a time, and only what is due."""

from typing import Any

from textual.app import App

from models.incident import incident
from models.session import Session
from models.trial import PREFERENCE as TERMINAL
from screens.acting import Acting
from screens.board.screen import BoardScreen
from screens.dialogs.confirm_dialog import ConfirmDialog
from screens.dialogs.terminal_dialog import try_terminal
from screens.dialogs.text_view import TextView
from screens.drafting import reminder
from screens.practice import PREFERENCE as PRACTICE
from screens.practice import PracticeScreen

_DUE, _TAKEN, _DECLINED = "due", "taken", "declined"
_OFFER = "Vill du öva på ett kort?"
_OFFERED = "Fem tangenter, en minut. Bara du ser kortet, och inget sparas. Hjälpen leder dit senare också."


async def _welcome(app: App[Any], session: Session) -> None:
    """What the demo says first."""
    if session.welcome:
        await app.push_screen_wait(TextView("Välkommen", session.welcome))


async def _terminal(app: App[Any], session: Session) -> None:
    """The first time, whether the terminal shows and sends what it should."""
    if session.actor.member_id is not None and TERMINAL not in session.preferences:
        await try_terminal(app, session)
        # Enough for once: what is new waits for the next login.
        session.has_begun = True
        # Kept, so that a connection that is lost right now does not take the offer away.
        await session.prefer(PRACTICE, _DUE)


async def _practice(app: App[Any], session: Session) -> None:
    """After that, whether the member wants to practise."""
    if session.preferences.get(PRACTICE) == _DUE:
        session.has_begun = True
        yes = await app.push_screen_wait(ConfirmDialog(_OFFER, "Öva", "Till tavlan", _OFFERED))
        await session.prefer(PRACTICE, _TAKEN if yes else _DECLINED)
        if yes:
            await app.push_screen_wait(PracticeScreen(session))


async def _today(app: App[Any], session: Session) -> None:
    """What is new, late and next."""
    if isinstance(app.screen, BoardScreen):
        await app.screen.greet()


async def _draft(app: App[Any], session: Session) -> None:
    """Of a text that was left half written."""
    words = await reminder(session)
    if words and isinstance(app.screen, Acting):
        app.screen.tell(words)


_ORDER = (_welcome, _terminal, _practice, _today, _draft)


async def arrive(app: App[Any], session: Session) -> None:
    """Show what is due; to be called once the first screen has been painted."""
    for comes_up in _ORDER:
        try:
            await comes_up(app, session)
        except Exception as error:
            # The board works without it.
            incident(error, session.actor.member_id)
