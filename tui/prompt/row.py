"""How a line that is typed stands on a terminal: on a row that scrolls, or as text that only grows."""

from collections.abc import Callable
from typing import Protocol

from tui.commands.columns import cells

_ERASE = "\x1b[K"
_LEAST_ROOM = 8


class Row(Protocol):
    """Where the line stands; each method answers with what is to be sent to the terminal."""

    @property
    def may_be_parted(self) -> bool:
        """Whether other lines can come in without tearing what is typed apart."""

    def begin(self, prompt: str) -> str:
        """Show a prompt with nothing after it."""

    def draw(self, text: str, cursor: int) -> str:
        """Show the text and the cursor as they are now."""

    def clear(self) -> str:
        """Give the row to something else."""

    def finish(self) -> str:
        """Leave the line as it stands and go to the next."""


class ScrollingRow:
    """One row of a terminal that understands the simplest codes; a longer text is seen in part."""

    may_be_parted = True

    def __init__(self, width: Callable[[], int]) -> None:
        self._width = width
        self._prompt, self._start = "", 0
        self._shown, self._column = "", 0

    def begin(self, prompt: str) -> str:
        """Show a prompt with nothing after it."""
        self._prompt, self._start, self._shown, self._column = prompt, 0, "", 0
        return prompt

    def draw(self, text: str, cursor: int) -> str:
        """Show the text and the cursor as they are now, with as little as that takes."""
        was, at = self._shown, self._column
        before, after = self._window(text, cursor)
        now = before + after
        self._shown, self._column = now, cells(before)
        if now == was:
            return "" if at == self._column else f"\r{self._moved()}"
        if not after and at == cells(was):
            if now.startswith(was) and cells(now[len(was)]):
                return now[len(was) :]
            if was.startswith(now) and cells(was[len(now)]):
                return "\b" * (at - self._column) + _ERASE
        return f"\r{self._prompt}{now}{_ERASE}" + (f"\r{self._moved()}" if after else "")

    def clear(self) -> str:
        """Empty the row and stand at its beginning."""
        return f"\r{_ERASE}"

    def finish(self) -> str:
        """Go to the next row; the line stays as far as it is seen."""
        return "\r\n"

    def _moved(self) -> str:
        column = cells(self._prompt) + self._column
        return f"\x1b[{column}C" if column else ""

    def _window(self, text: str, cursor: int) -> tuple[str, str]:
        """What is seen before and after the cursor; the last cell stays free, where terminals differ."""
        room = max(_LEAST_ROOM, self._width() - cells(self._prompt) - 1)
        if cells(text) <= room:
            self._start = 0
            return text[:cursor], text[cursor:]
        if cursor < self._start:
            self._start = _back(text, cursor, room // 3)
        elif cells(text[self._start : cursor]) > room:
            self._start = _back(text, cursor, room * 2 // 3)
        self._start = min(self._start, _back(text, len(text), room * 2 // 3))
        while self._start < cursor and not cells(text[self._start]):
            self._start += 1
        before = text[self._start : cursor]
        return before, _fitting(text[cursor:], room - cells(before))


class PlainRow:
    """A terminal that understands nothing but text: what is typed is echoed, and nothing is ever taken back.

    What is deleted stays where it was echoed; the line as it came to be is then told once it is given.
    """

    def __init__(self) -> None:
        self._text, self._mended = "", False

    @property
    def may_be_parted(self) -> bool:
        """Only while nothing is typed."""
        return not self._text

    def begin(self, prompt: str) -> str:
        """Show a prompt with nothing after it."""
        self._text, self._mended = "", False
        return prompt

    def draw(self, text: str, cursor: int) -> str:
        """Echo what was added last; say nothing of what was taken away."""
        was, self._text = self._text, text
        if text.startswith(was):
            return text[len(was) :]
        self._mended = True
        return ""

    def clear(self) -> str:
        """Go to a row of its own."""
        return "\r\n"

    def finish(self) -> str:
        """Go to the next row, and tell the line where it is another than was echoed."""
        return f"\r\nKommando: {self._text}\r\n" if self._mended and self._text else "\r\n"


def _back(text: str, at: int, room: int) -> int:
    """The place from which at most so many cells lead to `at`."""
    start = at
    while start > 0 and (room := room - cells(text[start - 1])) >= 0:
        start -= 1
    while start < at and not cells(text[start]):
        start += 1
    return start


def _fitting(text: str, room: int) -> str:
    """As much of the text as so many cells hold."""
    for place, character in enumerate(text):
        if (room := room - cells(character)) < 0:
            return text[:place]
    return text
