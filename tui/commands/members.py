"""Members and keys, from the server's own shell."""

from pathlib import Path

import click
import pendulum

from models.access import Role
from models.dates import full_day, moment
from models.enrolment import NewKey, enrol
from models.errors import Gone, Invalid, Refusal
from models.key import KeyRow, LastWayIn, add_key, keys, revoke_key
from models.member import Member, find_member
from models.roster import members, read_role
from models.text import clean
from tui.commands.columns import columns
from tui.commands.tree import (
    Caller,
    Checked,
    Line,
    Needs,
    Tree,
    as_json_option,
    as_json_reply,
    echoed,
    misused,
    told,
    whole_number,
)
from tui.reply import Reply

_NAME = 80
KEY_NUMBER = Checked(whole_number, "”{}” är inget nyckelnummer. Se numren med: tavlan nyckel lista")
"""A key by its number."""


def member_meant(words: str) -> Member:
    """The one member somebody means; raises Gone, Invalid."""
    name = clean(words, 4 * _NAME, field="Namnet")
    if name.isdigit() and whole_number(name) is None:
        raise Gone(f"Det finns ingen medlem med nummer {echoed(name)}. Se numren med: tavlan member list")
    return find_member(name)


def role_meant(words: str) -> Role:
    """The role somebody names; raises WrongUse."""
    try:
        return read_role(words)
    except Invalid as error:
        misused(str(error))


def _new_key(path: str, computer: str = "") -> NewKey:
    # asyncssh is slow to import, and most commands need none of it.
    from tui.keys import read_public_key

    read = read_public_key(Path(path))
    return NewKey(read.line, read.fingerprint, computer or clean(read.comment[:60]))


@click.command("ny", cls=Line, english="add", also=("lägg-till",), needs=Needs.OWNER)
@click.argument("name", nargs=-1, required=True, metavar="NAMN")
@click.option(
    "--role",
    "--uppdrag",
    "roles",
    multiple=True,
    metavar="UPPDRAG",
    help="Till exempel ledamot; kan stå flera gånger.",
)
@click.option("--key", "--nyckel", "key_file", metavar="FIL.pub", help="Medlemmens publika SSH-nyckel.")
@click.option(
    "--unix-user",
    "--konto",
    "unix_user",
    metavar="KONTO",
    help="Kontot på den här datorn som agerar som medlemmen.",
)
@as_json_option
@click.pass_obj
def add(
    caller: Caller,
    name: tuple[str, ...],
    roles: tuple[str, ...],
    key_file: str | None,
    unix_user: str | None,
    as_json: bool,
) -> Reply:
    """Lägger till en medlem, med uppdrag och nyckel."""
    wanted = tuple(dict.fromkeys(role_meant(role) for role in roles))
    new_key = _new_key(key_file) if key_file else None
    member, key = enrol(caller.actor, " ".join(name), wanted, new_key, unix_user=unix_user or None)
    if as_json:
        return as_json_reply(
            {
                "id": member.id,
                "name": member.name,
                "assignments": [*member.roles],
                "key": key.fingerprint if key else None,
            }
        )
    lines = [f"Lade till {member.name} (medlem {member.id}), {', '.join(member.roles) or 'utan uppdrag'}."]
    if key:
        lines += [f"Nyckel {key.id}: {key.fingerprint}", "", *_way_in(caller, member.name)]
    elif member.roles:
        lines.append(f"Bjud in med en kod och ett brev: tavlan bjud-in {member.id}")
    return told(*lines)


def _way_in(caller: Caller, name: str) -> tuple[str, ...]:
    ssh = caller.config.ssh
    words = (f"Så loggar {name} in:", f"  {ssh.command('SERVERN')}")
    if ssh.public_host:
        return words
    return (*words, "Skriv serverns namn en gång för alla: tavlan config set ssh.public_host NAMN")


