"""A draft is changed before it is saved: each change a new draft, and no letter lost."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.commitment import Status
from models.errors import Invalid
from models.readers import plan_edit as edit
from models.readers.plan_draft import PlanDraft
from models.readers.plan_edit import Spot
from models.readers.plan_text import read_plan_text
from models.target import Kind, Target

TEXT = """Verksamhetsplan 2024

Bakgrund
Vi är många.

Studier
– ordna två kurser per år
– ordna en resa
till Gotland i maj
– Bjuda in nya. Ringa alla medlemmar.

Fest
– fira 1 maj
– dansa

Eva Ek, kassör

Styrelsen ska följa upp planen.
"""
FIRST, SECOND, THIRD = (Spot(0, place) for place in range(3))


@pytest.fixture(name="draft")
def a_draft() -> PlanDraft:
    return read_plan_text(TEXT)


def texts(draft: PlanDraft) -> list[list[str]]:
    areas = [[one.text for one in area.commitments] for area in draft.areas]
    return [*areas, [one.text for one in draft.whole_plan]]


def letters(draft: PlanDraft) -> Counter[str]:
    parts = [*draft.headlines, draft.preamble, *(area.wording for area in draft.areas)]
    parts += [text for listed in texts(draft) for text in listed]
    return Counter(filter(str.isalnum, "".join([*parts, *draft.scaffolding, *draft.unplaced])))


def test_two_are_merged_and_what_they_ask_is_read_anew(draft: PlanDraft) -> None:
    merged = edit.merge_with_next(draft, FIRST)
    one = edit.commitment_at(merged, FIRST)
    assert one.text == "ordna två kurser per år ordna en resa till Gotland i maj"
    assert (one.target.kind, one.target.number, one.due) == (Kind.COUNT, 2, dt.date(2024, 5, 31))
    assert edit.merge_with_previous(draft, SECOND) == merged


def test_whole_sentences_are_merged_on_lines_of_their_own(draft: PlanDraft) -> None:
    both = edit.merge_with_next(draft, SECOND)
    assert edit.commitment_at(both, SECOND).text.split("\n") == [
        "ordna en resa till Gotland i maj",
        "Bjuda in nya. Ringa alla medlemmar.",
    ]
    assert texts(edit.split_sentences(both, SECOND)) == texts(draft)


def test_what_is_merged_or_split_is_as_far_come_and_given_up_as_it_was() -> None:
    text = "Verksamhetsplan 2024\n\nFest\n– fira 1 maj / pågår\n– dansa\n"
    draft = read_plan_text(text)
    area = draft.areas[0]
    given_up = replace(area.commitments[1], dropped="för dyrt", dropped_section="§ 9")
    draft = replace(draft, areas=(replace(area, commitments=(area.commitments[0], given_up)),))
    merged = edit.merge_with_next(draft, FIRST)
    one = edit.commitment_at(merged, FIRST)
    assert (one.status, one.dropped, one.dropped_section) == (Status.IN_PROGRESS, "för dyrt", "§ 9")
    for spot in (FIRST, SECOND):
        half = edit.commitment_at(edit.split(merged, FIRST, 6), spot)
        assert (half.status, half.dropped) == (Status.IN_PROGRESS, "för dyrt")


def test_one_is_split_where_the_cursor_stands(draft: PlanDraft) -> None:
    halves = edit.split(draft, SECOND, len("ordna en resa"))
    assert texts(halves)[0][1:3] == ["ordna en resa", "till Gotland i maj"]
    assert [one.due for one in halves.areas[0].commitments[1:3]] == [None, dt.date(2024, 5, 31)]


def test_one_is_split_into_its_sentences(draft: PlanDraft) -> None:
    parts = edit.split_sentences(draft, THIRD)
    assert texts(parts)[0][2:] == ["Bjuda in nya.", "Ringa alla medlemmar."]
    assert parts.areas[0].commitments[3].target.kind is Kind.MEMBERS


@pytest.mark.parametrize("at", [-1, 0, 3_000])
def test_no_half_is_empty(draft: PlanDraft, at: int) -> None:
    with pytest.raises(Invalid, match="inget att dela"):
        edit.split(draft, SECOND, at)


def test_a_single_sentence_is_not_split(draft: PlanDraft) -> None:
    with pytest.raises(Invalid, match="inget att dela"):
        edit.split_sentences(draft, FIRST)


def test_steps_lead_through_the_areas_to_the_whole_plan_and_back(draft: PlanDraft) -> None:
    spot, walked = THIRD, draft
    for _ in range(4):
        goal = edit.destination(walked, spot, 1)
        assert goal is not None
        walked, spot = edit.step(walked, spot, 1), goal
    assert spot == Spot(None, 0)
    for _ in range(4):
        goal = edit.destination(walked, spot, -1)
        assert goal is not None
        walked, spot = edit.step(walked, spot, -1), goal
    assert (walked, spot) == (draft, THIRD)


def test_there_is_no_step_past_the_ends(draft: PlanDraft) -> None:
    assert edit.step(draft, FIRST, -1) is draft
    assert edit.step(draft, Spot(None, 0), 1) is draft


def test_a_commitment_moves_to_the_end_of_another_area(draft: PlanDraft) -> None:
    moved = edit.move(draft, FIRST, 1)
    assert texts(moved)[1] == ["fira 1 maj", "dansa", "ordna två kurser per år"]
    assert edit.move(draft, FIRST, 0) is draft


def test_an_area_moves_with_all_that_is_in_it(draft: PlanDraft) -> None:
    moved = edit.move_area(draft, 0, 1)
    assert [area.title for area in moved.areas] == ["Fest", "Studier"]
    assert edit.move_area(moved, 1, 1) is moved


def test_a_commitment_heads_an_area_of_what_stood_after_it_and_back(draft: PlanDraft) -> None:
    headed = edit.to_heading(draft, SECOND)
    assert texts(headed)[:3] == [texts(draft)[0][:1], texts(draft)[0][2:], texts(draft)[1]]
    assert headed.areas[1].wording == "ordna en resa till Gotland i maj"
    assert texts(edit.to_commitment(headed, 1)) == texts(draft)


def test_the_first_heading_becomes_a_commitment_of_the_whole_plan(draft: PlanDraft) -> None:
    freed = edit.to_commitment(draft, 0)
    assert [area.title for area in freed.areas] == ["Fest"]
    assert texts(freed)[1][:2] == ["Studier", "ordna två kurser per år"]


def test_what_is_no_commitment_is_set_aside_and_brought_back(draft: PlanDraft) -> None:
    aside = edit.to_unplaced(draft, Spot(0, 2))
    assert aside.unplaced == ("Eva Ek, kassör", "Bjuda in nya. Ringa alla medlemmar.")
    assert texts(edit.place_line(aside, 1, 0)) == texts(draft)
    assert edit.to_preamble(draft, FIRST).preamble.endswith("\n\nordna två kurser per år")


def test_a_line_without_a_place_gets_one(draft: PlanDraft) -> None:
    assert edit.line_to_heading(draft, 0).areas[-1].wording == "Eva Ek, kassör"
    assert edit.line_to_preamble(draft, 0).preamble.endswith("Eva Ek, kassör")
    assert edit.place_line(draft, 0, None).whole_plan[-1].text == "Eva Ek, kassör"


def test_the_preamble_can_be_taken_out_line_by_line(draft: PlanDraft) -> None:
    out = edit.preamble_to_unplaced(draft)
    assert (out.preamble, out.unplaced[1:]) == ("", ("Bakgrund", "Vi är många."))


def test_titles_change_and_wordings_stay(draft: PlanDraft) -> None:
    renamed = edit.rename_area(edit.rename(draft, FIRST, " Två kurser "), 1, "Nöjen")
    assert (renamed.areas[0].commitments[0].title, renamed.areas[1].title) == ("Två kurser", "Nöjen")
    assert letters(renamed) == letters(draft)
    with pytest.raises(Invalid):
        edit.rename(draft, FIRST, " ")


def test_an_answer_takes_the_question_away() -> None:
    draft = read_plan_text("Verksamhetsplan 2024\n\nJanuari\n– bjuda in två gånger per\n")
    spot = Spot(0, 0)
    assert edit.commitment_at(draft, spot).question is not None
    assert edit.commitment_at(edit.confirm(draft, spot), spot).question is None
    answered = edit.commitment_at(edit.set_target(draft, spot, Target(Kind.ONCE)), spot)
    assert (answered.target.kind, answered.question) == (Kind.ONCE, None)
    assert edit.confirm_area(draft, 0).areas[0].question is None
    assert edit.confirm_plan(draft).questions == ()


def test_the_year_moves_the_days_the_words_gave_and_no_other(draft: PlanDraft) -> None:
    chosen = edit.set_due(draft, SECOND, dt.date(2024, 4, 1))
    moved = edit.set_year(chosen, 2025)
    assert moved.year == 2025
    assert edit.commitment_at(moved, Spot(1, 0)).due == dt.date(2025, 5, 1)
    assert edit.commitment_at(moved, SECOND).due == dt.date(2024, 4, 1)
    assert edit.set_year(moved, 2024) == chosen


def test_the_day_of_adoption_is_set_and_taken_away(draft: PlanDraft) -> None:
    adopted = edit.set_adopted(draft, dt.date(2024, 3, 17))
    assert adopted.adopted == dt.date(2024, 3, 17)
    assert edit.set_adopted(adopted, None) == draft


@pytest.mark.parametrize(
    "change",
    [
        lambda draft: edit.merge_with_next(draft, THIRD),
        lambda draft: edit.merge_with_previous(draft, FIRST),
        lambda draft: edit.commitment_at(draft, Spot(0, 9)),
        lambda draft: edit.move(draft, Spot(9, 0), None),
        lambda draft: edit.to_commitment(draft, 9),
        lambda draft: edit.place_line(draft, 9, None),
    ],
)
def test_what_is_not_there_is_refused_in_swedish(
    draft: PlanDraft, change: Callable[[PlanDraft], object]
) -> None:
    with pytest.raises(Invalid, match="Det finns ing"):
        change(draft)


ON_A_SPOT: tuple[Callable[[PlanDraft, Spot, int], PlanDraft], ...] = (
    lambda draft, spot, number: edit.merge_with_next(draft, spot),
    lambda draft, spot, number: edit.merge_with_previous(draft, spot),
    lambda draft, spot, number: edit.split(draft, spot, number),
    lambda draft, spot, number: edit.split_sentences(draft, spot),
    lambda draft, spot, number: edit.step(draft, spot, 1 if number % 2 else -1),
    lambda draft, spot, number: edit.move(draft, spot, None if number == 0 else number - 1),
    lambda draft, spot, number: edit.to_heading(draft, spot),
    lambda draft, spot, number: edit.to_unplaced(draft, spot),
    lambda draft, spot, number: edit.to_preamble(draft, spot),
    lambda draft, spot, number: edit.to_commitment(draft, number),
    lambda draft, spot, number: edit.move_area(draft, number, -1),
    lambda draft, spot, number: edit.place_line(draft, number, None),
    lambda draft, spot, number: edit.line_to_heading(draft, number),
    lambda draft, spot, number: edit.line_to_preamble(draft, number),
    lambda draft, spot, number: edit.preamble_to_unplaced(draft),
    lambda draft, spot, number: edit.set_year(draft, 2020 + number),
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(ON_A_SPOT), st.integers(0, 12), st.integers(0, 30)), min_size=1, max_size=20
    )
)
def test_no_row_of_changes_loses_a_letter(
    changes: list[tuple[Callable[[PlanDraft, Spot, int], PlanDraft], int, int]],
) -> None:
    draft = read_plan_text(TEXT)
    before = letters(draft)
    for change, place, number in changes:
        known = edit.spots(draft)
        spot = known[place % len(known)] if known else Spot(None, 0)
        try:
            draft = change(draft, spot, number % 4 if number < 20 else number)
        except Invalid:
            continue
        assert letters(draft) == before
