"""Numbers, counted nouns and lists as Swedish writes them."""

from collections.abc import Iterable

_NBSP = "\u00a0"
_MINUS = "\u2212"


def number(value: int) -> str:
    """The whole number with its thousands apart: "1 200", the space not breaking."""
    return f"{value:,}".replace(",", _NBSP).replace("-", _MINUS)


def count(value: int, one: str, many: str) -> str:
    """The number with the noun in the form it asks for: "1 åtagande", "2 åtaganden"."""
    return f"{number(value)} {one if value == 1 else many}"


def listing(words: Iterable[str]) -> str:
    """The words in a row: "Eva, Bo och Cia"; nothing where there are none."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} och {last}" if first else last
