"""What one can do here, in words, from the registry."""

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from screens.dialogs.text_view import Reading
from screens.handbook import Handbook
from screens.keymap import Command, Place, commands_at, sign_of
from screens.widgets.bottom import Keys
from screens.widgets.lines import Line, Look, hang

_Rows = tuple[tuple[str, str], ...]
"""Labels, each with the sentence that explains it."""

ESSENTIALS = {
    Place.BOARD: "Pilarna flyttar markören. Enter öppnar kortet och visar i ord vad man kan göra. "
    "Esc går tillbaka. Det räcker för allt; bokstäverna är genvägar. Allt går att ångra med u.",
    Place.CARD: "Pilarna upp och ner väljer en rad, Enter gör det som står på raden, ← → byter "
    "kort, Esc går tillbaka till tavlan. Enter på ett steg, en bock eller en egen kommentar visar vad man "
    "kan göra med den. Bokstäverna är genvägar. Allt går att ångra med u.",
    Place.PREVIEW: "Så här lästes planen. Inget är sparat än. Pilarna väljer en rad, Enter visar i ord vad "
    "man kan göra med den, Esc går tillbaka till texten. Rader med ? är sådant läsningen inte är säker på. "
    "När allt stämmer: Läs in planen, överst.",
    Place.REVISION: "Så här står planen på tavlan. Inget ändras där förrän du sparar. Pilarna väljer en rad, "
    "Enter visar i ord vad man kan göra med den, Esc går tillbaka till tavlan. Korten behåller bockar, "
    "kommentarer, steg och ansvariga. När allt stämmer: Spara planen, överst.",
}
"""What is enough to know at each place."""

_GROUPS: dict[str, tuple[str, ...]] = {
    "Flytta och bocka av": ("status", "lift", "shift", "tick", "untick"),
    "Kortet": (
        "open",
        "comment",
        "assign",
        "due",
        "pause",
        "drop",
        "edit",
        "new",
        "archive",
        "reword",
        "history",
        "mark",
        "mark_all",
    ),
    "Steg": ("new_steps", "finish", "shift_step"),
    "Hitta": ("search", "today", "mine", "area", "filter", "view", "order", "plan", "revise", "palette"),
    "Ångra och kopiera": ("undo", "redo", "copy"),
    "Röra sig": ("cursor", "cursor_end", "cursor_page", "areas", "back"),
}
_OF_A_PLAN: dict[str, tuple[str, ...]] = {
    "Planen": ("save", "year", "adopted", "next", "confirm"),
    "Ett åtagande": ("choose", "merge", "split", "title", "target", "due", "words"),
    "Var det hör hemma": ("place", "step", "heading", "unplace", "preamble"),
    "Ångra": ("undo", "redo"),
    "Röra sig": _GROUPS["Röra sig"],
}
_OTHERS = "Övrigt"
WORDS = (
    ("i fas", "Det går som planen säger, så långt på året."),
    ("efter", "För lite är gjort, eller för länge sedan sist."),
    ("försenat", "Dagen då det skulle vara klart har passerat."),
    ("vilar", "Ligger stilla tills någon väcker det."),
    ("utgår", "Ska inte göras; skälet står på kortet."),
    ("21/35", "21 av områdets 35 kort är i fas eller klara."),
    ("2/4 ●●○○", "Två gjorda av fyra."),
    ("steg 2/5", "Två av kortets fem steg är bockade."),
    ("i fas · 25 sep", "Dagen då någon senast bockade av eller skrev."),
    ("v. 46", "Veckan då det ska vara klart."),
    ("!", "Försenat."),
    ("√", "Klart."),
    ("×", "Utgår."),
    ("║", "Vilar."),
    ("■", "Du har markerat kortet."),
    ("•", "Någon annan läser kortet nu, eller skriver på det."),
)
"""What stands on the board, and what it means."""


def signs_of(command: Command) -> str:
    """The command's keys as they stand on the keyboard, the shown one first."""
    return " ".join(dict.fromkeys((command.sign, *filter(None, map(sign_of, command.keys)))))


def grouped(place: Place) -> Iterator[tuple[str, tuple[Command, ...]]]:
    """The place's commands, in groups of what one is after."""
    groups = _OF_A_PLAN if place in {Place.PREVIEW, Place.REVISION} else _GROUPS
    group_of = {action: group for group, actions in groups.items() for action in actions}
    commands = commands_at(place)
    for group in (*groups, _OTHERS):
        those = tuple(one for one in commands if group_of.get(one.action.partition("(")[0], _OTHERS) == group)
        if those:
            yield group, those


class HelpDialog(Reading):
    """The essentials in words, then every key and, on the board, what stands there."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("h", "handbook", show=False)]
    KEYS: ClassVar[Keys] = (*Reading.KEYS, ("h", "handboken"))

    def __init__(self, place: Place) -> None:
        self._place = place
        super().__init__("Hjälp", self._lines)

    def action_handbook(self) -> None:
        """Read on in the handbook."""
        self.app.push_screen(Handbook())

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = [(), *hang("", ESSENTIALS[self._place], width, 0, (Look.PLAIN, Look.PLAIN))]
        told = {
            group: tuple((signs_of(command), command.sentence) for command in commands)
            for group, commands in grouped(self._place)
        }
        last = told.pop(_OTHERS)
        column = _column((*(row for rows in told.values() for row in rows), *last))
        for group, rows in told.items():
            lines += _section(group, rows, width, column)
        if self._place is Place.BOARD:
            lines += _section("Ord och tecken", WORDS, width, _column(WORDS))
        return [*lines, *_section(_OTHERS, last, width, column), ()]


def _column(rows: _Rows) -> int:
    """Where the sentences begin, so that every label stands whole before them."""
    return max(cell_len(label) for label, _ in rows) + 4


def _section(heading: str, rows: _Rows, width: int, column: int) -> list[Line]:
    lines: list[Line] = [(), ((heading, Look.BOLD),)]
    for label, sentence in rows:
        lines += hang(f"  {label}", sentence, width - 1, column, (Look.ACCENT, Look.PLAIN))
    return lines
