"""What is half written is there again: after a lost connection, at another computer, after a refusal."""

import asyncio

import pytest
from textual.widgets import Input, TextArea

from models.adoption import close
from models.draft import draft_of, drafts_of
from models.hub import Hub
from screens.board.screen import BoardScreen
from tests.screens.board.seat import CLOCK, Room, Sat


def text(sat: Sat) -> str:
    return sat.app.screen.query_one(TextArea).text


async def kept(room: Room, sat: Sat, form: str, words: str) -> None:
    """Wait until a draft holds these words."""
    member = sat.session_member
    for _ in range(200):
        found = await room.doors.ask(draft_of, member, form, CLOCK())
        if found is not None and words in found.text:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{form}: {words!r} was never kept")


async def test_a_comment_survives_a_connection_that_is_lost(room: Room) -> None:
    async with room.opened() as eva:
        card = eva.card.id
        await eva.press("c", *"Folkets")
        await kept(room, eva, f"comment {card}", "Folkets")
    async with room.opened() as eva:
        assert "Du har ett utkast kvar: en kommentar till" in eva.news
        eva.screen.go_to(card)
        await eva.press("c")
        assert text(eva) == "Folkets"
        assert "Ditt utkast från 4 oktober kl. 18.30." in eva.text
        await eva.press("space", *"hus")
        assert text(eva) == "Folkets hus"
        await eva.press("enter")
        await eva.until("kommentaren är sparad")
        await eva.press("c")
        assert text(eva) == ""
        assert await room.doors.ask(drafts_of, eva.session_member, CLOCK()) == ()


async def test_a_word_typed_right_before_the_end_is_kept_too(room: Room) -> None:
    async with room.opened() as eva:
        card = eva.card.id
        await eva.press("c")
        await eva.pilot.press("a", "b", "c")
    found = await room.doors.ask(draft_of, eva.session_member, f"comment {card}", CLOCK())
    assert found is not None
    assert found.text == "abc"


async def test_nobody_else_sees_a_draft(room: Room) -> None:
    async with room.opened() as eva, room.opened("Bo") as bo:
        await eva.press("c", *"hemligt")
        await kept(room, eva, f"comment {eva.card.id}", "hemligt")
        bo.screen.go_to(eva.card.id)
        await bo.press("c")
        assert text(bo) == ""


async def test_escape_offers_to_keep_throw_away_or_write_on(room: Room) -> None:
    async with room.opened() as eva:
        form = f"comment {eva.card.id}"
        await eva.press("c", *"abc", "escape")
        assert "Behåll som utkast" in eva.text
        await eva.press("escape")
        assert text(eva) == "abc"
        await eva.press("escape", "enter", "c")
        assert text(eva) == "abc"
        await eva.press("escape", "down", "enter")
        assert await room.doors.ask(draft_of, eva.session_member, form, CLOCK()) is None
        await eva.press("c")
        assert text(eva) == ""


@pytest.mark.parametrize("key", ["c", "e", "n", "x"])
async def test_a_text_that_is_left_is_said_to_be_kept_and_one_that_is_thrown_away_is_not(
    room: Room, key: str
) -> None:
    async with room.opened() as eva:
        await eva.press(key, *"abc", "escape", "enter")
        assert eva.news == f"Utkastet ligger kvar. {key} fortsätter."
        await eva.press(key, "escape", "down", "enter")
        assert "Utkastet" not in eva.news


async def test_an_emptied_text_leaves_no_draft_and_asks_nothing(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("c", "a", "backspace", "escape")
        assert isinstance(eva.app.screen, BoardScreen)
        assert await room.doors.ask(drafts_of, eva.session_member, CLOCK()) == ()


async def test_a_refused_comment_is_still_there(room: Room) -> None:
    async with room.opened() as eva:
        form = f"comment {eva.card.id}"
        await eva.press("c", *"viktigt")
        await room.doors.order(close, (await room.session("Eva")).actor)
        await eva.press("enter")
        await eva.until("Här ska planen stå.")
        assert await room.doors.ask(draft_of, eva.session_member, form, CLOCK()) is not None


async def test_a_form_goes_on_where_it_was_and_merges_what_others_changed(room: Room) -> None:
    async with room.opened() as eva:
        card = eva.card
        await eva.press("e", "end", *" nu")
        await kept(room, eva, f"card {card.id}", f"{card.title} nu")
    async with room.opened("Bo") as bo:
        bo.screen.go_to(card.id)
        await bo.press("s", *"2023-12-01", "enter")
        await bo.until("u ångrar")
    async with room.opened() as eva:
        eva.screen.go_to(card.id)
        await eva.press("e")
        assert eva.app.screen.query(Input).first().value == f"{card.title} nu"
        await eva.press(*["down"] * 12, "enter")
        await eva.until("ändringen är sparad")
        assert eva.card.title == f"{card.title} nu"
        assert str(eva.card.due) == "2023-12-01"
        assert await room.doors.ask(drafts_of, eva.session_member, CLOCK()) == ()


async def test_others_see_who_writes_on_a_card(room: Room) -> None:
    async with room.opened() as eva:
        hub: Hub = room.hub
        await eva.press("c", "a")
        assert [(one.card_id, one.writes_on) for one in hub.here] == [(eva.card.id, eva.card.id)]
        await eva.press("backspace", "escape")
        assert [one.writes_on for one in hub.here] == [None]
