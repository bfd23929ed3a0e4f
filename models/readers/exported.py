"""Reads a plan that was exported as Markdown: as it was, and with what has been written into it since."""

import datetime as dt
import json
from dataclasses import dataclass, field, replace

from models.readers.plan_draft import AreaDraft, CommitmentDraft, PlanDraft, require_possible
from models.readers.proposing import propose
from models.readers.short_titles import area_title
from models.target import MOST, Audience, Kind, Per, Target, Unit
from models.text import BODY, TITLE, clean

MARK_START, MARK_END = "<!-- tavlan ", " -->"
"""Around the values in a comment."""
ESCAPE = "\\"
"""Before a line of the plan's own words that looks like one of the form's."""
TAKEN_STARTS = (ESCAPE, "#", "- ", "<!-- tavlan ")
"""What a line of the form may begin with."""

_LONGEST_INTERVAL = 24
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def is_exported(text: str) -> bool:
    """Whether a text was exported from here: a title, and right under it the plan's own mark."""
    rows = [row.strip() for row in text[: 4 * TITLE + BODY].lstrip("\ufeff").splitlines() if row.strip()][:2]
    return len(rows) == 2 and rows[0].startswith("#") and _marked(rows[1]) is not None


def read_exported(text: str) -> PlanDraft:
    """The plan in an exported text; raises Invalid where a line is longer than any may be."""
    reading = _Exported()
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        reading.take(number, raw)
    require_possible(sum(len(part.items) for part in reading.parts), len(reading.parts))
    return reading.draft()


@dataclass(slots=True)
class _Item:
    number: int
    lines: list[str]
    mark: dict[str, object] | None = None


@dataclass(slots=True)
class _Part:
    heading: str
    mark: dict[str, object] = field(default_factory=dict)
    more: list[str] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)

    @property
    def section(self) -> object:
        return self.mark.get("section")


@dataclass(slots=True)
class _Exported:
    title: str = ""
    mark: dict[str, object] = field(default_factory=dict)
    preamble: list[str] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)

    def take(self, number: int, raw: str) -> None:
        """Put one line where the form says it belongs."""
        line = clean(raw, BODY, field=f"Rad {number}") if raw else ""
        part = self.parts[-1] if self.parts else None
        mark = _marked(line)
        if not self.title and not self.mark and line.startswith("#"):
            self.title = line[1:].strip()
        elif mark is not None and self._mark(part, mark):
            pass
        elif line.startswith("## "):
            self.parts.append(_Part(line[2:].strip()))
        elif part is None:
            self.preamble.append(_own(line))
        elif line.startswith("- ") or line == "-":
            part.items.append(_Item(number, [_own(line[2:])]))
        elif not line:
            return
        elif part.items and raw[:1].isspace():
            part.items[-1].lines.append(_own(line))
        elif part.items:
            self.astray.append(_own(line))
        else:
            part.more.append(_own(line))

    def _mark(self, part: _Part | None, mark: dict[str, object]) -> bool:
        """Keep a mark by what it stands under; False where that has one already."""
        if part is None:
            if self.mark:
                return False
            self.mark = mark or {"year": None}
        elif part.items:
            if part.items[-1].mark is not None:
                return False
            part.items[-1].mark = mark
        elif part.mark:
            return False
        else:
            part.mark = mark
        return True

    def draft(self) -> PlanDraft:
        """The plan as it now stands in the text."""
        year = self.mark.get("year")
        association = self.mark.get("association")
        known = year if isinstance(year, int) and _FIRST_YEAR <= year <= _LAST_YEAR else None
        areas = [part for part in self.parts if part.section not in {"whole_plan", "unplaced"}]
        whole = [part for part in self.parts if part.section == "whole_plan"]
        unplaced = [part for part in self.parts if part.section == "unplaced"]
        lines = [line for part in unplaced for item in part.items for line in item.lines]
        lines += [line for part in (*whole, *unplaced) for line in part.more]
        return PlanDraft(
            title=self.title or "Verksamhetsplan",
            association=clean(association, BODY)[:TITLE] or None if isinstance(association, str) else None,
            year=known,
            adopted=_day(self.mark.get("adopted")),
            headlines=(),
            preamble="\n".join(self.preamble).strip("\n"),
            areas=tuple(_area(part, known) for part in areas),
            whole_plan=tuple(_commitment(item, known) for part in whole for item in part.items),
            scaffolding=(),
            unplaced=(*lines, *self.astray),
        )


def _area(part: _Part, year: int | None) -> AreaDraft:
    title = part.mark.get("title")
    wording = "" if part.mark.get("unworded") is True else "\n".join([part.heading, *part.more])
    commitments = tuple(_commitment(item, year) for item in part.items)
    return AreaDraft(_short(title) or area_title(part.heading) or "–", wording, commitments)


def _commitment(item: _Item, year: int | None) -> CommitmentDraft:
    proposed = propose("\n".join(item.lines), item.number, year)
    mark = item.mark
    if mark is None or (target := _target(mark)) is None:
        return proposed
    return replace(
        proposed,
        title=_short(mark.get("title")) or proposed.title,
        target=target,
        due=_day(mark.get("due")),
        districts=_names(mark.get("districts")),
        partners=_names(mark.get("partners")),
        question=None,
        status=None,
    )


def _target(mark: dict[str, object]) -> Target | None:
    number, interval = mark.get("number"), mark.get("interval_months", Target().interval_months)
    per, audience = mark.get("per"), mark.get("audience")
    if not (number is None or _is_count(number, MOST)) or not _is_count(interval, _LONGEST_INTERVAL):
        return None
    try:
        return Target(
            Kind(str(mark.get("kind"))),
            number if isinstance(number, int) else None,
            None if per is None else Per(str(per)),
            Unit(str(mark.get("unit", Unit.OCCASIONS))),
            None if audience is None else Audience(str(audience)),
            interval if isinstance(interval, int) else Target().interval_months,
        )
    except ValueError:
        return None


def _is_count(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def _day(value: object) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _short(value: object) -> str:
    return clean(value, len(value) * 4)[:TITLE].strip() if isinstance(value, str) else ""


def _names(value: object) -> tuple[str, ...]:
    names = [_short(name) for name in value] if isinstance(value, list) else []
    return tuple(dict.fromkeys(filter(None, names)))


def _own(line: str) -> str:
    return line.removeprefix(ESCAPE)


def _marked(line: str) -> dict[str, object] | None:
    """The values of a mark; None where the line is none."""
    if not line.startswith(MARK_START) or not line.endswith(MARK_END):
        return None
    try:
        values = json.loads(line[len(MARK_START) : -len(MARK_END)])
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None
