"""The log: one event is one line, and no line holds what a member wrote."""

import logging
from typing import Protocol


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
    # It warns once for each write to a client that has hung up, which is no event at all.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
