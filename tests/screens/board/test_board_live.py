"""The board with others at it: what they do is seen at once, and nothing jumps."""

import pytest

from models.access import owner
from models.adoption import close
from models.card_changes import archive
from models.card_form import Wording, add
from models.journal import action, changes_of_card
from models.plan import Area
from models.undo import take_back, undo
from screens.widgets import bottom
from screens.widgets.bottom import NewsLine
from tests.screens.board.seat import CLOCK, Room


async def test_a_move_reaches_the_other_session_and_both_cursors_stay(room: Room) -> None:
    async with room.opened("Eva") as eva, room.opened("Bo") as bo:
        await bo.press("right", "down")
        his, hers = bo.card.id, eva.card
        await eva.press("3")
        await bo.until("Pågår  19")
        assert (bo.card.id, eva.card.id) == (his, hers.id)
        assert f"flyttade {hers.title} till Pågår" in bo.news
        await eva.press("u")
        await bo.until("Pågår  18")
        assert bo.card.id == his


async def test_what_others_did_is_told_no_more_once_it_is_undone(room: Room) -> None:
    async with room.opened("Eva") as eva, room.opened("Bo") as bo:
        await eva.press("3")
        await bo.until(f"flyttade {eva.card.title} till Pågår")
        await eva.press("u")
        await bo.until(f"tog tillbaka sin ändring: flyttade {eva.card.title} till Pågår")


async def test_what_one_takes_back_oneself_is_not_told_as_news(room: Room) -> None:
    async with room.opened("Eva") as eva, room.opened("Bo") as bo:
        session = await room.session("Cia")
        done = await room.doors.order(add, session.actor, Wording("Ett kort till"))
        deed = (await room.doors.ask(changes_of_card, done.id))[0].action_id
        await room.doors.order(take_back, bo.app.session.actor, deed)
        await eva.until("tog tillbaka någon annans ändring: lade till Ett kort till")
        await bo.settle()
        assert bo.news == ""


async def test_what_others_did_does_not_come_back_after_what_one_did_oneself(room: Room) -> None:
    async with room.opened("Eva") as eva, room.opened("Bo") as bo:
        await eva.press("3")
        await bo.until(f"flyttade {eva.card.title} till Pågår")
        await bo.press("right", "enter", "plus", "escape")
        assert bo.news == ""


async def test_what_others_did_is_told_no_more_when_it_is_old(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bottom, "_STANDS", 0.2)
    async with room.opened("Eva") as eva, room.opened("Bo") as bo:
        await eva.press("3")
        await bo.until(f"flyttade {eva.card.title} till Pågår")
        await bo.until(lambda: bo.news == "")


async def test_what_others_do_above_does_not_move_what_one_reads(room: Room) -> None:
    async with room.opened("Eva") as eva, room.opened("Bo") as bo:
        await bo.press("right", "right", "end")
        line = next(y for y, text in enumerate(bo.text.split("\n")) if "▌" + bo.card.title[:8] in text)
        await eva.press("3")
        await bo.until("Pågår  19")
        now = next(y for y, text in enumerate(bo.text.split("\n")) if "▌" + bo.card.title[:8] in text)
        assert now == line


async def test_the_same_card_moved_by_another_takes_the_cursor_along(room: Room) -> None:
    async with room.opened("Eva") as eva, room.opened("Bo") as bo:
        assert bo.card.id == eva.card.id
        await eva.press("4")
        await bo.until("Klart  4")
        assert bo.card.id == eva.card.id
        assert bo.card.status == 4


async def test_undo_of_what_another_changed_since_is_refused_in_red_and_u_again_goes_on(room: Room) -> None:
    async with room.opened("Eva") as eva, room.opened("Bo") as bo:
        await eva.press("down", "2", "up")
        first = eva.card
        await eva.press("3")
        await bo.until("Pågår  19")
        bo.board.go_to(first.id)
        await bo.press("2")
        await eva.until("Bo Tallgren flyttade")
        await eva.press("u")
        assert eva.news.startswith("Det går inte att ångra: Bo ")
        assert eva.screen.query_one(NewsLine).tone == "refused"
        await eva.press("u")
        assert eva.news.startswith("Ångrat: du flyttade")


