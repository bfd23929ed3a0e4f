"""The days of a year that have a name, and only one day it can mean."""

import datetime as dt

_DECEMBER = {
    "lucia": 13,
    "luciadagen": 13,
    "julafton": 24,
    "juldagen": 25,
    "annandag jul": 26,
    "annandagen": 26,
    "nyårsafton": 31,
}
_FIXED = {name: (12, day) for name, day in _DECEMBER.items()} | {
    "nyårsdagen": (1, 1),
    "trettondagen": (1, 6),
    "trettondedag jul": (1, 6),
    "valborg": (4, 30),
    "valborgsmässoafton": (4, 30),
    "nationaldagen": (6, 6),
}
_FROM_EASTER = {
    "skärtorsdag": -3,
    "skärtorsdagen": -3,
    "långfredag": -2,
    "långfredagen": -2,
    "påskafton": -1,
    "påskdagen": 0,
    "annandag påsk": 1,
    "kristi himmelsfärdsdag": 39,
    "kristi himmelsfärd": 39,
    "pingstafton": 48,
    "pingstdagen": 49,
}
_SATURDAYS = {"midsommarafton": (6, 20, -1), "midsommardagen": (6, 20, 0), "alla helgons dag": (10, 31, 0)}
"""The Saturday from a day on, and how far from it."""

FEAST_DAYS = (*_FIXED, *_FROM_EASTER, *_SATURDAYS)
"""The names, in small letters."""


def feast_day(name: str, year: int) -> dt.date:
    """The day of a year that has the name."""
    if name in _FIXED:
        return dt.date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return easter(year) + dt.timedelta(days=_FROM_EASTER[name])
    month, day, off = _SATURDAYS[name]
    first = dt.date(year, month, day)
    return first + dt.timedelta(days=(5 - first.weekday()) % 7 + off)


def coming_feast_day(name: str, today: dt.date) -> dt.date:
    """The next day that has the name, today included."""
    day = feast_day(name, today.year)
    return day if day >= today else feast_day(name, today.year + 1)


def easter(year: int) -> dt.date:
    """Easter Sunday, by the Gregorian rule of Meeus."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
