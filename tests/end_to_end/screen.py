"""OpenSSH's own client in a terminal: what is typed goes in, and what a person would see can be asked for."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

import pyte

PATIENCE = 10.0
"""Seconds a test waits for what must come; it comes in a fraction of that."""
WIDEST, HIGHEST = 300, 120
"""The largest screen the server draws."""
BAR = "▌"
"""What stands before the lines of the card, or of the choice, that the cursor is on."""

MARKS = ("!", "║", "×", "√")
"""What stands there instead, on the first line of a card that is late, paused, dropped or done."""
COLUMN = re.compile(r"(Ej påbörjat|Planerat|Pågår|Klart)  (\d+)")
"""A column's heading with its number of cards."""

Wanted = str | Callable[["Screen"], object]


def poll(holds: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Wait until something holds, at most so long; whether it came to hold."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


class Screen:
    """A person at a terminal."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (120, 36),
        term: str = "xterm-256color",
        **environment: str,
    ) -> None:
        self._master, slave = pty.openpty()
        self._set_size(*size)
        self._before = termios.tcgetattr(self._master)
        given = {"PATH": os.environ["PATH"], "TERM": term, "LANG": "C.UTF-8", **environment}
        # A session of its own: nobody's Ctrl+C but the test's reaches it.
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=given, start_new_session=True
        )
        os.close(slave)
        self.raw = bytearray()
        """Every byte that came."""
        self._screen = pyte.Screen(*_drawn(*size))
        self._stream = pyte.ByteStream(self._screen)
        self._lock = threading.Lock()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        with suppress(OSError):
            while piece := os.read(self._master, 65536):
                with self._lock:
                    self.raw += piece
                    self._stream.feed(piece)

    def _set_size(self, width: int, height: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def resize(self, width: int, height: int) -> None:
        """Make the window larger or smaller."""
        with self._lock:
            self._screen.resize(*reversed(_drawn(width, height)))
            self._set_size(width, height)
        # The terminal is not the client's controlling one, so that the kernel does not say it.
        self.process.send_signal(signal.SIGWINCH)

    def type(self, keys: str | bytes) -> None:
        """Press keys, as the bytes a terminal sends for them."""
        rest = keys.encode() if isinstance(keys, str) else keys
        while rest:
            rest = rest[os.write(self._master, rest) :]

    def press(self, key: str) -> None:
        """Press a key, and wait until it has been answered with a repaint."""
        before = len(self.raw)
        self.type(key)
        self.until(lambda screen: len(screen.raw) > before)

    @property
    def lines(self) -> list[str]:
        """The lines one sees."""
        with self._lock:
            return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """All one sees."""
        return "\n".join(self.lines)

    @property
    def header(self) -> str:
        """The first line: whose board, who is here, what day."""
        return self.lines[0]

    @property
    def news(self) -> str:
        """The last line but one: what just happened."""
        return self.lines[-2].strip()

    @property
    def _bars(self) -> tuple[int, list[str]]:
        """Where the cursor's bar stands, and the words behind it; the areas may have one too, to the left."""
        lines = self.lines
        column = max(line.rfind(BAR) for line in lines)
        rows = [row for row, line in enumerate(lines) if column >= 0 and line[column : column + 1] == BAR]
        # A mark stands where the first line's bar would.
        if rows and lines[rows[0] - 1][column : column + 1] in MARKS:
            rows.insert(0, rows[0] - 1)
        return column, [lines[row][column + 1 :] for row in rows]

    @property
    def cursor(self) -> str:
        """The words the cursor stands on, line by line."""
        return " ".join(re.split("│|   ", words)[0].strip() for words in self._bars[1])

    @property
    def column(self) -> str:
        """The heading, with its number, of the board's column that the cursor stands in."""
        headings = next((line for line in self.lines if COLUMN.search(line)), "")
        heading = COLUMN.search(headings[self._bars[0] + 1 :].split("│")[0])
        return f"{heading[1]} {heading[2]}" if heading else ""

    def until(self, wanted: Wanted, seconds: float = PATIENCE) -> "Screen":
        """Wait until one sees these words, or until something holds; a failure shows the screen."""
        sees = (lambda: wanted in self.text) if isinstance(wanted, str) else (lambda: wanted(self))
        if not poll(sees, seconds):
            said = repr(wanted) if isinstance(wanted, str) else "det"
            raise AssertionError(f"{said} kom aldrig på skärmen:\n{self.text}")
        return self

    def rest(self) -> "Screen":
        """Wait until no more comes, so that what one sees is no half of a picture."""

        def is_still() -> bool:
            before = len(self.raw)
            time.sleep(0.05)
            return len(self.raw) == before

        poll(is_still)
        return self

    def go_to(self, number: int, title: str) -> "Screen":
        """Put the board's cursor on a card, by the menu."""
        self.type(":")
        self.until("Sök kommando eller kort")
        self.type(f"{number}")
        self.until(lambda screen: title in screen.cursor)
        self.type("\r")
        # The last line is drawn last.
        return self.until(lambda screen: screen.lines[-1].endswith("hjälp") and screen.stands_on(title))

    def stands_on(self, title: str) -> bool:
        """Whether the cursor stands on this card or choice."""
        return self.cursor.startswith(title)

    def leaves(self, seconds: float = PATIENCE) -> int:
        """Wait until the client has ended, and answer with its exit code."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"ssh slutade aldrig:\n{self.text}") from None
        self._reader.join(seconds)
        return code

    @property
    def after(self) -> str:
        """What was said after the screen had been given back."""
        return bytes(self.raw).rpartition(b"\x1b[?1049l")[2].decode()

    @property
    def is_clean(self) -> bool:
        """Whether the terminal is as it was: its first screen, cursor, wrapping, pastes, lines."""
        switched = dict(re.findall(rb"\x1b\[\?(\d+)([hl])", bytes(self.raw)))
        as_ever = {b"1049": b"l", b"25": b"h", b"7": b"h", b"2004": b"l"}
        given_back = all(switched.get(mode) in (None, usual) for mode, usual in as_ever.items())
        return given_back and termios.tcgetattr(self._master) == self._before

    def close(self) -> None:
        """Close the window, whatever is in it."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reader.join(PATIENCE)
        os.close(self._master)


def _drawn(width: int, height: int) -> tuple[int, int]:
    return min(width, WIDEST) or 80, min(height, HIGHEST) or 24
