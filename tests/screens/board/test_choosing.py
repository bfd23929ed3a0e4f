"""Filters chained and shown, the order of the cards, what is new, and all of it kept."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from models.access import Actor
from models.board import board_view
from models.card_changes import comment, move
from models.commitment import Status
from models.grouping import Order, Shape
from models.preference import prefer, preferences_of
from models.since import SEEN
from models.text import sort_key
from models.viewing import LAST_CARD, PREFERENCE
from screens.board.chips import ChipLine
from screens.board.listing import CardList
from tests.screens.board.seat import CLOCK, SIZES, Room, Sat
from tui.app import BoardApp


def typed(words: str) -> list[str]:
    return ["space" if sign == " " else sign for sign in words]


async def filter_by(sat: Sat, words: str) -> None:
    await sat.press("f", *typed(words), "enter")


def chips(sat: Sat) -> str:
    line = sat.screen.query_one(ChipLine)
    return line.render_line(0).text.strip() if line.display else ""


async def kept(room: Room, actor: Actor, name: str, other_than: str | None = None) -> str:
    """A preference as it stands in the database, once it is another than it was."""
    for _ in range(400):
        found = (await room.doors.ask(preferences_of, actor.member_id)).get(name)
        if found is not None and found != other_than:
            return found
        await asyncio.sleep(0.01)
    raise AssertionError(f"{name} was never kept")


async def test_filters_are_chained_shown_and_taken_away_one_by_one(room: Room) -> None:
    async with room.opened() as eva:
        assert chips(eva) == ""
        await filter_by(eva, "pågår")
        await filter_by(eva, "dag")
        assert chips(eva) == "Ansvarig: Dag ×   Pågår ×"
        shown = eva.board.rows
        assert shown
        assert all(card.status == 3 and "Dag" in {one.short for one in card.responsible} for card in shown)
        await eva.press("slash", *"abf", "enter")
        assert chips(eva) == "Ansvarig: Dag ×   Pågår ×   ”abf” ×"
        assert len(eva.board.rows) < len(shown)
        await eva.press("escape", "escape")
        assert chips(eva) == "Ansvarig: Dag ×"
        await eva.press("escape")
        assert chips(eva) == ""
        assert eva.board.rows == eva.screen.view.cards


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("words", "chip"),
    [
        ("försenat", "Försenat ×"),
        ("efter", "Efter ×"),
        ("styrelsens eget", "Styrelsens eget ×"),
        ("ur planen", "Ur planen ×"),
        ("bara mina", "Bara mina ×"),
        ("ingen ansvarig", "Ingen ansvarig ×"),
        ("valorganisation", "Område: Valorganisation ×"),
    ],
)
async def test_each_filter_has_its_chip_and_chosen_again_it_goes(
    room: Room, size: tuple[int, int], words: str, chip: str
) -> None:
    async with room.opened(size=size) as eva:
        await filter_by(eva, words)
        assert chips(eva) == chip
        assert 0 < len(eva.board.rows) < len(eva.screen.view.cards)
        await filter_by(eva, words)
        assert chips(eva) == ""


async def test_everything_is_shown_again_at_once(room: Room) -> None:
    async with room.opened() as eva:
        await filter_by(eva, "pågår")
        await eva.press("b")
        await filter_by(eva, "visa allt")
        assert eva.board.rows == eva.screen.view.cards


async def test_where_nothing_fits_the_board_and_the_list_say_what_helps(room: Room) -> None:
    async with room.opened() as eva:
        await filter_by(eva, "klart")
        await filter_by(eva, "efter")
        assert "Inget passar." in eva.text
        assert eva.board.empty == "Inget passar. Esc visar mer."
        await eva.press("w")
        assert "Inget passar. Esc visar mer." in eva.text


@pytest.mark.parametrize("steps", range(4))
async def test_cards_stand_in_the_order_one_chose_in_each_view(room: Room, steps: int) -> None:
    async with room.opened() as eva:
        await eva.press(*["w"] * steps, "S", *"titel", "enter")
        assert chips(eva) == "Ordning: titel"
        titles = [card.title for card in eva.board.rows]
        assert titles == sorted(titles, key=sort_key)
        await eva.press("S", *"planens", "enter")
        assert eva.board.rows == eva.screen.view.cards


async def test_what_others_did_since_last_is_shown_with_its_day_and_live(room: Room) -> None:
    eva_actor = (await room.session("Eva")).actor
    bo = (await room.session("Bo")).actor
    await room.doors.note(prefer, eva_actor.member_id or 0, SEEN, str(room.hub.last))
    view = await room.doors.ask(board_view, bo, CLOCK())
    assert view is not None
    first, second, own, *_ = view.cards
    await room.doors.order(move, bo, first.id, Status.DONE)
    await room.doors.order(comment, eva_actor, own.id, "Ja")
    async with opened_with_kept(room, "Eva") as eva:
        await filter_by(eva, "nytt sedan")
        assert [card.id for card in eva.board.rows] == [first.id]
        assert chips(eva).startswith("Nytt sedan ")
        await room.doors.order(move, bo, second.id, Status.DONE)
        await eva.until(lambda: len(eva.board.rows) == 2)
        assert [card.id for card in eva.board.rows] == [first.id, second.id]
        await eva.press("escape")
        assert eva.board.rows == eva.screen.view.cards


async def test_where_nothing_is_new_it_says_so(room: Room) -> None:
    async with room.opened() as eva:
        await filter_by(eva, "nytt sedan")
        assert eva.board.rows == ()
        assert eva.board.empty == "Inget nytt sedan sist. Esc visar alla."
        assert "Inget nytt" in eva.text


@asynccontextmanager
async def opened_with_kept(room: Room, name: str) -> AsyncIterator[Sat]:
    """A new login, with what the member kept."""
    session = await room.session(name)
    session.preferences.update(await room.doors.ask(preferences_of, session.actor.member_id))
    app = BoardApp(session, await room.doors.ask(board_view, session.actor, CLOCK()))
    async with app.run_test(size=(120, 36)) as pilot:
        sat = Sat(app, pilot)
        await sat.settle()
        yield sat


async def test_view_filters_and_order_are_there_at_the_next_login_but_not_the_search(room: Room) -> None:
    async with room.opened() as eva:
        await filter_by(eva, "pågår")
        await eva.press("w", "w", "S", *"titel", "enter", "slash", *"e", "enter")
        actor = eva.screen.session.actor
    await kept(room, actor, PREFERENCE)
    async with opened_with_kept(room, "Eva") as eva:
        assert isinstance(eva.board, CardList)
        assert eva.screen.viewing.shape is Shape.PEOPLE
        assert eva.screen.viewing.order is Order.TITLE
        assert chips(eva) == "Pågår ×   Ordning: titel"
        assert eva.board.rows
        assert "Per person" in eva.text
        await eva.press("w", "w")
        assert chips(eva) == "Pågår ×   Ordning: titel"


async def test_what_one_chose_is_kept_a_while_after_not_only_at_the_end(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("w")
        assert "areas" in await kept(room, eva.screen.session.actor, PREFERENCE)


async def test_how_far_one_has_read_is_kept_as_the_session_ends(room: Room) -> None:
    async with room.opened() as eva, room.opened("Bo") as bo:
        await bo.press("3")
        await eva.until("Bo")
        await eva.until(lambda: "flyttade" in eva.news)
        actor, last = eva.screen.session.actor, room.hub.last
    assert int(await kept(room, actor, SEEN)) >= last


async def test_the_card_one_was_last_on_has_the_cursor_the_next_time(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("right", "right", "down")
        card, actor = eva.card, eva.screen.session.actor
    assert await kept(room, actor, LAST_CARD) == str(card.id)
    async with opened_with_kept(room, "Eva") as eva:
        assert eva.card == card


async def test_a_card_that_is_filtered_away_leaves_the_cursor_at_the_first(room: Room) -> None:
    async with room.opened() as eva:
        first, actor = eva.card, eva.screen.session.actor
    await room.doors.note(prefer, actor.member_id or 0, LAST_CARD, "9999")
    async with opened_with_kept(room, "Eva") as eva:
        assert eva.card == first


async def test_the_card_whose_page_one_left_open_is_the_last(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("enter", "right")
        actor, looked_at = eva.app.session.actor, eva.app.session.presence.card_id
        assert looked_at != eva.board.cursor_id
    assert await kept(room, actor, LAST_CARD) == str(looked_at)
