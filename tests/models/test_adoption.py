"""A plan's way from proposal to adopted to closed."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.access import Actor, owner
from models.adoption import adopt, close, read_meeting_day
from models.card import cards_of
from models.card_changes import archive
from models.clock import StoppedClock
from models.door import shell_door
from models.errors import Conflict, Invalid, NotAllowed
from models.importing import import_plan
from models.plan import PlanState, current_plan, require_plan
from models.readers.plan_text import read_plan_text
from models.undo import undo
from tests.conftest import MadeBoard

PROPOSAL = "Verksamhetsplan 2023\n\nStudier\n– starta två cirklar per år\n– läsa mer\n"


@pytest.fixture
def proposal(tmp_path: Path, clock: StoppedClock) -> Iterator[Actor]:
    with shell_door(tmp_path / "x.db", new=True):
        system = owner(clock)
        import_plan(system, read_plan_text(PROPOSAL))
        yield system


def test_a_plan_without_a_date_of_adoption_is_a_proposal_whose_cards_may_go(proposal: Actor) -> None:
    plan = require_plan()
    assert plan.state is PlanState.PROPOSAL
    archive(proposal, cards_of(plan.id, proposal.clock())[0].id)
    assert len(cards_of(plan.id, proposal.clock())) == 1


def test_adopting_freezes_the_words_and_can_be_taken_back(proposal: Actor) -> None:
    adopted = adopt(proposal, dt.date(2023, 3, 19), "§ 12")
    assert (adopted.state, adopted.adopted_on, adopted.adopted_section) == (
        PlanState.ADOPTED,
        dt.date(2023, 3, 19),
        "§ 12",
    )
    with pytest.raises(Conflict, match="utgå"):
        archive(proposal, cards_of(adopted.id, proposal.clock())[0].id)
    undo(proposal)
    assert require_plan().state is PlanState.PROPOSAL


def test_what_has_not_happened_cannot_have_adopted_it(proposal: Actor) -> None:
    with pytest.raises(Invalid, match="inte varit än"):
        adopt(proposal, dt.date(2023, 10, 5))


def test_the_meetings_day_without_a_year_is_the_latest_one() -> None:
    assert read_meeting_day("15 mars", dt.date(2026, 11, 22)) == dt.date(2026, 3, 15)
    assert read_meeting_day("15 mars", dt.date(2026, 2, 3)) == dt.date(2025, 3, 15)
    with pytest.raises(Invalid, match="Det mötet har inte varit än"):
        read_meeting_day("2027-03-15", dt.date(2026, 11, 22))


def test_a_closed_plan_is_no_longer_the_boards(board: MadeBoard) -> None:
    assert close(board.eva).state is PlanState.CLOSED
    assert current_plan() is None


def test_a_plan_is_adopted_once_and_a_proposal_is_not_closed(board: MadeBoard) -> None:
    with pytest.raises(Conflict, match="redan antagen"):
        adopt(board.eva, dt.date(2023, 3, 19))


def test_a_proposal_is_not_closed(proposal: Actor) -> None:
    with pytest.raises(Conflict, match="inte antagen"):
        close(proposal)


def test_a_deputy_neither_adopts_nor_closes(board: MadeBoard) -> None:
    with pytest.raises(NotAllowed):
        close(board.cia)
