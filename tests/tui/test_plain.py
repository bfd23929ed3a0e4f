"""One line at a time on a bare terminal: what stands on the screen is what is answered."""

import asyncio
from types import SimpleNamespace
from typing import Any
from unicodedata import normalize

import asyncssh
import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.plain import LONGEST, Left, PlainLines


class Typist:
    """A channel whose client types these pieces and then hangs up, or is silent."""

    def __init__(self, *pieces: bytes | Exception, width: int = 80, patient: bool = False) -> None:
        self._pieces, self._patient = list(pieces), patient
        self.out = bytearray()
        self.stdin = self
        self.stdout = SimpleNamespace(write=self.out.extend)
        self.term_size = (width, 24, 0, 0)

    async def read(self, number: int) -> bytes:
        if not self._pieces and self._patient:
            await asyncio.Event().wait()
        piece = self._pieces.pop(0) if self._pieces else b""
        if isinstance(piece, Exception):
            raise piece
        self._pieces[:0] = [piece[number:]] if piece[number:] else []
        return piece[:number]

    @property
    def shown(self) -> list[str]:
        screen = pyte.Screen(self.term_size[0], 24)
        pyte.ByteStream(screen).feed(bytes(self.out))
        return [line.rstrip() for line in screen.display]


def lines_on(typist: Typist) -> PlainLines:
    channel: Any = typist
    return PlainLines(channel)


async def asked(typist: Typist, times: int = 1) -> list[str]:
    lines = lines_on(typist)
    return [await lines.ask("Kod:") for _ in range(times)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (b"abc\r", "abc"),
        (b"abx\x7fc\r", "abc"),
        (b"abx\x08c\n", "abc"),
        (b"xyz\x15abc\r", "abc"),
        (b"\x7f\x7fa\r", "a"),
        (b"a\x1b[Db\x1b[1;5Cc\x1bOP\x1bxd\r", "abcd"),
        ("Köksdåtorn\r".encode(), "Köksdåtorn"),
        (b"a\x00\x07\x1b[200~b\x1b[201~\r", "ab"),
        (b"\xff\xfea\r", "\ufffd\ufffda"),
    ],
)
async def test_a_line_is_what_is_left_of_what_was_typed(typed: bytes, meant: str) -> None:
    typist = Typist(*(bytes([byte]) for byte in typed))
    assert await asked(typist) == [meant]
    assert typist.shown[0] == f"Kod: {meant}"


async def test_several_lines_may_come_at_once_and_end_in_any_way() -> None:
    assert await asked(Typist(b"ett\r\ntv\xc3", b"\xa5\ntre\rfyra\r"), 4) == ["ett", "två", "tre", "fyra"]
    assert await asked(Typist(b"\r\r\n\n"), 3) == ["", "", ""]


@pytest.mark.parametrize("key", [b"ab\x03", b"\x04", b"", b"ab\x1b["])
async def test_ctrl_c_ctrl_d_and_a_lost_line_leave(key: bytes) -> None:
    with pytest.raises(Left):
        await asked(Typist(key))


async def test_what_is_no_typing_is_passed_over() -> None:
    changes: list[Any] = [asyncssh.TerminalSizeChanged(40, 15, 0, 0), asyncssh.BreakReceived(1)]
    assert await asked(Typist(b"a", *changes, b"b\r")) == ["ab"]
    with pytest.raises(Left):
        await asked(Typist(b"a", asyncssh.SignalReceived("INT")))


async def test_a_flood_is_cut_and_others_get_their_turn() -> None:
    turns = 0

    async def other() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    beside = asyncio.create_task(other())
    (line,) = await asked(Typist(b"x" * 200_000 + b"\r"))
    beside.cancel()
    assert len(line) == LONGEST
    assert turns > 300


@given(st.lists(st.sampled_from(["a", "å", "日", "é", "e\u0301", "\x7f", "\x15", "-", "7"]), max_size=30))
def test_what_stands_on_the_screen_is_what_is_answered(keys: list[str]) -> None:
    typist = Typist("".join(keys).encode() + b"\r")
    (line,) = asyncio.run(asked(typist))
    assert normalize("NFC", typist.shown[0].removeprefix("Kod:")).replace(" ", "") == normalize("NFC", line)


@pytest.mark.parametrize("width", [40, 80, 300])
def test_what_is_said_is_folded_between_words_and_holds_no_control_characters(width: int) -> None:
    typist = Typist(width=width)
    lines_on(typist).say("Skriv koden \x1b[2J ur brevet " + "och tryck Enter " * 8 + "\nklart")
    said = typist.out.decode()
    assert all(len(line) < min(width, 79) for line in said.split("\r\n"))
    assert said.replace("\r\n", "").isprintable()
    assert said.endswith("\r\nklart\r\n")
