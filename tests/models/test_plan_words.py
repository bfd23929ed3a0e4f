"""The words a plan's document has around its commitments."""

from dataclasses import replace

import pytest

from models.errors import NotAllowed
from models.importing import import_plan
from models.plan import plan_words
from models.readers.plan_text import read_plan
from tests.conftest import PLAN, MadeBoard


def test_the_preamble_is_told_as_the_annual_meeting_adopted_it(board: MadeBoard) -> None:
    told = plan_words(board.cia, board.plan.id)
    assert told.plan == board.plan
    assert told.preamble == read_plan(PLAN.read_bytes()).preamble
    assert told.unplaced == ()


def test_each_line_that_found_no_place_is_told(board: MadeBoard) -> None:
    draft = replace(read_plan(PLAN.read_bytes()), year=2024, unplaced=("Vi är många.", "Vi är glada."))
    plan = import_plan(board.eva, draft)
    assert plan_words(board.cia, plan.id).unplaced == ("Vi är många.", "Vi är glada.")


def test_one_who_may_not_read_the_plan_is_told_nothing_of_it(board: MadeBoard) -> None:
    with pytest.raises(NotAllowed):
        plan_words(board.cia.with_rights(frozenset()), board.plan.id)


def test_a_line_that_only_leads_on_is_kept_to_read(board: MadeBoard) -> None:
    words = plan_words(board.rut, board.plan.id)
    assert "Detta skall ske genom att:" in words.scaffolding
    assert any(line.startswith("Enligt Grundstadgan") for line in words.scaffolding)
