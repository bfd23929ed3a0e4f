"""Members and keys, from the server's own shell."""

from pathlib import Path

import click

from models.access import Role
from models.enrolment import NewKey, enrol
from models.errors import Gone, Invalid
from models.key import add_key
from models.member import Member, find_member
from models.roster import members, read_role
from models.text import clean
from tui.commands.columns import columns
from tui.commands.keys import KEY_LINES
from tui.commands.tree import (
    Caller,
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


@click.command("lista", cls=Line, english="list", needs=Needs.OWNER)
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


MEMBERS = (add, list_members)
"""The commands on members."""
KEYS = Tree("nyckel", english="key", help="Medlemmarnas SSH-nycklar.", commands=[add_one, *KEY_LINES])
"""The commands on keys, with the one that lets somebody in."""
