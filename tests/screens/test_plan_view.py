"""The plan's own words, to read."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from models.board import board_view
from models.plan import Plan, PlanState, PlanWords
from screens.board.screen import BoardScreen
from screens.plan_view import PlanView
from tests.screens.conftest import NOW

if TYPE_CHECKING:
    from tests.screens.conftest import Room

SIZES = [(120, 36), (80, 24), (40, 15)]
PREAMBLE = "Vi vill ett samhälle där alla räknas.\n\n" + "Vårt arbete börjar i samtalet. " * 20
UNPLACED = ("[/b] Eva Lind, ordförande", "Bilaga 3: " + "budget " * 12)


async def read_all(room: "Room", words: PlanWords, size: tuple[int, int]) -> str:
    async with room.open(PlanView(words), size=size) as pilot:
        seen = [room.text(pilot)]
        for _ in range(15):
            await room.press(pilot, "pagedown")
            seen.append(room.text(pilot))
        assert all(len(line) <= size[0] for text in seen for line in text.split("\n"))
        await room.press(pilot, "escape")
        assert not isinstance(pilot.app.screen, PlanView)
    return " ".join("\n".join(seen).split())


@pytest.mark.parametrize("size", SIZES)
async def test_everything_can_be_read_at_every_size(room: "Room", size: tuple[int, int]) -> None:
    plan = replace(room.plan, adopted_section="§ 7", association="Skinnskattebergs AK")
    told = await read_all(room, PlanWords(plan, PREAMBLE, UNPLACED), size)
    for words in (
        "Verksamhetsplan 2023",
        "Skinnskattebergs AK",
        "1 januari 2023 –",
        "19 mars 2023, § 7",
        "Inledning",
        "Vi vill ett samhälle där alla",
        "Rader som inte placerades",
        "• [/b] Eva Lind, ordförande",
        "Bilaga 3: budget",
    ):
        assert words in told, words


async def test_a_proposal_and_what_is_missing_are_said_in_words(room: "Room") -> None:
    plan = replace(room.plan, state=PlanState.PROPOSAL, adopted_on=None)
    told = await read_all(room, PlanWords(plan, "", ()), (80, 24))
    assert "nej, planen är ett förslag" in told
    assert "Planen har ingen inledning." in told
    assert "Alla rader i dokumentet har fått sin plats." in told


@pytest.mark.parametrize("keys", [("p",), ("colon", *"inledning", "enter")])
async def test_the_board_opens_it_with_a_key_and_from_the_menu(room: "Room", keys: tuple[str, ...]) -> None:
    def write() -> None:
        Plan.update(preamble=PREAMBLE, unplaced="\n".join(UNPLACED)).execute()

    await room.doors.order(write)
    session = await room.session("Cia")
    view = await room.doors.ask(board_view, session.actor, NOW)
    assert view is not None
    async with room.open(BoardScreen(session, view), session) as pilot:
        await room.press(pilot, *keys)
        assert isinstance(pilot.app.screen, PlanView)
        assert "Vi vill ett samhälle där alla räknas." in room.text(pilot)
        await room.press(pilot, "end")
        assert "Bilaga 3: budget" in room.text(pilot)
