"""Members at their terminals, at the demo's board with a stopped clock."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pendulum
from rich.color import ColorSystem
from rich.segment import Segment
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import Worker

from models import today
from models.assignment import actor_of
from models.board import board_view
from models.card import Card
from models.clock import StoppedClock
from models.door import Doors
from models.hub import Hub
from models.member import find_member
from models.session import Session, new_session_id
from models.trial import PREFERENCE as TERMINAL
from screens.board.screen import BoardScreen
from screens.board.surface import Surface
from screens.importing.paste import PasteScreen
from screens.practice import PracticeScreen
from screens.theme import PREFERENCE
from screens.waiting import WaitingScreen
from screens.widgets.bottom import NewsLine
from tests.screens.quiet import settled
from tui.app import BoardApp

CLOCK = StoppedClock(pendulum.datetime(2023, 10, 4, 18, 30, tz="Europe/Stockholm"))
SIZES = [(120, 36), (80, 24), (40, 15)]


class Room:
    """One process: its doors and hub, and the apps of those who came in."""

    def __init__(self, doors: Doors, hub: Hub) -> None:
        self.doors, self.hub = doors, hub

    async def session(self, name: str, welcome: str = "") -> Session:
        member = await self.doors.ask(lambda: find_member(name).id)
        actor = await self.doors.ask(actor_of, member, CLOCK, new_session_id())
        # As one who has been here before; a test of the first login takes it away.
        been_here = {TERMINAL: "{}", today.PREFERENCE: today.OFF}
        return Session(actor, self.doors, self.hub, "Skinnskattebergs AK", welcome, preferences=been_here)

    @asynccontextmanager
    async def opened(
        self,
        name: str = "Eva",
        size: tuple[int, int] = (120, 36),
        welcome: str = "",
        *,
        look: str = "dark",
        depth: ColorSystem | None = ColorSystem.TRUECOLOR,
        chosen: Mapping[str, str] | None = None,
    ) -> AsyncIterator["Sat"]:
        session = await self.session(name, welcome)
        if chosen is not None:
            session.preferences = dict(chosen)
        session.preferences.setdefault(PREFERENCE, look)
        app = BoardApp(session, await self.doors.ask(board_view, session.actor, CLOCK()), depth=depth)
        async with app.run_test(size=size) as pilot:
            sat = Sat(app, pilot)
            await sat.settle()
            yield sat


@asynccontextmanager
async def running(doors: Doors) -> AsyncIterator[Room]:
    """A room whose hub tells everybody what is written, until it is closed."""
    hub = Hub(doors, CLOCK, every=0.02)
    await doors.open()
    await hub.start()
    telling = asyncio.create_task(hub.run())
    yield Room(doors, hub)
    telling.cancel()
    await asyncio.gather(telling, return_exceptions=True)
    await doors.close()


class Sat:
    """A member at a terminal."""

    def __init__(self, app: BoardApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        """Wait until nothing is under way, and what is shown no longer changes."""
        await settled(self.app, self.app.session.doors, self._is_busy, lambda: self.text)

    def _is_busy(self) -> bool:
        return not self.app.screen.is_modal and any(
            worker.is_running and worker.name != "listen" and not self._is_open_above(worker)
            for worker in self.app.workers
        )

    def _is_open_above(self, worker: Worker[Any]) -> bool:
        """Whether a worker only waits for the screen that it opened above its own."""
        own = worker.node
        if worker.name == "arrive":
            return isinstance(self.app.screen, PracticeScreen)
        return isinstance(own, WaitingScreen | PasteScreen) and own is not self.app.screen

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def until(self, wanted: str | Callable[[], bool], seconds: float = 10) -> None:
        """Wait until something stands on the screen, or until something holds."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while not (wanted in self.text if isinstance(wanted, str) else wanted()):
            assert loop.time() < until, f"{wanted!r} never came:\n{self.text}"
            await self.pilot.pause()
            await asyncio.sleep(0.005)

    def knows(self, card_id: int) -> bool:
        """Whether the board has the card, wherever it was made."""
        return any(card.id == card_id for card in self.screen.view.cards)

    @property
    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def painted(self) -> list[Segment]:
        """Every piece of text that is drawn, beneath a dialog nothing."""
        screen = self.app.screen
        strips = screen._compositor.render_strips()
        if screen.is_modal:
            box = screen.query_one(".box").region
            strips = [strips[y].crop(box.x, box.right) for y in box.line_range]
        return [segment for strip in strips for segment in strip if segment.text.strip()]

    @property
    def screen(self) -> BoardScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, BoardScreen))

    @property
    def board(self) -> Surface:
        return self.screen.board

    @property
    def card(self) -> Card:
        card = self.board.card
        assert card is not None
        return card

    @property
    def session_member(self) -> int:
        return self.app.session.actor.member_id or 0

    @property
    def news(self) -> str:
        return self.app.screen.query_one(NewsLine).text

    def find(self, title: str) -> Card:
        return next(card for card in self.screen.view.cards if card.title == title)


def shows(sat: Sat, kind: type[Screen[Any]]) -> bool:
    """Whether a screen of this kind is in view."""
    return isinstance(sat.app.screen, kind)
