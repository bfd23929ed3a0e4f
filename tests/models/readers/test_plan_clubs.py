"""Plans of clubs and societies, each in a dress of its own: tables, months, decimals, terms, prose."""

import datetime as dt
from pathlib import Path

import pytest

from models.readers.plan_draft import CommitmentDraft, PlanDraft
from models.readers.plan_text import read_plan
from models.target import Audience, Kind, Per, Target

CLUBS = Path(__file__).parent / "clubs"

SHAPES: dict[str, dict[str, int]] = {
    "anglers": {
        "Fiskevård": 4,
        "Ungdomsverksamhet": 3,
        "Anläggningar": 3,
        "Medlemmar och information": 4,
    },
    "chamber_choir": {"Våren": 3, "Hösten": 3, "Ekonomi": 3, "Rekrytering": 3},
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
    "party_outline": {
        "Organisation": 4,
        "Valrörelsen 2026": 4,
        "Utåtriktat": 4,
        "Facklig-politisk samverkan": 2,
    },
    "parish_council": {"Gudstjänst": 3, "Barn och unga": 3, "Diakoni": 3, "Fastigheter": 2},
    "scout_terms": {"Höstterminen 2024": 5, "Vårterminen 2025": 5, "Under hela året vill vi": 4, "": 2},
}

UNPLACED: dict[str, tuple[str, ...]] = {
    "anglers": ("Styrelsen i mars 2026",),
    "party_outline": ("Ansvarig för planen: styrelsen",),
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

NOT_DONE = "Raden säger att något inte ska ske eller ändras. Är det ett åtagande?"


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
        ("anglers", "Långsjöns Fiskevårdsförening", 2026, False),
        ("chamber_choir", "Kammarkören Vinden", 2026, False),
        ("party_outline", "Granby Arbetarekommun", 2026, False),
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
        ("anglers", "bryggan", "2026-06-18"),
        ("chamber_choir", "Körläger", "2026-05-24"),
        ("chamber_choir", "inspelning", "2026-10-31"),
        ("chamber_choir", "bidrag", "2026-03-01"),
        ("party_outline", "demonstration", "2026-05-01"),
        ("party_outline", "Affischering", "2026-08-22"),
        ("party_outline", "LO-facken", "2026-11-30"),
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
        ("anglers", "vattenprov", 4),
        ("party_outline", "Medlemsmöten", 6),
        ("party_outline", "Styrelsen träffas", 11),
        ("party_outline", "Studieledaren", 2),
        ("party_outline", "Torgmöten", 6),
        ("party_outline", "Insändare", 12),
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
    ("name", "words", "number", "due"),
    [
        ("anglers", "fiskekort", 250, None),
        ("anglers", "Fiskeskola", 4, "2026-08-31"),
        ("chamber_choir", "tenorer", 4, None),
        ("party_outline", "Dörrknackning", 1200, "2026-09-12"),
    ],
)
def test_a_number_to_reach_is_the_whole_plans(name: str, words: str, number: int, due: str | None) -> None:
    one = found(name, words)
    assert one.target == Target(Kind.COUNT, number, Per.PLAN)
    assert one.due == (dt.date.fromisoformat(due) if due else None)


def test_what_each_member_does_is_counted_by_the_members() -> None:
    one = found("party_outline", "Varje medlem")
    assert one.target == Target(Kind.MEMBERS, 10, Per.PLAN, audience=Audience.ALL)
    assert one.question == "Texten säger ”minst 10 väljare” om varje medlem. Gäller antalet var och en?"


def test_an_outlines_words_are_all_in_its_areas() -> None:
    plan = plan_in("party_outline")
    assert (plan.preamble, plan.scaffolding, plan.adopted) == ("", (), None)
    assert found("party_outline", "byarna").text == "Öppna möten i byarna:\nSjöby\nBergby\nLillby"


@pytest.mark.parametrize(
    ("name", "words", "question"),
    [
        (
            "handball",
            "aktivitetsstöd",
            "Texten nämner ”25 augusti” och ”25 februari”. Vilken dag gäller kortet?",
        ),
        ("housing", "Avgifterna", NOT_DONE),
        ("chamber_choir", "Medlemsavgiften", NOT_DONE),
        ("scout_terms", "Sportlov", NOT_DONE),
        (
            "garden_year",
            "Kompostkurs",
            "”Kompostkurs för nya odlare” står i samma stycke. Är det ett eget åtagande?",
        ),
        ("party_outline", "utom juli", "Texten säger ”utom juli”. Blir det 11 gånger per år?"),
        (
            "party_outline",
            "Valstugan",
            "Texten säger ”varje lördag” men inte hur många gånger. Ska de räknas?",
        ),
        ("party_outline", "byarna", "Punkten har underpunkter. Är de egna åtaganden?"),
        ("party_outline", "rapporterar", "Stycket blev 2 åtaganden. Stämmer det?"),
        ("garden_year", "Planering", "Är raden ett åtagande?"),
        ("hunters", "siktgator", "Punkten har underpunkter. Är de egna åtaganden?"),
        ("parish_council", "Kyrkvärd", "Texten säger ”under våren”. Klart senast den 31 maj?"),
    ],
)
def test_the_preview_asks_where_a_human_hesitates(name: str, words: str, question: str) -> None:
    assert found(name, words).question == question
