"""What one can do or see on the board can be said on a line, by the registry of the board's commands."""

import pytest

from models.comment import comments_of
from models.commitment import Commitment
from models.database import database
from models.target import Unit
from screens.keymap import COMMANDS, Place
from tests.conftest import MadeBoard
from tests.tui.line.speaking import answer, as_json, say
from tui.line import Prepared, prepare, words_of
from tui.prompt.words import COMMANDS as SAID

LINES = {
    "open": "visa 12",
    "status(1)": "flytta 12 1",
    "status(2)": "flytta 12 planerat",
    "status(3)": "flytta 12 pågår",
    "status(4)": "flytta 12 klart",
    "lift": "flytta 12 pågår",
    "tick": "bocka 12",
    "untick": "bocka 12 --bort",
    "comment": "kommentera 12 Hej",
    "assign": "ansvarig 12 jag",
    "due": "senast 12 om 3 v",
    "pause": "vila 12",
    "drop": "utgå 12 Skolan är nedlagd",
    "edit": "ändra 12 --titel Ny",
    "new": "lägg-till Nytt kort",
    "archive": "arkivera 12",
    "mark": "flera 12,13 flytta klart",
    "mark_all": "flera 12,13 vila",
    "new_steps": "steg 12 lägg Boka",
    "finish": "steg 12 klart 1",
    "reword": "rätta 12 Så skulle det stå",
    "history": "visa 12 --historik --om flyttar --av jag",
    "search": "tavla --text orden",
    "mine": "mina",
    "area": "tavla --område 3",
    "filter": "tavla --försenat --efter --ursprung eget --sedan igår --person Bo --status klart",
    "view": "tavla --per person",
    "view('board')": "tavla",
    "view('areas')": "tavla --per område",
    "view('people')": "tavla --per person",
    "view('times')": "tavla --per tid",
    "order": "tavla --ordning datum",
    "plan": "plan visa",
    "undo": "ångra",
    "redo": "gör om",
    "copy": "visa 12",
    "help": "hjälp",
    "all_keys": "hjälp",
    "handbook": "handbok",
    "today": "idag",
    "invite": "bjud-in Bo",
    "keys": "nyckel lista",
    "quit": "sluta",
    "cursor(-1,0)": "visa 11",
    "cursor(1,0)": "visa 13",
}
"""What is said instead of each thing that is listed on the board and on a card's page."""
ONLY_ON_A_SCREEN = {"appearance", "repaint", "practise", "try_terminal"}
"""How a screen is drawn, and which keys it takes, concerns nobody who has none."""
IN_A_TEXT_INSTEAD = {"revise"}
"""A proposal is gone through line by line; in words each card is changed by itself, and the plan adopted."""


def test_everything_the_board_lists_has_its_line() -> None:
    listed = {one.action for one in COMMANDS if one.listed and {*one.places} & {Place.BOARD, Place.CARD}}
    assert listed == {*LINES} | ONLY_ON_A_SCREEN | IN_A_TEXT_INSTEAD


@pytest.mark.parametrize("line", sorted({*LINES.values()}))
def test_each_of_these_lines_is_understood_at_the_prompt(line: str) -> None:
    assert isinstance(prepare(words_of(line, SAID), SAID), Prepared)


def test_several_cards_are_changed_at_once_and_taken_back_at_once(board: MadeBoard) -> None:
    assert answer(board.eva, "flera 12,13,12 flytta pågår") == "Du flyttade 2 kort till Pågår.\n"
    assert [one["status"] for one in as_json(board.eva, "flera 12,13 bocka --json")] == ["pågår", "pågår"]
    answer(board.eva, "ångra")
    answer(board.eva, "ångra")
    assert (
        as_json(board.eva, "visa 12 --json")["status"]
        == as_json(board.eva, "visa 13 --json")["status"]
        == "ej"
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("flera 12,14 ansvarig Bo, jag", "Du ändrade ansvarig för 2 kort."),
        ("several #12,14 due 2 maj", "Du satte datum för 2 kort till 2 maj 2024."),
        ("flera 12,14 senast ingen", "Du tog bort datumet för 2 kort."),
        ("flera 12,14 vila", "Du lät 2 kort vila."),
        ("flera 12,14 väck", "Du väckte 2 kort."),
        ("flera 12,14 utgå Skolan är nedlagd", "Du lät 2 kort utgå."),
    ],
)
def test_what_is_done_to_several_is_told_in_one_sentence(board: MadeBoard, line: str, told: str) -> None:
    answer(board.eva, "flera 12,14 senast fre")
    if "väck" in line:
        answer(board.eva, "flera 12,14 vila")
    assert answer(board.eva, line) == f"{told}\n"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("flera 12,tolv flytta klart", 2, "är inga kortnummer"),
        ("flera 12,13 dansa", 2, "går inte att göra med flera kort"),
        ("flera 12,13 vila nu", 2, "ett ord för mycket"),
        ("flera 12,13 flytta snart", 2, "ingen status"),
        ("flera 12,13 utgå", 1, "Skälet saknas."),
        ("flera 12,9999 vila", 1, ""),
        ("flera 12,13 arkivera", 1, "Inget av korten är ändrat."),
    ],
)
def test_where_one_cannot_be_changed_none_is(board: MadeBoard, line: str, code: int, said: str) -> None:
    before = answer(board.eva, "tavla")
    refused = say(board.eva, line)
    assert (refused.code, said in refused.err) == (code, True)
    assert answer(board.eva, "tavla") == before


def test_a_part_of_a_cards_history_is_shown(board: MadeBoard) -> None:
    answer(board.eva, "flytta 12 pågår")
    answer(board.bo, "kommentera 12 Hej")
    assert len(comments_of(12)) == 1
    moves = as_json(board.cia, "visa 12 --om flyttar --json")["history"]
    assert [one["text"] for one in moves] == ["Ej påbörjat → Pågår"]
    bos = as_json(board.cia, "visa 12 --av Bo --json")["history"]
    assert [one["who"] for one in bos] == ["Bo Berg"]
    assert as_json(board.cia, "visa 12 --om kommentarer --av Eva --json")["history"] == []
    assert "Välj flyttar" in say(board.eva, "visa 12 --om väder").err


def test_cards_that_count_people_are_ticked_one_by_one(board: MadeBoard) -> None:
    with database.atomic():
        Commitment.update(unit=Unit.PARTICIPANTS).where(Commitment.id == 14).execute()
    refused = say(board.eva, "flera 12,14 bocka")
    assert (refused.code, "där räknas personer. Bocka av för sig." in refused.err) == (1, True)
