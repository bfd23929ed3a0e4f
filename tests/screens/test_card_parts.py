"""A card's steps, ticks and comments, changed from its page."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from models import card_changes, comment, step, tick
from models.adoption import close
from models.tick import TickRow
from screens.card_story import Part
from screens.dialogs.card_dialog import CardDialog
from screens.dialogs.line_dialog import LineDialog, TextDialog
from screens.dialogs.tick_dialog import TickDialog
from screens.widgets.bottom import Tone
from tests.screens.paging import HOSTILE, SIZES, TALL, add, page, said, stand_on, steps, ticks, titles

if TYPE_CHECKING:
    from tests.screens.conftest import Room

# Steps


async def test_pasted_lines_become_steps_and_the_cursor_stands_on_the_first(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session, TALL) as pilot:
        await room.press(pilot, "n")
        assert isinstance(pilot.app.screen, TextDialog)
        await room.type(pilot, "Boka")
        await room.press(pilot, "ctrl+n")
        await room.type(pilot, "Baka")
        await room.press(pilot, "enter")
        found = await steps(room)
        assert titles(found) == ["Boka", "Baka"]
        assert said(pilot)[0] == "Sossecaféer: 2 steg tillagda. u ångrar."
        assert "Steg 0/2" in room.text(pilot)
        assert screen.page.chosen == Part("step", found[0].id)
        await room.press(pilot, "u")
        assert "Steg 0/2" not in room.text(pilot)
    assert await steps(room) == ()


async def test_space_finishes_the_step_under_the_cursor_and_opens_it_again(room: "Room") -> None:
    one, two = await add(room, "Boka\nBaka")
    screen = await page(room)
    async with room.open(screen, screen.session, TALL) as pilot:
        await stand_on(room, pilot, Part("step", two))
        await room.press(pilot, "space")
        assert "Steg 1/2" in room.text(pilot)
        assert "▌ √ Baka" in room.text(pilot)
        assert said(pilot)[0] == "Baka: klart. u ångrar."
        await room.press(pilot, "space")
        assert "▌ ○ Baka" in room.text(pilot)
        await room.press(pilot, "u", "up", "space")
        assert [bool(row.finished) for row in await steps(room)] == [True, True]
        assert screen.page.chosen == Part("step", one)
        await room.press(pilot, "home", "space")
        assert said(pilot) == ("Ställ markören på ett steg först.", Tone.REFUSED)


async def test_arrows_and_enter_are_enough_for_everything_with_a_step(room: "Room") -> None:
    numbers = await add(room, "Boka\nBaka\nKoka")
    screen = await page(room)
    async with room.open(screen, screen.session, TALL) as pilot:
        await stand_on(room, pilot, Part("step", numbers[1]))
        await room.press(pilot, "enter")
        for words in ("Klart", "Ändra ord", "Ansvarig", "Flytta uppåt", "Flytta neråt", "Ta bort"):
            assert words in room.text(pilot)
        await room.press(pilot, "enter")
        assert (await steps(room))[1].finished
        await room.press(pilot, "enter", "down", "enter")
        assert isinstance(pilot.app.screen, LineDialog)
        await room.type(pilot, " bullar")
        await room.press(pilot, "enter")
        await room.press(pilot, "enter", "down", "down", "down", "enter")
        assert titles(await steps(room)) == ["Baka bullar", "Boka", "Koka"]
        await room.press(pilot, "enter", *["down"] * 4, "enter")
        assert titles(await steps(room)) == ["Boka", "Baka bullar", "Koka"]
        assert screen.page.chosen == Part("step", numbers[1])
        await room.press(pilot, "enter", *["down"] * 5, "enter")
        assert titles(await steps(room)) == ["Boka", "Koka"]
        assert said(pilot)[0] == "Steget Baka bullar är borttaget. u ångrar."
        assert isinstance(screen.page.chosen, Part)


async def test_letters_concern_the_step_under_the_cursor_and_else_the_card(room: "Room") -> None:
    one, two = await add(room, "Boka\nBaka")
    screen = await page(room)
    async with room.open(screen, screen.session, TALL) as pilot:
        await stand_on(room, pilot, Part("step", one))
        await room.press(pilot, "a")
        assert "Vem gör Boka?" in room.text(pilot)
        await room.type(pilot, "cia")
        await room.press(pilot, "enter")
        assert said(pilot)[0] == "Boka: Cia Berg. u ångrar."
        person = (await steps(room))[0].person
        assert person is not None
        assert person.name == "Cia Berg"
        assert [who.name for who in (await room.card("cafe")).responsible] == ["Bo Ek"]
        await room.press(pilot, "J")
        assert [row.id for row in await steps(room)] == [two, one]
        await room.press(pilot, "shift+down")
        assert said(pilot)[0] == "Boka står redan underst."
        await room.press(pilot, "shift+up", "d")
        assert titles(await steps(room)) == ["Baka"]
        await room.press(pilot, "u", "home", "e")
        assert isinstance(pilot.app.screen, CardDialog)


async def test_who_answers_for_a_step_may_finish_it_and_nothing_else(room: "Room") -> None:
    one, _ = await add(room, "Boka\nBaka", "synas")
    await room.order("Eva", step.assign_step, one, room.members["Cia"])
    screen = await page(room, "synas", "Cia")
    async with room.open(screen, screen.session, TALL) as pilot:
        await stand_on(room, pilot, Part("step", one))
        await room.press(pilot, "enter")
        assert "Klart" in room.text(pilot)
        assert "Ändra ord" not in room.text(pilot)
        await room.press(pilot, "enter")
        assert "Steg 1/2" in room.text(pilot)
        await room.press(pilot, "d")
        assert said(pilot)[1] is Tone.REFUSED
        assert "Nytt steg" not in room.text(pilot)
    assert len(await steps(room, "synas")) == 2


@pytest.mark.parametrize("size", SIZES)
async def test_anothers_step_appears_and_the_cursor_keeps_its_row(
    room: "Room", size: tuple[int, int]
) -> None:
    one, two = await add(room, "Boka\nBaka")
    screen = await page(room)
    async with room.open(screen, screen.session, size) as pilot:
        await stand_on(room, pilot, Part("step", two))
        line = next(n for n, words in enumerate(room.text(pilot).split("\n")) if words.startswith("▌"))
        await add(room, "Koka", member="Bo")
        await room.order("Bo", step.shift_step, two, -1)
        await room.order("Bo", step.remove_step, one)
        await room.publish()
        await room.settle(pilot)
        assert screen.page.chosen == Part("step", two)
        shown = next(n for n, words in enumerate(room.text(pilot).split("\n")) if words.startswith("▌"))
        assert abs(shown - line) <= 1
        await room.order("Bo", step.remove_step, two)
        await room.publish()
        await room.settle(pilot)
        assert isinstance(screen.page.chosen, Part | None)


async def test_of_two_who_reword_a_step_the_later_is_told(room: "Room") -> None:
    (one,) = await add(room, "Boka")
    screen = await page(room)
    async with room.open(screen, screen.session, TALL) as pilot:
        await stand_on(room, pilot, Part("step", one))
        await room.press(pilot, "e")
        await room.order("Bo", step.rename_step, one, "Boka Folkets hus")
        await room.type(pilot, "Boka ABF")
        await room.press(pilot, "enter")
        assert said(pilot)[1] is Tone.REFUSED
        assert "Boka Folkets hus" in said(pilot)[0]


async def test_a_closed_plans_steps_refuse_in_a_sentence(room: "Room") -> None:
    (one,) = await add(room, "Boka")
    await room.order("Eva", close)
    screen = await page(room)
    async with room.open(screen, screen.session, TALL) as pilot:
        await stand_on(room, pilot, Part("step", one))
        await room.press(pilot, "space")
        assert said(pilot)[1] is Tone.REFUSED
        assert "avslutad" in said(pilot)[0]


# Ticks


async def test_a_tick_is_put_right_in_all_its_fields_and_taken_away(room: "Room") -> None:
    (before,) = await ticks(room)
    screen = await page(room, "synas")
    async with room.open(screen, screen.session, TALL) as pilot:
        await stand_on(room, pilot, Part("tick", before.id))
        await room.press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, TickDialog)
        assert "2023-04-23" in room.text(pilot)
        await room.press(pilot, "ctrl+u")
        await room.type(pilot, "i oktober")
        await room.press(pilot, "down", "ctrl+u")
        await room.type(pilot, "12")
        await room.press(pilot, "down", "ctrl+u")
        await room.type(pilot, "inlägg")
        await room.press(pilot, "enter")
        assert await ticks(room) == (TickRow(before.id, dt.date(2023, 10, 4), 12, "inlägg"),)
        assert "▌Genomfört      ● ons 4 okt  12 st  inlägg" in room.text(pilot)
        await room.press(pilot, "d")
        assert await ticks(room) == ()
        await room.press(pilot, "u", "u")
        assert await ticks(room) == (before,)


async def test_a_tick_others_changed_meanwhile_is_not_written_over(room: "Room") -> None:
    (before,) = await ticks(room)
    screen = await page(room, "synas")
    async with room.open(screen, screen.session, TALL) as pilot:
        await stand_on(room, pilot, Part("tick", before.id))
        await room.press(pilot, "e")
        await room.order("Bo", tick.edit_tick, before.id, 3, before.day, before.note)
        await room.press(pilot, "down")
        await room.type(pilot, "7")
        await room.press(pilot, "enter")
        assert said(pilot) == ("Någon har ändrat bocken medan du skrev. Öppna den igen.", Tone.REFUSED)
    assert (await ticks(room))[0].number == 3


# Comments


async def test_ones_own_comment_is_reworded_and_withdrawn_and_undone(room: "Room") -> None:
    screen = await page(room, "synas")
    async with room.open(screen, screen.session, TALL) as pilot:
        assert screen.story is not None
        number = screen.story.comments[0].id
        await stand_on(room, pilot, Part("comment", number))
        await room.press(pilot, "enter", "enter")
        await room.press(pilot, "pageup", "up", "up", "up", "home")
        await room.type(pilot, "Obs! ")
        await room.press(pilot, "enter")
        assert "Eva Lind 4 okt (ändrad): Obs! Folkets hus" in room.text(pilot)
        await room.press(pilot, "enter", "down", "enter")
        assert said(pilot)[0] == "Kommentaren är borttagen. u ångrar."
        assert "(ändrad)" not in room.text(pilot)
        await room.press(pilot, "u")
        assert "(ändrad): Obs!" in room.text(pilot)


async def test_anothers_comment_is_only_read(room: "Room") -> None:
    screen = await page(room, "synas", "Bo")
    async with room.open(screen, screen.session, TALL) as pilot:
        assert "Folkets hus" in room.text(pilot)
        for _ in range(40):
            await room.press(pilot, "down")
            assert not (isinstance(screen.page.chosen, Part) and screen.page.chosen.entity == "comment")


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_comment_is_folded_and_nothing_of_it_is_lost(
    room: "Room", size: tuple[int, int]
) -> None:
    words = [f"ord{number}" for number in range(60)]
    await room.order("Eva", card_changes.comment, room.cards["cafe"], " ".join(words))
    screen = await page(room)
    async with room.open(screen, screen.session, size) as pilot:
        seen = room.text(pilot)
        for _ in range(12):
            await room.press(pilot, "pagedown")
            seen += room.text(pilot)
    assert [word for word in words if word not in seen] == []


# Hostile text


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_text_in_every_part_is_shown_literally_or_cleaned(room: "Room", hostile: str) -> None:
    shown = "".join(sign for sign in hostile if sign.isprintable())
    number = room.cards["synas"]
    (one,) = await add(room, f"s{hostile}t", "synas")
    await room.order("Eva", card_changes.reword, number, f"r{hostile}d")
    screen = await page(room, "synas")
    async with room.open(screen, screen.session, (100, 60)) as pilot:
        assert screen.story is not None
        said_number, tick_number = screen.story.comments[0].id, screen.story.ticks[0].id
        await room.order("Eva", comment.edit_comment, said_number, f"k{hostile}m")
        await room.order("Eva", tick.edit_tick, tick_number, 2, dt.date(2023, 10, 1), f"n{hostile}t")
        await room.publish()
        await room.settle(pilot)
        for words in (f"s{shown}t", f"r{shown}d", f"k{shown}m", f"n{shown}t"):
            assert words in room.text(pilot)
        for part in (Part("step", one), Part("tick", tick_number), Part("comment", said_number)):
            await stand_on(room, pilot, part)
            for key in ("enter", "escape", "e", "escape", "a", "escape"):
                await room.press(pilot, key)
                assert all(line.isprintable() for line in room.text(pilot).split("\n"))
        await room.press(pilot, "home")
        await stand_on(room, pilot, Part("step", one))
        await room.press(pilot, "d")
        assert f"s{shown}t" in said(pilot)[0]
        assert pilot.app.is_running
