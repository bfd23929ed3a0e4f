"""What one session draws on and is typed at: a channel, its size, and what it says it can show."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol

from rich.color import ColorSystem

BACKLOG = 2 * 1024 * 1024
"""Bytes a reader may be behind before the session is ended."""
WIDEST, HIGHEST = 300, 120
"""The largest screen that is drawn; a client may claim four thousand million columns."""

_PLAIN = {"", "dumb", "unknown", "network", "dialup", "emacs"}
_RICH = {"alacritty", "foot", "wezterm", "iterm2", "xterm-kitty", "xterm-ghostty"}


class Sink(Protocol):
    """Where bytes for the terminal go; an asyncssh channel has these methods."""

    def write(self, data: bytes, /) -> None:
        """Queue bytes for the client."""

    def is_closing(self) -> bool:
        """Whether nothing more can be sent."""

    def get_write_buffer_size(self) -> int:
        """How many bytes the client has not taken yet."""

    def abort(self) -> None:
        """Close at once and throw away what is queued."""


class Drawing(Protocol):
    """The app's half of a terminal, as long as an app runs."""

    def feed(self, data: bytes) -> None:
        """Take what the client typed."""

    def resized(self, width: int, height: int) -> None:
        """Take the terminal's new size."""

    def leave(self) -> None:
        """Ask the app to end."""

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""


def clamp(width: int, height: int) -> tuple[int, int]:
    """A size that can be drawn; a terminal that does not know its own counts as 80×24."""
    if width <= 0 or height <= 0:
        return 80, 24
    return min(width, WIDEST), min(height, HIGHEST)


def depth_of(term: str, hints: Mapping[str, str]) -> ColorSystem | None:
    """How many colours the client says it has; None for a terminal without."""
    if hints.get("NO_COLOR") or term in _PLAIN or term.startswith("vt") or term.endswith(("-m", "-mono")):
        return None
    if (
        hints.get("COLORTERM", "").lower() in {"truecolor", "24bit"}
        or term in _RICH
        or term.endswith("-direct")
    ):
        return ColorSystem.TRUECOLOR
    return ColorSystem.EIGHT_BIT if "256color" in term else ColorSystem.STANDARD


class Terminal:
    """One client's terminal; the app that runs on it hangs its driver here."""

    def __init__(self, sink: Sink, term: str, size: tuple[int, int], hints: Mapping[str, str]) -> None:
        self.term = term.lower()
        self.size = clamp(*size)
        self.depth = depth_of(self.term, hints)
        self.utf8 = "utf" in (hints.get("LANG") or "utf").lower()
        """Whether more than ASCII can be shown, as far as LANG tells."""
        self.driver: Drawing | None = None
        """The running app's driver; None before it starts and after it ended."""
        self.farewell = ""
        """The sentence to show when the app has left the screen."""
        self._sink = sink
        self.last_key = time.monotonic()
        """When something was last typed, by the monotonic clock."""
        self.came_invited = False
        """Whether it came to say a code, with a key that needs none."""
        self._ended = asyncio.Event()

    @property
    def ended(self) -> bool:
        """Whether the session is over, so that an app must not go on."""
        return self._ended.is_set()

    async def wait_ended(self) -> None:
        """Return when the session is over."""
        await self._ended.wait()

    def write(self, data: bytes) -> None:
        """Send bytes; nothing to a closed channel, and a reader too far behind is cut off."""
        if self._sink.is_closing():
            return
        if self._sink.get_write_buffer_size() + len(data) > BACKLOG:
            self.end()
            self._sink.abort()
            return
        with suppress(OSError):
            self._sink.write(data)

    def feed(self, data: bytes) -> None:
        """Hand what was typed to the app, if one runs."""
        self.last_key = time.monotonic()
        if self.driver is not None:
            self.driver.feed(data)

    def resize(self, width: int, height: int) -> None:
        """Remember the new size and tell the app, if one runs."""
        self.size = clamp(width, height)
        if self.driver is not None:
            self.driver.resized(*self.size)

    def end(self, farewell: str = "") -> None:
        """End the session; the first sentence given is the one shown."""
        if not self.ended:
            self.farewell = farewell
            self._ended.set()
            if self.driver is not None:
                self.driver.leave()
