"""The days that Swedish wording names: written dates, weeks, months, elections and spans of years."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from models.readers.months import without_exceptions
from models.readers.occasions import Occasion, month_end, occasion_in

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_FULL_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_FULL_MONTH = rf"(?:{'|'.join(_FULL_MONTHS)})"
_MONTH = rf"(?:{_FULL_MONTH}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)"
_YEAR = r"(?:19|20)\d\d"

_ISO = re.compile(rf"\b(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_WRITTEN = re.compile(
    rf"(?:\b\d{{1,2}}(?::?[ae])?\s+(?P<from>{_MONTH})\s?(?:[–-]|till)\s?(?:den\s)?)?\b(?P<day>\d{{1,2}}|första)(?::?[ae])?\s+(?P<month>{_MONTH})(?:\s+(?P<year>{_YEAR}))?(?!\w)",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    rf"\b(?:senast|den|före|innan|till)\s+(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:[\s-]+(?P<year>{_YEAR}))?\b",
    re.IGNORECASE,
)
_WEEK = re.compile(
    rf"\b(?:v\.\s?|v\s|vecka\s|veckorna\s)(?:\d{{1,2}}\s?[-–]\s?)?(?P<week>\d{{1,2}})\b(?:\s+(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(
    rf"\b(?:mellan\s+(?P<between>{_FULL_MONTH})\soch\s|(?:i|under|senast|till|och)\s+(?:(?P<from>{_FULL_MONTH})(?:\s?[-–/]\s?|\still\s))?)"
    rf"(?P<month>{_FULL_MONTH})\b(?:\s+(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_JOINS_MONTHS = re.compile(rf"(?:,\s{_FULL_MONTH})*\s", re.IGNORECASE)
_MONTH_ALONE = re.compile(
    rf"^(?:(?P<from>{_FULL_MONTH})\s?[-–/]\s?)?(?P<month>{_FULL_MONTH})(?:\s+(?P<year>{_YEAR}))?[.]?$",
    re.IGNORECASE | re.MULTILINE,
)
_AHEAD_OF = re.compile(r"\binför\b(?P<what>[^.;:]{1,60})", re.IGNORECASE)
_BEFORE_ELECTION = re.compile(
    r"\b(?:före|innan)\s(?:det\s|nästa\s|årets\s)?(?P<what>(?:riksdags|kommun|region|kyrko)?val(?:et|dagen))\b",
    re.IGNORECASE,
)
_GENERAL_ELECTION = re.compile(
    r"(?<![\w-])(?:riksdags|kommun|kommunal|region)?val(?:en|et|rörelsen|året|dagen)?\b", re.IGNORECASE
)
_CHURCH_ELECTION = re.compile(r"\bkyrkoval", re.IGNORECASE)
_COMING_YEAR = re.compile(rf"\s(?:år\s|verksamhetsåret\s|budget(?:en)?\s)?(?P<year>{_YEAR})\b", re.IGNORECASE)
_SPAN = re.compile(rf"\b(?P<first>{_YEAR})\s?[-–/]\s?(?P<last>{_YEAR}|\d\d)\b(?!-)")
_FRACTION = r"(?:1/[2-5]|2/[35]|3/[45]|4/5|24/7)(?!\d)"
_MONTH_FIRST = re.compile(
    # "Maj" is a woman's name as well.
    rf"(?!maj\s\S+\s(?:ska|har|\w+(?:ar|er))\b)(?:{_MONTH}\s?[-–/]\s?)?(?P<month>{_MONTH})(?=\s?[:;,]\s?\S|\s[–—-]\s?\S|\s(?-i:[A-ZÅÄÖ]))",
    re.IGNORECASE,
)
_SEASON_FIRST = re.compile(
    r"(?:vår|sommar|höst|vinter)(?:en|n)?(?=\s?[:;]\s?\S|\s[–—-]\s?\S|\s(?-i:[A-ZÅÄÖ]))", re.IGNORECASE
)
_WEEKDAY = r"(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?\.?\s(?:den\s)?"
_SLASH_DAY = r"(?:\d{1,2}(?:/\d{1,2})?\s?[–-]\s?)?\d{1,2}/\d{1,2}"
_DAY_FIRST = re.compile(
    rf"(?:{_WEEKDAY}|den\s)?(?:{_YEAR}-\d\d-\d\d|(?:\d{{1,2}}\s?[–-]\s?)?\d{{1,2}}(?::?[ae])?\s{_MONTH}(?!\w)"
    rf"|{_SLASH_DAY}(?![\d/])|(?:v\.?\s?|vecka\s)\d{{1,2}})(?:\s{_YEAR})?(?!\w)",
    re.IGNORECASE,
)
_BARE_SLASH = re.compile(
    rf"(?:{_WEEKDAY})?(?:\d{{1,2}}(?:/\d{{1,2}})?\s?[–-]\s?)?(?P<day>\d{{1,2}}/\d{{1,2}})(?=\s?[:;,(]|\s[–—-]|\s(?-i:[A-ZÅÄÖ])|$)",
    re.IGNORECASE,
)
_SLASHED_WITHIN = re.compile(
    rf"(?:(?<=\s)|(?<=\())(?:{_WEEKDAY}(?P<sure>)|(?!{_FRACTION}))"
    rf"(?:\d{{1,2}}(?:/\d{{1,2}})?\s?[–-]\s?)?(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})"
    rf"(?:[\s-]+(?P<year>{_YEAR}))?(?![\d/-])(?P<ends>[ \t]?(?:[.,;:)]|$)|\s(?:kl|på|i|vid|hos|med|och)\b)?",
    re.IGNORECASE | re.MULTILINE,
)
_SEASON_OF_TWO_YEARS = re.compile(r"\b(?:säsong\w*|läsår\w*|år\w*)\s+$", re.IGNORECASE)
_LAST_MONTH = 12
_LAST_SPRING_MONTH = 6
_ANY_YEAR = re.compile(rf"\b{_YEAR}\b")
_LEAD = 16
_TO_A_DAY = rf"\s+(?:den\s+)?(?:{_WEEKDAY})?$"
_BEFORE = re.compile(rf"\b(?:före|innan){_TO_A_DAY}", re.IGNORECASE)
_LATEST = re.compile(rf"\b(?:senast|till|t\.?o\.?m\.?){_TO_A_DAY}", re.IGNORECASE)
_JOINED = re.compile(rf"\b(?:och|samt|respektive){_TO_A_DAY}", re.IGNORECASE)
_BEGINS = re.compile(rf"\b(?:från|fr\.?o\.?m\.?|start|börjar|startar){_TO_A_DAY}", re.IGNORECASE)


def year_in(text: str) -> int | None:
    """The first year that is written out."""
    found = _ANY_YEAR.search(text)
    return int(found[0]) if found else None


def day_first(text: str) -> int:
    """How many characters a day, month or season that the text begins with takes; 0 where it has none."""
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _SEASON_FIRST):
        if found := pattern.match(text):
            return found.end()
    return 0


def begins_with_day(text: str) -> bool:
    """Whether a line begins with a day, a week, a month or a season, as those of a calendar do."""
    return bool(day_first(text))


def month_named(text: str) -> bool:
    """Whether a text is the name of a month and nothing else."""
    return bool(re.fullmatch(_FULL_MONTH, text.strip(" :."), re.IGNORECASE))


def date_in(text: str, year: int | None = None) -> dt.date | None:
    """The day that is written out, of several the one to be done by; `year` is meant where none is said."""
    days = _days_in(text, year)
    return next((day.date for day in days if day.is_last), days[0].date if days else None)


def several_days(text: str, year: int | None) -> str | None:
    """What to ask where the words write out several days and say of none that it is the last."""
    days = _days_in(text, year) or [*_weeks_in(text, year)] or [*_months_in(text, year)]
    named = {day.date: day.words for day in sorted(days, key=lambda day: day.start)}
    if len(named) < 2 or sum(day.is_last for day in days) == 1:
        return None
    quoted = [f"”{words.removeprefix('och ')}”" for words in named.values()]
    return f"Texten nämner {', '.join(quoted[:-1])} och {quoted[-1]}. Vilken dag gäller kortet?"


def only_begins(text: str, year: int) -> bool:
    """Whether the words write out no other day than one that something begins on."""
    days, first = _days_by_kind(text, year)
    return bool(first) and not days


def due_in(text: str, year: int | None, *, is_split: bool = False) -> dt.date | None:
    """The last day the words give for something, in a plan for `year`; None where they give none.

    A split plan runs from autumn to spring, so that a spring day without a year is in the next.
    """
    due = _due_in(text, year)
    if not is_split or due is None or year is None or due.year != year or due.month > _LAST_SPRING_MONTH:
        return due
    return due if str(year) in text else _due_in(text, year + 1)


def _due_in(text: str, year: int | None) -> dt.date | None:
    if found := _BARE_SLASH.match(text):
        text = f"den {text[found.start('day') :]}"
    if found := _MONTH_FIRST.match(text):
        text = f"i {_FULL_MONTHS[_month_number(found['month']) - 1]} {text[found.end() :]}"
    return (
        date_in(text, year)
        or _occasion(text, year, sure=True)
        or _ahead_of(text, year)
        or next((day.date for day in _weeks_in(text, year)), None)
        or _last_month_in(text, year)
        or _occasion(text, year, sure=False)
        or _span(text)
    )


def occasion_asked(text: str, year: int | None) -> Occasion | None:
    """The occasion that a person should confirm, where the words name no day more plainly."""
    if year is None or (unsure := occasion_in(text, year, sure=False)) is None:
        return None
    return unsure if _due_in(text, year) == unsure.day else None


def _occasion(text: str, year: int | None, *, sure: bool) -> dt.date | None:
    if year is None or (found := occasion_in(text, year, sure=sure)) is None:
        return None
    return found.day


def general_election(year: int) -> dt.date | None:
    """Election day, the second Sunday of September, in a year that has one."""
    return _september_sunday(year, 2) if year % 4 == 2 else None


def church_election(year: int) -> dt.date | None:
    """The day of kyrkovalet, the third Sunday of September, in a year that has one."""
    return _september_sunday(year, 3) if year % 4 == 1 else None


def _september_sunday(year: int, which: int) -> dt.date:
    first = dt.date(year, 9, 1)
    return first + dt.timedelta(days=6 - first.weekday() + 7 * (which - 1))


@dataclass(frozen=True, slots=True)
class _Day:
    date: dt.date
    words: str
    start: int
    is_last: bool = False
    """Whether the words say that it is the latest day."""


def _days_in(text: str, year: int | None) -> list[_Day]:
    """The days that are written out, but one that something begins on only where it is alone."""
    days, first = _days_by_kind(text, year)
    return days or first


def _days_by_kind(text: str, year: int | None) -> tuple[list[_Day], list[_Day]]:
    """The days that something is or ends on, and those it begins on."""
    days: list[_Day] = []
    first: list[_Day] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_ISO, _WRITTEN, _SLASHED, _SLASHED_WITHIN):
        for found in pattern.finditer(text):
            start, end = found.start(), max(found.end("day"), found.end("month"), found.end("year"))
            is_known = any(since < end and start < until for since, until in taken)
            if is_known or (pattern is _SLASHED_WITHIN and not _is_sure(text, found)):
                continue
            if (date := _day(found, year)) is None:
                continue
            taken.append((start, end))
            lead = text[max(0, start - _LEAD) : found.start("day")]
            is_before = bool(_BEFORE.search(lead))
            is_last = is_before or bool(_LATEST.search(lead))
            if days and _JOINED.search(lead):
                is_last = days[-1].is_last
            day = _Day(date - dt.timedelta(days=is_before), text[start:end].strip(), start, is_last)
            (first if _BEGINS.search(lead) else days).append(day)
    return days, first


def _is_sure(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like a day is one, as in "Valborg 30/4", and no part of something."""
    plain = found["sure"] is not None or found["ends"] is not None or int(found["day"]) > _LAST_MONTH
    return plain and not _SEASON_OF_TWO_YEARS.search(text[max(0, found.start() - 20) : found.start()])


