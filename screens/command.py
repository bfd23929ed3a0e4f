"""A command: one thing a member can do, where it can be given, by which keys and with which right."""

from dataclasses import dataclass
from enum import StrEnum

from models.access import Right


class Place(StrEnum):
    """Where a command can be given."""

    BOARD = "board"
    CARD = "card"
    PREVIEW = "preview"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a member can do, by every road that leads there."""

    action: str
    """The screen's `action_…` method."""
    keys: tuple[str, ...]
    """Textual's names of the keys, the shown one first; none where the menu is enough."""
    sign: str
    """The first key as it stands on the keyboard."""
    name: str
    """What it does, in a word or two, in the palette and the menu."""
    short: str = ""
    """The word in the bottom line, where there is room."""
    says: str = ""
    """The help's sentence; the name where it says enough."""
    places: tuple[Place, ...] = (Place.BOARD,)
    rank: int = 0
    """Its order in the bottom line; 0 never stands there."""
    right: Right | None = None
    """Without it, and without being responsible for the card, the command is hidden."""
    listed: bool = True
    """Whether the palette offers it; moving the cursor is only a key."""

    @property
    def own(self) -> bool:
        """Whether being responsible for the card is enough; the plan and its words are the board's."""
        of_a_card = self.right in {Right.EDIT_PLAN, Right.COMMENT}
        return of_a_card and self.action not in {"new", "revise", "reword"}

    @property
    def sentence(self) -> str:
        """What the help says about it."""
        return self.says or self.name
