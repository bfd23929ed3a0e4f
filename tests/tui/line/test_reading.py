"""What the board answers in line mode, read from the actor's own rights."""

from dataclasses import replace

import pytest

from models import card_changes
from models.commitment import Commitment, Status
from models.database import database
from models.roster import add_member
from tests.conftest import PLAN, MadeBoard
from tests.tui.line.speaking import answer, as_json, say
from tui.commands.tree import Line
from tui.line import MEMBER_COMMANDS, Prepared, prepare, words_of


def answers_by(line: str) -> Line | None:
    """The command a line means, or None where it is answered without one."""
    found = prepare(words_of(line), MEMBER_COMMANDS)
    return found.command if isinstance(found, Prepared) else None


def test_the_board_is_shown_area_by_area_with_a_line_a_card(board: MadeBoard) -> None:
    card_changes.move(board.eva, 13, Status.IN_PROGRESS)
    card_changes.assign(board.eva, 13, (board.bo.member_id or 0,))
    lines = answer(board.eva, "tavla").splitlines()
    assert lines[0] == "Verksamhetsplan 2023  4/35 i fas"
    assert "1 Opinionsbildning  1/8 i fas" in lines
    assert " 13  Pågår        Fortsätta våra Sossecaféer med fika och politiska…  Bo  efter" in lines
    assert "  4  Ej påbörjat  Anordna 1:a maj möte  senast 1 maj  !försenat" in lines
    assert lines[-2] == "Hela planen  0/1 i fas"
    assert sum(line[:3].strip().isdigit() and line[3:5] == "  " for line in lines) == 35


def test_every_line_of_the_board_fits_in_eighty_columns_and_holds_no_escape(board: MadeBoard) -> None:
    everybody = tuple(one.member_id or 0 for one in (board.eva, board.bo, board.cia))
    card_changes.assign(board.eva, 17, everybody)
    out = answer(board.eva, "board")
    assert max(map(len, out.splitlines())) <= 80
    assert out.replace("\n", "").isprintable()


@pytest.mark.parametrize("english", ["board", "BOARD", "tavla", "Tavla"])
def test_a_command_answers_to_both_its_names_in_any_case(board: MadeBoard, english: str) -> None:
    assert answer(board.eva, english) == answer(board.eva, "board")


@pytest.mark.parametrize(
    ("spoken", "same"),
    [
        ("ångra --help", "undo --help"),
        ("angra --help", "undo --help"),
        ("a\u030angra --help", "undo --help"),
        ("gör om --help", "redo --help"),
        ("gorom --help", "redo --help"),
        ("vemarjag --help", "whoami --help"),
        ("vemärjag --help", "whoami --help"),
        ("läs in plan --help", "import plan --help"),
        ("hjälp flytta", "help move"),
        ("tavla --hjalp", "board --help"),
    ],
)
def test_a_name_is_understood_without_its_dots_and_in_two_words(
    board: MadeBoard, spoken: str, same: str
) -> None:
    assert answer(board.eva, spoken) == answer(board.eva, same)


def test_the_json_of_the_board_keeps_the_contract(board: MadeBoard) -> None:
    card_changes.move(board.eva, 18, Status.IN_PROGRESS)
    card_changes.tick(board.eva, 18)
    card_changes.assign(board.eva, 18, (board.bo.member_id or 0,))
    value = as_json(board.eva, "board --json")
    assert set(value) == {"plan", "areas", "whole_plan"}
    assert {"id", "title", "starts", "ends", "state"} <= set(value["plan"])
    assert [len(area["commitments"]) for area in value["areas"]] == [8, 6, 1, 3, 3, 2, 4, 1, 1, 5]
    assert len(value["whole_plan"]) == 1
    shown = next(one for one in value["areas"][3]["commitments"] if one["id"] == 18)
    wanted = {
        "id": 18,
        "kind": "count",
        "status": "pågår",
        "done": 1,
        "target": 2,
        "responsible": ["Bo Berg"],
        "due": None,
    }
    assert wanted.items() <= shown.items()
    assert shown["text"].startswith("Anordna 2 möten per år där vi går igenom")
    assert value["areas"][0]["commitments"][3]["due"] == "2023-05-01"
    assert value["areas"][0]["commitments"][0]["status"] == "ej"


def test_one_area_is_chosen_by_number_or_by_words(board: MadeBoard) -> None:
    by_number = answer(board.eva, "tavla --area 3")
    assert "3 Valorganisation" in by_number
    assert "Opinionsbildning" not in by_number
    assert answer(board.eva, "tavla --område valorg") == by_number
    whole = as_json(board.eva, "board --json --area hela")
    assert (whole["areas"], len(whole["whole_plan"])) == ([], 1)
    refused = say(board.eva, "board --area 99")
    assert refused.code == 2
    assert "”99”" in refused.err
    assert "10 Kommunikation med medlemmar" in refused.err


def test_a_board_without_a_plan_says_how_to_read_one_in(no_plan: MadeBoard) -> None:
    reply = say(no_plan.eva, "board")
    assert (reply.out, reply.code) == ("", 1)
    assert "import plan FIL" in reply.err
    assert "tavlan" not in reply.err


