"""Points under a point are commitments of their own or lines of its wording, never a sentence."""

import pytest

from models.readers.plan_text import read_plan_text

HEAD = "Verksamhetsplan 2024\n\nKommunikation\n"
FEW = "Göra klart hemsidan före mars\nbilder\nnya texter"
OWN = ["Göra klart hemsidan före mars", "Ta fram nya bilder till sidan", "Skriva om texten"]


def texts(points: str) -> list[str]:
    plan = read_plan_text(HEAD + points)
    assert [area.title for area in plan.areas] == ["Kommunikation"]
    assert plan.unplaced == ()
    return [one.text for one in plan.areas[0].commitments]


@pytest.mark.parametrize(
    "points",
    [
        "– {}\n  – {}\n  – {}\n– dansa",
        "- {}\n  {}\n  {}\n- dansa",
        "- {}\n  o {}\n  o {}\n- dansa",
        "- {}\no  {}\no  {}\n- dansa",
        "• {}\n– {}\n– {}\n• dansa",
        "1. {}\n   a. {}\n   b. {}\n2. dansa",
        "1. {}\n   a) {}\n   b) {}\n2. dansa",
        "1. {}\n- {}\n- {}\n2. dansa",
    ],
)
def test_every_way_to_put_points_under_a_point_is_seen(points: str) -> None:
    assert texts(points.format(*FEW.split("\n"))) == [FEW, "dansa"]
    assert texts(points.format(*OWN)) == [*OWN, "dansa"]


def test_points_of_few_words_are_asked_about() -> None:
    plan = read_plan_text(f"{HEAD}- städa\n  hallen\n  köket\n- dansa")
    assert plan.areas[0].commitments[0].question == "Punkten har underpunkter. Är de egna åtaganden?"


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (
            "– Vi ska under året ordna flera\n  träffar för nya medlemmar där\n  styrelsen berättar om sitt",
            "Vi ska under året ordna flera träffar för nya medlemmar där styrelsen berättar om sitt",
        ),
        ("– ordna kurser\n  Med ABF", "ordna kurser Med ABF"),
        ("– ordna kurser\n  och resor\n  och fester", "ordna kurser och resor och fester"),
        (
            "– ordna kurser.\n  De hålls i hallen.\n  Alla är med.",
            "ordna kurser. De hålls i hallen. Alla är med.",
        ),
    ],
)
def test_a_sentence_that_was_wrapped_is_one(points: str, text: str) -> None:
    assert texts(points) == [text]


def test_a_number_over_points_heads_an_area_where_it_asks_nothing() -> None:
    plan = read_plan_text("Verksamhetsplan 2024\n\n1. Studier\n- läsa\n- skriva\n2. Fest\n- dansa")
    assert [(area.title, len(area.commitments)) for area in plan.areas] == [("Studier", 2), ("Fest", 1)]


def test_a_quote_mark_inside_a_line_is_left_as_it_stands() -> None:
    plan = read_plan_text("> Verksamhetsplan 2024\n>\n> Fest\n> - dansa\n•\t> sjunga\n")
    assert [one.text for one in plan.areas[0].commitments] == ["dansa", "> sjunga"]
