"""A card as a row of a list, and the headings between them, as strips every session shares."""

from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screens.board.face import Face, Tone
from screens.board.lines import MARKED, Look, blank_strip
from screens.widgets.cells import shorten

_STATUS = 11
"""Cells of the longest status."""
_BEFORE = 4
"""Cells before the title: the cursor, how the card stands, whether it is marked, a space."""


@lru_cache(32768)
def row_strips(
    face: Face,
    status: str,
    width: int,
    look: Look,
    *,
    cursor: bool,
    marked: bool,
    compact: bool,
    visitors: str,
) -> tuple[Strip, ...]:
    """A card on one line, or on two where there is little room."""
    body, dim = (look.cursor, look.cursor_dim) if cursor else (look.plain, look.dim)
    late = look.cursor_late if cursor else look.late
    note_style = late if face.tone is Tone.LATE else dim
    title_style = dim if face.tone is Tone.ASIDE and not cursor else body
    before = (
        ("▌" if cursor else " ", body),
        (face.mark, late if face.tone is Tone.LATE else body if cursor else dim),
        (f"{MARKED if marked else ' '} ", body if cursor else look.accent),
    )
    others = f" • {visitors}" if visitors else ""
    if compact:
        return _two_lines(face, status, width, before, others, (title_style, note_style, dim, look.accent))
    note_room, who_room = max(16, min(26, width // 4)), max(6, min(14, width // 8))
    room = max(4, width - _BEFORE - _STATUS - note_room - who_room - 4)
    title, others = _beside(face.title, others, room)
    gap = room - cell_len(title) - cell_len(others)
    return (
        _line(
            width,
            *before,
            (title, title_style),
            (others, look.accent),
            (" " * (gap + 1) + set_cell_size(status, _STATUS + 1), dim),
            (set_cell_size(face.note_in(note_room), note_room + 1), note_style),
            (_at_right(face.who_in(who_room), who_room) + " ", dim),
        ),
    )


def _two_lines(
    face: Face,
    status: str,
    width: int,
    before: tuple[tuple[str, Style], ...],
    others: str,
    styles: tuple[Style, Style, Style, Style],
) -> tuple[Strip, ...]:
    title_style, note_style, dim, accent = styles
    room = max(1, width - _BEFORE - 1)
    title, others = _beside(face.title, others, room)
    gap = room - cell_len(title) - cell_len(others)
    who = face.who_in(room // 3)
    left = max(0, room - cell_len(status) - cell_len(who) - 1)
    note = f"  {face.note_in(left - 2)}"
    return (
        _line(width, *before, (title, title_style), (others, accent), (" " * (gap + 1), title_style)),
        _line(
            width,
            (set_cell_size(before[0][0], _BEFORE), before[0][1]),
            (status, dim),
            (set_cell_size(note, left), note_style),
            (f" {who} ", dim),
        ),
    )


def _beside(title: str, others: str, room: int) -> tuple[str, str]:
    others = shorten(others, room // 3)
    return shorten(title, room - cell_len(others)), others


def _at_right(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text


def _line(width: int, *parts: tuple[str, Style]) -> Strip:
    segments = [Segment(text, style) for text, style in parts if text]
    return Strip(segments).adjust_cell_length(width, parts[-1][1])


@lru_cache(512)
def group_strips(title: str, number: int, width: int, look: Look, *, apart: bool) -> tuple[Strip, ...]:
    """A group's heading with how many cards it has; `apart` from what stands above it by a blank line."""
    count = f"  {number} "
    shown = shorten(title, max(1, width - cell_len(count) - 3))
    rest = max(0, width - cell_len(shown) - cell_len(count) - 1)
    heading = _line(
        width,
        (" ", look.plain),
        (shown, look.plain + Style(bold=True)),
        (count, look.dim),
        ("─" * rest, look.rule),
    )
    return (blank_strip(width, look), heading) if apart else (heading,)
