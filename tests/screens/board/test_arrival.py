"""What comes up after a login: in its order, once, and never over a board that is not painted."""

from typing import Any

import pytest
from rich.console import RenderableType
from textual.screen import Screen
from textual.widgets import Static

from models import today
from models.preference import preferences_of
from models.trial import PREFERENCE as TERMINAL
from models.trial import Trial, trial_of
from screens.board.screen import BoardScreen
from screens.dialogs.terminal_dialog import TerminalDialog
from screens.practice import PREFERENCE as PRACTICE
from screens.practice import PracticeScreen
from screens.theme import PREFERENCE as LOOK
from tests.screens.board.seat import SIZES, Room, Sat, shows
from tui.app import BoardApp

YES = ("j", "f2", "at")


async def kept(room: Room, sat: Sat) -> dict[str, str]:
    return await room.doors.ask(preferences_of, sat.session_member)


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_login_tries_the_terminal_offers_practice_and_then_it_is_the_board(
    room: Room, size: tuple[int, int]
) -> None:
    async with room.opened(size=size, chosen={}) as eva:
        assert "Prova terminalen" in eva.text
        assert "●  ○    å  ä  ö" in eva.text
        await eva.press("j")
        assert "Tryck F2" in eva.text
        await eva.press("f2")
        assert "Skriv @" in eva.text
        await eva.press("at")
        assert "Vill du öva på ett kort?" in eva.text
        await eva.press("n")
        assert shows(eva, BoardScreen)
        found = await kept(room, eva)
        assert trial_of(found) == Trial(True, True, True)
    async with room.opened(size=size, chosen={**found, today.PREFERENCE: today.OFF}) as eva:
        assert shows(eva, BoardScreen)


async def test_who_passes_by_everything_is_at_the_board_after_two_keys_and_is_not_asked_again(
    room: Room,
) -> None:
    async with room.opened(chosen={}) as eva:
        await eva.press("escape", "escape")
        assert shows(eva, BoardScreen)
        found = await kept(room, eva)
        assert trial_of(found) == Trial()
    async with room.opened(chosen={**found, today.PREFERENCE: today.OFF}) as eva:
        assert shows(eva, BoardScreen)


async def test_who_says_yes_practises_and_comes_to_the_board_after_that(room: Room) -> None:
    async with room.opened(chosen={}) as eva:
        await eva.press(*YES, "j")
        assert shows(eva, PracticeScreen)
        await eva.press("escape", "escape")
        assert shows(eva, BoardScreen)
        assert PRACTICE in await kept(room, eva)


async def test_an_offer_that_a_lost_connection_took_away_comes_the_next_time(room: Room) -> None:
    async with room.opened(chosen={}) as eva:
        await eva.press(*YES)
        found = await kept(room, eva)
    async with room.opened(chosen={**found, today.PREFERENCE: today.OFF}) as eva:
        assert "Vill du öva på ett kort?" in eva.text


async def test_a_terminal_that_was_not_tried_to_the_end_is_tried_the_next_time(room: Room) -> None:
    async with room.opened("Bo", chosen={}) as bo:
        await bo.press("j")
    async with room.opened("Bo", chosen={}) as bo:
        assert shows(bo, TerminalDialog)


async def test_wrong_signs_give_the_plain_appearance_from_the_next_step_on(room: Room) -> None:
    async with room.opened(chosen={}) as eva:
        await eva.press("n")
        assert eva.app.theme == "tavlan-mono"
        await eva.press("f2", "at")
        assert "enkla tecken" in eva.text
        assert "UTF-8" in eva.text
        await eva.press("enter", "n")
        assert shows(eva, BoardScreen)
        assert "│" not in eva.text
        found = await kept(room, eva)
        assert found[LOOK] == "mono"
        assert trial_of(found).signs is False
    async with room.opened(chosen={**found, today.PREFERENCE: today.OFF}) as eva:
        assert eva.app.theme == "tavlan-mono"


async def test_nothing_but_what_is_tried_needs_more_than_ascii_in_the_first_step(room: Room) -> None:
    async with room.opened(chosen={}) as eva:
        assert set(eva.text) - set("●○åäö") <= {chr(code) for code in range(32, 127)} | {"\n"}