async def test_presence_shows_on_the_header_and_on_the_card(room: Room) -> None:
    async with room.opened("Eva") as eva:
        async with room.opened("Bo") as bo:
            await bo.press("down", "down")
            await eva.until("Bo")
            assert "Bo" in next(line for line in eva.text.split("\n"))
            await eva.until(lambda: eva.board.visitors.get(bo.card.id) == "Bo")
            assert eva.board.visitors == {bo.card.id: "Bo"}
            # Whoever answers for a card stands there by name alone.
            assert " • Bo " in eva.text
        await eva.until(lambda: not eva.board.visitors)
        assert eva.board.visitors == {}


async def test_who_writes_on_a_card_is_told_from_who_looks(room: Room) -> None:
    async with room.opened("Eva") as eva, room.opened("Bo") as bo, room.opened("Cia") as cia:
        await bo.press("down", "c")
        await cia.press("down")
        here = cia.card.id
        await eva.until(lambda: eva.board.visitors.get(here) == "Bo skriver, Cia")
        assert "• Bo skriver, Cia " in eva.text
        await bo.press("escape")
        await eva.until(lambda: eva.board.visitors.get(here) == "Bo, Cia")


async def test_a_deputy_is_told_why_and_nothing_moves(room: Room) -> None:
    async with room.opened("Maj") as maj:
        cards = maj.screen.view.cards
        foreign = next(card for card in cards if all(one.short != "Maj" for one in card.responsible))
        maj.board.go_to(foreign.id)
        await maj.press("4")
        assert maj.news.startswith("Du kan läsa och kommentera")
        assert maj.find(foreign.title).status == foreign.status


async def test_a_new_plan_area_or_name_is_read_anew_and_the_cursor_stays(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("down", "down")
        here = eva.card.id
        await room.doors.order(_rename_area, eva.screen.view.areas[0].id)
        await eva.until("Åsikter")
        assert eva.card.id == here


def _rename_area(number: int) -> None:
    with action(owner(CLOCK), "döpte om") as act:
        act.write(Area.get_by_id(number), title="Åsikter")


PAYLOADS = [
    "[/b]",
    "[@click=app.quit]x[/]",
    "[link=http://x]",
    "\x1b[2Jx",
    "\x9b31mx",
    "\u202ex",
    "a\u0301\u0301\u0301\u0301\u0301",
]


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_hostile_titles_are_drawn_as_text(room: Room, payload: str) -> None:
    async with room.opened("Eva") as eva, room.opened("Bo") as bo:
        session = await room.session("Bo")
        made = await room.doors.order(add, session.actor, Wording(f"Kort {payload} slut"))
        await eva.until(lambda: eva.knows(made.id))
        eva.board.go_to(made.id)
        await eva.press("enter")
        await eva.until("slut")
        assert not set(eva.text) & {"\x1b", "\x9b", "\u202e"}
        assert bo.app.is_running


async def test_a_plan_that_is_closed_leaves_the_board_and_a_new_one_takes_its_place(room: Room) -> None:
    async with room.opened("Eva") as eva, room.opened("Bo") as bo:
        await bo.press("enter")
        session = await room.session("Eva")
        await room.doors.order(close, session.actor)
        await eva.until("Här ska planen stå.")
        await bo.until("Här ska planen stå.")
        await room.doors.order(undo, session.actor)
        await eva.until("Ej påbörjat")
        await bo.until("Ej påbörjat")


async def test_a_lifted_card_that_somebody_archives_is_not_exchanged_for_another(room: Room) -> None:
    async with room.opened("Eva") as eva:
        session = await room.session("Bo")
        own = await room.doors.order(add, session.actor, Wording("Ett eget kort"))
        await eva.until(lambda: eva.knows(own.id))
        eva.board.go_to(own.id)
        await eva.press("m", "right")
        before = {card.id: card.status for card in eva.screen.view.cards if card.id != own.id}
        await room.doors.order(archive, session.actor, own.id)
        await eva.until(lambda: not eva.knows(own.id))
        assert eva.board.lifted is None
        assert {card.id: card.status for card in eva.screen.view.cards} == before
