"""The prompt: lines in, answers out, others' changes in between, and how it ends."""

import datetime as dt
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from models import card_changes
from models.access import Role
from models.commitment import Status
from models.errors import NotAllowed
from models.roster import end_assignment, give_assignment
from tests.conftest import PLAN as REAL_PLAN
from tests.conftest import MadeBoard
from tui.prompt.prompt import PROMPT
from tui.terminal import BACKLOG

if TYPE_CHECKING:
    from tests.tui.prompt.conftest import Hall

TERMS = [None, "dumb", "xterm-256color"]
PLAN, TITLE = 15, "Valplan inför allmänna valen 2026"
"""A card of the real plan that nobody has touched."""
ENDED = (Role.BOARD_MEMBER, dt.date(2023, 10, 4))
"""Bo's only assignment, and its last day: over at four the next morning."""


@pytest.mark.parametrize("term", TERMS)
async def test_a_line_is_answered_whatever_one_sits_at(
    hall: "Hall", closed_board: MadeBoard, term: str | None
) -> None:
    async with hall.at(closed_board.eva, term) as eva:
        assert "Eva Ek, Verksamhetsplan 2023, onsdag 4 oktober, v. 40. Inne: du." in eva.text
        assert (
            await eva.says(f"flytta {PLAN} pågår")
            == "Valplan inför allmänna valen 2026: Ej påbörjat → Pågår\n"
        )
        assert (await eva.says(f"{PLAN}")).startswith(
            f"Kort {PLAN}       Valplan inför allmänna valen 2026\n"
        )
        assert await eva.says("") == ""
        assert (await eva.says("flyttta")) == "Det finns inget kommando ”flyttta”. Menade du flytta?\n"
        assert await eva.says("flytta") == "KORT saknas: flytta KORT STATUS\n"
        assert await eva.says(f"bocka {PLAN} --fart hög") == "Det finns inget val --fart.\n"
        assert (await eva.says("historik")).splitlines()[:2] == [f"flytta {PLAN} pågår", f"{PLAN}"]
        assert (await eva.says("ångra")).startswith("Ångrat: du flyttade Valplan inför allmänna valen 2026")
        assert (await eva.says("gör om")).startswith(
            "Gjort igen: du flyttade Valplan inför allmänna valen 2026"
        )
        eva.types("sluta\r\n")
        assert await eva.leaves() == 0
        assert eva.text.replace("\r", "").endswith("Hej då.\n")


@pytest.mark.parametrize("term", [None, "dumb"])
async def test_what_understands_only_text_gets_only_text(
    hall: "Hall", closed_board: MadeBoard, term: str | None
) -> None:
    end = "\n" if term is None else "\r"
    async with hall.at(closed_board.eva, term) as eva, hall.at(closed_board.bo) as bo:
        eva.types(f"flyttx\x7fa \x1b[D\x1b[A\t{PLAN} 2")
        await bo.says(f"kommentera {PLAN} Hej")
        eva.types(f"{end}tavla{end}hjälp{end}mer{end}områden{end}visa 1{end}logg{end}q{end}")
        assert await eva.leaves() == 0
        assert eva.text.replace("\r\n" if term else "\n", "").isprintable()
        assert ("\r" in eva.text) is (term == "dumb")
        assert max(map(len, eva.text.splitlines())) <= 80 + len(PROMPT)
        assert not set(eva.text) & set("│─┌┐└┘├┤┬┴┼█▌■□")


async def test_what_another_does_is_one_line_above_what_is_being_typed(
    hall: "Hall", closed_board: MadeBoard
) -> None:
    async with hall.at(closed_board.eva, "xterm-256color") as eva, hall.at(closed_board.bo) as bo:
        eva.types("flytta 12 kl\x1b[D\x1b[D")
        await eva.until(lambda: eva.screen[-1] == f"{PROMPT}flytta 12 kl")
        await bo.says(f"flytta {PLAN} pågår")
        told = f"18.30 Bo Berg flyttade Valplan inför allmänna valen 2026 till Pågår (kort {PLAN})"
        await eva.until(lambda: eva.screen[-2:] == [told, f"{PROMPT}flytta 12 kl"])
        eva.types("X")
        await eva.until(lambda: eva.screen[-1] == f"{PROMPT}flytta 12 Xkl")
        assert bo.text.count("flyttade") == 0, "ens eget svar är svaret"


