"""The records that rows of the journal tell of, read many at a time with what they hang on."""

from collections.abc import Iterable
from typing import Any

from models.journal import ChangeRow, in_parts
from models.record import Journaled

Records = dict[tuple[str, int], Journaled]
"""Records by their entity and number; what one of them hangs on is the same object for all."""


def records_of(rows: Iterable[ChangeRow]) -> Records:
    """The records these rows tell of, each table read at once and each kind of links at once."""
    tables = {table.ENTITY: table for table in Journaled.__subclasses__()}
    wanted: dict[str, set[int]] = {}
    links: dict[tuple[str, str], set[int]] = {}
    for row in rows:
        wanted.setdefault(row.entity, set()).add(row.entity_id)
        for name in row.fields.keys() & tables[row.entity].LINKS.keys():
            links.setdefault((row.entity, name), set()).add(row.entity_id)
    found: Records = {}
    for entity, numbers in wanted.items():
        _read(tables[entity], numbers, found)
    for (entity, name), numbers in links.items():
        _read_links([found[entity, number] for number in numbers], name)
    return found


def _read(table: type[Journaled], numbers: set[int], found: Records) -> None:
    missing = [number for number in numbers if (table.ENTITY, number) not in found]
    new: list[Any] = []
    for some in in_parts(missing):
        new.extend(table.select().where(table.id.in_(some)))
    found |= {(table.ENTITY, record.id): record for record in new}
    for key, above in table._meta.refs.items():
        if issubclass(above, Journaled):
            _read(above, {record.__data__[key.name] for record in new} - {None}, found)
            for record in new:
                if (number := record.__data__[key.name]) is not None:
                    setattr(record, key.name, found[above.ENTITY, number])


def _read_links(records: list[Journaled], name: str) -> None:
    pairs, column = records[0].LINKS[name]
    entity = records[0].ENTITY
    held: dict[int, list[int]] = {record.id: [] for record in records}
    for some in in_parts(held):
        here = getattr(pairs, entity)
        both: Any = pairs.select(here, getattr(pairs, column)).where(here.in_(some)).tuples()
        for number, other in both:
            held[number].append(other)
    for record in records:
        record.linked = {**(record.linked or {}), name: sorted(held[record.id])}
