"""A picture of each list at each size, and of marked cards beneath filters."""

from pathlib import Path

import pytest

from tests.screens.board.seat import SIZES
from tests.screens.board.test_looks import compare

KEYS = {
    "areas": ("w", "space", "down", "space"),
    "people": ("w", "w", "down"),
    "times": ("w", "w", "w"),
}
FILTERED = ("f", *"dag", "enter", "f", *"efter", "enter", "A")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", KEYS)
def test_lists(what: str, size: tuple[int, int], own_copy: Path, snap_compare) -> None:  # type: ignore[no-untyped-def]
    compare(snap_compare, own_copy, KEYS[what], size)


@pytest.mark.parametrize("size", SIZES)
def test_filtered_and_marked(size: tuple[int, int], own_copy: Path, snap_compare) -> None:  # type: ignore[no-untyped-def]
    compare(snap_compare, own_copy, FILTERED, size)
