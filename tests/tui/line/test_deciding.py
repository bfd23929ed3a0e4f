"""What the board does to a card by keys is done by words too: who, when, rest, give up, add and change."""

from dataclasses import replace

import pytest

from models import card_changes
from models.card import Card, card
from models.plan import Plan, PlanState, require_plan
from models.target import Kind, Per
from tests.conftest import MadeBoard
from tests.tui.line.speaking import answer, as_json, say


def now(board: MadeBoard, number: int = 12) -> Card:
    return card(number, board.clock())


def test_those_responsible_are_chosen_by_name(board: MadeBoard) -> None:
    assert answer(board.eva, "ansvarig 12 Bo Berg, jag").endswith(": Eva Ek och Bo Berg\n")
    assert {one.name for one in now(board).responsible} == {"Bo Berg", "Eva Ek"}
    assert as_json(board.eva, "assign 12 cia --json")["responsible"] == ["Cia Dal"]
    assert answer(board.cia, "ansvarig 12 ingen").endswith(": ingen\n")
    assert say(board.eva, "ansvarig 12 Nisse").code == 1
    assert now(board).responsible == ()


@pytest.mark.parametrize(
    ("words", "day"), [("fre", "2023-10-06"), ("om 3 v", "2023-10-25"), ("2 maj 2024", "2024-05-02")]
)
def test_a_day_is_set_by_words_and_taken_away(board: MadeBoard, words: str, day: str) -> None:
    assert as_json(board.eva, f"senast 12 {words} --json")["due"] == day
    assert answer(board.eva, "due 12 ingen").endswith(": inget datum\n")
    assert now(board).due is None
    assert "Jag förstår inte ”snart”" in say(board.eva, "senast 12 snart").err


def test_a_card_rests_wakes_is_given_up_and_taken_up(board: MadeBoard) -> None:
    assert "ssh … väck 12" in answer(board.eva, "vila 12")
    assert now(board).paused
    answer(board.eva, "vila 12")
    assert now(board).paused
    answer(board.eva, "wake 12")
    assert not now(board).paused
    assert "ssh … ta upp 12" in answer(board.eva, "utgå 12 Skolan lades ner --paragraf '§ 4'")
    assert (now(board).dropped, now(board).dropped_section) == ("Skolan lades ner", "§ 4")
    again = say(board.bo, "drop 12 igen")
    assert (again.code, "Eva Ek har redan låtit" in again.err) == (1, True)
    answer(board.bo, "ta upp 12")
    assert now(board).dropped is None


def test_a_card_of_ones_own_is_added_changed_and_put_away(board: MadeBoard) -> None:
    made = as_json(board.eva, "lägg till Prova bryggan --område 3 --slag antal --antal 2 --json")
    assert (made["title"], made["kind"], made["target"], made["per"]) == ("Prova bryggan", "count", 2, "year")
    number = made["id"]
    answer(board.eva, f"ändra {number} --titel 'Prova badet' --ansvarig bo --senast 'om 3 v' --område hela")
    changed = now(board, number)
    assert (changed.title, changed.area_id, f"{changed.due}") == ("Prova badet", None, "2023-10-25")
    assert [one.short for one in changed.responsible] == ["Bo"]
    assert "ssh … ångra" in answer(board.eva, f"arkivera {number}")
    assert say(board.eva, f"visa {number}").code == 1
    answer(board.eva, "ångra")
    assert now(board, number).title == "Prova badet"
    assert as_json(board.eva, f"archive {number} --json") == {"id": number, "archived": True}


def test_what_the_meeting_adopted_is_not_put_away(board: MadeBoard) -> None:
    reply = say(board.eva, "archive 12")
    assert (reply.code, "ssh … utgå 12 SKÄL" in reply.err) == (1, True)
    assert "Tryck" not in reply.err


