"""Some of the board as text: chosen cards, mine, late, the sums of the areas, and what is new."""

from dataclasses import replace

import pendulum
import pytest

from models import card_changes
from models.clock import StoppedClock
from models.commitment import Status
from tests.conftest import MadeBoard
from tests.tui.line.speaking import answer, as_json, say


def numbers(board: MadeBoard, line: str) -> list[int]:
    """The cards a line answers with, in order."""
    value = as_json(board.eva, f"{line} --json")
    lists = [*(area["commitments"] for area in value["areas"]), value["whole_plan"]]
    return [card["id"] for some in lists for card in some]


@pytest.fixture
def living(board: MadeBoard) -> MadeBoard:
    """The board where Bo answers for 13 and 18, 13 is under way, and 4 is late."""
    for number in (13, 18):
        card_changes.assign(board.eva, number, (board.bo.member_id or 0,))
    card_changes.move(board.bo, 13, Status.IN_PROGRESS)
    return board


@pytest.mark.parametrize(
    ("line", "cards"),
    [
        ("tavla --person Bo", [13, 18]),
        ("tavla -p bo -s pågår", [13]),
        ("board --person bo --status in-progress", [13]),
        ("tavla --försenat", [4]),
        ("board --late", [4]),
        ("försenat", [4]),
        ("late", [4]),
        ("tavla -t sossecaféer", [13]),
        ("tavla --text bo --område 4", [18]),
        ("tavla -o 4 -p bo -f", []),
        ("tavla --ursprung eget", []),
        ("tavla -p bo --origin plan", [13, 18]),
        ("tavla -p bo --since 'i maj' -s pågår", [13]),
        ("tavla -o 4", [16, 17, 18]),
        ("tavla -o 4 --ordning titel", [18, 17, 16]),
        ("tavla -o 4 --order responsible", [18, 16, 17]),
    ],
)
def test_filters_are_chained(living: MadeBoard, line: str, cards: list[int]) -> None:
    assert numbers(living, line) == cards


def test_what_nobody_answers_for_and_what_is_behind_are_found(living: MadeBoard) -> None:
    nobodys = numbers(living, "tavla --person ingen")
    assert (len(nobodys), {13, 18} & {*nobodys}) == (33, set())
    assert numbers(living, "tavla --person ingen --efter -o 7")
    assert "efter" in answer(living.eva, "tavla --behind").splitlines()[3]


def test_what_others_changed_since_a_day_is_found_and_what_one_did_oneself_is_not(living: MadeBoard) -> None:
    morning = StoppedClock(pendulum.datetime(2023, 10, 5, 9, tz="Europe/Stockholm"))
    eva, bo = replace(living.eva, clock=morning), replace(living.bo, clock=morning)
    card_changes.move(eva, 12, Status.PLANNED)
    card_changes.move(bo, 13, Status.DONE)
    value = as_json(bo, "tavla --sedan idag --json")
    assert [one["id"] for area in value["areas"] for one in area["commitments"]] == [12]
    assert answer(bo, "tavla --sedan igår").startswith("Verksamhetsplan 2023  5/35")


def test_the_board_is_told_in_groups_by_person_and_by_time(living: MadeBoard) -> None:
    people = answer(living.eva, "tavla --per person -o 4").splitlines()
    assert [line for line in people if "i fas" in line][1:] == [
        "Bo Berg  0/1 i fas",
        "Ingen ansvarig  1/2 i fas",
    ]
    times = as_json(living.eva, "tavla --by time --json")
    assert [group["title"] for group in times["groups"]] == ["Försenat", "Senare", "Utan datum"]
    assert [one["id"] for one in times["groups"][0]["commitments"]] == [4]
    assert as_json(living.eva, "tavla --per tid -t finnsinte --json")["groups"] == []


@pytest.mark.parametrize("line", ["--per vecka", "--ordning fnord", "--ursprung månen", "--sedan 'om 3 v'"])
def test_a_part_a_group_or_an_order_that_does_not_exist_is_refused(living: MadeBoard, line: str) -> None:
    reply = say(living.eva, f"tavla {line}")
    assert (reply.out, bool(reply.code)) == ("", True)
    assert "Välj" in reply.err or "inte varit än" in reply.err


