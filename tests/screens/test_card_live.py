import datetime as dt
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from models import card_changes, card_form, undo
from models.access import owner
from models.card import Card
from models.card_form import Wording, wording_of
from models.clock import WallClock
from models.commitment import Status
from models.member import Member
from models.roster import add_member
from screens.card import CardScreen
from screens.card_page import CardPage
from screens.widgets.bottom import NewsLine, Tone

if TYPE_CHECKING:
    from tests.screens.conftest import Room

HOSTILE = ("[/b]", "[@click=app.quit]x[/]", "\x1b[2J", "\u202e", "\x9b31m")


async def page(room: "Room", name: str = "cafe", member: str = "Eva") -> CardScreen:
    return CardScreen(await room.session(member), room.cards[name], room.plan)


def said(pilot: Pilot[None]) -> tuple[str, Tone]:
    line = next(screen for screen in pilot.app.screen_stack if isinstance(screen, CardScreen)).query_one(
        NewsLine
    )
    return line.text, line.tone


# Rights


async def test_a_reader_sees_only_what_they_may_do_and_is_told_why(room: "Room") -> None:
    screen = await page(room, "synas", "Cia")
    async with room.open(screen, screen.session) as pilot:
        text = " ".join(room.text(pilot).split())
        assert "Kommentera" in text
        assert "Flytta till" not in text
        assert "bara styrelsen och den ansvariga kan ändra det här" in text
        for key in ("3", "plus", "a", "s", "v", "x", "e", "d", "minus"):
            await room.press(pilot, key)
            assert pilot.app.screen is screen, key
            assert said(pilot)[1] is Tone.REFUSED, key
    assert (await room.card("synas")).status == Status.PLANNED


async def test_the_responsible_may_change_their_own_card(room: "Room") -> None:
    screen = await page(room, "valplan", "Cia")
    async with room.open(screen, screen.session) as pilot:
        assert "Flytta till" in room.text(pilot)
        await room.press(pilot, "3")
    assert (await room.card("valplan")).status == Status.IN_PROGRESS


async def test_who_may_not_comment_is_told_so(room: "Room") -> None:
    screen = await page(room, "synas", "Dag")
    async with room.open(screen, screen.session) as pilot:
        assert "Kommentera" not in room.text(pilot).split()
        await room.press(pilot, "c")
        assert said(pilot) == (
            "Dina uppdrag ger inte rätt att kommentera. Be ordföranden om ett uppdrag.",
            Tone.REFUSED,
        )


# Live


async def test_what_another_does_is_shown_and_told_and_the_cursor_stays(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "down", "down", "down")
        before = screen.page.cursor
        await room.order("Bo", card_changes.move, room.cards["cafe"], Status.PLANNED)
        await room.order("Bo", card_changes.comment, room.cards["cafe"], "Klart med lokal")
        await room.publish()
        await room.settle(pilot)
        text = room.text(pilot)
        assert "Planerat · 0/2" in text
        assert "Bo Ek 4 okt: Klart med lokal" in text
        assert said(pilot) == ("Bo Ek kommenterade Sossecaféer  19.42", Tone.NEWS)
        assert screen.page.cursor == before


async def test_ones_own_news_is_not_told_again(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "3")
        await room.publish()
        await room.settle(pilot)
        assert said(pilot)[0] == "Sossecaféer flyttad till Pågår. u ångrar."


