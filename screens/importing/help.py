"""What one can do in the preview, in words, from the registry."""

from screens.dialogs.help_dialog import signs_of
from screens.dialogs.text_view import Reading
from screens.keymap import Place, commands_at
from screens.widgets.lines import Line, Look, hang

_ESSENTIALS = (
    "Så här lästes planen. Inget är sparat än. Pilarna väljer en rad, Enter visar i ord vad man kan göra med "
    "den, Esc går tillbaka till texten. Rader med ? är sådant läsningen inte är säker på. När allt stämmer: "
    "Läs in planen, överst."
)
_GROUPS: dict[str, frozenset[str]] = {
    "Läsa in": frozenset({"save", "year", "adopted", "next", "confirm"}),
    "Ett åtagande": frozenset({"merge", "split", "title", "target", "due", "words"}),
    "Var det hör hemma": frozenset({"place", "step", "heading", "unplace", "preamble"}),
}
_COLUMN = 12


class PreviewHelp(Reading):
    """The essentials in words, then every key."""

    def __init__(self) -> None:
        super().__init__("Hjälp", self._lines)

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = [(), *hang("", _ESSENTIALS, width, 0, (Look.PLAIN, Look.PLAIN))]
        grouped = frozenset[str]().union(*_GROUPS.values())
        commands = commands_at(Place.PREVIEW)
        for group, actions in (*_GROUPS.items(), ("Övrigt", None)):
            lines += [(), ((group, Look.BOLD),)]
            for command in commands:
                name = command.action.partition("(")[0]
                if name in actions if actions is not None else name not in grouped:
                    signs = f"  {signs_of(command)}"
                    lines += hang(signs, command.sentence, width - 1, _COLUMN, (Look.ACCENT, Look.PLAIN))
        return [*lines, ()]
