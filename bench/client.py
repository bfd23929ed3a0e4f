"""Terminal windows with a screen, by SSH here: what arrives is noted with its time, and drawn afterwards.

So the emulation costs nothing while the clock runs; what is left of the client in the numbers is asyncssh.
"""

import asyncio
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Sequence

import asyncssh

from bench.boards import Place
from bench.screen import HEIGHT, WIDTH, Screen

_PATIENCE = 8.0
"""Seconds after which something counts as not painted at all."""

Recognise = Callable[[Screen], bool]


class Unpainted(Exception):
    """What was waited for never came on the screen."""


class Window(ABC):
    """One terminal window with a board in it."""

    def __init__(self, screen: Screen | None = None, patience: float = _PATIENCE) -> None:
        self.screen = screen or Screen()
        self.patience = patience
        """Seconds after which something counts as not painted at all."""
        self.received = 0
        """Bytes so far."""
        self.latest = 0.0
        """When something last came."""
        self._undrawn: deque[tuple[float, bytes]] = deque()

    @abstractmethod
    def write(self, keys: bytes) -> None:
        """Send keys to what runs in the window."""

    @abstractmethod
    async def close(self) -> None:
        """Close the window on what runs in it."""

    def arrived(self, data: bytes) -> None:
        """Note what came, and when."""
        self.latest = time.perf_counter()
        self.received += len(data)
        self._undrawn.append((self.latest, data))

    def type(self, keys: bytes) -> float:
        """Press keys and tell when."""
        # Before they are written: a program next door may have answered by the time one looks.
        pressed = time.perf_counter()
        self.write(keys)
        return pressed

    def drawn(self, recognise: Recognise | None = None) -> float | None:
        """Draw what has arrived, and tell when the screen first was as wanted."""
        found: float | None = None
        while self._undrawn:
            at, data = self._undrawn.popleft()
            self.screen.feed(data)
            if found is None and recognise is not None and recognise(self.screen):
                found = at
        return found


class SshWindow(Window, asyncssh.SSHClientSession[bytes]):
    """A window on a session of the server."""

    def __init__(self, connection: asyncssh.SSHClientConnection) -> None:
        super().__init__()
        self._connection = connection
        self._channel: asyncssh.SSHClientChannel[bytes] | None = None

    def connection_made(self, chan: asyncssh.SSHClientChannel[bytes]) -> None:
        """Keep the channel."""
        self._channel = chan

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Note when it came."""
        self.arrived(data)

    def write(self, keys: bytes) -> None:
        """Send keys through the channel."""
        assert self._channel is not None
        self._channel.write(keys)

    async def close(self) -> None:
        """Hang up."""
        self._connection.abort()
        await self._connection.wait_closed()


async def connect(place: Place, who: int = 0) -> asyncssh.SSHClientConnection:
    """Connect and authenticate, nothing more: the handshake the rest is compared with."""
    name, key = place.keys[who % len(place.keys)]
    return await asyncssh.connect(
        "127.0.0.1",
        place.port,
        username=name,
        client_keys=[key],
        known_hosts=place.known_hosts,
        config=None,
        agent_path=None,
    )


async def open_window(place: Place, who: int = 0) -> Window:
    """Log in and ask for a terminal."""
    connection = await connect(place, who)
    window = SshWindow(connection)
    await connection.create_session(
        lambda: window,
        term_type="xterm-256color",
        term_size=(WIDTH, HEIGHT),
        encoding=None,
    )
    return window


async def quiet(
    windows: Iterable[Window], since: float, pause: float = 0.08, patience: float = _PATIENCE
) -> None:
    """Wait until something has come since then, and nothing more comes for a while."""
    watched = tuple(windows)
    last = since + patience
    while (now := time.perf_counter()) < last:
        latest = max((window.latest for window in watched), default=0.0)
        if latest > since and now - latest > pause:
            return
        await asyncio.sleep(0.01)


async def seen(
    window: Window, wanted: Recognise, since: float, others: Sequence[Window] = (), pause: float = 0.08
) -> float:
    """When a window first showed what is wanted; returns when it and the others have gone quiet."""
    last = since + window.patience
    while time.perf_counter() < last:
        await quiet((window, *others), since, pause)
        if (at := window.drawn(wanted)) is not None:
            return at
        await asyncio.sleep(0.05)
    raise Unpainted(f"what was waited for never came in {window.patience:.0f} seconds:\n{window.screen.text}")


async def press(window: Window, keys: bytes, wanted: Recognise, others: Sequence[Window] = ()) -> float:
    """Press keys and give the seconds until the screen was as wanted; returns when all have gone quiet."""
    window.drawn()
    began = window.type(keys)
    return await seen(window, wanted, began, others) - began


async def close_all(windows: Iterable[Window]) -> None:
    """Hang all of them up."""
    await asyncio.gather(*(window.close() for window in windows))
