"""Where one line of a document holds several points."""

import re
from itertools import pairwise

# Word's own bullets live in the private use area, which the cleaner rightly takes out.
_WORD_BULLETS = {ord(sign): "•" for sign in "\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf02d"}
_OTHER_SIGN = re.compile(r"^(\s*)[\uf020-\uf0ff]")
_INLINE = re.compile(r"(?<=\s)[•●▪■◦‣⁃∙○](?=\s)")
_SIGNS = "•●▪■◦‣⁃∙○"
_SPACE = re.compile(r"\s")
_FIRST = re.compile(r"(?P<number>1|a)(?P<close>[.)])\s")
_SURE = {".": 3, ")": 2}
"""How many numbers in a row show that they count points."""


def items_on(raw: str) -> list[str]:
    """A line cut where a new point begins, each piece as far in as the line; most lines stay whole."""
    raw = _OTHER_SIGN.sub(r"\1•", raw.translate(_WORD_BULLETS))
    start = raw.lstrip()
    borders = _at_signs(raw, start) or _at_numbers(raw, start)
    if not borders:
        return [raw]
    indent = raw[: len(raw) - len(start)]
    cuts = [0, *borders, len(raw)]
    pieces = [raw[first:last] for first, last in pairwise(cuts)]
    return [pieces[0], *(indent + piece for piece in pieces[1:])]


def _at_signs(raw: str, start: str) -> list[int]:
    found = [border.start() for border in _INLINE.finditer(raw, len(raw) - len(start) + 1)]
    enough = 1 if start[:1] in _SIGNS else 2
    return found if start and len(found) >= enough else []


def _at_numbers(raw: str, start: str) -> list[int]:
    if not (first := _FIRST.match(start)):
        return []
    flat = _SPACE.sub(" ", raw)
    borders: list[int] = []
    close, place = first["close"], len(raw) - len(start) + 1
    while True:
        count = len(borders) + 1
        label = str(count + 1) if first["number"] == "1" else chr(ord("a") + count)
        place = flat.find(f" {label}{close} ", place)
        if place < 0 or count > 25:
            return borders if len(borders) + 1 >= _SURE[close] else []
        borders.append(place + 1)
        place += 1
