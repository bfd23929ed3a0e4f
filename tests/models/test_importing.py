"""Saving a plan that was read: all of it, in few enough questions."""

from dataclasses import replace
from pathlib import Path

import pytest
from playhouse.test_utils import count_queries

from models.access import owner
from models.card import cards_of
from models.clock import StoppedClock
from models.commitment import Status
from models.door import shell_door
from models.errors import Invalid
from models.importing import import_plan
from models.journal import Change
from models.plan import areas_of
from models.readers.plan_text import PlanDraft, read_plan_text


def _text(many: int) -> str:
    lines = "".join(f"– hålla {place + 2} cirklar i Färna med ABF\n" for place in range(many))
    return f"Verksamhetsplan 2023\n\nStudier\n{lines}"


def test_a_long_plan_takes_no_more_questions_a_card_than_it_must(tmp_path: Path, clock: StoppedClock) -> None:
    asked = []
    for many in (10, 60):
        with shell_door(tmp_path / f"{many}.db", new=True):
            draft = read_plan_text(_text(many))
            cards = sum(len(area.commitments) for area in draft.areas)
            assert cards == many
            with count_queries() as counter:
                import_plan(owner(clock), draft)
            asked.append(counter.count)
    assert asked[1] - asked[0] <= 50


def test_names_are_shared_by_the_cards_and_stand_in_the_journal(tmp_path: Path, clock: StoppedClock) -> None:
    with shell_door(tmp_path / "x.db", new=True):
        plan = import_plan(owner(clock), read_plan_text(_text(3)))
        assert {(row.districts, row.position) for row in cards_of(plan.id, clock())} == {
            (("Färna",), 1),
            (("Färna",), 2),
            (("Färna",), 3),
        }
        assert Change.select().where(Change.entity == "district").count() == 1
        assert all(
            '"districts":[null,[1]]' in row.fields
            for row in Change.select().where(Change.entity == "commitment")
        )


def test_a_run_of_words_too_long_for_a_name_does_not_stand_in_the_plans_way(
    tmp_path: Path, clock: StoppedClock
) -> None:
    words = f"hålla cirklar med A{'a' * 40} B{'b' * 40} folkhögskola och ABF"
    with shell_door(tmp_path / "x.db", new=True):
        plan = import_plan(owner(clock), read_plan_text(f"Verksamhetsplan 2023\n\nStudier\n– {words}\n"))
        (row,) = cards_of(plan.id, clock())
        assert (row.adopted_text, row.partners) == (words, ("ABF",))


def test_how_far_the_document_says_it_has_come_decides_the_column(
    tmp_path: Path, clock: StoppedClock
) -> None:
    text = "Verksamhetsplan 2023\n\nStudier\n– ordna kurser / pågår\n– läsa / klart\n– skriva"
    with shell_door(tmp_path / "x.db", new=True):
        plan = import_plan(owner(clock), read_plan_text(text))
        assert [(row.status, row.finished) for row in cards_of(plan.id, clock())] == [
            (Status.IN_PROGRESS, None),
            (Status.DONE, clock().date()),
            (Status.NOT_STARTED, None),
        ]


def test_a_paragraph_under_a_heading_keeps_its_own_line(tmp_path: Path, clock: StoppedClock) -> None:
    text = "Verksamhetsplan 2023\n\nStudier\nVi är en förening som läser mycket.\n– ordna kurser"
    with shell_door(tmp_path / "x.db", new=True):
        plan = import_plan(owner(clock), read_plan_text(text))
        assert areas_of(plan.id)[0].wording == "Studier\nVi är en förening som läser mycket."


def test_a_plan_that_would_fill_the_lists_of_names_is_refused_whole(
    tmp_path: Path, clock: StoppedClock
) -> None:
    draft = read_plan_text(_text(1))
    [area] = draft.areas

    def with_names(many: int) -> PlanDraft:
        named = replace(area.commitments[0], partners=tuple(f"Part {place}" for place in range(many)))
        return replace(draft, areas=(replace(area, commitments=(named,)),))

    with shell_door(tmp_path / "x.db", new=True):
        with pytest.raises(Invalid, match="nämner 201 kommundelar och samarbetspartner"):
            import_plan(owner(clock), with_names(200))
        assert not Change.select().exists()
        import_plan(owner(clock), with_names(199))
        import_plan(owner(clock), replace(with_names(199), year=2024))
