"""The log: one event is one line, and no line holds what a member wrote."""

import logging
import secrets
import traceback
from pathlib import Path
from typing import Protocol

logger = logging.getLogger(__name__)


class Identity(Protocol):
    """Whoever holds a key, as the server needs to know them."""

    @property
    def key_id(self) -> int:
        """The key that signed."""

    @property
    def member_id(self) -> int:
        """The member it belongs to."""


class _OneLine(logging.Filter):
    """asyncssh logs names and commands as they came: a line break in one would forge a line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Make the record one line."""
        record.msg, record.args, record.exc_info = escaped(record.getMessage()), (), None
        return True


_ONE_LINE = _OneLine()


def escaped(text: str) -> str:
    """Text from outside as it may stand in a log: one line, nothing that steers a terminal."""
    return "".join(c if c.isprintable() and c != "\\" else c.encode("unicode_escape").decode() for c in text)


def quiet_asyncssh() -> None:
    """Leave only warnings of asyncssh's own log, each on one line."""
    for name in ("asyncssh", "asyncssh.sftp"):
        logging.getLogger(name).setLevel(logging.WARNING)
        logging.getLogger(name).addFilter(_ONE_LINE)


def incident(error: BaseException, who: Identity | None) -> str:
    """Log what went wrong, without any value a member may have written, and give the event's id."""
    event = secrets.token_hex(3)
    # a Textual worker that failed carries what made it fail
    while isinstance(inner := getattr(error, "error", None) or error.__cause__, BaseException):
        error = inner
    steps = " < ".join(
        f"{Path(frame.f_code.co_filename).name}:{line}:{frame.f_code.co_name}"
        for frame, line in reversed([*traceback.walk_tb(error.__traceback__)][-12:])
    )
    member, key = (who.member_id, who.key_id) if who else (0, 0)
    logger.error("event=%s member=%d key=%d error=%s at=%s", event, member, key, type(error).__name__, steps)
    return event
