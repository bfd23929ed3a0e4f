"""One line of a document, and what it shows itself to be."""

from dataclasses import dataclass
from enum import Enum, auto


class Mark(Enum):
    """What a line shows itself to be."""

    BULLET = auto()
    NUMBERED = auto()
    HEADING = auto()
    OWNER = auto()
    LEAD_ON = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, or several that were one before they were wrapped."""

    number: int
    text: str
    """Cleaned, without bullet, number or Markdown signs."""
    sources: tuple[str, ...]
    """Cleaned, one for each line of the document, with what they were marked by."""
    mark: Mark
    indent: int
    after_blank: bool
    sign: str = ""
    """What it was marked by: its bullet, "1", "att", "day", "caps" or "#"."""
