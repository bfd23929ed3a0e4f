"""A board with a few cards in a real database, three members, and an app to show one screen in."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pendulum
import pytest
from textual import events, work
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from models import card_changes, card_form
from models.access import Actor, Role, owner
from models.assignment import actor_of
from models.card import Card, cards_of
from models.card_form import Wording
from models.clock import StoppedClock
from models.commitment import Commitment, Status
from models.door import Doors
from models.hub import Hub
from models.journal import action
from models.place import District, numbers_for
from models.plan import Area, Plan, PlanRow, PlanState, require_plan
from models.presence import Presence
from models.roster import add_member
from models.session import Session
from models.target import Kind, Per, Target
from screens.messages import Heard
from screens.theme import DARK
from tests.screens.quiet import doze, settled

NOW = pendulum.datetime(2023, 10, 4, 19, 42, tz="Europe/Stockholm")
CLOCK = StoppedClock(NOW)
WORDS = (
    "synas i de olika kommundelarna genom att arrangera intressanta öppna möten, gärna med lokalt "
    "anpassade teman för kommundelen"
)


class Host(App[None], inherit_bindings=False):
    """An app that shows what a test gives it, and hears news as the real one does."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, hub: Hub | None = None, presence: Presence | None = None) -> None:
        super().__init__(watch_css=False)
        self.hub, self.presence = hub, presence
        self.answers: list[Any] = []
        self.register_theme(DARK)
        self.theme = DARK.name

    def on_mount(self) -> None:
        if self.hub is not None and self.presence is not None:
            self.listen(self.hub, self.presence)

    @work(name="listen")
    async def listen(self, hub: Hub, presence: Presence) -> None:
        with hub.subscribe(presence) as inbox:
            while True:
                news = await inbox.get()
                for screen in self.screen_stack[1:]:
                    screen.post_message(Heard(news))

    async def show(self, screen: Screen[Any]) -> None:
        await self.push_screen(screen, self.answers.append)


@dataclass
class Room:
    """The database, its members, and how to look at a screen."""

    doors: Doors
    hub: Hub
    plan: PlanRow
    members: dict[str, int]
    cards: dict[str, int]
    sessions: dict[str, Session] = field(default_factory=dict)

    async def session(self, name: str) -> Session:
        actor = await self.doors.ask(actor_of, self.members[name], CLOCK, f"session-{name}")
        return self.sessions.setdefault(name, Session(actor, self.doors, self.hub, "Skinnskattebergs AK"))

    async def order(self, name: str, command: Callable[..., Any], *args: Any) -> Any:
        """Let another member do something, from elsewhere."""
        actor = await self.doors.ask(actor_of, self.members[name], CLOCK, "elsewhere")
        return await self.doors.order(command, actor, *args)

    async def card(self, name: str) -> Card:
        found = await self.doors.ask(cards_of, self.plan.id, NOW)
        return next(card for card in found if card.id == self.cards[name])

    async def publish(self) -> None:
        """Let the hub tell everybody what the journal holds."""
        await self.hub._look(-1, woken=True)

    @asynccontextmanager
    async def open(
        self,
        screen: Screen[Any],
        session: Session | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> AsyncIterator[Pilot[None]]:
        app = Host(self.hub, session.presence if session else None)
        async with app.run_test(size=size) as pilot:
            await app.show(screen)
            await self.settle(pilot)
            yield pilot

    async def press(self, pilot: Pilot[None], *keys: str) -> None:
        for key in keys:
            await pilot.press(key)
            await self.settle(pilot)

    async def type(self, pilot: Pilot[None], text: str) -> None:
        driver = pilot.app._driver
        assert driver is not None
        for sign in text:
            # As the terminal sends them; Pilot itself knows no character for a §.
            driver.send_message(events.Key(_character_to_key(sign), sign))
            await pilot.pause()
        await self.settle(pilot)

    async def settle(self, pilot: Pilot[None]) -> None:
        """Wait until the session waits for nobody but its member."""

        def busy() -> bool:
            screen = pilot.app.screen
            return any(
                worker.is_running
                and worker.name != "listen"
                and (not screen.is_modal or worker.node is screen)
                for worker in pilot.app.workers
            )

        await settled(pilot.app, self.doors, busy, lambda: self.text(pilot))

    def text(self, pilot: Pilot[None]) -> str:
        """The whole screen as it stands in the terminal."""
        screen = pilot.app.screen
        strips = screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)


def _make_plan(actor: Actor) -> PlanRow:
    with action(actor, "läste in Verksamhetsplan 2023") as act:
        plan = act.create(
            Plan(
                title="Verksamhetsplan 2023",
                starts=dt.date(2023, 1, 1),
                ends=dt.date(2023, 12, 31),
                state=PlanState.ADOPTED,
                adopted_on=dt.date(2023, 3, 19),
            )
        )
        area = act.create(Area(plan=plan.id, position=1, title="Opinionsbildning"))
        act.create(Area(plan=plan.id, position=2, title="Väljarkontakt"))
        act.create(
            Commitment(
                plan=plan.id,
                area=area.id,
                position=1,
                title="Synas i de olika kommundelarna",
                adopted_text=WORDS,
                from_plan=True,
                kind=Kind.COUNT,
                number=4,
                per=Per.YEAR,
                status=Status.PLANNED,
                status_by_hand=True,
                target_from_plan=True,
            ),
            responsible=[],
            districts=numbers_for(act, District, ("Riddarhyttan", "Färna", "Uttersberg", "Karmansbo")),
            partners=[],
        )
    return require_plan()


async def _furnish(doors: Doors) -> tuple[PlanRow, dict[str, int], dict[str, int]]:
    server = owner(CLOCK)
    members = {}
    for name, role in (
        ("Eva Lind", Role.CHAIR),
        ("Bo Ek", Role.BOARD_MEMBER),
        ("Cia Berg", Role.DEPUTY),
        ("Dag Sten", Role.AUDITOR),
    ):
        row = await doors.order(add_member, server, name, (role,))
        members[name.split(" ")[0]] = row.id
    plan = await doors.order(_make_plan, server)
    found = await doors.ask(cards_of, plan.id, NOW)
    cards = {"synas": found[0].id}
    eva = await doors.ask(actor_of, members["Eva"], CLOCK, "elsewhere")
    once = Wording(
        "Sossecaféer", found[0].area_id, Target(Kind.COUNT, 2, Per.YEAR), responsible=(members["Bo"],)
    )
    cards["cafe"] = (await doors.order(card_form.add, eva, once)).id
    late = Wording("Valplan inför 2026", None, Target(Kind.ONCE), dt.date(2023, 9, 1), (members["Cia"],))
    cards["valplan"] = (await doors.order(card_form.add, eva, late)).id
    await doors.order(card_changes.tick, eva, cards["synas"], 1, dt.date(2023, 4, 23), "Riddarhyttan")
    await doors.order(card_changes.comment, eva, cards["synas"], "Folkets hus i Karmansbo är bokat.")
    return plan, members, cards


@pytest.fixture(autouse=True)
def _no_waiting_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key costs a fiftieth of a second twice in Textual's Pilot; what we wait for we know ourselves."""
    for place in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{place}.wait_for_idle", doze)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    doors = Doors(tmp_path / "tavlan.db", new=True)
    await doors.open()
    hub = Hub(doors, CLOCK)
    plan, members, cards = await _furnish(doors)
    await hub.start()
    yield Room(doors, hub, plan, members, cards)
    await doors.close()