def test_another_kind_takes_only_what_belongs_to_it(board: MadeBoard) -> None:
    answer(board.eva, "ändra 12 --slag antal --antal 4 --räknas planen")
    target = now(board).target
    assert (target.kind, target.number, target.per) == (Kind.COUNT, 4, Per.PLAN)
    answer(board.eva, "edit 12 --kind medlemmar --takt 2")
    target = now(board).target
    assert (target.kind, target.number, target.per, target.interval_months) == (Kind.MEMBERS, 4, Per.PLAN, 2)
    answer(board.eva, "ändra 12 --slag löpande")
    target = now(board).target
    assert (target.kind, target.number, target.per, target.audience) == (Kind.ONGOING, None, None, None)
    answer(board.eva, "ändra 12 --slag kommundelar --kommundelar Färna,Hed --samarbete ABF")
    assert (now(board).districts, now(board).partners) == (("Färna", "Hed"), ("ABF",))
    answer(board.eva, "ändra 12 --kommundelar inga")
    assert now(board).districts == ()
    assert answer(board.eva, "ändra 12 --slag kommundelar") == "Kort 12 är redan så.\n"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ändra 12", "Säg vad som ska ändras"),
        ("ändra 12 --slag fint", "”fint” är inget slag. Välj engångs, antal"),
        ("ändra 12 --slag antal", "Skriv hur många"),
        ("ändra 12 --antal 3", "har inget antal"),
        ("ändra 18 --räknas dag", "”dag” är ingen period"),
        ("ändra 12 --område 99", "inget område ”99”"),
        ("lägg till", "TITEL saknas"),
        ("utgå 12", "SKÄL saknas"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(board: MadeBoard, line: str, words: str) -> None:
    before = now(board)
    reply = say(board.eva, line)
    assert (reply.code, reply.out) == (2, "")
    assert words in reply.err
    assert now(board) == before


def test_the_latest_tick_is_taken_away(board: MadeBoard) -> None:
    card_changes.tick(board.eva, 18)
    assert answer(board.eva, "bocka 18 --bort").endswith(": 0/2\n")
    assert say(board.eva, "bocka 18 --bort").code == 1


def test_rights_hold_for_every_decision(board: MadeBoard) -> None:
    before = now(board)
    for line in (
        "ansvarig 12 jag",
        "senast 12 fre",
        "vila 12",
        "utgå 12 x",
        "arkivera 12",
        "ändra 12 --titel x",
    ):
        assert say(board.cia, line).code == 1, line
    assert say(board.cia, "lägg till Eget").code == 1
    assert now(board) == before


def test_adopting_takes_the_latest_such_day_and_an_adopted_plan_says_so_first(board: MadeBoard) -> None:
    again = say(board.eva, "plan anta '24 dec 2040'")
    assert (again.code, "är redan antagen" in again.err) == (1, True)
    plan = Plan.get_by_id(require_plan().id)
    Plan.update(state=PlanState.PROPOSAL).where(Plan.id == plan.id).execute()
    assert answer(board.eva, "plan adopt '15 nov' --section '§ 12'").endswith("antagen 15 november 2022.\n")


def test_the_plans_own_words_are_told_to_whoever_may_read_it(board: MadeBoard) -> None:
    Plan.update(preamble="Vi vill framåt.\n\nAlla [b]ska[/b] med.", unplaced="Eva Lind, ordförande").execute()
    told = answer(board.rut, "plan visa")
    assert told.startswith("Verksamhetsplan 2023\nFör           Skinnskattebergs")
    for words in (
        "Gäller        1 januari 2023 – 31 december 2023\n",
        "Antagen       ",
        "  Vi vill framåt.\n",
    ):
        assert words in told
    assert "  Alla [b]ska[/b] med.\n" in told
    assert told.endswith("Rader som inte placerades\n  Eva Lind, ordförande\n")
    value = as_json(board.rut, "plan show --json")
    assert (value["state"], value["unplaced"]) == ("adopted", ["Eva Lind, ordförande"])
    assert say(replace(board.rut, rights=frozenset()), "plan visa").code == 1
