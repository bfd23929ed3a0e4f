"""What the app tells its screens, and they the app."""

from dataclasses import dataclass

from textual.message import Message

from models.hub import News


@dataclass
class Heard(Message, bubble=False):
    """Something happened in another session, or this session's own command came back by the journal."""

    news: News


@dataclass
class Dressed(Message):
    """The board is to look otherwise: a member tries an appearance, or has chosen one."""

    look: str


class Garbled(Message):
    """What stands in the terminal may not be what was painted there."""
