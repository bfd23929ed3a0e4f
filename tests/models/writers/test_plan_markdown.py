"""A plan written as Markdown is the same plan when it is read again."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import Invalid
from models.place import LONGEST_NAME
from models.readers.exported import NOTE
from models.readers.plan_draft import AreaDraft, CommitmentDraft, PlanDraft
from models.readers.plan_text import LARGEST, read_plan, read_plan_text
from models.target import Kind, Per, Target
from models.text import clean
from models.writers.plan_markdown import as_markdown
from tests.conftest import PLAN
from tests.models.readers.targets import TARGETS

SHAPES = sorted((Path(__file__).parents[1] / "readers" / "plans").iterdir())


def kept(draft: PlanDraft) -> PlanDraft:
    """The draft without what is asked while it is read, and where each line stood."""

    def bare(one: CommitmentDraft) -> CommitmentDraft:
        return replace(one, line=0, question=None, status=None)

    return replace(
        draft,
        headlines=(),
        scaffolding=(),
        questions=(),
        areas=tuple(
            replace(area, question=None, commitments=tuple(map(bare, area.commitments)))
            for area in draft.areas
        ),
        whole_plan=tuple(map(bare, draft.whole_plan)),
    )


def commitments(draft: PlanDraft) -> list[CommitmentDraft]:
    return [*(one for area in draft.areas for one in area.commitments), *draft.whole_plan]


LINE = st.text(st.sampled_from("aäÖ A.:–•*#-\\<>!/{}\"'@=+1") | st.characters(codec="utf-8"), max_size=60)
WORDS = st.builds(lambda text: clean(text, 500), LINE).filter(bool)
LINES = st.builds(
    lambda rows: clean("\n".join(rows), 5_000, lines=True),
    st.lists(LINE | st.just(""), min_size=1, max_size=4),
).filter(bool)
FORM_LINES = st.sampled_from(
    [
        "# Rubrik",
        "## Rubrik",
        "- punkt",
        "-",
        "* punkt",
        "+ punkt",
        "• punkt",
        "–punkt",
        "1. punkt",
        "12)",
        "\\",
        "\\\\ två",
        "<!-- tavlan {} -->",
        '<!-- tavlan {"title": "x"} -->',
        "## Hela planen",
        "-->",
    ]
)
TEXTS = LINES | FORM_LINES | st.builds("{}\n{}".format, FORM_LINES, FORM_LINES)
DAYS = st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
NAMES = st.lists(WORDS.filter(lambda name: len(name) <= LONGEST_NAME), max_size=3, unique=True).map(tuple)
COMMITMENTS = st.builds(
    CommitmentDraft,
    TEXTS,
    WORDS,
    TARGETS,
    DAYS,
    NAMES,
    NAMES,
    question=st.none(),
    line=st.just(0),
    target_from_plan=st.booleans(),
    corrected_text=st.just("") | TEXTS,
    dropped=WORDS,
    dropped_section=st.just("") | WORDS.filter(lambda section: len(section) <= 40),
).filter(lambda one: one.text != one.corrected_text)
COMMITMENTS |= COMMITMENTS.map(lambda one: replace(one, dropped="", dropped_section=""))
LISTS = st.lists(COMMITMENTS, max_size=4).map(tuple)
DRAFTS = st.builds(
    PlanDraft,
    title=WORDS,
    association=st.none() | WORDS,
    year=st.none() | st.integers(1900, 2199),
    adopted=DAYS,
    headlines=st.just(()),
    preamble=st.just("") | TEXTS,
    areas=st.lists(st.builds(AreaDraft, WORDS, TEXTS | st.just(""), LISTS), max_size=4).map(tuple),
    whole_plan=LISTS,
    scaffolding=st.just(()),
    unplaced=st.lists(WORDS | FORM_LINES, max_size=3).map(tuple),
)


@pytest.mark.parametrize("path", [PLAN, *SHAPES], ids=lambda path: path.stem)
def test_a_plan_that_was_read_is_the_same_when_it_is_read_again(path: Path) -> None:
    draft = kept(read_plan(path.read_bytes()))
    again = read_plan(as_markdown(draft).encode())
    assert kept(again) == draft
    assert as_markdown(again) == as_markdown(draft)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAFTS.filter(commitments))
def test_whatever_the_words_are_the_plan_is_the_same_when_it_is_read_again(draft: PlanDraft) -> None:
    assert kept(read_plan_text(as_markdown(draft))) == draft


def test_what_is_written_into_the_file_is_read_with_it() -> None:
    text = as_markdown(read_plan(PLAN.read_bytes()))
    first = text.index("- synas i de")
    changed = f"{text[:first]}- ordna två träffar per år\n{text[first:]}\nEn rad till\n"
    draft = read_plan_text(changed)
    new = draft.areas[0].commitments[0]
    assert (new.text, new.target.number) == ("ordna två träffar per år", 2)
    assert len(draft.areas[0].commitments) == 9
    assert draft.unplaced == ("En rad till",)


@pytest.mark.parametrize(
    "mark",
    [
        '{"kind": "evig"}',
        '{"kind": "count", "number": 0}',
        '{"kind": "count", "number": true}',
        '{"kind": "count", "per": "dag"}',
        '{"kind": "ongoing", "interval_months": 99}',
    ],
)
def test_a_mark_that_says_what_cannot_be_gives_way_to_the_words(mark: str) -> None:
    draft = read_plan_text(
        '# Plan\n<!-- tavlan {"year": 2024} -->\n\n## Fest\n\n- dansa två gånger per år\n'
        f"  <!-- tavlan {mark} -->\n"
    )
    assert draft.areas[0].commitments[0].target == Target(Kind.COUNT, 2, Per.YEAR)


@pytest.mark.parametrize("mark", ["[1]", "{", "[" * 5_000, '{"title": 7, "kind": [], "due": "igår"}'])
def test_a_broken_mark_crashes_nothing_and_loses_nothing(mark: str) -> None:
    text = f'# Plan\n<!-- tavlan {{"year": 2024}} -->\n\n## Fest\n\n- dansa\n  <!-- tavlan {mark} -->\n'
    [commitment] = read_plan_text(text).areas[0].commitments
    assert commitment.text.startswith("dansa")


def test_a_hostile_export_is_refused() -> None:
    head = '# Plan\n<!-- tavlan {"year": 2024} -->\n\n## Fest\n'
    with pytest.raises(Invalid, match="fler än 2000"):
        read_plan_text(head + "- a\n" * ((LARGEST - len(head)) // 4))


def test_the_comments_say_only_what_is_unusual() -> None:
    text = as_markdown(read_plan_text("Verksamhetsplan 2024\n\nFest\n– dansa"))
    assert text.splitlines() == [
        "# Verksamhetsplan 2024",
        '<!-- tavlan {"association": null, "year": 2024, "adopted": null} -->',
        "",
        "## Fest",
        '<!-- tavlan {"title": "Fest"} -->',
        "",
        "- dansa",
        '  <!-- tavlan {"title": "Dansa", "kind": "ongoing"} -->',
        "",
        NOTE,
    ]


def test_what_was_given_up_says_so_to_people_and_is_read_again() -> None:
    plan = kept(read_plan_text("Verksamhetsplan 2024\n\nFest\n– dansa\n– sjunga"))
    [area] = plan.areas
    gone = replace(area.commitments[0], dropped="för dyrt", dropped_section="§ 7")
    draft = replace(plan, areas=(replace(area, commitments=(gone, *area.commitments[1:])),))
    text = as_markdown(draft)
    assert "- dansa\n  (utgår: för dyrt, § 7)\n  <!--" in text
    assert kept(read_plan_text(text)) == draft
    changed = read_plan_text(text.replace("(utgår: för dyrt", "(utgår: för dyr")).areas[0].commitments[0]
    assert changed.text == "dansa\n(utgår: för dyr, § 7)"
