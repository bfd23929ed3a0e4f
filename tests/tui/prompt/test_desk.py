"""What is typed at a terminal, a plain one and a pipe, whatever bytes come; and what may reach them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.prompt.desk import Desk, PipeDesk, TerminalDesk
from tui.prompt.editor import Came
from tui.prompt.row import PlainRow, ScrollingRow

PROMPT = "tavla> "
_CODES = ("\x1b[K", "\r", "\n", "\b")


def lines_of(desk: Desk, *pieces: bytes) -> list[str]:
    """The lines that come of what is typed; each is answered at once."""
    lines: list[str] = []
    desk.ask(PROMPT)
    for piece in pieces:
        desk.feed(piece)
        while (typed := desk.next()) is not None:
            if typed.came is Came.LINE:
                lines.append(typed.line)
            if typed.came is not Came.COMPLETE:
                desk.say("Svar.")
                desk.ask(PROMPT)
    return lines


def scrolling(write: Callable[[str], None]) -> Desk:
    return TerminalDesk(write, ScrollingRow(lambda: 40))


def plain(write: Callable[[str], None]) -> Desk:
    return TerminalDesk(write, PlainRow())


DESKS = [scrolling, plain, PipeDesk]


@given(st.lists(st.binary(max_size=40), max_size=6))
def test_whatever_is_typed_a_plain_terminal_and_a_pipe_get_only_text(pieces: list[bytes]) -> None:
    for made, end in ((plain, "\r\n"), (PipeDesk, "\n")):
        sent: list[str] = []
        desk = made(sent.append)
        lines_of(desk, *pieces)
        desk.quiet()
        desk.part()
        assert "".join(sent).replace(end, "").isprintable()


@given(st.lists(st.binary(max_size=40), max_size=6))
def test_whatever_is_typed_a_terminal_gets_only_the_codes_that_draw_a_line(pieces: list[bytes]) -> None:
    sent: list[str] = []
    lines_of(scrolling(sent.append), *pieces)
    drawn = "".join(sent)
    for code in (*_CODES, *(f"\x1b[{column}C" for column in range(41))):
        drawn = drawn.replace(code, "")
    assert drawn.isprintable()


@pytest.mark.parametrize("made", DESKS)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_line_comes_whole_however_it_is_cut_on_the_way(
    made: Callable[[Callable[[str], None]], Desk], end: bytes
) -> None:
    whole = "kommentera 12 Räksmörgås på Åsön".encode() + end + b"mina" + end
    for cut in range(len(whole)):
        desk = made(lambda _: None)
        assert lines_of(desk, whole[:cut], whole[cut:]) == ["kommentera 12 Räksmörgås på Åsön", "mina"]


def test_a_windows_consoles_letters_are_understood_in_a_pipe() -> None:
    assert lines_of(PipeDesk(lambda _: None), "ångra\r\n".encode("cp1252")) == ["ångra"]


def test_a_last_line_without_an_end_counts_only_where_all_has_come() -> None:
    for whole, lines in ((True, ["mina"]), (False, [])):
        desk = PipeDesk(lambda _: None)
        desk.ask(PROMPT)
        desk.feed(b"mina")
        desk.finish(whole=whole)
        came = [desk.next(), desk.next()]
        assert [one.line for one in came if one and one.came is Came.LINE] == lines


@pytest.mark.parametrize("made", DESKS)
def test_nothing_that_steers_a_terminal_is_said(made: Callable[[Callable[[str], None]], Desk]) -> None:
    sent: list[str] = []
    made(sent.append).say("a\x1b[2J\x07\x9b\u202eb\u00a0c")
    assert "".join(sent).strip() == "a\ufffd[2J\ufffd\ufffd\ufffdb c"


def test_a_pasted_text_is_typed_line_by_line() -> None:
    assert lines_of(scrolling(lambda _: None), b"\x1b[200~ett\r\ntv\xc3\xa5\r\x1b[201~tre\r") == [
        "ett",
        "två",
        "tre",
    ]
