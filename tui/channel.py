"""One SSH session's channel: what it draws on, what is typed or piped in, and how it ends."""

import asyncio
import time
from contextlib import suppress
from typing import Generic, TypeVar, cast

import asyncssh

from models.errors import Invalid
from models.text import printable
from tui.incidents import Identity
from tui.reply import BYTE_ORDER_MARK
from tui.terminal import Terminal

Process = asyncssh.SSHServerProcess[bytes]

_CUT_OFF = "Förbindelsen bröts innan allt hade kommit fram. Inget är ändrat."
_PIECE, _PIPED_PIECE = 512, 16 * 1024
_HINTS = ("COLORTERM", "NO_COLOR", "LANG")
_ENDING = {"HUP", "INT", "QUIT", "TERM", "KILL"}

T = TypeVar("T", bound=Identity)


class _Sink:
    """A channel whose backlog counts what already left it for a socket nobody reads."""

    def __init__(self, process: Process, connection: asyncssh.SSHServerConnection) -> None:
        self._channel, self._connection = process.channel, connection
        self.write = self._channel.write
        self.is_closing = self._channel.is_closing

    def get_write_buffer_size(self) -> int:
        """How many bytes the client has not taken yet."""
        # asyncssh tells nobody how much waits in the socket, and a client may open its window wide
        transport = getattr(self._connection, "_transport", None)
        return self._channel.get_write_buffer_size() + (transport.get_write_buffer_size() if transport else 0)

    def abort(self) -> None:
        """Close the whole connection at once."""
        self._connection.abort()


class Piped:
    """A command's standard input, read when the command asks."""

    def __init__(self, process: Process, limit: int) -> None:
        self._process, self._limit = process, limit

    async def read(self) -> bytes:
        """Everything up to the end; raises Invalid when it is too much or was cut off."""
        whole = bytearray()
        while piece := await self._piece():
            # Nobody can end what is typed in a terminal but by Ctrl+D.
            typed, end, _ = piece.partition(b"\x04") if self._process.term_type else (piece, b"", b"")
            whole += typed
            if len(whole) > self._limit:
                raise Invalid(f"Det är för mycket på en gång; {self._limit // 1024} KiB är det mesta.")
            if end:
                break
        if self._process.channel.is_closing():
            raise Invalid(_CUT_OFF)
        return bytes(whole)

    async def _piece(self) -> bytes:
        while True:
            try:
                piece = await self._process.stdin.read(65536)
            except (asyncssh.TerminalSizeChanged, asyncssh.BreakReceived):
                continue
            except (asyncssh.SignalReceived, asyncssh.Error, OSError):
                raise Invalid(_CUT_OFF) from None
            if self._process.term_type and b"\x03" in piece:
                raise Invalid("Avbrutet. Inget är ändrat.")
            return piece


class Session(Generic[T]):
    """One live session: who it is, and how it is ended."""

    def __init__(self, process: Process, who: T) -> None:
        self.process, self.who = process, who
        self.connection = cast(asyncssh.SSHServerConnection, process.get_extra_info("connection"))
        self.terminal: Terminal | None = None
        """What it draws on; None for a command."""
        if process.command is None and process.term_type is not None:
            self.open_terminal()
        self.task = cast("asyncio.Task[None]", asyncio.current_task())
        """What runs it."""
        self._farewell: str | None = None

    def open_terminal(self) -> Terminal:
        """What a board or a prompt writes to; without a terminal in front, what takes its place."""
        width, height, *_ = self.process.term_size if self.process.term_type is not None else (0, 0)
        sink, term = _Sink(self.process, self.connection), (self.process.term_type or "")[:40]
        self.terminal = Terminal(sink, term, (width, height), _hints(self.process))
        return self.terminal

    @property
    def ended(self) -> str | None:
        """The sentence the session was ended with, if it was."""
        return self._farewell

    def end(self, sentence: str) -> None:
        """End the session and say why."""
        if self._farewell is not None:
            return
        self._farewell = sentence
        if self.terminal is not None:
            self.terminal.end(sentence)
        else:
            self.task.cancel()

    def say(self, text: str, *, error: bool = False, is_table: bool = False) -> None:
        """Write text as it may reach a terminal, to one that may be gone."""
        safe = printable(text, keep="\n\t")
        if self.process.term_type is not None:
            safe = safe.replace("\n", "\r\n")
        elif is_table:
            safe = f"{BYTE_ORDER_MARK}{safe}"
        with suppress(OSError):
            (self.process.stderr if error else self.process.stdout).write(safe.encode(errors="replace"))

    def close(self, code: int, sentence: str = "") -> None:
        """Say a last sentence and close the channel."""
        if sentence:
            # not on stderr in a terminal: ssh might show it before the screen is given back
            self.say(sentence + "\n", error=self.process.term_type is None)
        with suppress(OSError):
            self.process.exit(code)


def _hints(process: Process) -> dict[str, str]:
    """The only variables that are read; what they say is a hint about the terminal and never who it is."""
    try:
        return {name: str(process.env[name])[:40] for name in _HINTS if name in process.env}
    except UnicodeDecodeError:
        return {}


async def read_keys(process: Process, terminal: Terminal) -> None:
    """Hand over what the client sends until it sends no more."""
    while not terminal.ended:
        try:
            data = await process.stdin.read(_PIECE)
        except asyncssh.TerminalSizeChanged as change:
            terminal.resize(change.width, change.height)
            # The next at once: a storm of them must not take a turn, and so a paint, for each.
            continue
        except asyncssh.BreakReceived:
            pass
        except asyncssh.SignalReceived as received:
            if received.signal in _ENDING:
                return
        except (asyncssh.Error, OSError):
            return
        else:
            if not data:
                return
            terminal.feed(data)
        await asyncio.sleep(0)


class Incoming:
    """What is typed to a prompt, or piped into it, read when the prompt asks for more."""

    def __init__(self, process: Process, terminal: Terminal) -> None:
        self.terminal = terminal
        self.has_terminal = process.term_type is not None
        """Whether a terminal stands there, which shows nothing of what is typed by itself."""
        self._process = process
        self._piece = _PIECE if self.has_terminal else _PIPED_PIECE

    async def read(self) -> bytes:
        """What came, or nothing where nothing more will."""
        while True:
            try:
                data = await self._process.stdin.read(self._piece)
            except asyncssh.TerminalSizeChanged as change:
                self.terminal.resize(change.width, change.height)
            except asyncssh.BreakReceived:
                continue
            except asyncssh.SignalReceived as received:
                if received.signal in _ENDING:
                    return b""
            except (asyncssh.Error, OSError):
                return b""
            else:
                self.terminal.last_key = time.monotonic()
                return data

    @property
    def whole(self) -> bool:
        """Whether the client is still there after the last that came, so that nothing was cut off."""
        return not self._process.channel.is_closing()