@pytest.mark.parametrize("key", ["n", "escape"])
async def test_function_keys_that_never_arrive_are_not_named_from_then_on(room: Room, key: str) -> None:
    async with room.opened(chosen={}) as eva:
        # Esc passes by the third step as well; then the offer is declined.
        await eva.press("j", key, *(["at", "enter"] if key == "n" else []), "escape")
        assert shows(eva, BoardScreen)
        assert trial_of(await kept(room, eva)).function_keys is False
        await eva.press("question_mark", "enter")
        assert "Alla tangenter" in eva.text
        await eva.press("end")
        assert "Ctrl+L" in eva.text
        assert "F5" not in eva.text


async def test_a_sign_that_cannot_be_typed_is_told_to_be_needed_nowhere(room: Room) -> None:
    async with room.opened(chosen={}) as eva:
        await eva.press("j", "f2", "2")
        assert "Det som kom fram var inte @." in eva.text
        await eva.press("n")
        assert "Tavlan kräver aldrig @" in eva.text
        await eva.press("enter")
        assert "Vill du öva på ett kort?" in eva.text
        await eva.press("escape")
        assert shows(eva, BoardScreen)


async def test_other_keys_are_answered_with_which_to_press(room: Room) -> None:
    async with room.opened(chosen={}) as eva:
        await eva.press("enter")
        assert "Tryck J eller N." in eva.text
        await eva.press("j", "f3")
        assert "inte F2" in eva.text


async def test_help_leads_to_the_terminal_again_and_what_is_passed_by_stays_as_it_was_found(
    room: Room,
) -> None:
    before = {TERMINAL: Trial(True, False, True).kept(), LOOK: "mono", today.PREFERENCE: today.OFF}
    async with room.opened(chosen=before) as eva:
        await eva.press("f1", "down", "down", "down", "enter")
        assert shows(eva, TerminalDialog)
        # In plain signs one could not see whether the others come out.
        assert "●" in eva.text
        await eva.press("j")
        assert eva.app.theme == "tavlan-mono"
        await eva.press("f2", "escape")
        assert shows(eva, BoardScreen)
        found = await kept(room, eva)
        assert trial_of(found) == Trial(True, True, True)
        assert found.get(LOOK, "mono") == "mono"


async def test_esc_at_once_leaves_the_look_as_it_was(room: Room) -> None:
    async with room.opened(chosen={TERMINAL: "{}", LOOK: "light", today.PREFERENCE: today.OFF}) as eva:
        await eva.press("colon", *"prova", "enter")
        assert shows(eva, TerminalDialog)
        await eva.press("escape")
        assert eva.app.theme == "tavlan-light"
        assert LOOK not in await kept(room, eva)


async def test_a_terminal_that_says_it_has_no_utf8_is_not_asked_what_it_shows(room: Room) -> None:
    async with room.opened() as eva:
        eva.app.session.utf8 = False
        await eva.press("colon", *"prova", "enter")
        assert "1 av 2" in eva.text
        await eva.press("f2", "at")
        assert "UTF-8" in eva.text
        await eva.press("enter")
        found = await kept(room, eva)
        assert trial_of(found).signs is False
        assert LOOK not in found


async def test_the_opening_box_comes_before_a_draft_is_told_of(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("c", *"abc")
        await eva.until(lambda: eva.app.screen.is_modal)
    async with room.opened(welcome="Hej och välkommen") as eva:
        assert "Hej och välkommen" in eva.text
        await eva.press("enter")
        await eva.until("Du har ett utkast kvar")


async def test_what_goes_wrong_in_one_thing_does_not_stop_the_next(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("trasigt")

    monkeypatch.setattr("screens.arrival.try_terminal", broken)
    async with room.opened(chosen={PRACTICE: "due"}) as eva:
        assert "Vill du öva på ett kort?" in eva.text
        assert eva.app.screen.query(Static)


async def test_nothing_comes_up_before_the_board_is_painted(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    display = BoardApp._display

    def painted(app: BoardApp, screen: Screen[Any], what: RenderableType | None) -> None:
        if what is not None and not app._batch_count:
            strips = screen._compositor.render_strips()
            seen.append("board" if any("Ej påbörjat" in strip.text for strip in strips) else "something")
        display(app, screen, what)

    async def arrived(*_: object) -> None:
        seen.append("arrival")

    monkeypatch.setattr(BoardApp, "_display", painted)
    monkeypatch.setattr("tui.app.arrive", arrived)
    async with room.opened():
        assert seen.index("board") < seen.index("arrival")
