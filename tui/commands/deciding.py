"""The commands that decide about a card: who, when, whether it rests, is given up or put away."""

import datetime as dt

import click

from models import card_changes
from models.dates import full_day
from models.due_words import read_day
from models.errors import Adopted, Refusal
from models.plurals import listing
from tui.commands.changing import changed
from tui.commands.finding import person_meant
from tui.commands.tree import CARD, Caller, Line, as_json_option, as_json_reply, fold, misused, told
from tui.reply import Reply

_NONE = {"ingen", "inget", "inga", "none", "–", "-"}


def names_in(words: str) -> tuple[str, ...]:
    """The names between the commas, each once; none for "ingen" and nothing else; raises WrongUse."""
    if _none(words):
        return ()
    if not (names := tuple(dict.fromkeys(name.strip() for name in words.split(",") if name.strip()))):
        misused("Skriv namn med komma emellan, eller ordet ingen.")
    return names


def _none(words: str) -> bool:
    return fold(words.strip()) in _NONE


def day_meant(caller: Caller, words: str) -> dt.date | None:
    """The day the words mean, None for "ingen" and nothing else; raises Invalid, WrongUse."""
    if _none(words):
        return None
    if not words.strip():
        misused("Skriv en dag, till exempel fre, v 12 eller 2 maj, eller ordet ingen.")
    return read_day(words, caller.actor.clock().date())


def people_meant(caller: Caller, words: str) -> tuple[int, ...]:
    """Those whose names stand between the commas; raises Invalid, WrongUse."""
    return tuple(dict.fromkeys(person_meant(caller, name) for name in names_in(words)))


@click.command("ansvarig", cls=Line, english="assign")
@click.argument("number", type=CARD, metavar="KORT")
@click.argument("names", nargs=-1, required=True, metavar="NAMN")
@as_json_option
@click.pass_obj
def assign(caller: Caller, number: int, names: tuple[str, ...], as_json: bool) -> Reply:
    """Väljer vilka som ansvarar för ett kort: namn med komma emellan, jag eller ingen."""
    row = card_changes.assign(caller.actor, number, people_meant(caller, " ".join(names)))
    who = listing(person.name for person in row.responsible) or "ingen"
    return changed(caller, row, as_json, f"Ansvarig för {row.title}: {who}")


@click.command("senast", cls=Line, english="due")
@click.argument("number", type=CARD, metavar="KORT")
@click.argument("day", nargs=-1, required=True, metavar="DAG")
@as_json_option
@click.pass_obj
def due(caller: Caller, number: int, day: tuple[str, ...], as_json: bool) -> Reply:
    """Sätter dagen ett kort ska vara klart: fre, v 12, 2 maj, om 3 v, eller ingen."""
    row = card_changes.set_due(caller.actor, number, day_meant(caller, " ".join(day)))
    return changed(
        caller, row, as_json, f"{row.title}: {f'senast {full_day(row.due)}' if row.due else 'inget datum'}"
    )


@click.command("vila", cls=Line, english="pause")
@click.argument("number", type=CARD, metavar="KORT")
@as_json_option
@click.pass_obj
def pause(caller: Caller, number: int, as_json: bool) -> Reply:
    """Låter ett kort vila."""
    row = card_changes.pause(caller.actor, number, True)
    return changed(
        caller, row, as_json, f"{row.title} vilar. Väck det med: {caller.spoken(f'väck {number}')}"
    )


@click.command("väck", cls=Line, english="wake")
@click.argument("number", type=CARD, metavar="KORT")
@as_json_option
@click.pass_obj
def wake(caller: Caller, number: int, as_json: bool) -> Reply:
    """Väcker ett kort som vilar."""
    row = card_changes.pause(caller.actor, number, False)
    return changed(caller, row, as_json, f"{row.title} vilar inte längre.")


@click.command("utgå", cls=Line, english="drop")
@click.argument("number", type=CARD, metavar="KORT")
@click.argument("reason", nargs=-1, required=True, metavar="SKÄL")
@click.option("--paragraf", "--section", "section", default="", metavar="§", help="Paragrafen i protokollet.")
@as_json_option
@click.pass_obj
def drop(caller: Caller, number: int, reason: tuple[str, ...], section: str, as_json: bool) -> Reply:
    """Låter ett kort utgå, med ett skäl; ordalydelsen står kvar."""
    row = card_changes.drop(caller.actor, number, " ".join(reason), section)
    hint = f"Ta upp det igen med: {caller.spoken(f'ta upp {number}')}"
    return changed(caller, row, as_json, f"{row.title} utgår. {hint}")


@click.command("ta-upp", cls=Line, english="restore")
@click.argument("number", type=CARD, metavar="KORT")
@as_json_option
@click.pass_obj
def restore(caller: Caller, number: int, as_json: bool) -> Reply:
    """Tar upp ett kort som har utgått."""
    row = card_changes.restore(caller.actor, number)
    return changed(caller, row, as_json, f"{row.title} är upptaget igen.")


@click.command("arkivera", cls=Line, english="archive")
@click.argument("number", type=CARD, metavar="KORT")
@as_json_option
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
