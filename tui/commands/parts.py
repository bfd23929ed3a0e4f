"""The commands that read and change what a card holds: its steps, ticks and comments, each by its place."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import click

from models.card import Card, card
from models.comment import CommentRow, comments_of, edit_comment, withdraw_comment
from models.commitment import require_reading
from models.due_words import read_past_day
from models.step import (
    StepRow,
    add_steps,
    assign_step,
    finish_step,
    remove_step,
    rename_step,
    shift_step,
    steps_of,
)
from models.story import progress_words
from models.tick import edit_tick, remove_tick, ticks_of
from tui.commands.card_text import (
    comment_lines,
    comments_value,
    step_lines,
    steps_value,
    tick_lines,
    ticks_value,
)
from tui.commands.meaning import MANY, people_meant
from tui.commands.tree import Caller, CardLine, as_json_reply, echoed, fold, misused, told, whole_number
from tui.reply import Reply

_Row = TypeVar("_Row")
_VERBS = {
    "lagg": "add",
    "andra": "edit",
    "klart": "done",
    "oppna": "open",
    "ansvarig": "assign",
    "upp": "up",
    "ner": "down",
    "bort": "remove",
}
_STEP_HOW = (
    "Skriv lägg och texten, eller ändra, klart, öppna, ansvarig, upp, ner eller bort och stegets nummer."
)
_TICK_HOW = "Skriv ändra eller bort och bockens nummer."
_COMMENT_HOW = "Skriv ändra eller bort och kommentarens nummer."


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be done to a card's parts: a verb, and what stands after it."""

    verb: str = ""
    rest: tuple[str, ...] = ()

    def placed(self, rows: Sequence[_Row], what: str) -> tuple[_Row, str]:
        """The row whose place stands first after the verb, and the text after that; raises WrongUse."""
        given = self.rest[0] if self.rest else ""
        place = whole_number(given)
        if place is None or not 1 <= place <= len(rows):
            misused(f"”{echoed(given)}” är {what} på kortet. Numret står först på raden.")
        return rows[place - 1], " ".join(self.rest[1:])


def _asked(words: tuple[str, ...], verbs: Sequence[str], how: str) -> _Asked:
    """The verb the words begin with, one of some; raises WrongUse."""
    if not words:
        return _Asked()
    given = fold(words[0])
    verb = _VERBS.get(given, given)
    if verb not in verbs:
        misused(f"Jag förstår inte ”{echoed(words[0])}”. {how}")
    return _Asked(verb, words[1:])


def _text_at(words: Sequence[str]) -> int | None:
    """Where a text that ends the line begins: after the card and lägg, or ändra and a place."""
    verb = fold(words[1]) if len(words) > 1 else ""
    return {"add": 2, "edit": 3}.get(_VERBS.get(verb, verb))


def _bare(text: str) -> None:
    if text:
        misused(f"Det är ett ord för mycket: ”{echoed(text)}”.")


def _read(caller: Caller, number: int) -> Card:
    require_reading(caller.actor, number)
    return card(number, caller.actor.clock())


def _assign(caller: Caller, row: StepRow, names: str) -> None:
    chosen = people_meant(caller, names)
    if len(chosen) > 1:
        misused("Ett steg har en ansvarig. Skriv ett namn, jag eller ingen.")
    assign_step(caller.actor, row.id, chosen[0] if chosen else None)


_WITH_TEXT: Mapping[str, Callable[[Caller, StepRow, str], None]] = {
    "edit": lambda caller, row, text: rename_step(caller.actor, row.id, text, row.title),
    "assign": _assign,
}
_WITHOUT: Mapping[str, Callable[[Caller, StepRow], None]] = {
    "done": lambda caller, row: finish_step(caller.actor, row.id, True),
    "open": lambda caller, row: finish_step(caller.actor, row.id, False),
    "up": lambda caller, row: shift_step(caller.actor, row.id, -1),
    "down": lambda caller, row: shift_step(caller.actor, row.id, 1),
    "remove": lambda caller, row: remove_step(caller.actor, row.id),
}


