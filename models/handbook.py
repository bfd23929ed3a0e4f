"""The members' handbook, one text for the page on the web, the board and line mode; taken apart here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from models.errors import Invalid
from models.text import BODY, clean, matches, search_text

_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_POINT = re.compile(r"(-|\d+\.) +(.*)")
_RULE = re.compile(r"[|\s:-]+$")
_CELL = re.compile(r"(?<!\\)\|")


class Kind(StrEnum):
    """What a piece of a chapter is."""

    TEXT = "text"
    HEADING = "heading"
    POINT = "point"
    ROW = "row"
    """Of a table: what stands first is its label."""
    CODE = "code"
    """A line to type as it stands."""


Run = tuple[str, bool]
"""Some words, and whether they are to be typed or pressed as they stand."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a heading within a chapter, a point, a table's row or a line to type."""

    kind: Kind
    runs: tuple[Run, ...]
    label: str = ""

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(text for text, _ in self.runs)

    @property
    def quoted(self) -> str:
        """All its words, with what is to be typed or pressed between quotes."""
        return "".join(f"”{text}”" if typed else text for text, typed in self.runs)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands under one heading."""

    number: int
    title: str
    pieces: tuple[Piece, ...]


@cache
def handbook() -> tuple[Chapter, ...]:
    """Every chapter, in order."""
    text = files("models").joinpath("handbok.md").read_text(encoding="utf-8")
    parts = re.split(r"^## +(.+)$", text, flags=re.MULTILINE)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return tuple(
        Chapter(number, title.strip(), tuple(_pieces(body))) for number, (title, body) in enumerate(pairs, 1)
    )


def find_chapter(words: str) -> Chapter:
    """The chapter of that number, or the first whose title or else text has the words; raises Invalid."""
    chapters, needle = handbook(), search_text(words.strip())
    if needle.isascii() and needle.isdecimal():
        numbered = [one for one in chapters if str(one.number) == needle]
    else:
        numbered = [one for one in chapters if needle and matches(needle, search_text(one.title))]
        numbered += [
            one
            for one in chapters
            if needle and any(needle in search_text(piece.text) for piece in one.pieces)
        ]
    if not numbered:
        shown = clean(words[:BODY], BODY)
        raise Invalid(f"Handboken säger inget om ”{shown[:40]}”. Välj ett kapitel, 1–{len(chapters)}.")
    return numbered[0]


def _pieces(body: str) -> Iterator[Piece]:
    for block in re.split(r"\n\s*\n", body.strip("\n")):
        lines = block.split("\n")
        if block.startswith("!["):
            continue
        if block.startswith("```"):
            yield from (Piece(Kind.CODE, ((line, True),)) for line in lines[1:-1])
        elif block.startswith("### "):
            yield Piece(Kind.HEADING, ((block.removeprefix("### ").strip(), False),))
        elif block.startswith("|"):
            yield from _rows(lines)
        else:
            yield from _text(lines)


def _rows(lines: list[str]) -> Iterator[Piece]:
    """A table's rows, without its heading and the rule under that."""
    for line in lines[2:] if len(lines) > 1 and _RULE.match(lines[1]) else lines:
        first, *rest = (cell.strip() for cell in _CELL.split(line.strip().strip("|")))
        yield Piece(Kind.ROW, _runs(" ".join(rest)), _CODE.sub(r"\1", first))


def _text(lines: list[str]) -> Iterator[Piece]:
    """A paragraph, or a list whose points may go on over several lines."""
    label, words = "", ""
    for line in lines:
        if point := _POINT.match(line):
            if words:
                yield _said(label, words)
            label, words = "•" if point[1] == "-" else point[1], point[2]
        else:
            words = f"{words} {line.strip()}".strip()
    if words:
        yield _said(label, words)


def _said(label: str, words: str) -> Piece:
    return Piece(Kind.POINT if label else Kind.TEXT, _runs(words), label)


def _runs(words: str) -> tuple[Run, ...]:
    pieces = _CODE.split(_LINK.sub(r"\1", words))
    return tuple((text, bool(place % 2)) for place, text in enumerate(pieces) if text)
