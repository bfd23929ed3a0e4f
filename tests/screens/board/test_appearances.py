"""Each appearance on every screen: legible in every depth of colour, and told apart without any."""

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from models.preference import preferences_of
from models.readers.plan_text import read_plan_text
from screens.board.widget import Board
from screens.drafting import Begun
from screens.importing.paste import PasteScreen
from screens.importing.preview import PreviewScreen
from screens.theme import APPEARANCES, PREFERENCE, appearance_of
from screens.waiting import WaitingScreen
from screens.widgets.bottom import NewsLine
from tests.conftest import PLAN
from tests.screens.board.seat import Room, Sat
from tui.config import Config
from tui.config_rules import Unusable
from tui.filters import LEGIBLE, at_depth, contrast

DRAWN = set("─│┼ ")
"""Lines between things, which nobody reads."""
WAYS: tuple[tuple[str, ...], ...] = (
    ("tab",),
    ("m", "right"),
    ("U",),
    ("slash", "m", "ö"),
    ("escape", "escape"),
    ("f1",),
    ("f1", "enter"),
    ("colon", *"öva", "enter", "down"),
    ("n", "x", "tab"),
    ("a",),
    ("c", "h", "e", "j"),
    ("e", "down"),
    ("q",),
    ("enter", "down"),
)
"""Keys from the board to each screen and state."""


async def walk(sat: Sat) -> list[Segment]:
    """Everything that is drawn on the way through all screens."""
    drawn = sat.painted
    for keys in WAYS:
        await sat.pilot.press(*keys)
        await sat.settle()
        drawn += sat.painted
        while sat.app.screen is not sat.screen:
            sat.app.screen.dismiss(None)
            await sat.pilot.pause()
        sat.screen.remove_class("-searching")
        if isinstance(sat.board, Board):
            sat.board.put_back()
        sat.screen.to_board()
    session, plan = sat.screen.session, PLAN.read_text(encoding="utf-8")
    for screen in (
        WaitingScreen(session),
        PasteScreen(session, Begun(text=plan)),
        PreviewScreen(session, read_plan_text(plan.replace("Skinnskattebergs", "Fagersta"))),
    ):
        await sat.app.push_screen(screen)
        await sat.settle()
        drawn += sat.painted
    return drawn


