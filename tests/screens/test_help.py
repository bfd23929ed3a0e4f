"""The help: twelve lines, what leads on from them, and every key."""

from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from screens.dialogs.help_dialog import NEEDS, HelpDialog
from screens.dialogs.keys_dialog import WORDS, KeysDialog
from screens.key_signs import signs_of
from screens.keymap import Place, commands_at
from screens.widgets.lines import LinesView

if TYPE_CHECKING:
    from tests.screens.conftest import Room

SIZES = [(40, 15), (80, 24), (120, 36)]


def answers(pilot: Pilot[None]) -> list[Any]:
    found: list[Any] = pilot.app.answers  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", Place)
async def test_help_begins_in_words_and_the_list_of_keys_ends_with_the_last_command(
    room: "Room", place: Place, size: tuple[int, int]
) -> None:
    async with room.open(HelpDialog.at(place), size=size) as pilot:
        assert "Pilarna" in room.text(pilot)
        await room.press(pilot, "escape")
        assert answers(pilot) == [None]
    async with room.open(KeysDialog(place), size=size) as pilot:
        await room.press(pilot, "end")
        assert "Avsluta, efter en fråga." in " ".join(room.text(pilot).split())
        await room.press(pilot, "escape")
        assert answers(pilot) == [None]


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
@pytest.mark.parametrize("place", Place)
async def test_help_is_twelve_lines_that_are_seen_at_once_with_what_leads_on(
    room: "Room", place: Place, size: tuple[int, int]
) -> None:
    async with room.open(HelpDialog.at(place), size=size) as pilot:
        assert len(pilot.app.screen.query_one(LinesView)._lines) == 12
        text = room.text(pilot)
        assert "▼" not in text
        says, needs = NEEDS[place]
        for words in (says, *(need.says for need in needs), "Alla tangenter", "Öva på ett kort"):
            assert words in text
        assert not {f"F{number}" for number in range(1, 13)} & set(text.split())


async def test_arrows_alone_read_the_help_to_its_end_and_go_on_to_what_leads_on(room: "Room") -> None:
    async with room.open(HelpDialog.at(Place.BOARD), size=(40, 15)) as pilot:
        assert "avslutar, efter" not in room.text(pilot)
        assert "▌Alla tangenter" in room.text(pilot)
        for _ in range(20):
            await room.press(pilot, "down")
        assert "avslutar, efter" in room.text(pilot)
        await room.press(pilot, "enter")
        assert answers(pilot) == ["try_terminal"]


@pytest.mark.parametrize("keys", [("enter",), ("question_mark",), ("f1",), ("down", "up", "enter")])
async def test_every_key_is_one_key_away_from_the_help(room: "Room", keys: tuple[str, ...]) -> None:
    async with room.open(HelpDialog.at(Place.CARD)) as pilot:
        await room.press(pilot, *keys)
        assert answers(pilot) == ["all_keys"]


async def test_keys_that_do_not_arrive_are_left_out_where_others_do_the_same(room: "Room") -> None:
    async with room.open(KeysDialog(Place.BOARD, function_keys=False), size=(80, 200)) as pilot:
        text = room.text(pilot)
        assert "  Ctrl+L  " in text
        assert not {"F1", "F5"} & set(text.split())
    async with room.open(KeysDialog(Place.BOARD), size=(80, 200)) as pilot:
        assert {"F1", "F5"} <= set(room.text(pilot).split())


@pytest.mark.parametrize("size", SIZES)
async def test_the_boards_help_explains_its_words_and_signs(room: "Room", size: tuple[int, int]) -> None:
    async with room.open(KeysDialog(Place.BOARD), size=size) as pilot:
        told = ""
        for _ in range(20):
            told += f"{room.text(pilot)}\n"
            await room.press(pilot, "pagedown")
        read = " ".join(told.split())
        for label, sentence in WORDS:
            assert label in read
            # Where the sentence is folded its first words stand beside the label.
            assert f"{label} {' '.join(sentence.split()[:2])}" in read
        assert {"!", "√", "×", "║", "■", "•"} <= {label for label, _ in WORDS}


async def test_no_key_is_cut_in_the_help(room: "Room") -> None:
    for place in (Place.BOARD, Place.CARD):
        async with room.open(KeysDialog(place), size=(40, 200)) as pilot:
            for command in commands_at(place):
                assert signs_of(command) in room.text(pilot)
