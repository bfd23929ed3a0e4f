"""The line as it is typed: what the keys do to it, and that what stands on the screen is the text."""

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.commands.columns import cells
from tui.prompt.editor import LONGEST, Came, Editor
from tui.prompt.row import PlainRow, ScrollingRow

PROMPT = "tavla> "
WIDTH = 24
LETTERS = st.sampled_from("ab åäö漢字\u0301\u0308é")
MOVES = ("left", "right", "home", "end", "backspace", "delete", "up", "down")
KEYS = st.one_of(
    LETTERS.map(lambda letter: ("", letter)),
    st.sampled_from((*MOVES, *(f"ctrl+{letter}" for letter in "aeuwkbfnpcd"))).map(lambda key: (key, None)),
)


def typed(editor: Editor, *keys: str) -> Editor:
    """Press keys: names in brackets, anything else letter by letter."""
    for key in keys:
        if key.startswith("<"):
            editor.press(key[1:-1])
        else:
            for letter in key:
                editor.press(letter, letter)
    return editor


class Shown:
    """A terminal that draws what a row sends, as a person would see it."""

    def __init__(self, width: int = WIDTH) -> None:
        self.row = ScrollingRow(lambda: width)
        self._screen = pyte.Screen(width, 4)
        self._stream = pyte.Stream(self._screen)
        self.feed(self.row.begin(PROMPT))

    def feed(self, sent: str) -> None:
        self._stream.feed(sent)

    def draw(self, editor: Editor) -> None:
        self.feed(self.row.draw(editor.text, editor.cursor))

    @property
    def line(self) -> str:
        cells_of = self._screen.buffer[0]
        return "".join(cells_of[place].data for place in range(self._screen.columns)).rstrip()

    @property
    def at(self) -> int:
        return self._screen.cursor.x - len(PROMPT)

    @property
    def only_the_first_row(self) -> bool:
        return self._screen.cursor.y == 0 and not any(line.strip() for line in self._screen.display[1:])


@given(st.lists(KEYS, max_size=60))
def test_what_stands_on_the_screen_is_the_text_around_the_cursor(keys: list[tuple[str, str | None]]) -> None:
    editor, shown = Editor(past=["ett", "två åäö"]), Shown()
    for key, character in keys:
        editor.press(key, character)
        shown.draw(editor)
        seen, text = shown.line.removeprefix(PROMPT.rstrip()).removeprefix(" "), editor.text
        assert seen.strip() in text
        assert shown.only_the_first_row
        if cells(text) < WIDTH - len(PROMPT):
            assert seen == text.rstrip()
            assert shown.at == cells(text[: editor.cursor])
        else:
            assert cells(seen) >= (WIDTH - len(PROMPT)) // 2 - 1 or "  " in text
            assert 0 <= shown.at < WIDTH - len(PROMPT)


@given(st.lists(KEYS, max_size=60))
def test_a_plain_terminal_gets_nothing_but_what_is_typed(keys: list[tuple[str, str | None]]) -> None:
    editor, row = Editor(), PlainRow()
    echoed = row.begin(PROMPT)
    for key, character in keys:
        if character is not None or key in {"backspace", "ctrl+u", "ctrl+w"}:
            editor.press(key, character)
            echoed += row.draw(editor.text, editor.cursor)
    assert "".join(echoed.split("\u0301")).replace("\u0308", "").isprintable()
    told = (echoed + row.finish()).split("\r\n")
    assert editor.text in (told[0].removeprefix(PROMPT), told[1].removeprefix("Kommando: "))


@pytest.mark.parametrize(
    ("keys", "line", "cursor"),
    [
        (("flytta 12",), "flytta 12", 9),
        (("flytta", "<home>", "x", "<end>", "y"), "xflyttay", 8),
        (("flytta", "<ctrl+a>", "<delete>", "<ctrl+d>"), "ytta", 0),
        (("flytta 12 klart", "<ctrl+w>", "<ctrl+w>"), "flytta ", 7),
        (("flytta  ", "<ctrl+w>"), "", 0),
        (("flytta 12", "<left>", "<left>", "<ctrl+k>", "8"), "flytta 8", 8),
        (("flytta 12", "<left>", "<ctrl+u>"), "2", 0),
        (("e\u0301", "<left>", "x"), "xé", 1),
        (("q\u0301a", "<left>", "<backspace>"), "a", 0),
        (("q\u0301a", "<home>", "<right>", "<right>", "<backspace>"), "q\u0301", 2),
        (("\u0301a",), "a", 1),
        (("a\u00a0b\u200bc\x07",), "a bc", 4),
        (("<left>", "<backspace>", "<delete>", "<ctrl+w>", "<down>", "<up>"), "", 0),
    ],
)
def test_the_keys_do_what_they_do_elsewhere(keys: tuple[str, ...], line: str, cursor: int) -> None:
    editor = typed(Editor(), *keys)
    assert (editor.text, editor.cursor) == (line, cursor)


def test_the_arrows_bring_back_what_was_given_and_then_what_was_begun() -> None:
    editor = Editor()
    for line in ("mina", "visa 12", "visa 12", ""):
        editor.remember(line)
    assert editor.past == ["mina", "visa 12"]
    typed(editor, "fly", "<up>")
    assert editor.text == "visa 12"
    assert typed(editor, "<up>", "<up>").text == "mina"
    assert typed(editor, "<down>").text == "visa 12"
    assert typed(editor, "<down>", "<down>").text == "fly"
    assert editor.take() == "fly"
    assert editor.text == ""


def test_a_key_says_when_a_line_is_given_thrown_away_or_ended() -> None:
    editor = Editor()
    assert editor.press("ctrl+d") is Came.LEAVE
    typed(editor, "a", "<left>")
    assert editor.press("ctrl+d") is None
    assert editor.text == ""
    assert editor.press("enter") is Came.LINE
    assert editor.press("ctrl+c") is Came.STOP
    assert editor.press("tab") is Came.COMPLETE
    assert editor.press("f5") is None


def test_a_line_that_is_too_long_says_so_and_the_next_does_not() -> None:
    editor = typed(Editor(), "x" * LONGEST)
    assert not editor.too_long
    typed(editor, "y")
    assert (editor.too_long, len(editor.take())) == (True, LONGEST)
    assert not editor.too_long


def test_a_letter_at_the_end_is_all_that_is_sent() -> None:
    editor, shown = typed(Editor(), "flytt"), Shown(80)
    shown.draw(editor)
    assert shown.row.draw("flytta", 6) == "a"
    assert shown.row.draw("flytt", 5) == "\b\x1b[K"
    assert shown.row.draw("flytt", 5) == ""
    assert shown.row.draw("flytt", 0) == "\r\x1b[7C"
