"""Inviting: a code and its letter for a member, and the codes there are."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.access import Right
from models.assignment import rights_in_force
from models.dates import history_moment
from models.errors import Invalid
from models.invitation import (
    InvitationRow,
    State,
    invitations,
    invite,
    revoke_all_invitations,
    revoke_invitation,
)
from models.plurals import count
from models.roster import member_named
from tui.commands.columns import columns
from tui.commands.keys import KEY_NUMBER
from tui.commands.tree import (
    Caller,
    Checked,
    Line,
    Needs,
    Tree,
    as_json_option,
    as_json_reply,
    fold,
    misused,
    told,
    whole_number,
)
from tui.reply import Reply
from tui.way_in import way_in_of

if TYPE_CHECKING:
    from screens.letter import Letter

_CLIENTS = {
    "windows": "windows",
    "putty": "putty",
    "mac": "mac",
    "telefon": "telefon",
    "phone": "telefon",
    "alla": "",
    "all": "",
}
_CLIENT = Checked(
    lambda word: _CLIENTS.get(fold(word)),
    "Det finns inget brev för ”{}”. Välj windows, putty, mac eller telefon.",
)
_ALL = "alla"
_STDOUT = "-"


def _number_or_all(word: str) -> int | str | None:
    return _ALL if fold(word) in {_ALL, "all"} else whole_number(word)


_NUMBER = Checked(
    _number_or_all, "”{}” är inget nummer på en inbjudan. Se numren med: {begins} inbjudan lista"
)


@click.command("bjud-in", cls=Line, english="invite", needs=Needs.OWNER)
@click.argument("name", nargs=-1, required=True, metavar="NAMN")
@click.option(
    "--för",
    "--for",
    "client",
    type=_CLIENT,
    default="alla",
    metavar="PROGRAM",
    help="Brevet för windows, putty, mac eller telefon; annars alla fyra.",
)
@click.option(
    "--ersätter",
    "--replaces",
    "replaces",
    type=KEY_NUMBER,
    metavar="NYCKEL",
    help="Medlemmens gamla nyckel, som spärras när koden används.",
)
@click.option(
    "--pdf",
    "pdf",
    metavar="FIL",
    help="Brevet som PDF, i en ny fil; - skriver ut det i stället.",
)
@as_json_option
@click.pass_obj
def invite_one(
    caller: Caller, name: tuple[str, ...], client: str, replaces: int | None, pdf: str | None, as_json: bool
) -> Reply:
    """Gör en kod åt en medlem, och brevet som säger hur man loggar in med den.

    Koden går att använda en gång, inom sju dagar. Med den släpps en ny nyckel in.
    """
    from screens.letter import Client, Letter, as_text, pages

    # First of all, since who is in the register is no business of one who may not invite.
    caller.actor.require(Right.INVITE)
    if pdf is not None:
        _require_place(caller, pdf)
    way_in = way_in_of(caller.config)
    made = invite(caller.actor, member_named(caller.actor, " ".join(name)).id, replaces)
    letter = Letter(way_in, made.row.member, made.code, made.row.expires)
    clients = (Client(client),) if client else tuple(Client)
    warning = _warning(caller, made.row)
    if as_json:
        return as_json_reply(_as_value(made.row) | {"code": made.code, "command": way_in.command("inbjudan")})
    if pdf is not None:
        return _as_pdf(letter, clients, pdf, warning)
    return Reply(as_text(pages(letter, clients)), err=warning)


def _require_place(caller: Caller, pdf: str) -> None:
    """Refuse a place for the letter before a code has been made for it."""
    if caller.over_ssh and pdf != _STDOUT:
        misused("Filen skrivs hos dig: skriv --pdf - sist, och > brev.pdf efter kommandot.")
    if pdf == _STDOUT:
        return
    if Path(pdf).exists():
        raise Invalid(f"Filen {pdf} finns redan. Välj ett annat namn.")
    if not os.access(Path(pdf).parent, os.W_OK):
        raise Invalid(f"{pdf} går inte att skriva. Välj en annan mapp.")


def _warning(caller: Caller, row: InvitationRow) -> str:
    if Right.READ_PLAN in rights_in_force(row.member_id, caller.actor.clock()):
        return ""
    return (
        f"Obs: {row.member} har inget uppdrag som ger rätt att läsa planen, och kommer inte in förrän då.\n"
    )


def _as_pdf(letter: "Letter", clients: tuple[str, ...], pdf: str, warning: str) -> Reply:
    from screens.letter import Client, pages
    from screens.letter_pdf import as_pdf

    def document() -> bytes:
        return as_pdf(pages(letter, map(Client, clients)))

    if pdf == _STDOUT:
        return Reply(err=warning, document=document)
    try:
        with Path(pdf).open("xb") as file:
            file.write(document())
    except OSError as error:
        raise Invalid(f"{pdf} går inte att skriva: {error.strerror}. Koden är {letter.code}.") from None
    return told(f"Brevet till {letter.name} ligger i {pdf}. Koden är {letter.code}.")


@click.command("lista", cls=Line, english="list", needs=Needs.OWNER)
@as_json_option
@click.pass_obj
def list_all(caller: Caller, as_json: bool) -> Reply:
    """Visar alla inbjudningar, vem de är till och om de är använda."""
    rows = invitations(caller.actor)
    if as_json:
        return as_json_reply([_as_value(row) for row in rows])
    if not rows:
        return told(f"Ingen är inbjuden. Bjud in med: {caller.spoken('bjud-in NAMN')}")
    today = caller.actor.clock().date()
    return told(
        *columns(
            [
                (str(row.id), row.member, f"till {history_moment(row.expires, today)}", row.state)
                for row in rows
            ]
        )
    )


@click.command("spärra", cls=Line, english="revoke", needs=Needs.OWNER)
@click.argument("number", type=_NUMBER, metavar="NUMMER|alla")
@as_json_option
@click.pass_obj
def revoke(caller: Caller, number: int | str, as_json: bool) -> Reply:
    """Spärrar en inbjudan, eller alla, så att koden inte går att använda."""
    if not isinstance(number, int):
        stopped = revoke_all_invitations(caller.actor)
        if as_json:
            return as_json_reply({"revoked": stopped})
        return told(f"Spärrade {count(stopped, 'inbjudan', 'inbjudningar')}.")
    row = revoke_invitation(caller.actor, number)
    if as_json:
        return as_json_reply(_as_value(row))
    return told(f"Spärrade inbjudan {row.id} till {row.member}.")


def _as_value(row: InvitationRow) -> dict[str, object]:
    states = {State.OPEN: "open", State.USED: "used", State.REVOKED: "revoked", State.EXPIRED: "expired"}
    return {
        "id": row.id,
        "member": row.member,
        "made": row.made.isoformat(),
        "expires": row.expires.isoformat(),
        "state": states[row.state],
        "replaces": row.replaces,
    }


INVITING = (
    invite_one,
    Tree("inbjudan", english="invitation", help="Inbjudningarna som finns.", commands=[list_all, revoke]),
)
"""What this file adds to the commands."""
