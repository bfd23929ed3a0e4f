"""The practice card: five keys on a board that is nobody else's."""

import pytest

from models.board import board_view
from models.journal import last_change
from screens.board.screen import BoardScreen
from screens.dialogs.text_view import TextView
from screens.keymap import Place, bindings_at
from screens.practice import STEPS, PracticeScreen, practice_bindings
from screens.widgets.bottom import NewsLine
from tests.screens.board.seat import CLOCK, SIZES, Room, Sat, shows


async def practise(sat: Sat) -> PracticeScreen:
    await sat.press("colon", *"öva", "enter")
    screen = sat.app.screen
    assert isinstance(screen, PracticeScreen)
    return screen


def whole(sat: Sat) -> str:
    """What stands on the screen, with folded lines put together."""
    return " ".join(sat.text.split())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["Eva", "Maj"])
async def test_five_keys_lead_through_the_five_steps_and_out(
    room: Room, name: str, size: tuple[int, int]
) -> None:
    async with room.opened(name, size=size) as sat:
        screen = await practise(sat)
        for number, (key, says) in enumerate(zip(("down", "3", "u", "enter", "escape"), STEPS, strict=True)):
            assert screen.step == number
            assert f"{number + 1} av 5 · {says}" in whole(sat)
            assert "Övningskortet" in sat.text
            await sat.press(key)
        assert "Klart!" in sat.text
        await sat.press("enter")
        assert shows(sat, BoardScreen)


async def test_the_card_moves_is_taken_back_and_opens_as_a_real_one_does(room: Room) -> None:
    async with room.opened(size=(80, 24)) as eva:
        await practise(eva)
        await eva.press("down", "3")
        assert eva.news == "Övningskortet flyttad till Pågår. u ångrar."
        assert eva.app.screen.query_one(NewsLine).text == eva.news
        await eva.press("u")
        assert eva.news == "Ångrat: du flyttade Övningskortet till Pågår. U gör om."
        await eva.press("U")
        assert eva.news == "Gjort igen: du flyttade Övningskortet till Pågår."
        await eva.press("u", "enter")
        assert "Flytta till …" in eva.text
        assert "ansvarig Eva Norrbäck" in eva.text
        await eva.press("enter")
        assert "Esc stänger kortet" in eva.news
        await eva.press("escape")
        assert "Ej påbörjat" in eva.text


async def test_nothing_is_written_and_nobody_else_sees_anything(room: Room) -> None:
    async with room.opened() as eva, room.opened("Bo") as bo:
        await bo.until(lambda: bo.board.visitors != {})
        before = await room.doors.ask(last_change)
        view = await room.doors.ask(board_view, eva.app.session.actor, CLOCK())
        await practise(eva)
        await bo.until(lambda: bo.board.visitors == {})
        seen = bo.text
        await eva.press("down", "3", "u", "U", "enter", "2", "escape")
        assert await room.doors.ask(last_change) == before
        assert await room.doors.ask(board_view, eva.app.session.actor, CLOCK()) == view
        await bo.settle()
        assert bo.text == seen
        await eva.press("escape", "escape")
        await bo.until(lambda: bo.board.visitors != {})
        # What was undone there was no action of hers.
        await eva.press("u")
        assert "Övningskortet" not in eva.text


async def test_it_takes_two_escapes_in_a_row_to_leave_half_way(room: Room) -> None:
    async with room.opened() as eva:
        await practise(eva)
        await eva.press("escape")
        assert eva.news == "Esc en gång till avslutar övningen."
        await eva.press("down", "escape")
        assert shows(eva, PracticeScreen)
        await eva.press("escape")
        assert shows(eva, BoardScreen)


async def test_other_keys_neither_harm_nor_go_on(room: Room) -> None:
    async with room.opened() as eva:
        screen = await practise(eva)
        await eva.press("3", "u", "u", "right", "left", "end", "home", "pagedown", "up")
        assert screen.step == 1
        await eva.press("up", "q")
        assert eva.news == "q gör inget här. ? visar vad man kan göra."
        await eva.press("question_mark")
        assert shows(eva, TextView)
        assert "Inget sparas" in eva.text
        await eva.press("escape")
        assert eva.app.screen is screen


async def test_a_column_without_cards_has_nothing_to_move_or_open(room: Room) -> None:
    async with room.opened() as eva:
        screen = await practise(eva)
        await eva.press("right", "3", "enter")
        assert not screen.is_open
        assert screen.step == 0


async def test_what_others_do_meanwhile_is_on_the_board_afterwards(room: Room) -> None:
    async with room.opened() as eva, room.opened("Bo") as bo:
        await practise(eva)
        await bo.press("3")
        assert shows(eva, PracticeScreen)
        await eva.press("escape", "escape")
        await eva.until(lambda: eva.find(bo.card.title).status == 3)


async def test_the_help_leads_there_too(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("f1", "down", "enter")
        assert shows(eva, PracticeScreen)


def test_the_keys_are_the_boards_own() -> None:
    assert len(practice_bindings()) > 8
    assert {str(one) for one in practice_bindings()} <= {str(one) for one in bindings_at(Place.BOARD)}
