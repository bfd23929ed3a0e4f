"""Numbers under numbers: those with nothing under them are points, and the number over them heads them."""

import pytest

from models.readers.plan_text import read_plan_text
from tests.models.readers.shapes import shape

HEAD = "Verksamhetsplan 2026\n\n"
TWO = [("Organisation", ["Medlemsmöten", "Styrelsemöten varje månad"]), ("Studier", ["Kurs", "Cirkel"])]


OUTLINE = "1. Organisation\n1.1 Medlemsmöten\n1.2 Styrelsemöten varje månad\n2. Studier\n2.1 Kurs\n2.2 Cirkel"


@pytest.mark.parametrize(
    "outline",
    [
        OUTLINE,
        OUTLINE.replace("1. O", "1 O").replace("2. S", "2 S"),
        OUTLINE.replace("\n", "\n\n"),
        OUTLINE.replace("varje ", "varje\n"),
        OUTLINE.replace("1. O", "O").replace("2. S", "\nS"),
        OUTLINE.replace("sation", "sation:").replace("1.1 ", "  1.1. ").replace("1.2 ", "  1.2. "),
    ],
)
def test_numbers_with_nothing_under_them_are_points_however_they_are_set(outline: str) -> None:
    plan = read_plan_text(f"{HEAD}{outline}\n\nStyrelsen\nEva Ek")
    assert shape(plan) == TWO
    assert (plan.scaffolding, plan.unplaced) == ((), ("Styrelsen", "Eva Ek"))


def test_three_levels_are_areas_with_points_below_a_number_that_only_leads_on() -> None:
    outline = "1. Organisation\n1.1 Möten\n1.1.1 Årsmöte i mars\n1.1.2 Höstmöte\n1.2 Vård\n1.2.1 Ring nya"
    plan = read_plan_text(f"{HEAD}{outline}\n2. Studier\n2.1 Kurs\n2.2 Cirkel")
    assert shape(plan) == [
        ("Möten", ["Årsmöte i mars", "Höstmöte"]),
        ("Vård", ["Ring nya"]),
        ("Studier", ["Kurs", "Cirkel"]),
    ]
    assert plan.scaffolding == ("1. Organisation",)


@pytest.mark.parametrize(
    ("under", "points"),
    [
        ("- budget i juni\n- lotteri", ["Budget i juni", "Lotteri"]),
        ("   - budget i juni\n   - lotteri", ["Budget i juni", "Lotteri"]),
        ("Vi ska hålla en budget.", ["Hålla en budget"]),
        ("   Vi ska hålla en budget. Vi ska ordna lotteri.", ["Hålla en budget", "Ordna lotteri"]),
        ("3.1 Kassan\n- budget i juni\n- lotteri", ["Budget i juni", "Lotteri"]),
    ],
)
def test_a_number_with_text_or_a_list_under_it_heads_them(under: str, points: list[str]) -> None:
    plan = read_plan_text(
        f"{HEAD}1. Möten\n1.1 Årsmöte\n1.2 Höstmöte\n2. Studier\n2.1 Kurs\n3. Kassan\n{under}"
    )
    assert shape(plan) == [("Möten", ["Årsmöte", "Höstmöte"]), ("Studier", ["Kurs"]), ("Kassan", points)]


def test_words_between_a_number_and_those_under_it_introduce_them() -> None:
    plan = read_plan_text(f"{HEAD}1. Möten\nVår förening är öppen.\n1.1 Årsmöte\n1.2 Höstmöte")
    assert shape(plan) == [("Möten", ["Årsmöte", "Höstmöte"])]
    assert plan.areas[0].wording == "1. Möten\nVår förening är öppen."


def test_a_count_within_a_point_belongs_to_the_point() -> None:
    plan = read_plan_text(f"{HEAD}1. Möten\n1.1 Årsmöten:\n   1. i mars\n   2. i maj\n1.2 Höstmöte")
    assert [one.text for one in plan.areas[0].commitments] == ["Årsmöten:\ni mars\ni maj", "Höstmöte"]
