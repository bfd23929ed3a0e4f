"""Whatever is done to a plan's lines, none is lost and only one kind of refusal is heard."""

import contextlib
from collections import Counter
from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import Invalid
from models.readers.plan_text import PlanDraft, as_json, read_plan, read_plan_text

LINES = files("models.demo").joinpath("verksamhetsplan-2023.txt").read_text("utf-8").splitlines()
LISTED = ("–", "•", "-", "*", "#")
ODD = st.text(st.sampled_from("aäÖ A.:,–•*#(\t\u00a0\u00ad\u2028ö/@_-"), max_size=40)


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text))


def all_of(plan: PlanDraft) -> str:
    in_areas = [commitment for area in plan.areas for commitment in area.commitments]
    parts = [*plan.headlines, plan.preamble, *(area.wording for area in plan.areas)]
    parts += [commitment.text for commitment in (*in_areas, *plan.whole_plan)]
    return "\n".join([*parts, *plan.scaffolding, *plan.unplaced])


def is_whole(lines: list[str]) -> None:
    text = "\n".join(lines)
    plan = read_plan_text(text)
    assert letters(all_of(plan)) == letters(text)
    assert as_json(plan)["areas"] or as_json(plan)["whole_plan"]


def is_whole_or_refused(lines: list[str]) -> None:
    with contextlib.suppress(Invalid):
        is_whole(lines)


@settings(deadline=None)
@given(st.permutations(LINES))
def test_a_shuffled_plan_loses_nothing(lines: list[str]) -> None:
    is_whole_or_refused(lines)


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=80))
def test_a_plan_with_lines_doubled_and_missing_loses_nothing(lines: list[str]) -> None:
    is_whole_or_refused(lines)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(LINES) | ODD | st.builds("{} {}".format, st.sampled_from(LISTED), ODD)))
def test_foreign_lines_in_a_plan_lose_nothing(lines: list[str]) -> None:
    is_whole_or_refused(lines)


@settings(deadline=None)
@given(st.integers(0, len(LINES)), ODD.filter(lambda text: any(map(str.isalnum, text))))
def test_one_foreign_line_is_somewhere(place: int, odd: str) -> None:
    is_whole([*LINES[:place], odd, *LINES[place:]])


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Invalid):
        read_plan_text(f"Studier\n– läsa\n{text}")


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_read_or_refused(document: bytes) -> None:
    with contextlib.suppress(Invalid):
        read_plan(document)
