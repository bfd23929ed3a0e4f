"""The commands that add a card and change what it says and aims at, as the card's form does."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from models.access import Right
from models.card import card
from models.card_changes import reword
from models.card_form import Wording, edit, wording_of
from models.card_form import add as add_card
from models.commitment import require_reading
from models.errors import Invalid
from models.plan import areas_of, require_plan
from models.story import target_words
from models.target import KIND_WORDS, NUMBERED, Kind, Per, Target, aimed
from tui.commands.changing import changed
from tui.commands.meaning import MANY, area_meant, day_meant, names_in, people_meant
from tui.commands.tree import Caller, CardLine, Checked, Line, TextLine, as_json_option, fold, misused
from tui.reply import Reply

_KINDS = {fold(word): kind for kind in Kind for word in (KIND_WORDS[kind], kind.value)}
_PERIODS = {"ar": Per.YEAR, "year": Per.YEAR, "planen": Per.PLAN, "plan": Per.PLAN}
_KIND = Checked(
    lambda word: _KINDS.get(fold(word)), f"”{{}}” är inget slag. Välj {', '.join(KIND_WORDS.values())}."
)
_PER = Checked(lambda word: _PERIODS.get(fold(word)), "”{}” är ingen period. Välj år eller planen.")


def _fields(command: Callable[..., Reply]) -> Callable[..., Reply]:
    """The options that adding and changing a card share."""
    options = (
        click.option("--område", "--area", "area", metavar="N", help="Området, efter nummer eller namn."),
        click.option("--slag", "--kind", "kind", type=_KIND, metavar="SLAG", help=_kinds_told()),
        click.option("--antal", "--number", "many", type=MANY, metavar="N", help="Hur många det ska bli."),
        click.option(
            "--räknas", "--per", "per", type=_PER, metavar="PERIOD", help="Per år, eller för planen."
        ),
        click.option(
            "--takt",
            "--every",
            "months",
            type=MANY,
            metavar="MÅNADER",
            help="Något ska hända minst så ofta.",
        ),
        click.option(
            "--senast", "--due", "due", metavar="DAG", help="Dagen det ska vara klart, eller ingen."
        ),
        click.option("--ansvarig", "--assign", "people", metavar="NAMN", help="Namn med komma emellan."),
        click.option(
            "--kommundelar", "--districts", "districts", metavar="NAMN", help="Namn med komma emellan."
        ),
        click.option("--samarbete", "--partners", "partners", metavar="NAMN", help="Namn med komma emellan."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _kinds_told() -> str:
    return f"Ett av {', '.join(KIND_WORDS.values())}."


def _aimed(target: Target, given: dict[str, Any]) -> Target:
    """The target with what was given, and as the form would show it what was not."""
    kind: Kind = given["kind"] or target.kind
    many: int | None = given["many"]
    if many is None and kind in NUMBERED:
        many = target.number
    try:
        return aimed(target, kind, many, given["per"], given["months"])
    except Invalid as error:
        misused(str(error))


def _worded(caller: Caller, opened: Wording, plan_id: int, given: dict[str, Any]) -> Wording:
    """The wording with every field that was given."""
    wanted = opened
    if given["area"] is not None:
        wanted = replace(wanted, area_id=area_meant(areas_of(plan_id), given["area"]) or None)
    if given["due"] is not None:
        wanted = replace(wanted, due=day_meant(caller, given["due"]))
    if given["people"] is not None:
        wanted = replace(wanted, responsible=people_meant(caller, given["people"]))
    if given["districts"] is not None:
        wanted = replace(wanted, districts=names_in(given["districts"]))
    if given["partners"] is not None:
        wanted = replace(wanted, partners=names_in(given["partners"]))
    if any(given[name] is not None for name in ("kind", "many", "per", "months")):
        wanted = replace(wanted, target=_aimed(wanted.target, given))
    return wanted


@click.command("lägg-till", cls=Line, english="add", also=("läggtill",))
@click.argument("title", nargs=-1, required=True, metavar="TITEL")
@_fields
@as_json_option
@click.pass_obj
def add(caller: Caller, /, title: tuple[str, ...], as_json: bool, **given: Any) -> Reply:
    """Lägger till ett kort av styrelsens eget."""
    caller.actor.require(Right.READ_PLAN)
    wording = _worded(caller, Wording(" ".join(title)), require_plan().id, given)
    row = add_card(caller.actor, wording)
    return changed(caller, row, as_json, f"Lade till kort {row.id}: {row.title}, {target_words(row)}")


@click.command("ändra", cls=CardLine, english="edit")
@click.option("--titel", "--title", "title", metavar="TEXT", help="Kortets titel.")
@_fields
@click.pass_obj
def change(caller: Caller, /, number: int, title: str | None, as_json: bool, **given: Any) -> Reply:
    """Ändrar det som valen säger hos ett kort; ordalydelsen ur planen står kvar."""
    if title is None and all(value is None for value in given.values()):
        misused("Säg vad som ska ändras, till exempel: --titel ”Ny titel” eller --slag löpande")
    require_reading(caller.actor, number)
    before = card(number, caller.actor.clock())
    opened = wording_of(before)
    wanted = _worded(caller, opened, before.plan_id, given)
    row = edit(caller.actor, number, opened, wanted if title is None else replace(wanted, title=title))
    done = f"Ändrade kort {number}: {row.title}, {target_words(row)}"
    return changed(caller, row, as_json, done if row != before else f"Kort {number} är redan så.")


@click.command("rätta", cls=TextLine, english="correct")
@click.pass_obj
def correct(caller: Caller, number: int, text: str, as_json: bool) -> Reply:
    """Rättar ordalydelsen som blev fel när planen lästes in; allt efter numret är text.

    När planen är antagen står de inlästa orden kvar bredvid rättelsen.
    """
    before = card(number, caller.actor.clock())
    row = reword(caller.actor, number, text)
    done = f"Rättade ordalydelsen i {row.title}."
    return changed(caller, row, as_json, done if row != before else f"Kort {number} står redan så.")


WORDING = (add, change, correct)
"""What this file adds to the commands."""
