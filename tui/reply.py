"""What a command in line mode reads and what it answers."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reply:
    """A command's whole answer; the command itself prints nothing."""

    out: str = ""
    err: str = ""
    code: int = 0


class Stdin(Protocol):
    """What was piped into a command; nothing is read before the command asks."""

    async def read(self) -> bytes:
        """Everything up to the end; raises Invalid when it is too much or was cut off."""
