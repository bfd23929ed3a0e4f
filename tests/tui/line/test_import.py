"""Reading a plan in by a line: preview, confirmation, refusal."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.errors import Invalid
from models.text import clean
from tests.conftest import PLAN, MadeBoard
from tests.tui.line.speaking import as_json, caller, say
from tui.config import Association, Config
from tui.line import run
from tui.reply import Reply


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


OTHERS = Config(Association("Hyttans Arbetarekommun"))


def test_a_plan_that_names_another_association_is_doubted_but_saved(no_plan: MadeBoard) -> None:
    shell = replace(caller(no_plan.eva, PLAN.read_bytes()), config=OTHERS)
    doubt = "Planen är skriven för Skinnskattebergs Socialdemokratiska Arbetarekommun"
    shown = " ".join(run(shell, ["import", "plan"]).out.split())
    assert f"! {doubt}, men tavlan är Hyttans Arbetarekommun. Är det rätt fil?" in shown
    assert "Sparade" in run(shell, ["import", "plan", "--yes"]).out


def test_the_associations_own_plan_is_not_doubted(no_plan: MadeBoard) -> None:
    for name in ("Skinnskattebergs AK", "Skinnskattebergs Arbetarekommun", "Föreningen", "AK"):
        shell = replace(caller(no_plan.eva, PLAN.read_bytes()), config=Config(Association(name)))
        assert "Är det rätt fil?" not in run(shell, ["import", "plan"]).out


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


def test_what_is_asked_of_the_plan_and_of_an_area_is_shown(no_plan: MadeBoard) -> None:
    plan = "Verksamhetsplan 2020\n\nEnligt stadgarna:\n– verka för byn\n\nJanuari\n– städa lokalen"
    out = say(no_plan.eva, "import plan", plan.encode()).out
    assert "   ?  Listan under ”Enligt stadgarna:” räknades inte som åtaganden." in out
    assert "   ?  Januari är en månad. Hör punkterna till något annat område?" in out
