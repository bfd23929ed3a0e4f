"""Undo and redo, by sentence."""

import datetime as dt
import logging
from pathlib import Path

import pendulum
import pytest

from models.access import owner
from models.assignment import actor_of
from models.card import card, cards_of
from models.card_changes import archive, assign, comment, move, reword, set_due, tick
from models.card_form import Wording, add
from models.clock import StoppedClock
from models.commitment import Status
from models.database import database
from models.door import shell_door
from models.errors import Gone, NotAllowed
from models.importing import import_plan
from models.journal import action, changes_after, changes_of_card
from models.key import add_key
from models.plan import current_plan
from models.readers.plan_text import read_plan, read_plan_text
from models.tick import Tick
from models.undo import Superseded, redo, take_back, undo
from tests.conftest import PLAN, MadeBoard


def first(board: MadeBoard) -> int:
    return cards_of(board.plan.id, board.clock())[0].id


def test_undo_takes_back_a_move_and_names_what_it_was(board: MadeBoard) -> None:
    moved = move(board.eva, first(board), Status.DONE)
    undone = undo(board.eva)
    assert undone.summary == f"flyttade {moved.title} till Klart"
    assert undone.cards == (moved.id,)
    back = card(moved.id, board.clock())
    assert (back.status, back.finished) == (Status.NOT_STARTED, None)


def test_undo_is_itself_an_attributed_action(board: MadeBoard) -> None:
    moved = move(board.eva, first(board), Status.DONE)
    undo(board.eva)
    assert (
        changes_of_card(moved.id)[0].summary == f"tog tillbaka sin ändring: flyttade {moved.title} till Klart"
    )
    assert changes_of_card(moved.id)[0].who == "Eva Ek"


def test_undo_takes_ones_own_latest_even_when_others_acted_since(board: MadeBoard) -> None:
    mine, other, *_ = (row.id for row in cards_of(board.plan.id, board.clock()))
    move(board.eva, mine, Status.DONE)
    move(board.bo, other, Status.DONE)
    assert undo(board.eva).cards == (mine,)
    assert card(other, board.clock()).status is Status.DONE


def test_undo_from_another_session_of_the_same_member(board: MadeBoard) -> None:
    move(board.eva, first(board), Status.DONE)
    elsewhere = actor_of(board.eva.member_id or 0, board.clock, session="another")
    assert undo(elsewhere).cards == (first(board),)


def test_undo_is_refused_plainly_when_somebody_changed_the_same_since(board: MadeBoard) -> None:
    number = first(board)
    move(board.eva, number, Status.DONE)
    moved = move(board.bo, number, Status.PLANNED)
    with pytest.raises(Superseded, match=f"Bo Berg flyttade {moved.title} till Planerat"):
        undo(board.eva)
    assert card(number, board.clock()).status is Status.PLANNED


def test_undo_passes_by_what_was_refused(board: MadeBoard) -> None:
    number, other, *_ = (row.id for row in cards_of(board.plan.id, board.clock()))
    move(board.eva, other, Status.PLANNED)
    move(board.eva, number, Status.DONE)
    move(board.bo, number, Status.PLANNED)
    with pytest.raises(Superseded) as refused:
        undo(board.eva)
    assert undo(board.eva, {refused.value.action_id}).cards == (other,)


def test_a_change_of_another_field_does_not_stand_in_the_way(board: MadeBoard) -> None:
    number = first(board)
    move(board.eva, number, Status.DONE)
    set_due(board.bo, number, dt.date(2023, 11, 1))
    undo(board.eva)
    row = card(number, board.clock())
    assert (row.status, row.due) == (Status.NOT_STARTED, dt.date(2023, 11, 1))


