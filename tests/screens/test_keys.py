"""The keys on screen: whose one sees, finding, naming and revoking them, and what was read with one."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from models.access import Role, owner
from models.assignment import actor_of
from models.board import board_view
from models.key import KeyRow, add_key, keys, rename_key, revoke_key
from models.read_log import read_log
from models.roster import add_member, members
from models.session import Session
from screens.board.screen import BoardScreen
from screens.dialogs.confirm_dialog import ConfirmDialog
from screens.dialogs.pick_dialog import PickDialog
from screens.keys import KeysDialog, ReadWithKey, read_keys
from tests.screens.conftest import CLOCK, NOW

if TYPE_CHECKING:
    from tests.screens.conftest import Room

SIZES = [(120, 36), (80, 24), (40, 15)]
HELD = (("Eva", "Kontoret"), ("Bo", "Bos dator"), ("Cia", ""), ("Bo", "Telefonen"))


@pytest.fixture
async def keyed(room: "Room") -> "Room":
    """Four keys, numbered as they stand in HELD."""
    for number, (name, computer) in enumerate(HELD, 1):
        line, print_of = f"ssh-ed25519 AAA{number}", f"SHA256:{number}{'x' * 42}"
        await room.doors.order(add_key, owner(CLOCK), room.members[name], line, print_of, computer)
    return room


async def sits(room: "Room", name: str, key: int) -> Session:
    """A member at a terminal, logged in with a key."""
    session = await room.session(name)
    session.actor = replace(session.actor, key_id=key)
    return session


async def dialog(session: Session) -> KeysDialog:
    return KeysDialog(session, await read_keys(session))


async def stored(room: "Room", number: int) -> KeyRow:
    rows = await room.doors.note(keys, owner(CLOCK))
    return next(row for row in rows if row.id == number)


@pytest.mark.parametrize("size", SIZES)
async def test_a_member_sees_their_own_keys_and_which_one_they_are_in_with(
    keyed: "Room", size: tuple[int, int]
) -> None:
    session = await sits(keyed, "Bo", 4)
    async with keyed.open(await dialog(session), session, size) as pilot:
        told = keyed.text(pilot)
        assert "Bos dator" in told
        assert "Telefonen" in told
        assert told.count("u är inne med den") == (2 if size[0] < 60 else 1)
        assert "Tillagd 4 oktober 2023." in " ".join(told.split())
        assert "Kontoret" not in told
        assert "Esc" in told
        await keyed.press(pilot, "escape")
        assert not isinstance(pilot.app.screen, KeysDialog)


@pytest.mark.parametrize("size", SIZES)
async def test_those_who_may_see_everybodys_and_find_one_by_typing(
    keyed: "Room", size: tuple[int, int]
) -> None:
    session = await sits(keyed, "Eva", 1)
    async with keyed.open(await dialog(session), session, size) as pilot:
        told = keyed.text(pilot)
        assert all(words in told for words in ("Eva Lind · Kontoret", "Bo Ek · Bos dator", "Cia Berg ·"))
        await keyed.type(pilot, "telef")
        told = keyed.text(pilot)
        assert "Bo Ek · Telefonen" in told
        assert "Kontoret" not in told
        await keyed.type(pilot, "zz")
        assert "Ingen nyckel passar." in keyed.text(pilot)


async def chosen(room: "Room", pilot: Pilot[None], downs: int, *then: str) -> None:
    """Open the menu of a key so many rows down, and press on in it."""
    await room.press(pilot, *["down"] * downs, "enter", *then)


async def test_a_computer_is_given_a_name(keyed: "Room") -> None:
    session = await sits(keyed, "Cia", 3)
    async with keyed.open(await dialog(session), session) as pilot:
        assert "dator utan namn" in keyed.text(pilot)
        await chosen(keyed, pilot, 0, "down", "enter")
        await keyed.type(pilot, "Köksdatorn")
        await keyed.press(pilot, "enter")
        assert "Datorn heter nu Köksdatorn." in keyed.text(pilot)
        assert (await stored(keyed, 3)).computer == "Köksdatorn"


async def test_a_key_is_revoked_after_a_question_and_one_sees_what_it_read(keyed: "Room") -> None:
    bo = await sits(keyed, "Bo", 2)
    await keyed.doors.note(members, bo.actor)
    session = await sits(keyed, "Eva", 1)
    async with keyed.open(await dialog(session), session) as pilot:
        await keyed.type(pilot, "bos")
        await chosen(keyed, pilot, 0, "down", "down", "enter")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert "Bo Ek · Bos dator loggas ut" in " ".join(keyed.text(pilot).split())
        await keyed.press(pilot, "enter")
        assert (await stored(keyed, 2)).revoked is None
        await chosen(keyed, pilot, 0, "down", "down", "enter", "j")
        assert isinstance(pilot.app.screen, ReadWithKey)
        assert "Läste medlemsregistret (4 personer)" in keyed.text(pilot)
        await keyed.press(pilot, "escape")
        told = keyed.text(pilot)
        assert "Spärrad: Bo Ek · Bos dator." in told
        assert "spärrad 4 oktober 2023" in told
        assert (await stored(keyed, 2)).revoked is not None
        await chosen(keyed, pilot, 0)
        assert "Spärra nyckeln" not in keyed.text(pilot)


@pytest.mark.parametrize(("name", "key", "only"), [("Bo", 2, False), ("Cia", 3, True)])
async def test_one_is_told_what_revoking_ones_own_key_leads_to(
    keyed: "Room", name: str, key: int, only: bool
) -> None:
    session = await sits(keyed, name, key)
    async with keyed.open(await dialog(session), session) as pilot:
        await chosen(keyed, pilot, 0, "down", "down", "enter")
        told = " ".join(keyed.text(pilot).split())
        assert "Du är inne med den nu" in told
        assert ("ny inbjudan" in told) == only
        await keyed.press(pilot, "j")
        assert (await stored(keyed, key)).revoked is not None
        assert isinstance(pilot.app.screen, KeysDialog)


async def test_the_last_administrators_last_key_asks_twice(keyed: "Room") -> None:
    ann = (await keyed.doors.order(add_member, owner(CLOCK), "Ann Al", (Role.ADMINISTRATOR,))).id
    await keyed.doors.order(add_key, owner(CLOCK), ann, "ssh-ed25519 AAA5", "SHA256:5", "Annas")
    session = await sits(keyed, "Eva", 1)
    async with keyed.open(await dialog(session), session) as pilot:
        await keyed.type(pilot, "annas")
        await chosen(keyed, pilot, 0, "down", "down", "enter", "j")
        assert "Spärra ändå?" in keyed.text(pilot)
        assert "sista som en administratör" in " ".join(keyed.text(pilot).split())
        await keyed.press(pilot, "escape")
        assert (await stored(keyed, 5)).revoked is None
        await chosen(keyed, pilot, 0, "down", "down", "enter", "j", "j")
        assert (await stored(keyed, 5)).revoked is not None


async def test_what_others_do_to_keys_shows_at_once_under_the_same_cursor(keyed: "Room") -> None:
    session = await sits(keyed, "Eva", 1)
    async with keyed.open(await dialog(session), session) as pilot:
        await keyed.press(pilot, "down", "down")
        assert "SHA256:4" in keyed.text(pilot)
        await keyed.order("Bo", revoke_key, 2)
        await keyed.order("Bo", rename_key, 4, "Surfplattan")
        await keyed.publish()
        await keyed.settle(pilot)
        told = keyed.text(pilot)
        assert "spärrad 4 oktober 2023" in told
        assert "Bo Ek · Surfplattan" in told
        assert "SHA256:4" in told


async def test_a_key_somebody_else_revoked_meanwhile_is_said_to_be_gone(keyed: "Room") -> None:
    session = await sits(keyed, "Eva", 1)
    async with keyed.open(await dialog(session), session) as pilot:
        await keyed.type(pilot, "bos")
        await chosen(keyed, pilot, 0, "down", "down", "enter")
        await keyed.order("Bo", revoke_key, 2)
        await keyed.press(pilot, "j")
        assert "Det finns ingen giltig nyckel med nummer 2." in keyed.text(pilot)


async def test_one_who_has_lost_the_right_revokes_nothing(keyed: "Room") -> None:
    session = await sits(keyed, "Eva", 1)
    screen = await dialog(session)
    cia = await keyed.doors.ask(actor_of, keyed.members["Cia"], CLOCK)
    session.actor = cia.with_rights(session.actor.rights)
    async with keyed.open(screen, session) as pilot:
        await keyed.type(pilot, "bos")
        await chosen(keyed, pilot, 0, "down", "down", "enter", "j")
        assert "kan ändra andras nycklar" in " ".join(keyed.text(pilot).split())
        assert (await stored(keyed, 2)).revoked is None


async def test_the_board_opens_it_from_the_menu_and_the_read_log_knows(keyed: "Room") -> None:
    session = await sits(keyed, "Eva", 1)
    view = await keyed.doors.ask(board_view, session.actor, NOW)
    assert view is not None
    async with keyed.open(BoardScreen(session, view), session) as pilot:
        await keyed.press(pilot, "colon", *"nycklar", "enter")
        assert isinstance(pilot.app.screen, KeysDialog)
        read = await keyed.doors.ask(read_log, session.actor)
        assert [(row.text, row.key_id) for row in read] == [("såg andras nycklar (2 personer)", 1)]


@pytest.mark.parametrize(
    ("name", "noted"), [("Bo", ["såg namnen i medlemsregistret (4 personer)"]), ("Cia", [])]
)
async def test_choosing_who_answers_for_a_card_is_a_reading_of_the_registers_names(
    keyed: "Room", name: str, noted: list[str]
) -> None:
    """Cia may not read the register, and chooses for her own card among those the board shows."""
    session = await sits(keyed, name, 2)
    view = await keyed.doors.ask(board_view, session.actor, NOW)
    assert view is not None
    async with keyed.open(BoardScreen(session, view), session) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, BoardScreen)
        screen.board.go_to(keyed.cards["cafe" if name == "Bo" else "valplan"])
        for _ in range(2):
            await keyed.press(pilot, "a")
            assert isinstance(pilot.app.screen, PickDialog)
            await keyed.press(pilot, "escape")
    eva = await keyed.session("Eva")
    assert [row.text for row in await keyed.doors.ask(read_log, eva.actor)] == noted
