"""The days that Swedish wording names: written dates, weeks, months, elections and spans of years."""

import calendar
import datetime as dt
import re
from collections.abc import Callable

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_FULL_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_FULL_MONTH = rf"(?:{'|'.join(_FULL_MONTHS)})"
_MONTH = rf"(?:{_FULL_MONTH}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)"
_YEAR = r"(?:19|20)\d\d"

_ISO = re.compile(rf"\b(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_WRITTEN = re.compile(
    rf"\b(?P<day>\d{{1,2}}|första)(?::?[ae])?\s+(?P<month>{_MONTH})(?:\s+(?P<year>{_YEAR}))?(?!\w)",
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
    rf"\b(?:i|under|senast|till)\s+(?P<month>{_FULL_MONTH})\b(?:\s+(?P<year>{_YEAR}))?", re.IGNORECASE
)
_AHEAD_OF = re.compile(r"\binför\b(?P<what>[^.;:]{1,60})", re.IGNORECASE)
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
_DAY_FIRST = re.compile(
    rf"(?:{_WEEKDAY}|den\s)?(?:{_YEAR}-\d\d-\d\d|(?:\d{{1,2}}\s?[–-]\s?)?\d{{1,2}}(?::?[ae])?\s{_MONTH}(?!\w)"
    rf"|\d{{1,2}}/\d{{1,2}}(?![\d/])|(?:v\.?\s?|vecka\s)\d{{1,2}})(?:\s{_YEAR})?(?!\w)",
    re.IGNORECASE,
)
_BARE_SLASH = re.compile(
    rf"(?:{_WEEKDAY})?(?P<day>\d{{1,2}}/\d{{1,2}})(?=\s?[:;,(]|\s[–—-]|\s(?-i:[A-ZÅÄÖ])|$)", re.IGNORECASE
)
_SLASHED_WITHIN = re.compile(
    rf"(?:(?<=\s)|(?<=\())(?:{_WEEKDAY}(?P<sure>)|(?!{_FRACTION}))"
    rf"(?:\d{{1,2}}(?:/\d{{1,2}})?\s?[–-]\s?)?(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})"
    rf"(?:[\s-]+(?P<year>{_YEAR}))?(?![\d/-])(?P<ends>\s?(?:[.,;:)]|$)|\s(?:kl|på|i|vid|hos|med)\b)?",
    re.IGNORECASE,
)
_SEASON_OF_TWO_YEARS = re.compile(r"\b(?:säsong\w*|läsår\w*|år\w*)\s+$", re.IGNORECASE)
_LAST_MONTH = 12
_ANY_YEAR = re.compile(rf"\b{_YEAR}\b")
_BEFORE = re.compile(r"\b(?:före|innan)\s+(?:den\s+)?$", re.IGNORECASE)


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
    """The first day that is written out; `year` is meant where none is said."""
    for pattern in (_ISO, _WRITTEN, _SLASHED):
        for found in pattern.finditer(text):
            if (date := _day(found, year)) is None:
                continue
            return date - dt.timedelta(
                days=bool(_BEFORE.search(text[max(0, found.start() - 12) : found.start()]))
            )
    return _slashed_within(text, year)


def due_in(text: str, year: int | None) -> dt.date | None:
    """The last day the words give for something, in a plan for `year`; None where they give none."""
    if found := _BARE_SLASH.match(text):
        text = f"den {text[found.start('day') :]}"
    if found := _MONTH_FIRST.match(text):
        text = f"i {_FULL_MONTHS[_month_number(found['month']) - 1]} {text[found.end() :]}"
    return (
        date_in(text, year) or _ahead_of(text, year) or _week(text, year) or _month(text, year) or _span(text)
    )


def general_election(year: int) -> dt.date | None:
    """Election day, the second Sunday of September, in a year that has one."""
    return _september_sunday(year, 2) if year % 4 == 2 else None


def church_election(year: int) -> dt.date | None:
    """The day of kyrkovalet, the third Sunday of September, in a year that has one."""
    return _september_sunday(year, 3) if year % 4 == 1 else None


def _september_sunday(year: int, which: int) -> dt.date:
    first = dt.date(year, 9, 1)
    return first + dt.timedelta(days=6 - first.weekday() + 7 * (which - 1))


def _day(found: re.Match[str], year: int | None) -> dt.date | None:
    meant = found["year"] or year
    if meant is None:
        return None
    day = 1 if found["day"].lower() == "första" else int(found["day"])
    try:
        return dt.date(int(meant), _month_number(found["month"]), day)
    except ValueError:
        return None


def _slashed_within(text: str, year: int | None) -> dt.date | None:
    """A day such as "Valborg 30/4" says; what may as well be a part of something is none."""
    for found in _SLASHED_WITHIN.finditer(text):
        plain = found["sure"] is not None or found["ends"] is not None or int(found["day"]) > _LAST_MONTH
        before = text[max(0, found.start() - 20) : found.start()]
        if plain and not _SEASON_OF_TWO_YEARS.search(before) and (date := _day(found, year)):
            return date
    return None


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
    return None


def _election(
    kinds: tuple[Callable[[int], dt.date | None], ...], said: int | None, year: int | None
) -> dt.date | None:
    if said is not None:
        return next((date for kind in kinds if (date := kind(said))), None)
    if year is None:
        return None
    return next((date for ahead in range(4) if (date := kinds[0](year + ahead))), None)


def _week(text: str, year: int | None) -> dt.date | None:
    found = _WEEK.search(text)
    if not found or not (meant := found["year"] or year):
        return None
    try:
        return dt.date.fromisocalendar(int(meant), int(found["week"]), 7)
    except ValueError:
        return None


def _month(text: str, year: int | None) -> dt.date | None:
    found = _IN_MONTH.search(text)
    if not found or not (meant := found["year"] or year):
        return None
    month = _month_number(found["month"])
    return dt.date(int(meant), month, calendar.monthrange(int(meant), month)[1])


def _span(text: str) -> dt.date | None:
    for found in _SPAN.finditer(text):
        first, last = int(found["first"]), found["last"]
        year = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        if first < year <= first + 12:
            return dt.date(year, 12, 31)
    return None
