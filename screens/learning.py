"""What helps a member to find their way, wherever they are: the help, the practice card, the terminal."""

from textual import work
from textual.screen import Screen

from models.session import Session
from models.trial import trial_of
from screens.dialogs.help_dialog import HelpDialog
from screens.dialogs.keys_dialog import KeysDialog
from screens.dialogs.terminal_dialog import try_terminal
from screens.keymap import Place
from screens.practice import PracticeScreen


class Learning(Screen[None], inherit_bindings=False):
    """What every screen of the first rank offers someone who is new."""

    PLACE: Place = Place.BOARD
    session: Session

    def help_here(self) -> HelpDialog:
        """What one can do here."""
        return HelpDialog.at(self.PLACE)

    def action_help(self) -> None:
        """Show in short what one can do here."""

        def go_on(action: str | None) -> None:
            if action is not None:
                self.call_later(self.run_action, action)

        self.app.push_screen(self.help_here(), go_on)

    def action_all_keys(self) -> None:
        """Show every key."""
        arrives = trial_of(self.session.preferences).function_keys is not False
        self.app.push_screen(KeysDialog(self.PLACE, function_keys=arrives))

    def action_practise(self) -> None:
        """Practise on a card that is nobody else's."""
        self.app.push_screen(PracticeScreen(self.session))

    @work(group="trying", exclusive=True)
    async def action_try_terminal(self) -> None:
        """Try once more what the terminal shows and sends."""
        await try_terminal(self.app, self.session)
