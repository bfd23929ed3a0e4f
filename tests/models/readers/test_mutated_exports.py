"""Whatever befalls an exported plan in an editor, reading it never crashes and never loses a line."""

from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from models.errors import Invalid
from models.readers.exported import ITEM, NOTE, UNPLACED
from models.readers.marks import mark_in
from models.readers.plan_draft import PlanDraft
from models.readers.plan_text import read_plan
from models.story import WHOLE_PLAN
from models.text import clean
from models.writers.plan_markdown import as_markdown
from tests.conftest import PLAN
from tests.models.readers.mutations import BULLETS, ENCODINGS, ENDS, befall, words, words_given, words_placed

SHAPES = sorted((Path(__file__).parent / "plans").iterdir())
EXPORTS = [as_markdown(read_plan(path.read_bytes())).splitlines() for path in (PLAN, *SHAPES)]
MARKS = st.sampled_from([line for lines in EXPORTS for line in lines if mark_in(line.strip())])
POINTED = [
    "# Verksamhetsplan 2024",
    '<!-- tavlan {"association": null, "year": 2024, "adopted": null} -->',
    "## Hela planen",
    '<!-- tavlan {"section": "whole_plan"} -->',
    "- Årsmötet kommer att hållas i februari.",
    "## Rader utan plats",
    '<!-- tavlan {"section": "unplaced"} -->',
    '– <!-- tavlan {"association": "AK", "year": 2023, "adopted": "2023-03-19"} -->',
]
FORM = words(f"{WHOLE_PLAN} {UNPLACED}")


@st.composite
def mutated_exports(draw: st.DrawFn) -> list[str]:
    title, mark, *lines = draw(st.sampled_from(EXPORTS))
    if draw(st.booleans()):
        sign = draw(BULLETS)
        lines = [sign + line[2:] if line.startswith("- ") else line for line in lines]
    for _ in range(draw(st.integers(0, 12))):
        befall(draw, lines, lambda _: MARKS)
    return [title, mark, *lines]


def own_words(lines: list[str]) -> Counter[str]:
    """The words that are no mark's, without those of the form's own headings."""
    own = [line for line in lines if clean(line, len(line) * 4) != NOTE]
    return words_given([line for line in own if mark_in(clean(line, len(line) * 4)) is None]) - headed(lines)


def headed(lines: list[str]) -> Counter[str]:
    """The words of marks that somebody made headings of: a mark still, or what an area is called."""
    plain = [clean(line, len(line) * 4) for line in lines]
    return words_given([line for line in plain if line.startswith("#") and mark_in(line.lstrip("# "))])


def pointed(lines: list[str], plan: PlanDraft) -> Counter[str]:
    """The marks that somebody made points of, where no area took them: words like any other."""
    plain = [clean(line, len(line) * 4) for line in lines]
    signs = [(ITEM.match(line), line) for line in plain]
    points = Counter(line[sign.end() :] for sign, line in signs if sign)
    taken = (*plan.whole_plan, *(one for area in plan.areas for one in area.commitments))
    return points - Counter(one.text for one in taken)


def placed(plan: PlanDraft, lines: list[str]) -> Counter[str]:
    astray = Counter(line for line in plan.unplaced if mark_in(line)) - pointed(lines, plan)
    stray = words("\n".join(astray.elements()))
    return words_placed(plan) - stray + words(plan.title)


def is_whole(lines: list[str], plan: PlanDraft) -> None:
    given, found = own_words(lines), placed(plan, lines)
    headings = sum(clean(line, len(line) * 4) in (f"## {WHOLE_PLAN}", f"## {UNPLACED}") for line in lines)
    lost = given - found
    assert lost.keys() <= FORM.keys()
    assert lost.total() <= headings * FORM.total()
    assert not found - given - headed(lines)


@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(mutated_exports(), ENCODINGS, ENDS)
@example(POINTED, "utf-8", "\n")
def test_a_mutated_export_is_read_without_losing_a_word_or_refused(
    lines: list[str], encoding: str, end: str
) -> None:
    try:
        plan = read_plan(end.join(lines).encode(encoding))
    except Invalid:
        event("refused")
        return
    event("read")
    is_whole(lines, plan)
    assert plan.whole_plan or any(area.commitments for area in plan.areas)
    assert all(one.text for area in plan.areas for one in area.commitments)


def test_the_exports_themselves_lose_nothing() -> None:
    for lines in EXPORTS:
        is_whole(lines, read_plan("\n".join(lines).encode()))
