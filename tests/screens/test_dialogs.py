from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.pilot import Pilot

from screens.asking import assign_dialog, due_dialog, reason_dialog
from screens.dialogs.confirm_dialog import ConfirmDialog
from screens.dialogs.line_dialog import LineDialog, TextDialog
from screens.dialogs.pick_dialog import Choice, PickDialog
from screens.dialogs.text_view import TextView
from screens.drafting import Begun

if TYPE_CHECKING:
    from tests.screens.conftest import Room

HOSTILE = ("[/b]", "[@click=app.quit]x[/]", "\x1b[2J", "\u202e", "\x9b31m", "[bold]", "$x ${y}")
SIZES = [(40, 15), (80, 24), (120, 36)]


def answers(pilot: Pilot[None]) -> list[Any]:
    found: list[Any] = pilot.app.answers  # type: ignore[attr-defined]
    return found


async def paste(room: "Room", pilot: Pilot[None], text: str) -> None:
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(events.Paste(text))
    await room.settle(pilot)


# One line


async def test_what_is_wrong_is_said_in_place_and_nothing_is_lost(room: "Room") -> None:
    session = await room.session("Eva")
    async with room.open(await due_dialog(await room.card("cafe"), session)) as pilot:
        await room.type(pilot, "snart")
        await room.press(pilot, "enter")
        assert "! Jag förstår inte ”snart”" in room.text(pilot)
        assert "snart" in room.text(pilot)
        assert answers(pilot) == []


async def test_a_date_is_shown_in_full_while_it_is_typed(room: "Room") -> None:
    session = await room.session("Eva")
    async with room.open(await due_dialog(await room.card("cafe"), session)) as pilot:
        await room.type(pilot, "fre")
        assert "fredag 6 oktober 2023 · v. 40" in room.text(pilot)
        await room.press(pilot, "enter")
        assert answers(pilot) == ["fre"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("snar", "Ingen dag än. Till exempel fre, v 12 eller 2 maj."),
        ("31 feb", "Februari 2024 har 29 dagar."),
        ("igår", "tisdag 3 oktober 2023 · v. 40 – har varit, blir försenat"),
        ("sista maj", "fredag 31 maj 2024 · v. 22 – efter planens slut"),
    ],
)
async def test_a_date_that_cannot_be_or_is_past_says_so_before_enter(
    room: "Room", typed: str, said: str
) -> None:
    session = await room.session("Eva")
    async with room.open(await due_dialog(await room.card("cafe"), session)) as pilot:
        await room.type(pilot, typed)
        assert said in room.text(pilot)
        assert answers(pilot) == []


async def test_a_low_box_does_not_jump_while_a_date_is_typed(room: "Room") -> None:
    session = await room.session("Eva")
    async with room.open(await due_dialog(await room.card("cafe"), session), size=(40, 15)) as pilot:
        tops = set()
        for sign in ("", *"på fredag"):
            await room.type(pilot, sign)
            tops.add(pilot.app.screen.query_one(".box").region)
        assert len(tops) == 1


async def test_typing_replaces_the_date_that_stood_there(room: "Room") -> None:
    session = await room.session("Eva")
    async with room.open(await due_dialog(await room.card("valplan"), session)) as pilot:
        assert "fredag 1 september 2023 · v. 35" in room.text(pilot)
        await room.type(pilot, "v 45")
        await room.press(pilot, "enter")
        assert answers(pilot) == ["v 45"]


async def test_an_empty_date_says_that_it_takes_the_date_away(room: "Room") -> None:
    session = await room.session("Eva")
    async with room.open(await due_dialog(await room.card("valplan"), session)) as pilot:
        await room.press(pilot, "backspace")
        assert room.text(pilot).count("Tomt tar bort datumet.") == 2
        await room.press(pilot, "enter")
        assert answers(pilot) == [""]


async def test_a_reason_is_needed(room: "Room") -> None:
    async with room.open(reason_dialog(await room.card("synas"), Begun())) as pilot:
        await room.press(pilot, "enter")
        assert "! Skälet saknas. Skriv något, eller tryck Esc." in room.text(pilot)
        await room.press(pilot, "escape")
        assert answers(pilot) == [None]


async def test_several_pasted_lines_become_one_and_none_is_lost(room: "Room") -> None:
    async with room.open(LineDialog("Titel")) as pilot:
        await paste(room, pilot, "ett\r\ntvå\n\x1b[2Jtre\u202e")
        await room.press(pilot, "enter")
        assert answers(pilot) == ["ett två [2Jtre"]


