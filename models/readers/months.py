"""How many months of a year a wording holds for, as "varje månad april–september" does for six."""

import re
from dataclasses import dataclass

from models.dates import MONTHS
from models.plurals import count

_MONTH = rf"(?:{'|'.join(MONTHS)})\b"
_SPAN = re.compile(
    rf"\b(?P<first>{_MONTH})\s?(?:[–-]|till(?:\soch\smed)?\s|t\.?o\.?m\.?\s)\s?(?:den\s)?(?:\d{{1,2}}\s)?(?P<last>{_MONTH})",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    rf"\b(?:för)?utom\s(?:i\s|under\s)?(?P<months>{_MONTH}(?:(?:,\s|\soch\s|\s?[–-]\s?){_MONTH}){{0,3}})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Months:
    """A part of a year, in months, and whether the words can mean no other."""

    number: int
    words: str
    is_sure: bool

    def of(self, times: int) -> int:
        """How many of so many times a year fall within it."""
        return max(1, round(times * self.number / 12))

    def question(self, number: int) -> str | None:
        """What to ask of a number of times that was reckoned from it."""
        if self.is_sure:
            return None
        return f"Texten säger ”{self.words}”. Blir det {count(number, 'gång', 'gånger')} per år?"


def months_in(text: str) -> Months | None:
    """The months that the words keep to; None where they name no part of a year."""
    if found := _EXCEPT.search(text):
        span = _SPAN.fullmatch(found["months"])
        without = _length(span) if span else len(re.findall(_MONTH, found["months"], re.IGNORECASE))
        return Months(12 - without, found[0], is_sure=False)
    if found := _SPAN.search(text):
        return Months(_length(found), found[0], is_sure=True)
    return None


def without_exceptions(text: str) -> str:
    """The text with as much room where it names months that are left out."""
    return _EXCEPT.sub(lambda found: " " * len(found[0]), text)


def _length(span: re.Match[str]) -> int:
    first, last = (MONTHS.index(span[end].lower()) for end in ("first", "last"))
    return (last - first) % 12 + 1
