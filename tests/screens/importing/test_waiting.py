"""The board before its first plan: every key has an answer."""

from screens.widgets.bottom import NewsLine
from tests.screens.board.seat import Room


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
