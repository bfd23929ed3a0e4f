"""What one can do here, in words, from the registry."""

from collections.abc import Iterator

from screens.dialogs.text_view import Reading
from screens.keymap import Command, Place, commands_at
from screens.widgets.lines import Line, Look, hang

ESSENTIALS = {
    Place.BOARD: "Pilarna flyttar markören. Enter öppnar kortet och visar i ord vad man kan göra. "
    "Esc går tillbaka. Det räcker för allt; bokstäverna är genvägar. Allt går att ångra med u.",
    Place.CARD: "Pilarna upp och ner väljer en rad, Enter gör det som står på raden, ← → byter "
    "kort, Esc går tillbaka till tavlan. Enter på ett steg, en bock eller en egen kommentar visar vad man "
    "kan göra med den. Bokstäverna är genvägar. Allt går att ångra med u.",
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
    ),
    "Steg": ("new_steps", "finish", "shift_step"),
    "Hitta": ("search", "mine", "area", "plan", "palette"),
    "Ångra och kopiera": ("undo", "redo", "copy"),
    "Röra sig": ("cursor", "cursor_end", "cursor_page", "areas", "back"),
}
_OTHERS = "Övrigt"
_SIGNS = {
    "question_mark": "?",
    "f1": "F1",
    "ctrl+p": "Ctrl+P",
    "colon": ":",
    "shift+tab": "Skift+Tab",
    "tab": "Tab",
}
_COLUMN = 12


def signs_of(command: Command) -> str:
    """The command's keys as they stand on the keyboard, the shown one first."""
    rest = [_SIGNS.get(key, key) for key in command.keys]
    plain = [sign for sign in rest if len(sign) == 1 or sign in _SIGNS.values()]
    return " ".join(dict.fromkeys((command.sign, *plain)))


def grouped(place: Place) -> Iterator[tuple[str, tuple[Command, ...]]]:
    """The place's commands, in groups of what one is after."""
    group_of = {action: group for group, actions in _GROUPS.items() for action in actions}
    commands = commands_at(place)
    for group in (*_GROUPS, _OTHERS):
        those = tuple(one for one in commands if group_of.get(one.action.partition("(")[0], _OTHERS) == group)
        if those:
            yield group, those


class HelpDialog(Reading):
    """The essentials in words, then every key."""

    def __init__(self, place: Place) -> None:
        self._place = place
        super().__init__("Hjälp", self._lines)

    def _lines(self, width: int) -> list[Line]:
        column = max(_COLUMN, *(len(command.sign) + 4 for command in commands_at(self._place)))
        lines: list[Line] = [()]
        lines += hang("", ESSENTIALS[self._place], width, 0, (Look.PLAIN, Look.PLAIN))
        for group, commands in grouped(self._place):
            lines += [(), ((group, Look.BOLD),)]
            for command in commands:
                signs = f"  {signs_of(command)}"
                lines += hang(signs, command.sentence, width - 1, column, (Look.ACCENT, Look.PLAIN))
        return [*lines, ()]
