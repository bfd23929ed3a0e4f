"""What of the board is drawn again when a line has changed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from models.standing import Tally
from screens.board.columns import Column
from screens.board.painting import Heading, Scene, changed_regions, column_lines
from tests.screens.board.seat import Room

WIDTH = 12
PLAIN, DIM, CURSOR = (
    Style(color="white", bgcolor="black"),
    Style(color="red", bgcolor="black"),
    Style(bgcolor="blue"),
)
STYLES = st.sampled_from([PLAIN, DIM, CURSOR, Style(bgcolor="black", underline=True)])
TEXTS = st.sampled_from([" ", "   ", "kort ", " kort", "x", "   möte", "漢字 ", "a b  "])
LINES = st.lists(st.tuples(TEXTS, STYLES), max_size=5).map(
    lambda pieces: Strip([Segment(*piece) for piece in pieces]).adjust_cell_length(WIDTH, PLAIN)
)


def seen(strip: Strip) -> list[tuple[object, ...]]:
    """Each cell as it looks: of a space nothing but its ground."""
    cells: list[tuple[object, ...]] = []
    for text, style, _ in strip:
        assert style is not None
        ground = (style.bgcolor, style.underline)
        for sign in text:
            cells += [(sign, ground, None if sign == " " else style.color)] * Segment(sign).cell_length
    return cells


@given(LINES, LINES)
def test_the_cells_that_are_drawn_again_make_the_new_line_of_the_old(was: Strip, now: Strip) -> None:
    shown = seen(was)
    for region in changed_regions([(was,)], [(now,)], WIDTH):
        shown[region.x : region.right] = seen(now)[region.x : region.right]
    assert shown == seen(now)


def test_spaces_that_stand_there_already_are_not_drawn_again() -> None:
    was = Strip([Segment(" ", DIM), Segment("ett kort   ", PLAIN)])
    now = Strip([Segment(" ", DIM), Segment("kort       ", PLAIN)])
    blank = Strip([Segment(" " * WIDTH, DIM)])
    assert list(changed_regions([(blank, was)], [(blank, now)], WIDTH)) == [Region(WIDTH + 2, 0, 8, 1)]
    assert not list(changed_regions([(blank,)], [(Strip([Segment(" " * WIDTH, PLAIN)]),)], WIDTH))


async def test_a_card_painted_at_one_width_is_painted_anew_at_another_before_it_is_placed_for_it(
    room: Room,
) -> None:
    async with room.opened("Eva") as eva:
        board = eva.board
        placed = next(one for one in board._columns[0].cards if one.card.id != board.cursor_id)
        for width, compact in ((90, False), (44, False), (44, True)):
            scene = Scene(board._styles(), width, 20, compact, None, False, {})
            column = Column([placed], placed.height)
            lines = column_lines(scene, column, Heading("Pågår"), here=False, empty="")
            assert {line.cell_length for line in lines} == {width}
            assert "".join(lines[2].text).strip()


async def test_only_an_area_with_another_sum_is_drawn_again(room: Room) -> None:
    async with room.opened("Eva") as eva:
        areas = eva.screen.areas
        first, *rest = areas.choices
        areas.choices = (
            replace(first, tally=Tally(77, 78)),
            *rest[:2],
            replace(rest[2], tally=Tally(8, 9)),
            *rest[3:],
        )
        width = areas.size.width
        assert areas._repaint_regions == {Region(0, 0, width, 2), Region(0, 5, width, 1)}
        await eva.settle()
        shown = eva.text.split("\n")[1:]
        assert "77/78" in shown[0]
        assert "8/9" in shown[5]


async def test_an_area_whose_title_is_cut_otherwise_since_another_was_renamed_is_drawn_again(
    room: Room,
) -> None:
    async with room.opened("Eva") as eva:
        areas = eva.screen.areas
        *others, last = (
            place for place, one in enumerate(areas.choices) if one.title.startswith("Utveckling av")
        )
        areas.choices = tuple(
            replace(one, title=f"{place}") if place in others else one
            for place, one in enumerate(areas.choices)
        )
        assert last + 2 in {region.y for region in areas._repaint_regions}
