"""The commands that decide about a card: who, when, whether it rests, is given up or put away."""

import click

from models import card_changes
from models.dates import full_day
from models.errors import Adopted, Refusal
from models.plurals import listing
from tui.commands.changing import changed
from tui.commands.meaning import day_meant, people_meant
from tui.commands.tree import Caller, CardLine, as_json_reply, told
from tui.reply import Reply


@click.command("ansvarig", cls=CardLine, english="assign")
@click.argument("names", nargs=-1, required=True, metavar="NAMN")
@click.pass_obj
def assign(caller: Caller, number: int, names: tuple[str, ...], as_json: bool) -> Reply:
    """Väljer vilka som ansvarar för ett kort: namn med komma emellan, jag eller ingen."""
    row = card_changes.assign(caller.actor, number, people_meant(caller, " ".join(names)))
    who = listing(person.name for person in row.responsible) or "ingen"
    return changed(caller, row, as_json, f"Ansvarig för {row.title}: {who}")


@click.command("senast", cls=CardLine, english="due")
@click.argument("day", nargs=-1, required=True, metavar="DAG")
@click.pass_obj
def due(caller: Caller, number: int, day: tuple[str, ...], as_json: bool) -> Reply:
    """Sätter dagen ett kort ska vara klart: fre, v 12, 2 maj, om 3 v, eller ingen."""
    row = card_changes.set_due(caller.actor, number, day_meant(caller, " ".join(day)))
    return changed(
        caller, row, as_json, f"{row.title}: {f'senast {full_day(row.due)}' if row.due else 'inget datum'}"
    )


@click.command("vila", cls=CardLine, english="pause")
@click.pass_obj
def pause(caller: Caller, number: int, as_json: bool) -> Reply:
    """Låter ett kort vila."""
    row = card_changes.pause(caller.actor, number, True)
    return changed(
        caller, row, as_json, f"{row.title} vilar. Väck det med: {caller.spoken(f'väck {number}')}"
    )


@click.command("väck", cls=CardLine, english="wake")
@click.pass_obj
def wake(caller: Caller, number: int, as_json: bool) -> Reply:
    """Väcker ett kort som vilar."""
    row = card_changes.pause(caller.actor, number, False)
    return changed(caller, row, as_json, f"{row.title} vilar inte längre.")


@click.command("utgå", cls=CardLine, english="drop")
@click.argument("reason", nargs=-1, required=True, metavar="SKÄL")
@click.option("--paragraf", "--section", "section", default="", metavar="§", help="Paragrafen i protokollet.")
@click.pass_obj
def drop(caller: Caller, number: int, reason: tuple[str, ...], section: str, as_json: bool) -> Reply:
    """Låter ett kort utgå, med ett skäl; ordalydelsen står kvar."""
    row = card_changes.drop(caller.actor, number, " ".join(reason), section)
    hint = f"Ta upp det igen med: {caller.spoken(f'ta upp {number}')}"
    return changed(caller, row, as_json, f"{row.title} utgår. {hint}")


@click.command("ta-upp", cls=CardLine, english="restore")
@click.pass_obj
def restore(caller: Caller, number: int, as_json: bool) -> Reply:
    """Tar upp ett kort som har utgått."""
    row = card_changes.restore(caller.actor, number)
    return changed(caller, row, as_json, f"{row.title} är upptaget igen.")


@click.command("arkivera", cls=CardLine, english="archive")
@click.pass_obj
def archive(caller: Caller, number: int, as_json: bool) -> Reply:
    """Lägger undan ett av styrelsens egna kort; det som antagits kan bara utgå."""
    try:
        card_changes.archive(caller.actor, number)
    except Adopted as refusal:
        raise Refusal(f"{refusal} Skriv: {caller.spoken(f'utgå {number} SKÄL')}") from None
    if as_json:
        return as_json_reply({"id": number, "archived": True})
    return told(f"Arkiverade kort {number}. Hämta tillbaka det med: {caller.spoken('ångra')}")


DECIDING = (assign, due, pause, wake, drop, restore, archive)
"""What this file adds to the commands."""
