"""A simple table is read row by row, and no cell is lost."""

import datetime as dt

import pytest

from models.commitment import Status
from models.readers.plan_draft import PlanDraft
from models.readers.plan_text import read_plan_text

HEAD = "Verksamhetsplan 2025\n\nFester\n\n"


def texts(plan: PlanDraft) -> list[tuple[str, list[str]]]:
    return [(area.title, [one.text for one in area.commitments]) for area in plan.areas]


@pytest.mark.parametrize(
    "table",
    [
        "Aktivitet\tAnsvarig\tNär\nVårfest\tEva Ek\t3 maj\nDans\tBo Berg\tAugusti\n",
        "| Aktivitet | Ansvarig | När |\n|---|:--:|---|\n"
        "| Vårfest | Eva Ek | 3 maj |\n| Dans | Bo Berg | Augusti |\n",
        "Vad         Vem        Datum\nVårfest     Eva Ek     3 maj\nDans        Bo Berg    Augusti\n",
        "När\tVad\tAnsvarig\n3 maj\tVårfest\tEva Ek\nAugusti\tDans\tBo Berg\n",
    ],
    ids=["tabs", "pipes", "spaces", "day first"],
)
def test_each_row_is_a_commitment_with_its_day_and_whom_it_names(table: str) -> None:
    plan = read_plan_text(HEAD + table)
    assert texts(plan) == [("Fester", ["Vårfest\nEva Ek\n3 maj", "Dans\nBo Berg\nAugusti"])]
    found = plan.areas[0].commitments
    assert [one.title for one in found] == ["Vårfest", "Dans"]
    assert [one.due for one in found] == [dt.date(2025, 5, 3), dt.date(2025, 8, 31)]
    assert plan.unplaced == ()


def test_an_empty_cell_moves_no_other() -> None:
    plan = read_plan_text(f"{HEAD}Vad\tNär\tVem\nVårfest\t\tEva Ek\nDans\t3 maj\t\n")
    assert texts(plan) == [("Fester", ["Vårfest\nEva Ek", "Dans\n3 maj"])]


def test_a_column_of_areas_heads_the_rows_beside_it() -> None:
    plan = read_plan_text(
        "Verksamhetsplan 2025\n\nOmråde\tAktivitet\nFest\tVårfest\nFest\tDans\nStudier\tKurs\n\tCirkel\n"
    )
    assert texts(plan) == [("Fest", ["Vårfest", "Dans"]), ("Studier", ["Kurs", "Cirkel"])]
    assert plan.scaffolding == ("Område Aktivitet", "Fest")


def test_a_column_that_tells_how_far_it_has_come_proposes_the_status() -> None:
    plan = read_plan_text(f"{HEAD}Status\tAktivitet\nPågår\tVårfest\nKlart\tDans\n")
    assert [one.status for one in plan.areas[0].commitments] == [Status.IN_PROGRESS, Status.DONE]


def test_a_table_ends_where_its_rows_do() -> None:
    plan = read_plan_text(f"{HEAD}Vad\tNär\nVårfest\t3 maj\n\nStudier\n– läsa\n\nEva Ek\tordförande\n")
    assert texts(plan) == [("Fester", ["Vårfest\n3 maj"]), ("Studier", ["läsa"])]
    assert plan.unplaced == ("Eva Ek ordförande",)


@pytest.mark.parametrize("line", ["Hem | Om oss | Kontakt", "Ansvarig\tEva Ek", "Eva Ek        Bo Berg"])
def test_columns_without_a_heading_row_are_no_table(line: str) -> None:
    plan = read_plan_text(f"{HEAD}– dansa\n\n{line}\n")
    assert texts(plan) == [("Fester", ["dansa"])]