@click.command("lista", cls=Line, english="list", needs=Needs.OWNER, reads=True)
@as_json_option
@click.pass_obj
def list_members(caller: Caller, as_json: bool) -> Reply:
    """Visar alla medlemmar, deras nummer och uppdrag."""
    rows = members(caller.actor)
    if as_json:
        return as_json_reply([{"id": row.id, "name": row.name, "assignments": [*row.roles]} for row in rows])
    if not rows:
        return told("Registret är tomt. Lägg till den första med: tavlan medlem ny NAMN --role ledamot")
    return told(*columns([(str(row.id), row.name, ", ".join(row.roles)) for row in rows]))


@click.command("ny", cls=Line, english="add", also=("lägg-till",), needs=Needs.OWNER)
@click.argument("member", metavar="MEDLEM")
@click.argument("file", metavar="FIL.pub")
@click.option("--computer", "--dator", "computer", default="", metavar="NAMN", help="Vad datorn kallas.")
@as_json_option
@click.pass_obj
def add_one(caller: Caller, member: str, file: str, computer: str, as_json: bool) -> Reply:
    """Låter en publik nyckel logga in som en medlem."""
    new = _new_key(file, computer)
    key = add_key(caller.actor, member_meant(member).id, new.line, new.fingerprint, new.computer)
    if as_json:
        return as_json_reply({"id": key.id, "member": key.member, "fingerprint": key.fingerprint})
    return told(f"Nyckel {key.id} loggar nu in som {key.member}: {key.fingerprint}")


@click.command("spärra", cls=Line, english="revoke", needs=Needs.OWNER)
@click.argument("number", type=KEY_NUMBER, metavar="NUMMER")
@click.option(
    "--yes", "--ja", "even_last", is_flag=True, help="Även den sista administratörens sista nyckel."
)
@as_json_option
@click.pass_obj
def revoke(caller: Caller, number: int, even_last: bool, as_json: bool) -> Reply:
    """Spärrar en nyckel för gott; den som är inne med den loggas ut."""
    try:
        key = revoke_key(caller.actor, number, even_last=even_last)
    except LastWayIn as warning:
        told_first = f"{warning} Lägg hellre till en ny först: tavlan nyckel ny MEDLEM FIL.pub"
        if caller.confirm is None:
            raise Refusal(f"{told_first}\nSpärra ändå: tavlan nyckel spärra {number} --ja") from None
        if not caller.confirm(f"{told_first}\nSpärra ändå? (j/N) "):
            return told("Inget är spärrat.")
        key = revoke_key(caller.actor, number, even_last=True)
    if as_json:
        return as_json_reply({"id": key.id, "member": key.member, "fingerprint": key.fingerprint})
    return told(f"Spärrade nyckel {key.id} för {key.member}: {key.fingerprint}")


@click.command("lista", cls=Line, english="list", needs=Needs.OWNER, reads=True)
@as_json_option
@click.pass_obj
def list_keys(caller: Caller, as_json: bool) -> Reply:
    """Visar alla nycklar, vems de är och när de användes."""
    now, rows = caller.actor.clock(), keys(caller.actor)
    if as_json:
        return as_json_reply(
            [
                {
                    "id": row.id,
                    "member": row.member,
                    "fingerprint": row.fingerprint,
                    "computer": row.computer,
                    "added": row.added.isoformat(),
                    "revoked": row.revoked.isoformat() if row.revoked else None,
                    "last_used": row.last_used.isoformat() if row.last_used else None,
                }
                for row in rows
            ]
        )
    if not rows:
        return told("Det finns inga nycklar. Lägg till en med: tavlan nyckel ny MEDLEM FIL.pub")
    lines = [
        (str(row.id), row.member, row.computer or "–", _state(row, now), row.fingerprint) for row in rows
    ]
    return told(*columns(lines))


def _state(row: KeyRow, now: pendulum.DateTime) -> str:
    zone = now.timezone or "UTC"
    if row.revoked:
        return f"spärrad {full_day(row.revoked.in_timezone(zone))}"
    return (
        f"använd {moment(row.last_used.in_timezone(zone), now.date())}" if row.last_used else "aldrig använd"
    )


MEMBERS = (add, list_members)
"""The commands on members."""
KEYS = Tree("nyckel", english="key", help="Medlemmarnas SSH-nycklar.", commands=[add_one, revoke, list_keys])
"""The commands on keys."""
