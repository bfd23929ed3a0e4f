"""A list to choose from, drawn by line, that another widget's keys may move."""

from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from screens.widgets.cells import shorten
from screens.widgets.lines import CursorLines, Look, spread

Key = TypeVar("Key")

MOVES: tuple[tuple[str, str], ...] = (
    ("up", "move(-1)"),
    ("down", "move(1)"),
    ("pageup", "page(-1)"),
    ("pagedown", "page(1)"),
    ("home", "jump(-1)"),
    ("end", "jump(1)"),
)
"""The keys that move in a list, for the list itself and for a line that is typed in above one."""
_TALLEST = 12


@dataclass(frozen=True)
class Choice(Generic[Key]):
    """One row: what it is known by, what it says, and what stands dim to the right."""

    key: Key
    label: str
    hint: str = ""


class ChoiceList(CursorLines, Generic[Key], can_focus=True):
    """Rows with one cursor; marked ones have a √, and `▲` and `▼` at the edge say that there are more."""

    DEFAULT_CSS = "ChoiceList { height: auto; max-height: 1fr; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, move, show=False) for key, move in MOVES),
        Binding("enter", "choose", show=False),
    ]

    class Moved(Message):
        """The cursor was moved by a key."""

    @dataclass
    class Chosen(Message):
        """The member chose this row."""

        key: object

    def __init__(
        self, choices: tuple[Choice[Key], ...] = (), *, empty: str = "", marks: bool = False
    ) -> None:
        super().__init__()
        self.choices = choices
        self.marked: frozenset[Key] = frozenset()
        self.cursor = 0
        self._top = 0
        self._most = len(choices)
        self._empty, self._marks = empty, marks

    @property
    def current(self) -> Choice[Key] | None:
        """The row under the cursor."""
        return self.choices[self.cursor] if self.choices else None

    def show(
        self, choices: tuple[Choice[Key], ...], marked: frozenset[Key] = frozenset(), *, cursor: int = 0
    ) -> None:
        """Show other rows, or other marks."""
        grown = len(choices) > self._most
        self.choices, self.marked, self._most = choices, marked, max(self._most, len(choices))
        self.cursor = max(0, min(cursor, len(choices) - 1))
        self.refresh(layout=grown)

    def action_move(self, step: int) -> None:
        """Move the cursor; past the last row stands the first again."""
        self._stand_on((self.cursor + step) % max(1, len(self.choices)))

    def action_page(self, direction: int) -> None:
        """Move the cursor a page, no further than the last row."""
        self._stand_on(self.cursor + direction * max(1, self.size.height - 1))

    def action_jump(self, direction: int) -> None:
        """Move the cursor to the first row, or to the last."""
        self._stand_on(direction * len(self.choices))

    def _stand_on(self, place: int) -> None:
        self.cursor = max(0, min(place, len(self.choices) - 1))
        self.refresh()
        self.post_message(self.Moved())

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current.key))

    def _reveal(self) -> None:
        height = max(1, self.size.height)
        self._top = max(0, min(self._top, self.cursor, len(self.choices) - height))
        self._top = max(self._top, self.cursor - height + 1)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A row for each choice there has been, so that the box does not jump while one types."""
        return max(1, min(self._most, _TALLEST))

    def render_line(self, y: int) -> Strip:
        """One row; the cursor's has a bar before it."""
        self._reveal()
        width, place = self.size.width, self._top + y
        if not self.choices:
            return self.strip(((shorten(f" {self._empty}", width) if y == 0 else "", Look.DIM),), width)
        if place >= len(self.choices):
            return self.strip((), width)
        choice, here = self.choices[place], place == self.cursor
        mark = "√ " if choice.key in self.marked else "  " if self._marks else ""
        # The label is what one looks for: the hint gives way first.
        room = width - cell_len(mark + choice.label) - 4
        hint = shorten(choice.hint, room) if room > min(5, cell_len(choice.hint) - 1) else ""
        left = (("▌" if here else " ", Look.ACCENT), (f"{mark}{choice.label}", Look.PLAIN))
        right = ((f"{hint} ", Look.DIM),) if hint else ()
        line = self.strip(spread(left, right, width - 1), width - 1, cursor=here)
        return Strip([*line, *self.strip(((self._edge(y), Look.ACCENT),), 1, cursor=here)])

    def _edge(self, y: int) -> str:
        above = y == 0 and self._top > 0
        below = y == self.size.height - 1 and self._top + self.size.height < len(self.choices)
        return "▲" if above else "▼" if below else " "
