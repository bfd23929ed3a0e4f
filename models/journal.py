"""The one way to write: each action of a member is one transaction that leaves its changes in the journal."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pendulum
from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField, fn

from models.access import Actor
from models.assignment import rights_in_force
from models.database import InstantField, Table, database
from models.errors import Gone
from models.member import Member
from models.question import Question, given
from models.record import Journaled, Value

_ROWS_A_STATEMENT = 1000


class Action(Table):
    """One thing a member did, as one key press or command."""

    at = InstantField(index=True)
    member = ForeignKeyField(Member, null=True, index=True)
    member_id: int | None
    """None is whoever owns the files."""
    session = CharField(default="")
    meeting_id = IntegerField(null=True)
    summary = TextField()
    """What was done, as the end of a sentence that begins with a name: "flyttade X till Pågår"."""
    undoes = ForeignKeyField("self", null=True, index=True)
    redoes = ForeignKeyField("self", null=True, index=True)
    undoes_id: int | None
    redoes_id: int | None
    final = BooleanField(default=False)
    """Whether undo passes this action by, because it cannot or must not be taken back."""


class Change(Table):
    """What one action did to one record: each field with its old and its new value."""

    action = ForeignKeyField(Action, index=True)
    action_id: int
    entity = CharField()
    entity_id = IntegerField()
    card_id = IntegerField(null=True, index=True)
    """The commitment in whose history this belongs."""
    fields = TextField()

    class Meta:
        indexes = ((("entity", "entity_id"), False),)


Record = TypeVar("Record", bound=Journaled)
T = TypeVar("T")


@dataclass(slots=True)
class Act:
    """An action under way: the only thing that may write."""

    actor: Actor
    summary: str
    at: pendulum.DateTime
    undoes: int | None = None
    redoes: int | None = None
    final: bool = False
    together: bool = False
    """Whether what is written waits for `save_waiting`, at the latest until the action ends."""
    _changes: list[tuple[str, int, int | None, dict[str, list[Value]]]] = field(default_factory=list)
    _waiting: dict[tuple[str, int], tuple[Journaled, set[str]]] = field(default_factory=dict)
    _links: dict[tuple[type[Journaled], str], list[tuple[int, int]]] = field(default_factory=dict)

    def create(self, record: Record, **links: list[int]) -> Record:
        """Save a new record and journal it as given rather than removed."""
        record.guard(self.actor)
        record.settle()
        record.save(force_insert=True)
        for name, numbers in links.items():
            self._links.setdefault((type(record), name), []).extend((record.id, other) for other in numbers)
        if not self.together:
            self.save_waiting()
        kept = [name for name in record._meta.fields if name not in {"id", "removed"} | record.DERIVED]
        values = {name: value_of(record, name) for name in kept}
        values |= {name: sorted(numbers) for name, numbers in links.items()}
        given = {name: [None, value] for name, value in values.items() if value not in (None, "", [])}
        self._note(record, {"removed": [True, False], **given})
        return record

    def write(self, record: Record, **values: Any) -> Record:
        """Set fields of a record and journal those that really changed; raises NotAllowed."""
        record.guard(self.actor)
        return self.set_stored(record, {name: stored(record, name, value) for name, value in values.items()})

    def set_stored(self, record: Record, values: dict[str, Value]) -> Record:
        """Set fields from the journal's own representation; the caller has let the record's guard pass."""
        record.weigh(values)
        if columns := self._set(record, values):
            _, waiting = self._waiting.setdefault((record.ENTITY, record.id), (record, set()))
            waiting.update(columns)
            if not self.together:
                self.save_waiting()
        return record

    def save_waiting(self) -> None:
        """Save what waits, with one statement for all that become alike or are linked alike."""
        alike: dict[Any, list[int]] = {}
        for record, names in self._waiting.values():
            kept = tuple((name, record.__data__[name]) for name in sorted(names))
            alike.setdefault((type(record), kept), []).append(record.id)
        self._waiting.clear()
        for (table, values), numbers in alike.items():
            for some in in_parts(numbers):
                table.update(dict(values)).where(table.id.in_(some)).execute()
        for (table, name), both in self._links.items():
            pairs, column = table.LINKS[name]
            for rows in in_parts(both):
                pairs.insert_many(rows, [getattr(pairs, table.ENTITY), getattr(pairs, column)]).execute()
        self._links.clear()

    def _set(self, record: Journaled, values: dict[str, Value]) -> list[str]:
        """Set and note what differs, and answer with the columns to save; links are saved at once."""
        before = {name: value_of(record, name) for name in values}
        changed = {name: [before[name], value] for name, value in values.items() if before[name] != value}
        for name in changed:
            if name in record.LINKS:
                _link(record, name, values[name])
            else:
                setattr(record, name, record._meta.fields[name].python_value(values[name]))
        if changed:
            self._note(record, changed)
        columns = [name for name in changed if name not in record.LINKS]
        if changed.keys() - {"removed"}:
            derived = {name: record.__data__[name] for name in record.DERIVED}
            record.settle()
            columns += [name for name, old in derived.items() if record.__data__[name] != old]
        return columns

    def _note(self, record: Journaled, fields: dict[str, list[Value]]) -> None:
        self._changes.append((record.ENTITY, record.id, record.card(), fields))


def in_parts(rows: Iterable[T]) -> Iterator[list[T]]:
    """The rows, as many at a time as one statement may hold."""
    every = list(rows)
    for first in range(0, len(every), _ROWS_A_STATEMENT):
        yield every[first : first + _ROWS_A_STATEMENT]


def stored(record: Journaled, name: str, value: Any) -> Value:
    """A field's value as the journal keeps it."""
    if name in record.LINKS:
        return sorted(value)
    return record._meta.fields[name].db_value(value)


