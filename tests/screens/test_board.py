"""The board by keys: what a member sees, what the others see, and that nothing jumps."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pendulum
import pytest
from textual.pilot import Pilot

from models.assignment import actor_of
from models.board import board_view
from models.card import Card
from models.clock import StoppedClock
from models.door import Doors
from models.hub import Hub
from models.member import find_member
from models.session import Session, new_session_id
from screens.board.screen import BoardScreen
from screens.board.widget import Board
from screens.card import CardScreen
from screens.widgets.bottom import NewsLine
from screens.widgets.header import HeaderLine
from tui.app import BoardApp
from tui.demo import make_demo

CLOCK = StoppedClock(pendulum.datetime(2023, 10, 4, 18, 30, tz="Europe/Stockholm"))
SIZES = [(120, 36), (80, 24), (40, 15)]


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "board"
    return make_demo(folder, pendulum.now("UTC")).config.database_path


class Room:
    """One process: its doors and hub, and the apps of those who came in."""

    def __init__(self, doors: Doors, hub: Hub) -> None:
        self.doors, self.hub = doors, hub

    async def session(self, name: str, welcome: str = "") -> Session:
        member = await self.doors.ask(lambda: find_member(name).id)
        actor = await self.doors.ask(actor_of, member, CLOCK, new_session_id())
        return Session(actor, self.doors, self.hub, "Skinnskattebergs AK", welcome)

    @asynccontextmanager
    async def opened(
        self, name: str = "Eva", size: tuple[int, int] = (120, 36), welcome: str = ""
    ) -> AsyncIterator["Sat"]:
        session = await self.session(name, welcome)
        app = BoardApp(session, await self.doors.ask(board_view, session.actor, CLOCK()))
        async with app.run_test(size=size) as pilot:
            sat = Sat(app, pilot)
            await sat.settle()
            yield sat


class Sat:
    """A member at a terminal."""

    def __init__(self, app: BoardApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        for _ in range(200):
            await self.pilot.pause()
            waiting = [w for w in self.app.workers if w.name != "listen" and w.is_running]
            if not waiting or self.app.screen.is_modal:
                break
            await asyncio.sleep(0.005)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def until(self, words: str) -> None:
        """Wait until something stands on the screen."""
        for _ in range(400):
            await self.pilot.pause()
            if words in self.text:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"{words!r} never came:\n{self.text}")

    @property
    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def screen(self) -> BoardScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, BoardScreen))

    @property
    def board(self) -> Board:
        return self.screen.query_one(Board)

    @property
    def card(self) -> Card:
        card = self.board.card
        assert card is not None
        return card

    @property
    def news(self) -> str:
        return self.app.screen.query_one(NewsLine).text

    def find(self, title: str) -> Card:
        return next(card for card in self.screen.view.cards if card.title == title)


@pytest.fixture
async def room(made_demo: Path, tmp_path: Path) -> AsyncIterator[Room]:
    path = tmp_path / "tavlan.db"
    shutil.copy(made_demo, path)
    path.chmod(0o600)
    doors = Doors(path)
    hub = Hub(doors, CLOCK, every=0.02)
    await doors.open()
    await hub.start()
    running = asyncio.create_task(hub.run())
    yield Room(doors, hub)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await doors.close()


@pytest.mark.parametrize("size", SIZES)
async def test_the_board_shows_the_plan_at_every_size(room: Room, size: tuple[int, int]) -> None:
    async with room.opened(size=size) as eva:
        for words in ("Ej påbörjat", "21/35", "v. 40", "? hjälp"):
            assert words in eva.text
        assert all(len(line.rstrip()) <= size[0] for line in eva.text.split("\n"))


async def test_a_digit_moves_the_card_and_the_cursor_follows_it(room: Room) -> None:
    async with room.opened() as eva:
        card = eva.card
        await eva.press("3")
        assert eva.card.id == card.id
        assert eva.card.status == 3
        assert eva.news == f"{card.title} flyttad till Pågår. u ångrar."
        assert "Pågår  19" in eva.text


async def test_undo_and_redo_name_what_they_did(room: Room) -> None:
    async with room.opened() as eva:
        title = eva.card.title
        await eva.press("3", "u")
        assert eva.news == f"Ångrat: du flyttade {title} till Pågår. U gör om."
        assert eva.card.status == 1
        await eva.press("U")
        assert eva.card.status == 3


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
        await eva.until("Bo")
        await eva.press("u")
        assert eva.news.startswith("Det går inte att ångra: Bo ")
        assert eva.screen.query_one(NewsLine).tone == "refused"
        await eva.press("u")
        assert eva.news.startswith("Ångrat: du flyttade")


async def test_m_lifts_arrows_show_where_enter_drops_and_esc_puts_back(room: Room) -> None:
    async with room.opened() as eva:
        card = eva.card
        await eva.press("m", "right", "right", "escape")
        assert eva.card.status == 1
        await eva.press("m", "right", "right")
        assert eva.board.lifted == 3
        assert eva.find(card.title).status == 1
        await eva.press("enter")
        assert (eva.card.id, eva.card.status) == (card.id, 3)


@pytest.mark.parametrize(("key", "status"), [("L", 2), ("shift+right", 2), ("H", 1), ("shift+left", 1)])
async def test_shift_and_an_arrow_moves_at_once(room: Room, key: str, status: int) -> None:
    async with room.opened() as eva:
        await eva.press(key)
        assert eva.card.status == status


async def test_search_shows_as_one_types_and_esc_shows_all(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("slash", *"riddar")
        assert any("Riddarhyttan" in card.title for card in eva.board.rows)
        assert len(eva.board.rows) < 6
        await eva.press("enter")
        assert "”riddar”" in eva.text
        await eva.press("3")
        assert eva.card.status == 3
        await eva.press("escape")
        assert len(eva.board.rows) == len(eva.screen.view.cards)


async def test_letters_sleep_while_one_searches(room: Room) -> None:
    async with room.opened() as eva:
        before = eva.screen.view.cards
        await eva.press("slash", *"ux3dnm")
        assert eva.screen.view.cards == before
        assert "Inget passar" in eva.text
        assert eva.board.empty == "Inget passar ”ux3dnm”. Esc visar alla."


async def test_only_mine_and_back(room: Room) -> None:
    async with room.opened("Bo") as bo:
        await bo.press("b")
        assert bo.board.rows
        assert all(any(person.short == "Bo" for person in card.responsible) for card in bo.board.rows)
        await bo.press("b")
        assert len(bo.board.rows) == len(bo.screen.view.cards)


async def test_the_areas_choose_at_once_and_right_goes_to_the_cards(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("left", "down")
        area = eva.screen.view.areas[0]
        assert {card.area_id for card in eva.board.rows} == {area.id}
        await eva.press("right", "3")
        assert eva.card.status == 3


async def test_where_the_areas_are_folded_away_o_lists_them(room: Room) -> None:
    async with room.opened(size=(80, 24)) as eva:
        await eva.press("o", "down", "down", "enter")
        assert {card.area_id for card in eva.board.rows} == {eva.screen.view.areas[1].id}
        assert eva.screen.view.areas[1].title[:10] in eva.text.split("\n")[0]


async def test_enter_opens_the_card_and_esc_comes_back_to_it(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("down")
        card = eva.card
        await eva.press("enter")
        assert isinstance(eva.app.screen, CardScreen)
        await eva.until(card.adopted_text[:20])
        await eva.press("4", "escape")
        assert (eva.card.id, eva.card.status) == (card.id, 4)


async def test_arrows_enter_and_esc_alone_move_a_card(room: Room) -> None:
    async with room.opened() as eva:
        card = eva.card
        await eva.press("enter", "enter")
        await eva.until("Planerat")
        await eva.press("down", "down", "enter", "escape")
        assert eva.find(card.title).status != 1


async def test_esc_on_the_board_is_the_menu_and_quit_asks_once(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("escape")
        assert eva.app.screen.is_modal
        await eva.press("escape", "q")
        assert "Avsluta Tavlan?" in eva.text
        await eva.press("escape")
        assert not eva.app.screen.is_modal


async def test_presence_shows_on_the_header_and_on_the_card(room: Room) -> None:
    async with room.opened("Eva") as eva:
        async with room.opened("Bo") as bo:
            await bo.press("down", "down")
            await eva.until("Bo")
            assert "Bo" in next(line for line in eva.text.split("\n"))
            for _ in range(200):
                await eva.settle()
                if eva.board.visitors.get(bo.card.id) == "Bo":
                    break
            assert eva.board.visitors == {bo.card.id: "Bo"}
        for _ in range(200):
            await eva.settle()
            if not eva.board.visitors:
                break
        assert eva.board.visitors == {}


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
    from models.access import owner
    from models.journal import action
    from models.plan import Area

    with action(owner(CLOCK), "döpte om") as act:
        act.write(Area.get_by_id(number), title="Åsikter")


async def test_a_resize_keeps_the_cursor_on_its_card(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("right", "right", "down", "down")
        here = eva.card.id
        for size in ((80, 24), (40, 15), (1, 1), (300, 120), (20, 5), (120, 36)):
            await eva.pilot.resize_terminal(*size)
            await eva.settle()
            assert eva.card.id == here


async def test_the_opening_box_shows_the_line_to_join_with(room: Room) -> None:
    async with room.opened(welcome="Så här: ssh -p 2222 bo@127.0.0.1") as eva:
        assert "ssh -p 2222 bo@127.0.0.1" in eva.text
        await eva.press("escape")
        assert not eva.app.screen.is_modal


async def test_an_empty_column_says_what_to_press(room: Room) -> None:
    async with room.opened(size=(80, 24)) as eva:
        await eva.press("slash", *"samkväm", "enter", "left")
        assert "Inget passar ”samkväm”. Esc visar" in eva.text


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
    from models.card_form import Wording, add

    async with room.opened("Eva") as eva, room.opened("Bo") as bo:
        session = await room.session("Bo")
        made = await room.doors.order(add, session.actor, Wording(f"Kort {payload} slut"))
        await eva.until("slut")
        eva.board.go_to(made.id)
        await eva.press("enter")
        await eva.until("slut")
        assert not set(eva.text) & {"\x1b", "\x9b", "\u202e"}
        assert bo.app.is_running


async def test_the_header_shortens_and_never_wraps(room: Room) -> None:
    async with room.opened(size=(40, 15)) as eva:
        assert eva.screen.query_one(HeaderLine).size.height == 1
        assert "v. 40" in eva.text.split("\n")[0]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", ["board", "card", "menu", "help", "new", "search"])
def test_looks(what: str, size: tuple[int, int], made_demo: Path, tmp_path: Path, snap_compare) -> None:  # type: ignore[no-untyped-def]
    keys = {
        "board": (),
        "card": ("right", "enter"),
        "menu": ("escape",),
        "help": ("f1",),
        "new": ("n",),
        "search": ("slash", *"möte"),
    }[what]
    path = tmp_path / "tavlan.db"
    shutil.copy(made_demo, path)
    path.chmod(0o600)
    doors = Doors(path)
    hub = Hub(doors, CLOCK)

    async def prepared() -> BoardApp:
        await doors.open()
        room = Room(doors, hub)
        session = await room.session("Eva")
        return BoardApp(session, await doors.ask(board_view, session.actor, CLOCK()))

    app = asyncio.run(prepared())

    async def press(pilot: Pilot[None]) -> None:
        sat = Sat(app, pilot)
        await sat.settle()
        await sat.press(*keys)
        await sat.settle()

    try:
        assert snap_compare(app, terminal_size=size, run_before=press)
    finally:
        asyncio.run(doors.close())
