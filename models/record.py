"""What the journal asks of a table whose records people change."""

from collections.abc import Mapping
from typing import Any, ClassVar

from peewee import BooleanField

from models.access import Actor
from models.database import Table

Value = Any
"""A field's value as the journal keeps it: text, number, boolean, None, or a list of numbers."""


class Journaled(Table):
    """A table that only the journal writes; nothing in it is ever deleted, only removed and given back."""

    removed = BooleanField(default=False)

    ENTITY: ClassVar[str]
    LINKS: ClassVar[dict[str, tuple[type[Table], str]]] = {}
    """Fields that live in a table of pairs: name -> (that table, its column for the other side)."""

    linked: dict[str, list[int]] | None = None
    """The other sides of some of its links, where they were read ahead."""

    DERIVED: ClassVar[frozenset[str]] = frozenset()
    """Fields that `settle` works out from the others, which the journal therefore leaves out."""

    def weigh(self, values: Mapping[str, Value]) -> None:
        """Let the record, as it still stands, be given these values; raises Conflict."""

    def settle(self) -> None:
        """Bring what is derived from the fields up to date before a save."""

    def card(self) -> int | None:
        """The commitment in whose history changes of this record belong."""
        return None

    def guard(self, actor: Actor) -> None:
        """Let an actor, with the rights that hold now, write this record; raises NotAllowed."""
        raise NotImplementedError
