"""Plain text in columns, by the cells a terminal gives each character."""

import unicodedata
from collections.abc import Sequence

_WIDEST = 40


def cells(text: str) -> int:
    """How many cells a terminal takes for a text: two for a wide character, none for a combining one."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def padded(text: str, width: int) -> str:
    """The text with spaces after it, up to so many cells."""
    return text + " " * (width - cells(text))


def fitted(text: str, width: int) -> str:
    """The text, or as much of it as so many cells hold, with an ellipsis last."""
    if cells(text) <= width:
        return text
    kept, left = "", width - 1
    for character in text:
        if (left := left - _cells(character)) < 0:
            break
        kept += character
    return f"{kept.rstrip()}…"


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Each row as a line, the first word of every row to the right and the others below each other.

    A text wider than a column may be moves what follows it on its own line alone.
    """
    widths = [min(_WIDEST, max(map(cells, column))) for column in zip(*rows, strict=True)]
    lines: list[str] = []
    for first, *rest in rows:
        start = " " * (max(4, widths[0]) - cells(first)) + first
        after = [padded(text, width) for text, width in zip(rest, widths[1:], strict=True)]
        lines.append("  ".join((start, *after)).rstrip())
    return lines
