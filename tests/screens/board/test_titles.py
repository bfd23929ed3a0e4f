"""Titles in the list of areas are cut so that they can be told apart."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.standing import Tally
from screens.board.areas import AreaList, Choice
from screens.board.titles import told_apart
from screens.widgets.cells import shorten
from tests.screens.board.seat import Room

WORDS = st.sampled_from(
    ["Utveckling", "av", "partiet", "partiets", "norr", "söder", "medlemmar", "漢字", "och"]
)
TITLES = st.lists(
    st.one_of(st.lists(WORDS, min_size=1).map(" ".join), st.text("abc ", min_size=1)), max_size=12
)


def cut(*titles: str, room: int = 16) -> tuple[str, ...]:
    return told_apart(titles, (room,) * len(titles))


def test_words_that_several_titles_begin_with_are_abbreviated() -> None:
    assert cut("Utveckling av politiken", "Utveckling av förtroendevalda", "Valorganisation") == (
        "Utv. av politik…",
        "Utv. av förtroe…",
        "Valorganisation",
    )


def test_a_title_that_nothing_else_is_like_is_cut_at_its_end() -> None:
    assert cut("Stöd till verksamhetsutveckling", "Studier") == ("Stöd till verks…", "Studier")


def test_what_stays_long_in_short_words_is_leapt_over() -> None:
    north, south = cut("Kurs för nya som bor i norr", "Kurs för nya som bor i söder")
    assert (north, south) == ("Kurs…norr", "Kurs…söder")


@given(TITLES, st.integers(-2, 40))
def test_no_title_is_wider_than_its_room_and_what_fits_stands_whole(titles: list[str], room: int) -> None:
    for title, shown in zip(titles, cut(*titles, room=room), strict=True):
        assert cell_len(shown) <= max(0, room)
        assert shown == title or cell_len(title) > room


@given(TITLES, st.integers(8, 40))
def test_at_least_as_many_are_told_apart_as_by_a_plain_cut(titles: list[str], room: int) -> None:
    assert len(set(cut(*titles, room=room))) >= len({shorten(title, room) for title in titles})


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS, WORDS, st.integers(12, 40))
def test_two_titles_that_differ_are_never_shown_alike(
    begin: list[str], one: str, other: str, room: int
) -> None:
    first, second = (" ".join((*begin, word)) for word in (one, other))
    shown = cut(first, second, room=room)
    assert (shown[0] == shown[1]) == (first == second)


async def test_a_title_does_not_change_when_more_is_done(room: Room) -> None:
    async with room.opened() as eva:
        areas = eva.screen.query_one(AreaList)
        assert "Utv. av politik" in eva.text
        before = eva.text
        areas.choices = tuple(
            Choice(one.key, one.label, one.title, Tally(0, one.tally.total)) for one in areas.choices
        )
        await eva.settle()
        names = [line[:19] for line in before.split("\n")]
        assert [line[:19] for line in eva.text.split("\n")][3:] == names[3:]
