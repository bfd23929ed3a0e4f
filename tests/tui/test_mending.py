"""What is done otherwise than Textual does gives the same screen, and leaves no garbage."""

import gc
import weakref
from itertools import pairwise

import pytest
from rich.segment import Segment
from textual.strip import Strip

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
