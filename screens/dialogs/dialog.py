"""What all questions to the member share: a quiet box, a title, and the keys in one line."""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from models.text import printable
from screens.dialogs.fields import Note
from screens.messages import Garbled
from screens.widgets.bottom import KeyLine, Keys

Answer = TypeVar("Answer")

_NARROW = 60
_SHORT = 20


class Dialog(ModalScreen[Answer], inherit_bindings=False):
    """A question above the screen; Esc is the answer that changes nothing."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 30%;
        &>.box {
            width: 72;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 2;
            background: $surface;
            border-top: solid $accent;
            border-bottom: solid $accent;
            scrollbar-size: 0 0;
            overflow: hidden auto;
        }
        .head { dock: top; height: auto; background: $surface; }
        .foot { dock: bottom; height: auto; background: $surface; }
        .title { text-style: bold; margin-bottom: 1; }
        .says { color: $text-muted; margin-bottom: 1; }
        KeyLine { margin-top: 1; }
        &.-short {
            .title { margin-bottom: 0; }
            .says { margin-bottom: 0; }
            KeyLine { margin-top: 0; }
        }
        &.-narrow {
            &>.box { padding: 0 1; }
            .label { width: 12; }
            Field Note { margin-left: 0; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("f1", "help", show=False),
        Binding("f5,ctrl+l", "repaint", show=False),
    ]
    KEYS: ClassVar[Keys] = (("Enter", "spara"), ("Esc", "avbryt"))
    """What stands in the box's last line."""
    HELP: ClassVar[str] = ""
    """What F1 says here, beyond the keys."""

    def __init__(self, title: str, says: str = "") -> None:
        super().__init__()
        self._heading, self._says = title, says
        self.remarks = Note()

    def compose(self) -> ComposeResult:
        """The box: its head and its foot stay, and what stands between gives way where it is low."""
        # Before the first layout, which would otherwise be shown for a moment and then give way to another.
        self._fit(self.app.size)
        with Vertical(classes="box"):
            with Vertical(classes="head"):
                yield Static(Content(printable(self._heading)), classes="title", markup=False)
                if self._says:
                    yield Static(Content(printable(self._says)), classes="says", markup=False)
                yield from self.head()
            yield from self.body()
            with Vertical(classes="foot"):
                yield from self.foot()
                yield KeyLine(self.KEYS)

    def _fit(self, size: Size) -> None:
        self.set_class(size.width < _NARROW, "-narrow")
        self.set_class(size.height < _SHORT, "-short")

    def on_resize(self, event: Resize) -> None:
        """Fit another size of the terminal."""
        self._fit(event.size)

    def head(self) -> Iterable[Widget]:
        """What stays below the title."""
        return ()

    def body(self) -> Iterable[Widget]:
        """What stands between the head and the foot."""
        return ()

    def foot(self) -> Iterable[Widget]:
        """What stays above the keys."""
        return ()

    def remark(self, sentence: str) -> None:
        """Say in the box that something did not go as the member meant."""
        if not self.remarks.is_attached:
            self.query_one(".foot").mount(self.remarks, before=self.query_one(KeyLine))
        self.remarks.say(sentence, wrong=True)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_repaint(self) -> None:
        """Paint everything anew, where something else has written on the terminal."""
        self.app.post_message(Garbled())

    def ask_to_discard(self, question: str) -> None:
        """Leave without an answer if the member lets what was written go."""
        # Here, because the question is itself a dialog.
        from screens.dialogs.confirm_dialog import ConfirmDialog

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        self.app.push_screen(ConfirmDialog(question, "Kasta det", "Skriv vidare", default=False), answered)

    def action_help(self) -> None:
        """Say in words what one can do here."""
        # Here, because the text view is itself a dialog.
        from screens.dialogs.text_view import TextView

        keys = "\n".join(f"{sign}  {word}" for sign, word in self.KEYS)
        self.app.push_screen(TextView("Hjälp", f"{self.HELP}\n\n{keys}".strip()))