def test_redo_does_it_again_and_a_new_action_forgets_what_could_be_redone(board: MadeBoard) -> None:
    number = first(board)
    move(board.eva, number, Status.DONE)
    undo(board.eva)
    assert redo(board.eva).cards == (number,)
    assert card(number, board.clock()).status is Status.DONE
    undo(board.eva)
    move(board.eva, number, Status.PLANNED)
    with pytest.raises(Gone):
        redo(board.eva)


def test_undo_of_a_tick_also_takes_back_the_move_it_caused(board: MadeBoard) -> None:
    ticked = tick(board.eva, first(board))
    assert ticked.status is Status.IN_PROGRESS
    undo(board.eva)
    row = card(ticked.id, board.clock())
    assert (row.done, row.status) == (0, Status.NOT_STARTED)


def test_undo_of_a_comment_takes_only_that_comment(board: MadeBoard) -> None:
    comment(board.bo, first(board), "Bos")
    comment(board.eva, first(board), "Evas")
    undo(board.eva)
    assert card(first(board), board.clock()).comments == 1


def test_undo_of_an_archived_card_gives_it_back(board: MadeBoard) -> None:
    own = add(board.eva, Wording("Egen"))
    archive(board.eva, own.id)
    undo(board.eva)
    assert card(own.id, board.clock()).title == "Egen"


def test_undo_of_a_new_card_is_refused_when_somebody_has_built_on_it(board: MadeBoard) -> None:
    own = add(board.eva, Wording("Egen"))
    comment(board.bo, own.id, "Bra idé!")
    with pytest.raises(Superseded, match="Bo Berg kommenterade"):
        undo(board.eva)
    assert card(own.id, board.clock()).comments == 1


def test_undo_of_an_import_takes_back_the_whole_plan_and_redo_gives_it_again(tmp_path: Path) -> None:
    clock = StoppedClock(pendulum.datetime(2023, 3, 20, tz="Europe/Stockholm"))
    with shell_door(tmp_path / "x.db", new=True):
        system = owner(clock)
        import_plan(system, read_plan(PLAN.read_bytes()))
        undo(system)
        assert current_plan() is None
        redo(system)
        plan = current_plan()
        assert plan is not None
        assert len(cards_of(plan.id, clock())) == 35


def test_what_is_final_is_passed_by(board: MadeBoard) -> None:
    move(board.eva, first(board), Status.DONE)
    add_key(board.eva, board.eva.member_id or 0, "ssh-ed25519 AAAA", "SHA256:x")
    assert undo(board.eva).cards == (first(board),)


def test_anybodys_action_can_be_taken_back_from_the_history(board: MadeBoard) -> None:
    move(board.bo, first(board), Status.DONE)
    take_back(board.eva, changes_after(0)[-1].action_id)
    assert card(first(board), board.clock()).status is Status.NOT_STARTED
    with pytest.raises(Gone, match="redan ångrat"):
        take_back(board.bo, changes_of_card(first(board))[1].action_id)


def test_a_deputy_cannot_take_back_what_the_board_did(board: MadeBoard) -> None:
    move(board.bo, first(board), Status.DONE)
    with pytest.raises(NotAllowed):
        take_back(board.cia, changes_after(0)[-1].action_id)


def test_what_undo_and_redo_look_for_takes_as_many_questions_after_many_actions(
    board: MadeBoard, caplog: pytest.LogCaptureFixture
) -> None:
    def questions() -> int:
        caplog.clear()
        with caplog.at_level(logging.DEBUG, "peewee"):
            undo(board.eva)
            undo(board.eva)
            redo(board.eva)
        return len(caplog.records)

    number = first(board)
    for status in (Status.PLANNED, Status.DONE):
        move(board.eva, number, status)
    few = questions()
    for _ in range(20):
        for status in (Status.PLANNED, Status.DONE, Status.IN_PROGRESS):
            move(board.eva, number, status)
        undo(board.eva)
    assert questions() == few > 0


