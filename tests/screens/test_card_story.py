"""A card's wording put right, its history narrowed, and who is beside one at its page."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from models import card_changes
from models.commitment import Status
from models.presence import Presence
from screens.dialogs.line_dialog import TextDialog
from screens.widgets.bottom import Tone
from tests.screens.conftest import WORDS
from tests.screens.paging import SIZES, TALL, page, said, stand_on, ticks

if TYPE_CHECKING:
    from tests.screens.conftest import Room

# The wording


async def test_a_correction_stands_beside_the_adopted_words_with_who_and_when(room: "Room") -> None:
    screen = await page(room, "synas")
    async with room.open(screen, screen.session, TALL) as pilot:
        await stand_on(room, pilot, "reword")
        await room.press(pilot, "enter")
        assert isinstance(pilot.app.screen, TextDialog)
        await room.press(pilot, "pageup", "up", "up", "up", "home")
        await room.type(pilot, "Nu ")
        await room.press(pilot, "enter")
        told = " ".join(room.text(pilot).split())
        assert "Årsmötets ord ”Nu synas i de olika" in told
        assert "Inläst som ”synas i de olika" in told
        assert "(rättat 4 oktober 2023 av Eva Lind)" in told
        assert said(pilot)[0] == "Synas i de olika kommundelarna: ordalydelsen är rättad. u ångrar."
        await room.press(pilot, "u")
        assert "Inläst som" not in room.text(pilot)
    card = await room.card("synas")
    assert (card.adopted_text, card.corrected_text) == (WORDS, "")


async def test_a_card_of_the_boards_own_has_no_wording_to_put_right(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session, TALL) as pilot:
        assert "Rätta ordalydelsen" not in room.text(pilot)
        await room.press(pilot, "colon")
        await room.type(pilot, "rätta ord")
        await room.press(pilot, "enter")
        assert said(pilot)[1] is Tone.REFUSED


# The history


async def test_the_whole_history_opens_and_is_narrowed_by_deed_and_person(room: "Room") -> None:
    number = room.cards["cafe"]
    for _ in range(6):
        await room.order("Bo", card_changes.pause, number)
        await room.order("Eva", card_changes.pause, number)
    await room.order("Bo", card_changes.comment, number, "Jag tar det")
    await room.order("Eva", card_changes.move, number, Status.PLANNED)
    screen = await page(room)
    async with room.open(screen, screen.session, (100, 60)) as pilot:
        assert "lade till kortet" not in room.text(pilot)
        await stand_on(room, pilot, "history")
        await room.press(pilot, "enter")
        assert "lade till kortet" in room.text(pilot)
        assert screen.page.chosen == "seek_deed"
        await room.press(pilot, "enter")
        await room.type(pilot, "kommentarer")
        await room.press(pilot, "enter")
        assert "▌Visar: kommentarer …" in room.text(pilot)
        assert "kommenterade: Jag tar det" in room.text(pilot)
        assert "väckte kortet" not in room.text(pilot)
        await room.press(pilot, "down", "enter")
        await room.type(pilot, "eva")
        await room.press(pilot, "enter")
        assert "▌Av: Eva Lind …" in room.text(pilot)
        assert "Inget sådant har hänt med kortet." in room.text(pilot)
        await room.press(pilot, "down", "enter")
        assert "Visar:" not in room.text(pilot)
        assert "Visa hela historiken …" in room.text(pilot)


async def test_the_last_row_of_a_narrowed_history_may_be_taken_back(room: "Room") -> None:
    number = room.cards["synas"]
    for _ in range(12):
        await room.order("Bo", card_changes.pause, number)
    screen = await page(room, "synas")
    async with room.open(screen, screen.session, (100, 60)) as pilot:
        await stand_on(room, pilot, "history")
        await room.press(pilot, "enter", "enter")
        await room.type(pilot, "bockar")
        await room.press(pilot, "enter", "down", "down", "enter")
        assert "Ångra det här?" in room.text(pilot)
        await room.press(pilot, "j")
    assert await ticks(room) == ()


# Who is here


async def test_who_writes_is_told_apart_from_who_looks(room: "Room") -> None:
    screen, number = await page(room), room.cards["cafe"]
    async with room.open(screen, screen.session) as pilot:
        bo = Presence("b", room.members["Bo"], "Bo Ek", number)
        cia = Presence("c", room.members["Cia"], "Cia Berg", number)
        with room.hub.subscribe(bo), room.hub.subscribe(cia):
            room.hub.update(replace(bo, writes_on=number))
            await room.publish()
            await room.settle(pilot)
            assert "Bo skriver här" in room.text(pilot)
            assert "Cia är också här" in room.text(pilot)
            room.hub.update(bo)
            await room.publish()
            await room.settle(pilot)
            assert "Bo och Cia är också här" in room.text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_everybody_responsible_is_named_in_full(room: "Room", size: tuple[int, int]) -> None:
    everybody = tuple(room.members.values())
    await room.order("Eva", card_changes.assign, room.cards["cafe"], everybody)
    screen = await page(room)
    async with room.open(screen, screen.session, size) as pilot:
        told = " ".join(room.text(pilot).split())
    assert "Eva Lind, Bo Ek, Cia Berg och Dag Sten" in told
