"""Idag and the handbook in line mode: the same as on the board, as text."""

import datetime as dt

import pytest

from models.card import cards_of
from models.card_changes import assign, comment, move, set_due
from models.card_form import Wording, add
from models.commitment import Status
from models.handbook import Kind, Piece, handbook
from models.journal import last_change
from models.preference import prefer
from models.since import SEEN
from tests.conftest import MadeBoard
from tests.tui.line.speaking import answer, as_json, say
from tui.cli import main
from tui.commands.tree import Line
from tui.line import MEMBER_COMMANDS


def furnish(board: MadeBoard) -> None:
    one, two, *_ = (card.id for card in cards_of(board.plan.id, board.clock()))
    for number, due in ((one, dt.date(2023, 9, 1)), (two, dt.date(2023, 11, 16))):
        assign(board.eva, number, (board.bo.member_id or 0,))
        set_due(board.eva, number, due)
    prefer(board.bo.member_id or 0, SEEN, str(last_change()))
    comment(board.cia, one, "Ja")
    move(board.eva, two, Status.PLANNED)


def test_idag_tells_what_is_new_what_is_late_and_what_comes_next(board: MadeBoard) -> None:
    furnish(board)
    one, two, *_ = cards_of(board.plan.id, board.clock())
    lines = answer(board.bo, "idag").splitlines()
    assert lines[:2] == ["God kväll, Bo. Onsdag 4 oktober, v. 40.", ""]
    assert lines[2] == "Nytt sedan kl. 18.30"
    assert lines[3].startswith(f"   {two.id}  Eva flyttade")
    assert lines[4].startswith(f"   {one.id}  Cia kommenterade")
    assert lines[6] == "Dina försenade"
    assert lines[7].endswith("senast 1 sep")
    assert lines[9] == "Dina nästa"
    assert lines[10].endswith("tors 16 nov · v. 46")
    assert answer(board.bo, "today") == answer(board.bo, "idag")


def test_idag_looks_a_week_back_for_whoever_has_never_looked_and_as_far_as_one_asks(
    board: MadeBoard,
) -> None:
    assert "läste in" in answer(board.bo, "idag")
    furnish(board)
    assert "läste in" not in answer(board.bo, "idag")
    assert "läste in" in answer(board.bo, "idag --sedan igår")
    assert "har inte varit än" in say(board.bo, "idag --sedan imorgon").err


def test_every_line_of_idag_fits_in_eighty_columns(board: MadeBoard) -> None:
    prefer(board.bo.member_id or 0, SEEN, str(last_change()))
    for number, due in ((1, None), (2, dt.date(2023, 9, 1)), (3, dt.date(2026, 12, 30))):
        made = add(board.eva, Wording(f"{number} {'Mycket långt ' * 15}", due=due))
        assign(board.eva, made.id, (board.bo.member_id or 0,))
    lines = answer(board.bo, "idag").splitlines()
    assert len(lines) > 8
    assert max(map(len, lines)) <= 80


def test_idag_is_the_same_for_a_script(board: MadeBoard) -> None:
    furnish(board)
    told = as_json(board.bo, "idag --json")
    assert [one["who"] for one in told["news"]] == ["Eva", "Cia"]
    assert [len(told[name]) for name in ("late", "next")] == [1, 1]
    assert told["late"][0]["standing"] == "late"


def test_idag_says_kindly_that_there_is_nothing(board: MadeBoard) -> None:
    prefer(board.bo.member_id or 0, SEEN, str(last_change()))
    assert answer(board.bo, "idag").splitlines()[1:] == [
        "Inget nytt sedan sist, och inget som väntar på dig."
    ]


def test_much_that_is_new_is_cut_and_says_where_the_rest_is(board: MadeBoard) -> None:
    prefer(board.bo.member_id or 0, SEEN, str(last_change()))
    for card in cards_of(board.plan.id, board.clock())[:20]:
        comment(board.cia, card.id, "Ja")
    assert "      … och 5 till: ssh … nytt" in answer(board.bo, "idag").splitlines()


def said(piece: Piece) -> str:
    """A piece's words as plain text has them: a line to type stands alone, without quotes."""
    return piece.text if piece.kind is Kind.CODE else piece.quoted


@pytest.mark.parametrize("line", ["handbok", "handbook"])
def test_the_handbooks_chapters_are_listed(board: MadeBoard, line: str) -> None:
    out = answer(board.cia, line)
    assert all(chapter.title in out for chapter in handbook())
    assert [one["number"] for one in as_json(board.cia, f"{line} --json")] == list(
        range(1, len(handbook()) + 1)
    )


def test_every_chapter_can_be_read_within_eighty_columns(board: MadeBoard) -> None:
    for chapter in handbook():
        out = answer(board.cia, f"handbok {chapter.number}")
        assert out.startswith(f"{chapter.number}  {chapter.title}\n\n")
        assert max(map(len, out.splitlines())) <= 80
        words = " ".join(out.split())
        assert all(" ".join(said(piece).split()) in words for piece in chapter.pieces)
        assert as_json(board.cia, f"handbok {chapter.number} --json")["title"] == chapter.title


def test_a_chapter_is_found_by_a_word_and_what_is_not_there_is_refused(board: MadeBoard) -> None:
    assert answer(board.cia, "handbok ångra") == answer(board.cia, "handbok 8")
    assert "Handboken säger inget om ”xyzzy”" in say(board.cia, "handbok xyzzy").err


def test_the_handbook_needs_no_board(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", "nowhere.toml", "handbok", "1"]) == 0
    assert "Vad Tavlan är" in capsys.readouterr().out


def test_both_are_commands_that_only_read() -> None:
    for word in ("idag", "handbok"):
        found = MEMBER_COMMANDS.find(word)
        assert isinstance(found, Line)
        assert found.reads
