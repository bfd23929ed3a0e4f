"""A board in one process, and people who sit at its prompt: at a terminal, a plain one, or a pipe."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import pendulum
import pyte
import pytest

from models.access import Actor
from models.key import Identity
from tests.conftest import MadeBoard
from tui.channel import Incoming
from tui.config import Config, write
from tui.prompt.prompt import PROMPT
from tui.serving import House, Reception, open_house
from tui.terminal import Terminal

PATIENCE = 10.0


class Wire:
    """What the server wrote to one client, and whether the client is still there."""

    def __init__(self) -> None:
        self.raw = b""
        self.gone = False
        self.behind = 0

    def write(self, data: bytes) -> None:
        self.raw += data

    def is_closing(self) -> bool:
        return self.gone

    def get_write_buffer_size(self) -> int:
        return self.behind

    def abort(self) -> None:
        self.gone = True


class Person:
    """Somebody at the prompt; stands where the client's channel would."""

    def __init__(self, term: str | None, size: tuple[int, int]) -> None:
        self.wire = Wire()
        self.terminal = Terminal(self.wire, term or "", size, {})
        self.has_terminal = term is not None
        self.running: asyncio.Task[int]
        self._typed: asyncio.Queue[bytes] = asyncio.Queue()
        self._seen = 0
        self._size = size

    @property
    def whole(self) -> bool:
        return not self.wire.gone

    async def read(self) -> bytes:
        return await self._typed.get()

    def types(self, text: str | bytes) -> None:
        self._typed.put_nowait(text.encode() if isinstance(text, str) else text)

    def hangs_up(self) -> None:
        self.wire.gone = True
        self.types(b"")

    @property
    def unread(self) -> int:
        return self._typed.qsize()

    @property
    def text(self) -> str:
        return self.wire.raw.decode()

    @property
    def screen(self) -> list[str]:
        """What a person sees, without empty lines below."""
        screen = pyte.Screen(*self._size)
        pyte.Stream(screen).feed(self.text)
        return "\n".join(line.rstrip() for line in screen.display).rstrip("\n").split("\n")

    async def until(self, holds: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, f"Det blev aldrig så:\n{self.text}"
            await asyncio.sleep(0.005)

    async def sees(self, words: str) -> None:
        await self.until(lambda: words in self.text)

    async def says(self, line: str) -> str:
        """Give a line, wait for the next prompt, and answer with what came in between."""
        before = len(self.text)
        self.types(f"{line}\r" if self.has_terminal else f"{line}\n")
        await self.until(lambda: len(self.text) > before and self.text.endswith(PROMPT))
        new = self.text[before:].replace("\r\n", "\n")
        answer = new.partition("\n")[2] if self.has_terminal else new
        return answer.removesuffix(PROMPT)

    async def leaves(self) -> int:
        return await asyncio.wait_for(self.running, PATIENCE)


class Hall:
    """An open board, and everybody who is at its prompt."""

    def __init__(self, house: House, now: pendulum.DateTime) -> None:
        self.house, self.reception, self.now = house, Reception(house), now
        house.clock = lambda: self.now

    def person(self, term: str | None = None, size: tuple[int, int] = (80, 24)) -> Person:
        return Person(term, size)

    async def receives(self, who: Actor, person: Person) -> int:
        return await self.reception.host.run(cast(Incoming, person), Identity(who.member_id or 0, 1))

    @asynccontextmanager
    async def at(
        self, who: Actor, term: str | None = None, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Person]:
        person = self.person(term, size)
        person.running = asyncio.create_task(self.receives(who, person))
        try:
            await person.sees(PROMPT)
            yield person
        finally:
            person.running.cancel()
            await asyncio.gather(person.running, return_exceptions=True)

    async def order(self, command: Callable[..., Any], *args: Any) -> Any:
        return await self.house.doors.order(command, *args)


@pytest.fixture
async def hall(closed_board: MadeBoard, tmp_path: Path) -> AsyncIterator[Hall]:
    async with open_house(write(tmp_path / "config.toml", Config())) as house:
        yield Hall(house, closed_board.clock())
