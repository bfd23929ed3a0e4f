"""The real plan is read whole: nothing dropped, nothing invented."""

import contextlib
import datetime as dt
import json
from collections import Counter
from importlib.resources import files

import pytest

from models.errors import Invalid
from models.readers.plan_text import (
    LARGEST,
    CommitmentDraft,
    PlanDraft,
    as_json,
    read_plan,
    read_plan_text,
)
from models.target import Audience, Kind, Per, Target
from models.text import BODY, clean
from tests.models.readers.shapes import found

REAL = files("models.demo").joinpath("verksamhetsplan-2023.txt").read_bytes()
TEXT = REAL.decode()
SMALL = "Verksamhetsplan 2024\n\nStudier\n– ordna två kurser per år\n"


@pytest.fixture(scope="module", name="plan")
def the_real_plan() -> PlanDraft:
    return read_plan(REAL)


def in_areas(plan: PlanDraft) -> list[CommitmentDraft]:
    return [commitment for area in plan.areas for commitment in area.commitments]


def only(text: str) -> CommitmentDraft:
    return in_areas(read_plan_text(f"Verksamhetsplan 2024\n\nStudier\n{text}"))[0]


def test_the_real_plan_has_its_ten_areas_and_34_commitments(plan: PlanDraft) -> None:
    assert [len(area.commitments) for area in plan.areas] == [8, 6, 1, 3, 3, 2, 4, 1, 1, 5]
    assert len(plan.whole_plan) == 1
    assert plan.unplaced == ()


def test_every_dash_line_is_a_commitment_word_for_word(plan: PlanDraft) -> None:
    dashed = [line.removeprefix("–").strip() for line in TEXT.splitlines() if line.startswith("–")]
    assert [commitment.text for commitment in in_areas(plan)] == dashed


def test_every_heading_stands_word_for_word_in_order(plan: PlanDraft) -> None:
    headings = [line for line in TEXT.splitlines() if line.startswith("AK ansvarar för")]
    assert [area.wording for area in plan.areas] == headings


def test_the_closing_sentence_belongs_to_the_whole_plan(plan: PlanDraft) -> None:
    assert plan.whole_plan[0].text == TEXT.splitlines()[-1]


def test_every_line_is_in_exactly_one_place(plan: PlanDraft) -> None:
    placed = [
        *plan.headlines,
        *plan.preamble.split("\n"),
        *(area.wording for area in plan.areas),
        *(f"– {commitment.text}" for commitment in in_areas(plan)),
        *(commitment.text for commitment in plan.whole_plan),
        *plan.scaffolding,
        *plan.unplaced,
    ]
    assert Counter(filter(None, placed)) == Counter(
        clean(line, BODY) for line in TEXT.splitlines() if line.strip()
    )


def test_a_commitment_knows_its_line(plan: PlanDraft) -> None:
    source = TEXT.splitlines()
    for commitment in (*in_areas(plan), *plan.whole_plan):
        assert source[commitment.line - 1].endswith(commitment.text)


def test_the_headlines_tell_title_association_year_and_adoption(plan: PlanDraft) -> None:
    assert plan.title == "Verksamhetsplan 2023"
    assert plan.association == "Skinnskattebergs Socialdemokratiska Arbetarekommun"
    assert plan.year == 2023
    assert plan.adopted == dt.date(2023, 3, 19)


@pytest.mark.parametrize(
    ("words", "target", "due"),
    [
        ("2 möten per år", Target(Kind.COUNT, 2, Per.YEAR), None),
        ("introduktionsträffar", Target(Kind.COUNT, 2, Per.YEAR), None),
        ("ringa alla", Target(Kind.MEMBERS, 1, Per.YEAR, audience=Audience.ALL), None),
        ("alla nya medlemmar", Target(Kind.MEMBERS, 1, Per.YEAR, audience=Audience.NEW), None),
        ("samkväm", Target(Kind.COUNT, 1, Per.YEAR), None),
        ("1:a maj", Target(Kind.ONCE), dt.date(2023, 5, 1)),
        ("valplan", Target(Kind.ONCE), dt.date(2026, 9, 13)),
        ("2023-2026", Target(Kind.ONCE), dt.date(2026, 12, 31)),
        ("kommundelarna", Target(Kind.DISTRICTS), None),
        ("regelbunden information", Target(Kind.ONGOING, interval_months=2), None),
        ("Årshjul", Target(Kind.ONGOING, interval_months=2), None),
        ("torgmöten", Target(Kind.ONGOING), None),
    ],
)
def test_the_real_wording_becomes_a_target(
    plan: PlanDraft, words: str, target: Target, due: dt.date | None
) -> None:
    assert (found(plan, words).target, found(plan, words).due) == (target, due)


