"""The help for one screen: what is needed most there in twelve lines, and where the rest is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from screens.dialogs.dialog import Dialog
from screens.keymap import COMMANDS, Place, commands_at
from screens.widgets.bottom import Keys
from screens.widgets.choice_list import Choice, ChoiceList
from screens.widgets.lines import Line, LinesView, Look, hang, wrap

ENTRIES = ("all_keys", "practise", "handbook", "try_terminal")
"""The commands that lead on from the help, in the order they stand there."""
_ENOUGH = "Pilarna, Enter och Esc räcker till allt. Bokstäverna är genvägar."
_ARROWS = ("cursor(0,-1)", "cursor(0,1)")


@dataclass(frozen=True, slots=True)
class Need:
    """One line of the help: some commands, and what they do in a member's words."""

    actions: tuple[str, ...]
    says: str
    label: str = ""
    """What stands for the keys, where their signs one by one would be too many."""

    def keys(self, place: Place) -> str:
        """The keys as they stand on the keyboard."""
        signs = {command.action: command.sign for command in commands_at(place)}
        return self.label or " ".join(signs[action] for action in self.actions)


_MOVE = Need(("status(1)", "status(2)", "status(3)", "status(4)"), "flyttar kortet till en kolumn", "1–4")
_TICK = Need(("tick",), "bockar av en gång, i dag")
_COMMENT = Need(("comment",), "skriver en kommentar")
_WHO_AND_WHEN = Need(("assign", "due"), "väljer ansvarig, sätter datum")
_UNDO = Need(("undo",), "tar tillbaka det du gjorde senast; allt går att ångra")
_MENU = Need(("palette",), "menyn: allt man kan göra, och alla kort")
_OF_A_PLAN = (
    Need(_ARROWS, "väljer en rad", "Pilarna"),
    Need(("choose",), "visar i ord vad man kan göra med raden"),
    Need(("next(1)",), "går till nästa rad med ?, som läsningen är osäker på"),
    Need(("confirm",), "bekräftar raden som den står"),
    Need(("merge(1)", "split"), "slår ihop med nästa, delar i två"),
    Need(("place",), "flyttar till ett annat område"),
    Need(("title",), "ändrar titeln"),
    Need(("undo",), "ångrar"),
    _MENU,
)

NEEDS: dict[Place, tuple[str, tuple[Need, ...]]] = {
    Place.BOARD: (
        _ENOUGH,
        (
            Need((*_ARROWS, "cursor(-1,0)", "cursor(1,0)"), "går mellan korten", "Pilarna"),
            Need(("open",), "öppnar kortet och visar i ord vad man kan göra"),
            Need(("back",), "går tillbaka; ytterst öppnar den menyn"),
            _MOVE,
            _TICK,
            _COMMENT,
            _WHO_AND_WHEN,
            _UNDO,
            Need(("search", "mine"), "söker medan du skriver, visar bara dina kort"),
            _MENU,
            Need(("quit",), "avslutar, efter en fråga"),
        ),
    ),
    Place.CARD: (
        _ENOUGH,
        (
            Need(_ARROWS, "väljer en rad"),
            Need((), "gör det som står på raden, eller visar vad som går", "Enter"),
            Need(("cursor(-1,0)", "cursor(1,0)"), "byter kort"),
            Need(("back",), "går tillbaka till tavlan"),
            _MOVE,
            _TICK,
            _COMMENT,
            _WHO_AND_WHEN,
            Need(("finish",), "bockar av ett steg"),
            _UNDO,
            _MENU,
        ),
    ),
    Place.PREVIEW: (
        "Så här lästes planen. Inget är sparat än.",
        (
            Need(("save",), "läser in planen, när allt stämmer"),
            *_OF_A_PLAN,
            Need(("back",), "går tillbaka till texten"),
        ),
    ),
    Place.REVISION: (
        "Så här står planen på tavlan. Inget ändras där förrän du sparar.",
        (
            Need(("save",), "sparar planen; korten behåller bockar och kommentarer"),
            *_OF_A_PLAN,
            Need(("back",), "går tillbaka till tavlan"),
        ),
    ),
}
"""For each place a sentence, and what is needed most."""


class HelpDialog(Dialog[str | None]):
    """What one can do here in short, above a list of where to read or try more; the answer is an action."""

    DEFAULT_CSS = """
    HelpDialog {
        LinesView { max-height: 1fr; }
        ChoiceList { margin-top: 1; max-height: 6; }
        &>.box { overflow: hidden; }
        &.-short ChoiceList { margin-top: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("home,g", "page(-1000)", show=False),
        Binding("end,G", "page(1000)", show=False),
        Binding("enter", "choose", show=False),
        Binding("question_mark", "help", show=False),
        Binding("q", "cancel", show=False),
    ]
    KEYS: ClassVar[Keys] = (("Enter", "välj"), ("Esc", "stäng"), ("?", "alla tangenter"))

    def __init__(
        self, says: str, rows: tuple[tuple[str, str], ...] = (), entries: Iterable[str] = ()
    ) -> None:
        super().__init__("Hjälp")
        self._text, self._rows = says, rows
        names = {command.action: command.name for command in COMMANDS}
        self._entries = tuple(Choice(action, names[action]) for action in entries)
        self.view, self._list = LinesView(self._lines), ChoiceList(self._entries)

    @classmethod
    def at(cls, place: Place) -> "HelpDialog":
        """The help for a place."""
        says, needs = NEEDS[place]
        return cls(says, tuple((need.keys(place), need.says) for need in needs), ENTRIES)

    def body(self) -> Iterable[Widget]:
        """The lines."""
        yield self.view

    def foot(self) -> Iterable[Widget]:
        """Where to read or try more; the keys move the text as well, so the list has no focus of its own."""
        yield self._list

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = [((line, Look.PLAIN),) for line in wrap(self._text, width - 1)]
        column = max((cell_len(label) for label, _ in self._rows), default=0) + 3
        for label, says in self._rows:
            lines += hang(f" {label}", says, width - 1, column, (Look.ACCENT, Look.PLAIN))
        return lines

    def action_move(self, step: int) -> None:
        """Read on while there is more to read, then go down the list; and the same way back."""
        before = self.view.top
        if step > 0 or self._list.cursor == 0:
            self.view.scroll_by(step)
        if self.view.top == before and 0 <= self._list.cursor + step < len(self._entries):
            self._list.action_move(step)

    def action_page(self, pages: int) -> None:
        """Read a page on, or back."""
        self.view.scroll_by(pages * self.view.page)

    def action_choose(self) -> None:
        """Go where the list's cursor stands."""
        self._list.action_choose()

    @on(ChoiceList.Chosen)
    def _chosen(self, chosen: ChoiceList.Chosen) -> None:
        self.dismiss(str(chosen.key))

    def action_help(self) -> None:
        """Go on to the list of every key, where there is one."""
        if ENTRIES[0] in {one.key for one in self._entries}:
            self.dismiss(ENTRIES[0])
