"""What may reach a terminal: printable text, in the signs and colours that terminal has."""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len, split_graphemes
from rich.color import Color as Paint
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from models.text import printable
from screens.theme import FIELDS, IN_SIXTEEN, WITHOUT_COLOUR

LEGIBLE = 4.5
"""The least contrast text may have, by WCAG 2.1 § 1.4.3."""
_STAND_INS = str.maketrans(
    {
        **dict.fromkeys("–—‑−·", "-"),
        **dict.fromkeys("”“„»«″", '"'),
        **dict.fromkeys("’‘′", "'"),
        **dict.fromkeys("─━═", "-"),
        **dict.fromkeys("│┃▐", "|"),
        **dict.fromkeys("┼┬┴├┤┌┐└┘", "+"),
        **dict.fromkeys("▌►→›▶▸", ">"),
        **dict.fromkeys("◄←‹◀◂", "<"),
        **dict.fromkeys("▲↑▴", "^"),
        **dict.fromkeys("▼↓▾", "v"),
        **dict.fromkeys("●■█▓▪", "#"),
        **dict.fromkeys("○□░▒▫◦", "."),
        **dict.fromkeys("•∙", "*"),
        "…": "~",
        "║": "=",
        "√": "+",
        "✓": "+",
        "×": "x",
        "½": "/",
        "€": "E",
    }
)
_KEPT = frozenset("§")
"""No letter, but on every Swedish keyboard and in every Nordic code page."""


class Printable(LineFilter):
    """Lets nothing through to a terminal but printable text."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments where all is plain, else cleaned ones."""
        if all(control or text.isprintable() for text, _, control in segments):
            return segments
        return [
            segment if segment.control else Segment(printable(segment.text), segment.style)
            for segment in segments
        ]


@lru_cache(8192)
def in_plain_signs(text: str) -> str:
    """The text in ASCII and letters, as wide as it was."""
    text = text.translate(_STAND_INS)
    if all(map(_is_plain, text)):
        return text
    graphemes, _ = split_graphemes(text)
    return "".join(_plainly(text[start:end], cells) for start, end, cells in graphemes)


def _is_plain(sign: str) -> bool:
    return sign.isascii() or sign.isalpha() or sign in _KEPT


def _plainly(grapheme: str, cells: int) -> str:
    base = unicodedata.normalize("NFC", grapheme)[:1]
    return base if base and _is_plain(base) and cell_len(base) == cells else "?" * cells


class PlainSigns(LineFilter):
    """Puts an ASCII sign in place of each that is neither ASCII nor a letter."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments where all is ASCII, else the same text in plain signs."""
        if all(control or text.isascii() for text, _, control in segments):
            return segments
        return [
            segment if segment.control else Segment(in_plain_signs(segment.text), segment.style)
            for segment in segments
        ]


def contrast(one: Paint, other: Paint) -> float:
    """How well two colours can be told apart, from 1 to 21, as WCAG 2.1 counts it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(1024)
def _luminance(paint: Paint) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in paint.get_truecolor())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _name(paint: Paint | None) -> str:
    return paint.triplet.hex if paint and paint.triplet else ""


def _without_colour(style: Style) -> Style:
    """What the mono theme's colours stand for, as a terminal without colours can draw it."""
    return style.without_color + WITHOUT_COLOUR.get(_name(style.bgcolor), Style())


def _lowered(paint: Paint | None, depth: ColorSystem) -> Paint | None:
    number = IN_SIXTEEN.get(_name(paint)) if depth is ColorSystem.STANDARD else None
    if number is not None:
        return Paint.from_ansi(number)
    return paint and paint.downgrade(depth)


def _farthest(ground: Paint, depth: ColorSystem) -> Paint:
    """Black or white, whichever is easier to read on a ground."""
    numbers = (0, 15) if depth is ColorSystem.STANDARD else (16, 231)
    return max(map(Paint.from_ansi, numbers), key=lambda paint: contrast(paint, ground))


@lru_cache(8192)
def at_depth(style: Style, depth: ColorSystem | None) -> Style:
    """The same style in the colours one terminal has, and without a link, whose address is raw text."""
    if style.link:
        style = style.update_link(None)
    if depth is ColorSystem.TRUECOLOR:
        return style
    if depth is None:
        return _without_colour(style)
    front, back = _lowered(style.color, depth), _lowered(style.bgcolor, depth)
    if front and back and contrast(front, back) < LEGIBLE <= _contrast_in(style):
        front = _farthest(back, depth)
    underlined = depth is ColorSystem.STANDARD and _name(style.bgcolor) in FIELDS
    return style.without_color + Style(color=front, bgcolor=back, underline=underlined or None)


def _contrast_in(style: Style) -> float:
    return contrast(style.color, style.bgcolor) if style.color and style.bgcolor else 0.0


class Depth(LineFilter):
    """Settles the colours before Rich, which keeps a style's escape codes from its first terminal."""

    def __init__(self, depth: ColorSystem | None) -> None:
        super().__init__()
        self._depth = depth

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in the terminal's own colours."""
        depth = self._depth
        return [
            Segment(text, at_depth(style, depth)) if style and not control else Segment(text, style, control)
            for text, style, control in segments
        ]


PRINTABLE = Printable()
"""The one filter of text, shared by all sessions."""
PLAIN_SIGNS = PlainSigns()
"""The filter of signs for terminals and members that want none but plain ones."""
DEPTHS = {depth: Depth(depth) for depth in (None, *ColorSystem)}
"""The filter of colours for each depth a terminal can have; None is without colour."""


def filters_for(depth: ColorSystem | None, *, plain: bool) -> tuple[LineFilter, ...]:
    """What every line passes on its way to a terminal of so many colours, in plain signs or in all."""
    signs = (PRINTABLE, PLAIN_SIGNS) if plain else (PRINTABLE,)
    return signs if depth is ColorSystem.TRUECOLOR else (*signs, DEPTHS[depth])
