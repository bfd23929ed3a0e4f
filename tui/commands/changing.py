"""The commands that change cards: move, tick, comment, undo and redo."""

import click

from models import card_changes
from models.card import Card, card
from models.commitment import Status, require_reading
from models.due_words import read_past_day
from models.errors import Refusal
from models.journal import changes_of_action
from models.plan import plan_of
from models.story import progress_words, status_word
from models.target import Kind
from models.text import clean
from models.undo import Superseded, Undone, redo, take_back, undo
from tui.commands.card_text import card_value
from tui.commands.meaning import MANY, read_status
from tui.commands.tree import (
    Caller,
    CardLine,
    Checked,
    Line,
    TextLine,
    as_json_option,
    as_json_reply,
    told,
    whole_number,
)
from tui.reply import Reply

_ACTION = Checked(whole_number, "”{}” är inget nummer ur loggen. Se numren med: {begins} logg")


def changed(caller: Caller, row: Card, as_json: bool, *lines: str) -> Reply:
    """The answer to a command that changed a card: the card for a script, else some lines."""
    if as_json:
        return as_json_reply(card_value(row, plan_of(row.plan_id), caller.actor.clock().date()))
    return told(*lines)


@click.command("flytta", cls=CardLine, english="move")
@click.argument("status", nargs=-1, required=True, metavar="STATUS")
@click.pass_obj
def move(caller: Caller, number: int, status: tuple[str, ...], as_json: bool) -> Reply:
    """Flyttar ett kort: ej, planerat, pågår eller klart (eller 1–4)."""
    wanted = read_status(status)
    before = card(number, caller.actor.clock())
    row = card_changes.move(caller.actor, number, wanted)
    if before.status == row.status:
        return changed(caller, row, as_json, f"{row.title} står redan i {status_word(row.status)}.")
    steps = f"{status_word(before.status)} → {status_word(row.status)}"
    return changed(caller, row, as_json, f"{row.title}: {steps}")


@click.command("bocka", cls=CardLine, english="tick")
@click.option("--antal", "--number", "many", type=MANY, default=1, metavar="N", help="Så många på en gång.")
@click.option("--dag", "--day", metavar="DAG", help="När det gjordes: igår, fre, 1 maj …")
@click.option("--not", "--note", "note", default="", metavar="TEXT", help="Var, vad eller med vem.")
@click.option("--bort", "--remove", "away", is_flag=True, help="Tar i stället bort den senaste bocken.")
@click.pass_obj
def tick(
    caller: Caller, number: int, many: int, dag: str | None, note: str, away: bool, as_json: bool
) -> Reply:
    """Bockar av att något gjorts för ett kort."""
    if away:
        row = card_changes.untick(caller.actor, number)
        return changed(caller, row, as_json, f"Tog bort en bock på {row.title}: {progress_words(row) or '0'}")
    day = None if dag is None else read_past_day(dag, caller.actor.clock().date())
    before = card(number, caller.actor.clock())
    row = card_changes.tick(caller.actor, number, many, day, clean(note, field="Noten"))
    lines = [f"Bockade av {row.title}: {progress_words(row)}"]
    if before.status != row.status:
        lines.append(f"Kortet flyttades till {status_word(row.status)}.")
    if _reached(row):
        lines.append(
            f"Målet är nått. Flytta kortet till Klart med: {caller.spoken(f'flytta {number} klart')}"
        )
    return changed(caller, row, as_json, *lines)


def _reached(row: Card) -> bool:
    counted = row.target.kind is not Kind.ONGOING and row.status != Status.DONE
    return counted and row.target.number is not None and row.done >= row.target.number


@click.command("kommentera", cls=TextLine, english="comment")
@click.pass_obj
def comment(caller: Caller, number: int, text: str, as_json: bool) -> Reply:
    """Skriver en kommentar på ett kort; allt efter numret är text."""
    row = card_changes.comment(caller.actor, number, text)
    return changed(caller, row, as_json, f"Kommenterade {row.title}.")


def _undone(caller: Caller, done: Undone, verb: str, as_json: bool) -> Reply:
    if as_json:
        return as_json_reply({"id": done.action_id, "text": done.summary, "cards": list(done.cards)})
    return told(f"{verb}: {done.told}.")


@click.command("ångra", cls=Line, english="undo")
@click.argument("number", type=_ACTION, required=False, metavar="[NUMMER]")
@as_json_option
@click.pass_obj
def undo_latest(caller: Caller, number: int | None, as_json: bool) -> Reply:
    """Ångrar det senaste du gjort, eller det som har numret i loggen."""
    if number is None:
        return _undone(caller, _undo_mine(caller), "Ångrat", as_json)
    require_reading(caller.actor, *(change.card_id for change in changes_of_action(number)))
    return _undone(caller, take_back(caller.actor, number), "Ångrat", as_json)


def _undo_mine(caller: Caller) -> Undone:
    try:
        return undo(caller.actor)
    except Superseded as refusal:
        hint = f"Något äldre ångrar du med numret ur loggen: {caller.spoken('ångra NUMMER')}"
        raise Refusal(f"{refusal} {hint}") from None


@click.command("gör-om", cls=Line, english="redo", also=("görom",))
@as_json_option
@click.pass_obj
def redo_latest(caller: Caller, as_json: bool) -> Reply:
    """Gör om det du senast ångrade."""
    return _undone(caller, redo(caller.actor), "Gjort igen", as_json)


CHANGING = (move, tick, comment, undo_latest, redo_latest)
"""What this file adds to the commands."""
