"""The box Idag: after a login, over a board that has been painted; live, and as much of it as one wants."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.board import board_view
from models.card_changes import assign, comment, move, set_due
from models.commitment import Status
from models.door import Doors
from models.hub import Hub
from models.preference import preferences_of
from models.since import SEEN
from models.today import OFF, PREFERENCE
from screens.board.chips import ChipLine
from screens.board.screen import BoardScreen
from screens.card import CardScreen
from screens.today import TodayBox
from tests.screens.board.seat import CLOCK, SIZES, Room, Sat
from tui.app import BoardApp

_BACK = 40
"""So many rows of the journal somebody has not seen."""


@asynccontextmanager
async def met(
    room: Room,
    name: str = "Eva",
    size: tuple[int, int] = (120, 36),
    unseen: int = _BACK,
    typing: str = "",
) -> AsyncIterator[Sat]:
    """Somebody who comes in, with what they have kept."""
    session = await room.session(name)
    del session.preferences[PREFERENCE]
    session.preferences |= await room.doors.ask(preferences_of, session.actor.member_id)
    session.preferences[SEEN] = str(room.hub.last - unseen)
    app = BoardApp(session, await room.doors.ask(board_view, session.actor, CLOCK()))
    async with app.run_test(size=size) as pilot:
        sat = Sat(app, pilot)
        if typing:
            await pilot.press(typing)
        await sat.settle()
        yield sat


async def box(sat: Sat) -> TodayBox:
    await sat.until(lambda: isinstance(sat.app.screen, TodayBox))
    await sat.settle()
    assert isinstance(sat.app.screen, TodayBox)
    return sat.app.screen


def cursor_row(sat: Sat) -> str:
    return next(line for line in sat.text.split("\n") if "▌" in line)


async def stand_on(sat: Sat, words: str) -> None:
    for _ in range(30):
        if words in cursor_row(sat):
            return
        await sat.press("down")
    raise AssertionError(f"{words!r}:\n{sat.text}")


@pytest.mark.parametrize("size", SIZES)
async def test_whoever_comes_in_is_met_by_name_with_what_is_new_and_what_comes_next(
    room: Room, size: tuple[int, int]
) -> None:
    async with met(room, size=size) as eva:
        await box(eva)
        assert "God kväll, Eva." in eva.text
        assert "v. 40" in eva.text
        assert "Nytt sedan 20 juni" in eva.text
        assert "Cia kommenterade Insändare" in eva.text
        assert "Dina försenade" not in eva.text
        await eva.press("end")
        for words in ("Dina nästa", "Medlemsmöten", "Visa inte den här rutan"):
            assert words in eva.text, words
        await eva.press("escape")
        assert eva.app.screen is eva.screen


async def test_the_board_is_painted_before_the_box_comes(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[bool] = []
    greet = BoardScreen.greet

    async def after(screen: BoardScreen) -> None:
        painted.append(bool(screen.board.size) and not screen.app._batch_count)
        await greet(screen)

    monkeypatch.setattr(BoardScreen, "greet", after)
    async with met(room) as eva:
        await box(eva)
    assert painted == [True]


async def test_late_cards_have_their_sign_and_enter_opens_the_rows_card(room: Room) -> None:
    async with met(room, "Dag", unseen=0) as dag:
        await box(dag)
        assert "Dina försenade" in dag.text
        assert "!Team-bildning och styrelseutveckling" in dag.text
        assert "senast 30 sep" in dag.text
        assert "Nytt sedan" not in dag.text
        await dag.press("enter")
        assert any(isinstance(screen, CardScreen) for screen in dag.app.screen_stack)
        assert "Team-bildning" in dag.text
        await dag.press("escape")
        assert dag.app.screen is dag.screen
        assert dag.card.title.startswith("Team-bildning")


async def test_a_change_joins_and_a_card_done_elsewhere_goes(room: Room) -> None:
    bo = (await room.session("Bo")).actor
    async with met(room, unseen=0) as eva:
        await box(eva)
        card = eva.find("Medlemsmöten")
        assert "Nytt sedan" not in eva.text
        await room.doors.order(comment, bo, card.id, "Lokalen är bokad")
        await eva.until("Bo kommenterade Medlemsmöten")
        await stand_on(eva, "Synas i kommundelarna")
        await room.doors.order(move, bo, card.id, Status.DONE)
        await eva.until("Bo flyttade Medlemsmöten till Klart")
        assert "tors 16 nov" not in eva.text
        assert "Synas i kommundelarna" in cursor_row(eva)


async def test_where_there_is_nothing_it_says_so_in_one_line(room: Room) -> None:
    async with met(room, "Rut", unseen=0) as rut:
        await box(rut)
        assert "Inget nytt sedan sist, och inget som väntar på dig." in rut.text
        for heading in ("Nytt sedan i", "Dina försenade", "Dina nästa"):
            assert heading not in rut.text
        await rut.press("escape")
        assert rut.app.screen is rut.screen


async def test_what_is_not_shown_of_the_news_is_shown_on_the_board(room: Room) -> None:
    async with met(room) as eva:
        await box(eva)
        await stand_on(eva, "… och 18 till")
        await eva.press("enter")
        assert eva.app.screen is eva.screen
        assert eva.screen.query_one(ChipLine).render_line(0).text.strip().startswith("Nytt sedan tis 20 juni")
        assert len(eva.board.rows) > 5


async def test_what_is_not_shown_of_ones_own_is_shown_on_the_board(room: Room) -> None:
    server, own = (await room.session("Bo")).actor, (await room.session("Eva")).actor.member_id or 0
    view = await room.doors.ask(board_view, server, CLOCK())
    assert view is not None
    for card in view.cards[:9]:
        await room.doors.order(assign, server, card.id, (own,))
        await room.doors.order(set_due, server, card.id, dt.date(2023, 9, 1))
    async with met(room, unseen=0) as sat:
        await box(sat)
        await stand_on(sat, "… och")
        await sat.press("enter")
        assert sat.screen.query_one(ChipLine).render_line(0).text.strip() == "Bara mina ×   Försenat ×"


async def test_the_box_is_turned_off_from_itself_and_comes_back_the_same_way(room: Room) -> None:
    async def chosen(value: str) -> None:
        member = (await room.session("Eva")).actor.member_id
        for _ in range(400):
            if (await room.doors.ask(preferences_of, member)).get(PREFERENCE) == value:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(value)

    async with met(room) as eva:
        await box(eva)
        await eva.press("end", "enter")
        assert "i på tavlan öppnar den" in " ".join(eva.text.split())
        await chosen(OFF)
        await eva.press("escape")
    async with met(room) as eva:
        assert eva.app.screen is eva.screen
        await eva.press("i")
        await box(eva)
        await eva.press("end", "enter")
        assert "Visa inte den här rutan när jag loggar in" in eva.text
        await chosen("")
    async with met(room) as eva:
        await box(eva)


async def test_whoever_has_begun_to_type_gets_no_box_in_the_way(room: Room) -> None:
    async with met(room, typing="n") as eva:
        assert not any(isinstance(screen, TodayBox) for screen in eva.app.screen_stack)
        assert "Nytt kort" in eva.text


async def test_a_welcome_is_enough(room: Room) -> None:
    async with room.opened(welcome="Det här är en demo.") as eva:
        assert "Det här är en demo." in eva.text
        await eva.press("escape")
        assert eva.app.screen is eva.screen


async def test_a_text_left_half_written_is_told_of_after_the_box(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("c", *"Folkets")
        await asyncio.sleep(0.5)
    async with met(room) as eva:
        await box(eva)
        await eva.press("escape")
        await eva.until("Du har ett utkast kvar")


async def test_a_question_that_fails_leaves_the_board_as_it_is(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("screens.board.greeting.today", broken)
    async with met(room) as eva:
        assert eva.app.screen is eva.screen
        await eva.press("i")
        assert "Det gick inte att läsa" in eva.news


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", ["idag", "lugnt"])
def test_looks(  # type: ignore[no-untyped-def]
    what: str, size: tuple[int, int], own_copy: Path, snap_compare
) -> None:
    doors = Doors(own_copy)
    hub = Hub(doors, CLOCK)
    name, unseen = {"idag": ("Eva", _BACK), "lugnt": ("Rut", 0)}[what]

    async def prepared() -> BoardApp:
        await doors.open()
        await hub.start()
        session = await Room(doors, hub).session(name)
        session.preferences |= {PREFERENCE: "", SEEN: str(hub.last - unseen)}
        return BoardApp(session, await doors.ask(board_view, session.actor, CLOCK()))

    app = asyncio.run(prepared())

    async def wait(pilot: Pilot[None]) -> None:
        await box(Sat(app, pilot))

    try:
        assert snap_compare(app, terminal_size=size, run_before=wait)
    finally:
        asyncio.run(doors.close())
