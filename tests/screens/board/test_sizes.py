"""Every size a terminal can have, and titles whose letters are no cell or two wide."""

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from models import card_changes
from models.commitment import Commitment, Status
from models.text import clean, printable
from screens.board.face import Face, Tone
from screens.board.lines import Look, card_strips, fold
from screens.widgets.header import header_line
from screens.widgets.lines import Look as Tint
from screens.widgets.lines import spread
from tests.screens.board.seat import Room, Sat

WIDE = (
    "日本語の題名はとても長いので二行になります",
    "👩‍👩‍👧‍👦 Familjedag 🏳️‍🌈 i parken ❤️",
    "A\u030akermo\u0308te om a\u0308ldreva\u030ard",
    "noll\u200bbredd\u200d och\ufeff osynligt\u2060",
    "한국어 제목 ｆｕｌｌ ｗｉｄｔｈ",
    "e\u0301\u0323\u0302\u0308 många tecken ovanpå",
)
TITLES = st.lists(
    st.sampled_from(
        ["日", "本", "👩‍👧", "❤️", "å", "a\u030a", "\u200b", "\u200d", "x", " ", "möte", "Ｗ", "🇸🇪", "👍🏽"]
    ),
    min_size=1,
    max_size=40,
).map("".join)
LOOK = Look(*[Style()] * 9)


def widths(strips: Iterable[Strip]) -> set[int]:
    return {sum(cell_len(segment.text) for segment in strip) for strip in strips}


@settings(max_examples=200, deadline=None)
@given(
    TITLES.map(clean), st.integers(12, 90), st.booleans(), st.booleans(), st.sampled_from(("", "+1", "+12"))
)
def test_a_cards_lines_are_exactly_as_wide_as_its_column(
    title: str, width: int, compact: bool, cursor: bool, others: str
) -> None:
    face = Face(title, " ", ("i fas · 25 sep", "i fas"), title[:12], others, Tone.PLAIN)
    strips = card_strips(face, width, LOOK, cursor=cursor, lifted=False, compact=compact, visitors=title[:20])
    assert widths(strips) == {width}
    assert all(cell_len(line) <= width - 2 for line in fold(title, width - 2))


@settings(max_examples=200, deadline=None)
@given(TITLES.map(clean), TITLES.map(clean), st.integers(8, 240))
def test_both_ends_of_a_line_fill_it_exactly(left: str, right: str, width: int) -> None:
    end = right if cell_len(right) < width // 2 else ""
    line = spread(((left, Tint.PLAIN),), ((end, Tint.DIM),) if end else (), width)
    assert sum(cell_len(text) for text, _ in line) == width
    header = header_line(left, ("Eva", "Bo"), "v. 40", width)
    assert sum(cell_len(text) for text, _ in header) <= width


@settings(max_examples=100, deadline=None)
@given(TITLES)
def test_what_is_kept_of_a_title_is_seen_and_drawn_equally_wide_everywhere(title: str) -> None:
    kept = clean(title)
    assert printable(kept) == kept
    assert cell_len(kept) == sum(cell_len(sign) for sign in kept)


async def retitle(room: Room, titles: Iterable[str]) -> None:
    def write() -> None:
        for number, title in enumerate(titles, 1):
            Commitment.update(title=title).where(Commitment.id == number).execute()

    await room.doors.order(write)


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 36), (240, 80)])
async def test_columns_stay_straight_beside_wide_and_combining_letters(
    room: Room, size: tuple[int, int]
) -> None:
    await retitle(room, [clean(title) for title in WIDE])
    async with room.opened(size=size) as eva:
        eva.board.go_to(1)
        await eva.settle()
        lines = eva.text.split("\n")
        assert {cell_len(line) for line in lines} == {size[0]}
        board = eva.board.region
        between = {
            tuple(cell_len(line[:at]) for at, sign in enumerate(line) if sign == "│")
            for line in lines[board.y + 2 : board.bottom]
        }
        assert len(between) == 1
        await eva.press("enter")
        assert {cell_len(line) for line in eva.text.split("\n")} == {size[0]}


def board_lines(sat: Sat) -> list[str]:
    """All but the header, where who is here differs, and what was told last."""
    return sat.text.split("\n")[1:-2]


async def test_a_storm_of_sizes_among_others_changes_leaves_the_cursor_and_the_picture_right(
    room: Room,
) -> None:
    chance = random.Random(20231004)
    bo = (await room.session("Bo")).actor
    async with room.opened() as eva:
        await eva.press("right", "down")
        held = eva.card
        others = [card for card in eva.screen.view.cards if card.id != held.id]
        for turn in range(50):
            await eva.pilot.resize_terminal(chance.randint(1, 300), chance.randint(1, 100))
            if turn % 5 == 0:
                status = chance.choice(list(Status))
                await room.doors.order(card_changes.move, bo, chance.choice(others).id, status)
            assert eva.card.id == held.id
        await eva.pilot.resize_terminal(160, 100)
        await eva.settle()
        assert eva.card.id == held.id
        async with room.opened(size=(160, 100)) as fresh:
            fresh.board.go_to(held.id)
            await fresh.settle()
            await eva.settle()
            assert board_lines(eva) == board_lines(fresh)


@pytest.mark.parametrize("size", [(1, 1), (2, 40), (300, 1), (12, 4)])
@pytest.mark.parametrize(
    "keys",
    [
        *[(), ("enter",), ("e",), ("colon",), ("f1",)],
        ("colon", *"öva", "enter", "enter"),
        ("colon", *"prova", "enter", "n", "n", "n"),
    ],
)
async def test_no_screen_is_too_small_to_open(
    room: Room, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with room.opened(size=size) as eva:
        await eva.pilot.press(*keys)
        await eva.pilot.pause()
        assert eva.app._exception is None