async def test_a_card_another_archives_stays_readable(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.order("Bo", card_changes.archive, room.cards["cafe"])
        await room.publish()
        await room.settle(pilot)
        text = room.text(pilot)
        assert "Sossecaféer" in text
        assert "Kortet är arkiverat. Det går att läsa" in text
        await room.press(pilot, "3")
        assert said(pilot)[1] is Tone.REFUSED
        await room.order("Bo", undo.undo)
        await room.publish()
        await room.settle(pilot)
        assert "Det går att läsa" not in room.text(pilot)


async def test_a_row_of_the_history_is_taken_back_after_a_question(room: "Room") -> None:
    await room.order("Bo", card_changes.move, room.cards["cafe"], Status.DONE)
    screen = await page(room)
    async with room.open(screen, screen.session, (100, 40)) as pilot:
        while not isinstance(screen.page.chosen, int):
            await room.press(pilot, "down")
        await room.press(pilot, "enter")
        assert "Bo Ek: Ej påbörjat → Klart" in room.text(pilot)
        await room.press(pilot, "enter")
        assert (await room.card("cafe")).status == Status.DONE
        await room.press(pilot, "enter", "j")
        assert said(pilot)[0] == "Ångrat: Bo Ek flyttade Sossecaféer till Klart."
    assert (await room.card("cafe")).status == Status.NOT_STARTED


async def test_ones_own_row_that_is_taken_back_is_told_as_ones_own(room: "Room") -> None:
    await room.order("Eva", card_changes.move, room.cards["cafe"], Status.DONE)
    screen = await page(room)
    async with room.open(screen, screen.session, (100, 40)) as pilot:
        while not isinstance(screen.page.chosen, int):
            await room.press(pilot, "down")
        await room.press(pilot, "enter", "j")
        assert said(pilot)[0] == "Ångrat: du flyttade Sossecaféer till Klart."


async def test_taking_in_the_plan_cannot_be_undone_from_a_card(room: "Room") -> None:
    screen = await page(room, "synas")
    async with room.open(screen, screen.session, (100, 40)) as pilot:
        await room.press(pilot, "end")
        story = screen.story
        assert story is not None
        assert screen.page.chosen == story.history[-2].action_id


UNDOES = "Enter på en rad ångrar den"


async def test_what_the_history_offers_is_what_the_member_may_take_back(room: "Room") -> None:
    commented = await room.order("Cia", card_changes.comment, room.cards["cafe"], "Jag kan baka.")
    await room.order("Eva", card_changes.move, room.cards["cafe"], Status.PLANNED)
    await room.order("Eva", undo.undo)
    assert commented
    for member, offered in (("Dag", []), ("Cia", ["kommenterade: Jag kan baka."]), ("Eva", ["lade till"])):
        screen = await page(room, "cafe", member)
        async with room.open(screen, screen.session, (100, 60)) as pilot:
            assert screen.story is not None
            stops = {row.does for row in screen.page._rows}
            told = [one.text for one in screen.story.history if one.action_id in stops]
            assert len(told) == len(offered), told
            assert all(text.startswith(words) for text, words in zip(told, offered, strict=True)), told
            assert (UNDOES in room.text(pilot)) == bool(offered)


async def test_reading_on_and_back_never_leaves_the_cursor_where_enter_would_surprise(room: "Room") -> None:
    screen = await page(room, "synas")
    async with room.open(screen, screen.session, (40, 15)) as pilot:
        for key in ["down"] * 40 + ["up"] * 60 + ["pagedown", "pagedown", "up", "pageup", "pageup", "pageup"]:
            await pilot.press(key)
            await pilot.pause()
            shown = any(line.startswith("▌") for line in room.text(pilot).split("\n"))
            assert shown == (screen.page.chosen is not None)
        assert screen.page.top == 0


async def test_a_failure_is_a_red_line_and_not_the_end_of_the_session(
    room: "Room", monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Card:
        raise RuntimeError("disken är full av hemligheter")

    monkeypatch.setattr(card_changes, "move", fail)
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "3")
        text, tone = said(pilot)
        assert tone is Tone.REFUSED
        assert text.startswith("Det gick inte att spara.")
        assert "hemligheter" not in room.text(pilot)
        assert pilot.app.is_running


# Hostile text


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_text_is_shown_literally_or_cleaned(room: "Room", hostile: str) -> None:
    shown = "".join(sign for sign in hostile if sign.isprintable())
    number = room.cards["cafe"]
    before = wording_of(await room.card("cafe"))
    person = await room.doors.order(add_member, owner(WallClock()), f"Ove {hostile}x")
    wanted = Wording(
        f"x{hostile}y", None, before.target, None, (person.id,), (f"a{hostile}b",), (f"c{hostile}d",)
    )
    await room.order("Eva", card_form.edit, number, before, wanted)
    await room.order("Eva", card_changes.comment, number, f"sagt {hostile}\n{hostile} igen")
    await room.order("Eva", card_changes.tick, number, 1, dt.date(2023, 10, 1), hostile)
    await room.order("Eva", card_changes.drop, number, f"därför {hostile}")
    screen = await page(room)
    async with room.open(screen, screen.session, (100, 60)) as pilot:
        text = room.text(pilot)
        assert f"x{shown}y" in text
        assert f"Ove {shown}x" in text
        assert f"sagt {shown}" in text
        assert f"utgår: därför {shown}" in text
        for key in ("y", "escape", "e", "escape", "a", "escape", "colon", "escape", "x"):
            await room.press(pilot, key)
            assert all(line.isprintable() for line in room.text(pilot).split("\n"))
        assert f"x{shown}y" in said(pilot)[0]
        assert pilot.app.is_running


def _write_raw(number: int, title: str) -> None:
    from models.commitment import Commitment

    Commitment.update(title=title).where(Commitment.id == number).execute()
    Member.update(name=title).execute()


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_even_what_never_passed_the_cleaner_does_no_harm(room: "Room", hostile: str) -> None:
    await room.doors.order(_write_raw, room.cards["cafe"], f"x{hostile}y")
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        assert isinstance(screen.query_one(CardPage), CardPage)
        for key in ("3", "s", "escape", "a", "escape", "x", "escape", "y"):
            await room.press(pilot, key)
            drawn = [line for line in room.text(pilot).split("\n") if "x" in line]
            assert not any("\x1b" in line or "\x9b" in line for line in drawn)
        assert pilot.app.is_running
