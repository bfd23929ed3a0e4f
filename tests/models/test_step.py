"""A card's checklist: who may change it, in what order it stands, and what undo does to it."""

import datetime as dt
from collections.abc import Callable

import pytest

from models.access import Actor
from models.adoption import close
from models.card import card, cards_of
from models.card_changes import assign
from models.errors import Conflict, Gone, Invalid, NotAllowed
from models.history import history_of
from models.journal import last_change
from models.step import (
    MOST_STEPS,
    add_steps,
    assign_step,
    finish_step,
    remove_step,
    rename_step,
    shift_step,
    steps_of,
)
from models.undo import Superseded, redo, take_back, undo
from tests.conftest import MadeBoard


def first(board: MadeBoard) -> int:
    return cards_of(board.plan.id, board.clock())[0].id


def titles(board: MadeBoard, card_id: int) -> list[str]:
    return [step.title for step in steps_of(card_id, board.clock())]


def told(board: MadeBoard, card_id: int) -> str:
    return history_of(card_id, board.clock())[0].text


def test_each_line_of_a_text_becomes_a_step_last_in_the_list(board: MadeBoard) -> None:
    number = first(board)
    add_steps(board.eva, number, "Boka Folkets hus")
    add_steps(board.bo, number, "  Affischer \n\nKaffe\n")
    assert titles(board, number) == ["Boka Folkets hus", "Affischer", "Kaffe"]
    assert "lade till steget Affischer" in told(board, number)


@pytest.mark.parametrize("text", ["", " \n ", "a" * 300])
def test_a_step_has_words_and_not_too_many(board: MadeBoard, text: str) -> None:
    before = last_change()
    with pytest.raises(Invalid):
        add_steps(board.eva, first(board), text)
    assert last_change() == before


def test_a_checklist_has_an_end(board: MadeBoard) -> None:
    number = first(board)
    add_steps(board.eva, number, "\n".join(f"Steg {n}" for n in range(MOST_STEPS)))
    with pytest.raises(Invalid, match="plats för 50"):
        add_steps(board.eva, number, "Ett till")


def test_a_finished_step_counts_on_the_card_and_opens_again(board: MadeBoard) -> None:
    number = first(board)
    one, two = add_steps(board.eva, number, "Boka\nFika")
    finish_step(board.eva, two)
    assert card(number, board.clock()).steps == (1, 2)
    assert steps_of(number, board.clock())[1].finished == dt.date(2023, 10, 4)
    assert told(board, number) == "bockade av steget Fika"
    finish_step(board.eva, two)
    assert card(number, board.clock()).steps == (0, 2)
    assert one != two


def test_finishing_what_is_finished_leaves_no_trace(board: MadeBoard) -> None:
    (step,) = add_steps(board.eva, first(board), "Boka")
    finish_step(board.eva, step, done=True)
    before = last_change()
    finish_step(board.bo, step, done=True)
    assert last_change() == before


def test_who_answers_for_a_step_may_finish_it_without_answering_for_the_card(board: MadeBoard) -> None:
    number = first(board)
    mine, other = add_steps(board.eva, number, "Baka\nKoka")
    with pytest.raises(NotAllowed):
        finish_step(board.cia, mine)
    assign_step(board.eva, mine, board.cia.member_id)
    finish_step(board.cia, mine)
    person = steps_of(number, board.clock())[0].person
    assert person is not None
    assert person.short == "Cia"
    with pytest.raises(NotAllowed):
        finish_step(board.cia, other)
    changes: tuple[Callable[[], None], ...] = (
        lambda: rename_step(board.cia, mine, "Något annat"),
        lambda: assign_step(board.cia, mine, None),
        lambda: shift_step(board.cia, mine, 1),
        lambda: remove_step(board.cia, mine),
    )
    for change in changes:
        with pytest.raises(NotAllowed):
            change()
    assert titles(board, number) == ["Baka", "Koka"]


def test_who_answers_for_the_card_may_add_steps(board: MadeBoard) -> None:
    number = first(board)
    with pytest.raises(NotAllowed):
        add_steps(board.cia, number, "Baka")
    assign(board.eva, number, (board.cia.member_id or 0,))
    add_steps(board.cia, number, "Baka")
    assert titles(board, number) == ["Baka"]


def test_steps_change_places_and_stop_at_the_ends(board: MadeBoard) -> None:
    number = first(board)
    a, _, c = add_steps(board.eva, number, "a\nb\nc")
    shift_step(board.eva, c, -1)
    assert titles(board, number) == ["a", "c", "b"]
    assert told(board, number) == "flyttade steget c"
    shift_step(board.eva, a, 1)
    shift_step(board.eva, a, 1)
    before = last_change()
    shift_step(board.eva, a, 1)
    assert titles(board, number) == ["c", "b", "a"]
    assert last_change() == before


def test_two_who_reword_a_step_are_told_apart(board: MadeBoard) -> None:
    number = first(board)
    (step,) = add_steps(board.eva, number, "Boka")
    rename_step(board.bo, step, "Boka Folkets hus", opened="Boka")
    with pytest.raises(Conflict, match="Boka Folkets hus"):
        rename_step(board.eva, step, "Boka ABF", opened="Boka")
    assert titles(board, number) == ["Boka Folkets hus"]
    assert told(board, number) == "steg: Boka → Boka Folkets hus"


def test_undo_gives_back_a_removed_step_and_redo_removes_it_again(board: MadeBoard) -> None:
    number = first(board)
    (step,) = add_steps(board.eva, number, "Boka")
    remove_step(board.eva, step)
    assert titles(board, number) == []
    with pytest.raises(Gone):
        finish_step(board.bo, step)
    undo(board.eva)
    assert titles(board, number) == ["Boka"]
    redo(board.eva)
    assert titles(board, number) == []


@pytest.mark.parametrize("who", ["eva", "cia"])
def test_a_closed_plan_keeps_its_steps_as_they_were(board: MadeBoard, who: str) -> None:
    number = first(board)
    (step,) = add_steps(board.eva, number, "Boka")
    assign_step(board.eva, step, board.cia.member_id)
    close(board.eva)
    actor: Actor = getattr(board, who)
    with pytest.raises(Conflict, match="avslutad"):
        finish_step(actor, step)


def test_who_answers_for_a_step_takes_back_no_more_than_finishing_it(board: MadeBoard) -> None:
    number = first(board)
    (step,) = add_steps(board.eva, number, "Boka")
    assign_step(board.eva, step, board.cia.member_id)
    rename_step(board.eva, step, "Boka Folkets hus")
    renaming = history_of(number, board.clock())[0].action_id
    with pytest.raises(NotAllowed):
        take_back(board.cia, renaming)
    finish_step(board.cia, step)
    undo(board.cia)
    assert steps_of(number, board.clock())[0].finished is None


def test_steps_others_have_worked_on_are_not_taken_back_with_the_rest(board: MadeBoard) -> None:
    number = first(board)
    one, _ = add_steps(board.eva, number, "Boka\nFika")
    finish_step(board.bo, one)
    with pytest.raises(Superseded, match="Bo Berg"):
        undo(board.eva)
    assert titles(board, number) == ["Boka", "Fika"]
