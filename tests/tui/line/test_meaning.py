"""What is meant by a name, an area, a day or a kind is never guessed, and an empty word empties nothing."""

import re

import pytest

from models.access import Actor, Role, owner
from models.adoption import close
from models.assignment import actor_of
from models.card import Card, card
from models.card_changes import assign, set_due
from models.card_form import Wording, add, edit, wording_of
from models.database import database
from models.errors import Refusal
from models.plan import Area
from models.roster import add_member
from models.target import Kind, Per, Target
from tests.conftest import MadeBoard
from tests.tui.line.speaking import answer, as_json, say


def now(board: MadeBoard, number: int = 12) -> Card:
    return card(number, board.clock())


def administrator(board: MadeBoard) -> Actor:
    return actor_of(add_member(owner(board.clock), "Ann Al", (Role.ADMINISTRATOR,)).id, board.clock)


@pytest.mark.parametrize(
    "line",
    [
        "ansvarig 12 a",
        "ansvarig 12 Bo, Nisse",
        "ändra 12 --ansvarig e",
        "lägg till Eget --ansvarig e",
        "tavla --person e",
    ],
)
def test_an_administrator_is_told_nobodys_name(board: MadeBoard, line: str) -> None:
    reply = say(administrator(board), line)
    assert (reply.code, reply.out) == (1, "")
    assert reply.err == "Dina uppdrag ger inte rätt att läsa planen. Be ordföranden om ett uppdrag.\n"


# Areas


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("7", 7),
        ("#7", 7),
        ("medlemsintro", 7),
        ("MÖTESORDNING", 1),
        ("'kommunikation med medlemmar'", 10),
        ("'medlemmar kommunikation'", 10),
        ("hela", None),
        ("'hela planen'", None),
        ("Hela", None),
    ],
)
def test_an_area_is_meant_by_its_number_its_title_or_words_that_fit_no_other(
    board: MadeBoard, words: str, area: int | None
) -> None:
    with database.atomic():
        Area.update(title="Mötesordning 99 plan").where(Area.id == 1).execute()
    answer(board.eva, f"ändra 12 --område {words}")
    assert now(board).area_id == area


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("''", "Det finns inget område ””. Välj ett av: 1 Opinionsbildning, "),
        ("' '", "Det finns inget område ””. Välj ett av: 1 Opinionsbildning, "),
        ("99", "10 Kommunikation med medlemmar, Hela planen."),
        ("plan", "”plan” kan vara 3 Planer 99 och Hela planen. Skriv numret eller hela namnet."),
        ("kommunikation", "2 Kommunikation med väljare och 10 Kommunikation med medlemmar"),
    ],
)
def test_an_area_that_is_none_or_several_moves_no_card(board: MadeBoard, words: str, sentence: str) -> None:
    with database.atomic():
        Area.update(title="Planer 99").where(Area.id == 3).execute()
    before = now(board)
    for line in (f"ändra 12 --område {words}", f"tavla --område {words}"):
        reply = say(board.eva, line)
        assert (reply.code, reply.out) == (2, "")
        assert sentence in reply.err
    assert now(board) == before


# None is a word


@pytest.mark.parametrize(
    "line",
    [
        "ansvarig 12 ','",
        "ansvarig 12 ''",
        "ändra 12 --ansvarig ''",
        "ändra 12 --kommundelar ' , '",
        "ändra 12 --samarbete ''",
        "senast 12 ''",
        "ändra 12 --senast ''",
        "ändra 12 --senast ,",
        "ändra 12 --senast ' '",
        "bocka 12 --dag ''",
    ],
)
def test_nothing_is_taken_away_by_an_empty_word(board: MadeBoard, line: str) -> None:
    assign(board.eva, 12, (board.bo.member_id or 0,))
    set_due(board.eva, 12, board.clock().date())
    answer(board.eva, "ändra 12 --kommundelar Färna --samarbete ABF")
    before = now(board)
    reply = say(board.eva, line)
    assert (reply.code in {1, 2}, reply.out) == (True, "")
    assert now(board) == before


