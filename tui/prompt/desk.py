"""Where a member types lines and reads answers: a terminal, a plain one, or a pipe."""

from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from textual import events
from textual.message import Message

from models.text import printable
from tui.driver import InputDropped, QuietParser
from tui.prompt.editor import Came, Editor
from tui.prompt.row import PlainRow, Row

_PLAIN_KEYS = {"enter", "ctrl+j", "backspace", "ctrl+u", "ctrl+w", "ctrl+c", "ctrl+d"}
_DROPPED = "dropped"
_MOST_BYTES = 4


@dataclass(frozen=True, slots=True)
class Typed:
    """Something a member typed that asks for an answer."""

    came: Came
    line: str = ""
    too_long: bool = False


class Desk(Protocol):
    """What the prompt needs of whatever the member sits at."""

    editor: Editor

    @property
    def patience(self) -> float | None:
        """Seconds of silence after which `quiet` is to be called, if any."""

    @property
    def may_be_parted(self) -> bool:
        """Whether a line may come in now without tearing what is typed apart."""

    def ask(self, prompt: str) -> None:
        """Let the member see that a line is waited for."""

    def feed(self, data: bytes) -> None:
        """Take what was typed."""

    def quiet(self) -> None:
        """Take that nothing more came for a while."""

    def finish(self, *, whole: bool) -> None:
        """Take that nothing more will come, and whether all there was has."""

    def next(self) -> Typed | None:
        """What comes of the keys that were typed, one thing at a time."""

    def say(self, text: str) -> None:
        """Show whole lines, before the line that is being typed."""

    def part(self) -> None:
        """Leave the line that is being typed, for good."""


class TerminalDesk:
    """A terminal: every key comes as it is pressed, and what it writes is shown by us."""

    def __init__(self, write: Callable[[str], None], row: Row) -> None:
        self.editor = Editor()
        self._write, self._row = write, row
        self._keys: deque[tuple[str, str | None]] = deque()
        self._parser, self._decode = QuietParser(), getincrementaldecoder("utf-8")("replace").decode
        self._prompt: str | None = None
        self._ended = False
        # A client that ends its lines with two characters has ended one line and not two.
        self._last = ""

    @property
    def patience(self) -> float | None:
        """Seconds of silence that tell Escape from the beginning of another key."""
        return self._parser.patience

    @property
    def may_be_parted(self) -> bool:
        """Whether a line may come in now without tearing what is typed apart."""
        return self._row.may_be_parted

    def ask(self, prompt: str) -> None:
        """Show the prompt, and what was typed before it came."""
        self._prompt = prompt
        self._write(self._row.begin(prompt))

    def feed(self, data: bytes) -> None:
        """Take what was typed."""
        self._hear(self._parser.feed(self._decode(data)))

    def quiet(self) -> None:
        """Take that nothing more came: what looks begun is all there is."""
        self._hear(self._parser.tick())

    def finish(self, *, whole: bool) -> None:
        """Nothing more will come; a line that was not given is not one."""
        self._ended = True

    def _hear(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if isinstance(message, events.Key):
                if not (message.key == "ctrl+j" and self._last == "enter"):
                    self._keys.append((message.key, message.character if message.is_printable else None))
                self._last = message.key
            elif isinstance(message, events.Paste):
                for character in message.text.replace("\r\n", "\n").replace("\r", "\n"):
                    self._keys.append(("enter", None) if character == "\n" else ("", character))
            elif isinstance(message, InputDropped):
                self._keys.append((_DROPPED, None))

    def next(self) -> Typed | None:
        """What comes of the keys that were typed, one thing at a time."""
        while self._keys:
            key, character = self._keys.popleft()
            if key == _DROPPED:
                self.editor.too_long = True
            if isinstance(self._row, PlainRow) and character is None and key not in _PLAIN_KEYS:
                continue
            if (came := self.editor.press(key, character)) is not None:
                return self._come(came)
        self._draw()
        return Typed(Came.LEAVE) if self._ended else None

    def _come(self, came: Came) -> Typed:
        self._draw()
        if came is Came.COMPLETE:
            return Typed(came)
        self._write(self._row.clear() if came is Came.STOP else self._row.finish())
        self._prompt = None
        too_long = self.editor.too_long
        return Typed(came, self.editor.take(), too_long)

    def _draw(self) -> None:
        self._write(self._row.draw(self.editor.text, self.editor.cursor))

    def say(self, text: str) -> None:
        """Show whole lines; a line that is being typed gives way and comes back below them."""
        if not text:
            return
        prompt = self._prompt
        if prompt is not None:
            self._write(self._row.clear())
        self._write(_whole(text).replace("\n", "\r\n"))
        if prompt is not None:
            self.ask(prompt)
            self._draw()

    def part(self) -> None:
        """Leave the line that is being typed, for good."""
        if self._prompt is not None:
            self._write(self._row.clear())
            self._prompt = None


class PipeDesk:
    """No terminal: whole lines come, and whoever typed them has seen them already."""

    patience = None
    may_be_parted = True

    def __init__(self, write: Callable[[str], None]) -> None:
        self.editor = Editor()
        self._write = write
        self._unread = bytearray()
        self._too_long = self._ended = False
        self._prompt = ""
        self._shown = False

    def ask(self, prompt: str) -> None:
        """Show the prompt as soon as no line is waiting."""
        self._prompt, self._shown = prompt, False

    def feed(self, data: bytes) -> None:
        """Take what came."""
        self._unread += data

    def quiet(self) -> None:
        """Nothing: a pipe has no keys that could be half."""

    def finish(self, *, whole: bool) -> None:
        """Nothing more will come; a last line without an end is a line where all has come."""
        self._ended = True
        if not whole:
            self._unread.clear()
        elif self._unread:
            self._unread += b"\n"

    def next(self) -> Typed | None:
        """The next whole line."""
        line, end, rest = self._unread.partition(b"\n")
        if not end:
            return self._await_line()
        self._unread, self._shown = rest, False
        read = _read(bytes(line).removesuffix(b"\r"))
        too_long = self._too_long or len(read) > self.editor.limit
        self._too_long = False
        return Typed(Came.LINE, "" if too_long else read, too_long)

    def _await_line(self) -> Typed | None:
        if len(self._unread) > _MOST_BYTES * self.editor.limit:
            self._too_long = True
            self._unread.clear()
        if self._ended:
            self.part()
            return Typed(Came.LEAVE)
        if not self._shown:
            self._shown = True
            self._write(self._prompt)
        return None

    def say(self, text: str) -> None:
        """Show whole lines; a prompt that stands there is left, and comes again below them."""
        if text:
            self.part()
            self._write(_whole(text))

    def part(self) -> None:
        """Leave the line that is waited for; the prompt stands there until then."""
        if self._shown and self._prompt:
            self._write("\n")
        self._shown = False


def _whole(text: str) -> str:
    """Text as whole lines, with nothing in it that could steer a terminal."""
    safe = printable(text, keep="\n")
    return safe if safe.endswith("\n") else f"{safe}\n"


def _read(line: bytes) -> str:
    """A line as text; a Windows console may send its own letters."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    return "".join(character if character.isprintable() else " " for character in text)
