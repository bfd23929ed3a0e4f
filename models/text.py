"""Text from outside: the one cleaner everything passes on the way in, and keys to sort and find by."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps

from models.errors import Invalid, Missing

TITLE = 200
"""Longest title or name, in characters."""
BODY = 20_000
"""Longest adopted wording or comment, in characters."""

# Format characters that reorder, hide or join what a terminal shows.
_UNSEEN = frozenset(
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufeff"
    "\ufff9\ufffa\ufffb"
    # Variation selectors: some terminals draw the sign before them wider, others do not.
    "\ufe0e\ufe0f"
    # Letters and a symbol that are drawn as nothing: Hangul fillers and the empty Braille cell.
    "\u115f\u1160\u3164\uffa0\u2800"
)
_UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS_IN_A_ROW = 3
_REMEMBERED = 1024
_UNSHOWN = "\ufffd"
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def clean(text: str, limit: int = TITLE, *, lines: bool = False, field: str = "Texten") -> str:
    """Text safe to store: NFC, printable, folded spaces; raises Invalid where it is longer than `limit`.

    With `lines` the line breaks stay, otherwise they become spaces.
    """
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")):
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if character == "\n":
            kept.append("\n" if lines else " ")
        elif character in "\t\u2028\u2029":
            kept.append(" ")
        elif character not in _UNSEEN and category not in _UNPRINTED and marks <= _MARKS_IN_A_ROW:
            kept.append(character)
    # What was taken out may have parted a letter from its mark, so the letters are put together again.
    joined = unicodedata.normalize("NFC", "".join(kept))
    cleaned = "\n".join(_SPACES.sub(" ", line).strip() for line in joined.split("\n")).strip()
    if len(cleaned) > limit:
        raise Invalid(f"{field} är {len(cleaned)} tecken lång; {limit} är det mesta som får plats.")
    return cleaned


def required(text: str, limit: int = TITLE, *, lines: bool = False, field: str = "Texten") -> str:
    """Cleaned text that is not empty; raises Missing, Invalid."""
    if not (cleaned := clean(text, limit, lines=lines, field=field)):
        raise Missing(f"{field} saknas.")
    return cleaned


def printable(text: str, keep: str = "") -> str:
    """The text with spaces for odd spaces and U+FFFD for what steers, hides or reorders, save `keep`."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or character in keep
        else " "
        if unicodedata.category(character) == "Zs"
        else _UNSHOWN
        for character in text
    )


_ORDER = {letter: chr(0x2000 + place) for place, letter in enumerate("abcdefghijklmnopqrstuvwxyzåäö")}
_AS_LETTER = {"æ": "ä", "ø": "ö", "ü": "y", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l"}


def _base(character: str) -> str:
    if character in _ORDER or not character.isalpha():
        return character
    if character in _AS_LETTER:
        return _AS_LETTER[character]
    return unicodedata.normalize("NFD", character)[0]


def _remembered(work: Callable[[str], str]) -> Callable[[str], str]:
    """Keep what names and titles gave; long texts are worked out anew rather than held for ever."""
    kept = lru_cache(_REMEMBERED)(work)

    @wraps(work)
    def given(text: str) -> str:
        return kept(text) if len(text) <= TITLE else work(text)

    return given


@_remembered
def sort_key(text: str) -> str:
    """A key that sorts as Swedish does: a–z å ä ö, w after v, é with e, ü with y.

    Source: CLDR sv, standard collation (w is a letter of its own since SAOL 13).
    """
    folded = "".join(_base(character) for character in unicodedata.normalize("NFC", text).casefold())
    return "".join(_ORDER.get(character, character) for character in folded)


@_remembered
def search_text(text: str) -> str:
    """The text as it is searched: case-folded, accents but not å ä ö taken off."""
    return "".join(_base(character) for character in unicodedata.normalize("NFC", text).casefold())


def matches(needle: str, haystack: str) -> bool:
    """Whether every word of `needle` occurs in `haystack`, both given as search text."""
    return all(word in haystack for word in needle.split())
