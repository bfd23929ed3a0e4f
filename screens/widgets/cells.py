"""Text counted in cells, and progress in signs that every console font has."""

from rich.cells import cell_len, set_cell_size

_MOST_DOTS = 6


def shorten(text: str, width: int) -> str:
    """The text within so many cells, with `…` where something was left out."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    return set_cell_size(text, width - 1).rstrip() + "…"


def elide(text: str, width: int) -> str:
    """The text within so many cells, with its beginning and its end; `…` between them."""
    if cell_len(text) <= width:
        return text
    tail = text[-(width * 2 // 5) :]
    tail = tail[tail.find(" ") + 1 :]
    return f"{shorten(text, max(1, width - cell_len(tail) - 1))} {tail}"


def dots(done: int, number: int) -> str:
    """`●●○○`, or nothing where there would be too many to take in."""
    if number > _MOST_DOTS:
        return ""
    return "●" * min(done, number) + "○" * max(0, number - done)
