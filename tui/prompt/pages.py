"""Long answers a page at a time, in lines no wider than there is room for."""

import textwrap

from models.plurals import count
from tui.commands.columns import cells

_INDENT = "     "


def folded(text: str, width: int, indent: str = _INDENT) -> list[str]:
    """The lines of a text, the long ones broken between words and indented under their beginning."""
    lines: list[str] = []
    for line in text.splitlines():
        lines += [line] if cells(line) <= width else _broken(line, width, indent)
    return lines


def _broken(line: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [""]


class Pages:
    """What is left of the last long answer."""

    def __init__(self) -> None:
        self._left: list[str] = []

    def begin(self, lines: list[str], height: int) -> str:
        """The first page of an answer; the one before it is forgotten."""
        self._left = lines
        return self.next(height)

    def next(self, height: int) -> str:
        """The next page, and how much there is after it."""
        # A last line alone takes no more room than the words about it.
        many = height if len(self._left) > height + 1 else len(self._left)
        shown, self._left = self._left[:many], self._left[many:]
        more = [f"{count(len(self._left), 'rad', 'rader')} till: mer"] if self._left else []
        return "".join(f"{line}\n" for line in (*shown, *more))
