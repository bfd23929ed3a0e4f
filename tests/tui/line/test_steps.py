"""A card's checklist by words, and what a card tells of its steps, its wording and its comments."""

import pytest

from models.card_changes import comment, reword
from models.comment import comments_of, edit_comment
from models.step import assign_step, steps_of
from models.tick import ticks_of
from tests.conftest import MadeBoard
from tests.tui.line.speaking import answer, as_json, say


def titles(board: MadeBoard) -> list[str]:
    return [one.title for one in steps_of(12, board.clock())]


def test_steps_are_added_finished_opened_and_taken_away_by_words(board: MadeBoard) -> None:
    assert "steg 12 lägg TEXT" in answer(board.eva, "steg 12")
    answer(board.eva, "steg 12 lägg Boka Folkets hus")
    assert answer(board.eva, "steps 12 add Baka").endswith(": steg 0/2\n1 ○ Boka Folkets hus\n2 ○ Baka\n")
    assert "2 √ Baka" in answer(board.eva, "steg 12 klart 2")
    assert as_json(board.eva, "steg 12 done 1 --json")[0]["finished"] == "2023-10-04"
    assert "1 ○ Boka" in answer(board.eva, "steg 12 öppna 1")
    answer(board.eva, "step 12 bort 1")
    assert titles(board) == ["Baka"]
    answer(board.eva, "ångra")
    assert titles(board) == ["Boka Folkets hus", "Baka"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("steg 12 klart 3", 2),
        ("steg 12 klart", 2),
        ("steg 12 bort ett", 2),
        ("steg 12 fnord 1", 2),
        ("steg 12 lägg", 1),
        ("steg 9999", 1),
    ],
)
def test_what_is_no_step_is_refused_in_a_sentence(board: MadeBoard, line: str, code: int) -> None:
    answer(board.eva, "steg 12 lägg Boka")
    reply = say(board.eva, line)
    assert (reply.code, reply.out) == (code, "")
    assert reply.err.strip()
    assert titles(board) == ["Boka"]


def test_who_may_not_change_the_card_may_not_change_its_steps(board: MadeBoard) -> None:
    assert say(board.cia, "steg 12 lägg Boka").code == 1
    answer(board.eva, "steg 12 lägg Boka")
    assert "1 ○ Boka" in answer(board.cia, "steg 12")


def test_a_card_tells_its_steps_its_corrected_words_and_what_was_edited(board: MadeBoard) -> None:
    answer(board.eva, "steg 12 lägg Boka")
    assign_step(board.eva, steps_of(12, board.clock())[0].id, board.bo.member_id)
    comment(board.eva, 12, "Jag tar det")
    edit_comment(board.eva, comments_of(12)[0].id, "Bo tar det")
    text = as_json(board.eva, "visa 12 --json")["text"]
    reword(board.eva, 12, "delta i kampanjerna")
    shown = answer(board.eva, "visa 12")
    assert "Steg 0/1\n  1 ○ Boka (Bo Berg)" in shown
    assert "Eva Ek (ändrad): Bo tar det" in shown
    value = as_json(board.eva, "visa 12 --json")
    assert value["steps"] == [{"place": 1, "title": "Boka", "responsible": "Bo Berg", "finished": None}]
    assert value["comments"][0]["edited"]
    assert "”delta i kampanjerna”" in shown
    assert "Inläst som" in shown
    assert (value["corrected_text"], value["text"]) == ("delta i kampanjerna", text)


def test_several_are_ticked_in_the_month_that_is_running(board: MadeBoard) -> None:
    answer(board.eva, "bocka 12 --antal 12 --dag 'i oktober' --not inlägg")
    (made,) = ticks_of(12)
    assert (made.number, f"{made.day}", made.note) == (12, "2023-10-04", "inlägg")
