"""What a command in line mode reads and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

BYTE_ORDER_MARK = "\ufeff"
"""What tells a spreadsheet that a file is UTF-8."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A command's whole answer; the command itself prints nothing."""

    out: str = ""
    err: str = ""
    code: int = 0
    is_table: bool = False
    """Whether it is for a spreadsheet: a byte-order mark goes before it into a file, not to a terminal."""
    document: Callable[[], bytes] | None = None
    """What makes a file for standard output; it takes its time, so that nobody waits for it at a door."""


class Stdin(Protocol):
    """What was piped into a command; nothing is read before the command asks."""

    async def read(self) -> bytes:
        """Everything up to the end; raises Invalid when it is too much or was cut off."""
