"""What a member can do to a card, and what the journal says afterwards."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from models.access import Actor, Right
from models.adoption import close
from models.assignment import actor_of
from models.card import Card, card, cards_of
from models.card_changes import (
    archive,
    assign,
    comment,
    drop,
    move,
    pause,
    restore,
    reword,
    set_due,
    tick,
    untick,
)
from models.card_form import Clash, Wording, add, edit, wording_of
from models.commitment import Status
from models.errors import Conflict, Gone, Invalid, NotAllowed
from models.journal import changes_after, changes_of_card, last_change
from models.plan import Plan, PlanState
from models.target import Kind, Per, Target
from models.tick import ticks_of
from tests.conftest import MadeBoard


def first(board: MadeBoard) -> Card:
    return cards_of(board.plan.id, board.clock())[0]


def test_a_move_changes_the_column_and_says_so_in_the_journal(board: MadeBoard) -> None:
    moved = move(board.eva, first(board).id, Status.IN_PROGRESS)
    assert moved.status is Status.IN_PROGRESS
    row = changes_of_card(moved.id)[0]
    assert row.who == "Eva Ek"
    assert row.summary == f"flyttade {moved.title} till Pågår"
    assert row.fields["status"] == (1, 3)


def test_a_move_to_where_it_stands_leaves_no_trace(board: MadeBoard) -> None:
    before = last_change()
    move(board.eva, first(board).id, Status.NOT_STARTED)
    assert last_change() == before


def test_done_remembers_the_day_and_forgets_it_when_taken_back(board: MadeBoard) -> None:
    done = move(board.eva, first(board).id, Status.DONE)
    assert done.finished == dt.date(2023, 10, 4)
    assert move(board.eva, done.id, Status.PLANNED).finished is None


def test_a_deputy_reads_and_comments_but_does_not_move(board: MadeBoard) -> None:
    target = first(board)
    with pytest.raises(NotAllowed):
        move(board.cia, target.id, Status.DONE)
    assert comment(board.cia, target.id, "Jag kan hjälpa till.").comments == 1


def test_whoever_is_responsible_may_change_that_one_card_and_no_other(board: MadeBoard) -> None:
    mine, other, *_ = cards_of(board.plan.id, board.clock())
    assign(board.eva, mine.id, (board.cia.member_id or 0,))
    assert move(board.cia, mine.id, Status.IN_PROGRESS).status is Status.IN_PROGRESS
    with pytest.raises(NotAllowed):
        move(board.cia, other.id, Status.IN_PROGRESS)


def test_an_auditor_neither_moves_nor_comments(board: MadeBoard) -> None:
    with pytest.raises(NotAllowed):
        move(board.rut, first(board).id, Status.DONE)
    with pytest.raises(NotAllowed):
        comment(board.rut, first(board).id, "Ser bra ut.")


def test_rights_are_looked_up_when_the_command_is_given_not_when_the_session_began(board: MadeBoard) -> None:
    from models.assignment import Assignment

    Assignment.update(ends=dt.date(2023, 9, 1)).where(Assignment.member == board.bo.member_id).execute()
    assert board.bo.may(Right.EDIT_PLAN)
    with pytest.raises(NotAllowed):
        move(board.bo, first(board).id, Status.DONE)


def test_the_first_tick_moves_the_card_to_pagar(board: MadeBoard) -> None:
    ticked = tick(board.eva, first(board).id, day=dt.date(2023, 4, 23), note="Riddarhyttan")
    assert (ticked.done, ticked.status) == (1, Status.IN_PROGRESS)
    assert ticks_of(ticked.id)[0].note == "Riddarhyttan"


def test_a_tick_leaves_a_card_where_a_person_put_it(board: MadeBoard) -> None:
    placed = move(board.eva, first(board).id, Status.PLANNED)
    assert tick(board.eva, placed.id).status is Status.PLANNED


def test_minus_takes_the_latest_tick_and_then_says_there_is_none(board: MadeBoard) -> None:
    ticked = tick(board.eva, first(board).id)
    assert untick(board.eva, ticked.id).done == 0
    with pytest.raises(Gone, match="inget avbockat"):
        untick(board.eva, ticked.id)


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_a_tick_of_an_absurd_number_is_refused(board: MadeBoard, number: int) -> None:
    with pytest.raises(Invalid):
        tick(board.eva, first(board).id, number)


def test_what_has_not_happened_cannot_be_ticked(board: MadeBoard) -> None:
    with pytest.raises(Invalid, match="inte varit än"):
        tick(board.eva, first(board).id, day=dt.date(2023, 10, 5))


def test_pause_and_wake(board: MadeBoard) -> None:
    resting = pause(board.eva, first(board).id)
    assert resting.paused
    assert not pause(board.eva, resting.id).paused


def test_dropping_asks_why_and_keeps_the_adopted_words(board: MadeBoard) -> None:
    target = first(board)
    with pytest.raises(Invalid):
        drop(board.eva, target.id, "   ")
    dropped = drop(board.eva, target.id, "Skolan är nedlagd", "§ 47")
    assert (dropped.dropped, dropped.adopted_text) == ("Skolan är nedlagd", target.adopted_text)
    assert restore(board.eva, target.id).dropped is None


def test_an_adopted_card_answers_that_it_can_utga(board: MadeBoard) -> None:
    with pytest.raises(Conflict, match="utgå"):
        archive(board.eva, first(board).id)


def test_an_own_card_can_be_archived(board: MadeBoard) -> None:
    own = add(board.eva, Wording("Grillkväll"))
    archive(board.eva, own.id)
    with pytest.raises(Gone, match="arkiverat"):
        card(own.id, board.clock())


def test_a_new_card_is_the_boards_own_and_carries_what_the_form_held(board: MadeBoard) -> None:
    wording = Wording(
        "Studiecirkel i höst",
        target=Target(Kind.COUNT, 3, Per.YEAR),
        due=dt.date(2023, 11, 30),
        responsible=(board.bo.member_id or 0,),
        districts=("Färna", "Ny by"),
        partners=("ABF",),
    )
    made = add(board.eva, wording)
    assert not made.from_plan
    assert [person.short for person in made.responsible] == ["Bo"]
    assert (made.districts, made.partners) == (("Färna", "Ny by"), ("ABF",))
    assert wording_of(made) == wording


def test_edits_of_different_fields_merge(board: MadeBoard) -> None:
    target = first(board)
    opened = wording_of(target)
    edit(board.bo, target.id, opened, replace(opened, due=dt.date(2023, 12, 1)))
    merged = edit(board.eva, target.id, opened, replace(opened, title="Synas överallt"))
    assert (merged.title, merged.due) == ("Synas överallt", dt.date(2023, 12, 1))


def test_edits_of_the_same_field_are_shown_and_not_overwritten(board: MadeBoard) -> None:
    target = first(board)
    opened = wording_of(target)
    edit(board.bo, target.id, opened, replace(opened, title="Bos titel"))
    with pytest.raises(Clash, match="Bo Berg ändrade titeln") as clash:
        edit(board.eva, target.id, opened, replace(opened, title="Evas titel"))
    assert clash.value.current.title == "Bos titel"
    assert card(target.id, board.clock()).title == "Bos titel"
    mine = edit(board.eva, target.id, clash.value.current, replace(opened, title="Evas titel"))
    assert mine.title == "Evas titel"


def test_an_empty_title_is_refused_and_nothing_is_half_saved(board: MadeBoard) -> None:
    target, before = first(board), last_change()
    opened = wording_of(target)
    with pytest.raises(Invalid):
        edit(
            board.eva,
            target.id,
            opened,
            replace(opened, title="\x1b\u202e \x07", districts=("Helt ny",)),
        )
    assert last_change() == before


def test_escape_sequences_never_reach_the_database(board: MadeBoard) -> None:
    made = add(board.eva, Wording("\x1b[31mRöd\x9b2J\u202e titel [@click=app.quit]x[/]"))
    assert made.title == "[31mRöd2J titel [@click=app.quit]x[/]"


def test_setting_and_clearing_a_date(board: MadeBoard) -> None:
    target = first(board)
    assert set_due(board.eva, target.id, dt.date(2023, 11, 17)).due == dt.date(2023, 11, 17)
    assert set_due(board.eva, target.id, None).due is None


def test_the_journal_names_the_owner_of_the_files_when_no_member_acted(board: MadeBoard) -> None:
    assert changes_after(0)[-1].who == "Servern"


def test_a_card_that_does_not_exist_is_gone(board: MadeBoard) -> None:
    with pytest.raises(Gone):
        move(board.eva, 9999, Status.DONE)


def test_a_member_who_left_the_register_can_do_nothing(board: MadeBoard) -> None:
    from models.member import Member

    Member.update(removed=True).where(Member.id == board.bo.member_id).execute()
    with pytest.raises(NotAllowed):
        move(board.bo, first(board).id, Status.DONE)
    with pytest.raises(Gone):
        actor_of(board.bo.member_id or 0, board.clock)


CHANGES: dict[str, Callable[[Actor, int], object]] = {
    "move": lambda actor, number: move(actor, number, Status.DONE),
    "tick": lambda actor, number: tick(actor, number),
    "untick": lambda actor, number: untick(actor, number),
    "comment": lambda actor, number: comment(actor, number, "Hej"),
    "assign": lambda actor, number: assign(actor, number, ()),
    "due": lambda actor, number: set_due(actor, number, dt.date(2023, 12, 1)),
    "pause": lambda actor, number: pause(actor, number),
    "drop": lambda actor, number: drop(actor, number, "Skäl"),
    "restore": lambda actor, number: restore(actor, number),
    "archive": lambda actor, number: archive(actor, number),
    "edit": lambda actor, number: edit(actor, number, Wording("x"), Wording("y")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_card_of_a_closed_plan_is_not_changed(board: MadeBoard, name: str) -> None:
    number = tick(board.eva, first(board).id).id
    close(board.eva)
    before = last_change()
    with pytest.raises(Conflict, match="Planen är avslutad, så kortet kan inte ändras"):
        CHANGES[name](board.eva, number)
    assert last_change() == before


def test_who_is_responsible_merges_with_what_others_chose_meanwhile(board: MadeBoard) -> None:
    number, (eva, bo, cia) = first(board).id, (one.member_id or 0 for one in (board.eva, board.bo, board.cia))
    assign(board.eva, number, (eva,))
    assign(board.bo, number, (eva, bo), opened=(eva,))
    merged = assign(board.eva, number, (cia,), opened=(eva,))
    assert {person.id for person in merged.responsible} == {bo, cia}


def test_somebody_others_took_off_is_not_put_back_by_a_choice_that_began_before(board: MadeBoard) -> None:
    number, (eva, bo, cia) = first(board).id, (one.member_id or 0 for one in (board.eva, board.bo, board.cia))
    assign(board.eva, number, (eva, bo))
    assign(board.bo, number, (eva,), opened=(eva, bo))
    merged = assign(board.eva, number, (eva, bo, cia), opened=(eva, bo))
    assert {person.id for person in merged.responsible} == {eva, cia}


def test_two_who_let_a_card_rest_at_once_mean_the_same(board: MadeBoard) -> None:
    number = first(board).id
    pause(board.eva, number, True)
    assert pause(board.bo, number, True).paused
    assert changes_of_card(number)[0].who == "Eva Ek"
    assert not pause(board.bo, number, False).paused


def test_a_card_somebody_dropped_is_not_dropped_again(board: MadeBoard) -> None:
    number = first(board).id
    drop(board.bo, number, "Bos skäl")
    move(board.eva, number, Status.PLANNED)
    with pytest.raises(Conflict, match="Bo Berg har redan"):
        drop(board.eva, number, "Evas skäl")
    assert card(number, board.clock()).dropped == "Bos skäl"
    with pytest.raises(NotAllowed):
        drop(board.cia, number, "Cias skäl")


def test_a_correction_stands_beside_the_adopted_words(board: MadeBoard) -> None:
    opened = first(board)
    corrected = reword(board.eva, opened.id, "synas i alla kommundelar", opened.adopted_text)
    assert corrected.adopted_text == opened.adopted_text
    assert corrected.corrected_text == "synas i alla kommundelar"
    with pytest.raises(Conflict, match="Eva Ek har rättat"):
        reword(board.bo, opened.id, "annat", opened.adopted_text)
    assert reword(board.bo, opened.id, opened.adopted_text).corrected_text == ""


def test_a_proposal_is_simply_worded_anew(board: MadeBoard) -> None:
    opened = first(board)
    Plan.update(state=PlanState.PROPOSAL).execute()
    changed = reword(board.eva, opened.id, "nya ord")
    assert (changed.adopted_text, changed.corrected_text) == ("nya ord", "")


def test_the_boards_own_card_has_no_adopted_words_to_correct(board: MadeBoard) -> None:
    own = add(board.eva, Wording("Eget"))
    with pytest.raises(Conflict, match=r"styrelsens eget .* Ändra titeln i stället"):
        reword(board.eva, own.id, "ord")
    with pytest.raises(NotAllowed):
        reword(board.cia, first(board).id, "ord")


def test_words_put_right_in_a_proposal_are_not_hidden_by_an_earlier_correction(board: MadeBoard) -> None:
    opened = first(board)
    reword(board.eva, opened.id, "rättad text")
    Plan.update(state=PlanState.PROPOSAL).execute()
    changed = reword(board.eva, opened.id, "ny ordalydelse")
    assert (changed.adopted_text, changed.corrected_text) == ("ny ordalydelse", "")
