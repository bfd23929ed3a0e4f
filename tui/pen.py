"""Says colours to a terminal once: only what differs from what it already draws with.

Rich closes every piece of text with a reset and opens the next with all its colours, which is more than half
of what a board sends. Source of the codes: ECMA-48 § 8.3.117 (SGR).
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

_TOKEN = re.compile(r"\x1b\[([0-9;]*)m|(\x1b\[\d+;\d+H)")
_ATTRIBUTES = frozenset({"1", "2", "3", "4", "5", "7", "8", "9"})
_EXTENDED = {"5": 1, "2": 3}


@dataclass(frozen=True, slots=True)
class Ink:
    """What a terminal draws with."""

    attributes: frozenset[str] = frozenset()
    front: str = ""
    back: str = ""


@lru_cache(4096)
def _dipped(ink: Ink, parameters: str) -> Ink | None:
    """The ink after one SGR sequence; None where it says something this file does not know."""
    codes = parameters.split(";") if parameters else ["0"]
    while codes:
        code = codes.pop(0)
        if code in {"0", ""}:
            ink = Ink()
        elif code in _ATTRIBUTES:
            ink = replace(ink, attributes=ink.attributes | {code})
        elif code in {"38", "48"} and codes and codes[0] in _EXTENDED:
            many = _EXTENDED[codes[0]] + 1
            colour = ";".join((code, *codes[:many]))
            codes = codes[many:]
            ink = replace(ink, front=colour) if code == "38" else replace(ink, back=colour)
        elif code == "39" or (len(code) == 2 and code[0] in "39" and code[1] in "01234567"):
            ink = replace(ink, front="" if code == "39" else code)
        elif code == "49" or code[:-1] in {"4", "10"}:
            ink = replace(ink, back="" if code == "49" else code)
        else:
            return None
    return ink


@lru_cache(4096)
def _change(held: Ink | None, wanted: Ink) -> str:
    """The shortest sequence from one ink to another."""
    if held == wanted:
        return ""
    codes: list[str] = []
    if held is None or held.attributes - wanted.attributes:
        held = Ink()
        codes.append("0")
    codes += sorted(wanted.attributes - held.attributes)
    if wanted.front != held.front:
        codes.append(wanted.front or "39")
    if wanted.back != held.back:
        codes.append(wanted.back or "49")
    return f"\x1b[{';'.join(codes)}m"


# One change is drawn in the same words on each screen that shows the same, and few are under way at once. A
# whole screen is drawn for one only.
_MOST_SHARED = 16384


@lru_cache(32)
def _written(data: str, held: Ink | None, wanted: Ink) -> tuple[str, Ink | None, Ink]:
    """The text in fewer bytes, and what the terminal then holds and is to draw with."""
    out: list[str] = []
    start = 0

    def put(text: str) -> None:
        nonlocal held
        if held != wanted:
            out.append(_change(held, wanted))
            held = wanted
        out.append(text)

    for token in _TOKEN.finditer(data):
        if token.start() > start:
            put(data[start : token.start()])
        start = token.end()
        if token[2] is not None:
            out.append(token[2])
        elif (ink := _dipped(wanted, token[1])) is None:
            put(token[0])
            held = None
        else:
            wanted = ink
    if start < len(data):
        put(data[start:])
    return "".join(out), held, wanted


class Pen:
    """One terminal's ink, and the text written with it."""

    def __init__(self) -> None:
        self._held: Ink | None = Ink()
        self._wanted = Ink()

    def write(self, data: str) -> str:
        """The same text on the same places in the same colours, in fewer bytes."""
        write = _written if len(data) <= _MOST_SHARED else _written.__wrapped__
        text, self._held, self._wanted = write(data, self._held, self._wanted)
        return text

    def forget(self) -> None:
        """Know no more what the terminal draws with."""
        self._held = None
