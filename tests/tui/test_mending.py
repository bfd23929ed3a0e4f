"""What is done otherwise than Textual does gives the same screen, and leaves no garbage."""

import gc
import weakref
from itertools import pairwise

import pyte
import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from tui.mending import mend_textual


class Kept(Strip):
    __slots__ = ["__weakref__"]


@pytest.fixture(autouse=True)
def _mended() -> None:
    mend_textual()


@pytest.mark.parametrize("cuts", [[6], [2, 6], [6, 9], [3], [0, 3, 6], []])
def test_a_strip_is_divided_as_before(cuts: list[int]) -> None:
    strip = Strip([Segment("abc"), Segment("def")])
    texts = [piece.text for piece in strip.divide(cuts)]
    bounds = [0, *(cut for cut in cuts if cut <= 6)]
    assert texts == ["abcdef"[a:b] for a, b in pairwise(bounds)]


def test_a_strip_nobody_holds_is_gone_at_once() -> None:
    gc.disable()
    try:
        strip = Kept([Segment("abc")])
        strip.divide([3])
        seen = weakref.ref(strip)
        del strip
        assert seen() is None
    finally:
        gc.enable()


class Overlapping(App[None]):
    CSS = """
    Screen { layers: below above; }
    #text { width: 12; height: 4; }
    #box { layer: above; offset: 4 1; width: 10; height: 2; }
    """

    def compose(self) -> ComposeResult:
        yield Static("abcdefghijkl\n" * 4, id="text")
        yield Static("ÅÄÖåäö漢字\n" * 2, id="box")


@pytest.mark.parametrize(
    "regions",
    [
        [(0, 0, 20, 6)],
        [(2, 1, 6, 1), (9, 1, 7, 3)],
        [(0, 2, 4, 1), (14, 2, 2, 1)],
        [(5, 0, 1, 9), (18, 3, 40, 2)],
        [(30, 1, 4, 2)],
    ],
)
async def test_the_cells_that_changed_are_drawn_as_the_whole_screen_would_be(
    regions: list[tuple[int, int, int, int]],
) -> None:
    app = Overlapping()
    async with app.run_test(size=(20, 6)):
        compositor = app.screen._compositor
        whole = [strip.text for strip in compositor.render_strips()]
        compositor._dirty_regions = {Region(*region) for region in regions}
        update = compositor.render_partial_update()
        drawn = pyte.Screen(20, 6)
        if update is not None:
            pyte.Stream(drawn).feed(update.render_segments(app.console))
        changed = {
            (x, y)
            for left, top, width, height in regions
            for y in range(top, top + height)
            for x in range(left, left + width)
        }
        for y in range(6):
            shown = "".join(sign if (x, y) in changed else " " for x, sign in enumerate(cells(whole[y])))
            assert "".join(drawn.buffer[y][x].data or "" for x in range(20)).rstrip() == shown.rstrip()


def cells(line: str) -> list[str]:
    """The sign of each cell; the second cell of a wide one has none."""
    return [sign for character in line for sign in (character, "")[: cell_len(character)]]


def sheet(accent: str, css: str) -> Stylesheet:
    made = Stylesheet(variables={"accent": accent})
    made.add_source(css, read_from=("here", ""))
    return made


def test_a_style_is_parsed_once_for_all_who_have_its_colours() -> None:
    css = "#once { color: $accent; }"
    first, second, other = sheet("#ff0000", css), sheet("#ff0000", css), sheet("#00ff00", css)
    assert first.rules[0] is second.rules[0]
    assert other.rules[0] is not first.rules[0]
    assert [made.rules[0].styles.color.hex for made in (first, second, other)] == [
        "#FF0000",
        "#FF0000",
        "#00FF00",
    ]


def test_a_stylesheet_that_takes_other_colours_is_parsed_for_them() -> None:
    made = sheet("#ff0000", "#twice { color: $accent; }")
    assert made.rules[0].styles.color.hex == "#FF0000"
    made.set_variables({"accent": "#0000ff"})
    made.reparse()
    assert made.rules[0].styles.color.hex == "#0000FF"
