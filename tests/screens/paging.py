"""Going about on a card's page by keys, and what the database then holds."""

from typing import TYPE_CHECKING, Any

from textual.pilot import Pilot

from models import step
from models.step import StepRow, steps_of
from models.tick import TickRow, ticks_of
from screens.card import CardScreen
from screens.widgets.bottom import NewsLine, Tone
from tests.screens.conftest import NOW

if TYPE_CHECKING:
    from tests.screens.conftest import Room

SIZES = [(120, 36), (80, 24), (40, 15)]
TALL = (100, 50)
HOSTILE = ("[/b]", "[@click=app.quit]x[/]", "\x1b[2J", "\u202e", "\x9b31m")


async def page(room: "Room", name: str = "cafe", member: str = "Eva") -> CardScreen:
    return CardScreen(await room.session(member), room.cards[name], room.plan)


def said(pilot: Pilot[None]) -> tuple[str, Tone]:
    line = next(one for one in pilot.app.screen_stack if isinstance(one, CardScreen)).query_one(NewsLine)
    return line.text, line.tone


async def steps(room: "Room", name: str = "cafe") -> tuple[StepRow, ...]:
    return await room.doors.ask(steps_of, room.cards[name], NOW)


async def ticks(room: "Room", name: str = "synas") -> tuple[TickRow, ...]:
    return await room.doors.ask(ticks_of, room.cards[name])


async def add(room: "Room", text: str, name: str = "cafe", member: str = "Eva") -> tuple[int, ...]:
    made: tuple[int, ...] = await room.order(member, step.add_steps, room.cards[name], text)
    return made


async def stand_on(room: "Room", pilot: Pilot[None], does: Any) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, CardScreen)
    for _ in range(80):
        if screen.page.chosen == does:
            return
        await room.press(pilot, "down")
    raise AssertionError(f"the arrows never reach {does}")


def titles(found: tuple[StepRow, ...]) -> list[str]:
    return [one.title for one in found]
