"""Waiting at a prompt: for a line, for what others do, and for the end, whichever comes first."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from models.hub import Inbox, News
from tui.channel import Incoming
from tui.prompt.desk import Desk, Typed
from tui.prompt.editor import Came

_LOOK_AGAIN = 300.0
"""So many seconds of silence at most before the rights are looked up anew."""


class Left(Exception):
    """The member has gone, or the session was ended."""


class Seat:
    """One member at one desk, who is told between lines what the others did."""

    def __init__(
        self,
        incoming: Incoming,
        desk: Desk,
        inbox: Inbox,
        *,
        hear: Callable[[News], Awaitable[list[str]]],
        complete: Callable[[], Awaitable[None]],
        look_again: Callable[[], Awaitable[None]],
    ) -> None:
        self._incoming, self._desk, self._inbox = incoming, desk, inbox
        self._hear, self._complete, self._look_again = hear, complete, look_again
        self._untold: list[str] = []
        self._reading: asyncio.Future[bytes] = asyncio.ensure_future(incoming.read())
        self._hearing = asyncio.ensure_future(inbox.get())
        self._ending = asyncio.ensure_future(incoming.terminal.wait_ended())

    async def line(self, prompt: str) -> Typed:
        """The next that asks for an answer; raises Left."""
        await self._listen()
        self._desk.ask(prompt)
        while True:
            # A flood of lines must neither outlive its sender nor keep others from their turn.
            await asyncio.sleep(0)
            if self._incoming.terminal.ended or not self._incoming.whole:
                raise Left
            typed = self._desk.next()
            if typed is None:
                self._tell()
                await self._wait()
            elif typed.came is Came.COMPLETE:
                await self._complete()
            else:
                return typed

    def close(self) -> None:
        """Wait for nothing more, and leave the line that was begun."""
        for task in (self._reading, self._hearing, self._ending):
            task.cancel()
        self._desk.part()

    async def _wait(self) -> None:
        waits: list[asyncio.Future[Any]] = [self._reading, self._hearing, self._ending]
        patience = self._desk.patience
        timeout = _LOOK_AGAIN if patience is None else patience
        done, _ = await asyncio.wait(waits, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        if self._reading in done:
            self._take(self._reading.result())
        elif patience is not None and not done:
            self._desk.quiet()
        await (self._listen() if done else self._look_again())

    def _take(self, data: bytes) -> None:
        if data:
            self._desk.feed(data)
            self._reading = asyncio.ensure_future(self._incoming.read())
        else:
            self._desk.finish(whole=self._incoming.whole)
            self._reading = asyncio.get_running_loop().create_future()

    async def _listen(self) -> None:
        """Take in what the others did, and tell it where it tears nothing apart."""
        while self._hearing.done():
            self._untold += await self._hear(self._hearing.result())
            self._hearing = asyncio.ensure_future(self._inbox.get())
        self._tell()

    def _tell(self) -> None:
        if self._untold and self._desk.may_be_parted:
            told, self._untold = self._untold, []
            self._desk.say("".join(f"{line}\n" for line in told))
