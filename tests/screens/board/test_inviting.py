"""Inviting from the board: whom, from where, which old key, and the letter."""

import pytest

from models.access import Right
from models.invitation import digest_of, invitations, invited, normal
from models.way_in import WayIn
from tests.screens.board.seat import CLOCK, Room, Sat

WAY_IN = WayIn("Skinnskattebergs AK", "tavlan.exempel.se", (2222,), "SHA256:abc", "Eva, 070-174 06 05")


async def menu(sat: Sat, words: str) -> None:
    await sat.press("colon", *("space" if sign == " " else sign for sign in words), "enter")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 15)])
async def test_a_member_is_picked_and_the_letter_can_be_read(room: Room, size: tuple[int, int]) -> None:
    async with room.opened("Eva", size) as sat:
        sat.app.session.way_in = lambda: WAY_IN
        await menu(sat, "bjud in")
        assert "Vem vill du bjuda in?" in sat.text
        await sat.press(*"maj", "enter")
        assert "Vad loggar Maj Ytterlid in från?" in " ".join(sat.text.split())
        await sat.press(*"mac", "enter")
        assert "Ska en gammal nyckel" in sat.text
        await sat.press("enter")
        (made,) = await room.doors.note(invitations, sat.app.session.actor)
        assert (made.member, made.replaces) == ("Maj Ytterlid", None)
        shown = sat.text
        code = shown.partition("Kod:")[2].split()[0]
        assert await room.doors.ask(invited, digest_of(normal(code) or ""), CLOCK()) == "Maj Ytterlid"
        await sat.press("end")
        assert "Eva, 070-174 06 05" in " ".join(sat.text.split())
        await sat.press("enter")
        assert "Ej påbörjat" in sat.text


async def test_an_old_key_is_named(room: Room) -> None:
    async with room.opened("Eva") as sat:
        sat.app.session.way_in = lambda: WAY_IN
        await menu(sat, "bjud in")
        await sat.press(*"maj", "enter", "enter", "down", "enter")
        (made,) = await room.doors.note(invitations, sat.app.session.actor)
        assert made.replaces is not None


@pytest.mark.parametrize("keys", [(), ("down",), ("down", "enter"), ("m", "a", "j", "enter", "enter")])
async def test_esc_leaves_without_a_code(room: Room, keys: tuple[str, ...]) -> None:
    async with room.opened("Eva") as sat:
        sat.app.session.way_in = lambda: WAY_IN
        await menu(sat, "bjud in")
        await sat.press(*keys, "escape")
        assert "Ej påbörjat" in sat.text
        assert await room.doors.note(invitations, sat.app.session.actor) == ()


async def test_a_refusal_is_told_before_anything_is_asked(room: Room) -> None:
    async with room.opened("Eva") as sat:
        await menu(sat, "bjud in")
        assert "går det inte att bjuda in" in sat.text


async def test_only_those_with_the_right_see_the_command(room: Room) -> None:
    async with room.opened("Dag") as sat:
        assert not sat.app.session.may(Right.INVITE)
        await sat.press("colon", *"bjud")
        assert "Bjud in en medlem" not in sat.text