async def test_a_plain_terminal_hears_of_others_only_between_lines(
    hall: "Hall", closed_board: MadeBoard
) -> None:
    async with hall.at(closed_board.eva, "dumb") as eva, hall.at(closed_board.bo) as bo:
        await bo.says(f"flytta {PLAN} pågår")
        await eva.sees(f"(kort {PLAN})\r\n{PROMPT}")
        eva.types("vil")
        await eva.sees(f"{PROMPT}vil")
        await bo.says(f"kommentera {PLAN} Hej")
        await bo.says("vilka")
        assert "kommenterade" not in eva.text
        eva.types("ka\r")
        await eva.sees("vilka\r\nEva Ek (du)\r\n")
        await eva.sees(
            f"18.30 Bo Berg kommenterade Valplan inför allmänna valen 2026 (kort {PLAN})\r\n{PROMPT}"
        )


async def test_without_a_terminal_others_changes_are_lines_between(
    hall: "Hall", closed_board: MadeBoard
) -> None:
    async with hall.at(closed_board.eva) as eva:
        await hall.order(card_changes.move, closed_board.bo, PLAN, Status.DONE)
        await eva.sees(f"{PROMPT}\n18.30 Bo Berg flyttade {TITLE} till Klart (kort {PLAN})\n{PROMPT}")


async def test_everybody_sees_who_is_at_a_prompt_and_by_which_card(
    hall: "Hall", closed_board: MadeBoard
) -> None:
    async with hall.at(closed_board.eva) as eva, hall.at(closed_board.cia) as cia:
        assert "Inne: du och Eva." in cia.text
        await eva.says(f"visa {PLAN}")
        await cia.says("visa 9999")
        assert (
            await cia.says("vilka")
            == f"Eva Ek, vid kort {PLAN} Valplan inför allmänna valen 2026\nCia Dal (du)\n"
        )
        eva.types("kommentera 12\n")
        await eva.sees("En rad med bara en punkt avslutar.")
        assert (await cia.says("vilka")).startswith("Eva Ek, skriver på kort 12 Delta i partiets")


@pytest.mark.parametrize("term", TERMS)
async def test_a_long_comment_is_asked_for_until_a_full_stop(
    hall: "Hall", closed_board: MadeBoard, term: str | None
) -> None:
    async with hall.at(closed_board.eva, term) as eva:
        eva.types(f"kommentera {PLAN}\r\nFörsta raden\r\n--json\r\n\r\nsista\r\n.\r\n")
        await eva.sees("Kommenterade Valplan inför allmänna valen 2026.")
        (said,) = await hall.order(lambda: [*_comments()])
        assert said == "Första raden\n--json\n\nsista"


def _comments() -> list[str]:
    from models.comment import Comment

    return [row.text for row in Comment.select()]


async def test_a_text_that_is_broken_off_changes_nothing(hall: "Hall", closed_board: MadeBoard) -> None:
    async with hall.at(closed_board.eva, "xterm") as eva:
        eva.types(f"kommentera {PLAN}\rHej\r\x03")
        await eva.sees("Avbrutet. Inget är ändrat.")
        eva.types(f"kommentera {PLAN}\rHej\r\x04")
        assert await eva.leaves() == 0
        assert "utan en rad med bara en punkt" in eva.text
    async with hall.at(closed_board.eva) as eva:
        eva.types(f"kommentera {PLAN}\nHej")
        eva.types(b"")
        assert await eva.leaves() == 0
    assert await hall.order(_comments) == []


async def test_tab_finds_cards_people_and_commands(hall: "Hall", closed_board: MadeBoard) -> None:
    async with hall.at(closed_board.eva, "xterm") as eva:
        eva.types("fly\tvalpl\tp\tå\t")
        await eva.until(lambda: eva.screen[-1] == f"{PROMPT}flytta {PLAN} pågår")
        assert eva.screen[-2] == "planerat  pågår"
        assert eva.screen[-3] == f"{PLAN} Valplan inför allmänna valen 2026"
        eva.types("\x15ansvarig 12 b\t")
        await eva.until(lambda: eva.screen[-1] == f"{PROMPT}ansvarig 12 Bo")


