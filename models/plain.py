"""Frozen rows as plain values for JSON, and back by the types their fields have."""

import datetime as dt
import json
from dataclasses import asdict, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Row = TypeVar("Row")

_kinds = cache(get_type_hints)


def plain(row: Any) -> dict[str, Any]:
    """A row's fields as a dict, with the rows in it."""
    return asdict(row)


def text_of(values: dict[str, Any]) -> str:
    """Plain values as text."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str)


def row_of(kind: type[Row], kept: object) -> Row:
    """A row of a kind, from what JSON made of it; raises KeyError, TypeError or ValueError."""
    row: Row = _value(kind, kept)
    return row


def _value(kind: Any, kept: Any) -> Any:
    if get_origin(kind) is UnionType:
        return None if kept is None else _value(get_args(kind)[0], kept)
    if get_origin(kind) is tuple and isinstance(kept, list):
        return tuple(_value(get_args(kind)[0], one) for one in kept)
    if is_dataclass(kind) and isinstance(kept, dict):
        made: Any = kind
        return made(**{name: _value(_kinds(made)[name], one) for name, one in kept.items()})
    if kind is dt.date:
        return dt.date.fromisoformat(kept)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(kept)
    if type(kept) is not kind:
        raise TypeError
    return kept
