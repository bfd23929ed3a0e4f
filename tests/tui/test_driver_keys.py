"""What terminals send, and the keys it becomes."""

from collections.abc import Iterator

import pytest
from textual import events
from textual.message import Message

from tui.driver import PASTE, InputDropped, QuietParser


def keys_of(data: str, parser: QuietParser | None = None) -> list[str]:
    messages = (parser or QuietParser()).feed(data)
    return [message.key for message in messages if isinstance(message, events.Key)]


PUTTY = {
    **{
        f"\x1b[{code}~": f"f{number}"
        for number, code in enumerate((11, 12, 13, 14, 15, 17, 18, 19, 20, 21), 1)
    },
    "\x1b[23~": "f11",
    "\x1b[24~": "f12",
    "\x1b[1~": "home",
    "\x1b[4~": "end",
    "\x1b[2~": "insert",
    "\x1b[3~": "delete",
    "\x1b[5~": "pageup",
    "\x1b[6~": "pagedown",
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1b[C": "right",
    "\x1b[D": "left",
    "\x1bOA": "up",
    "\x1bOB": "down",
    "\x1bOC": "right",
    "\x1bOD": "left",
    "\x1b[Z": "shift+tab",
    "\x7f": "backspace",
    "\r": "enter",
    "\t": "tab",
}
OTHERS = {
    "\x1bOP": "f1",
    "\x1bOS": "f4",
    "\x1b[[A": "f1",
    "\x1b[[E": "f5",
    "\x1b[H": "home",
    "\x1bOF": "end",
    "\x1b[1;2A": "shift+up",
    "\x1b[1;2R": "f15",
    "\x1b[3$": "shift+delete",
    "\x1bOM": "enter",
    "\x1bOq": "1",
    "\x1bOl": "comma",
    "\x1bOn": "comma",
    "\x1bx": "alt+x",
    "å": "å",
    "§": "section_sign",
}
UNKNOWN = [
    "\x1b[?1;2c",
    "\x1b[>0;276;0c",
    "\x1b[24;80R",
    "\x1b[?2026;2$y",
    "\x1b[48;4000000000;4000000000;1;1t",
    "\x1b[<0;17;3M",
    "\x1b[<0;17;3m",
    "\x1b[M !1",
    "\x1b[I",
    "\x1b[O",
    "\x1b[27;5;49~",
    "\x1b[201~",
    "\x1b[[Z",
    "\x1b[" + "1;" * 300 + "3m",
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    "\x1b]11;rgb:1234/1234/1234\x1b\\",
    "\x1b]52;c;" + "MTIzNA" * 1000 + "\x07",
    "\x1bP1$r0m\x1b\\",
    "\x1b_Gi=1;OK\x1b\\",
    "\x1b^1234\x1b\\",
    "\x1bX1234\x1b\\",
    "\x9b3~"[:1],
]


@pytest.mark.parametrize(("sequence", "key"), (PUTTY | OTHERS).items(), ids=repr)
def test_what_terminals_send_arrives_as_the_right_key(sequence: str, key: str) -> None:
    assert keys_of(sequence) == [key]
    parser = QuietParser()
    assert [found for character in sequence + "z" for found in keys_of(character, parser)] == [key, "z"]


@pytest.mark.parametrize("sequence", UNKNOWN, ids=range(len(UNKNOWN)))
def test_a_sequence_nobody_knows_presses_no_key(sequence: str) -> None:
    assert keys_of(f"a{sequence}b") == ["a", "b"]
    parser = QuietParser()
    assert [key for character in f"a{sequence}b" for key in keys_of(character, parser)] == ["a", "b"]
    assert parser.patience is None


def test_escape_is_a_key_when_nothing_follows() -> None:
    parser = QuietParser()
    assert keys_of("\x1b", parser) == []
    assert [key.key for key in parser.tick() if isinstance(key, events.Key)] == ["escape"]
    assert keys_of("\x1b\x1b[A", parser) == ["escape", "up"]
    assert keys_of("\x1b[\x1b[B", parser) == ["down"]


def test_half_a_sequence_is_nothing_after_a_silence() -> None:
    for half in ("\x1b[", "\x1b[1;", "\x1bO", "\x1b[M1", "\x1b]11;rgb", "\x1bP1\x1b"):
        parser = QuietParser()
        assert keys_of(half, parser) == []
        assert parser.patience
        assert list(parser.tick()) == []
        assert keys_of("k", parser) == ["k"]


def pasted(messages: Iterator[Message]) -> list[str]:
    return [message.text for message in messages if isinstance(message, events.Paste)]


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_a_paste_arrives_whole_however_it_is_cut(size: int) -> None:
    data = "\x1b[200~en [201~ rad\rtvå 1234\x1b[201~x"
    parser = QuietParser()
    messages = [m for at in range(0, len(data), size) for m in parser.feed(data[at : at + size])]
    assert pasted(iter(messages)) == ["en [201~ rad\rtvå 1234"]
    assert [message.key for message in messages if isinstance(message, events.Key)] == ["x"]


def test_an_escape_in_a_paste_presses_nothing() -> None:
    messages = list(
        QuietParser().feed("\x1b[200~a\x1b\x1bq\x1b[3~1234567890123456789012345678901234567890\x1b[201~")
    )
    assert [type(message) for message in messages] == [events.Paste]
    assert pasted(iter(messages)) == ["aq[3~1234567890123456789012345678901234567890"]


def test_a_paste_without_end_is_given_up_after_a_silence() -> None:
    parser = QuietParser()
    assert list(parser.feed("\x1b[200~text")) == []
    assert parser.patience
    assert pasted(parser.tick()) == ["text"]
    assert keys_of("k", parser) == ["k"]


def test_what_is_too_much_of_a_paste_is_dropped_and_told() -> None:
    parser = QuietParser()
    data = "\x1b[200~" + "å" * PASTE + "\x1b[201~k"
    messages = [m for at in range(0, len(data), 512) for m in parser.feed(data[at : at + 512])]
    paste, dropped, key = messages
    assert isinstance(paste, events.Paste)
    assert paste.text == "å" * (PASTE // 2)
    assert isinstance(dropped, InputDropped)
    assert dropped.count == PASTE
    assert isinstance(key, events.Key)
