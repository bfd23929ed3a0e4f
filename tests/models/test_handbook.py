"""The handbook as it is taken apart: its chapters, the kinds of pieces, and finding one by words."""

import pytest

from models.errors import Invalid
from models.handbook import Kind, find_chapter, handbook
from models.text import printable


def test_every_chapter_has_its_number_and_something_in_it() -> None:
    chapters = handbook()
    assert [one.number for one in chapters] == list(range(1, len(chapters) + 1))
    assert len(chapters) > 10
    assert all(one.pieces for one in chapters)


def test_no_mark_of_the_page_is_left_in_the_words() -> None:
    for chapter in handbook():
        for piece in chapter.pieces:
            told = f"{chapter.title} {piece.label} {piece.text}"
            assert not {"`", "|", "#"} & set(told), told
            assert "](" not in told
            assert "**" not in told
            assert printable(told) == told


def test_a_point_that_goes_on_is_one_piece_and_a_table_has_no_heading() -> None:
    pieces = [piece for chapter in handbook() for piece in chapter.pieces]
    kinds = {piece.kind for piece in pieces}
    assert kinds == set(Kind)
    points = [piece for piece in pieces if piece.kind is Kind.POINT]
    assert any(len(piece.text) > 150 for piece in points)
    assert {piece.label for piece in points} >= {"•", "1.", "5."}
    rows = [piece for piece in pieces if piece.kind is Kind.ROW]
    assert "Tangent" not in {piece.label for piece in rows}
    assert all(piece.label and piece.text for piece in rows)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("1", "Vad Tavlan är"),
        ("ångra", "Ångra"),
        ("ÅNGRA", "Ångra"),
        ("tangenter", "Tangenterna på tavlan"),
        ("vem ringer", "Vem du ringer"),
        ("fingeravtryck", "Komma in första gången"),
    ],
)
def test_a_chapter_is_found_by_number_title_or_what_it_says(words: str, title: str) -> None:
    assert find_chapter(words).title == title


@pytest.mark.parametrize("words", ["0", "99", "", "  ", "xyzzy", "\x1b[2J"])
def test_what_the_handbook_does_not_tell_of_is_said_in_one_sentence(words: str) -> None:
    with pytest.raises(Invalid, match="Handboken säger inget om"):
        find_chapter(words)
