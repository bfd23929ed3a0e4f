"""Numbers under numbers, as "1.2" is under "1.": which of them head what is below, which are points."""

import re
from dataclasses import replace

from models.readers.headings import answers_for, is_title_like
from models.readers.line import Line, Mark
from models.readers.sentences import is_prose, promises
from models.text import TITLE

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)(?P<close>[.)]?)\s+(?=\S)")
_FEWEST_UNDER = 2
_AHEAD = 12
_LISTED = frozenset({Mark.BULLET, Mark.NUMBERED})


def outlined(lines: list[Line]) -> list[Line]:
    """The lines with what an outline numbers marked as headings, where something is under them, or points."""
    numbers = [number_of(line) for line in lines]
    if sum(map(is_deep, numbers)) < _FEWEST_UNDER:
        return lines
    spoken = [place for place, line in enumerate(lines) if line.mark is not Mark.LEAD_ON]
    settled = list(lines)
    highest = 0
    heads: set[tuple[int, ...]] = set()
    for at, place in enumerate(spoken):
        number, line = numbers[place], lines[place]
        rest = [lines[one] for one in spoken[at + 1 : at + 1 + _AHEAD]]
        before = settled[spoken[at - 1]] if at else None
        if not number:
            continue
        if _is_over(number, rest) or (number == (highest + 1,) and highest and _heads(line, rest)):
            settled[place] = _heading(line)
            highest = max(highest, number[0])
        elif is_deep(number) and line.mark is Mark.HEADING:
            if _has_text(rest, before):
                heads.add(number[:-1])
            elif number[:-1] not in heads or promises(line.text):
                settled[place] = _point(line)
    return settled


def number_of(line: Line) -> tuple[int, ...]:
    """The number that a line of an outline begins with; empty where it has none."""
    found = _NUMBER.match(line.sources[0])
    if not found or line.mark is Mark.BULLET or found["close"] == ")":
        return ()
    number = tuple(map(int, found["number"].split(".")))
    is_bare = len(number) == 1 and not found["close"]
    return () if is_bare and not is_title_like(line.text) else number


def is_deep(number: tuple[int, ...]) -> bool:
    """Whether a number stands under another, as "1.2" does."""
    return len(number) > 1


def _is_over(number: tuple[int, ...], rest: list[Line]) -> bool:
    """Whether the first line below with a mark of its own is numbered under this one."""
    below = next((line for line in rest if line.mark is not Mark.PLAIN or number_of(line)), None)
    under = number_of(below) if below else ()
    return is_deep(under) and under[:-1] == number


def _has_text(rest: list[Line], before: Line | None) -> bool:
    """Whether a title-like line has text or a list of its own under it."""
    below = next((line for line in rest if not _goes_on(line)), None)
    if below is None or number_of(below) or answers_for(below.text):
        return False
    if below.mark is not Mark.PLAIN or not below.after_blank:
        return below.mark in _LISTED or below.mark is Mark.PLAIN
    # The last of several points is a point, whatever comes after it.
    return is_prose(below.text) and (before is None or before.mark is not Mark.NUMBERED)


def _goes_on(line: Line) -> bool:
    return line.mark is Mark.PLAIN and not line.after_blank and line.text[:1].islower()


def _heads(line: Line, rest: list[Line]) -> bool:
    if not rest:
        return False
    below = rest[0]
    return (
        is_title_like(line.text) and below.mark in {Mark.PLAIN, Mark.BULLET} and not answers_for(below.text)
    )


def _heading(line: Line) -> Line:
    found = _NUMBER.match(line.sources[0]) if line.mark is Mark.NUMBERED else None
    text = f"{found[0]}{line.text}" if found else line.text
    return replace(line, text=text, mark=Mark.HEADING, sign="1") if len(text) <= TITLE else line


def _point(line: Line) -> Line:
    found = _NUMBER.match(line.text)
    return replace(line, text=line.text[found.end() :] if found else line.text, mark=Mark.NUMBERED)
