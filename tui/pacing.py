"""One key at a time: the next is not taken until the one before has opened what it opens.

A dialog comes up some turns of the loop after its key, and takes the focus some turns later still. Keys
that arrive meanwhile, from a quick typist or a slow line that gathers them, belong in the dialog.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.widget import Widget

from screens.acting import is_under_way
from screens.importing.field import MOST_AT_ONCE, PlanField, is_text

MOST_WAITING = 1000
"""Keys kept; what comes while so many wait is dropped, as a cat on the keyboard deserves."""
_PATIENCE = 2.0
_TURNS = 50


class Passed(Message):
    """Follows a key through the same queues, so that it reaches the app when the key has been taken."""

    def __init__(self, reached: asyncio.Event) -> None:
        super().__init__()
        self.reached = reached


class Pace:
    """Hands an app what was typed, piece by piece."""

    def __init__(self, app: App[Any], deliver: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app, self._deliver = app, deliver
        self._waiting: deque[events.Event] = deque()
        self._work: asyncio.Task[None] | None = None
        self._typed_at = 0.0

    def take(self, event: events.Event) -> None:
        """Put a key or a paste in the line; called inside the app's own context."""
        in_field = bool(self._app.screen_stack) and isinstance(self._app.focused, PlanField)
        most = MOST_AT_ONCE if in_field else MOST_WAITING
        if len(self._waiting) < most:
            self._waiting.append(event)
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._hand_over())

    async def _hand_over(self) -> None:
        try:
            while self._waiting and await self._is_open():
                target = self._app.focused or self._app.screen
                await self._deliver(self._next(target))
                async with asyncio.timeout(_PATIENCE):
                    await self._until_taken(target)
        except TimeoutError:
            # Something is slower than anybody waits for; the keys go on as they would have without us.
            self._work = asyncio.create_task(self._hand_over())
        except Exception as error:
            self._app.call_later(_raise, error)

    async def _is_open(self) -> bool:
        """Whether there is a screen to type in: not before the first one is up, nor once the last is gone."""
        turn = 0
        while self._app.is_running and not self._app.screen_stack:
            turn = await _turn(turn)
        return self._app.is_running

    def _next(self, target: Widget) -> events.Event:
        """What is first in the line; for a field of text, as much as is text, in one piece."""
        pieces: list[str] = []
        while isinstance(target, PlanField) and self._waiting and is_text(self._waiting[0], self._typed_at):
            key = self._waiting[0]
            alone = len(self._waiting) == 1 and not pieces
            if not isinstance(key, events.Key) or (alone and key.key != "tab"):
                break
            pieces.append(key.character or "")
            self._typed_at = key.time
            self._waiting.popleft()
        if pieces:
            return events.Paste("".join(pieces))
        self._typed_at = 0.0
        return self._waiting.popleft()

    async def _until_taken(self, target: Widget) -> None:
        screen, reached = self._app.screen, asyncio.Event()
        target.post_message(Passed(reached))
        turn = 0
        # A key that closes its dialog takes the follower with it.
        while not reached.is_set() and target.is_attached and self._app.screen is screen:
            turn = await _turn(turn)
        settled = asyncio.Event()
        self._app.call_later(settled.set)
        await settled.wait()
        while self._opening():
            turn = await _turn(turn)

    def _opening(self) -> bool:
        screen = self._app.screen
        if not screen.is_mounted:
            return True
        if screen.is_modal:
            return screen.focused is None and bool(screen.focus_chain)
        return is_under_way(self._app)


async def _turn(turn: int) -> int:
    await asyncio.sleep(0 if turn < _TURNS else 0.001)
    return turn + 1


def _raise(error: Exception) -> None:
    raise error
