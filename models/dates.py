"""Days, weeks and moments as Swedes write them; `models.due_words` reads what is written here.

Months and weekdays are tables and never the process's locale, which belongs to every session at once.
"""

import datetime as dt

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
"""The months by name, January at 0."""
MONTHS_SHORT = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
"""The months where space is short."""
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
"""The weekdays by name, Monday at 0."""
WEEKDAYS_SHORT = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
"""The weekdays where space is short."""


def week(day: dt.date) -> str:
    """The ISO week: "v. 46"."""
    return f"v. {day.isocalendar().week}"


def week_of(day: dt.date, today: dt.date) -> str:
    """The ISO week, with its year where that is not this week's year: "v. 22 2026"."""
    year = day.isocalendar().year
    return week(day) if year == today.isocalendar().year else f"{week(day)} {year}"


def month_of(day: dt.date) -> str:
    """The month with its year: "maj 2026"."""
    return f"{MONTHS_SHORT[day.month - 1]} {day.year}"


def short_day(day: dt.date, today: dt.date) -> str:
    """Day and month, with the year where it is another: "12 okt", "12 okt 2024"."""
    text = f"{day.day} {MONTHS_SHORT[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def weekday_day(day: dt.date) -> str:
    """Weekday, day and month, short: "tors 12 okt"."""
    return f"{WEEKDAYS_SHORT[day.weekday()]} {day.day} {MONTHS_SHORT[day.month - 1]}"


def long_day(day: dt.date) -> str:
    """Weekday, day and month in full: "onsdag 4 oktober"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def full_day(day: dt.date) -> str:
    """Day, month and year in full: "19 mars 2023"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def clock_time(at: dt.datetime) -> str:
    """The time of day: "09.05"."""
    return f"{at.hour:02}.{at.minute:02}"


def moment(at: dt.datetime, today: dt.date) -> str:
    """When it was, as near as today allows: "19.42", "igår 19.42", "mån 2 okt 19.42", "mån 2 okt 2022 19.42".

    `at` is already in the association's time zone.
    """
    day = at.date()
    near = {0: "", -1: "igår ", 1: "imorgon "}
    if (away := day.toordinal() - today.toordinal()) in near:
        return f"{near[away]}{clock_time(at)}"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{weekday_day(day)}{year} {clock_time(at)}"


def since_day(at: dt.datetime, today: dt.date) -> str:
    """From when something is told, as near as today allows: "kl. 14.10", "igår", "i måndags", "12 sep".

    `at` is already in the association's time zone.
    """
    away = today.toordinal() - at.date().toordinal()
    if away < 1:
        return f"kl. {clock_time(at)}"
    if away == 1:
        return "igår"
    return f"i {WEEKDAYS[at.weekday()]}s" if away < 7 else short_day(at.date(), today)


def history_moment(at: dt.datetime, today: dt.date | None = None) -> str:
    """When it was, for a history: "12 juni kl. 19.42", with the year where `today` is in another.

    `at` is already in the association's time zone.
    """
    year = "" if today is None or at.year == today.year else f" {at.year}"
    return f"{at.day} {MONTHS[at.month - 1]}{year} kl. {clock_time(at)}"
