"""Every key of a place, from the registry, and what stands on the board."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from screens.dialogs.text_view import Reading
from screens.key_signs import signs_of
from screens.keymap import Command, Place, commands_at
from screens.widgets.lines import Line, Look, hang

_Rows = tuple[tuple[str, str], ...]
"""Labels, each with the sentence that explains it."""

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


def grouped(place: Place) -> Iterator[tuple[str, tuple[Command, ...]]]:
    """The place's commands, in groups of what one is after."""
    groups = _OF_A_PLAN if place in {Place.PREVIEW, Place.REVISION} else _GROUPS
    group_of = {action: group for group, actions in groups.items() for action in actions}
    commands = commands_at(place)
    for group in (*groups, _OTHERS):
        those = tuple(one for one in commands if group_of.get(one.action.partition("(")[0], _OTHERS) == group)
        if those:
            yield group, those


class KeysDialog(Reading):
    """Every key in groups of what one is after and, of the board, what its words and signs mean."""

    def __init__(self, place: Place, *, function_keys: bool = True) -> None:
        self._place, self._function_keys = place, function_keys
        super().__init__("Alla tangenter", self._lines)

    def _lines(self, width: int) -> list[Line]:
        told = {group: self._rows(commands) for group, commands in grouped(self._place)}
        last = told.pop(_OTHERS)
        column = _column((*(row for rows in told.values() for row in rows), *last))
        lines: list[Line] = []
        for group, rows in told.items():
            lines += _section(group, rows, width, column)
        if self._place is Place.BOARD:
            lines += _section("Ord och tecken", WORDS, width, _column(WORDS))
        return [*lines, *_section(_OTHERS, last, width, column), ()]

    def _rows(self, commands: Iterable[Command]) -> _Rows:
        return tuple(
            (signs_of(command, function_keys=self._function_keys), command.sentence) for command in commands
        )


def _column(rows: _Rows) -> int:
    """Where the sentences begin, so that every label stands whole before them."""
    return max(cell_len(label) for label, _ in rows) + 4


def _section(heading: str, rows: _Rows, width: int, column: int) -> list[Line]:
    lines: list[Line] = [(), ((heading, Look.BOLD),)]
    for label, sentence in rows:
        lines += hang(f"  {label}", sentence, width - 1, column, (Look.ACCENT, Look.PLAIN))
    return lines
