"""The board before its first plan: every key has an answer."""

from models.access import owner
from models.importing import import_plan
from models.readers.plan_text import read_plan
from screens.board.screen import BoardScreen
from screens.dialogs.terminal_dialog import TerminalDialog
from screens.practice import PracticeScreen
from screens.waiting import WaitingScreen
from screens.widgets.bottom import NewsLine
from tests.conftest import PLAN
from tests.screens.board.seat import CLOCK, Room, shows


async def test_help_says_what_leads_to_the_board(empty: Room) -> None:
    async with empty.opened() as eva, empty.opened("Dag") as dag:
        for sat, words in ((eva, "Enter öppnar ett fält."), (dag, "Du behöver inte göra något.")):
            await sat.press("question_mark")
            assert words in sat.text
            await sat.press("escape")
            assert "Här ska planen stå." in sat.text


async def test_a_key_that_does_nothing_is_answered(empty: Room) -> None:
    async with empty.opened() as eva:
        await eva.press("colon")
        assert eva.app.screen.query_one(NewsLine).text == ": gör inget här. ? visar vad man kan göra."


async def test_the_first_of_all_is_met_there_too_and_may_practise_while_there_is_nothing_to_do(
    empty: Room,
) -> None:
    async with empty.opened(chosen={}) as eva:
        assert shows(eva, TerminalDialog)
        await eva.press("j", "f2", "at", "j")
        assert shows(eva, PracticeScreen)
        await eva.press("escape", "escape")
        assert shows(eva, WaitingScreen)
        for downs, kind in ((0, PracticeScreen), (1, TerminalDialog)):
            await eva.press("question_mark", *["down"] * downs, "enter")
            assert shows(eva, kind)
            await eva.press(*["escape"] * (2 - downs))
            assert shows(eva, WaitingScreen)


async def test_a_plan_that_comes_while_one_answers_is_there_when_one_has(empty: Room) -> None:
    async with empty.opened(chosen={}) as eva:
        await empty.doors.order(import_plan, owner(CLOCK), read_plan(PLAN.read_bytes()))
        await eva.settle()
        assert shows(eva, TerminalDialog)
        await eva.press("escape")
        if not shows(eva, BoardScreen):
            await eva.press("escape")
        await eva.until("Ej påbörjat")
        assert shows(eva, BoardScreen)