def _day(found: re.Match[str], year: int | None) -> dt.date | None:
    meant = found["year"] or year
    if meant is None:
        return None
    day = 1 if found["day"].lower() == "första" else int(found["day"])
    month = _month_number(found["month"])
    try:
        return dt.date(int(meant) + _is_next_year(found, month), month, day)
    except ValueError:
        return None


def _is_next_year(found: re.Match[str], month: int) -> bool:
    """Whether a span such as "oktober–januari" ends in the year after the one it begins in."""
    groups = found.groupdict()
    begins = groups.get("from") or groups.get("between")
    return bool(begins) and not found["year"] and _month_number(str(begins)) > month


def _month_number(written: str) -> int:
    return int(written) if written.isdecimal() else _MONTHS.index(written[:3].lower()) + 1


def _ahead_of(text: str, year: int | None) -> dt.date | None:
    for found in _AHEAD_OF.finditer(text):
        what = found["what"]
        said = year_in(what)
        if _CHURCH_ELECTION.search(what):
            return _election((church_election,), said, year)
        if _GENERAL_ELECTION.search(what):
            return _election((general_election, church_election), said, year)
        if coming := _COMING_YEAR.match(what):
            return dt.date(int(coming["year"]) - 1, 12, 31)
    if (before := _BEFORE_ELECTION.search(text)) is None:
        return None
    kind = church_election if _CHURCH_ELECTION.search(before["what"]) else general_election
    day = _election((kind,), None, year)
    return day - dt.timedelta(days=1) if day else None


