"""Line mode: the same words over SSH and in the shell, answered with a Reply."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models import card_changes
from models.access import Actor
from models.card import card
from models.commitment import Commitment, Status
from models.database import database
from models.errors import Invalid
from models.plan import Plan
from models.roster import add_member
from models.text import clean
from tests.conftest import PLAN, MadeBoard
from tui.commands.changing import past_day
from tui.commands.tree import Caller
from tui.config import Config
from tui.line import MEMBER_COMMANDS, needs_stdin, reads, run, words_of
from tui.reply import Reply


def caller(actor: Actor, given: bytes = b"", *, over_ssh: bool = True, **more: Any) -> Caller:
    return Caller(actor, Config(), lambda: given, over_ssh, **more)


def say(actor: Actor, line: str, given: bytes = b"") -> Reply:
    return run(caller(actor, given), words_of(line), MEMBER_COMMANDS)


def answer(actor: Actor, line: str) -> str:
    reply = say(actor, line)
    assert (reply.err, reply.code) == ("", 0)
    return reply.out


def as_json(actor: Actor, line: str, given: bytes = b"") -> Any:
    reply = say(actor, line, given)
    assert reply.code == 0, reply.err
    return json.loads(reply.out)


@pytest.fixture
def no_plan(board: MadeBoard) -> MadeBoard:
    with database.atomic():
        Plan.update(removed=True).execute()
    return board


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
    assert "tavlan import plan" in reply.err


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("ej", Status.NOT_STARTED),
        ("ej påbörjat", Status.NOT_STARTED),
        ("'Ej påbörjat'", Status.NOT_STARTED),
        ("not_started", Status.NOT_STARTED),
        ("1", Status.NOT_STARTED),
        ("planerat", Status.PLANNED),
        ("planned", Status.PLANNED),
        ("PÅGÅR", Status.IN_PROGRESS),
        ("pagar", Status.IN_PROGRESS),
        ("in_progress", Status.IN_PROGRESS),
        ("3", Status.IN_PROGRESS),
        ("klart", Status.DONE),
        ("done", Status.DONE),
        ("4 --json", Status.DONE),
    ],
)
def test_a_status_is_understood_by_every_word_for_it(board: MadeBoard, words: str, status: Status) -> None:
    assert say(board.eva, f"flytta 12 {words}").code == 0
    assert card(12, board.clock()).status == status


def test_a_move_tells_from_where_to_where(board: MadeBoard) -> None:
    assert answer(board.eva, "move 12 3") == "Delta i partiets centrala kampanjer: Ej påbörjat → Pågår\n"
    assert answer(board.eva, "move 12 3") == "Delta i partiets centrala kampanjer står redan i Pågår.\n"
    assert as_json(board.eva, "move 12 klart --json")["status"] == "klart"


def test_an_unknown_status_or_number_is_wrong_use_and_changes_nothing(board: MadeBoard) -> None:
    for line in ("move 12 snart", "move x 3", "move 12", "move", "tick 12 13", "show", "move 12 5"):
        reply = say(board.eva, line)
        assert (reply.out, reply.code) == ("", 2), line
        assert "--hjälp" in reply.err
    assert card(12, board.clock()).status == Status.NOT_STARTED


@pytest.mark.parametrize("number", ["9999", "999999999"])
def test_a_card_that_does_not_exist_is_refused(board: MadeBoard, number: str) -> None:
    reply = say(board.eva, f"show {number}")
    assert (reply.code, reply.err) == (1, f"Det finns inget kort med nummer {number}.\n")


def test_a_number_too_large_for_the_database_is_no_number(board: MadeBoard) -> None:
    assert say(board.eva, f"show {'9' * 5000}").code == 2
    assert say(board.eva, "undo 99999999999999999999").code == 2
    assert say(board.eva, "show ²").code == 2


def test_a_tick_counts_and_moves_the_card(board: MadeBoard) -> None:
    out = answer(board.eva, "bocka 18 --dag 'igår' --not 'Med KF-gruppen'")
    title = card(18, board.clock()).title
    assert out.splitlines() == [f"Bockade av {title}: 1/2", "Kortet flyttades till Pågår."]
    assert "Målet är nått" in answer(board.eva, "tick 18")
    assert "3 oktober 2023  Med KF-gruppen" in answer(board.eva, "visa 18")


def test_a_day_for_a_tick_is_the_latest_such_day(board: MadeBoard) -> None:
    today = board.clock().date()
    assert str(past_day("1 maj", today)) == "2023-05-01"
    assert str(past_day("fre", today)) == "2023-09-29"
    assert str(past_day("idag", today)) == "2023-10-04"
    reply = say(board.eva, "bocka 18 --dag 'om 3 v'")
    assert (reply.code, "inte varit än" in reply.err) == (1, True)


def test_a_comment_takes_all_remaining_words_also_those_that_look_like_options(board: MadeBoard) -> None:
    assert say(board.cia, "kommentera 12 --nej det -x är --json för mycket").code == 0
    assert say(board.cia, "comment 12 --help").code == 0
    assert say(board.cia, "comment 12 -- sist står --json").code == 0
    assert as_json(board.cia, "comment 12 hej --json")["comments"] == 4
    assert as_json(board.cia, "comment --json 12 hej då")["comments"] == 5
    texts = [one["text"] for one in as_json(board.cia, "show 12 --json")["comments"]]
    assert texts == [
        "--nej det -x är --json för mycket",
        "--help",
        "sist står --json",
        "hej",
        "hej då",
    ]


def test_an_empty_comment_is_refused(board: MadeBoard) -> None:
    assert say(board.cia, "comment 12").code == 2
    assert say(board.cia, "comment 12 ''").code == 1
    assert say(board.cia, "comment 12 --json").code == 1


def test_undo_takes_back_ones_own_and_redo_gives_it_again(board: MadeBoard) -> None:
    answer(board.bo, "move 12 3")
    answer(board.eva, "move 13 3")
    assert answer(board.bo, "ångra") == "Ångrade: flyttade Delta i partiets centrala kampanjer till Pågår.\n"
    assert card(12, board.clock()).status == Status.NOT_STARTED
    assert card(13, board.clock()).status == Status.IN_PROGRESS
    assert answer(board.bo, "gör om").startswith("Gjorde om: flyttade Delta")
    assert say(board.bo, "redo").code == 1


def test_undo_by_number_takes_back_anybodys_action_in_the_log(board: MadeBoard) -> None:
    answer(board.bo, "move 12 3")
    number = answer(board.eva, "logg").splitlines()[0].split()[0]
    assert "Bo Berg flyttade Delta i partiets centrala kampanjer till Pågår" in answer(board.eva, "logg")
    assert as_json(board.eva, f"undo {number} --json")["cards"] == [12]
    assert card(12, board.clock()).status == Status.NOT_STARTED
    assert say(board.eva, f"undo {number}").code == 1
    assert say(board.eva, "undo 9999").code == 1


def test_an_undo_that_others_stand_in_the_way_of_names_them_and_the_way_round(board: MadeBoard) -> None:
    answer(board.bo, "move 12 3")
    answer(board.eva, "move 12 4")
    reply = say(board.bo, "undo")
    assert reply.code == 1
    assert "Eva Ek flyttade" in reply.err
    assert "tavlan ångra NUMMER" in reply.err


def test_what_was_done_to_persons_cannot_be_undone_by_number(board: MadeBoard) -> None:
    number = next(row["id"] for row in as_json(board.eva, "log --json") if "medlem" in row["text"])
    reply = say(board.eva, f"undo {number}")
    assert (reply.code, "personer" in reply.err) == (1, True)


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


def test_help_is_swedish_throughout(board: MadeBoard) -> None:
    words = ("", *(child.name for child in MEMBER_COMMANDS.children()))
    for name in words:
        out = answer(board.eva, f"{name} --help")
        assert out.startswith("Användning: tavlan")
        for english in ("Usage", "Options", "Commands", "Show this", "required", "default", "ARGS", "..."):
            assert english not in out
    out = answer(board.eva, "hjälp")
    for both in ("tavla (board)", "flytta (move)", "ångra (undo)", "läs-in (import)"):
        assert both in out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("tavlaa", "inget kommando ”tavlaa”. Menade du tavla?"),
        ("serve", "inget kommando ”serve”"),
        ("import plam", "Menade du plan?"),
        ("board --jsom", "inget val --jsom. Menade du --json?"),
        ("board --json=ja", "Valet --json tar inget värde."),
        ("board --area", "Valet --area behöver ett värde efter sig."),
        ("board 3", "ett ord för mycket: ”3”"),
        ("show", "KORT saknas"),
        ("--as Bo board", "inget kommando ”--as”"),
        ("board --as Bo", "--as står före kommandot"),
        ("tick 12 --antal många", "”många” är inget antal"),
        ("help nonsens", "inget kommando ”nonsens”"),
    ],
)
def test_wrong_use_is_named_in_swedish(board: MadeBoard, line: str, words: str) -> None:
    reply = say(board.eva, line)
    assert (reply.out, reply.code) == ("", 2)
    assert words in reply.err


def test_no_words_show_the_help_as_wrong_use(board: MadeBoard) -> None:
    assert say(board.eva, "").code == 2
    assert say(board.eva, "import").err.startswith("Användning: tavlan läs-in KOMMANDO")


def test_what_somebody_typed_cannot_steer_the_terminal_that_shows_it(board: MadeBoard) -> None:
    for line in ("\x1b[2Jtavla", "show '\x1b]0;x\x07'", "board '--\x9b31m'", "move 12 '\u202eklart'"):
        reply = say(board.eva, line)
        assert reply.code in {0, 2}
        assert (reply.out + reply.err).replace("\n", "").isprintable()
    Commitment.update(title="ond\x1b[31m\u202e titel").where(Commitment.id == 12).execute()
    assert answer(board.eva, "board").replace("\n", "").isprintable()


def test_an_unexpected_fault_propagates_to_whoever_logs_it(
    board: MadeBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_changes, "move", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        say(board.eva, "move 12 3")


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
        assert reads(words_of(line)), line
    for line in ("move 12 3", "tick 12", "comment 12 x", "undo", "gör om", "import plan --yes"):
        assert not reads(words_of(line)), line


def test_a_reading_command_writes_nothing(board: MadeBoard) -> None:
    database.execute_sql("PRAGMA query_only=1")
    try:
        for line in ("board", "board --json", "show 12", "log", "whoami", "hjälp"):
            assert say(board.eva, line).code == 0
    finally:
        database.execute_sql("PRAGMA query_only=0")


def test_only_an_import_reads_standard_input() -> None:
    assert needs_stdin(words_of("import plan --yes"))
    assert needs_stdin(words_of("läs in plan"))
    for line in ("board", "comment 12 import plan", "import", "import plan --help"):
        assert not needs_stdin(words_of(line)), line


def test_words_survive_a_lone_apostrophe() -> None:
    assert words_of("comment 12 Bo's tur") == ["comment", "12", "Bo's", "tur"]
    assert words_of("comment 12 'två ord'") == ["comment", "12", "två ord"]


def test_an_import_over_ssh_is_shown_and_saved_only_with_yes(no_plan: MadeBoard) -> None:
    plan = PLAN.read_bytes()
    shown = say(no_plan.eva, "import plan vad-som-helst.txt", plan)
    assert shown.code == 0
    assert "10 områden och 35 åtaganden" in shown.out
    assert "  26  bjuda in nya medlemmar till introduktionsträffar två gånger per" in shown.out
    assert "   ?  Texten slutar efter ”två gånger per”. Två gånger per år?" in shown.out
    assert "Varje rad i texten har fått en plats." in shown.out
    assert shown.out.endswith("Inget är sparat. Lägg till --yes för att spara planen.\n")
    assert say(no_plan.eva, "board").code == 1
    assert say(no_plan.eva, "import plan --yes --dry-run", plan).out.endswith("Inget är sparat.\n")
    assert say(no_plan.eva, "board").code == 1
    saved = say(no_plan.eva, "import plan --yes", plan)
    assert saved.out.endswith("Sparade Verksamhetsplan 2023: 10 områden och 35 åtaganden.\n")
    assert say(no_plan.eva, "board").code == 0
    again = say(no_plan.eva, "import plan --yes", plan)
    assert (again.code, "finns redan" in again.err) == (1, True)


def test_every_word_of_the_plan_is_in_its_preview(no_plan: MadeBoard) -> None:
    out = clean(say(no_plan.eva, "import plan", PLAN.read_bytes()).out, 100_000)
    for line in PLAN.read_text().splitlines():
        if line.startswith("–"):
            assert clean(line.lstrip("– ")) in out


def test_the_json_of_an_import_keeps_the_contract_and_says_whether_it_saved(no_plan: MadeBoard) -> None:
    reply = say(no_plan.eva, "import plan --json", PLAN.read_bytes())
    value = json.loads(reply.out)
    assert {"title", "year", "adopted", "areas", "whole_plan", "unplaced"} <= set(value)
    assert (value["year"], value["adopted"], value["saved"]) == (2023, "2023-03-19", False)
    assert {"text", "kind", "target", "per"} <= set(value["areas"][0]["commitments"][0])
    assert "--yes" in reply.err
    assert as_json(no_plan.eva, "import plan --json --yes", PLAN.read_bytes())["saved"] is True
    assert say(no_plan.eva, "board").code == 0


@pytest.mark.parametrize("given", [b"", b"\x00\x01\x02", b"hej", b"x" * (1024 * 1024 + 1), b"%PDF-1.7"])
def test_what_is_no_plan_gets_one_sentence_and_changes_nothing(no_plan: MadeBoard, given: bytes) -> None:
    reply = say(no_plan.eva, "import plan --yes", given)
    assert (reply.out, reply.code) == ("", 1)
    assert len(reply.err.splitlines()) == 1
    assert say(no_plan.eva, "board").code == 1


def test_lines_that_were_not_understood_are_listed(no_plan: MadeBoard) -> None:
    given = PLAN.read_text() + "\nOklart\nvad detta är\n"
    value = as_json(no_plan.eva, "import plan --json", given.encode())
    out = say(no_plan.eva, "import plan", given.encode()).out
    assert value["unplaced"]
    for line in value["unplaced"]:
        assert f"? {line}" in out


def _confirming(yes: bool, shown: list[str]) -> Callable[[str], bool]:
    def confirm(question: str) -> bool:
        shown.append(question)
        return yes

    return confirm


def test_in_the_shell_an_import_asks_before_it_saves(no_plan: MadeBoard) -> None:
    shown: list[str] = []
    words = ["import", "plan", str(PLAN)]
    no = caller(no_plan.eva, over_ssh=False, confirm=_confirming(False, shown))
    assert run(no, words) == Reply("Inget är sparat.\n")
    assert shown[0].startswith("Verksamhetsplan 2023\n")
    assert shown[0].endswith("\nSpara planen? (j/N) ")
    yes = caller(no_plan.eva, over_ssh=False, confirm=_confirming(True, shown))
    assert run(yes, words).out.startswith("Sparade Verksamhetsplan 2023")


def test_with_yes_or_dry_run_nobody_is_asked(no_plan: MadeBoard) -> None:
    def never(question: str) -> bool:
        raise AssertionError(question)

    asked = caller(no_plan.eva, over_ssh=False, confirm=never)
    assert run(asked, ["import", "plan", str(PLAN), "--dry-run"]).out.endswith("Inget är sparat.\n")
    assert "Sparade" in run(asked, ["import", "plan", str(PLAN), "--yes"]).out


def test_a_file_that_cannot_be_read_gets_one_sentence(no_plan: MadeBoard, tmp_path: Any) -> None:
    shell = caller(no_plan.eva, over_ssh=False)
    for path, words in (
        (tmp_path / "saknas.txt", "Det finns ingen fil"),
        (tmp_path, "är en mapp"),
        ("\x00", "går inte att läsa"),
    ):
        reply = run(shell, ["import", "plan", str(path), "--yes"])
        assert (reply.out, reply.code) == ("", 1)
        assert words in reply.err
    assert run(shell, ["import", "plan"]).code == 2


def test_a_dash_reads_standard_input_in_the_shell(no_plan: MadeBoard) -> None:
    shell = caller(no_plan.eva, PLAN.read_bytes(), over_ssh=False)
    assert "Sparade" in run(shell, ["import", "plan", "-", "--yes"]).out


def test_over_ssh_a_file_of_the_server_is_never_opened(no_plan: MadeBoard) -> None:
    reply = say(no_plan.eva, f"import plan {PLAN} --yes", b"")
    assert reply.code == 1


def test_a_refusal_while_reading_input_is_an_answer(no_plan: MadeBoard) -> None:
    def cut_off() -> bytes:
        raise Invalid("Förbindelsen bröts.")

    reply = run(replace(caller(no_plan.eva), stdin=cut_off), ["import", "plan"])
    assert reply == Reply(err="Förbindelsen bröts.\n", code=1)


def test_a_name_made_of_markup_is_shown_as_it_is(board: MadeBoard) -> None:
    added = add_member(board.eva, "[/b] [@click=app.quit]x")
    card_changes.assign(board.eva, 12, (added.id,))
    assert "[/b] [@click=app.quit]x" in answer(board.eva, "show 12")
