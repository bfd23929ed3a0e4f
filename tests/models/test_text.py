"""What comes in is cleaned, and what is remembered of it is bounded."""

import gc

import pytest

from models import text
from models.errors import Invalid
from models.text import clean, required, search_text, sort_key


@pytest.mark.parametrize("unseen", "\u115f\u1160\u3164\uffa0\u2800")
def test_a_letter_drawn_as_nothing_is_no_title(unseen: str) -> None:
    assert clean(f"a{unseen}b") == "ab"
    with pytest.raises(Invalid):
        required(unseen * 3)


@pytest.mark.parametrize("work", [search_text, sort_key])
def test_a_long_text_is_not_remembered(work: object) -> None:
    assert callable(work)
    long = "Å" * 5000
    before = gc.get_referrers(long)
    assert work(long) == work("å" * 5000)
    assert len(gc.get_referrers(long)) == len(before)


def test_what_is_remembered_of_short_texts_is_right() -> None:
    assert [search_text("Évä Ø") for _ in range(2)] == ["evä ö"] * 2
    assert text._REMEMBERED == 1024


def test_a_letter_and_its_mark_meet_when_what_parted_them_is_taken_out() -> None:
    assert clean("a\u200b\u030a") == "å"