def test_an_empty_word_is_told_which_word_means_none(board: MadeBoard) -> None:
    assert "Skriv namn med komma emellan, eller ordet ingen." in say(board.eva, "ansvarig 12 ','").err
    assert "eller ordet ingen." in say(board.eva, "ändra 12 --senast ''").err
    assert as_json(board.eva, "ändra 12 --ansvarig bo --senast fre --json")["due"] == "2023-10-06"
    taken = as_json(board.eva, "ändra 12 --ansvarig ingen --senast inget --json")
    assert (taken["responsible"], taken["due"]) == ([], None)


# Kinds


def test_a_number_for_the_districts_keeps_the_period_it_had(board: MadeBoard) -> None:
    opened = wording_of(now(board))
    districts = Target(Kind.DISTRICTS, 4, Per.YEAR)
    edit(board.eva, 12, opened, Wording(opened.title, target=districts))
    answer(board.eva, "ändra 12 --antal 6")
    assert now(board).target == Target(Kind.DISTRICTS, 6, Per.YEAR)


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("ändra 1 --takt 6", 2, "Slaget kommundelar har ingen takt. Välj ett annat slag."),
        ("ändra 12 --räknas år", 2, "Slaget löpande räknas inte över någon period."),
        ("ändra 18 --slag engångs --antal 1", 2, "Slaget engångs har inget antal."),
        ("lägg till Eget --slag antal", 2, "Skriv hur många, till exempel 2."),
        ("lägg till Eget --slag engångs --takt 2", 2, "Slaget engångs har ingen takt."),
        ("ändra 12 --takt 0", 1, "Takten ska vara mellan 1 och 24 månader."),
        ("ändra 18 --antal 0", 1, "Målet ska vara ett tal mellan 1 och 9999."),
    ],
)
def test_what_the_kind_has_no_use_for_is_never_passed_by(
    board: MadeBoard, line: str, code: int, sentence: str
) -> None:
    before = now(board), now(board, 1), now(board, 18)
    reply = say(board.eva, line)
    assert (reply.code, reply.out) == (code, "")
    assert sentence in reply.err
    assert (now(board), now(board, 1), now(board, 18)) == before


# Ways out


def test_a_closed_plan_is_why_its_cards_are_not_put_away(board: MadeBoard) -> None:
    own = add(board.eva, Wording("Eget")).id
    adopted = say(board.eva, "arkivera 12").err
    assert adopted == (
        "Antaget av årsmötet, kan inte arkiveras. Låt det utgå i stället. Skriv: ssh … utgå 12 SKÄL\n"
    )
    close(board.eva)
    for number in (own, 12):
        closed = say(board.eva, f"arkivera {number}")
        assert (closed.code, closed.err) == (1, "Planen är avslutad, så kortet kan inte ändras.\n")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("ändra 12 --titel ''", "Titeln saknas.\n"),
        ("utgå 12 ' '", "Skälet saknas.\n"),
        ("kommentera 12 --", "Kommentaren saknas.\n"),
        ("lägg till ''", "Titeln saknas.\n"),
    ],
)
def test_nobody_is_told_to_press_a_key_where_there_are_none(
    board: MadeBoard, line: str, sentence: str
) -> None:
    reply = say(board.eva, line)
    assert (reply.code, reply.err) == (1, sentence)


def test_a_form_both_changed_names_no_key(board: MadeBoard) -> None:
    opened = wording_of(now(board))
    edit(board.bo, 12, opened, Wording("Bos"))
    with pytest.raises(Refusal, match=r"Bo Berg ändrade titeln medan du skrev\. ") as clash:
        edit(board.eva, 12, opened, Wording("Evas"))
    assert not re.search(r"\bEsc\b|[Tt]ryck", str(clash.value))
