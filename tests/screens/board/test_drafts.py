"""What is half written is there again: after a lost connection, at another computer, after a refusal."""

import asyncio

import pytest
from textual.widgets import Input, TextArea

from models.adoption import close
from models.card_changes import comment, tick
from models.comment import comments_of
from models.draft import draft_of, drafts_of
from models.hub import Hub
from models.step import add_steps, remove_step, rename_step, steps_of
from models.tick import ticks_of
from screens.board.screen import BoardScreen
from screens.card import CardScreen
from screens.card_story import Part
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


ON_THE_PAGE = {
    "tick": ("en bock på", "Välj Bocka av annan dag för att fortsätta."),
    "steps": ("nya steg till", "n fortsätter."),
    "reword": ("en rättelse av", "Välj Rätta ordalydelsen för att fortsätta."),
    "step": ("ett steg på", "e fortsätter."),
    "mended tick": ("en bock på", "e fortsätter."),
    "comment": ("en kommentar till", "e fortsätter."),
}


async def opened_form(eva: Sat, card_id: int, form: str, part: Part | None = None) -> None:
    """Open a form of a card's page, and come to where "abc" is written in it."""
    if not isinstance(eva.app.screen, CardScreen):
        eva.screen.go_to(card_id)
        await eva.press("enter")
    page = eva.app.screen
    assert isinstance(page, CardScreen)
    if part is not None:
        while page.page.chosen != part:
            await eva.press("down")
        await eva.press("e")
    elif form == "steps":
        await eva.press("n")
    else:
        await page.run_action("tick_with" if form == "tick" else form)
        await eva.settle()
    if "tick" in form:
        await eva.press("down", "down", "end")


async def made_part(room: Room, form: str, card_id: int) -> Part | None:
    """What a form is to mend, where it mends something."""
    actor = (await room.session("Eva")).actor
    if form == "step":
        return Part("step", (await room.doors.order(add_steps, actor, card_id, "Boka"))[0])
    if form == "mended tick":
        await room.doors.order(tick, actor, card_id)
        return Part("tick", (await room.doors.ask(ticks_of, card_id))[-1].id)
    if form == "comment":
        await room.doors.order(comment, actor, card_id, "Bra")
        return Part("comment", (await room.doors.ask(comments_of, card_id))[-1].id)
    return None


@pytest.mark.parametrize("form", ON_THE_PAGE)
async def test_each_form_of_a_cards_page_goes_on_after_a_lost_connection(room: Room, form: str) -> None:
    about, kept_words = ON_THE_PAGE[form]
    async with room.opened() as eva:
        card, title = eva.card.id, eva.card.title
        part = await made_part(room, form, card)
        await opened_form(eva, card, form, part)
        await eva.press(*"abc")
    (name,) = await room.doors.ask(drafts_of, eva.session_member, CLOCK())
    async with room.opened() as eva:
        assert f"Du har ett utkast kvar: {about} {title}." in eva.news
        await opened_form(eva, card, form, part)
        assert "abc" in eva.text
        assert "Ditt utkast från 4 oktober kl. 18.30." in eva.text
        assert "ändrats sedan dess" not in eva.text
        await eva.press("escape", "enter")
        assert eva.news == f"Utkastet ligger kvar. {kept_words}"
        await opened_form(eva, card, form, part)
        await eva.press("d", "enter")
        await eva.until("u ångrar")
        assert await room.doors.ask(draft_of, eva.session_member, name, CLOCK()) is None


async def test_a_draft_tells_when_others_changed_what_it_was_to_mend(room: Room) -> None:
    async with room.opened() as eva:
        card, part = eva.card.id, await made_part(room, "step", eva.card.id)
        assert part is not None
        await opened_form(eva, card, "step", part)
        await eva.press("ctrl+u", *"Baka")
    bo = (await room.session("Bo")).actor
    await room.doors.order(rename_step, bo, part.number, "Koka")
    async with room.opened() as eva:
        for _ in range(2):
            await opened_form(eva, card, "step", part)
            assert "Det har ändrats sedan dess" in eva.text
            await eva.press("escape", "enter")
        await opened_form(eva, card, "step", part)
        await eva.press("enter")
        await eva.until("Steget är ändrat.")
        assert [row.title for row in await room.doors.ask(steps_of, card, CLOCK())] == ["Baka"]


async def test_a_day_in_words_is_the_same_day_when_one_goes_on(room: Room) -> None:
    async with room.opened() as eva:
        card = eva.card.id
        await opened_form(eva, card, "tick")
        await eva.press("home", "up", "up", *"igår")
        await kept(room, eva, f"tick {card}", "2023-10-03")


async def test_a_draft_of_what_is_gone_is_not_told(room: Room) -> None:
    async with room.opened() as eva:
        card, part = eva.card.id, await made_part(room, "step", eva.card.id)
        assert part is not None
        await opened_form(eva, card, "step", part)
        await eva.press("ctrl+u", *"Baka")
    await room.doors.order(remove_step, (await room.session("Bo")).actor, part.number)
    async with room.opened() as eva:
        assert "utkast" not in eva.news


async def test_others_see_who_writes_on_a_card(room: Room) -> None:
    async with room.opened() as eva:
        hub: Hub = room.hub
        await eva.press("c", "a")
        assert [(one.card_id, one.writes_on) for one in hub.here] == [(eva.card.id, eva.card.id)]
        await eva.press("backspace", "escape")
        assert [one.writes_on for one in hub.here] == [None]
