"""Simple tables: a heading row such as "Aktivitet, Ansvarig, När" and a row for each commitment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_SEPARATORS = (re.compile(r"\|"), re.compile(r"\t"), re.compile(r"\s{2,}"))
_BORDER = frozenset("|:- \t")
_LONGEST_HEAD = 200


class Column(Enum):
    """What the cells of a column tell."""

    AREA = auto()
    WHAT = auto()
    WHEN = auto()
    STATUS = auto()
    OTHER = auto()


_HEADS = {
    Column.AREA: "område verksamhetsområde ansvarsområde rubrik",
    Column.WHAT: "aktivitet aktiviteter vad åtgärd åtgärder insats insatser uppgift uppgifter händelse"
    " åtagande punkt",
    Column.WHEN: "när datum dag tid tidpunkt tidplan månad vecka deadline klart senast",
    Column.STATUS: "status läge",
    Column.OTHER: "ansvarig ansvariga ansvar vem vilka hur var plats lokal kommentar kommentarer anmärkning"
    " budget kostnad resurser mål syfte uppföljning antal målgrupp nr",
}
_COLUMNS = {word: column for column, words in _HEADS.items() for word in words.split()}
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, with its cells where a reader would look for them."""

    is_head: bool
    area: str = ""
    is_same_area: bool = False
    text: str = ""
    """What it says: what and its day on the first line, the other cells on lines of their own."""


@dataclass(frozen=True, slots=True)
class _Head:
    separator: re.Pattern[str]
    columns: tuple[Column, ...]


def tabled(lines: list[str]) -> dict[int, Row]:
    """The rows of the tables among the lines, by their place; all other lines are left out."""
    rows: dict[int, Row] = {}
    head: _Head | None = None
    area = ""
    for place, line in enumerate(lines):
        if (begins := _head(line)) and any(_cells(below, begins) for below in lines[place + 1 : place + 3]):
            head, area = begins, ""
            rows[place] = Row(is_head=True)
        elif head and _is_border(line):
            rows[place] = Row(is_head=True)
        elif head and (cells := _cells(line, head)):
            rows[place] = row = _row(cells, head.columns, area)
            area = row.area or area
        else:
            head = None
    return rows


def _head(line: str) -> _Head | None:
    if len(line) > _LONGEST_HEAD:
        return None
    for separator in _SEPARATORS:
        cells = [cell.strip(" *:.\t") for cell in _split(line, separator)]
        if len(cells) >= _FEWEST_COLUMNS and all(_column(cell) for cell in cells):
            columns = tuple(column for cell in cells if (column := _column(cell)))
            return _Head(separator, columns) if {Column.WHAT, Column.WHEN, Column.AREA} & {*columns} else None
    return None


def _column(cell: str) -> Column | None:
    words = cell.lower().split()
    return next((_COLUMNS[word] for word in words if word in _COLUMNS), None) if len(words) < 4 else None


def _is_border(line: str) -> bool:
    return "--" in line and _BORDER.issuperset(line)


def _split(line: str, separator: re.Pattern[str]) -> list[str]:
    bare = line.strip(" ")
    return separator.split(bare.strip("|").strip(" ") if "|" in bare else bare)


def _cells(line: str, head: _Head) -> list[str]:
    """A row's cells, none for a line that is no row of this table."""
    cells = _split(line, head.separator)
    fits = _FEWEST_COLUMNS <= len(cells) <= len(head.columns)
    return cells if fits and any(map(str.strip, cells)) and not _is_border(line) else []


def _row(cells: list[str], columns: tuple[Column, ...], area_above: str) -> Row:
    told = list(zip(columns, (cell.strip(" *\t") for cell in cells), strict=False))
    area = " ".join(_of(told, Column.AREA))
    what = " ".join(_of(told, Column.WHAT))
    when, status = ", ".join(_of(told, Column.WHEN)), " ".join(_of(told, Column.STATUS))
    others = [*_of(told, Column.OTHER)]
    if not what:
        what, others = " ".join(others[:1]), others[1:]
    if not what:
        what, when = when, ""
    text = "\n".join(filter(None, (what, *others, when)))
    return Row(False, area, area == area_above, f"{text} / {status}" if status and text else text or status)


def _of(told: list[tuple[Column, str]], wanted: Column) -> Iterator[str]:
    return (cell for column, cell in told if column is wanted and cell)
