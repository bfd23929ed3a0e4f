"""Days that wording names without a date: feasts, seasons, parts of a year, weekdays of a month."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from models.dates import MONTHS, WEEKDAYS
from models.feast_days import FEAST_DAYS, feast_day

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})\b"
_YEAR = r"(?:\s(?P<year>(?:19|20)\d\d))?"
_BEFORE = r"(?P<before>(?:före|innan)\s)"
_ONE_DAY = sorted((name for name in FEAST_DAYS if name != "annandagen"), key=len, reverse=True)
_ORDER = ("första", "andra", "tredje", "fjärde")
_WHICH = rf"(?P<which>{'|'.join(_ORDER)}|[1-4]:[ae]|sista)"
_HOLIDAYS = {"jul": "julafton", "pås": "långfredagen", "pin": "pingstafton", "mid": "midsommarafton"}
_LAST_MONTH_BEFORE = {"vår": 2, "som": 5, "hös": 8, "vin": 11, "sem": 6}
_LAST_MONTH = {"våren": 5, "sommaren": 8, "hösten": 11, "vårterminen": 6, "höstterminen": 12}
_LAST_DAY = {"början": 10, "mitten": 15}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the words name as the latest day; without a day where only people know it."""

    words: str
    day: dt.date | None
    is_sure: bool = True
    """Whether the words can mean no other day."""

    @property
    def question(self) -> str | None:
        """What to ask of it."""
        if self.is_sure:
            return None
        if self.day is None:
            return f"Texten säger ”{self.words}”. Vilken dag är det?"
        return f"Texten säger ”{self.words}”. Klart senast den {self.day.day} {MONTHS[self.day.month - 1]}?"


_Reading = Callable[[re.Match[str], int], dt.date | None]


def occasion_in(text: str, year: int, *, sure: bool) -> Occasion | None:
    """The occasion the words name in a plan for `year`: a `sure` one can mean no other day."""
    for pattern, read, is_sure in _KINDS:
        if is_sure is not sure:
            continue
        for found in pattern.finditer(text):
            said = found.groupdict().get("year")
            day = read(found, int(said) if said else year)
            if day is not None or not is_sure:
                return Occasion(found[0], day, is_sure)
    return None


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _feast(found: re.Match[str], year: int) -> dt.date:
    return feast_day(found["name"].lower(), year) - dt.timedelta(days=bool(found["before"]))


def _holiday(found: re.Match[str], year: int) -> dt.date:
    if found["name"].lower().startswith("nyår"):
        return dt.date(year, 12, 31)
    day = feast_day(_HOLIDAYS[found["name"][:3].lower()], year)
    return day - dt.timedelta(days=bool(found["before"]))


def _advent(found: re.Match[str], year: int) -> dt.date | None:
    place = _place(found["which"])
    fourth = dt.date(year, 12, 24) - dt.timedelta(days=(dt.date(year, 12, 24).weekday() + 1) % 7)
    return fourth - dt.timedelta(weeks=3 - place) if place >= 0 else fourth


def _weekday(found: re.Match[str], year: int) -> dt.date:
    wanted, month = WEEKDAYS.index(found["weekday"].lower()), _month_of(found)
    place = _place(found["which"])
    if place < 0:
        last = month_end(year, month)
        return last - dt.timedelta(days=(last.weekday() - wanted) % 7)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(wanted - first.weekday()) % 7, weeks=place)


def _place(which: str) -> int:
    """How many go before it; -1 for the last."""
    if which[0].isdecimal():
        return int(which[0]) - 1
    return _ORDER.index(which.lower()) if which.lower() in _ORDER else -1


def _month_of(found: re.Match[str]) -> int:
    return MONTHS.index(found["month"].lower()) + 1


def _before_month(found: re.Match[str], year: int) -> dt.date:
    return dt.date(year, _month_of(found), 1) - dt.timedelta(days=1)


def _within_month(found: re.Match[str], year: int) -> dt.date:
    return dt.date(year, _month_of(found), _LAST_DAY[found["part"].lower()])


def _part(found: re.Match[str], year: int) -> dt.date:
    parts = 2 if "halv" in found[0].lower() else 4
    place = _place(found["which"])
    return month_end(year, 12 // parts * (place + 1) if place >= 0 else 12)


def _before_season(found: re.Match[str], year: int) -> dt.date:
    return month_end(year, _LAST_MONTH_BEFORE[found["season"][:3].lower()])


def _during_season(found: re.Match[str], year: int) -> dt.date:
    return month_end(year, _LAST_MONTH[found["season"].lower()])


def _kind(pattern: str, read: _Reading, *, is_sure: bool = True) -> tuple[re.Pattern[str], _Reading, bool]:
    return re.compile(pattern, re.IGNORECASE), read, is_sure


_KINDS = (
    _kind(rf"\b{_WHICH}\s(?P<weekday>{'|'.join(WEEKDAYS)})(?:en)?\si\s{_MONTH}{_YEAR}", _weekday),
    _kind(
        rf"\b(?:sista|slutet\sav|utgången\sav)\s(?:dagen\si\s)?{_MONTH}{_YEAR}",
        lambda found, year: month_end(year, _month_of(found)),
    ),
    _kind(rf"\b(?:före|innan)\s{_MONTH}{_YEAR}", _before_month),
    _kind(rf"\b(?P<part>början|mitten)\sav\s{_MONTH}{_YEAR}", _within_month, is_sure=False),
    _kind(rf"\b{_WHICH}\s(?:söndagen\si\s)?advent\b{_YEAR}", _advent),
    # "Lucia" and "Valborg" are women's names as well.
    _kind(
        rf"(?<!efter\s)(?<!från\s)\b{_BEFORE}?(?P<name>{'|'.join(_ONE_DAY)})\b(?!\s(?-i:[A-ZÅÄÖ])){_YEAR}",
        _feast,
    ),
    _kind(
        rf"\b(?:{_BEFORE}|(?:till|senast(?:\still)?)\s)"
        rf"(?P<name>jul(?:en|helgen)?|påsk(?:en)?|pingst|midsommar(?:helgen)?|nyår)\b{_YEAR}",
        _holiday,
    ),
    _kind(rf"\b{_WHICH}\s(?:halvåret|halvan\sav\såret|kvartalet)\b{_YEAR}", _part),
    _kind(
        rf"\b(?:före|innan|till|vid|senast)\s(?:årsskiftet|årets\sslut)\b{_YEAR}|\bslutet\sav\såret\b",
        lambda _, year: dt.date(year, 12, 31),
    ),
    _kind(
        rf"\b(?:före|innan)\s(?P<season>våren|sommaren|hösten|vintern|semestern)\b{_YEAR}",
        _before_season,
        is_sure=False,
    ),
    _kind(
        rf"\bunder\s(?P<season>våren|sommaren|hösten|vårterminen|höstterminen)\b{_YEAR}",
        _during_season,
        is_sure=False,
    ),
    _kind(
        r"\b(?:senast(?:\s(?:vid|till|före|inför|på))?|före|innan|klar[at]?\s(?:till|vid))\s(?:nästa\s|kommande\s)?"
        r"(?:\w{3,}(?:mötet|stämman)|stämman|kongressen)\b",
        lambda *_: None,
        is_sure=False,
    ),
)
