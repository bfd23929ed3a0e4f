"""Whatever befalls a plan on its way, reading it never crashes and never loses a line."""

from importlib.resources import files
from pathlib import Path

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from models.errors import Invalid
from models.readers.plan_text import read_plan
from tests.models.readers.mutations import ENCODINGS, ENDS, befall, words_given, words_placed

HERE = Path(__file__).parent
PLANS = [
    path.read_text("utf-8").splitlines() for path in sorted([*HERE.glob("plans/*"), *HERE.glob("voices/*")])
]
PLANS.append(files("models.demo").joinpath("verksamhetsplan-2023.txt").read_text("utf-8").splitlines())


@st.composite
def mutations(draw: st.DrawFn) -> list[str]:
    lines = list(draw(st.sampled_from(PLANS)))
    for _ in range(draw(st.integers(1, 12))):
        befall(draw, lines, lambda lines: st.sampled_from(lines or [""]))
    return lines


def is_whole_or_refused(lines: list[str], document: bytes) -> None:
    try:
        plan = read_plan(document)
    except Invalid:
        event("refused")
        return
    event("read")
    assert words_placed(plan) == words_given(lines)


@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(mutations(), ENCODINGS, ENDS)
def test_a_mutated_plan_is_read_without_losing_a_word_or_refused(
    lines: list[str], encoding: str, end: str
) -> None:
    is_whole_or_refused(lines, end.join(lines).encode(encoding))


def test_the_plans_themselves_lose_nothing() -> None:
    for lines in PLANS:
        assert words_placed(read_plan("\n".join(lines).encode())) == words_given(lines)
