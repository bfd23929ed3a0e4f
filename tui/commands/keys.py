"""Keys by words: which there are, what a computer is called, what was read with one, and revoking it."""

import click
import pendulum

from models.access import Right
from models.dates import full_day, moment
from models.errors import Gone, Refusal
from models.key import KeyRow, LastWayIn, keys, readings_with, rename_key, revoke_key
from models.text import matches, search_text
from tui.commands.columns import columns
from tui.commands.readings import key_lines, readings_value
from tui.commands.tree import (
    Caller,
    Checked,
    Line,
    Needs,
    Tree,
    as_json_option,
    as_json_reply,
    told,
    whole_number,
)
from tui.reply import Reply

KEY_NUMBER = Checked(whole_number, "”{}” är inget nyckelnummer. Se numren med: {begins} nycklar")
"""A key by its number."""
_OWN_HERE = "Nyckel {} är den du är inne med. Spärras den loggas du ut och kommer inte in med den igen."


@click.command("lista", cls=Line, english="list", needs=Needs.OWNER)
@click.option("--alla", "--all", "everybody", is_flag=True, help="Allas, för den som får se dem.")
@click.option("--text", "-t", "words", default="", metavar="ORD", help="De där namn eller dator har orden.")
@as_json_option
@click.pass_obj
def list_keys(caller: Caller, everybody: bool, words: str, as_json: bool) -> Reply:
    """Visar dina nycklar, vad datorerna heter och när de användes."""
    actor = caller.actor
    everybody = everybody or actor.member_id is None
    needle = search_text(words)
    rows = [
        row
        for row in keys(actor, None if everybody else actor.member_id)
        if matches(needle, search_text(f"{row.member} {row.computer}"))
    ]
    if as_json:
        return as_json_reply([_value(row, actor.key_id) for row in rows])
    if not rows:
        return told(_no_keys(caller, words))
    now = actor.clock()
    lines = [
        (
            str(row.id),
            *((row.member,) if everybody else ()),
            row.computer or "–",
            _state(row, now, actor.key_id),
            row.fingerprint,
        )
        for row in rows
    ]
    more = not everybody and actor.may(Right.KEYS)
    return told(*columns(lines), *((f"Allas nycklar: {caller.spoken('nycklar --alla')}",) if more else ()))


def _no_keys(caller: Caller, words: str) -> str:
    if words:
        return "Ingen nyckel passar."
    if caller.over_ssh:
        return "Det finns inga nycklar."
    return "Det finns inga nycklar. Lägg till en med: tavlan nyckel ny MEDLEM FIL.pub"


def _value(row: KeyRow, own: int | None) -> dict[str, object]:
    return {
        "id": row.id,
        "member": row.member,
        "fingerprint": row.fingerprint,
        "computer": row.computer,
        "added": row.added.isoformat(),
        "revoked": row.revoked.isoformat() if row.revoked else None,
        "last_used": row.last_used.isoformat() if row.last_used else None,
        "here": row.id == own,
    }


def _state(row: KeyRow, now: pendulum.DateTime, own: int | None) -> str:
    zone = now.timezone or "UTC"
    if row.revoked:
        return f"spärrad {full_day(row.revoked.in_timezone(zone))}"
    if row.id == own:
        return "du är inne med den"
    return (
        f"använd {moment(row.last_used.in_timezone(zone), now.date())}" if row.last_used else "aldrig använd"
    )


@click.command("spärra", cls=Line, english="revoke", needs=Needs.OWNER)
@click.argument("number", type=KEY_NUMBER, metavar="NUMMER")
@click.option(
    "--yes",
    "--ja",
    "insists",
    is_flag=True,
    help="Även den du är inne med, och den sista administratörens.",
)
@as_json_option
@click.pass_obj
def revoke(caller: Caller, number: int, insists: bool, as_json: bool) -> Reply:
    """Spärrar en nyckel för gott; den som är inne med den loggas ut."""
    own = number == caller.actor.key_id
    try:
        if own and not insists and not _agreed(caller, number, _OWN_HERE.format(number)):
            return told("Inget är spärrat.")
        key = revoke_key(caller.actor, number, even_last=insists)
    except LastWayIn as warning:
        hint = "" if caller.over_ssh else " Lägg hellre till en ny först: tavlan nyckel ny MEDLEM FIL.pub"
        if not _agreed(caller, number, f"{warning}{hint}"):
            return told("Inget är spärrat.")
        key = revoke_key(caller.actor, number, even_last=True)
    except Gone as refusal:
        raise Refusal(f"{refusal} Se numren med: {caller.spoken('nycklar')}") from None
    read = readings_with(caller.actor, number)
    if as_json:
        about = {"id": key.id, "member": key.member, "fingerprint": key.fingerprint}
        return as_json_reply({**about, "read": readings_value(read)})
    done = f"Spärrade nyckel {key.id} för {key.member}: {key.fingerprint}"
    return told(done) if own else told(done, *key_lines(caller, read))


def _agreed(caller: Caller, number: int, warning: str) -> bool:
    """Whether somebody at a terminal says yes to a warning; raises Refusal where nobody can be asked."""
    if caller.confirm is None:
        raise Refusal(f"{warning}\nSpärra ändå: {caller.spoken(f'nyckel spärra {number} --ja')}")
    return caller.confirm(f"{warning}\nSpärra ändå? (j/N) ")


@click.command("döp", cls=Line, english="rename", needs=Needs.OWNER)
@click.argument("number", type=KEY_NUMBER, metavar="NUMMER")
@click.argument("computer", nargs=-1, required=True, metavar="NAMN")
@as_json_option
@click.pass_obj
def rename(caller: Caller, number: int, computer: tuple[str, ...], as_json: bool) -> Reply:
    """Ger datorn som en nyckel ligger på ett annat namn, till exempel Köksdatorn."""
    key = rename_key(caller.actor, number, " ".join(computer))
    if as_json:
        return as_json_reply(_value(key, caller.actor.key_id))
    return told(f"Datorn med nyckel {key.id} heter nu {key.computer}.")


@click.command("läst", cls=Line, english="read", needs=Needs.OWNER)
@click.argument("number", type=KEY_NUMBER, metavar="NUMMER")
@as_json_option
@click.pass_obj
def read_with(caller: Caller, number: int, as_json: bool) -> Reply:
    """Visar vad som har lästs om personer med en nyckel, det senaste först."""
    read = readings_with(caller.actor, number)
    return as_json_reply(readings_value(read)) if as_json else told(*key_lines(caller, read))


OWN_KEYS = Line(
    "nycklar",
    english="keys",
    needs=Needs.OWNER,
    callback=list_keys.callback,
    params=list_keys.params,
    help=list_keys.help,
)
"""The list by one word."""
KEY_LINES = (list_keys, revoke, rename, read_with)
"""What can be done with keys from anywhere."""
KEY = Tree(
    "nyckel", english="key", help="Dina SSH-nycklar, och andras för den som får.", commands=[*KEY_LINES]
)
"""The commands on one key."""
OF_KEYS = (OWN_KEYS, KEY)
"""What this file adds to the commands."""
