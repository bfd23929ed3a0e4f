"""A card's lines as strips, shared by every session that sees the same line."""

from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from screens.board.face import Face, Tone
from screens.widgets.cells import shorten

TITLE_LINES = 2
MARKED = "■"
"""Stands on a card that is marked."""


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of one theme; equal for all sessions that use it, so that lines can be shared."""

    plain: Style
    dim: Style
    late: Style
    accent: Style
    rule: Style
    cursor: Style
    cursor_dim: Style
    cursor_late: Style
    lifted: Style


def component_style(widget: Widget, name: str) -> Style:
    """One of a widget's component styles, as Rich draws it."""
    found = widget.get_component_rich_style(name)
    return found if isinstance(found, Style) else Style()


@lru_cache(32768)
def fold(title: str, width: int) -> tuple[str, ...]:
    """The title on at most two lines of so many cells, broken between words where it can be."""
    lines: list[str] = []
    rest = title
    while rest and len(lines) < TITLE_LINES - 1 and cell_len(rest) > width:
        head = set_cell_size(rest, width + 1)
        cut = head.rstrip().rfind(" ") if " " in head.strip() else -1
        if cut <= width // 3:
            cut = len(set_cell_size(rest, width).rstrip())
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    lines.append(shorten(rest, width))
    return tuple(lines)


def _padded(text: str, width: int) -> str:
    return set_cell_size(text, max(0, width))


def _sides(left: str, right: str, width: int) -> tuple[str, str, int]:
    """Both texts and the gap between them; the right one gives way first, the left one last."""
    right = shorten(right, max(0, width - min(cell_len(left), width * 2 // 3) - 1))
    left = shorten(left, width - cell_len(right) - (1 if right else 0))
    return left, right, width - cell_len(left) - cell_len(right)


@lru_cache(32768)
def card_strips(
    face: Face,
    width: int,
    look: Look,
    *,
    cursor: bool,
    lifted: bool,
    compact: bool,
    visitors: str,
    marked: bool = False,
) -> tuple[Strip, ...]:
    """A card's lines at a width: the title, how it stands, and a blank line where others may be named."""
    strips = _card_strips(face, width, look, cursor, lifted, compact, visitors)
    if not marked:
        return strips
    return (_with_mark(strips[0], width, look, ground=lifted or cursor), *strips[1:])


def _with_mark(strip: Strip, width: int, look: Look, *, ground: bool) -> Strip:
    # In the line's last cell, which is always free; the first tells how the card stands.
    style = look.cursor if ground else look.accent
    return Strip([*strip.crop(0, width - 1), Segment(MARKED, style)])


def _card_strips(
    face: Face, width: int, look: Look, cursor: bool, lifted: bool, compact: bool, visitors: str
) -> tuple[Strip, ...]:
    body, dim, late = look.plain, look.dim, look.late
    if lifted:
        body = dim = late = look.lifted
    elif cursor:
        body, dim, late = look.cursor, look.cursor_dim, look.cursor_late
    mark_style = late if face.tone is Tone.LATE else look.accent if cursor and face.mark == " " else dim
    if cursor and not lifted:
        mark_style = late if face.tone is Tone.LATE else body
    mark = "▌" if cursor and face.mark == " " else face.mark
    # Below the first line the cursor always shows its bar, so that a marked card tells where it is too.
    bar = "▌" if cursor else " "
    inner = width - 2
    title_style = dim if face.tone is Tone.ASIDE and not cursor else body
    note_style = late if face.tone is Tone.LATE else dim
    strips: list[Strip] = []
    if compact:
        strips.extend(_compact(face, inner, (mark, bar), mark_style, title_style, note_style))
    else:
        for place, line in enumerate(fold(face.title, inner)):
            first = (mark if place == 0 else bar, mark_style)
            strips.append(_strip(width, first, (_padded(line, inner + 1), title_style)))
        left, right = face.sides(inner)
        gap = inner - cell_len(left) - cell_len(right)
        strips.append(_strip(width, (bar, mark_style), (left, note_style), (" " * gap + right + " ", dim)))
        strips.append(_strip(width, (_padded(_at_right(visitors, width), width), look.accent)))
    return tuple(strips)


def _at_right(visitors: str, width: int) -> str:
    # The sign tells who looks at the card from who answers for it, also where there are no colours.
    text = shorten(f"• {visitors}" if visitors else "", width - 2)
    return " " * (width - 1 - cell_len(text)) + text


def compact_note(face: Face, inner: int) -> str:
    """How a card stands and who answers for it, where both stand beside the title: in half of the line."""
    return " ".join(part for part in face.sides(inner // 2) if part)


def _compact(
    face: Face, inner: int, signs: tuple[str, str], mark_style: Style, title_style: Style, note_style: Style
) -> list[Strip]:
    mark, bar = signs
    note = compact_note(face, inner)
    room = inner - cell_len(note) - (1 if note else 0)
    if cell_len(face.title) <= room:
        line = _padded(face.title, inner - cell_len(note))
        return [_strip(inner + 2, (mark, mark_style), (line, title_style), (note + " ", note_style))]
    first, *rest = fold(face.title, inner)
    tail = shorten(" ".join(rest), room)
    return [
        _strip(inner + 2, (mark, mark_style), (_padded(first, inner + 1), title_style)),
        _strip(
            inner + 2,
            (bar, mark_style),
            (_padded(tail, inner - cell_len(note)), title_style),
            (note + " ", note_style),
        ),
    ]


def _strip(width: int, *parts: tuple[str, Style]) -> Strip:
    return Strip([Segment(text, style) for text, style in parts if text]).adjust_cell_length(width)


@lru_cache(256)
def heading_strip(title: str, number: int, more: str, width: int, look: Look, *, here: bool) -> Strip:
    """A column's heading: its name, how many cards it holds, and whether there are more out of sight."""
    style = look.accent if here else look.plain
    left, right, gap = _sides(f"{title}  {number}", more, width - 2)
    return _strip(
        width, (" ", look.plain), (left, style + Style(bold=here)), (" " * gap + right + " ", look.dim)
    )


@lru_cache(256)
def blank_strip(width: int, look: Look) -> Strip:
    """An empty line."""
    return _strip(width, (" " * width, look.plain))


@lru_cache(256)
def text_strip(text: str, width: int, look: Look) -> Strip:
    """A dim line of text."""
    return _strip(width, (_padded(" " + shorten(text, width - 2), width), look.dim))


@lru_cache(64)
def rule_strip(width: int, look: Look) -> Strip:
    """The line under a heading."""
    return _strip(width, ("─" * width, look.rule))


@lru_cache(16)
def crossing_strip(style: Style) -> Strip:
    """What stands between two columns where the rule crosses."""
    return _strip(1, ("┼", style))


@lru_cache(16)
def separator_strip(style: Style) -> Strip:
    """What stands between two columns."""
    return _strip(1, ("│", style))
