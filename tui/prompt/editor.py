"""A line while it is typed: its text, its cursor, and the lines before it; nothing of how it is shown."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from models.text import clean
from tui.commands.columns import cells

LONGEST = 4096
"""Characters a line may have."""
_REMEMBERED = 200


class Came(Enum):
    """What a key led to, where it did more than change the line."""

    LINE = auto()
    """The line is finished."""
    STOP = auto()
    """It was thrown away."""
    LEAVE = auto()
    """The member wants to go."""
    COMPLETE = auto()
    """What has been begun is to be completed."""


@dataclass(slots=True)
class Editor:
    """The line, and where in it one writes."""

    limit: int = LONGEST
    text: str = ""
    cursor: int = 0
    """Between characters, never between a letter and its accents."""
    too_long: bool = False
    """Whether some of what was typed had no room."""
    past: list[str] = field(default_factory=list)
    """The lines that were given, the oldest first."""
    _shown: int | None = None
    _begun: str = ""

    def press(self, key: str, character: str | None = None) -> Came | None:
        """Take one key, by Textual's name for it, with the character it writes, if any."""
        if key == "ctrl+d" and not self.text:
            return Came.LEAVE
        if key in _CAME:
            return _CAME[key]
        if (edit := _EDITS.get(key)) is not None:
            edit(self)
        elif character is not None:
            self.insert(character)
        return None

    def insert(self, typed: str) -> None:
        """Write at the cursor; what cannot be seen, or has nothing to stand on, is left out."""
        for character in typed:
            seen = " " if character.isspace() else clean(character)
            if not seen or (not cells(seen) and not self.cursor):
                continue
            if len(self.text) >= self.limit:
                self.too_long = True
                return
            before = unicodedata.normalize("NFC", self.text[: self.cursor] + seen)
            self.text, self.cursor = before + self.text[self.cursor :], len(before)

    def take(self) -> str:
        """The line as it stands; a new one begins."""
        line = self.text
        self.put("")
        self._shown, self.too_long = None, False
        return line

    def put(self, text: str) -> None:
        """Have another text in the line, with the cursor after it."""
        self.text, self.cursor = text, len(text)

    def remember(self, line: str) -> None:
        """Keep a line that was given, for the arrows."""
        if line and self.past[-1:] != [line]:
            self.past.append(line)
            del self.past[:-_REMEMBERED]

    def _left(self) -> None:
        self.cursor = _step(self.text, self.cursor, -1)

    def _right(self) -> None:
        self.cursor = _step(self.text, self.cursor, 1)

    def _home(self) -> None:
        self.cursor = 0

    def _end(self) -> None:
        self.cursor = len(self.text)

    def _cut(self, start: int, end: int) -> None:
        self.text, self.cursor = self.text[:start] + self.text[end:], start

    def _backspace(self) -> None:
        self._cut(_step(self.text, self.cursor, -1), self.cursor)

    def _delete(self) -> None:
        self._cut(self.cursor, _step(self.text, self.cursor, 1))

    def _cut_word(self) -> None:
        kept = self.text[: self.cursor].rstrip(" ").rpartition(" ")
        self._cut(len(kept[0] + kept[1]), self.cursor)

    def _cut_before(self) -> None:
        self._cut(0, self.cursor)

    def _cut_after(self) -> None:
        self._cut(self.cursor, len(self.text))

    def _older(self) -> None:
        place = len(self.past) if self._shown is None else self._shown
        if place > 0:
            if self._shown is None:
                self._begun = self.text
            self._shown = place - 1
            self.put(self.past[self._shown])

    def _newer(self) -> None:
        if self._shown is None:
            return
        after = self._shown + 1
        self._shown = after if after < len(self.past) else None
        self.put(self._begun if self._shown is None else self.past[self._shown])


def _step(text: str, at: int, way: int) -> int:
    """The next place the cursor can stand, past a letter with all its accents."""
    at += way
    while 0 < at < len(text) and not cells(text[at]):
        at += way
    return min(max(at, 0), len(text))


_CAME = {
    "enter": Came.LINE,
    "ctrl+j": Came.LINE,
    "ctrl+c": Came.STOP,
    "tab": Came.COMPLETE,
}
_EDITS: Mapping[str, Callable[[Editor], None]] = {
    "left": Editor._left,
    "ctrl+b": Editor._left,
    "right": Editor._right,
    "ctrl+f": Editor._right,
    "home": Editor._home,
    "ctrl+a": Editor._home,
    "end": Editor._end,
    "ctrl+e": Editor._end,
    "backspace": Editor._backspace,
    "delete": Editor._delete,
    "ctrl+d": Editor._delete,
    "ctrl+w": Editor._cut_word,
    "ctrl+u": Editor._cut_before,
    "ctrl+k": Editor._cut_after,
    "up": Editor._older,
    "ctrl+p": Editor._older,
    "down": Editor._newer,
    "ctrl+n": Editor._newer,
}
