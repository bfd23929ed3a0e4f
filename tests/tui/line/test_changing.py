"""Moving, ticking, commenting and undoing in words."""

import pytest

from models import card_changes
from models.card import card
from models.commitment import Commitment, Status
from models.due_words import read_past_day
from tests.conftest import MadeBoard
from tests.tui.line.speaking import answer, as_json, say
from tui.line import MEMBER_COMMANDS, understood
from tui.reply import Reply


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
        ("Klar", Status.DONE),
        ("pågående", Status.IN_PROGRESS),
        ("planerad", Status.PLANNED),
        ("ej påbörjad", Status.NOT_STARTED),
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
    assert str(read_past_day("1 maj", today)) == "2023-05-01"
    assert str(read_past_day("fre", today)) == "2023-09-29"
    assert str(read_past_day("idag", today)) == "2023-10-04"
    reply = say(board.eva, "bocka 18 --dag 'om 3 v'")
    assert (reply.code, "inte varit än" in reply.err) == (1, True)


def test_a_comment_takes_all_remaining_words_also_those_that_look_like_options(board: MadeBoard) -> None:
    assert say(board.cia, "kommentera 12 --nej det -x är --json för mycket").code == 0
    assert say(board.cia, "comment 12 --help").code == 0
    assert say(board.cia, "comment 12 -- sist står --json").code == 0
    assert as_json(board.cia, "comment 12 hej --json")["comment_count"] == 4
    assert as_json(board.cia, "comment --json 12 hej då")["comment_count"] == 5
    texts = [one["text"] for one in as_json(board.cia, "show 12 --json")["comments"]]
    assert texts == [
        "--nej det -x är --json för mycket",
        "--help",
        "sist står --json",
        "hej",
        "hej då",
    ]


@pytest.mark.parametrize(
    "text", ['Han sa "ja"', r"C:\planer\2024", "'citat'", "Bo's  tur", "rad ett\nrad två"]
)
def test_a_comment_over_ssh_stands_as_it_was_written(board: MadeBoard, text: str) -> None:
    for line in (f"kommentera 12 {text}", f"comment --json 12 {text}", f"comment 12 {text} --json"):
        assert say(board.cia, line).code == 0
    shown = [one["text"] for one in as_json(board.cia, "show 12 --json")["comments"]]
    assert {" ".join(one.split()) for one in shown} == {" ".join(text.split())}


def test_a_line_that_is_too_long_is_not_even_looked_at() -> None:
    reply = understood(f"comment 12 {'å' * 5000}")
    assert isinstance(reply, Reply)
    assert (reply.code, reply.out) == (2, "")
    assert "8192 byte" in reply.err


def test_the_number_of_comments_and_the_comments_have_names_of_their_own(board: MadeBoard) -> None:
    say(board.cia, "comment 12 hej")
    shown = as_json(board.cia, "show 12 --json")
    assert (shown["comment_count"], len(shown["comments"])) == (1, 1)
    moved = as_json(board.eva, "move 12 3 --json")
    assert (moved["comment_count"], "comments" in moved) == (1, False)


def test_an_empty_comment_is_refused(board: MadeBoard) -> None:
    assert say(board.cia, "comment 12").code == 2
    assert say(board.cia, "comment 12 --").code == 1
    assert say(board.cia, "comment 12 --json").code == 1


def test_undo_takes_back_ones_own_and_redo_gives_it_again(board: MadeBoard) -> None:
    answer(board.bo, "move 12 3")
    answer(board.eva, "move 13 3")
    assert (
        answer(board.bo, "ångra") == "Ångrat: du flyttade Delta i partiets centrala kampanjer till Pågår.\n"
    )
    assert card(12, board.clock()).status == Status.NOT_STARTED
    assert card(13, board.clock()).status == Status.IN_PROGRESS
    assert answer(board.bo, "gör om").startswith("Gjort igen: du flyttade Delta")
    assert say(board.bo, "redo").code == 1


def test_undo_by_number_takes_back_anybodys_action_in_the_log(board: MadeBoard) -> None:
    answer(board.bo, "move 12 3")
    number = answer(board.eva, "logg").splitlines()[0].split()[0]
    assert "Bo Berg flyttade Delta i partiets centrala kampanjer till Pågår" in answer(board.eva, "logg")
    assert as_json(board.eva, f"undo {number} --json")["cards"] == [12]
    assert card(12, board.clock()).status == Status.NOT_STARTED
    assert "Eva Ek tog tillbaka någon annans ändring: flyttade Delta" in answer(board.eva, "logg")
    assert say(board.eva, f"undo {number}").code == 1
    assert say(board.eva, "undo 9999").code == 1


def test_an_undo_that_others_stand_in_the_way_of_names_them_and_the_way_round(board: MadeBoard) -> None:
    answer(board.bo, "move 12 3")
    answer(board.eva, "move 12 4")
    reply = say(board.bo, "undo")
    assert reply.code == 1
    assert "Eva Ek flyttade" in reply.err
    assert "ssh … ångra NUMMER" in reply.err


def test_what_was_done_to_persons_cannot_be_undone_by_number(board: MadeBoard) -> None:
    number = next(row["id"] for row in as_json(board.eva, "log --json") if "medlem" in row["text"])
    reply = say(board.eva, f"undo {number}")
    assert (reply.code, "personer" in reply.err) == (1, True)


def test_help_is_swedish_throughout(board: MadeBoard) -> None:
    words = ("", *(child.name for child in MEMBER_COMMANDS.children()))
    for name in words:
        out = answer(board.eva, f"{name} --help")
        assert out.startswith("Användning: ssh … ")
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
        ("fnord", "inget kommando ”fnord”.\nAlla kommandon: ssh … hjälp\n"),
        ("flytta tolv klart", "kortets rad i: ssh … tavla\nSå används det: ssh … flytta --hjälp\n"),
        ("import plam", "Menade du plan?"),
        ("board --jsom", "inget val --jsom. Menade du --json?"),
        ("board --json=ja", "Valet --json tar inget värde."),
        ("board --area", "Valet --area behöver ett värde efter sig."),
        ("board 3", "ett ord för mycket: ”3”"),
        ("show", "KORT saknas"),
        ("--as Bo board", "inget kommando ”--as”"),
        ("board --as Bo", "--as finns bara på servern"),
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
    assert say(board.eva, "import").err.startswith("Användning: ssh … läs-in KOMMANDO")


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


def test_only_a_swedish_option_that_is_like_what_was_written_is_proposed(board: MadeBoard) -> None:
    assert "Menade du" not in say(board.eva, "tavla --fel").err
    assert "Menade du --antal?" in say(board.eva, "bocka 18 --antl 2").err
    assert "--number" not in say(board.eva, "bocka 18 --numer 2").err
