"""What may reach a terminal: printable text, in the colours that terminal has."""

from functools import lru_cache

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from models.text import printable


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
def at_depth(style: Style, depth: ColorSystem | None) -> Style:
    """The same style in the colours one terminal has, and without a link, whose address is raw text."""
    if style.link:
        style = style.update_link(None)
    if depth is ColorSystem.TRUECOLOR:
        return style
    if depth is None:
        return style.without_color
    front, back = (color and color.downgrade(depth) for color in (style.color, style.bgcolor))
    return style.without_color + Style(color=front, bgcolor=back)


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
DEPTHS = {depth: Depth(depth) for depth in (None, *ColorSystem)}
"""The filter of colours for each depth a terminal can have; None is without colour."""
