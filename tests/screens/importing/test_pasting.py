"""A plan pasted on an empty board, in each way a terminal pastes, and kept until it is saved."""

import pytest
from textual import events
from textual.keys import _character_to_key

from models.card import cards_of
from models.draft import draft_of
from models.importing import import_plan
from models.plan import current_plan
from models.readers.plan_text import read_plan_text
from screens.importing.field import PASTED_WITHIN
from screens.importing.paste import FORM, PasteScreen
from screens.importing.preview import PreviewScreen
from screens.waiting import WaitingScreen
from tests.conftest import PLAN
from tests.screens.board.seat import CLOCK, Room, Sat
from tui.driver import InputDropped

TEXT = PLAN.read_text(encoding="utf-8")
OF_WINDOWS = TEXT.replace("– ", "•\t").replace("\n", "\r\n")
SHORT = "Verksamhetsplan 2024\n\nStudier\n- ordna en studiecirkel\n- bjuda in till 2 möten per år\n"


async def paste(sat: Sat, text: str) -> None:
    sat.app.post_message(events.Paste(text))
    await sat.settle()


async def opened_field(sat: Sat) -> PasteScreen:
    await sat.press("enter")
    screen = sat.app.screen
    assert isinstance(screen, PasteScreen)
    return screen


async def typed_raw(sat: Sat, text: str) -> None:
    """As a terminal without bracketed paste sends it: key by key, with nothing between."""
    for sign in text:
        key = {"\r": "enter", "\t": "tab"}.get(sign) or _character_to_key(sign)
        sat.app.post_message(events.Key(key, sign))
    await sat.settle()


async def test_the_real_plan_is_pasted_put_right_and_saved_and_everybody_sees_the_board(empty: Room) -> None:
    async with empty.opened("Eva") as eva, empty.opened("Bo", (80, 24)) as bo:
        assert "Klistra in den ur Word: Enter." in bo.text
        await opened_field(eva)
        await paste(eva, OF_WINDOWS)
        await eva.press("tab", "enter")
        await eva.until("10 områden, 35 åtaganden, 2 frågor")
        await eva.press("down", "down", "down", "down", "down", "m")
        assert "10 områden, 34 åtaganden" in eva.text
        await eva.press("u", "l")
        await eva.until("Läs in 10 områden med 35 åtaganden?")
        assert await empty.doors.ask(current_plan) is None
        await eva.press("enter")
        await eva.until("Ej påbörjat  35")
        await bo.until("Synas i de olika kommundelarna")
        assert not isinstance(bo.app.screen, WaitingScreen)
        assert eva.news == bo.news == "Planen är inläst."
        plan = await empty.doors.ask(current_plan)
        assert plan is not None
        assert len(await empty.doors.ask(cards_of, plan.id, CLOCK())) == 35
        assert await empty.doors.ask(draft_of, eva.app.session.actor.member_id or 0, FORM, CLOCK()) is None


async def test_whoever_may_adopt_a_plan_read_in_as_a_proposal_is_told_where(empty: Room) -> None:
    async with empty.opened("Eva") as eva, empty.opened("Dag") as dag:
        await opened_field(eva)
        await paste(eva, SHORT)
        await eva.press("tab", "enter")
        await eva.until("1 område, 2 åtaganden")
        await eva.press("l", "enter")
        await eva.until("Planen är inläst. Den är ett förslag: Gå igenom planen, i menyn, antar den.")
        await dag.until("Planen är inläst. Den är ett förslag.")


@pytest.mark.parametrize("text", [TEXT, OF_WINDOWS.replace("\r\n", "\r")])
async def test_a_terminal_that_pastes_key_by_key_gets_the_same_plan(empty: Room, text: str) -> None:
    async with empty.opened() as eva:
        field = (await opened_field(eva)).field
        await typed_raw(eva, text.replace("\n", "\r"))
        assert field.text == text.replace("\r", "\n")
        later = events.Key("tab", "\t")
        later.time += PASTED_WITHIN
        eva.app.post_message(later)
        await eva.press("enter")
        await eva.until("10 områden, 35 åtaganden, 2 frågor")


