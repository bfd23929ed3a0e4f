"""What was read about persons, in words: the whole log of it, and what was read with one key."""

from collections.abc import Sequence

import click

from models.dates import moment
from models.read_log import ReadingRow, read_log
from tui.commands.meaning import MANY
from tui.commands.tree import Caller, Line, Needs, as_json_option, as_json_reply, told
from tui.reply import Reply

_MOST = 1000


def readings_value(read: Sequence[ReadingRow]) -> list[dict[str, object]]:
    """Readings as a script reads them."""
    return [
        {"id": one.id, "at": one.at.isoformat(), "who": one.who, "key": one.key_id, "text": one.text}
        for one in read
    ]


def key_lines(caller: Caller, read: Sequence[ReadingRow]) -> list[str]:
    """What was read with one key, or that nothing was."""
    if not read:
        return ["Inget om personer har lästs med den nyckeln."]
    today = caller.actor.clock().date()
    return ["Det här har lästs med den:", *(f"  {moment(one.at, today)} {one.text}" for one in read)]


@click.command("läslogg", cls=Line, english="readlog", reads=True, needs=Needs.OWNER)
@click.option("--antal", "--limit", "limit", type=MANY, default=30, metavar="N", help="Så många rader.")
@as_json_option
@click.pass_obj
def show_read_log(caller: Caller, limit: int, as_json: bool) -> Reply:
    """Visar vem som har läst uppgifter om personer, och när."""
    rows = read_log(caller.actor, min(limit, _MOST))
    if as_json:
        return as_json_reply(readings_value(rows))
    if not rows:
        return told("Ingen har läst några uppgifter om personer än.")
    today = caller.actor.clock().date()
    return told(*(f"{moment(row.at, today)} {row.who} {row.text}" for row in rows))


READINGS = (show_read_log,)
"""What this file adds to the commands."""
