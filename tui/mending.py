"""Four things in Textual 8.2.8 that cost a process with many sessions dearly, done otherwise.

Each replaces one method of a library that is pinned to exactly this version.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from rich.console import Console
from textual._compositor import Compositor, CompositorUpdate
from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

_divide = Strip.divide


def _divided(strip: Strip, cuts: Iterable[int]) -> Sequence[Strip]:
    """What `Strip.divide` gives, without storing a strip that is whole in that strip's own cache."""
    wanted = [cut for cut in cuts if cut <= strip.cell_length]
    return [strip] if wanted == [strip.cell_length] else _divide(strip, wanted)


class _Piece(NamedTuple):
    """Cells of one line that one widget shows."""

    y: int
    left: int
    right: int
    widget: Widget
    region: Region


class _ChangedCells(CompositorUpdate):
    """Pieces of lines with the places they stand on."""

    def __init__(self, drawn: list[tuple[int, int, Strip]]) -> None:
        self._drawn = drawn

    def render_segments(self, console: Console) -> str:
        """The pieces for the terminal."""
        return "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for y, x, strip in self._drawn)


def _changed(compositor: Compositor) -> _ChangedCells | None:
    """Only the changed cells; Textual draws all widgets of the box around them, and whole lines of each."""
    screen = compositor.size.region
    dirty = [region.intersection(screen) for region in compositor._dirty_regions]
    compositor._dirty_regions.clear()
    by_widget: dict[Widget, list[_Piece]] = defaultdict(list)
    for piece in _seen(compositor, dirty):
        by_widget[piece.widget].append(piece)
    drawn: list[tuple[int, int, Strip]] = []
    for widget, pieces in by_widget.items():
        region, top = pieces[0].region, pieces[0].y
        crop = Region(0, top - region.y, region.width, pieces[-1].y + 1 - top)
        lines = widget.render_lines(crop)
        for y, left, right, *_ in pieces:
            drawn.append((y, left, lines[y - top].crop(left - region.x, right - region.x)))
    return _ChangedCells(sorted(drawn, key=lambda one: one[:2])) if drawn else None


def _seen(compositor: Compositor, regions: Iterable[Region]) -> Iterator[_Piece]:
    """Which widget shows what of the regions, from the top down; where several overlap, the foremost."""
    lines = compositor.layers_visible
    for y, *span in compositor._regions_to_spans(region for region in regions if region):
        open_spans = [(span[0], span[1])]
        for widget, visible, region in lines[y]:
            covered, open_spans_before, open_spans = visible.column_span, open_spans, []
            for left, right in open_spans_before:
                first, last = max(left, covered[0]), min(right, covered[1])
                if first >= last:
                    open_spans.append((left, right))
                    continue
                yield _Piece(y, first, last, widget, region)
                open_spans += [one for one in ((left, first), (last, right)) if one[0] < one[1]]
            if not open_spans:
                break


_MOST_PARSED = 2048
_parsed: LRUCache[tuple[Any, ...], list[RuleSet]] = LRUCache(_MOST_PARSED)
_colours: dict[frozenset[tuple[str, str]], int] = {}
_parse_rules = Stylesheet._parse_rules


def _parsed_once(
    sheet: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    """What `Stylesheet._parse_rules` gives, once for all sessions with a theme; rules are only read."""
    kept = sheet.__dict__.get("_numbered")
    # A stylesheet gets a new dictionary whenever its variables change.
    if kept is None or kept[0] is not sheet._variables:
        number = _colours.setdefault(frozenset(sheet._variables.items()), len(_colours))
        kept = sheet.__dict__["_numbered"] = sheet._variables, number
    key = (kept[1], css, read_from, is_default_rules, tie_breaker, scope)
    if (rules := _parsed.get(key)) is None:
        rules = _parse_rules(sheet, css, read_from, is_default_rules, tie_breaker, scope)
        _parsed[key] = rules
    return rules


_refresh = Screen._compositor_refresh


def _unless_nothing_is_shown(screen: Screen[Any]) -> None:
    """Work nothing out while a batch keeps it from being shown; what changed stays marked until then."""
    if not screen.app._batch_count:
        _refresh(screen)


def mend_textual() -> None:
    """Let strips go when nobody holds them, parse a style once, and work out and send only what changed.

    Textual keeps an undivided strip in its own cache. Every line ever painted is then a cycle that only a
    full collection frees: with 20 sessions, half a second of standstill for everybody each second.
    """
    Stylesheet._parse_rules = _parsed_once  # type: ignore[method-assign,assignment]
    Strip.divide = _divided  # type: ignore[method-assign,assignment]
    Screen._compositor_refresh = _unless_nothing_is_shown  # type: ignore[method-assign,assignment]
    Compositor.render_partial_update = _changed  # type: ignore[method-assign,assignment]