async def test_both_halves_of_a_lines_end_are_one_line_even_in_two_pieces(empty: Room) -> None:
    async with empty.opened() as eva:
        field = (await opened_field(eva)).field
        await paste(eva, "ett\r")
        await paste(eva, "\ntvå\r\n\r\ntre\u00ad\u200b")
        assert field.text == "ett\ntvå\n\ntre"


async def test_tab_shift_tab_and_the_arrows_lead_from_the_field_and_back(empty: Room) -> None:
    async with empty.opened() as eva:
        screen = await opened_field(eva)
        await eva.press("tab")
        assert screen.read.has_focus
        await eva.press("down")
        assert screen.clear.has_focus
        await eva.press("up", "shift+tab")
        assert screen.field.has_focus
        await eva.press("a", "enter", "b", "up", "down")
        assert screen.field.has_focus
        assert screen.field.text == "a\nb"
        await eva.press("down")
        assert screen.read.has_focus


async def test_a_text_that_is_no_plan_is_refused_in_place_and_kept(empty: Room) -> None:
    async with empty.opened() as eva:
        screen = await opened_field(eva)
        await eva.press("tab", "enter")
        assert "Texten är tom." in eva.text
        await eva.press("shift+tab")
        await paste(eva, "bara ett ord")
        await eva.press("tab", "enter")
        assert screen.remarks.wrong
        assert screen.field.text == "bara ett ord"
        await eva.press("shift+tab")
        await paste(eva, f"\n\n{SHORT}")
        await eva.press("tab", "enter")
        await eva.until("Läs in planen")
        await eva.press("escape")
        assert not screen.remarks.text


async def test_a_pasted_text_survives_a_lost_connection_and_is_there_at_the_next(empty: Room) -> None:
    async with empty.opened() as eva:
        await opened_field(eva)
        await paste(eva, TEXT)
        # The session ends here, sooner than anything was asked to be kept.
    async with empty.opened() as eva:
        screen = await opened_field(eva)
        assert screen.field.text == TEXT
        await eva.press("escape")
        assert "Texten är kvar" in eva.text
        assert (await opened_field(eva)).field.text == TEXT


async def test_the_field_is_emptied_after_a_question(empty: Room) -> None:
    async with empty.opened() as eva:
        screen = await opened_field(eva)
        await paste(eva, SHORT)
        await eva.press("tab", "down", "enter", "escape")
        assert screen.field.text == SHORT
        await eva.press("enter", "j")
        assert screen.field.text == ""
        await eva.press("escape")
        assert "Texten är kvar" not in eva.text
        assert (await opened_field(eva)).field.text == ""


async def test_whoever_may_not_change_the_plan_reads_who_does(empty: Room) -> None:
    async with empty.opened("Dag") as dag:
        assert "Någon i styrelsen läser in den" in dag.text
        await dag.press("enter")
        assert isinstance(dag.app.screen, WaitingScreen)
        await dag.press("escape", "n")
        assert isinstance(dag.app.screen, WaitingScreen)
        await dag.press("escape", "j")
        assert not dag.app.is_running


async def test_a_plan_that_came_meanwhile_is_not_saved_over_and_is_there_on_the_way_back(empty: Room) -> None:
    async with empty.opened() as eva:
        await opened_field(eva)
        await paste(eva, SHORT)
        await eva.press("tab", "enter")
        await eva.until("1 område, 2 åtaganden")
        bo = await empty.session("Bo")
        await empty.doors.order(import_plan, bo.actor, read_plan_text(SHORT))
        await eva.until("Bo Ek läste in")
        await eva.press("l", "enter")
        await eva.until("Planen för 2024 finns redan.")
        assert isinstance(eva.app.screen, PreviewScreen)
        await eva.press("escape", "escape")
        await eva.until("Ej påbörjat  2")


async def test_a_paste_that_is_too_much_is_told_of_in_the_field(empty: Room) -> None:
    async with empty.opened() as eva:
        await opened_field(eva)
        eva.app.post_message(InputDropped(7))
        await eva.until("Det inklistrade var för långt")