def test_undo_of_a_long_plan_takes_as_many_questions_as_of_a_short(
    tmp_path: Path, clock: StoppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    def questions(year: int, lines: int) -> int:
        listed = "".join(f"- ordna cirkel {number} i Hed med ABF\n" for number in range(lines))
        import_plan(system, read_plan_text(f"Verksamhetsplan {year}\n\nStudier\n{listed}"))
        caplog.clear()
        with caplog.at_level(logging.DEBUG, "peewee"):
            undo(system)
            redo(system)
        return len(caplog.records)

    system = owner(clock)
    with shell_door(tmp_path / "x.db", new=True):
        questions(2022, 5)  # The first plan brings the names.
        assert questions(2023, 60) == questions(2024, 5) > 0


def test_others_work_on_a_new_card_that_they_took_back_does_not_stand_in_the_way(board: MadeBoard) -> None:
    own = add(board.eva, Wording("Egen"))
    for text in ("Bra idé!", "Jag tar den."):
        comment(board.bo, own.id, text)
    undo(board.bo)
    with pytest.raises(Superseded, match="Bo Berg kommenterade"):
        undo(board.eva)
    undo(board.bo)
    assert undo(board.eva).cards == (own.id,)


def test_undo_goes_past_a_whole_row_of_actions_already_taken_back(board: MadeBoard) -> None:
    number = first(board)
    statuses = (Status.PLANNED, Status.IN_PROGRESS, Status.DONE)
    for status in statuses:
        move(board.eva, number, status)
    undone = [undo(board.eva).summary.rpartition(" ")[2] for _ in statuses]
    assert undone == ["Klart", "Pågår", "Planerat"]
    redone = [redo(board.eva).summary.rpartition(" ")[2] for _ in statuses]
    assert redone == ["Planerat", "Pågår", "Klart"]
    with pytest.raises(Gone):
        redo(board.eva)


def test_words_put_back_by_undo_are_found_again(board: MadeBoard) -> None:
    number = first(board)
    before = card(number, board.clock()).search
    reword(board.eva, number, "Ordna en festival i Hed")
    assert "festival" in card(number, board.clock()).search
    undo(board.eva)
    assert card(number, board.clock()).search == before
    redo(board.eva)
    assert "festival" in card(number, board.clock()).search


def test_with_nothing_done_there_is_nothing_to_undo(board: MadeBoard) -> None:
    with pytest.raises(Gone, match="inget mer att ångra"):
        undo(board.bo)


def test_nothing_outside_the_journal_is_left_after_a_refused_action(board: MadeBoard) -> None:
    def interrupted() -> None:
        with action(board.eva, "x") as act:
            act.create(Tick(commitment=first(board), day=dt.date(2023, 1, 1), number=1))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert Tick.select().count() == 0
    assert not database.in_transaction()


def test_one_who_gave_a_card_away_can_take_that_back_and_go_on(board: MadeBoard) -> None:
    cia, bo = board.cia.member_id or 0, board.bo.member_id or 0
    one, two, *_ = (row.id for row in cards_of(board.plan.id, board.clock()))
    for number in (one, two):
        assign(board.eva, number, (cia,))
    tick(board.cia, one)
    assign(board.cia, two, (bo,))
    undo(board.cia)
    assert [person.id for person in card(two, board.clock()).responsible] == [cia]
    undo(board.cia)
    assert card(one, board.clock()).done == 0


def test_what_one_no_longer_may_is_passed_by(board: MadeBoard) -> None:
    cia, bo = board.cia.member_id or 0, board.bo.member_id or 0
    one, two, *_ = (row.id for row in cards_of(board.plan.id, board.clock()))
    for number in (one, two):
        assign(board.eva, number, (cia,))
    tick(board.cia, one)
    tick(board.cia, two)
    assign(board.eva, two, (bo,))
    with pytest.raises(Superseded) as refused:
        undo(board.cia)
    undo(board.cia, frozenset({refused.value.action_id}))
    assert card(one, board.clock()).done == 0
