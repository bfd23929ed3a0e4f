"""What is half written is kept for its author alone, and thrown away in time."""

import pendulum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.draft import LARGEST, MOST, draft_of, drafts_of, forget_draft, keep_draft
from models.journal import last_change
from tests.conftest import MadeBoard


def test_a_draft_is_what_was_kept_last_and_is_nobody_elses(board: MadeBoard) -> None:
    eva, bo = board.eva.member_id or 0, board.bo.member_id or 0
    before = last_change()
    keep_draft(eva, "comment 12", "Bokat", board.clock())
    keep_draft(eva, "comment 12", "Bokat till v. 46", board.clock().add(seconds=1))
    found = draft_of(eva, "comment 12", board.clock())
    assert found is not None
    assert found.text == "Bokat till v. 46"
    assert draft_of(bo, "comment 12", board.clock()) is None
    assert draft_of(eva, "comment 13", board.clock()) is None
    assert last_change() == before


def test_a_saved_form_leaves_no_draft(board: MadeBoard) -> None:
    eva = board.eva.member_id or 0
    keep_draft(eva, "card 1", "x", board.clock())
    forget_draft(eva, "card 1", "något annat")
    assert drafts_of(eva, board.clock()) == ("card 1",)
    forget_draft(eva, "card 1", "x")
    assert drafts_of(eva, board.clock()) == ()


def test_what_is_larger_than_any_form_does_not_replace_what_was_kept(board: MadeBoard) -> None:
    eva = board.eva.member_id or 0
    keep_draft(eva, "plan", "kort", board.clock())
    keep_draft(eva, "plan", "x" * (LARGEST + 1), board.clock())
    found = draft_of(eva, "plan", board.clock())
    assert found is not None
    assert found.text == "kort"


def test_the_oldest_give_way_and_a_month_is_long_enough(board: MadeBoard) -> None:
    eva = board.eva.member_id or 0
    start = board.clock()
    for number in range(MOST + 3):
        keep_draft(eva, f"comment {number}", "x", start.add(seconds=number))
    assert len(drafts_of(eva, board.clock())) == MOST
    assert drafts_of(eva, board.clock())[0] == f"comment {MOST + 2}"
    assert drafts_of(eva, start.add(days=31)) == ()
    keep_draft(board.bo.member_id or 0, "card 1", "x", start.add(days=31))
    assert drafts_of(eva, board.clock()) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_comes_back_character_for_character(board: MadeBoard, text: str) -> None:
    whole = text.encode("utf-8", "replace").decode()
    keep_draft(board.eva.member_id or 0, "comment 1", whole, pendulum.datetime(2023, 10, 4))
    found = draft_of(board.eva.member_id or 0, "comment 1", pendulum.datetime(2023, 10, 4))
    assert found is not None
    assert found.text == whole
