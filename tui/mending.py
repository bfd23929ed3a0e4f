"""Three things in Textual 8.2.8 that cost a process with many sessions dearly, done otherwise.

Each replaces one method of a library that is pinned to exactly this version.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate
from textual.screen import Screen
from textual.strip import Strip

_divide = Strip.divide


def _divided(strip: Strip, cuts: Iterable[int]) -> Sequence[Strip]:
    """What `Strip.divide` gives, without storing a strip that is whole in that strip's own cache."""
    wanted = [cut for cut in cuts if cut <= strip.cell_length]
    return [strip] if wanted == [strip.cell_length] else _divide(strip, wanted)


def _changed_cells(update: ChopsUpdate, console: Console) -> str:
    """Only the cells of each changed span; Textual begins at the left edge of the widget they are in."""
    pieces: list[str] = []
    for y, left, right in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            first, last = max(x, left), min(end, right)
            if strip is not None and first < last:
                pieces.append(Control.move_to(first, y).segment.text)
                pieces.append(strip.crop(first - x, last - x).render(console))
    return "".join(pieces)


_refresh = Screen._compositor_refresh


def _unless_nothing_is_shown(screen: Screen[Any]) -> None:
    """Work nothing out while a batch keeps it from being shown; what changed stays marked until then."""
    if not screen.app._batch_count:
        _refresh(screen)


def mend_textual() -> None:
    """Let strips go when nobody holds them, and send only what changed.

    Textual keeps an undivided strip in its own cache. Every line ever painted is then a cycle that only a
    full collection frees: with 20 sessions, half a second of standstill for everybody each second.
    """
    Strip.divide = _divided  # type: ignore[method-assign,assignment]
    Screen._compositor_refresh = _unless_nothing_is_shown  # type: ignore[method-assign,assignment]
    ChopsUpdate.render_segments = _changed_cells  # type: ignore[method-assign,assignment]
