"""A question that is worked out once gives what peewee gives, however often and whatever for it is put."""

import pendulum
import pytest
from peewee import OperationalError

from models.assignment import Assignment
from models.card_changes import move, set_due
from models.commitment import Commitment, Status
from models.database import database
from models.journal import Action
from models.question import Question, among, given
from tests.conftest import MadeBoard


def test_values_come_back_as_the_table_keeps_them(board: MadeBoard) -> None:
    card = 1
    set_due(board.eva, card, pendulum.date(2023, 11, 5))
    move(board.eva, card, Status.DONE)
    question = Question(
        Commitment.select(Commitment.due, Commitment.from_plan, Commitment.area, Commitment.dropped).where(
            Commitment.id == given("number")
        )
    )
    stored = Commitment.get_by_id(card)
    assert question.rows(number=card) == [(stored.due, stored.from_plan, stored.area_id, None)]
    assert isinstance(question.rows(number=card)[0][1], bool)
    moments = Question(Action.select(Action.at).order_by(Action.id))
    assert moments.rows() == [(action.at,) for action in Action.select().order_by(Action.id)]


def test_it_is_put_anew_for_other_values(board: MadeBoard) -> None:
    question = Question(Commitment.select(Commitment.title).where(Commitment.id.in_(among("some"))))
    for some in ([], [1], [2, 1], {1, 2, 3}, [10**6]):
        found: list[Commitment] = list(Commitment.select().where(Commitment.id.in_(list(some))))
        assert sorted(question.rows(some=some)) == sorted((one.title,) for one in found)


def test_a_value_is_kept_as_the_field_beside_it_keeps_its_own(board: MadeBoard) -> None:
    held = Question(Assignment.select(Assignment.id).where(Assignment.starts <= given("day")))
    days = [row.starts for row in Assignment.select()]
    assert len(held.rows(day=max(days))) == len(days)
    assert held.rows(day=min(days).replace(year=1900)) == []


def test_records_are_peewees_own(board: MadeBoard) -> None:
    question = Question(Commitment.select().where(Commitment.id == given("number")))
    (record,) = question.records(Commitment, number=1)
    assert record.__data__ == Commitment.get_by_id(1).__data__
    assert record.plan.id == record.plan_id


def test_what_sqlite_refuses_is_peewees_error(board: MadeBoard) -> None:
    question = Question(Action.select(Action.id))
    with database.atomic() as under_way:
        Action._meta.database.execute_sql("ALTER TABLE action RENAME TO actions")
        with pytest.raises(OperationalError):
            question.rows()
        under_way.rollback()
    assert question.rows() is not None
