"""A plan as a table: every commitment a row, and no cell a formula."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.readers.plan_draft import PlanDraft
from models.readers.plan_edit import Spot, rename
from models.readers.plan_text import read_plan, read_plan_text
from models.writers.plan_csv import COLUMNS, as_csv
from tests.conftest import PLAN


def rows(draft: PlanDraft) -> list[list[str]]:
    return [*csv.reader(io.StringIO(as_csv(draft)), delimiter=";")]


def test_every_commitment_is_a_row_in_the_plans_order() -> None:
    head, *found = rows(read_plan(PLAN.read_bytes()))
    assert head == [*COLUMNS]
    assert [row[1] for row in found] == [str(number) for number in range(1, 36)]
    assert found[-1][0] == "Hela planen"
    assert found[3][2:6] == ["anordna 1:a maj möte.", "Anordna 1:a maj möte", "engångs", "2023-05-01"]


def test_what_was_given_up_says_why_in_a_column_of_its_own() -> None:
    plan = read_plan_text("Verksamhetsplan 2024\n\nFest\n– dansa\n– sjunga")
    [area] = plan.areas
    first, second = area.commitments
    gone = replace(first, dropped="=för dyrt", dropped_section="§ 7")
    found = rows(replace(plan, areas=(replace(area, commitments=(gone, second)),)))
    assert [row[-1] for row in found] == ["Utgår", "'=för dyrt (§ 7)", ""]


@pytest.mark.parametrize("start", ["=", "+", "@", "-", "＝"])
def test_no_cell_begins_as_a_formula(start: str) -> None:
    plan = read_plan_text("Verksamhetsplan 2024\n\nFest\n– dansa")
    [_, row] = rows(rename(plan, Spot(0, 0), f'{start}HYPERLINK("x";"y")'))
    assert row[3] == f'\'{start}HYPERLINK("x";"y")'


@given(st.text(st.sampled_from("=+-@\t;\"'a \n"), min_size=1).filter(str.strip))
def test_whatever_a_title_is_no_cell_begins_as_a_formula(title: str) -> None:
    plan = read_plan_text("Verksamhetsplan 2024\n\nFest\n– dansa")
    [_, row] = rows(rename(plan, Spot(0, 0), title))
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row)