async def test_what_an_answer_proposes_can_be_typed_as_it_stands(
    hall: "Hall", closed_board: MadeBoard
) -> None:
    async with hall.at(closed_board.eva, "xterm") as eva:
        assert (await eva.says("mina")).endswith("Ta ett kort med: ansvarig KORT jag\n")
        assert (await eva.says("visa tolv")).endswith("Numret står först på kortets rad i: tavla\n")
        assert (await eva.says(f"ändra {PLAN} --titel ”Ny titel”")).startswith(
            f"Ändrade kort {PLAN}: Ny titel,"
        )
        assert (await eva.says("hjälp flytta")).startswith("Användning: flytta [VAL] KORT")


async def test_tab_in_a_text_is_a_space(hall: "Hall", closed_board: MadeBoard) -> None:
    async with hall.at(closed_board.eva, "xterm") as eva:
        eva.types(f"kommentera {PLAN}\rmi\tna\r.\r")
        await eva.sees(f"Kommenterade {TITLE}.")
    assert await hall.order(_comments) == ["mi na"]


async def test_a_long_answer_comes_in_pages(hall: "Hall", closed_board: MadeBoard) -> None:
    async with hall.at(closed_board.eva, "xterm", (80, 13)) as eva:
        first = (await eva.says("tavla")).splitlines()
        assert len(first) == 11
        assert first[-1].endswith(" rader till: mer")
        left = int(first[-1].split()[0])
        pages = [first[:-1]]
        while left:
            page = (await eva.says("mer")).splitlines()
            left = int(page.pop().split()[0]) if page[-1].endswith("till: mer") else 0
            pages.append(page)
        assert sum(sum(line[:3].strip().isdigit() for line in page) for page in pages) >= 35
        assert await eva.says("mer") == "Det finns inget mer att visa.\n"
        assert len((await eva.says("tavla --json")).splitlines()) > 500


async def test_a_narrow_terminal_gets_lines_that_fit(hall: "Hall", closed_board: MadeBoard) -> None:
    async with hall.at(closed_board.eva, "xterm", (40, 15)) as eva:
        assert all(len(line) <= 40 for line in (await eva.says("visa 1")).splitlines())


async def test_several_pasted_lines_are_run_one_after_another(hall: "Hall", closed_board: MadeBoard) -> None:
    async with hall.at(closed_board.eva, "xterm") as eva:
        eva.types(f"flytta {PLAN} 2\rflytta {PLAN} 3\rbocka {PLAN}\rflytta")
        await eva.until(lambda: eva.screen[-1] == f"{PROMPT}flytta")
        assert [line for line in eva.screen if line.startswith(("Valplan", "Bockade"))] == [
            "Valplan inför allmänna valen 2026: Ej påbörjat → Planerat",
            "Valplan inför allmänna valen 2026: Planerat → Pågår",
            "Bockade av Valplan inför allmänna valen 2026: 1",
        ]


@pytest.mark.parametrize("term", TERMS)
async def test_a_line_that_is_too_long_is_not_run(
    hall: "Hall", closed_board: MadeBoard, term: str | None
) -> None:
    async with hall.at(closed_board.eva, term) as eva:
        answer = await eva.says(f"kommentera {PLAN} {'x' * 20_000}")
        assert answer.endswith("Raden är längre än 4096 tecken och blev inte utförd.\n")
        assert await eva.says("vilka") == "Eva Ek (du)\n"
    assert await hall.order(_comments) == []


@pytest.mark.parametrize("term", TERMS)
async def test_whoever_loses_their_last_assignment_is_told_and_shown_out(
    hall: "Hall", closed_board: MadeBoard, term: str | None
) -> None:
    async with hall.at(closed_board.bo, term) as bo:
        hall.now = hall.now.add(hours=12)
        await hall.order(end_assignment, closed_board.eva, closed_board.bo.member_id, *ENDED)
        await bo.leaves()
        assert bo.terminal.farewell


