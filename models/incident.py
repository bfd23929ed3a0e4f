"""What went wrong, for the log: one line, and nothing in it that a member wrote."""

import logging
import secrets
import traceback
from pathlib import Path

log = logging.getLogger(__name__)
_MOST_STEPS = 12


def incident(error: BaseException, member_id: int | None = None, key_id: int | None = None) -> str:
    """Log an error by its kind and its way through the program, and give the event's id to show."""
    event = secrets.token_hex(3)
    # A Textual worker that failed carries what made it fail.
    while isinstance(inner := getattr(error, "error", None) or error.__cause__, BaseException):
        error = inner
    steps = " < ".join(
        f"{Path(frame.f_code.co_filename).name}:{line}:{frame.f_code.co_name}"
        for frame, line in reversed([*traceback.walk_tb(error.__traceback__)][-_MOST_STEPS:])
    )
    who = f"member={member_id or 0} key={key_id or 0}"
    log.error("event=%s %s error=%s at=%s", event, who, type(error).__name__, steps)
    return event
