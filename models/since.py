"""What is new on the board since a member was last here."""

from collections.abc import Mapping
from dataclasses import dataclass

import pendulum

from models.access import Actor, Right
from models.journal import Action, Change
from models.log import PLAN_ENTITIES

SEEN = "seen"
"""Under which preference it is kept how far in the journal a member has read."""


@dataclass(frozen=True, slots=True)
class Since:
    """A place in the journal that a member has read up to."""

    change_id: int
    at: pendulum.DateTime | None
    """When that was written, in the association's time zone; None where nothing had been."""


def seen_by(preferences: Mapping[str, str]) -> int | None:
    """How far a member had read, by what they keep; None where they never have."""
    kept = preferences.get(SEEN, "")
    return int(kept) if kept.isdecimal() and len(kept) < 16 else None


def where(actor: Actor, change_id: int) -> Since:
    """A place in the journal by its row."""
    zone = actor.clock().timezone or "UTC"
    found = Change.select(Change, Action).join(Action).where(Change.id <= change_id)
    latest = found.order_by(Change.id.desc()).first()
    return Since(change_id, latest.action.at.in_timezone(zone) if latest else None)


def place_at(moment: pendulum.DateTime) -> int:
    """The number of the last change written before a moment, 0 where none was."""
    earlier = Change.select(Change.id).join(Action).where(Action.at < moment)
    return int(earlier.order_by(Change.id.desc()).limit(1).scalar() or 0)


def cards_changed_since(actor: Actor, change_id: int) -> frozenset[int]:
    """The cards others have changed after a row of the journal; raises NotAllowed."""
    actor.require(Right.READ_PLAN)
    newer = (
        Change.select(Change.card_id)
        .join(Action)
        .where(Change.id > change_id, Change.card_id.is_null(False), Change.entity.in_(PLAN_ENTITIES))
    )
    if actor.member_id is not None:
        newer = newer.where(Action.member.is_null() | (Action.member != actor.member_id))
    return frozenset(row.card_id for row in newer.distinct() if row.card_id is not None)
