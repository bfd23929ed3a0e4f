"""Binds one Textual app to one terminal: keys in, paint out."""

import asyncio
import re
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterator
from typing import Any, Protocol, cast

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.keys import Keys
from textual.message import Message

from tui.pen import Pen
from tui.terminal import Terminal

PASTE = 64 * 1024
"""Bytes of one paste, or of typing not yet handled, that are kept; the rest is dropped with a notice."""

_ESC = "\x1b"
_ALT_WAIT, _HALF_WAIT, _LONG_WAIT = 0.12, 1.0, 5.0
_FLOOD_PAUSE = 0.25
_RESIZE_PAUSE = 0.05
_TYPED_A_TURN, _PASTED_A_TURN = 32, 512
_APP_BACKLOG = 64

_MODES = "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?7l\x1b[?1l\x1b>"
"""Alternate screen, hidden cursor, bracketed paste, no wrapping, plain cursor keys and keypad."""
CLEAN = "\x0f\x1b(B\x1b[r\x1b[2J"
"""Letters instead of line drawing, all lines to scroll in, nothing on any of them."""

_WHOLE = re.compile(
    r"\x1b(?:"
    r"\[\[[\s\S]"  # F1–F5 on the Linux console
    r"|\[M[\s\S]{3}"  # a mouse left switched on by another program
    r"|\[\d+\$"  # Shift in rxvt, which ends in what is elsewhere an intermediate
    r"|\[(?![M\[])[0-?]*[ -/]*[@-~]"
    r"|O[0-9;]*[ @-~]"
    r"|[^\[O\]PX^_\x1b]"  # Alt and a key
    r")"
)
_BEGUN = re.compile(r"\x1b(?:\[(?:\[|M[\s\S]{0,2}|[0-?]*[ -/]*)|O[0-9;]*)?")
_STRING_END = re.compile(r"\x07|\x18|\x1a|\x1b\\?")
_LONGEST = 64
_POINTER = "\x1b]22;"  # the shape of the mouse's pointer, which ends in a bell, where no mouse is asked for
_STRINGS = "]PX^_"
_NOT_PASTED = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n\r"}
# The keypad's decimal key is a comma on a Nordic keyboard; a terminal that sends its VT code says either.
_KEYPAD = {"\x1bOl": ",", "\x1bOn": ",", "\x1bOX": "=", "\x1bO ": " ", "\x1bOI": "\t"}


