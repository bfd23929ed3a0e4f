"""The lines at the top tell whose plan it is and which year, however they are put."""

import pytest

from models.readers.naming import naming
from models.readers.plan_text import read_plan_text

LIST = "\n\nStudier\n– läsa\n"


@pytest.mark.parametrize(
    ("top", "title", "year"),
    [
        ("Verksamhetsplan 2024/25", "Verksamhetsplan 2024/25", 2024),
        ("Verksamhetsplan 2024/2025", "Verksamhetsplan 2024/2025", 2024),
        ("Verksamhetsplan\n2024/25", "Verksamhetsplan 2024/25", 2024),
        ("Verksamhetsplan\nVerksamhetsåret 2024–2025", "Verksamhetsplan 2024–2025", 2024),
        ("Verksamhetsplan\n\nSäsongen 2024/2025", "Verksamhetsplan 2024/2025", 2024),
    ],
)
def test_a_year_over_new_year_is_told_from_the_year_it_begins_in(top: str, title: str, year: int) -> None:
    plan = read_plan_text(top + LIST)
    assert (plan.title, plan.year, plan.is_split, plan.questions) == (title, year, True, ())
    assert plan.headlines == tuple(line for line in top.split("\n") if line)


@pytest.mark.parametrize("years", ["2024-2025", "2024–2025", "2024-25"])
def test_two_years_with_a_dash_are_asked_about(years: str) -> None:
    plan = read_plan_text(f"Verksamhetsplan {years}{LIST}")
    assert (plan.year, plan.is_split) == (2024, True)
    assert plan.questions == (
        f"Rubriken säger ”{years}”. Gäller planen hösten det ena året och våren det andra?",
    )


@pytest.mark.parametrize(
    "title", ["Handlingsprogram 2023-2026", "Handlingsprogram 2024-2025", "Verksamhetsplan 2024"]
)
def test_a_plan_for_whole_years_is_not_split(title: str) -> None:
    plan = read_plan_text(title + LIST)
    assert (plan.is_split, plan.questions) == (False, ())


@pytest.mark.parametrize(
    ("top", "association"),
    [
        ("Skogsby Handbollsklubb\nVerksamhetsplan 2024", "Skogsby Handbollsklubb"),
        ("Verksamhetsplan 2024\nNorrsjö arbetarekommun", "Norrsjö arbetarekommun"),
        ("# Verksamhetsplan 2024\n\nSkogsby IK", "Skogsby IK"),
        ("PRO NORRSJÖ\n\nVERKSAMHETSPLAN 2024", "PRO NORRSJÖ"),
        ("VERKSAMHETSPLAN FÖR KLUBBEN SOLEN 2024", "KLUBBEN SOLEN"),
        ("Verksamhetsplan 2024 Hed-Lunda hembygdsförening", "Hed-Lunda hembygdsförening"),
        ("Älvens sjöscouter\nTerminsplan och verksamhetsplan 2024", "Älvens sjöscouter"),
        ("Välkommen\nVerksamhetsplan 2024", None),
        ("Verksamhetsplan 2024\n\nVåra mål", None),
    ],
)
def test_whose_plan_it_is_may_stand_on_a_line_of_its_own(top: str, association: str | None) -> None:
    assert read_plan_text(top + LIST).association == association


def test_the_associations_name_over_a_list_heads_no_area() -> None:
    plan = read_plan_text("Föreningen Tallkotten\nVerksamhetsplan 2024\n– städa\n– dansa\n")
    assert (plan.areas, len(plan.whole_plan), plan.association) == ((), 2, "Föreningen Tallkotten")
    assert plan.preamble == "Föreningen Tallkotten"


@pytest.mark.parametrize("heading", ["FEST", "Ungdomssektionen", "Herrlag"])
def test_a_heading_straight_over_a_list_is_no_name(heading: str) -> None:
    plan = read_plan_text(f"Verksamhetsplan 2024\n\n{heading}\n– bli fler\n– ha roligt\n")
    assert [len(area.commitments) for area in plan.areas] == [2]


def test_a_name_by_the_title_wins_over_one_on_another_line() -> None:
    assert naming(("Verksamhetsplan för Norrsjö AK 2024",), ("Hed AK",)).association == "Norrsjö AK"
