"""The first line of every screen: whose board it is, who is here, and what day it is."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.strip import Strip

from models.presence import Presence
from screens.widgets.cells import shorten
from screens.widgets.lines import Line, LineWidget, Look

_BETWEEN = "  "
_GAP = 4


def names_here(here: Sequence[Presence], own: Presence) -> tuple[str, ...]:
    """Everybody who is here by first name, one's own first; two of the same name get an initial."""
    people = {one.member_id if one.member_id is not None else one.name: one.name for one in (own, *here)}
    firsts = [name.split(" ")[0] for name in people.values()]
    shown = []
    for name in people.values():
        first, _, rest = name.partition(" ")
        last = rest.rpartition(" ")[2]
        shown.append(f"{first} {last[:1]}" if firsts.count(first) > 1 and last else first)
    return tuple(shown)


def header_line(left: str, here: tuple[str, ...], right: str, width: int) -> Line:
    """The line as it fits: first fewer names, then the association and the weekday go, then `…`."""
    room = width - 2
    lefts = dict.fromkeys((left, left.partition(" · ")[2] or left))
    rights = dict.fromkeys((right, right.rpartition(" · ")[2]))
    most = _names(here, max(room // 3, cell_len(here[0]) if here else 0))
    fewer = dict.fromkeys((most, _names(here, max(room // 5, 6)), here[:1], ()))
    for names in fewer:
        for end in rights:
            for start in lefts:
                gap = room - cell_len(start) - _length(names) - cell_len(end)
                if gap >= (_GAP + 2 if names else 2):
                    return _joined(start, names, end, gap - (_GAP if names else 0))
    end = right.rpartition(" · ")[2]
    start = shorten(list(lefts)[-1], max(0, room - cell_len(end) - 2))
    return _joined(start, (), end, max(0, room - cell_len(start) - cell_len(end)))


def _names(here: tuple[str, ...], room: int) -> tuple[str, ...]:
    for many in range(len(here), 0, -1):
        shown = here[:many] if many == len(here) else (*here[:many], f"+{len(here) - many}")
        if _length(shown) <= room:
            return shown
    return here[:1]


def _length(names: tuple[str, ...]) -> int:
    return cell_len(_BETWEEN.join(names))


def _joined(left: str, names: tuple[str, ...], right: str, gap: int) -> Line:
    own, others = _BETWEEN.join(names[:1]), _BETWEEN.join(names[1:])
    return (
        (f" {left}{' ' * gap}", Look.PLAIN),
        (own, Look.BOLD),
        (f"{_BETWEEN}{others}" if others else "", Look.PLAIN),
        (f"{' ' * _GAP if names else ''}{right} ", Look.DIM),
    )


class HeaderLine(LineWidget):
    """One line on top, the same on every screen."""

    DEFAULT_CSS = "HeaderLine { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._left, self._here, self._right = "", (), ""

    _here: tuple[str, ...]

    def show(self, left: str, here: tuple[str, ...], right: str) -> None:
        """Show whose board it is, who is here (oneself first), and the day."""
        if (left, here, right) != (self._left, self._here, self._right):
            self._left, self._here, self._right = left, here, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line."""
        width = self.size.width
        return self.strip(header_line(self._left, self._here, self._right, width), width)