def test_most_of_the_real_plan_is_ongoing(plan: PlanDraft) -> None:
    kinds = Counter(commitment.target.kind for commitment in (*in_areas(plan), *plan.whole_plan))
    assert kinds == {Kind.ONGOING: 26, Kind.COUNT: 3, Kind.ONCE: 3, Kind.MEMBERS: 2, Kind.DISTRICTS: 1}


def test_only_doubtful_wording_is_asked_about(plan: PlanDraft) -> None:
    asked = {commitment.question for commitment in (*in_areas(plan), *plan.whole_plan)} - {None}
    assert asked == {
        "Texten slutar efter ”två gånger per”. Två gånger per år?",
        "Ska varje ny medlem bockas av när den har välkomnats?",
    }


@pytest.mark.parametrize(
    "document",
    [
        b"\xef\xbb\xbf" + REAL,
        REAL.replace(b"\n", b"\r\n"),
        REAL.replace(b"\n", b"\r"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.replace("– ", "–").encode(),
        TEXT.replace("– ", "•\t").encode("cp1252"),
        TEXT.replace("– ", "\uf0b7\u00a0").encode(),
        TEXT.replace("– ", "  *   ").encode(),
        TEXT.replace("– ", "o\t").encode(),
        TEXT.replace("AK ansvarar", "## **AK** ansvarar").encode(),
        TEXT.replace("Arbetarekommunen", "Arbetare\u00adkommunen").encode(),
        (TEXT + "\n\n \n").encode(),
    ],
    ids=["bom", "crlf", "cr", "cp1252", "utf16", "tight", "tab", "word", "star", "o", "md", "shy", "blank"],
)
def test_the_dress_of_a_file_changes_nothing_in_the_plan(plan: PlanDraft, document: bytes) -> None:
    assert read_plan(document) == plan


def test_json_has_the_contract_of_the_command_line(plan: PlanDraft) -> None:
    answer = json.loads(json.dumps(as_json(plan)))
    assert (answer["title"], answer["year"], answer["adopted"]) == (
        "Verksamhetsplan 2023",
        2023,
        "2023-03-19",
    )
    assert [len(area["commitments"]) for area in answer["areas"]] == [8, 6, 1, 3, 3, 2, 4, 1, 1, 5]
    called = answer["areas"][6]["commitments"][3]
    assert (called["kind"], called["target"], called["per"]) == ("members", 1, "year")
    ongoing = answer["areas"][0]["commitments"][4]
    assert (ongoing["kind"], ongoing["target"], ongoing["per"]) == ("ongoing", None, None)
    assert answer["whole_plan"][0]["text"] == TEXT.splitlines()[-1]
    assert answer["unplaced"] == []


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("– ordna kurser\n  Med ABF", "ordna kurser Med ABF"),
        ("– ordna kurser\noch träffar.", "ordna kurser och träffar."),
        ("– ordna kurser med\nABF", "ordna kurser med ABF"),
        ("1. ordna kurser\n2. ordna träffar", "ordna kurser"),
        ("a) ordna kurser", "ordna kurser"),
        ("- **ordna** kurser", "ordna kurser"),
        ("-ordna kurser", "ordna kurser"),
    ],
)
def test_a_bullet_is_read_whole(lines: str, text: str) -> None:
    assert only(lines).text == text


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("## Studier", "Studier"),
        ("**Studier**", "Studier"),
        ("1. Studier", "Studier"),
        ("STUDIER:", "Studier"),
        ("Styrelsen ansvarar för studier\noch kurser.", "Studier och kurser"),
        ("Studier ska utvecklas genom att:", "Studier"),
        ("Klubben ansvarar för studier.\nDetta ska ske genom att:\n\nVi ska", "Studier"),
    ],
)
def test_a_line_over_a_list_heads_an_area(heading: str, title: str) -> None:
    plan = read_plan_text(f"Verksamhetsplan 2024\n\nKultur\n– sjunga\n\n{heading}\n– ordna kurser")
    assert [area.title for area in plan.areas] == ["Kultur", title]
    assert [len(area.commitments) for area in plan.areas] == [1, 1]


