"""The association's log: the latest actions, one line each, as much of them as the reader may see."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pendulum
from peewee import fn

from models.access import Actor, Right
from models.journal import Action, Change
from models.member import Member

PLAN_ENTITIES = ("plan", "area", "commitment", "tick", "comment", "step", "district", "partner")
"""The parts of the journal that concern the plan; the rest concerns persons."""
_OF_PERSONS = {
    "member": "ändrade i medlemsregistret",
    "assignment": "ändrade ett uppdrag",
    "key": "ändrade en nyckel",
    "invitation": "ändrade en inbjudan",
}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One action."""

    action_id: int
    at: pendulum.DateTime
    """In the association's time zone."""
    who: str
    summary: str
    """The end of a sentence that begins with `who`."""
    cards: tuple[int, ...]


def log(actor: Actor, limit: int = 30, since: pendulum.DateTime | None = None) -> tuple[LogRow, ...]:
    """The latest actions, or only those since a moment, newest first.

    Without the right to the journal only those on the plan. Whoever may not read the register sees that
    something about persons was done, not to whom.
    """
    actor.require(Right.READ_PLAN)
    found: Any = Action.select(Action, Member).join(Member, join_type="LEFT OUTER JOIN")
    if not actor.may(Right.READ_JOURNAL):
        on_plan = Change.select(Change.action).where(Change.entity.in_(PLAN_ENTITIES))
        found = found.where(Action.id.in_(on_plan))
    if since is not None:
        found = found.where(Action.at >= since)
    actions = list(found.order_by(Action.id.desc()).limit(limit))
    about = _about([action.id for action in actions])
    zone = actor.clock().timezone or "UTC"
    return tuple(
        LogRow(
            action.id,
            action.at.in_timezone(zone),
            action.member.name if action.member_id else "Servern",
            told_to(actor, action.summary, about[action.id].entities),
            tuple(about[action.id].cards),
        )
        for action in actions
    )


@dataclass(slots=True)
class _About:
    entities: dict[str, None]
    cards: dict[int, None]


def _about(numbers: list[int]) -> dict[int, _About]:
    about = {number: _About({}, {}) for number in numbers}
    touched: Any = (
        Change.select(Change.action, Change.entity, Change.card_id, fn.MIN(Change.id))
        .where(Change.action.in_(numbers))
        .group_by(Change.action, Change.entity, Change.card_id)
        .order_by(fn.MIN(Change.id))
    )
    for number, entity, card, _ in touched.tuples():
        about[number].entities[entity] = None
        if card is not None:
            about[number].cards[card] = None
    return about


def told_to(actor: Actor, summary: str, entities: Collection[str]) -> str:
    """What an actor may be told of an action on these entities: no person's name without the right."""
    if actor.may(Right.READ_MEMBERS) or any(entity in PLAN_ENTITIES for entity in entities):
        return summary
    return next((words for entity, words in _OF_PERSONS.items() if entity in entities), summary)
