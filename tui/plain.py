"""One line at a time on a bare terminal: what is typed is echoed, and nothing else is needed of it."""

import asyncio
import codecs
import textwrap
from contextlib import suppress

import asyncssh
from rich.cells import cell_len

from models.text import printable
from tui.channel import Process
from tui.terminal import clamp

LONGEST = 200
"""Characters a line may have; what is typed past it is not taken."""
_PIECE = 512
_WIDEST = 78
_NEW_LINE = "\r\n"
_ESCAPE = "\x1b"
_LEAVING = "\x03\x04"


class Left(Exception):
    """Whoever sat there has gone, or wants to."""


class PlainLines:
    """Says lines and asks for lines over one SSH channel with a terminal."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._typed = ""
        self._after_return = False

    def say(self, text: str = "") -> None:
        """Write text, folded between words to the terminal's width."""
        width = min(_WIDEST, clamp(*self._process.term_size[:2])[0] - 1)
        for line in text.split("\n"):
            for part in textwrap.wrap(line, width, break_on_hyphens=False) or [""]:
                self._write(printable(part) + _NEW_LINE)

    async def ask(self, question: str) -> str:
        """What is typed after a question, up to Enter; raises Left on Ctrl+C, Ctrl+D or a lost connection."""
        self._write(f"{question} ")
        line: list[str] = []
        while True:
            sign = await self._next()
            if sign in _LEAVING:
                self._write(_NEW_LINE)
                raise Left
            if sign in "\r\n":
                # A paste or a client may end a line with both.
                if sign == "\n" and self._after_return:
                    self._after_return = False
                    continue
                self._after_return = sign == "\r"
                self._write(_NEW_LINE)
                return "".join(line)
            self._after_return = False
            self._edit(line, sign)

    def _edit(self, line: list[str], sign: str) -> None:
        if sign in "\x08\x7f":
            self._rub_out(line)
        elif sign == "\x15":
            while line:
                self._rub_out(line)
        elif sign.isprintable() and len(line) < LONGEST:
            line.append(sign)
            self._write(sign)

    def _rub_out(self, line: list[str]) -> None:
        # An accent of its own goes with the letter under it, as it stands on the screen.
        width = 0
        while line and not width:
            width = cell_len(line.pop())
        self._write("\b \b" * width)

    async def _next(self) -> str:
        """The next sign; what a key beside the letters sends is passed over."""
        while (sign := await self._one()) == _ESCAPE:
            if await self._one() in "[O":
                while not "@" <= await self._one() <= "~":
                    pass
        return sign

    async def _one(self) -> str:
        while not self._typed:
            self._typed = self._decode(await self._piece())
        sign, self._typed = self._typed[0], self._typed[1:]
        return sign

    async def _piece(self) -> bytes:
        while True:
            await asyncio.sleep(0)
            try:
                piece = await self._process.stdin.read(_PIECE)
            except (asyncssh.TerminalSizeChanged, asyncssh.BreakReceived):
                continue
            except (asyncssh.SignalReceived, asyncssh.Error, OSError):
                raise Left from None
            if not piece:
                raise Left
            return piece

    def _write(self, text: str) -> None:
        with suppress(OSError):
            self._process.stdout.write(text.encode(errors="replace"))
