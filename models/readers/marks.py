"""The comments of an exported plan: what words cannot carry, and as much of it as can be true."""

import datetime as dt
import json
from dataclasses import dataclass

from models.commitment import LONGEST_REASON, LONGEST_SECTION
from models.place import LONGEST_NAME
from models.readers.plan_draft import MOST_NAMES
from models.target import MOST, Audience, Kind, Per, Target, Unit
from models.text import BODY, TITLE, clean

MARK_START, MARK_END = "<!-- tavlan ", " -->"
"""Around the values in a comment."""

Mark = dict[str, object]
"""A comment's values, by name."""

_LONGEST_INTERVAL = 24
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class Told:
    """What a mark tells of the commitment above it."""

    title: str
    """Empty where the mark gives none."""
    target: Target
    target_from_plan: bool
    corrected_text: str
    due: dt.date | None
    districts: tuple[str, ...]
    partners: tuple[str, ...]
    dropped: str
    dropped_section: str


def mark_line(values: Mark) -> str:
    """The comment that holds these values; nothing in them can end it."""
    told = json.dumps(values, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"{MARK_START}{told}{MARK_END}"


def mark_in(line: str) -> Mark | None:
    """The values of a mark; None where the line is none."""
    if not line.startswith(MARK_START) or not line.endswith(MARK_END):
        return None
    try:
        values = json.loads(line[len(MARK_START) : -len(MARK_END)])
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def is_of_commitment(mark: Mark) -> bool:
    """Whether a mark can only stand under a commitment."""
    return "kind" in mark


def told_of(mark: Mark) -> Told | None:
    """What a commitment's mark tells; None where its target or its names cannot be."""
    target = _target(mark)
    districts, partners = _names(mark.get("districts", [])), _names(mark.get("partners", []))
    if target is None or districts is None or partners is None:
        return None
    return Told(
        title=short(mark.get("title")),
        target=target,
        target_from_plan=mark.get("target_from_plan") is not False,
        corrected_text=_words(mark.get("corrected_text"), BODY, lines=True),
        due=day(mark.get("due")),
        districts=districts,
        partners=partners,
        dropped=_words(mark.get("dropped"), LONGEST_REASON),
        dropped_section=_words(mark.get("section"), LONGEST_SECTION),
    )


def year(value: object) -> int | None:
    """A year a plan can be for, or None."""
    return value if isinstance(value, int) and _FIRST_YEAR <= value <= _LAST_YEAR else None


def day(value: object) -> dt.date | None:
    """A day the board can hold, or None."""
    try:
        found = dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and year(found.year) else None


def short(value: object) -> str:
    """A title or a name, cut where it is longer than any may be; empty where it is none."""
    return clean(value, len(value) * 4)[:TITLE].strip() if isinstance(value, str) else ""


def _words(value: object, longest: int, *, lines: bool = False) -> str:
    text = clean(value, len(value) * 4, lines=lines) if isinstance(value, str) else ""
    return text if len(text) <= longest else ""


def _names(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or len(value) > MOST_NAMES:
        return None
    names = tuple(dict.fromkeys(filter(None, map(short, value))))
    return names if all(len(name) <= LONGEST_NAME for name in names) else None


def _target(mark: Mark) -> Target | None:
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
