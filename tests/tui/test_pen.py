"""Fewer bytes for the same picture."""

import pyte
from hypothesis import given
from hypothesis import strategies as st

from tui.pen import Pen


def drawn(*pieces: str) -> list[list[object]]:
    screen = pyte.Screen(30, 6)
    stream = pyte.Stream(screen)
    for piece in pieces:
        stream.feed(piece)
    return [[screen.buffer[y][x] for x in range(30)] for y in range(6)]


PLAIN = "1;38;5;252;48;5;233"
CODES = st.sampled_from(
    ["0", "", "1", PLAIN, "38;2;1;2;3", "48;2;4;5;6", "31", "97", "44", "104", "39", "49", "7;3"]
)
PIECES = st.lists(
    st.one_of(
        CODES.map(lambda code: f"\x1b[{code}m"),
        st.sampled_from(["å", "kort ", "│", "\x1b[2;3H", "\x1b[4;1H", "\x1b[1;1H"]),
    ),
    max_size=40,
)


@given(PIECES, st.integers(0, 40))
def test_the_picture_is_the_same_however_the_writing_is_cut(pieces: list[str], cut: int) -> None:
    pen = Pen()
    first, second = "".join(pieces[:cut]), "".join(pieces[cut:])
    assert drawn(pen.write(first), pen.write(second)) == drawn(first + second)


def test_what_is_already_the_ink_is_not_said_again() -> None:
    pen = Pen()
    plain = "\x1b[38;5;252;48;5;233m"
    lean = pen.write(f"{plain}a\x1b[0m{plain}b\x1b[0m\x1b[38;5;245;48;5;233mc\x1b[0m")
    assert lean == "\x1b[38;5;252;48;5;233mab\x1b[38;5;245mc"


def test_what_it_does_not_know_passes_as_it_is() -> None:
    pen = Pen()
    assert "\x1b[58;5;1m" in pen.write("\x1b[58;5;1mx")


def test_a_pen_that_knows_no_more_what_the_terminal_draws_with_says_all_of_it() -> None:
    pen = Pen()
    said = pen.write("\x1b[31mkort")
    assert pen.write("\x1b[31mkort") == "kort"
    pen.forget()
    assert pen.write("\x1b[31mkort") == said.replace("[31", "[0;31")
