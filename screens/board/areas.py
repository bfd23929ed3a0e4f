"""The list of areas beside the board: how each stands, and which one is shown."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from models.standing import Tally
from screens.board.lines import component_style, separator_strip
from screens.board.titles import told_apart

_BAR = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of the list: all areas, one of them, or what concerns the whole plan."""

    key: int | None
    """An area's number, 0 for the whole plan, None for everything."""
    label: str
    title: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class _Look:
    plain: Style
    dim: Style
    accent: Style
    cursor: Style
    rule: Style


def _room(choice: Choice, width: int) -> int:
    """Cells for a title; as many whatever is done by now, so that no title changes with that."""
    most = f"{choice.tally.total}/{choice.tally.total}"
    return width - len(choice.label) - len(most) - 4


def _titles(choices: tuple[Choice, ...], width: int) -> tuple[str, ...]:
    """What is shown of each title."""
    return told_apart(tuple(one.title for one in choices), tuple(_room(one, width) for one in choices))


@lru_cache(512)
def _row(choice: Choice, title: str, width: int, look: _Look, *, chosen: bool, focused: bool) -> Strip:
    style = look.cursor if chosen and focused else look.accent if chosen else look.plain
    count = f"{choice.tally.good}/{choice.tally.total}"
    bar = "▌" if chosen else " "
    text = f"{bar}{choice.label}{' ' if choice.label else ''}{title}"
    gap = " " * max(1, width - len(count) - 1 - Segment(text).cell_length)
    segments = [Segment(text + gap, style), Segment(count + " ", style if chosen else look.dim)]
    return Strip(segments).adjust_cell_length(width, style)


@lru_cache(128)
def _bar(tally: Tally, width: int, look: _Look) -> Strip:
    filled = round(_BAR * tally.good / tally.total) if tally.total else 0
    segments = [
        Segment(" " + "■" * filled, look.accent),
        Segment("□" * (_BAR - filled), look.dim),
        Segment("  i fas", look.dim),
    ]
    return Strip(segments).adjust_cell_length(width, look.plain)


class AreaList(Widget, can_focus=True):
    """One line an area, drawn by line; the arrows choose at once."""

    DEFAULT_CSS = """
    AreaList {
        width: 26;
        height: 1fr;
        &>.areas--plain { color: $foreground; background: $background; }
        &>.areas--dim { color: $text-muted; background: $background; }
        &>.areas--accent { color: $accent; background: $background; }
        &>.areas--rule { color: $panel-lighten-2; background: $background; }
        &>.areas--cursor { color: $foreground; background: $panel-lighten-1; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "areas--plain",
        "areas--dim",
        "areas--accent",
        "areas--cursor",
        "areas--rule",
    }

    choices: var[tuple[Choice, ...]] = var((), init=False)
    chosen: var[int | None] = var(None, init=False)

    @dataclass
    class Chosen(Message):
        """The member wants to see this area."""

        key: int | None

    def watch_choices(self, before: tuple[Choice, ...], now: tuple[Choice, ...]) -> None:
        """Other numbers, or other areas."""
        if [choice.key for choice in before] != [choice.key for choice in now]:
            self.refresh()
            return
        width = self.size.width - 1
        # Another's title or sum may leave a title to be cut otherwise.
        rows = zip(before, now, _titles(before, width), _titles(now, width), strict=True)
        changed = [place for place, (old, new, *cut) in enumerate(rows) if old != new or cut[0] != cut[1]]
        if changed:
            self.refresh(*map(self._region_of, changed))

    def watch_chosen(self) -> None:
        """Another area is shown."""
        self.refresh()

    def on_focus(self) -> None:
        """The cursor is here."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is elsewhere."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Take the colours of a new theme."""
        super().notify_style_update()
        self.refresh()

    def move(self, step: int) -> None:
        """Choose the area so many rows away."""
        if self.choices:
            place = max(0, min(self._place + step, len(self.choices) - 1))
            if self.choices[place].key != self.chosen:
                self.post_message(self.Chosen(self.choices[place].key))

    @property
    def _place(self) -> int:
        keys = [choice.key for choice in self.choices]
        return keys.index(self.chosen) if self.chosen in keys else 0

    def _look(self) -> _Look:
        names = ("plain", "dim", "accent", "cursor", "rule")
        return _Look(*(component_style(self, f"areas--{name}") for name in names))

    def render_line(self, y: int) -> Strip:
        """The sum on top with its bar, then a line an area."""
        width, look = self.size.width, self._look()
        return Strip.join((self._line(y, width - 1, look), separator_strip(look.rule)))

    def _line(self, y: int, width: int, look: _Look) -> Strip:
        blank = Strip.blank(width, look.plain)
        if not self.choices:
            return blank
        if y == 0:
            return self._choice(0, width, look)
        if y == 1:
            return _bar(self.choices[0].tally, width, look)
        place = y - 2 + self._scroll
        return self._choice(place, width, look) if 1 <= place < len(self.choices) else blank

    @property
    def _scroll(self) -> int:
        room = max(1, self.size.height - 3)
        return max(0, min(self._place - room, len(self.choices) - 1 - room))

    def _region_of(self, place: int) -> Region:
        """Where a choice stands, the first with the bar beneath it; nothing where it is out of view."""
        width, y = self.size.width, place + 2 - self._scroll
        if place == 0:
            return Region(0, 0, width, 2)
        return Region(0, y, width, 1) if y >= 2 else Region()

    def _choice(self, place: int, width: int, look: _Look) -> Strip:
        choice = self.choices[place]
        title = _titles(self.choices, width)[place]
        return _row(choice, title, width, look, chosen=choice.key == self.chosen, focused=self.has_focus)