async def test_letters_are_text_and_f1_is_help_while_one_types(room: "Room") -> None:
    async with room.open(LineDialog("Titel")) as pilot:
        await room.type(pilot, "q1:?")
        assert "q1:?" in room.text(pilot)
        await room.press(pilot, "f1")
        assert "Hjälp" in room.text(pilot)
        await room.press(pilot, "escape")
        assert "q1:?" in room.text(pilot)


# A text


async def test_a_pasted_text_keeps_its_lines_and_enter_saves(room: "Room") -> None:
    async with room.open(TextDialog("Kommentar")) as pilot:
        await paste(room, pilot, "ett\r\n\r\ntvå\x1b[2J\n")
        await room.type(pilot, "!")
        await room.press(pilot, "enter")
        assert answers(pilot) == ["ett\n\ntvå[2J!"]


async def test_ctrl_n_begins_a_new_line(room: "Room") -> None:
    async with room.open(TextDialog("Kommentar")) as pilot:
        await room.type(pilot, "ett")
        await room.press(pilot, "ctrl+n")
        await room.type(pilot, "två")
        await room.press(pilot, "enter")
        assert answers(pilot) == ["ett\ntvå"]


async def test_a_written_text_is_not_thrown_away_without_a_question(room: "Room") -> None:
    async with room.open(TextDialog("Kommentar")) as pilot:
        await room.type(pilot, "ett")
        await room.press(pilot, "escape")
        assert "Kasta det du har skrivit?" in room.text(pilot)
        await room.press(pilot, "enter")
        assert "ett" in room.text(pilot)
        await room.press(pilot, "escape", "j")
        assert answers(pilot) == [None]


# Picking


def _names(*names: str) -> tuple[Choice[str], ...]:
    return tuple(Choice(name, name) for name in names)


async def test_enter_picks_the_one_under_the_cursor(room: "Room") -> None:
    async with room.open(PickDialog("Vem?", _names("Eva", "Bo", "Cia"))) as pilot:
        await room.press(pilot, "down", "enter")
        assert answers(pilot) == [("Bo",)]


async def test_typing_narrows_the_list_and_arrows_still_move(room: "Room") -> None:
    async with room.open(PickDialog("Vem?", _names("Eva Åberg", "Bo Ek", "Éva Ek"))) as pilot:
        await room.type(pilot, "eva")
        assert "Bo Ek" not in room.text(pilot)
        await room.press(pilot, "down", "enter")
        assert answers(pilot) == [("Éva Ek",)]


async def test_space_marks_several_and_enter_saves_the_marks(room: "Room") -> None:
    dialog = PickDialog("Vem?", _names("Eva", "Bo", "Cia"), frozenset({"Cia"}), many=True)
    async with room.open(dialog) as pilot:
        assert "Enter sparar: Cia" in room.text(pilot)
        await room.press(pilot, "space", "down", "space", "space")
        assert "Enter sparar: Cia och Eva" in room.text(pilot)
        await room.press(pilot, "enter")
        assert answers(pilot) == [("Cia", "Eva")]


async def test_enter_without_marking_takes_the_one_that_was_found(room: "Room") -> None:
    dialog = PickDialog("Vem?", _names("Eva", "Bo", "Cia"), frozenset(), many=True)
    async with room.open(dialog) as pilot:
        await room.type(pilot, "ci")
        assert "Enter sparar: Cia" in room.text(pilot)
        await room.press(pilot, "enter")
        assert answers(pilot) == [("Cia",)]


@pytest.mark.parametrize("keys", [("down",), ("b", "o")])
async def test_the_one_that_one_goes_to_takes_the_place_of_those_marked(
    room: "Room", keys: tuple[str, ...]
) -> None:
    dialog = PickDialog("Vem?", _names("Eva", "Bo", "Cia"), frozenset({"Cia", "Eva"}), many=True)
    async with room.open(dialog) as pilot:
        assert "Enter sparar: Eva och Cia" in room.text(pilot)
        await room.press(pilot, *keys)
        assert "Enter sparar: Bo\n" in room.text(pilot)
        await room.press(pilot, "enter")
        assert answers(pilot) == [("Bo",)]


async def test_space_keeps_the_marks_wherever_one_goes_then(room: "Room") -> None:
    dialog = PickDialog("Vem?", _names("Eva", "Bo", "Cia"), frozenset({"Cia"}), many=True)
    async with room.open(dialog) as pilot:
        await room.press(pilot, "down", "space", "up")
        assert "Enter sparar: Cia och Bo" in room.text(pilot)
        await room.press(pilot, "enter")
        assert answers(pilot) == [("Cia", "Bo")]


