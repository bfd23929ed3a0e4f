"""How the board looks, tried on while one chooses."""

from screens.dialogs.pick_dialog import Choice, PickDialog
from screens.messages import Dressed
from screens.theme import APPEARANCES


class LookDialog(PickDialog[str]):
    """The appearances; the one under the cursor is shown at once, Esc brings the old one back."""

    HELP = "Pilarna visar hur tavlan ser ut. Enter behåller det, Esc tar tillbaka det du hade."

    def __init__(self, now: str) -> None:
        choices = tuple(Choice(look, one.name, one.says) for look, one in APPEARANCES.items())
        super().__init__("Utseende", choices, frozenset({now}))
        self._shown = now

    def _explain(self) -> None:
        super()._explain()
        current = self._list.current
        if current is not None and current.key != self._shown:
            self._shown = current.key
            self.app.post_message(Dressed(current.key))