def _election(
    kinds: tuple[Callable[[int], dt.date | None], ...], said: int | None, year: int | None
) -> dt.date | None:
    if said is not None:
        return next((date for kind in kinds if (date := kind(said))), None)
    if year is None:
        return None
    return next((date for ahead in range(4) if (date := kinds[0](year + ahead))), None)


def _weeks_in(text: str, year: int | None) -> Iterator[_Day]:
    for found in _WEEK.finditer(text):
        if meant := found["year"] or year:
            with suppress(ValueError):
                yield _Day(
                    dt.date.fromisocalendar(int(meant), int(found["week"]), 7), found[0], found.start()
                )


def _last_month_in(text: str, year: int | None) -> dt.date | None:
    """The end of the first month that is named, or of the last one that "och" joins to it."""
    due: _Day | None = None
    for day in _months_in(text, year):
        if due is None or _JOINS_MONTHS.fullmatch(text, due.start + len(due.words), day.start):
            due = day
    return due.date if due else None


def _months_in(text: str, year: int | None) -> Iterator[_Day]:
    text = without_exceptions(text)
    for found in (*_IN_MONTH.finditer(text), *_MONTH_ALONE.finditer(text)):
        if meant := found["year"] or year:
            month = _month_number(found["month"])
            yield _Day(month_end(int(meant) + _is_next_year(found, month), month), found[0], found.start())


def _span(text: str) -> dt.date | None:
    for found in _SPAN.finditer(text):
        first, last = int(found["first"]), found["last"]
        year = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        if first < year <= first + 12:
            return dt.date(year, 12, 31)
    return None
