"""Plans of clubs and societies, each in a dress of its own: tables, months, decimals, terms, prose."""

import datetime as dt
from pathlib import Path

import pytest

from models.readers.plan_draft import CommitmentDraft, PlanDraft
from models.readers.plan_text import read_plan
from models.target import Kind, Per, Target

CLUBS = Path(__file__).parent / "clubs"

SHAPES: dict[str, dict[str, int]] = {
    "garden_year": {
        "Mars": 2,
        "April": 1,
        "Maj": 2,
        "Juni – augusti": 2,
        "September": 1,
        "Oktober": 2,
        "November": 1,
    },
    "handball": {"Sportslig verksamhet": 4, "Arrangemang": 3, "Ekonomi": 1},
    "housing": {
        "Förvaltning och underhåll": 4,
        "Ekonomi": 3,
        "Miljö och gård": 4,
        "Sopsortering": 1,
        "Information": 3,
    },
    "hunters": {"Jakten": 4, "Viltvård": 3, "Skytte": 3, "Gemenskap": 2},
    "left_association": {
        "Vi ska synas": 3,
        "Vi ska växa": 2,
        "Vi ska lära": 3,
        "Vi ska vinna": 3,
        "Ekonomi": 1,
    },
    "male_choir": {"Övrigt under året": 4, "": 4},
    "parish_council": {"Gudstjänst": 3, "Barn och unga": 3, "Diakoni": 3, "Fastigheter": 2},
    "scout_terms": {"Höstterminen 2024": 5, "Vårterminen 2025": 5, "Under hela året vill vi": 4, "": 2},
}

UNPLACED: dict[str, tuple[str, ...]] = {
    "garden_year": (
        "Budget",
        "Arrende 48 000 kr",
        "Vatten och el 22 000 kr",
        "Underhåll 15 000 kr",
        "För styrelsen",
        "Ulla Ros, ordförande",
    ),
    "handball": (
        "Medlemsavgiften är oförändrad:",
        "Vuxen 400 kr",
        "Ungdom 250 kr",
        "Skogsby i juni 2024",
        "Stina Alm Per Lund",
        "ordförande kassör",
    ),
    "housing": ("Tallby 2025-01-20", "Styrelsen för Brf Tallkotten"),
    "hunters": ("Rolf Ek jaktledare",),
    "male_choir": ("Styrelsen genom", "Olof Sten"),
}


def plan_in(name: str) -> PlanDraft:
    return read_plan((CLUBS / f"{name}.txt").read_bytes())


def found(name: str, words: str) -> CommitmentDraft:
    plan = plan_in(name)
    everything = [*(one for area in plan.areas for one in area.commitments), *plan.whole_plan]
    [commitment] = [one for one in everything if words in one.text]
    return commitment


def test_every_plan_has_its_shape_written_down() -> None:
    assert {path.stem for path in CLUBS.iterdir()} == {*SHAPES}


@pytest.mark.parametrize("name", SHAPES)
def test_each_area_has_its_commitments_and_signatures_and_sums_are_none(name: str) -> None:
    plan = plan_in(name)
    shape = {area.title: len(area.commitments) for area in plan.areas}
    assert shape | ({"": len(plan.whole_plan)} if plan.whole_plan else {}) == SHAPES[name]
    assert plan.unplaced == UNPLACED.get(name, ())


@pytest.mark.parametrize(
    ("name", "association", "year", "is_split"),
    [
        ("garden_year", "KOLONIFÖRENINGEN VITA LILJAN", 2025, False),
        ("handball", "Skogsby Handbollsklubb", 2024, True),
        ("housing", "Bostadsrättsföreningen Tallkotten", 2025, False),
        ("left_association", "Vänsterlistan i Granby", 2025, False),
        ("male_choir", "Manskören Bergets Röst", 2025, True),
        ("parish_council", "Granby-Lunda församling", 2026, False),
        ("scout_terms", "Älvdalens sjöscouter", 2024, True),
    ],
)
def test_whose_plan_it_is_and_for_when(name: str, association: str, year: int, is_split: bool) -> None:
    plan = plan_in(name)
    assert (plan.association, plan.year, plan.is_split) == (association, year, is_split)


@pytest.mark.parametrize(
    ("name", "words", "due"),
    [
        ("garden_year", "Häckarna", "2025-06-19"),
        ("garden_year", "Container", "2025-10-12"),
        ("garden_year", "Planering", "2025-11-30"),
        ("handball", "Uppstartsläger", "2024-08-31"),
        ("handball", "Skogsbycupen", "2025-01-05"),
        ("handball", "Avslutningsfest", "2025-05-31"),
        ("housing", "Stamspolning", "2025-05-31"),
        ("housing", "skyltning", "2025-02-28"),
        ("hunters", "Älgjakt", "2025-01-31"),
        ("hunters", "Saltstenar", "2025-05-14"),
        ("hunters", "Älgmiddag", "2024-11-30"),
        ("left_association", "valplan", "2025-06-30"),
        ("left_association", "dörrar", "2026-09-13"),
        ("male_choir", "Körresa", "2025-10-12"),
        ("male_choir", "Vårkonsert", "2026-05-31"),
        ("parish_council", "Julbord", "2026-12-24"),
        ("parish_council", "rampen", "2026-04-02"),
        ("scout_terms", "Seglarhajk", "2024-09-15"),
        ("scout_terms", "Kårstämma", "2025-02-28"),
    ],
)
def test_a_day_is_the_one_a_human_would_put(name: str, words: str, due: str) -> None:
    one = found(name, words)
    assert (one.target.kind, one.due) == (Kind.ONCE, dt.date.fromisoformat(due))


@pytest.mark.parametrize(
    ("name", "words", "number"),
    [
        ("handball", "Handbollsskola", 2),
        ("housing", "Nyhetsbladet", 4),
        ("housing", "Välkomstmöte", 2),
        ("left_association", "insändare", 12),
        ("male_choir", "stämrepetitioner", 4),
        ("parish_council", "Familjegudstjänst", 12),
    ],
)
def test_what_is_counted_is_counted_by_the_year(name: str, words: str, number: int) -> None:
    assert found(name, words).target == Target(Kind.COUNT, number, Per.YEAR)


@pytest.mark.parametrize(
    ("name", "words", "question"),
    [
        (
            "handball",
            "aktivitetsstöd",
            "Texten nämner ”25 augusti” och ”25 februari”. Vilken dag gäller kortet?",
        ),
        ("garden_year", "Planering", "Är raden ett åtagande?"),
        ("hunters", "siktgator", "Punkten har underpunkter. Är de egna åtaganden?"),
        ("parish_council", "Kyrkvärd", "Texten säger ”under våren”. Klart senast den 31 maj?"),
    ],
)
def test_the_preview_asks_where_a_human_hesitates(name: str, words: str, question: str) -> None:
    assert found(name, words).question == question