def test_a_list_goes_on_after_a_blank_line() -> None:
    assert len(in_areas(read_plan_text(SMALL + "\n– läsa\n\nVi ska\n– skriva"))) == 3


def test_a_heading_with_nothing_under_it_is_still_an_area() -> None:
    plan = read_plan_text("AK ansvarar för val av ledamöter.\n\n" + "AK ansvarar för studier.\n– läsa")
    assert [(area.title, len(area.commitments)) for area in plan.areas] == [
        ("Val av ledamöter", 0),
        ("Studier", 1),
    ]


def test_lines_after_the_last_list_are_commitments_only_when_they_ask_for_something() -> None:
    plan = read_plan_text(SMALL + "\nStyrelsen ska följa upp planen.\n\nEva Ek, ordförande\n\neva@example.se")
    assert [commitment.text for commitment in plan.whole_plan] == ["Styrelsen ska följa upp planen."]
    assert plan.unplaced == ("Eva Ek, ordförande", "eva@example.se")


def test_prose_between_areas_is_listed_and_not_lost() -> None:
    plan = read_plan_text(SMALL + "\nVi är många. Vi är glada.\n\nAK ansvarar för fest.\n– dansa")
    assert plan.unplaced == ("Vi är många. Vi är glada.",)


@pytest.mark.parametrize(
    ("headlines", "association", "year", "adopted"),
    [
        ("Verksamhetsplan för Sockerö AK 2024", "Sockerö AK", 2024, None),
        ("Sockerö AK – Verksamhetsplan 2024", "Sockerö AK", 2024, None),
        ("Verksamhetsplan\n\nAntagen vid årsmötet 2024-03-10", None, 2024, dt.date(2024, 3, 10)),
        ("Verksamhetsplan\n\nFastställd den 9 november 2024", None, None, dt.date(2024, 11, 9)),
        ("# VERKSAMHETSPLAN 2024", None, 2024, None),
        ("Vi i Sockerö", None, None, None),
    ],
)
def test_headlines_in_other_words(
    headlines: str, association: str | None, year: int | None, adopted: dt.date | None
) -> None:
    plan = read_plan_text(f"{headlines}\n\nStudier\n– läsa")
    assert (plan.association, plan.year, plan.adopted) == (association, year, adopted)


def test_a_plan_without_a_year_proposes_no_date() -> None:
    [commitment] = in_areas(read_plan_text("Fest\n– fira 1 maj"))
    assert (commitment.target.kind, commitment.due) == (Kind.ONCE, None)


@pytest.mark.parametrize(
    "text",
    [
        "Hej och tack för senast.",
        "Verksamhetsplan 2024\n\nVi ska arbeta.",
        "AK ansvarar för studier.",
        "a\n" * 9,
    ],
)
def test_a_text_that_is_no_plan_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(Invalid, match=r"rubrik.*streck"):
        read_plan_text(text)


def test_more_points_than_any_plan_has_are_refused() -> None:
    with pytest.raises(Invalid, match="fler än 2000 punkter"):
        read_plan_text("Studier\n" + "– läsa\n" * 2001)


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_paste_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="tom"):
        read_plan_text(text)


def test_a_paragraph_nobody_could_store_is_refused_with_its_line() -> None:
    with pytest.raises(Invalid, match="rad 4"):
        read_plan_text("Verksamhetsplan\n\nStudier\n– " + "läsa " * 5_000)


PATHOLOGICAL = {
    "words": "en ",
    "hyphens": "A-",
    "one word": "a",
    "dashes": "– ",
    "numbers": "1. ",
    "brackets": "(",
    "stars": "**",
    "hashes": "# ",
    "cut off": "två gånger per ",
    "owners": "ansvarar för ",
    "lead-ons": "att\n",
    "bullets": "– a\n",
    "one wrapped line": "a\n",
    "blank lines": "\n",
    "headings": "Aa ansvarar för b\n",
    "points of hyphens": "– " + "A-" * 9_000 + "\n",
    "points of numbers": "– " + "en " * 6_000 + "\n",
    "points of spaces": "– a" + " \u00a0" * 9_000 + "b\n",
    "points of clauses": "– " + "Samt, " * 3_000 + "\n",
}


@pytest.mark.parametrize("pattern", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
def test_a_full_size_text_of_one_pattern_is_answered(pattern: str) -> None:
    with contextlib.suppress(Invalid):
        read_plan_text("Studier\n– läsa\n\n" + (pattern * (LARGEST // len(pattern)))[: LARGEST - 20])
