"""When the garbage collector may look through everything: when nobody types."""

import asyncio
import gc
import time
from collections.abc import Callable

_QUIET = 60.0
_MOST_LEFT = 50
# Refcounts free nearly all; a young collection after so many new containers takes some milliseconds.
_YOUNG, _MIDDLE, _NEVER = 20_000, 20, 1_000_000


class Sweeper:
    """Frees what closed sessions left in a quiet moment, for it takes half a second with 100 boards open."""

    def __init__(self, last_key: Callable[[], float]) -> None:
        self._last_key = last_key
        self._left = 0

    def start(self) -> None:
        """Put what lives from here on apart from what sessions make."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)

    def closed(self) -> None:
        """A session has ended and left its widgets behind, in cycles."""
        self._left += 1

    async def run(self) -> None:
        """Sweep when nobody has typed for a minute, or when too much lies about."""
        while True:
            await asyncio.sleep(_QUIET)
            quiet = time.monotonic() - self._last_key() >= _QUIET
            if self._left and (quiet or self._left >= _MOST_LEFT):
                self._left = 0
                gc.collect()
