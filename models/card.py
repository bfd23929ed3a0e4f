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


def _pairs(table: Any, column: str, numbers: Collection[int] | None) -> dict[int, list[int]]:
    query = table.select().order_by(table.id)
    if numbers is not None:
        query = query.where(table.commitment.in_(list(numbers)))
    found: dict[int, list[int]] = {}
    for pair in query:
        found.setdefault(pair.__data__["commitment"], []).append(pair.__data__[column])
    return found


def _sums(
    table: Any, total: Any, last: Any, numbers: Collection[int] | None
) -> dict[int, tuple[int, dt.date]]:
    """For each card what its ticks or comments add up to, and the last day there was one."""
    query = table.select(table.commitment, total, last).where(~table.removed).group_by(table.commitment)
    if numbers is not None:
        query = query.where(table.commitment.in_(list(numbers)))
    return {card: (many, dt.date.fromisoformat(str(at)[:10])) for card, many, at in query.tuples()}


def _steps(numbers: Collection[int] | None) -> dict[int, tuple[int, int]]:
    done, every = fn.COUNT(Step.finished), fn.COUNT(Step.id)
    query: Any = Step.select(Step.commitment, done, every).where(~Step.removed).group_by(Step.commitment)
    if numbers is not None:
        query = query.where(Step.commitment.in_(list(numbers)))
    return {card: (finished, many) for card, finished, many in query.tuples()}


def _added(records: Iterable[Commitment], now: pendulum.DateTime) -> dict[int, dt.date]:
    """The day each of the board's own cards came into being, from the journal."""
    if not (own := [record.id for record in records if not record.from_plan]):
        return {}
    first = (
        Change.select(Change.card_id, fn.MIN(Change.action_id).alias("born"))
        .where(Change.card_id.in_(own))
        .group_by(Change.card_id)
    )
    found: Any = Action.select(first.c.card_id, Action.at).join(first, on=Action.id == first.c.born).tuples()
    return {number: at.in_timezone(now.timezone or "UTC").date() for number, at in found}


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
    responsible = _pairs(CommitmentMember, "member", numbers)
    districts = _pairs(CommitmentDistrict, "district", numbers)
    partners = _pairs(CommitmentPartner, "partner", numbers)
    # Those who answer for any card are told apart together, so that a card read alone names them as the
    # whole board does. A card's cost is its questions, so those without an answer are not put.
    named = people(now, CommitmentMember.select(CommitmentMember.member)) if responsible else {}
    district_names = names_of(District) if districts else {}
    partner_names = names_of(Partner) if partners else {}
    ticks = _sums(Tick, fn.SUM(Tick.number), fn.MAX(Tick.day), numbers)
    comments = _sums(Comment, fn.COUNT(Comment.id), fn.MAX(Comment.at), numbers)
    steps = _steps(numbers)
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
    found = (
        Commitment.select(Commitment)
        .join(Area, join_type="LEFT OUTER JOIN")
        .where(Commitment.plan == plan_id, ~Commitment.removed)
        .order_by(Area.position.is_null(), Area.position, Commitment.position, Commitment.id)
    )
    return card_rows(found, now)


def cards_by_number(numbers: Collection[int], now: pendulum.DateTime) -> dict[int, Card]:
    """The cards among these numbers that still exist."""
    found = Commitment.select().where(Commitment.id.in_(list(numbers)), ~Commitment.removed)
    return {row.id: row for row in card_rows(found, now, numbers)}


def card(commitment_id: int, now: pendulum.DateTime) -> Card:
    """One card; raises Gone."""
    return card_rows([get_commitment(commitment_id)], now, [commitment_id])[0]