async def test_opening_and_enter_leave_it_to_nobody_where_nobody_was_chosen(room: "Room") -> None:
    async with room.open(PickDialog("Vem?", _names("Eva", "Bo"), many=True)) as pilot:
        assert "Enter sparar: ingen" in room.text(pilot)
        await room.press(pilot, "enter")
        assert answers(pilot) == [()]


async def test_opening_and_enter_change_nothing(room: "Room") -> None:
    dialog = PickDialog("Vem?", _names("Eva", "Bo"), frozenset({"Bo"}), many=True)
    async with room.open(dialog) as pilot:
        await room.press(pilot, "enter")
        assert answers(pilot) == [("Bo",)]


async def test_nothing_found_is_said_and_enter_waits(room: "Room") -> None:
    async with room.open(PickDialog("Vem?", _names("Eva", "Bo"))) as pilot:
        await room.type(pilot, "xyz")
        await room.press(pilot, "enter")
        assert "Inget heter så." in room.text(pilot)
        assert answers(pilot) == []


async def test_the_board_comes_first_and_the_register_only_for_those_who_may_read_it(room: "Room") -> None:
    await room.doors.order(_add_plain_member)
    card = await room.card("valplan")
    eva, cia = await room.session("Eva"), await room.session("Cia")
    hers = [choice.label for choice in (await assign_dialog(card, eva))._choices]
    theirs = [choice.label for choice in (await assign_dialog(card, cia))._choices]
    assert hers == ["Cia Berg", "Eva Lind", "Bo Ek", "Dag Sten", "Arne Vanlig"]
    assert "Arne Vanlig" not in theirs


def _add_plain_member() -> None:
    from models.access import owner
    from models.clock import WallClock
    from models.roster import add_member

    add_member(owner(WallClock()), "Arne Vanlig")


# Yes and no


@pytest.mark.parametrize(
    ("key", "answer"),
    [("j", True), ("J", True), ("n", False), ("escape", False), ("enter", True)],
)
async def test_yes_and_no(room: "Room", key: str, answer: bool) -> None:
    async with room.open(ConfirmDialog("Avsluta?")) as pilot:
        await room.press(pilot, key)
        assert answers(pilot) == [answer]


@pytest.mark.parametrize("keys", [("down", "enter"), ("right", "enter")])
async def test_arrows_reach_no(room: "Room", keys: tuple[str, str]) -> None:
    async with room.open(ConfirmDialog("Avsluta?")) as pilot:
        await room.press(pilot, *keys)
        assert answers(pilot) == [False]


# Reading


async def test_a_text_stands_against_the_left_edge_and_folding_adds_nothing(room: "Room") -> None:
    line = "ssh -p 2222 -o IdentitiesOnly=yes -i demo/keys/bo -o UserKnownHostsFile=demo/hosts bo@127.0.0.1"
    async with room.open(TextView("Välkommen", line)) as pilot:
        lines = room.text(pilot).split("\n")
        first = next(place for place, one in enumerate(lines) if one.startswith("ssh"))
        assert f"{lines[first]} {lines[first + 1]}" == line
        await room.press(pilot, "enter")
        assert answers(pilot) == [None]


async def test_a_long_text_scrolls_to_its_end_and_says_that_there_is_more(room: "Room") -> None:
    async with room.open(TextView("Lång", "\n".join(f"rad {n}" for n in range(100))), size=(40, 15)) as pilot:
        assert "▼" in room.text(pilot)
        await room.press(pilot, "end")
        assert "rad 99" in room.text(pilot)
        assert "▲" in room.text(pilot)
        assert "▼" not in room.text(pilot)
        await room.press(pilot, "home")
        assert "rad 0" in room.text(pilot)


# Hostile text


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_text_is_shown_literally_or_cleaned(room: "Room", hostile: str) -> None:
    choices = (Choice("a", hostile, hostile), Choice("b", "vanlig"))
    dialogs = (
        LineDialog(hostile, hostile, hostile, lambda _: hostile, preview=lambda _: hostile),
        TextDialog(hostile, hostile, hostile, lambda _: hostile),
        PickDialog(hostile, choices, frozenset({"a"}), many=True, says=hostile),
        ConfirmDialog(hostile, hostile, hostile, hostile),
        TextView(hostile, hostile),
    )
    for dialog in dialogs:
        async with room.open(dialog) as pilot:
            if isinstance(dialog, LineDialog | TextDialog):
                await room.press(pilot, "enter")
            if hostile.isprintable():
                assert hostile in room.text(pilot)
            assert pilot.app.is_running
