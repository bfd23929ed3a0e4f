"""A draft that was put right is kept as text and read back the same, or not at all."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.commitment import Status
from models.draft import LARGEST
from models.readers.kept_plan import kept_text, read_kept
from models.readers.plan_draft import AreaDraft, CommitmentDraft, PlanDraft
from models.readers.plan_text import read_plan
from models.target import Target
from tests.conftest import PLAN
from tests.models.readers.targets import TARGETS

WORDS = st.text(max_size=20)
NAMES = st.lists(WORDS, max_size=2).map(tuple)
COMMITMENTS = st.builds(
    CommitmentDraft,
    text=WORDS,
    title=WORDS,
    target=TARGETS,
    due=st.none() | st.dates(),
    districts=NAMES,
    partners=NAMES,
    question=st.none() | WORDS,
    line=st.integers(0, 9),
    status=st.none() | st.sampled_from(Status),
    target_from_plan=st.booleans(),
    corrected_text=WORDS,
)
LISTS = st.lists(COMMITMENTS, max_size=3).map(tuple)
PLANS = st.builds(
    PlanDraft,
    title=WORDS,
    association=st.none() | WORDS,
    year=st.none() | st.integers(1900, 2199),
    adopted=st.none() | st.dates(),
    headlines=NAMES,
    preamble=WORDS,
    areas=st.lists(st.builds(AreaDraft, WORDS, WORDS, LISTS, st.none() | WORDS), max_size=3).map(tuple),
    whole_plan=LISTS,
    scaffolding=NAMES,
    unplaced=NAMES,
    questions=NAMES,
)


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_whatever_a_draft_holds_is_read_back(draft: PlanDraft) -> None:
    text = kept_text("texten", draft)
    assert text is not None
    assert read_kept(text, "texten") == (draft,)


def test_what_a_draft_stands_for_on_the_board_is_kept_with_it() -> None:
    one = CommitmentDraft("x", "x", Target(), None, (), (), None, 1, card=7)
    draft = PlanDraft(
        "Plan", None, 2024, None, (), "", (AreaDraft("a", "a", (one,), area=3),), (one,), (), ()
    )
    text = kept_text("x", draft, replace(draft, year=2023))
    assert text is not None
    first, second = read_kept(text, "x")
    assert (first.areas[0].area, first.areas[0].commitments[0].card, first.whole_plan[0].card) == (3, 7, 7)
    assert (first.year, second.year) == (2024, 2023)


def test_changes_of_another_text_are_not_shown_as_this_ones() -> None:
    draft = read_plan(PLAN.read_bytes())
    text = kept_text("en text", draft)
    assert text is not None
    assert read_kept(text, "en text") == (draft,)
    assert read_kept(text, "en text till") == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", 3), ("areas", {}), ("areas", [[]]), ("adopted", "i går"), ("year", "2024"), ("unknown", 1)],
)
def test_what_an_older_program_wrote_otherwise_is_nothing(field: str, value: object) -> None:
    text = kept_text("x", read_plan(PLAN.read_bytes()))
    assert text is not None
    kept = json.loads(text)
    kept["drafts"][0][field] = value
    assert read_kept(json.dumps(kept), "x") == ()
    del kept["drafts"][0]["title"]
    assert read_kept(json.dumps(kept), "x") == ()
    for other in ("", "[]", "{}", "en text", '{"of": 1}'):
        assert read_kept(other, "x") == ()


def test_a_draft_that_is_too_long_to_keep_gives_no_text() -> None:
    one = CommitmentDraft("x" * LARGEST, "x", Target(), dt.date(2024, 5, 1), (), (), None, 1)
    draft = PlanDraft("Plan", None, 2024, None, (), "", (), (one,), (), ())
    assert kept_text("x", draft) is None
