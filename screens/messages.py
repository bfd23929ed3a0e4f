"""What the app tells its screens."""

from dataclasses import dataclass

from textual.message import Message

from models.hub import News


@dataclass
class Heard(Message, bubble=False):
    """Something happened in another session, or this session's own command came back by the journal."""

    news: News
