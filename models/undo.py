"""Undo and redo from the journal alone: attributed, and refused where others have changed the same."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from models.access import Actor
from models.errors import Conflict, Gone
from models.journal import (
    Act,
    Action,
    Change,
    ChangeRow,
    action,
    changes_of_action,
    value_of,
)
from models.record import Journaled, Value


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back or done again."""

    action_id: int
    summary: str
    cards: tuple[int, ...]
    entities: frozenset[str]


class Superseded(Conflict):
    """The action cannot be taken back because of what came after; `action_id` tells which it was."""

    def __init__(self, sentence: str, action_id: int) -> None:
        super().__init__(sentence)
        self.action_id = action_id


def _tables() -> dict[str, type[Journaled]]:
    return {table.ENTITY: table for table in Journaled.__subclasses__()}


def is_undone(action_id: int) -> bool:
    """Whether an action is taken back at present."""
    latest = (
        Action.select(Action.undoes)
        .where((Action.undoes == action_id) | (Action.redoes == action_id))
        .order_by(Action.id.desc())
        .first()
    )
    return latest is not None and latest.undoes_id is not None


def _others(actor: Actor) -> Any:
    if actor.member_id is None:
        return Action.member.is_null(False)
    return Action.member.is_null() | (Action.member != actor.member_id)


def _mine(actor: Actor) -> Iterable[Action]:
    who = Action.member == actor.member_id if actor.member_id else Action.member.is_null()
    return Action.select().where(who).order_by(Action.id.desc()).iterator()


def _latest_to_undo(actor: Actor, passing: Collection[int]) -> int:
    for row in _mine(actor):
        own = row.undoes_id is None and row.redoes_id is None
        if own and not row.final and row.id not in passing and not is_undone(row.id):
            return int(row.id)
    raise Gone("Det finns inget mer att ångra.")


def _latest_to_redo(actor: Actor) -> int:
    for row in _mine(actor):
        if row.undoes_id is None and row.redoes_id is None:
            break
        if row.undoes_id is not None and is_undone(row.undoes_id) and not _undone_since(row):
            return int(row.undoes_id)
    raise Gone("Det finns inget att göra om.")


def _undone_since(undoing: Action) -> bool:
    """Whether the same action was redone and undone again after this undoing, which then counts instead."""
    newer = Action.select().where(Action.undoes == undoing.undoes_id, Action.id > undoing.id)
    return bool(newer.exists())


def undo(actor: Actor, passing: Collection[int] = ()) -> Undone:
    """Take back the actor's own latest action, from any of their sessions.

    `passing` are actions already found impossible to take back. Raises Superseded, NotAllowed, Gone.
    """
    return take_back(actor, _latest_to_undo(actor, passing))


def take_back(actor: Actor, action_id: int) -> Undone:
    """Take back any one action; raises Superseded, NotAllowed, Gone."""
    rows = changes_of_action(action_id)
    summary = rows[0].summary
    if Action.get_by_id(action_id).final:
        raise Gone("Det går inte att ångra: det rör personer eller nycklar och ändras för sig.")
    if is_undone(action_id):
        raise Gone(f"Det är redan ångrat: {summary}.")
    if rows[0].undoes is not None or rows[0].redoes is not None:
        raise Gone("En ångring tas tillbaka med gör om.")
    with action(actor, f"ångrade: {summary}", undoes=action_id) as act:
        for row in reversed(rows):
            _apply(act, row, backwards=True)
    return _told(action_id, rows)


def redo(actor: Actor) -> Undone:
    """Do again what the actor took back last; raises Superseded, NotAllowed, Gone."""
    action_id = _latest_to_redo(actor)
    rows = changes_of_action(action_id)
    with action(actor, f"gjorde om: {rows[0].summary}", redoes=action_id) as act:
        for row in rows:
            _apply(act, row, backwards=False)
    return _told(action_id, rows)


def _told(action_id: int, rows: tuple[ChangeRow, ...]) -> Undone:
    cards = dict.fromkeys(row.card_id for row in rows if row.card_id is not None)
    return Undone(action_id, rows[0].summary, tuple(cards), frozenset(row.entity for row in rows))


def _apply(act: Act, row: ChangeRow, *, backwards: bool) -> None:
    table = _tables()[row.entity]
    record = table.get_by_id(row.entity_id)
    record.guard(act.actor)
    old, new = (1, 0) if backwards else (0, 1)
    expected = {name: pair[old] for name, pair in row.fields.items()}
    wanted = {name: pair[new] for name, pair in row.fields.items()}
    if row.fields.get("removed") == (True, False):
        # A record that came into being is taken back by removing it, and given back as it then was.
        expected = {"removed": expected["removed"]} if not backwards else expected
        wanted = {"removed": wanted["removed"]}
        if backwards:
            _refuse_if_built_upon(act, record, row)
    for name, value in expected.items():
        if not _same(value_of(record, name), value):
            raise Superseded(_who_changed(record, name, row), row.action_id)
    act.set_stored(record, wanted)


def _same(held: Value, wrote: Value) -> bool:
    return bool(held == wrote or (wrote is None and held in ("", [])))


def _refuse_if_built_upon(act: Act, record: Journaled, row: ChangeRow) -> None:
    if record.card() != record.id:
        return
    others = (
        Change.select(Change, Action)
        .join(Action)
        .where(Change.card_id == record.id, Action.id > row.action_id, _others(act.actor))
        .order_by(Change.id.desc())
    )
    for change in others:
        if (
            change.action.undoes_id is None
            and change.action.redoes_id is None
            and not is_undone(change.action_id)
        ):
            raise Superseded(_sentence(change.action), row.action_id)


def _who_changed(record: Journaled, name: str, row: ChangeRow) -> str:
    since = (
        Change.select(Change, Action)
        .join(Action)
        .where(
            Change.entity == row.entity,
            Change.entity_id == record.id,
            Change.id > row.id,
            Change.fields.contains(f'"{name}":'),
        )
        .order_by(Change.id.desc())
        .first()
    )
    return _sentence(since.action if since else None)


def _sentence(since: Action | None) -> str:
    if since is None:
        return "Det går inte att ångra: uppgiften har ändrats sedan dess."
    who = since.member.name if since.member else "Servern"
    return f"Det går inte att ångra: {who} {since.summary} efteråt."
