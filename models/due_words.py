"""The day somebody means by "fre", "v 12", "2 maj" or "om 3 v"."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress

import pendulum

from models.dates import MONTHS, MONTHS_SHORT, WEEKDAYS, WEEKDAYS_SHORT, weekday_day
from models.errors import Invalid
from models.feast_days import FEAST_DAYS, coming_feast_day, feast_day
from models.text import BODY, clean

FIRST_YEAR = 1900
"""The earliest year a day may be in."""
LAST_YEAR = 2199
"""The latest year a day may be in."""

_LONGEST = 60
_NEAR = {
    "idag": 0,
    "imorse": 0,
    "ikväll": 0,
    "imorgon": 1,
    "imorron": 1,
    "imorrn": 1,
    "övermorgon": 2,
    "igår": -1,
    "förrgår": -2,
}
_COUNTED = (
    "en",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
    "tretton",
    "fjorton",
)
_NUMBERS = {word: number for number, word in enumerate(_COUNTED, 1)} | {"ett": 1, "tjugo": 20, "trettio": 30}
_ORDINALS = (
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "sjunde",
    "åttonde",
    "nionde",
    "tionde",
    "elfte",
    "tolfte",
    "trettonde",
    "fjortonde",
    "femtonde",
    "sextonde",
    "sjuttonde",
    "artonde",
    "nittonde",
    "tjugonde",
)
_NUMBER_OF = {word: number for number, word in enumerate(_ORDINALS, 1)}
_NUMBER_OF |= {f"tjugo{word}": 20 + number for number, word in enumerate(_ORDINALS[:9], 1)}
_NUMBER_OF |= {"trettionde": 30, "trettioförsta": 31}
_UNITS = {
    "days": ("d", "dag", "dagar", "dar", "dygn"),
    "weeks": ("v", "vecka", "veckor"),
    "months": ("mån", "månad", "månader"),
    "years": ("år",),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_WEEKDAY_OF = {
    word: number
    for number, (full, short, two) in enumerate(
        zip(WEEKDAYS, WEEKDAYS_SHORT, ("må", "ti", "on", "to", "fr", "lö", "sö"), strict=True), 1
    )
    for word in (full, f"{full}en", short, two)
} | {"tor": 4}
_MONTH_OF = {name: number for names in (MONTHS, MONTHS_SHORT) for number, name in enumerate(names, 1)}
_MONTH_OF |= {"mar": 3, "jun": 6, "jul": 7, "sept": 9}


class Unreadable(Invalid):
    """The words name no day at all, or none yet while they are typed."""


class NotYet(Invalid):
    """The words name a day that has not been."""


def _any(words: dict[str, int] | dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_WEEKDAY = rf"(?P<weekday>{_any(_WEEKDAY_OF)})"
_YEAR = r"(?:[ ,./-]+(?P<year>[0-9]{4})| ?[./-](?P<short_year>[0-9]{2}))?"
_DAY = r"(?P<day>[0-9]{1,3})(?::?[ae])?\.?"


_SAID_AHEAD = re.compile(rf"(?:nu )?(?:på|till) (?:{_WEEKDAY}|helgen)\.?")
_LONGEST_AGO = 183
"""So many days back words without a year may mean, or into a year that is not this one."""
_A_YEAR = 366
"""So many days back there is one of every day but a leap day."""


def read_past_day(words: str, today: dt.date, *, any_year: bool = False) -> dt.date:
    """The day the words mean for something already done; raises NotYet for what has not been.

    It is the latest day on which the words mean that day itself: "tis" is last Tuesday, and "28 dec" in
    January last year's. What counts from today ("imorgon", "om 3 v") never means itself, so it is refused,
    and so is "på tisdag", which Swedes only say of one to come. The month that is running means today.
    "12 okt" some days before it is rather a slip than a year ago, unless `any_year` says it is not.
    """
    nearest = read_day(words, today)
    if nearest <= today:
        return nearest
    if _is_running(words, today):
        return today
    ahead = _SAID_AHEAD.fullmatch(" ".join(words.casefold().split()))
    back = _A_YEAR if any_year else max(_LONGEST_AGO, today.timetuple().tm_yday)
    for days in range(0 if ahead else back):
        day = today - dt.timedelta(days=days)
        with suppress(Invalid):
            if read_day(words, day) == day:
                return day
    raise NotYet(f"{f'{weekday_day(nearest)} {nearest.year}'.capitalize()} har inte varit än.")


def _is_running(words: str, today: dt.date) -> bool:
    """Whether the words name the month that today is a day of, and not its end."""
    now, text = pendulum.Date(today.year, today.month, today.day), _folded(words)
    for form, read in _FORMS:
        if found := form.fullmatch(text):
            ends = now.end_of("month")
            return (
                read in (_end_of_month, _this_month)
                and read(found, now) == ends
                and not _AT_ITS_END.search(text)
            )
    return False


def read_day(words: str, today: dt.date) -> pendulum.Date:
    """The day the words mean; without a year the next such day, today included. Raises Invalid.

    A week means its Sunday and a month its last day, since a due date is the last day that is in time;
    "nästa fredag" is the Friday of next week and "fre v 12" the Friday of that one.
    """
    now = pendulum.Date(today.year, today.month, today.day)
    text = _folded(words)
    if len(text) <= _LONGEST:
        for form, read in _FORMS:
            if found := form.fullmatch(text):
                return _checked(read(found, now), found)
    raise Unreadable(_not_understood(clean(words, BODY), now))


def _not_understood(words: str, today: pendulum.Date) -> str:
    examples = f"Skriv till exempel fre, v 12, 2 maj, om 3 v eller {today.add(days=43).isoformat()}."
    if not words:
        return f"Ingen dag är angiven. {examples}"
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
    return f"Jag förstår inte ”{shown}”. {examples}"


def _folded(words: str) -> str:
    text = clean(words, BODY).casefold().replace("–", "-").replace("\u2212", "-")
    text = re.sub(r"(?<=[a-zåäö])\.", " ", text)
    text = re.sub(r"\bi (?=(?:år|dag|morse|kväll|morgon|morron|morrn|går)\b)", "i", " ".join(text.split()))
    text = re.sub(r"^(?:(?:senast|till|nu|på|i|under) )+", "", text)
    text = re.sub(r"(?<=\w) (?:på )?(?:morgonen|förmiddagen|eftermiddagen|kväll|kvällen)$", "", text)
    ordinals = rf"\b(?:{_any(_NUMBER_OF)})\b(?= [^\W\d]|$)"
    return re.sub(ordinals, lambda found: str(_NUMBER_OF[found[0]]), text).rstrip(" .,")


def _checked(day: pendulum.Date, found: re.Match[str]) -> pendulum.Date:
    said = found.groupdict().get("weekday")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _too_far(day.year)
    if said and _WEEKDAY_OF[said] != day.isoweekday():
        name, meant = WEEKDAYS[day.weekday()], WEEKDAYS[_WEEKDAY_OF[said] - 1]
        raise Invalid(f"{day.day} {MONTHS[day.month - 1]} {day.year} är en {name}, inte en {meant}.")
    return day


def _too_far(year: int) -> Invalid:
    return Invalid(f"Året {year} är för långt bort; skriv ett år från {FIRST_YEAR} till {LAST_YEAR}.")


def _year_in(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    if short := groups.get("short_year"):
        return 2000 + int(short)
    return int(groups["year"]) if groups.get("year") else None


def _weekday_in(found: re.Match[str]) -> int:
    said = found.groupdict().get("weekday")
    return _WEEKDAY_OF[said] if said else 7


def _date(year: int, month: int, day: int) -> pendulum.Date:
    if not 1 <= month <= 12:
        raise Invalid(f"Det finns ingen månad {month}.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _too_far(year)
    last = calendar.monthrange(year, month)[1]
    if day < 1:
        raise Invalid(f"Det finns ingen dag {day}.")
    if day > last:
        raise Invalid(f"{MONTHS[month - 1].capitalize()} {year} har {last} dagar.")
    return pendulum.Date(year, month, day)


def _week_day(year: int, week: int, weekday: int) -> pendulum.Date:
    if not 1 <= week <= 53:
        raise Invalid(f"Det finns ingen vecka {week}; ett år har 52 eller 53.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _too_far(year)
    if week > dt.date(year, 12, 28).isocalendar().week:
        raise Invalid(f"{year} har ingen vecka {week}.")
    return pendulum.Date.fromisocalendar(year, week, weekday)


def _near_day(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return today.add(days=_NEAR[found["near"]])


def _away(found: re.Match[str], today: pendulum.Date, way: int) -> pendulum.Date:
    number = _NUMBERS.get(found["number"]) or int(found["number"])
    try:
        return today.add(**{_UNIT_OF[found["unit"]]: way * number})
    except (ValueError, OverflowError):
        allowed = f"till och med {LAST_YEAR}" if way > 0 else f"från och med {FIRST_YEAR}"
        raise Invalid(f"”{found[0]}” är för långt bort; skriv ett år {allowed}.") from None


def _in_a_while(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return _away(found, today, 1)


def _a_while_ago(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return _away(found, today, -1)


def _half_a_year(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return today.add(months=-6 if found["ago"] else 6)


def _latest_weekday(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return today.subtract(days=(today.isoweekday() - _weekday_in(found) - 1) % 7 + 1)


def _next_weekday(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return today.add(days=(_weekday_in(found) - today.isoweekday()) % 7)


def _this_week(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return today.add(days=_weekday_in(found) - today.isoweekday())


def _next_week(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return today.add(days=_weekday_in(found) - today.isoweekday() + 7)


def _last_week(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return today.add(days=_weekday_in(found) - today.isoweekday() - 7)


def _week(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    number, weekday, year = int(found["week"]), _weekday_in(found), _year_in(found)
    if year is not None:
        return _week_day(year, number, weekday)
    this_year = today.isocalendar().year
    day = _week_day(this_year, number, weekday)
    return day if day >= today else _week_day(this_year + 1, number, weekday)


def _calendar_day(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    day, year = int(found["day"]), _year_in(found)
    month = _MONTH_OF.get(found["month"]) or int(found["month"])
    if year is None:
        year = today.year + ((month, day) < (today.month, today.day))
        while (month, day) == (2, 29) and not calendar.isleap(year):
            year += 1
    return _date(year, month, day)


def _end_of_month(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    month, year = _MONTH_OF[found["month"]], _year_in(found)
    if year is None:
        year = today.year + (month < today.month)
    return _date(year, month, 1).end_of("month")


def _next_month(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return today.add(months=1).end_of("month")


def _last_month(_: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return today.start_of("month").subtract(days=1)


def _this_month(_: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return today.end_of("month")


def _end_of_year(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    return _date(today.year + bool(found["next"]), 12, 31)


def _feast_day(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    year = _year_in(found)
    day = coming_feast_day(found["feast"], today) if year is None else feast_day(found["feast"], year)
    return _date(day.year, day.month, day.day)


def _day_of_month(found: re.Match[str], today: pendulum.Date) -> pendulum.Date:
    day = int(found["day"])
    if not 1 <= day <= 31:
        raise Invalid(f"Ingen månad har en dag {day}.")
    first = today.start_of("month") if day >= today.day else today.start_of("month").add(months=1)
    while day > first.days_in_month:
        first = first.add(months=1)
    return first.set(day=day)


_Reader = Callable[[re.Match[str], pendulum.Date], pendulum.Date]
_ON = rf"(?:{_WEEKDAY} )?(?:den )?"
_IN = rf"(?:{_WEEKDAY} )?(?:i )?"
_SPAN = rf"(?P<number>[0-9]{{1,4}}|{_any(_NUMBERS)}) ?(?P<unit>{_any(_UNIT_OF)})"
_LAST = r"(?:slutet (?:av|på|i)|sist i|sista (?:dagen )?i) "
_READERS: tuple[tuple[str, _Reader], ...] = (
    (rf"(?P<near>{_any(_NEAR)})", _near_day),
    (rf"(?:om|inom) {_SPAN}", _in_a_while),
    (rf"(?:för )?{_SPAN} (?:sedan|sen)", _a_while_ago),
    (r"(?:om|inom|(?P<ago>för)) ett halvår(?(ago) (?:sedan|sen))", _half_a_year),
    (_WEEKDAY, _next_weekday),
    (rf"{_IN}(?:denna vecka|den här veckan)", _this_week),
    (r"helgen", _this_week),
    (rf"nästa (?:helg|{_WEEKDAY})", _next_week),
    (rf"{_IN}nästa vecka", _next_week),
    (rf"(?P<weekday>{'|'.join(WEEKDAYS)})s", _latest_weekday),
    (rf"förra (?:helgen|{_WEEKDAY})", _last_week),
    (rf"{_IN}förra veckan", _last_week),
    (rf"(?:{_LAST})?nästa månad|nästa månads slut", _next_month),
    ("förra månaden", _last_month),
    (rf"(?:{_LAST})?(?:denna månad|den här månaden)|{_LAST}månaden|månadens slut|månadsskiftet", _this_month),
    (rf"(?:{_LAST})?(?:iår|detta år|det här året|(?P<next>nästa år))|{_LAST}året|årets slut", _end_of_year),
    (rf"(?P<feast>{'|'.join(FEAST_DAYS)}){_YEAR}", _feast_day),
    (rf"{_IN}(?:v|vecka) ?(?P<week>[0-9]{{1,4}})(?:[ ,./-]+(?P<year>[0-9]{{4}}))?", _week),
    (rf"{_IN}(?P<year>[0-9]{{4}})[ -]*(?:v|w|vecka) ?(?P<week>[0-9]{{1,2}})", _week),
    (rf"{_ON}(?P<year>[0-9]{{4}})[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}})", _calendar_day),
    (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", _calendar_day),
    (r"(?P<short_year>[0-9]{2})(?P<dash>-?)(?P<month>[0-9]{2})(?P=dash)(?P<day>[0-9]{2})", _calendar_day),
    (rf"{_ON}(?P<day>[0-9]{{1,2}})-(?P<month>[0-9]{{1,2}})-(?P<year>[0-9]{{4}})", _calendar_day),
    (rf"{_ON}(?P<day>[0-9]{{1,3}})[/.] ?(?P<month>[0-9]{{1,3}}){_YEAR}", _calendar_day),
    (rf"{_ON}{_DAY} ?(?P<month>{_any(_MONTH_OF)}){_YEAR}", _calendar_day),
    # "jul" on its own is Christmas, not July.
    (rf"(?:{_LAST}|sista )?(?!jul\b)(?P<month>{_any(_MONTH_OF)}){_YEAR}", _end_of_month),
    (rf"den {_DAY}", _day_of_month),
)
_FORMS = tuple((re.compile(form), reader) for form, reader in _READERS)
_AT_ITS_END = re.compile("slut|sist|skiftet")
