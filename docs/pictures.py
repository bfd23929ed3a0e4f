"""Draws the pictures of the README and the handbook with the app itself; `make pictures` runs it."""

import asyncio
import re
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pendulum
from textual.pilot import Pilot

from models import today
from models.assignment import actor_of
from models.board import board_view
from models.clock import StoppedClock
from models.member import find_member
from models.presence import Presence
from models.session import Session, new_session_id
from models.since import SEEN
from models.trial import PREFERENCE as TERMINAL
from screens.board.widget import Board
from screens.theme import APPEARANCES, PREFERENCE
from tui.app import BoardApp
from tui.demo import DemoBoard, make_demo
from tui.serving import House, open_house

HERE = Path(__file__).parent
CLOCK = StoppedClock(pendulum.datetime(2023, 10, 4, 18, 30, tz="Europe/Stockholm"))
SIZES = {
    "board": (120, 36),
    "board-80": (80, 24),
    "board-40": (40, 15),
    "card": (120, 36),
    "idag": (100, 24),
}
"""Each picture and the terminal it shows."""
LOOKS = {f"board-{look}": look for look in APPEARANCES if look != "dark"}
"""The board's picture in each appearance but the first."""
SHOWN = "Synas i kommundelarna"
"""The card under the cursor, which the picture of a card opens."""
OTHERS = {"Bo Tallgren": "Sossecaféer", "Cia Hedvall": "Insändare"}
"""Who else is here, and the card each looks at."""
_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_INDENTED = re.compile(r'(<text [^>]*?x=")([\d.]+)(" y="[\d.]+" textLength=")([\d.]+)("[^>]*>)((?:&#160;)+)')
_CELL = 12.2
_UNSEEN = 5
"""So many of the journal's newest rows are new to the one who is met."""
_PATIENCE = 200


def _at_home(svg: str) -> str:
    """The picture without fonts fetched from another server, and with no text that begins with spaces."""

    def moved(found: re.Match[str]) -> str:
        indent = found[6].count(";") * _CELL
        x, length = float(found[2]) + indent, float(found[4]) - indent
        return f"{found[1]}{x:.1f}{found[3]}{length:.1f}{found[5]}" if length > 1 else found[0]

    return _INDENTED.sub(moved, _FONTS.sub("", svg))


async def _settled(pilot: Pilot[None], words: str) -> None:
    """Wait until the words stand on the screen and nothing is under way."""
    for _ in range(_PATIENCE):
        await pilot.pause(0.02)
        shown = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        # A box that is open is waited for by whoever opened it.
        waiting = {"listen", "greet"} if pilot.app.screen.is_modal else {"listen"}
        busy = [one for one in pilot.app.workers if one.name not in waiting and one.is_running]
        if not busy and words in shown:
            return
    raise RuntimeError(f"{words!r} never came on the screen:\n{shown}")


async def _draw(house: House, chair: int, name: str) -> str:
    """One picture as SVG, with the others there."""
    actor = await house.doors.ask(actor_of, chair, CLOCK, new_session_id())
    view = await house.doors.ask(board_view, actor, CLOCK())
    if view is None:
        raise RuntimeError("the demo has no plan")
    cards = {card.title: card.id for card in view.cards}
    session = Session(actor, house.doors, house.hub, house.config.association.label)
    session.preferences[PREFERENCE] = LOOKS.get(name, "dark")
    session.preferences |= {
        today.PREFERENCE: "" if name == "idag" else today.OFF,
        TERMINAL: "{}",
        SEEN: str(house.hub.last - _UNSEEN),
    }
    app, size = BoardApp(session, view), SIZES.get(name, SIZES["board"])
    with ExitStack() as here:
        for who, title in OTHERS.items():
            number = await house.doors.ask(lambda who=who: find_member(who).id)  # type: ignore[misc]
            presence = Presence(new_session_id(), number, who, cards[title])
            here.enter_context(house.hub.subscribe(presence))
        async with app.run_test(size=size) as pilot:
            await _settled(pilot, "God kväll" if name == "idag" else "v. 40")
            if name == "idag":
                return _at_home(app.export_screenshot(title=f"Tavlan · {size[0]}×{size[1]}"))
            app.screen.query_one(Board).go_to(cards[SHOWN])
            await _settled(pilot, "Bo" if size == SIZES["board"] and name != "card" else SHOWN[:7])
            if name == "card":
                await pilot.press("enter")
                await _settled(pilot, "Årsmötets ord")
            return _at_home(app.export_screenshot(title=f"Tavlan · {size[0]}×{size[1]}"))


async def _draw_all(board: DemoBoard) -> None:
    async with open_house(board.config) as house:
        for name in (*SIZES, *LOOKS):
            picture = await _draw(house, board.chair, name)
            (HERE / f"{name}.svg").write_text(picture, encoding="utf-8")


def main() -> None:
    """Draw every picture anew."""
    with tempfile.TemporaryDirectory(prefix="tavlan-pictures-") as folder:
        asyncio.run(_draw_all(make_demo(Path(folder) / "demo", pendulum.now("UTC"))))


if __name__ == "__main__":
    main()
