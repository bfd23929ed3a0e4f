"""Who is here as text, and which way in a member wants."""

import os
from dataclasses import replace

import pytest

from models.preference import preferences_of
from models.presence import Presence, ProcessPresence
from tests.conftest import MadeBoard
from tests.tui.line.speaking import answer, as_json, caller, say
from tui.line import run


def test_everybody_stands_once_by_what_they_do(board: MadeBoard) -> None:
    eva, bo = board.eva, board.bo
    sessions = (
        Presence("1", eva.member_id, eva.name),
        Presence("2", bo.member_id, bo.name, card_id=12),
        Presence("3", eva.member_id, eva.name, card_id=15),
        Presence("4", bo.member_id, bo.name, card_id=15, writes_on=12),
        Presence("5", board.cia.member_id, board.cia.name, card_id=9999),
    )
    told = run(replace(caller(eva), here=lambda: sessions), ["vilka"]).out
    assert told.splitlines() == [
        "Eva Ek (du), vid kort 15 Valplan inför allmänna valen 2026",
        "Bo Berg, skriver på kort 12 Delta i partiets centrala kampanjer",
        "Cia Dal",
    ]


def test_in_the_servers_shell_those_of_every_process_are_told(board: MadeBoard) -> None:
    assert answer(board.eva, "vilka") == "Ingen är inne just nu.\n"
    listed = '[{"session": "1", "member_id": 2, "name": "Bo Berg", "card_id": 12}]'
    ProcessPresence.create(process="other", pid=os.getppid(), at=board.clock(), here=listed)
    assert as_json(board.eva, "here --json") == [{"name": "Bo Berg", "card": 12, "writes_on": None}]


@pytest.mark.parametrize(
    ("line", "held", "told"),
    [
        ("läge", None, "När du loggar in får du tavlan."),
        ("läge rad", "lines", "När du loggar in får du skriva kommandon, rad för rad."),
        ("manner prompt", "lines", "När du loggar in får du skriva kommandon, rad för rad."),
        ("läge tavla", "board", "När du loggar in får du tavlan."),
    ],
)
def test_a_member_chooses_what_a_login_opens(
    board: MadeBoard, line: str, held: str | None, told: str
) -> None:
    assert answer(board.cia, line).startswith(told)
    assert preferences_of(board.cia.member_id).get("manner") == held
    assert answer(board.cia, "läge").startswith(told)


def test_a_way_in_that_there_is_none_of_is_refused(board: MadeBoard) -> None:
    assert "Välj rad eller tavla" in say(board.eva, "läge liggande").err