def value_of(record: Journaled, name: str) -> Value:
    """What a record's field holds now, as the journal keeps it."""
    if record.linked is not None and name in record.linked:
        return record.linked[name]
    if name in record.LINKS:
        pairs, column = record.LINKS[name]
        owner = getattr(pairs, record.ENTITY)
        return sorted(pair.__data__[column] for pair in pairs.select().where(owner == record.id))
    if name in record._meta.fields and isinstance(record._meta.fields[name], ForeignKeyField):
        return record.__data__.get(name)
    return record._meta.fields[name].db_value(getattr(record, name))


def _link(record: Journaled, name: str, numbers: list[int]) -> None:
    pairs, column = record.LINKS[name]
    pairs.delete().where(getattr(pairs, record.ENTITY) == record.id).execute()
    if numbers:
        pairs.insert_many([{record.ENTITY: record.id, column: number} for number in numbers]).execute()
    if record.linked is not None:
        record.linked.pop(name, None)


@contextmanager
def action(
    actor: Actor,
    summary: str = "",
    *,
    undoes: int | None = None,
    redoes: int | None = None,
    final: bool = False,
    together: bool = False,
) -> Iterator[Act]:
    """One action in one transaction, with the rights that hold at this moment.

    Whatever is raised inside leaves the database as it was. An action that changed nothing leaves no trace.
    With `together` records are saved many at a time, so nothing inside may ask the database for them anew.
    """
    with database.atomic():
        now = actor.clock()
        rights = rights_in_force(actor.member_id, now)
        act = Act(actor.with_rights(rights), summary, now, undoes, redoes, final, together)
        yield act
        act.save_waiting()
        if act._changes:
            _save(act)


def _save(act: Act) -> None:
    row = Action.create(
        at=act.at,
        member=act.actor.member_id,
        session=act.actor.session,
        meeting_id=act.actor.meeting_id,
        summary=act.summary,
        undoes=act.undoes,
        redoes=act.redoes,
        final=act.final,
    )
    rows = [
        (row.id, entity, number, card, json.dumps(fields, ensure_ascii=False, separators=(",", ":")))
        for entity, number, card, fields in act._changes
    ]
    columns = [Change.action, Change.entity, Change.entity_id, Change.card_id, Change.fields]
    for some in in_parts(rows):
        Change.insert_many(some, columns).execute()


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of the journal, with what is needed of its action."""

    id: int
    action_id: int
    at: pendulum.DateTime
    member_id: int | None
    who: str
    session: str
    summary: str
    entity: str
    entity_id: int
    card_id: int | None
    fields: dict[str, tuple[Value, Value]]
    undoes: int | None
    redoes: int | None


def _rows(found: Iterable[tuple[Any, ...]]) -> tuple[ChangeRow, ...]:
    rows = []
    for *about, fields, undoes, redoes in found:
        changed = {name: (old, new) for name, (old, new) in json.loads(fields).items()}
        rows.append(ChangeRow(*[*about, changed, undoes, redoes]))
    return tuple(rows)


def _selected() -> Any:
    """What a row tells, in its own order."""
    who = fn.COALESCE(Member.name, "Servern")
    done = (Action.at, Action.member, who, Action.session, Action.summary)
    written = (Change.entity, Change.entity_id, Change.card_id, Change.fields)
    return (
        Change.select(Change.id, Change.action, *done, *written, Action.undoes, Action.redoes)
        .join(Action)
        .join(Member, on=(Action.member == Member.id), join_type="LEFT OUTER JOIN")
    )


_NEWEST = Question(Change.select(Change.id).order_by(Change.id.desc()).limit(1))
_AFTER = Question(_selected().where(Change.id > given("number")).order_by(Change.id).limit(given("limit")))


def last_change() -> int:
    """The newest row's number, 0 in an empty journal."""
    return sum(number for (number,) in _NEWEST.rows())


def changes_after(number: int, limit: int = 1000) -> tuple[ChangeRow, ...]:
    """What was written after a row, oldest first."""
    return _rows(_AFTER.rows(number=number, limit=limit))


def changes_of_action(number: int) -> tuple[ChangeRow, ...]:
    """Everything one action did, in the order it was done; raises Gone."""
    if not (rows := _rows(_selected().where(Change.action == number).order_by(Change.id).tuples())):
        raise Gone(f"Det finns ingen ändring med nummer {number}.")
    return rows


def last_write(card_id: int, name: str) -> ChangeRow | None:
    """The latest change of a field of a card, if there is any."""
    found = _selected().where(Change.card_id == card_id, Change.fields.contains(f'"{name}":'))
    latest = _rows(found.order_by(Change.id.desc()).limit(1).tuples())
    return latest[0] if latest else None


def who_wrote(card_id: int, name: str) -> str:
    """Who last changed a field of a card."""
    latest = last_write(card_id, name)
    return latest.who if latest else "Någon annan"


def changes_of_card(
    card_id: int, limit: int | None = 200, member_id: int | None = None
) -> tuple[ChangeRow, ...]:
    """A commitment's history, newest first; all of it without a limit, one member's with a number."""
    found = _selected().where(Change.card_id == card_id)
    if member_id is not None:
        found = found.where(Action.member == member_id)
    return _rows(found.order_by(Change.id.desc()).limit(limit).tuples())


def authors_of_card(card_id: int) -> tuple[tuple[int, str], ...]:
    """Those who have changed a card, by number and name."""
    wrote = Action.select(Action.member).join(Change).where(Change.card_id == card_id)
    found: Any = Member.select(Member.id, Member.name).where(Member.id.in_(wrote)).order_by(Member.name)
    return tuple(found.tuples())
