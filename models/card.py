"""A card: the row a screen may know of a commitment, and the questions that give it."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import pendulum
from peewee import fn

from models.comment import Comment
from models.commitment import (
    Commitment,
    CommitmentDistrict,
    CommitmentMember,
    CommitmentPartner,
    Status,
    get_commitment,
)
from models.journal import Action, Change
from models.people import Person, people
from models.place import District, Partner, names_of
from models.plan import Area
from models.question import Question, among, given
from models.step import Step
from models.target import Audience, Kind, Per, Target, Unit
from models.tick import Tick


@dataclass(frozen=True, slots=True)
class Card:
    """What a screen may know about a commitment."""

    id: int
    plan_id: int
    area_id: int | None
    position: int
    title: str
    adopted_text: str
    corrected_text: str
    from_plan: bool
    target: Target
    target_from_plan: bool
    due: dt.date | None
    status: Status
    finished: dt.date | None
    paused: bool
    dropped: str | None
    dropped_section: str
    responsible: tuple[Person, ...]
    districts: tuple[str, ...]
    partners: tuple[str, ...]
    done: int
    """What the ticks add up to."""
    happened: dt.date | None
    """The last day something happened: a tick or a comment."""
    comments: int
    steps: tuple[int, int]
    """How many steps of the checklist are finished, of how many."""
    search: str
    added: dt.date | None = None
    """The day the board added it; None for what stood in the plan."""


class _Beside:
    """A question about what stands beside a plan's cards: put for all of them, or for some."""

    def __init__(self, query: Any, card: Any) -> None:
        self._every, self._some = Question(query), Question(query.where(card.in_(among("cards"))))

    def rows(self, numbers: Collection[int] | None) -> list[tuple[Any, ...]]:
        """What stands beside these cards, or beside every one."""
        return self._every.rows() if numbers is None else self._some.rows(cards=numbers)


def _linked(table: Any, other: Any) -> _Beside:
    return _Beside(table.select(table.commitment, other).order_by(table.id), table.commitment)


def _summed(table: Any, *sums: Any) -> _Beside:
    query = table.select(table.commitment, *sums).where(~table.removed).group_by(table.commitment)
    return _Beside(query, table.commitment)


_RESPONSIBLE = _linked(CommitmentMember, CommitmentMember.member)
_DISTRICTS = _linked(CommitmentDistrict, CommitmentDistrict.district)
_PARTNERS = _linked(CommitmentPartner, CommitmentPartner.partner)
_TICKS = _summed(Tick, fn.SUM(Tick.number), fn.MAX(Tick.day))
_COMMENTS = _summed(Comment, fn.COUNT(Comment.id), fn.MAX(Comment.at))
_STEPS = _summed(Step, fn.COUNT(Step.finished), fn.COUNT(Step.id))
_ANSWERING = Question(CommitmentMember.select(CommitmentMember.member).distinct())
_BORN = Question(
    Change.select(Change.card_id, fn.MIN(Change.action))
    .where(Change.card_id.in_(among("cards")))
    .group_by(Change.card_id)
)
_DONE_AT = Question(Action.select(Action.id, Action.at).where(Action.id.in_(among("actions"))))
_OF_PLAN = Question(
    Commitment.select(Commitment)
    .join(Area, join_type="LEFT OUTER JOIN")
    .where(Commitment.plan == given("plan"), ~Commitment.removed)
    .order_by(Area.position.is_null(), Area.position, Commitment.position, Commitment.id)
)
_THESE = Question(Commitment.select().where(Commitment.id.in_(among("cards")), ~Commitment.removed))


def _pairs(beside: _Beside, numbers: Collection[int] | None) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for card_id, other in beside.rows(numbers):
        found.setdefault(card_id, []).append(other)
    return found


def _sums(beside: _Beside, numbers: Collection[int] | None) -> dict[int, tuple[int, dt.date]]:
    """For each card what its ticks or comments add up to, and the last day there was one."""
    return {card: (many, dt.date.fromisoformat(at[:10])) for card, many, at in beside.rows(numbers)}


def _added(records: Iterable[Commitment], now: pendulum.DateTime) -> dict[int, dt.date]:
    """The day each of the board's own cards came into being, from the journal."""
    if not (own := [record.id for record in records if not record.from_plan]):
        return {}
    born = _BORN.rows(cards=own)
    done_at = dict(_DONE_AT.rows(actions={action for _, action in born}))
    return {number: done_at[action].in_timezone(now.timezone or "UTC").date() for number, action in born}


def _target(record: Commitment) -> Target:
    return Target(
        Kind(record.kind),
        record.number,
        Per(record.per) if record.per else None,
        Unit(record.unit),
        Audience(record.audience) if record.audience else None,
        record.interval_months,
    )


def card_rows(
    records: Iterable[Commitment], now: pendulum.DateTime, numbers: Collection[int] | None = None
) -> tuple[Card, ...]:
    """Rows for these records, in their order; `numbers` limits what is read beside them."""
    responsible = _pairs(_RESPONSIBLE, numbers)
    districts = _pairs(_DISTRICTS, numbers)
    partners = _pairs(_PARTNERS, numbers)
    # Those who answer for any card are told apart together, so that a card read alone names them as the
    # whole board does.
    named = people(now, [number for (number,) in _ANSWERING.rows()]) if responsible else {}
    district_names = names_of(District) if districts else {}
    partner_names = names_of(Partner) if partners else {}
    ticks, comments = _sums(_TICKS, numbers), _sums(_COMMENTS, numbers)
    steps = {card: (finished, many) for card, finished, many in _STEPS.rows(numbers)}
    records = list(records)
    added = _added(records, now)
    rows: list[Card] = []
    for record in records:
        done, ticked = ticks.get(record.id, (0, None))
        many, commented = comments.get(record.id, (0, None))
        rows.append(
            Card(
                record.id,
                record.plan_id,
                record.area_id,
                record.position,
                record.title,
                record.adopted_text,
                record.corrected_text,
                record.from_plan,
                _target(record),
                record.target_from_plan,
                record.due,
                Status(record.status),
                record.finished,
                record.paused,
                record.dropped,
                record.dropped_section,
                tuple(named[n] for n in responsible.get(record.id, ()) if n in named),
                tuple(district_names[n] for n in districts.get(record.id, ()) if n in district_names),
                tuple(partner_names[n] for n in partners.get(record.id, ()) if n in partner_names),
                done,
                max((day for day in (ticked, commented) if day), default=None),
                many,
                steps.get(record.id, (0, 0)),
                record.search,
                added.get(record.id),
            )
        )
    return tuple(rows)


def cards_of(plan_id: int, now: pendulum.DateTime) -> tuple[Card, ...]:
    """The plan's commitments, area by area in the plan's own order, the whole plan's last."""
    return card_rows(_OF_PLAN.records(Commitment, plan=plan_id), now)


def cards_by_number(numbers: Collection[int], now: pendulum.DateTime) -> dict[int, Card]:
    """The cards among these numbers that still exist."""
    found = _THESE.records(Commitment, cards=numbers)
    return {row.id: row for row in card_rows(found, now, numbers)}


def card(commitment_id: int, now: pendulum.DateTime) -> Card:
    """One card; raises Gone."""
    return card_rows([get_commitment(commitment_id)], now, [commitment_id])[0]
