"""Where a session could be lost: rights, plans and pages that go away, reading that fails, late news."""

import asyncio
import threading
from dataclasses import replace

import pytest
from textual.widgets import TextArea

from models import card_changes
from models.access import owner
from models.adoption import close
from models.assignment import Assignment
from models.board import board_view
from models.card import Card
from models.commitment import Status
from models.errors import NotAllowed
from models.journal import action, last_change
from models.plan import Area, Plan
from screens.board.widget import Board
from screens.card import CardScreen
from screens.waiting import WaitingScreen
from screens.widgets.bottom import NewsLine
from tests.screens.board.seat import CLOCK, Room, Sat
from tui.app import BoardApp
from tui.driver import InputDropped

UNREAD = "Det gick inte att läsa. Försök igen. (fel "


def rename_area(number: int) -> None:
    with action(owner(CLOCK), "döpte om") as act:
        act.write(Area.get_by_id(number), title="Åsikter")


async def test_what_was_written_before_the_session_listened_is_caught_up(room: Room) -> None:
    session, bo = await room.session("Eva"), await room.session("Bo")
    as_of = await room.doors.ask(last_change)
    view = await room.doors.ask(board_view, session.actor, CLOCK())
    assert view is not None
    card = next(one for one in view.cards if one.status == Status.NOT_STARTED)
    await room.doors.order(card_changes.move, bo.actor, card.id, Status.DONE)
    newest = await room.doors.ask(last_change)
    for _ in range(300):
        if room.hub.last == newest:
            break
        await asyncio.sleep(0.01)
    assert room.hub.last == newest
    app = BoardApp(session, view, as_of=as_of)
    async with app.run_test(size=(120, 36)) as pilot:
        eva = Sat(app, pilot)
        await eva.until("Klart  4")
        assert eva.find(card.title).status == Status.DONE


async def test_a_card_that_is_let_go_is_the_one_that_was_lifted(room: Room) -> None:
    async with room.opened() as eva:
        lifted = eva.card
        await eva.press("down")
        below = eva.card
        eva.screen.post_message(Board.Dropped(lifted, Status.DONE))
        await eva.until(f"{lifted.title[:12]}")
        await eva.settle()
        assert eva.find(lifted.title).status == Status.DONE
        assert eva.find(below.title).status == below.status


async def test_one_who_may_no_longer_read_is_shown_out_in_words(room: Room) -> None:
    async with room.opened("Maj") as maj:
        await maj.press("enter")
        await room.doors.order(lambda: Assignment.delete().execute())
        await room.doors.order(rename_area, maj.screen.view.areas[0].id)
        for _ in range(300):
            if maj.app._exit:
                break
            await asyncio.sleep(0.01)
        assert maj.app._exit
        assert maj.app._exception is None
        assert "läsa planen" in str(maj.app._exit_renderables)


@pytest.mark.parametrize("error", [RuntimeError("hemligt"), NotAllowed("Du får inte läsa.")])
@pytest.mark.parametrize(
    ("keys", "question"),
    [
        ((), "screens.board.screen.board_view"),
        (("enter",), "screens.card.read_story"),
        ((), "screens.acting.board_view"),
    ],
)
async def test_what_cannot_be_read_is_a_red_line_and_the_session_lives(
    room: Room, monkeypatch: pytest.MonkeyPatch, error: Exception, keys: tuple[str, ...], question: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    async with room.opened() as eva:
        await eva.press(*keys)
        monkeypatch.setattr(question, fail)
        if "acting" in question:
            await eva.press("colon")
        else:
            await room.doors.order(rename_area, eva.screen.view.areas[0].id)
        await eva.until(str(error) if isinstance(error, NotAllowed) else UNREAD)
        assert eva.app.screen.query_one(NewsLine).tone == "refused"
        assert "hemligt" not in eva.text
        assert eva.app.is_running


async def test_what_became_of_a_command_is_told_on_the_page_one_has_gone_to(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = threading.Event()

    def fail(*_: object) -> Card:
        going.wait(5)
        raise RuntimeError("hemligt")

    async with room.opened() as eva:
        await eva.press("enter")
        monkeypatch.setattr(card_changes, "move", fail)
        await eva.pilot.press("3")
        await eva.pilot.press("escape")
        await eva.until(lambda: not isinstance(eva.app.screen, CardScreen))
        assert not isinstance(eva.app.screen, CardScreen)
        going.set()
        await eva.until("Det gick inte att spara. Försök igen. (fel ")


async def test_a_plan_that_goes_away_takes_no_words_from_one_who_writes(room: Room) -> None:
    async with room.opened("Eva") as eva, room.opened("Bo") as bo:
        await bo.press("enter", "c", *"hej")
        await room.doors.order(close, (await room.session("Eva")).actor)
        await eva.until("Här ska planen stå.")
        await asyncio.sleep(0.1)
        await bo.settle()
        assert bo.app.screen.query_one(TextArea).text == "hej"
        await bo.press("escape", "enter")
        await bo.until("Här ska planen stå.")
        await bo.settle()
        assert [worker.name for worker in bo.app.workers if worker.is_running] == ["listen"]


async def test_a_refusal_is_seen_also_where_there_is_no_plan_any_more(room: Room) -> None:
    async with room.opened("Eva") as eva:
        screen = eva.screen
        await room.doors.order(close, (await room.session("Eva")).actor)
        await eva.until("Här ska planen stå.")
        assert isinstance(eva.app.screen, WaitingScreen)
        with eva.app._context():
            screen.tell("Det gick inte.", "refused")
        await eva.until("! Det gick inte.")


@pytest.mark.parametrize("keys", [(), ("enter",), ("c",), ("colon",), ("e",)])
async def test_too_long_a_paste_is_told_wherever_one_is(room: Room, keys: tuple[str, ...]) -> None:
    async with room.opened() as eva:
        await eva.press(*keys)
        eva.app.post_message(InputDropped(9))
        await eva.until("Det inklistrade var för långt; slutet kom")


async def test_an_area_that_goes_away_is_chosen_no_longer(room: Room) -> None:
    def remove(number: int) -> None:
        with action(owner(CLOCK), "tog bort ett område") as act:
            act.write(Area.get_by_id(number), removed=True)

    async with room.opened() as eva:
        area = eva.screen.view.areas[0]
        await eva.press("tab", "down")
        chosen = eva.screen.viewing.chosen
        assert chosen.area == area.id
        await room.doors.order(remove, area.id)
        await eva.until(lambda: area not in eva.screen.view.areas)
        assert eva.screen.viewing.chosen == replace(chosen, area=None)
        assert eva.screen.board.rows == eva.screen.view.cards


async def test_a_cards_page_shows_its_plan_as_it_is_now(room: Room) -> None:
    def rename(number: int) -> None:
        with action(owner(CLOCK), "döpte om planen") as act:
            act.write(Plan.get_by_id(number), title="Planen som den är")

    async with room.opened() as eva:
        await eva.press("enter")
        await room.doors.order(rename, eva.screen.view.plan.id)
        await eva.until("Planen som den är")
        assert isinstance(eva.app.screen, CardScreen)


async def test_one_who_leaves_is_told_what_becomes_of_the_work(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("q")
        assert "Allt är sparat." in eva.text
        await eva.press("escape")
        eva.app.session.parting = "Demon börjar om."
        await eva.press("q")
        assert "Demon börjar om." in eva.text
