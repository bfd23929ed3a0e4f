"""The plan written out by a line, and read in again on another board."""

import csv
import datetime as dt
import io
from dataclasses import replace

from models.access import Actor
from models.card import cards_of
from models.card_changes import drop, move, reword
from models.card_form import Wording, add, edit, wording_of
from models.commitment import Status, get_commitment
from models.database import database
from models.plan import Plan, areas_of, require_plan
from models.target import Kind, Target
from tests.conftest import PLAN, MadeBoard
from tests.tui.line.speaking import answer, as_json, say


def stored(actor: Actor) -> object:
    plan = require_plan()
    cards = cards_of(plan.id, actor.clock())
    places = {area.id: area.position for area in areas_of(plan.id)}
    return (
        (plan.title, plan.association, plan.starts, plan.ends, plan.adopted_on),
        [(area.position, area.title, area.wording) for area in areas_of(plan.id)],
        [
            (places.get(card.area_id or 0), card.title, card.adopted_text, card.target, card.due)
            for card in cards
        ],
        [(card.districts, card.partners) for card in cards],
        [(card.target_from_plan, card.corrected_text) for card in cards],
        [(card.dropped, card.dropped_section) for card in cards],
    )


def test_the_exported_plan_read_in_again_is_the_same_plan(board: MadeBoard) -> None:
    before = stored(board.eva)
    text = answer(board.eva, "export plan")
    with database.atomic():
        Plan.update(removed=True).execute()
    assert say(board.eva, "import plan --yes", text.encode()).code == 0
    assert stored(board.eva) == before
    assert answer(board.eva, "exportera plan --format md") == text


def test_the_json_has_the_shape_of_an_import(board: MadeBoard) -> None:
    exported = as_json(board.eva, "export plan --format json")
    assert exported == as_json(board.eva, "export plan --json")
    imported = as_json(board.eva, "import plan --json --dry-run", PLAN.read_bytes())
    assert {*imported} - {*exported} == {"saved"}
    assert [len(area["commitments"]) for area in exported["areas"]] == [8, 6, 1, 3, 3, 2, 4, 1, 1, 5]


def test_the_csv_has_a_row_for_each_commitment(board: MadeBoard) -> None:
    out = answer(board.eva, "exportera plan --format CSV")
    assert len([*csv.reader(io.StringIO(out), delimiter=";")]) == 36


def test_an_unknown_format_is_refused_with_those_there_are(board: MadeBoard) -> None:
    reply = say(board.eva, "export plan --format docx")
    assert (reply.code, reply.out) == (2, "")
    assert "Det finns inget format ”docx”. Välj md, csv eller json." in reply.err


def test_without_a_plan_there_is_nothing_to_export(no_plan: MadeBoard) -> None:
    assert say(no_plan.eva, "export plan").code == 1


def test_what_the_board_has_added_or_done_is_not_exported(board: MadeBoard) -> None:
    before = answer(board.eva, "export plan")
    added = add(board.eva, Wording("Egen idé"))
    move(board.eva, added.id, Status.DONE)
    move(board.eva, 1, Status.PLANNED)
    assert answer(board.eva, "export plan") == before


def test_what_the_board_has_chosen_since_is_exported_and_stays_the_boards_own(board: MadeBoard) -> None:
    opened = wording_of(next(card for card in cards_of(1, board.eva.clock()) if card.target.number))
    [area, *_] = [area for area in areas_of(1) if area.id != opened.area_id]
    number = next(card.id for card in cards_of(1, board.eva.clock()) if wording_of(card) == opened)
    adopted = get_commitment(number).adopted_text
    changed = replace(
        opened,
        title="Ny titel",
        target=Target(Kind.COUNT, 7),
        due=dt.date(2023, 12, 1),
        area_id=area.id,
    )
    edit(board.eva, number, opened, changed)
    reword(board.eva, number, "rätta ord\n- i två rader -->")
    before = stored(board.eva)
    text = answer(board.eva, "export plan")
    with database.atomic():
        Plan.update(removed=True).execute()
    assert say(board.eva, "import plan --yes", text.encode()).code == 0
    assert stored(board.eva) == before
    [card] = [one for one in cards_of(require_plan().id, board.eva.clock()) if one.title == "Ny titel"]
    assert (card.adopted_text, card.corrected_text) == (adopted, "rätta ord\n- i två rader -->")
    assert (card.target.number, card.target_from_plan) == (7, False)
    assert any(one.target_from_plan for one in cards_of(card.plan_id, board.eva.clock()))


def test_what_has_been_given_up_says_so_in_every_format_and_is_read_in_again(board: MadeBoard) -> None:
    drop(board.eva, 2, "lokalen är såld", "§ 9")
    drop(board.eva, 35, "(utgår: nej)")
    before, text = stored(board.eva), answer(board.eva, "export plan")
    for words in ("  (utgår: lokalen är såld, § 9)\n", "  (utgår: (utgår: nej))\n"):
        assert words in text
    table = [*csv.DictReader(io.StringIO(answer(board.eva, "export plan --format csv")), delimiter=";")]
    assert [row["Utgår"] for row in table if row["Utgår"]] == ["lokalen är såld (§ 9)", "(utgår: nej)"]
    areas = as_json(board.eva, "export plan --json")["areas"]
    given_up = [one for area in areas for one in area["commitments"] if one["dropped"]]
    assert [(one["dropped"], one["section"]) for one in given_up] == [("lokalen är såld", "§ 9")]
    with database.atomic():
        Plan.update(removed=True).execute()
    assert say(board.eva, "import plan --yes", text.encode()).code == 0
    assert stored(board.eva) == before


def test_the_json_says_whose_the_target_is(board: MadeBoard) -> None:
    [first, *_] = [card for card in cards_of(1, board.eva.clock()) if card.target.number]
    opened = wording_of(first)
    edit(board.eva, first.id, opened, replace(opened, target=Target(Kind.COUNT, 7)))
    areas = as_json(board.eva, "export plan --json")["areas"]
    told = {one["text"]: one["target_from_plan"] for area in areas for one in area["commitments"]}
    assert told[first.adopted_text] is False
    assert True in told.values()


def test_the_help_says_what_is_of_today_and_what_is_left_out(board: MadeBoard) -> None:
    words = " ".join(answer(board.eva, "export plan --help").split())
    assert "Åtagandena står ordagrant som de antogs" in words
    assert "Styrelsens egna kort är inte med" in words
