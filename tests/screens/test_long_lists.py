"""Lists in dialogs that are longer than the screen."""

from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from screens.dialogs.confirm_dialog import ConfirmDialog
from screens.dialogs.dialog import Dialog
from screens.dialogs.leave_dialog import LeaveDialog
from screens.dialogs.pick_dialog import Choice, PickDialog
from screens.keymap import Place, commands_at
from screens.palette import Palette

if TYPE_CHECKING:
    from tests.screens.conftest import Room

SIZES = [(40, 15), (80, 24), (120, 36)]
LONG = "Vem ansvarar för Regelbunden information via brev till alla våra medlemmar?"


def _people(many: int = 30) -> tuple[Choice[int], ...]:
    return tuple(Choice(number, f"Person {number:02}", "du") for number in range(many))


def _lists() -> tuple[Dialog[Any], ...]:
    return (
        PickDialog(LONG, _people(), many=True, says="Flera kan dela på det."),
        PickDialog(LONG, _people(), frozenset({3})),
        Palette(commands_at(Place.BOARD), ()),
        LeaveDialog(LONG),
    )


def _last_line(room: "Room", pilot: Pilot[None]) -> str:
    lines = [line.strip() for line in room.text(pilot).splitlines() if line.strip()]
    assert set(lines[-1]) == {"─"}
    return lines[-2]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("which", range(4))
async def test_the_keys_are_always_in_view(room: "Room", which: int, size: tuple[int, int]) -> None:
    async with room.open(_lists()[which], size=size) as pilot:
        assert _last_line(room, pilot).startswith("Enter ")
        assert "  Esc " in _last_line(room, pilot)
        await room.press(pilot, "end")
        assert _last_line(room, pilot).startswith("Enter ")


@pytest.mark.parametrize("size", SIZES)
async def test_what_enter_saves_and_how_to_mark_are_in_view(room: "Room", size: tuple[int, int]) -> None:
    async with room.open(PickDialog(LONG, _people(), many=True), size=size) as pilot:
        await room.press(pilot, "end", "space")
        assert "√ Person 29" in room.text(pilot)
        assert "Enter sparar: Person 29" in room.text(pilot)
        marks = "Mellanslag √" if size[0] < 60 else "Mellanslag markera"
        assert f"Enter spara  Esc avbryt  {marks}" in _last_line(room, pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_signs_at_the_edge_say_where_there_is_more(room: "Room", size: tuple[int, int]) -> None:
    async with room.open(PickDialog("Vem?", _people()), size=size) as pilot:
        assert ("▲" in room.text(pilot), "▼" in room.text(pilot)) == (False, True)
        await room.press(pilot, "pagedown", "pagedown")
        assert ("▲" in room.text(pilot), "▼" in room.text(pilot)) == (True, True)
        await room.press(pilot, "end")
        assert ("▲" in room.text(pilot), "▼" in room.text(pilot)) == (True, False)
        assert "▌Person 29" in room.text(pilot)
        await room.press(pilot, "home")
        assert "▌Person 00" in room.text(pilot)


async def test_a_list_with_room_for_all_has_no_such_signs(room: "Room") -> None:
    async with room.open(PickDialog("Vem?", _people(5))) as pilot:
        assert not {"▲", "▼"} & set(room.text(pilot))


async def test_past_the_last_row_stands_the_first(room: "Room") -> None:
    async with room.open(PickDialog("Vem?", _people(3))) as pilot:
        await room.press(pilot, "up")
        assert "▌Person 02" in room.text(pilot)
        await room.press(pilot, "down")
        assert "▌Person 00" in room.text(pilot)
        await room.press(pilot, "pageup")
        assert "▌Person 00" in room.text(pilot)


async def test_a_list_that_is_empty_takes_every_key(room: "Room") -> None:
    async with room.open(PickDialog("Vem?", _people(3))) as pilot:
        await room.type(pilot, "xyz")
        await room.press(pilot, "up", "down", "home", "end", "pageup", "pagedown", "enter")
        assert "Inget heter så." in room.text(pilot)


async def test_the_marked_row_stands_in_line_with_the_others(room: "Room") -> None:
    async with room.open(PickDialog("Vart?", _people(3), frozenset({1}))) as pilot:
        columns = {
            line.index("Person")
            for line in room.text(pilot).splitlines()
            if line.strip(" ▌√").startswith("Person")
        }
        assert len(columns) == 1


async def test_a_question_keeps_its_answers_where_it_is_long(room: "Room") -> None:
    dialog = ConfirmDialog(LONG, says=" ".join(["Det går inte att ångra."] * 9))
    async with room.open(dialog, size=(40, 15)) as pilot:
        assert _last_line(room, pilot).startswith("J ja")
        assert "▌Ja" in room.text(pilot)
