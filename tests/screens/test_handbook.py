"""The handbook as a page: all of it can be read at every size, its chapters gone to, its words found."""

from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from models.handbook import handbook
from screens.dialogs.help_dialog import HelpDialog
from screens.dialogs.pick_dialog import PickDialog
from screens.handbook import Handbook
from screens.keymap import COMMANDS, Place
from screens.widgets.bottom import KeyLine

if TYPE_CHECKING:
    from tests.screens.conftest import Room

SIZES = [(120, 36), (80, 24), (40, 15)]


def words(text: str) -> str:
    return " ".join(text.replace("▼", "").replace("▲", "").split())


def first_line(room: "Room", pilot: Pilot[None]) -> str:
    """The first line of the text that says something."""
    lines = room.text(pilot).split("\n")
    return next(line.strip() for line in lines[2:] if words(line))


@pytest.mark.parametrize("size", SIZES)
async def test_all_of_it_can_be_read_at_every_size(room: "Room", size: tuple[int, int]) -> None:
    async with room.open(Handbook(), size=size) as pilot:
        page = pilot.app.screen
        assert isinstance(page, Handbook)
        seen = words(
            " ".join("".join(text for text, _ in line) for line in page._lines(page.view.size.width))
        )
        for chapter in handbook():
            assert f"{chapter.number} {chapter.title}" in seen
            for piece in chapter.pieces:
                assert words(piece.text) in seen, piece.text
        text = room.text(pilot)
        assert all(len(line) <= size[0] for line in text.split("\n"))
        await room.press(pilot, "end")
        assert "händelsenummer" in words(room.text(pilot)) or size[0] < 60
        await room.press(pilot, "home")
        assert room.text(pilot) == text


@pytest.mark.parametrize(("size", "beside"), [((120, 36), True), ((80, 24), False), ((40, 15), False)])
async def test_the_chapters_stand_beside_the_text_where_there_is_room(
    room: "Room", size: tuple[int, int], beside: bool
) -> None:
    async with room.open(Handbook(), size=size) as pilot:
        assert ("Tangenterna på tavlan" in room.text(pilot)) is beside


@pytest.mark.parametrize("size", SIZES)
async def test_one_goes_from_chapter_to_chapter_and_picks_one_from_the_list(
    room: "Room", size: tuple[int, int]
) -> None:
    async with room.open(Handbook(), size=size) as pilot:
        await room.press(pilot, "right", "right")
        assert "3 Komma in sedan" in words(first_line(room, pilot) if size[0] < 100 else room.text(pilot))
        await room.press(pilot, "left")
        assert "2 Komma in första gången" in words(room.text(pilot))
        await room.press(pilot, "enter")
        assert isinstance(pilot.app.screen, PickDialog)
        await room.type(pilot, "ångra")
        await room.press(pilot, "enter")
        assert isinstance(pilot.app.screen, Handbook)
        assert pilot.app.screen._chapter == 8
        assert "tar tillbaka det du själv gjorde" in words(room.text(pilot))


async def test_words_are_found_one_place_after_the_other_and_round_again(room: "Room") -> None:
    async with room.open(Handbook()) as pilot:
        page = pilot.app.screen
        assert isinstance(page, Handbook)
        await room.press(pilot, "slash")
        await room.type(pilot, "utkast")
        await room.press(pilot, "enter")
        places = [page._text.hit]
        assert "utkast" in room.text(pilot)
        assert page.query_one(KeyLine).shown[0] == ("n", "nästa")
        for _ in range(20):
            await room.press(pilot, "n")
            places.append(page._text.hit)
        first = places[0]
        assert places.index(first, 1) > 2
        await room.press(pilot, "N")
        assert page._text.hit == places[-2]


async def test_words_on_both_sides_of_a_line_break_are_found(room: "Room") -> None:
    async with room.open(Handbook(), size=(40, 15)) as pilot:
        page = pilot.app.screen
        assert isinstance(page, Handbook)
        lines = ["".join(text for text, _ in line).strip() for line in page._lines(page.view.size.width)]
        place = next(n for n, line in enumerate(lines) if line.startswith("Tavlan visar den"))
        across = f"{lines[place].split()[-1]} {lines[place + 1].split()[0]}"
        await room.press(pilot, "slash")
        await room.type(pilot, across)
        await room.press(pilot, "enter")
        assert page._text.hit is not None
        assert page._text.hit <= place


async def test_what_it_does_not_say_is_said_and_esc_leaves_the_search_first(room: "Room") -> None:
    async with room.open(Handbook()) as pilot:
        await room.press(pilot, "slash")
        await room.type(pilot, "xyzzy")
        await room.press(pilot, "enter")
        assert "Det står inte i handboken." in room.text(pilot)
        await room.press(pilot, "slash", "escape")
        assert isinstance(pilot.app.screen, Handbook)
        await room.press(pilot, "escape")
        assert not isinstance(pilot.app.screen, Handbook)


async def test_the_help_leads_on_to_it(room: "Room") -> None:
    async with room.open(HelpDialog.at(Place.BOARD)) as pilot:
        assert "Läs handboken" in room.text(pilot)


def test_it_is_in_the_menu_of_the_board_and_of_a_card() -> None:
    (command,) = (one for one in COMMANDS if one.action == "handbook")
    assert {Place.BOARD, Place.CARD} <= set(command.places)
    assert command.listed