def test_the_log_is_one_line_an_action_newest_first(board: MadeBoard) -> None:
    answer(board.bo, "move 12 3")
    answer(board.eva, "comment 13 Hej")
    lines = answer(board.eva, "log").splitlines()
    assert lines[0].split(maxsplit=1)[1].startswith("18.30 Eva Ek kommenterade Fortsätta våra Sossecaféer")
    assert lines[1].endswith("18.30 Bo Berg flyttade Delta i partiets centrala kampanjer till Pågår")
    assert len(answer(board.eva, "log --antal 1").splitlines()) == 1
    newest = as_json(board.eva, "log --json")[0]
    assert (newest["who"], newest["cards"]) == ("Eva Ek", [13])
    assert newest["at"] == "2023-10-04T18:30:00+02:00"


def test_a_card_is_shown_with_its_words_its_people_and_its_history(board: MadeBoard) -> None:
    card_changes.assign(board.eva, 18, (board.bo.member_id or 0, board.cia.member_id or 0))
    card_changes.move(board.eva, 18, Status.PLANNED)
    card_changes.comment(board.cia, 18, "Kyrkogruppen kan bara på tisdagar.")
    out = answer(board.rut, "visa 18")
    shown = " ".join(out.split())
    for words in (
        "Kort 18 2 möten per år",
        "Område 4 Utveckling av politiken",
        "Status Planerat, efter: borde vara 1 nu",
        "(årsmötet 19 mars 2023)",
        "Mål 2 per år (ur planen)",
        "Gjort 0/2",
        "Ansvarig Bo Berg och Cia Dal",
        "Tillsammans KF-gruppen, Kyrkogruppen",
        "4 oktober kl. 18.30 Cia Dal: Kyrkogruppen kan bara på tisdagar.",
        "4 oktober kl. 18.30 Eva Ek: Ej påbörjat → Planerat",
    ):
        assert words in shown
    assert max(map(len, out.splitlines())) <= 80
    value = as_json(board.rut, "show 18 --json")
    assert value["area"]["title"] == "Utveckling av politiken"
    assert value["history"][0]["text"].startswith("kommenterade: ")


def test_whoami_names_assignments_and_rights(board: MadeBoard) -> None:
    value = as_json(board.cia, "whoami --json")
    assert value == {"name": "Cia Dal", "assignments": ["ersättare"], "rights": ["read_plan", "comment"]}
    assert "ordförande" in answer(board.eva, "vem är jag".replace(" är jag", ""))


def test_rights_hold_in_line_mode(board: MadeBoard) -> None:
    before = Commitment.get_by_id(12).status
    for actor, line in (
        (board.cia, "move 12 3"),
        (board.cia, "tick 12"),
        (board.rut, "comment 12 hej"),
        (board.cia, "import plan --yes"),
    ):
        reply = say(actor, line, PLAN.read_bytes())
        assert (reply.out, reply.code) == ("", 1), line
    assert Commitment.get_by_id(12).status == before
    stranger = replace(board.cia, rights=frozenset())
    for line in ("board", "show 12", "log", "undo 1"):
        assert say(stranger, line).code == 1


def test_whoever_is_responsible_may_move_the_card(board: MadeBoard) -> None:
    card_changes.assign(board.eva, 12, (board.cia.member_id or 0,))
    assert say(board.cia, "move 12 3").code == 0


def test_reading_commands_may_run_on_the_reading_door() -> None:
    for line in (
        "board",
        "tavla --json",
        "show 12",
        "logg",
        "whoami",
        "hjälp",
        "board --help",
        "nonsens",
        "",
    ):
        assert (command := answers_by(line)) is None or command.reads, line
    for line in ("move 12 3", "tick 12", "comment 12 x", "undo", "gör om", "import plan --yes"):
        assert (command := answers_by(line)) is not None, line
        assert not command.reads, line


def test_a_reading_command_writes_nothing(board: MadeBoard) -> None:
    database.execute_sql("PRAGMA query_only=1")
    try:
        for line in ("board", "board --json", "show 12", "log", "whoami", "hjälp"):
            assert say(board.eva, line).code == 0
    finally:
        database.execute_sql("PRAGMA query_only=0")


def test_only_an_import_reads_standard_input() -> None:
    for line in ("import plan --yes", "läs in plan"):
        assert (command := answers_by(line)) is not None, line
        assert command.takes_input, line
    for line in ("board", "comment 12 import plan", "import", "import plan --help"):
        assert (command := answers_by(line)) is None or not command.takes_input, line


def test_words_survive_a_lone_apostrophe() -> None:
    assert words_of("tick 12 --note Bo's") == ["tick", "12", "--note", "Bo's"]
    assert words_of("tick 12 --note 'två ord'") == ["tick", "12", "--note", "två ord"]


def test_a_name_made_of_markup_is_shown_as_it_is(board: MadeBoard) -> None:
    added = add_member(board.eva, "[/b] [@click=app.quit]x")
    card_changes.assign(board.eva, 12, (added.id,))
    assert "[/b] [@click=app.quit]x" in answer(board.eva, "show 12")
