"""A card's steps, ticks, comments and wording by words, and what a card tells of them."""

import pytest

from models.card import card
from models.card_changes import comment, reword
from models.comment import comments_of, edit_comment
from models.step import assign_step, steps_of
from models.tick import ticks_of
from tests.conftest import MadeBoard
from tests.tui.line.speaking import answer, as_json, caller, say
from tui.line import MEMBER_COMMANDS, run, words_of


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
        ("steg 12 klart 1 2", 2),
        ("steg 12 upp", 2),
        ("steg 12 ändra 2 Nytt", 2),
        ("steg 12 ändra 1", 1),
        ("steg 12 ansvarig 1", 2),
        ("steg 12 ansvarig 1 Bo, Eva", 2),
        ("steg 12 ansvarig 1 Fnord", 1),
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


def test_a_step_is_worded_anew_given_to_somebody_and_moved_by_words(board: MadeBoard) -> None:
    answer(board.eva, "steg 12 lägg Boka")
    answer(board.eva, "steg 12 lägg Baka")
    assert '1 ○ Boka Bo\'s "sal"\n' in answer(board.eva, 'steg 12 ändra 1 Boka Bo\'s "sal"')
    assert "2 ○ Baka (Bo Berg)\n" in answer(board.eva, "steg 12 ansvarig 2 Bo")
    assert as_json(board.eva, "step 12 assign 2 mig --json")[1]["responsible"] == "Eva Ek"
    assert "1 ○ Baka (Eva Ek)\n2 ○ Boka" in answer(board.eva, "steg 12 upp 2")
    assert "1 ○ Boka" in answer(board.eva, "steps 12 down 1")
    assert answer(board.eva, "steg 12 ansvarig 2 ingen").endswith("2 ○ Baka\n")
    answer(board.eva, "ångra")
    assert "2 ○ Baka (Eva Ek)" in answer(board.eva, "steg 12")


def test_a_tick_is_put_right_and_taken_away_by_its_place(board: MadeBoard) -> None:
    title = card(18, board.clock()).title
    assert "ssh … bocka 18" in answer(board.eva, "bockar 18")
    answer(board.eva, "bocka 18 --dag igår")
    answer(board.eva, "bocka 18 --not Folkbladet")
    told = answer(board.eva, "bockar 18 ändra 1 --antal 3 --not 'Med KF'")
    assert told == f"{title}: 4/2\n1  3 oktober 2023  3  Med KF\n2  4 oktober 2023  Folkbladet\n"
    assert "2  4 oktober 2023  Folkbladet" in answer(board.eva, "visa 18")
    assert as_json(board.eva, "ticks 18 edit 2 --day '1 okt' --note '' --json") == [
        {"place": 1, "day": "2023-10-01", "number": 1, "note": ""},
        {"place": 2, "day": "2023-10-03", "number": 3, "note": "Med KF"},
    ]
    assert answer(board.eva, "bockar 18 bort 1") == f"{title}: 3/2\n1  3 oktober 2023  3  Med KF\n"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("bockar 18 ändra 1", 2),
        ("bockar 18 --antal 2", 2),
        ("bockar 18 bort 1 --antal 2", 2),
        ("bockar 18 bort 2", 2),
        ("bockar 18 bort", 2),
        ("bockar 18 lägg 1", 2),
        ("bockar 18 ändra 1 --antal 0", 1),
        ("bockar 18 ändra 1 --dag 'om 3 v'", 1),
        ("bockar 9999", 1),
    ],
)
def test_what_cannot_be_done_to_a_tick_is_refused_and_changes_nothing(
    board: MadeBoard, line: str, code: int
) -> None:
    answer(board.eva, "bocka 18")
    before = ticks_of(18)
    reply = say(board.eva, line)
    assert (reply.code, reply.out) == (code, "")
    assert reply.err.strip()
    assert ticks_of(18) == before


def test_a_tick_belongs_to_whoever_may_change_the_card(board: MadeBoard) -> None:
    answer(board.eva, "bocka 18")
    for line in ("bockar 18 bort 1", "bockar 18 ändra 1 --antal 2"):
        assert say(board.cia, line).code == 1
    assert (ticks_of(18)[0].number, "4 oktober" in answer(board.cia, "bockar 18")) == (1, True)


def test_a_comment_is_worded_anew_and_taken_away_by_whoever_wrote_it(board: MadeBoard) -> None:
    assert "ssh … kommentera 12 TEXT" in answer(board.cia, "kommentarer 12")
    answer(board.eva, "kommentera 12 Bra")
    answer(board.cia, "kommentera 12 Jag tar det")
    assert answer(board.cia, 'kommentarer 12 ändra 2 Bo\'s "sal" är vår').endswith(
        '2  4 oktober kl. 18.30 Cia Dal (ändrad): Bo\'s "sal" är vår\n'
    )
    value = as_json(board.cia, "comments 12 edit 2 Salen --json")
    assert [(one["place"], one["text"], one["edited"]) for one in value] == [
        (1, "Bra", False),
        (2, "Salen", True),
    ]
    for line in ("kommentarer 12 bort 1", "kommentarer 12 ändra 1 Dåligt"):
        assert "Bara den som skrev" in say(board.cia, line).err
    for line in (
        "kommentarer 12 bort 3",
        "kommentarer 12 bort 2 nu",
        "kommentarer 12 ändra",
        "comments 12 add",
    ):
        assert say(board.cia, line).code == 2
    assert say(board.cia, "kommentarer 12 ändra 2").code == 1
    assert "Salen" not in answer(board.cia, "kommentarer 12 bort 2")
    assert [one.text for one in comments_of(12)] == ["Bra"]


def test_the_wording_is_put_right_by_words(board: MadeBoard) -> None:
    title = card(12, board.clock()).title
    line = 'rätta 12 delta i "alla" kampanjer'
    assert answer(board.eva, line) == f"Rättade ordalydelsen i {title}.\n"
    assert '”delta i "alla" kampanjer”' in answer(board.eva, "visa 12")
    assert answer(board.eva, line) == "Kort 12 står redan så.\n"
    assert as_json(board.eva, "correct 12 --alla-- kampanjer --json")["id"] == 12
    assert "--alla-- kampanjer" in answer(board.eva, "visa 12")
    own = as_json(board.eva, "lägg till Städa --json")["id"]
    assert "Ändra titeln" in say(board.eva, f"rätta {own} Städa mer").err
    assert say(board.cia, line).code == 1
    assert [say(board.eva, wrong).code for wrong in ("rätta 12", "rätta tolv ord", "rätta 12 --")] == [
        2,
        2,
        1,
    ]


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


@pytest.mark.parametrize("text", ["-5 grader ute", "- köp saft", "--json är bra", "--hjälp", "-h"])
@pytest.mark.parametrize("apart", [False, True])
def test_a_text_may_begin_with_what_looks_like_an_option(board: MadeBoard, text: str, apart: bool) -> None:
    def told(line: str) -> None:
        words = line.split() if apart else words_of(line)
        reply = run(caller(board.eva), words, MEMBER_COMMANDS)
        assert (reply.err, reply.code) == ("", 0)

    comment(board.eva, 12, "Först")
    told("steg 12 lägg Först")
    told(f"steg 12 lägg {text}")
    told(f"steg 12 ändra 1 {text} --json")
    told(f"kommentera 12 {text}")
    told(f"kommentarer 12 ändra 1 {text}")
    assert titles(board) == [text, text]
    assert [one.text for one in comments_of(12)] == [text, text]