class InputDropped(Message):
    """Some of what was typed or pasted was too much and is lost; the app should say so."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        """How many bytes were dropped."""


class QuietParser(XTermParser):
    """Knows Textual's keys and drops every other sequence, which Textual would retype as letters and digits.

    It frames sequences itself, since Textual's own framing retypes any that is longer than 32 characters,
    and lets a paste that holds an escape character press keys.
    """

    def __init__(self) -> None:
        super().__init__()
        self._held = ""
        self._in_string = False
        self._paste: list[str] | None = None
        self._paste_size = self._dropped = 0

    @property
    def pasting(self) -> bool:
        """Whether a paste has begun and not ended."""
        return self._paste is not None

    @property
    def patience(self) -> float | None:
        """Seconds of silence that finish what has begun; None when nothing has."""
        if self.pasting or self._in_string:
            return _LONG_WAIT
        if not self._held:
            return None
        return _ALT_WAIT if self._held == _ESC or self._held[1] in _STRINGS else _HALF_WAIT

    def feed(self, data: str) -> Iterator[Message]:
        """The keys and pastes in what came, and nothing for the rest."""
        rest, self._held = self._held + data, ""
        while rest:
            if self.pasting:
                rest = yield from self._paste_part(rest)
            elif self._in_string:
                rest = self._string_part(rest)
            elif rest.startswith(_ESC):
                rest = yield from self._sequence(rest)
            else:
                typed, escape, after = rest.partition(_ESC)
                rest = escape + after
                for character in typed:
                    yield from self._keys(character)

    def tick(self) -> Iterator[Message]:
        """Finish what silence has ended: a lone Escape is a key, half a sequence is nothing."""
        held, self._held = self._held, ""
        in_string, self._in_string = self._in_string, False
        if self.pasting:
            yield from self._pasted()
        elif in_string:
            return
        elif held == _ESC:
            yield events.Key("escape", _ESC)
        elif held[1:] and held[1] in _STRINGS:
            yield from self._keys(held[1], alt=True)

    def _parse_extended_key(self, sequence: str) -> None:  # type: ignore[override]
        """Nothing: Kitty's keys are never asked for, and without asking they are nobody's answer."""

    def _keys(self, sequence: str, alt: bool = False) -> Iterator[Message]:
        if len(sequence) == 1 and "\x80" <= sequence <= "\x9f":
            return
        for key in self._sequence_to_key_events(_KEYPAD.get(sequence, sequence), alt):
            if key.key != Keys.Ignore:
                yield key

    def _sequence(self, rest: str) -> Generator[Message, None, str]:
        """Take the sequence `rest` begins with; what is left comes back."""
        if whole := _WHOLE.match(rest):
            sequence = whole.group()
            if sequence == BRACKETED_PASTE_START:
                self._paste, self._paste_size, self._dropped = [], 0, 0
            elif keys := list(self._keys(sequence)):
                yield from keys
            elif len(sequence) == 2:
                yield from self._keys(sequence[1], alt=True)
            return rest[whole.end() :]
        if rest[1:2] == _ESC:
            yield events.Key("escape", _ESC)
            return rest[1:]
        if rest[1:2] and rest[1] in _STRINGS:
            self._in_string = len(rest) > 2
            self._held = "" if self._in_string else rest
            return rest[2:]
        begun = _BEGUN.match(rest)
        end = begun.end() if begun else 1
        if end == len(rest):
            # "=" makes an endless sequence one that nobody knows, whatever it ends in
            self._held = rest if end <= _LONGEST else rest[:2] + "="
        return rest[end:]

    def _string_part(self, rest: str) -> str:
        end = _STRING_END.search(rest)
        if end is None:
            return ""
        if end.group() == _ESC and end.end() == len(rest):
            self._held = _ESC
            return ""
        self._in_string = False
        return rest[end.start() if end.group() == _ESC else end.end() :]

    def _paste_part(self, rest: str) -> Generator[Message, None, str]:
        """Take pasted text up to the mark that ends it; what is left comes back."""
        text, end, after = rest.partition(BRACKETED_PASTE_END)
        if not end:
            for length in range(min(len(BRACKETED_PASTE_END) - 1, len(text)), 0, -1):
                if BRACKETED_PASTE_END.startswith(text[-length:]):
                    text, self._held = text[:-length], text[-length:]
                    break
        self._keep(text)
        if end:
            yield from self._pasted()
        return after

    def _keep(self, text: str) -> None:
        assert self._paste is not None
        raw = text.encode(errors="replace")
        kept = raw[: PASTE - self._paste_size].decode(errors="ignore")
        self._paste.append(kept)
        self._dropped += max(0, self._paste_size + len(raw) - PASTE)
        self._paste_size = min(self._paste_size + len(raw), PASTE)

    def _pasted(self) -> Iterator[Message]:
        text = "".join(self._paste or ()).translate(_NOT_PASTED)
        self._paste = None
        if text:
            yield events.Paste(text)
        if self._dropped:
            yield InputDropped(self._dropped)


class _OnTerminal(Protocol):
    terminal: Terminal


class ChannelDriver(Driver):
    """Binds one app to the terminal it carries as `terminal`."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = False,
        size: tuple[int, int] | None = None,
    ) -> None:
        self._terminal = cast(_OnTerminal, app).terminal
        super().__init__(app, debug=debug, mouse=False, size=self._terminal.size)
        self._parser = QuietParser()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._pieces: list[str] = []
        self._pen = Pen()
        self._typed = bytearray()
        self._working = False
        self._lost = 0
        self._quiet: asyncio.TimerHandle | None = None
        self._flood: asyncio.TimerHandle | None = None
        self._resizing: asyncio.TimerHandle | None = None
        self._last_resize = 0.0

    @property
    def can_suspend(self) -> bool:
        """Never: it would stop every session of the process."""
        return False

    def send_message(self, message: Message) -> None:
        """Put a message in the app's queue."""
        self._app.post_message(message)

    def write(self, data: str) -> None:
        """Send this with the rest of the loop turn's paint."""
        if data.startswith(_POINTER):
            return
        if not self._pieces:
            self._loop.call_soon(self._send)
        self._pieces.append(data)

    def flush(self) -> None:
        """Send nothing yet: Textual flushes after each paint, and the paints of one turn go out together."""

    def _send(self) -> None:
        data, self._pieces = "".join(self._pieces), []
        if data:
            self._terminal.write(self._pen.write(data).encode(errors="replace"))

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._terminal.driver = self
        self._send_size()
        self.write(_MODES)
        if self._terminal.ended:
            self.leave()

    def start_over(self) -> None:
        """Put a terminal right that something else has written to; all of it is to be painted anew."""
        self._pen.forget()
        self.write(f"{_MODES}{CLEAN}")

    def disable_input(self) -> None:
        """Hear nothing more from the client."""
        self._terminal.driver = None
        for timer in (self._quiet, self._flood, self._resizing):
            if timer is not None:
                timer.cancel()
        self._typed.clear()

    def stop_application_mode(self) -> None:
        """Give the terminal back, cleared."""
        self.disable_input()
        self.write("\x1b[?2004l\x1b[?7h\x1b[m\x1b[2J\x1b[H\x1b[?1049l\x1b[?25h")
        self._send()

    def leave(self) -> None:
        """Ask the app to end."""
        # an app told to exit before it has mounted its first screen crashes
        self._app.call_later(self._app.exit)

    def feed(self, data: bytes) -> None:
        """Take what the client typed, 512 bytes a loop turn from the caller."""
        if self._flood is not None or len(self._typed) + len(data) > PASTE:
            # Once something is lost all is, until the client pauses: half a sequence would press keys.
            self._lost += len(data)
            if self._flood is not None:
                self._flood.cancel()
            self._flood = self._loop.call_later(_FLOOD_PAUSE, self._flood_over)
            return
        self._typed += data
        if not self._working:
            self._work()

    def _flood_over(self) -> None:
        self._flood = None
        self.send_message(InputDropped(self._lost))
        self._lost = 0

    def _work(self) -> None:
        """Handle so much of what was typed that nobody else waits for it."""
        length = _PASTED_A_TURN if self._parser.pasting else _TYPED_A_TURN
        piece = bytes(self._typed[:length])
        del self._typed[:length]
        for message in self._parser.feed(self._decode(piece)):
            self.process_message(message)
        self._working = bool(self._typed)
        if self._working:
            behind = self._app.message_queue_size > _APP_BACKLOG
            self._loop.call_later(0.01 if behind else 0, self._work)
        self._await_silence()

    def _await_silence(self) -> None:
        if self._quiet is not None:
            self._quiet.cancel()
        patience = None if self._typed else self._parser.patience
        self._quiet = None if patience is None else self._loop.call_later(patience, self._silence)

    def _silence(self) -> None:
        for message in self._parser.tick():
            self.process_message(message)

    def resized(self, width: int, height: int) -> None:
        """Take the terminal's new size; of a storm only the newest now and then."""
        self._size = width, height
        if self._resizing is None:
            wait = max(0.0, self._last_resize + _RESIZE_PAUSE - self._loop.time())
            self._resizing = self._loop.call_later(wait, self._send_size)

    def _send_size(self) -> None:
        self._resizing, self._last_resize = None, self._loop.time()
        size = Size(*(self._size or self._terminal.size))
        self.send_message(events.Resize(size, size))

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open nothing: it would open on the server."""

    def deliver_binary(self, binary: Any, **_: Any) -> None:
        """Deliver nothing: it would land on the server's disk."""
        binary.close()


async def run_app(app: App[Any]) -> int:
    """Run an app on its terminal and give its return code; what crashed inside it is raised here."""
    await app.run_async(mouse=False)
    if app._exception is not None:
        raise app._exception
    return app.return_code or 0
