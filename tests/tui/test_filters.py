"""What reaches a terminal is printable and in its own colours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.color import ColorSystem, ColorType
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from models.text import printable
from tui.filters import DEPTHS, PLAIN_SIGNS, PRINTABLE, at_depth, contrast, in_plain_signs

BLACK = Color(0, 0, 0)
HOSTILE = [
    "\x1b[2J",
    "\x1b]52;c;aGVq\x07",
    "\x1bP+q\x1b\\",
    "\x9b31m",
    "\x00",
    "\x7f",
    "\u202eabc",
    "\u2066abc\u2069",
    "\u200bdold",
    "\u2028rad",
    "\ud800",
    "\ue000",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_steers_or_hides_gets_through(text: str) -> None:
    (segment,) = PRINTABLE.apply([Segment(f"före{text}efter")], BLACK)
    assert segment.text.isprintable()
    assert "\ufffd" in segment.text
    assert segment.text.startswith("före")
    assert segment.text.endswith("efter")


def test_plain_swedish_text_is_passed_on_untouched() -> None:
    segments = [
        Segment("Åtagande 1/2 ●○ § 47", Style(bold=True)),
        Segment("\x1b[H", None, [(ControlType.HOME,)]),
    ]
    assert PRINTABLE.apply(segments, BLACK) is segments


def test_a_no_break_space_becomes_a_space() -> None:
    assert printable("§\u00a047") == "§ 47"
    assert printable("a\tb\nc\x1b", keep="\t\n") == "a\tb\nc\ufffd"


def test_a_16_colour_client_does_not_change_what_others_get() -> None:
    style = Style(color=RichColor.from_rgb(10, 200, 30), bgcolor=RichColor.from_rgb(0, 0, 90), bold=True)
    seen = {}
    for depth in (ColorSystem.STANDARD, None, ColorSystem.EIGHT_BIT, ColorSystem.TRUECOLOR):
        (segment,) = DEPTHS[depth].apply([Segment("x", style)], BLACK)
        assert segment.style is not None
        assert segment.style.bold
        seen[depth] = segment.style.color and segment.style.color.type
        segment.style.render("x", color_system=ColorSystem.TRUECOLOR)
    assert seen == {
        ColorSystem.STANDARD: ColorType.STANDARD,
        None: None,
        ColorSystem.EIGHT_BIT: ColorType.EIGHT_BIT,
        ColorSystem.TRUECOLOR: ColorType.TRUECOLOR,
    }
    assert style.render("x", color_system=ColorSystem.TRUECOLOR).count("38;2;10;200;30") == 1


@pytest.mark.parametrize("depth", list(DEPTHS))
def test_a_link_leaves_no_raw_address(depth: ColorSystem | None) -> None:
    (segment,) = DEPTHS[depth].apply([Segment("x", Style(link="https://\x1b]0;ond\x07"))], BLACK)
    assert segment.style is not None
    assert "\x07" not in segment.style.render("x", color_system=ColorSystem.TRUECOLOR)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30).map(printable))
def test_plain_signs_are_ascii_or_letters_and_as_wide_as_what_they_stand_for(text: str) -> None:
    plain = in_plain_signs(text)
    assert cell_len(plain) == cell_len(text)
    assert all(sign.isascii() or sign.isalpha() or sign == "§" for sign in plain)


def test_each_sign_of_the_board_has_its_stand_in() -> None:
    assert in_plain_signs("▌√ ●●○ ■□ ║ × ◄ ► ▲ ▼ │─┼ ”så” 1–4 …") == '>+ ##. #. = x < > ^ v |-+ "så" 1-4 ~'
    assert in_plain_signs("Åtagande é § 47 日本") == "Åtagande é § 47 日本"
    assert in_plain_signs("👩‍👧 hej") == "?? hej" or cell_len("👩‍👧") == 4


def test_plain_ascii_is_passed_on_untouched() -> None:
    segments = [Segment("Atagande 1/2 [x]", Style(bold=True))]
    assert PLAIN_SIGNS.apply(segments, BLACK) is segments


@pytest.mark.parametrize("depth", [ColorSystem.STANDARD, ColorSystem.EIGHT_BIT])
def test_what_could_be_read_can_be_read_in_fewer_colours(depth: ColorSystem) -> None:
    for front, back in (((230, 230, 150), (70, 70, 70)), ((60, 60, 200), (250, 250, 250))):
        style = Style(color=RichColor.from_rgb(*front), bgcolor=RichColor.from_rgb(*back))
        lowered = at_depth(style, depth)
        assert lowered.color
        assert lowered.bgcolor
        assert contrast(lowered.color, lowered.bgcolor) >= 4.5
