"""A question to the database whose SQL is worked out once: that costs peewee fifteen times SQLite's answer.

Only what is asked at each key press, or for each session, is worth it; everything else asks as peewee does.
"""

import json
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from peewee import SQL, BooleanField, Context, Field, ForeignKeyField, Node, NodeList

from models.database import Table, database

Record = TypeVar("Record", bound=Table)


class _Open(NamedTuple):
    """A place among the values that is filled in when the question is put."""

    name: str
    to_stored: Callable[[Any], Any] | None

    def filled(self, values: dict[str, Any]) -> Any:
        value = values[self.name]
        return self.to_stored(value) if self.to_stored else value


class _Given(Node):
    def __init__(self, name: str, to_stored: Callable[[Any], Any] | None = None) -> None:
        self._name, self._to_stored = name, to_stored

    def __sql__(self, ctx: Context) -> Any:
        return ctx.value(_Open(self._name, self._to_stored or ctx.state.converter), False)


def given(name: str) -> Any:
    """A value of that name, kept as the field beside it keeps its own; None is equal to nothing."""
    return _Given(name)


def among(name: str) -> Any:
    """A collection of numbers of that name, for `in_`."""
    numbers = _Given(name, lambda some: json.dumps(list(some)))
    return NodeList((SQL("(SELECT value FROM json_each("), numbers, SQL("))")))


def _reader(column: Any) -> Callable[[Any], Any] | None:
    """What turns a column's stored value into Python's, where that is another."""
    if isinstance(column, ForeignKeyField) or not isinstance(column, Field):
        return None
    differs = type(column).python_value is not Field.python_value or isinstance(column, BooleanField)
    return column.python_value if differs else None


class Question:
    """A select of columns, with `given` and `among` for what differs from time to time."""

    def __init__(self, query: Any) -> None:
        self._columns: tuple[Any, ...] = tuple(query.selected_columns)
        self._sql, self._values = query.sql()
        readers = enumerate(map(_reader, self._columns))
        self._readers = [(place, read) for place, read in readers if read is not None]

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """What is found, a tuple of the columns each."""
        put = [value.filled(values) if isinstance(value, _Open) else value for value in self._values]
        found: list[tuple[Any, ...]] = database.execute_sql(self._sql, put).fetchall()
        return [self._read(row) for row in found] if self._readers else found

    def _read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        read = list(row)
        for place, reader in self._readers:
            if read[place] is not None:
                read[place] = reader(read[place])
        return tuple(read)

    def records(self, table: type[Record], **values: Any) -> list[Record]:
        """What is found, as records of the table whose columns were selected."""
        names = [column.name for column in self._columns]
        rows = self.rows(**values)
        return [table(__no_default__=1, **dict(zip(names, row, strict=True))) for row in rows]