async def test_rights_are_those_of_the_moment(hall: "Hall", closed_board: MadeBoard) -> None:
    async with hall.at(closed_board.cia) as cia:
        refused = "Du kan läsa och kommentera, men bara styrelsen och den ansvariga kan ändra det här.\n"
        assert await cia.says(f"flytta {PLAN} klart") == refused
        await hall.order(give_assignment, closed_board.eva, closed_board.cia.member_id, Role.BOARD_MEMBER)
        await cia.sees(f"18.30 Eva Ek gav ett uppdrag\n{PROMPT}")
        assert "→ Klart\n" in await cia.says(f"flytta {PLAN} klart")


async def test_a_command_that_crashes_gives_its_number_and_the_next_is_answered(
    hall: "Hall", closed_board: MadeBoard, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("hemligt")

    async with hall.at(closed_board.eva) as eva:
        with monkeypatch.context() as patched:
            patched.setattr(card_changes, "move", broken)
            answer = await eva.says(f"flytta {PLAN} 3")
        number = answer.removeprefix("Något gick fel hos oss (händelse ").partition(")")[0]
        assert any(f"event={number}" in line for line in caplog.messages)
        assert "hemligt" not in caplog.text + eva.text
        assert await eva.says("vilka") == "Eva Ek (du)\n"


async def test_after_a_hang_up_nothing_more_is_run_and_what_was_confirmed_stays(
    hall: "Hall", closed_board: MadeBoard, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    async with hall.at(closed_board.eva) as eva:
        assert (await eva.says(f"flytta {PLAN} 3")).endswith("Pågår\n")
        eva.wire.gone = True
        eva.types(f"flytta {PLAN} 4\n")
        await eva.leaves()
    async with hall.at(closed_board.bo) as bo:
        assert "Pågår" in await bo.says(f"visa {PLAN}")
        assert await bo.says("vilka") == f"Bo Berg (du), vid kort {PLAN} {TITLE}\n"
    assert not caplog.messages


async def test_a_prompt_is_closed_to_whoever_has_no_right_at_all(
    hall: "Hall", closed_board: MadeBoard
) -> None:
    await hall.order(end_assignment, closed_board.eva, closed_board.bo.member_id, *ENDED)
    hall.now = hall.now.add(hours=12)
    bo = hall.person()
    with pytest.raises(NotAllowed):
        await hall.receives(closed_board.bo, bo)
    assert bo.text == ""


async def test_a_flood_of_lines_is_read_no_faster_than_it_is_answered_and_keeps_nobody_waiting(
    hall: "Hall", closed_board: MadeBoard
) -> None:
    async with hall.at(closed_board.bo) as bo, hall.at(closed_board.eva) as eva:
        for _ in range(200):
            bo.types("vilka\n" * 100)
        assert await eva.says("vem") != ""
        assert bo.unread > 100, "resten väntar hos avsändaren"
        bo.hangs_up()
        await bo.leaves()
        assert bo.text.count("Bo Berg (du)") < 10_000


async def test_a_reader_who_has_stopped_is_cut_off(hall: "Hall", closed_board: MadeBoard) -> None:
    async with hall.at(closed_board.eva) as eva:
        eva.wire.behind = BACKLOG
        eva.types("tavla\n")
        await eva.leaves()
        assert eva.wire.gone


async def test_whoever_types_nothing_for_long_is_let_out(hall: "Hall", closed_board: MadeBoard) -> None:
    async with hall.at(closed_board.eva) as eva:
        limits = replace(hall.house.config.limits, idle_minutes=0)
        hall.house.config = replace(hall.house.config, limits=limits)
        bo = hall.person()
        await hall.receives(closed_board.bo, bo)
        assert bo.terminal.farewell.startswith("Du var borta länge")
        assert await eva.says("vilka") == "Eva Ek (du)\n"


async def test_a_plan_is_pasted_after_its_command_and_saved_only_with_yes(
    hall: "Hall", closed_board: MadeBoard
) -> None:
    async with hall.at(closed_board.eva, "xterm") as eva:
        eva.types("läs in plan\r")
        await eva.sees("En rad med bara en punkt avslutar.")
        eva.types(REAL_PLAN.read_text().replace("\n", "\r") + "\r.\r")
        await eva.sees("till: mer")
        while "till: mer" in (page := await eva.says("mer")):
            pass
        assert page.rstrip().endswith("Inget är sparat. Lägg till --yes för att spara planen.")
