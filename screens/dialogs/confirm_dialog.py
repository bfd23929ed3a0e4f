"""A question answered with yes or no."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from screens.dialogs.dialog import Dialog
from screens.widgets.bottom import Keys
from screens.widgets.choice_list import Choice, ChoiceList


class ConfirmDialog(Dialog[bool]):
    """J or N, or the arrows and Enter; Esc is no."""

    DEFAULT_CSS = "ConfirmDialog>.box { width: 52; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,J", "answer(True)", show=False),
        Binding("n,N", "answer(False)", show=False),
        Binding("left", "point(0)", show=False),
        Binding("right", "point(1)", show=False),
    ]
    KEYS: ClassVar[Keys] = (("J", "ja"), ("N", "nej"), ("Enter", "välj"))
    HELP = "J svarar ja och N nej. Pilarna och Enter går också bra. Esc är nej."

    def __init__(
        self, question: str, yes: str = "Ja", no: str = "Nej", says: str = "", *, default: bool = True
    ) -> None:
        super().__init__(question, says)
        self._choices = (Choice("yes", yes, "J"), Choice("no", no, "N"))
        self._default = default
        self._list = ChoiceList(self._choices)

    def body(self) -> Iterable[Widget]:
        """The two answers."""
        yield self._list

    def on_mount(self) -> None:
        """Stand on the answer that is safe to give."""
        self.action_point(0 if self._default else 1)

    def action_point(self, place: int) -> None:
        """Stand on an answer."""
        self._list.show(self._choices, cursor=place)

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(event.key == "yes")

    def action_answer(self, answer: bool) -> None:
        """Answer by letter."""
        self.dismiss(answer)

    def action_cancel(self) -> None:
        """Esc is no."""
        self.dismiss(False)