def test_a_chosen_part_leaves_out_areas_without_cards_and_sums_what_is_shown(living: MadeBoard) -> None:
    lines = answer(living.eva, "tavla --person Bo").splitlines()
    assert lines[0] == "Verksamhetsplan 2023  0/2 i fas"
    assert [line for line in lines if line[:1].isdigit()] == [
        "2 Kommunikation med väljare  0/1 i fas",
        "4 Utveckling av politiken  0/1 i fas",
    ]
    assert answer(living.eva, "tavla -t finnsinte") == (
        "Inget kort passar. Hela tavlan visas med: ssh … tavla\n"
    )


def test_mine_are_the_cards_of_whoever_asks(living: MadeBoard) -> None:
    assert answer(living.bo, "mina") == answer(living.eva, "tavla --person bo")
    assert answer(living.bo, "mina") == answer(living.bo, "tavla --person jag")
    assert "ssh … ansvarig KORT jag" in answer(living.cia, "mine")
    card_changes.set_due(living.eva, 4, None)
    assert answer(living.eva, "försenat") == "Inget är försenat.\n"


def test_a_person_nobody_may_name_is_not_found(living: MadeBoard) -> None:
    assert "Ingen heter ”Nisse”" in say(living.eva, "tavla -p Nisse").err
    assert "kan vara" in say(living.eva, "tavla -p e").err
    wrong = say(living.eva, "tavla --status snart")
    assert (wrong.code, "ingen status" in wrong.err) == (2, True)


def test_the_areas_are_told_with_their_sums(living: MadeBoard) -> None:
    lines = answer(living.eva, "områden").splitlines()
    assert lines[0].split() == ["Område", "I", "fas", "Försenat", "Ej", "Planerat", "Pågår", "Klart"]
    assert lines[1].split() == ["1", "Opinionsbildning", "1/8", "1", "8", "–", "–", "–"]
    assert lines[-1].split()[:3] == ["Alla", "områden", "4/35"]
    assert max(map(len, lines)) <= 80
    second = as_json(living.eva, "areas --json")[1]
    assert second["title"] == "Kommunikation med väljare"
    assert second["statuses"] == {"ej": 5, "planerat": 0, "pågår": 1, "klart": 0}
    assert (second["total"], second["late"]) == (6, 0)


def test_news_are_what_the_log_tells_since_a_day(living: MadeBoard) -> None:
    later = StoppedClock(pendulum.datetime(2023, 10, 14, 9, tz="Europe/Stockholm"))
    eva = replace(living.eva, clock=later)
    assert answer(eva, "nytt") == "Inget har hänt sedan 7 oktober 2023.\n"
    assert answer(eva, "nytt --sedan 4 oktober".replace("4 oktober", "'4 oktober'")) == answer(eva, "logg")
    answer(eva, "flytta 12 klart")
    told = as_json(eva, "news --json")
    assert [(row["who"], row["cards"]) for row in told] == [("Eva Ek", [12])]
    ahead = say(eva, "nytt --sedan 2023-12-24")
    assert (ahead.code, ahead.err) == (1, "24 december 2023 har inte varit än. Skriv en dag som har varit.\n")


def test_news_hide_what_the_log_hides(living: MadeBoard) -> None:
    assert any("medlem" in row["text"] for row in as_json(living.eva, "nytt --json"))
    assert not any("medlem" in row["text"] for row in as_json(living.bo, "nytt --json"))
    stranger = replace(living.bo, rights=frozenset())
    assert [say(stranger, line).code for line in ("nytt", "områden", "försenat", "mina")] == [1, 1, 1, 1]


def test_a_long_history_is_told_in_full_only_when_asked_for(living: MadeBoard) -> None:
    for number in range(12):
        card_changes.comment(living.eva, 12, f"rad {number}")
    shown, whole = answer(living.eva, "visa 12"), answer(living.eva, "visa 12 --historik")
    assert "… och 3 till: ssh … visa 12 --historik" in shown
    assert "kommenterade: rad 1\n" not in shown
    assert "kommenterade: rad 1\n" in whole
    assert "läste in åtagandet" in whole
    assert len(as_json(living.eva, "visa 12 --json")["history"]) == 13
