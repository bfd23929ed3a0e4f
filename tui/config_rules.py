"""What a key of the configuration may hold, and how it is read from the file and from a typed word."""

import datetime as dt
import difflib
import re
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pendulum

from models.text import TITLE, clean


class Unusable(Exception):
    """A value the rule refuses; `str()` is a sentence that helps, or nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of value."""

    allowed: str
    """Ends the sentence "tillåtet är …"."""
    read: Callable[[object], object]
    """The value as the program uses it; raises Unusable."""
    typed: Callable[[str], object] = str
    """What the file would hold for a typed word; the word itself where it is no such value."""


def text(*, empty: bool = True) -> Rule:
    """One line of text."""

    def read(value: object) -> str:
        if not isinstance(value, str) or len(value) > TITLE:
            raise Unusable
        if not (line := clean(value, limit=4 * TITLE)) and not empty:
            raise Unusable
        return line

    return Rule(f'text på högst {TITLE} tecken inom "citattecken"{"" if empty else ", inte tom"}', read)


def choice(*names: str) -> Rule:
    """One of a few words."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in names:
            raise Unusable
        return value

    return Rule(" eller ".join(f'"{name}"' for name in names), read)


def whole(low: int, high: int) -> Rule:
    """A whole number within bounds."""

    def read(value: object) -> int:
        # TOML's true is an int in Python.
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise Unusable
        return value

    return Rule(f"ett heltal från {low} till {high}", read, _typed_number)


def _typed_number(word: str) -> object:
    return int(word) if re.fullmatch(r" *-?[0-9]{1,18} *", word) else word


def _typed_numbers(word: str) -> object:
    numbers = [_typed_number(one) for one in re.split(r"[,; ]+", word.strip(" []"))]
    return numbers if all(isinstance(number, int) for number in numbers) else word


_PORT = whole(0, 65535)


def _read_ports(value: object) -> tuple[int, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise Unusable
    ports = tuple(port for one in value if isinstance(port := _PORT.read(one), int))
    fixed = [port for port in ports if port]
    if len(set(fixed)) < len(fixed):
        raise Unusable("Samma port står två gånger.")
    return ports


_YES, _NO = {"true", "ja", "på", "yes", "on"}, {"false", "nej", "av", "no", "off"}


def _read_yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unusable
    return value


def _typed_yes_or_no(word: str) -> object:
    said = word.strip().casefold()
    return said in _YES if said in _YES | _NO else word


def _read_timezone(value: object) -> str:
    if not isinstance(value, str):
        raise Unusable
    try:
        pendulum.timezone(value)
    except (ValueError, OSError):
        near = difflib.get_close_matches(value, sorted(zoneinfo.available_timezones()), 1)
        raise Unusable(*(f'Menade du "{name}"?' for name in near)) from None
    return value


def _read_month_day(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{2}-[0-9]{2}", value):
        raise Unusable
    try:
        # A common year, since a plan that begins on 29 February would begin only every fourth.
        dt.date.fromisoformat(f"2023-{value}")
    except ValueError:
        raise Unusable from None
    return value


def _read_path(value: object) -> str:
    if not isinstance(value, str) or not value or value != clean(value, limit=len(value) * 4 + 1):
        raise Unusable
    if value.startswith("~"):
        raise Unusable("Skriv ut hemkatalogen i stället för ~.")
    if value.endswith("/") or Path(value).name in {"", ".."}:
        raise Unusable("Det där är en mapp.")
    return value


def _address(*, empty: bool) -> Callable[[object], str]:
    def read(value: object) -> str:
        if not isinstance(value, str) or not (
            empty if not value else re.fullmatch(r"[\w.:][\w.:%-]{0,252}", value)
        ):
            raise Unusable
        return value

    return read


def _read_moment(value: object) -> dt.datetime | None:
    if value is None:
        return None
    if not isinstance(value, dt.datetime) or value.tzinfo is None or not 2000 <= value.year < 2200:
        raise Unusable
    return value


def _typed_moment(word: str) -> object:
    try:
        return dt.datetime.fromisoformat(word.strip())
    except ValueError:
        return word


PORTS = Rule(
    "ett eller flera olika heltal från 0 till 65535, där 0 är vilken ledig port som helst "
    "(i filen [2222, 443], efter tavlan config set 2222,443)",
    _read_ports,
    _typed_numbers,
)
"""The ports that are listened on."""
YES_OR_NO = Rule("true eller false", _read_yes_or_no, _typed_yes_or_no)
"""On or off."""
TIMEZONE = Rule('en tidszon, till exempel "Europe/Stockholm"', _read_timezone)
"""A time zone by its IANA name."""
MONTH_DAY = Rule('månad och dag som "01-01" eller "03-15" (inte 02-29)', _read_month_day)
"""A day that every year has."""
PATH = Rule("en fil, räknad från mappen där inställningsfilen ligger", _read_path)
"""A file, relative to the folder of the configuration."""
ADDRESS = Rule('ett värdnamn eller en IP-adress, till exempel "127.0.0.1"', _address(empty=False))
"""Where to listen."""
PUBLIC_ADDRESS = Rule('ett värdnamn, en IP-adress eller ""', _address(empty=True))
"""What members write after `ssh`, where that is known."""
MOMENT = Rule(
    "en tidpunkt med tidszon mellan år 2000 och 2199, till exempel 2023-10-04T18:30:00+02:00",
    _read_moment,
    _typed_moment,
)
"""A moment, or none."""
