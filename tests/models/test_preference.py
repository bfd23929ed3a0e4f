"""What a member chose stays chosen, for that member."""

from models.journal import last_change
from models.preference import LONGEST, prefer, preferences_of
from tests.conftest import MadeBoard


def test_the_latest_choice_holds_for_the_one_who_made_it(board: MadeBoard) -> None:
    eva, before = board.eva.member_id or 0, last_change()
    prefer(eva, "theme", "ljust")
    prefer(eva, "theme", "mörkt")
    prefer(eva, "view", "tid")
    assert preferences_of(eva) == {"theme": "mörkt", "view": "tid"}
    assert preferences_of(board.bo.member_id) == {}
    assert preferences_of(None) == {}
    assert last_change() == before


def test_a_value_nobody_could_have_chosen_changes_nothing(board: MadeBoard) -> None:
    eva = board.eva.member_id or 0
    prefer(eva, "filters", "kort")
    prefer(eva, "filters", "x" * (LONGEST + 1))
    assert preferences_of(eva) == {"filters": "kort"}