def contrast_of(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(style.color, style.bgcolor)


@pytest.mark.parametrize(("look", "least"), [("dark", LEGIBLE), ("light", LEGIBLE), ("contrast", 7.0)])
async def test_all_text_is_legible_in_every_depth_of_colour(room: Room, look: str, least: float) -> None:
    async with room.opened(size=(100, 20), look=look) as eva:
        drawn = await walk(eva)
    seen = {segment.style: segment.text for segment in drawn if segment.style and set(segment.text) - DRAWN}
    assert len(seen) > 12
    for style, text in seen.items():
        assert contrast_of(style) >= least, (text, style)
        for depth in (ColorSystem.EIGHT_BIT, ColorSystem.STANDARD):
            lowered = at_depth(style, depth)
            assert contrast_of(lowered) >= LEGIBLE, (text, style, lowered)


async def test_the_plain_appearance_draws_without_colour_in_ascii_and_letters(room: Room) -> None:
    async with room.opened(size=(100, 20), look="mono") as eva:
        drawn = await walk(eva)
    for text, style, _ in drawn:
        assert style is None or (style.color is None and style.bgcolor is None), text
        assert all(sign.isascii() or sign.isalpha() or sign == "§" for sign in text), text


@pytest.mark.parametrize("look", ["dark", "mono"])
async def test_signs_and_attributes_alone_tell_every_state_apart(room: Room, look: str) -> None:
    def styles(sat: Sat, words: str) -> list[Style]:
        return [one.style or Style() for one in sat.painted if words in one.text]

    async with room.opened(look=look, depth=None) as eva:
        bar, late, title = (">", "!", eva.card.title[:7])
        if look == "dark":
            bar = "▌"
        (cursor,) = styles(eva, title)
        assert cursor.reverse
        assert not cursor.underline
        assert any(one.text == bar and one.style and one.style.reverse for one in eva.painted)
        assert any(one.text == late and one.style and one.style.bold for one in eva.painted)
        await eva.press("m")
        (lifted,) = styles(eva, title)
        assert lifted.reverse
        assert lifted.underline
        await eva.press("escape", "tab")
        (resting,) = styles(eva, title)
        assert not resting.reverse
        assert all(style.reverse for style in styles(eva, "Alla områden"))
        await eva.press("right", "colon")
        (chosen,) = styles(eva, "Öppna kortet")
        assert chosen.reverse
        assert [style.reverse for style in styles(eva, "Kommentera")] == [None]
        assert any(one.style and one.style.underline for one in eva.painted)


async def choose(sat: Sat) -> None:
    await sat.press("colon", *"utseende", "enter")


def ground(sat: Sat) -> str:
    """The one colour behind the first line of the screen and behind the board's last."""
    strips = sat.screen._compositor.render_strips()
    ends = (list(strip)[-1].style for strip in (strips[0], strips[-3]))
    colours = {one.bgcolor.triplet.hex if one and one.bgcolor and one.bgcolor.triplet else "" for one in ends}
    (only,) = colours
    return only


async def test_an_appearance_is_tried_on_while_one_chooses_and_esc_brings_the_old_one_back(
    room: Room,
) -> None:
    async with room.opened() as eva:
        member = eva.screen.session.actor.member_id
        before = await room.doors.ask(preferences_of, member)
        await choose(eva)
        seen = [ground(eva)]
        for _ in range(3):
            await eva.press("down")
            seen.append(ground(eva))
        assert seen == ["#121212", "#ffffff", "#000000", ""]
        await eva.press("escape")
        assert ground(eva) == "#121212"
        assert await room.doors.ask(preferences_of, member) == before


async def test_the_chosen_appearance_is_kept_for_the_member_and_all_is_drawn_in_it(room: Room) -> None:
    async with room.opened() as eva, room.opened("Bo") as bo:
        before, member = bo.painted, eva.screen.session.actor.member_id
        chosen = await room.doors.ask(preferences_of, member)
        await choose(eva)
        await eva.press("down", "enter")
        assert eva.news == "Utseende: Ljust."
        assert await room.doors.ask(preferences_of, member) == {**chosen, PREFERENCE: "light"}
        light = {segment.style.bgcolor for segment in eva.painted if segment.style}
        assert ground(eva) == "#ffffff"
        await eva.press("down", "up")
        assert {segment.style.bgcolor for segment in eva.painted if segment.style} == light
        await bo.press("down", "up")
        styles = {segment.style for segment in before}
        words = bo.app.screen.query_one(NewsLine).text
        assert styles == {one.style for one in bo.painted if one.text.strip() != words}


async def test_what_was_said_takes_the_colours_of_another_theme(room: Room) -> None:
    def colours(sat: Sat) -> set[object]:
        styles = (one.style for one in sat.painted if one.text.strip() == sat.news)
        return {(one.color, one.bgcolor) for one in styles if one}

    async with room.opened() as eva:
        await eva.press("3", "3")
        dark = colours(eva)
        await choose(eva)
        await eva.press("down", "enter")
        light = colours(eva)
        await eva.press("3")
        assert len(dark) == len(light) == 1
        assert not dark & light
        assert colours(eva) == light


async def test_without_colours_only_the_signs_change(room: Room) -> None:
    async with room.opened(depth=None) as eva:
        assert "│" in eva.text
        await choose(eva)
        await eva.press("end", "enter")
        assert "│" not in eva.text
        assert ground(eva) == ""


def test_the_words_of_the_configuration_are_the_appearances() -> None:
    rule = Config().look.__dataclass_fields__["theme"].metadata["rule"]
    for look in APPEARANCES:
        assert rule.read(look) == look
    with pytest.raises(Unusable):
        rule.read("rosa")


def test_a_choice_nobody_knows_any_more_is_the_dark_one() -> None:
    assert appearance_of({PREFERENCE: "rosa"}) is appearance_of({}) is APPEARANCES["dark"]