@click.command("steg", cls=CardLine, english="steps", also=("step",), text_at=_text_at)
@click.argument(
    "words",
    nargs=-1,
    metavar="[lägg TEXT | ändra M TEXT | klart M | öppna M | ansvarig M NAMN | upp M | ner M | bort M]",
)
@click.pass_obj
def steps(caller: Caller, number: int, words: tuple[str, ...], as_json: bool) -> Reply:
    """Visar ett korts steg, lägger till ett, eller ändrar det med nummer M.

    På engelska heter orden add, edit, done, open, assign, up, down och remove.
    """
    asked = _asked(words, ("add", *_WITH_TEXT, *_WITHOUT), _STEP_HOW)
    _read(caller, number)
    now = caller.actor.clock()
    if asked.verb == "add":
        add_steps(caller.actor, number, " ".join(asked.rest))
    elif asked.verb:
        row, text = asked.placed(steps_of(number, now), "inget steg")
        if asked.verb in _WITH_TEXT:
            _WITH_TEXT[asked.verb](caller, row, text)
        else:
            _bare(text)
            _WITHOUT[asked.verb](caller, row)
    shown, found = card(number, now), steps_of(number, now)
    if as_json:
        return as_json_reply(steps_value(found))
    if not found:
        return told(
            f"{shown.title} har inga steg. Lägg till ett: {caller.spoken(f'steg {number} lägg TEXT')}"
        )
    return told(f"{shown.title}: steg {shown.steps[0]}/{shown.steps[1]}", *step_lines(found))


@click.command("bockar", cls=CardLine, english="ticks")
@click.argument("words", nargs=-1, metavar="[ändra M | bort M]")
@click.option("--antal", "--number", "many", type=MANY, metavar="N", help="Så många det ska vara.")
@click.option("--dag", "--day", "day", metavar="DAG", help="När det gjordes: igår, fre, 1 maj …")
@click.option("--not", "--note", "note", metavar="TEXT", help="Var, vad eller med vem.")
@click.pass_obj
def ticks(
    caller: Caller,
    number: int,
    words: tuple[str, ...],
    many: int | None,
    day: str | None,
    note: str | None,
    as_json: bool,
) -> Reply:
    """Visar ett korts bockar, ändrar den med nummer M, eller tar bort den.

    På engelska heter orden edit och remove.
    """
    asked = _asked(words, ("edit", "remove"), _TICK_HOW)
    given = any(value is not None for value in (many, day, note))
    if given is not (asked.verb == "edit"):
        misused("Säg vad som ska ändras hos vilken bock, till exempel: ändra 1 --antal 2")
    _read(caller, number)
    if asked.verb:
        row, text = asked.placed(ticks_of(number), "ingen bock")
        _bare(text)
        if asked.verb == "remove":
            remove_tick(caller.actor, row.id)
        else:
            on = row.day if day is None else _past(caller, day)
            number_of, said = row.number if many is None else many, row.note if note is None else note
            edit_tick(caller.actor, row.id, number_of, on, said, row)
    shown, found = card(number, caller.actor.clock()), ticks_of(number)
    if as_json:
        return as_json_reply(ticks_value(found))
    if not found:
        return told(f"{shown.title} har inga bockar. Bocka av med: {caller.spoken(f'bocka {number}')}")
    return told(f"{shown.title}: {progress_words(shown)}", *tick_lines(found))


def _past(caller: Caller, day: str) -> dt.date:
    return read_past_day(day, caller.actor.clock().date())


@click.command("kommentarer", cls=CardLine, english="comments", text_at=_text_at)
@click.argument("words", nargs=-1, metavar="[ändra M TEXT | bort M]")
@click.pass_obj
def comments(caller: Caller, number: int, words: tuple[str, ...], as_json: bool) -> Reply:
    """Visar ett korts kommentarer, ändrar din egen med nummer M, eller tar bort den.

    På engelska heter orden edit och remove.
    """
    asked = _asked(words, ("edit", "remove"), _COMMENT_HOW)
    shown = _read(caller, number)
    if asked.verb:
        row: CommentRow
        row, text = asked.placed(comments_of(number), "ingen kommentar")
        if asked.verb == "edit":
            edit_comment(caller.actor, row.id, text, row.text)
        else:
            _bare(text)
            withdraw_comment(caller.actor, row.id)
    found, now = comments_of(number), caller.actor.clock()
    if as_json:
        return as_json_reply(comments_value(found, now))
    if not found:
        hint = caller.spoken(f"kommentera {number} TEXT")
        return told(f"{shown.title} har inga kommentarer. Skriv en med: {hint}")
    return told(shown.title, *comment_lines(found, now))


PARTS = (steps, ticks, comments)
"""What this file adds to the commands."""
