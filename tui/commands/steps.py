"""The command that reads and changes a card's checklist."""

import click

from models.access import Right
from models.card import card
from models.step import StepRow, add_steps, finish_step, remove_step, steps_of
from tui.commands.card_text import step_lines, steps_value
from tui.commands.tree import (
    CARD,
    Caller,
    Line,
    as_json_option,
    as_json_reply,
    echoed,
    fold,
    misused,
    told,
    whole_number,
)
from tui.reply import Reply

_WORDS = {
    "lagg": "add",
    "add": "add",
    "klart": "done",
    "done": "done",
    "oppna": "open",
    "open": "open",
    "bort": "remove",
    "remove": "remove",
}
_HOW = "Skriv lägg och texten, eller klart, öppna eller bort och stegets nummer."


def _meant(steps: tuple[StepRow, ...], words: tuple[str, ...]) -> StepRow:
    """The step whose place stands there; raises WrongUse."""
    given = " ".join(words)
    place = whole_number(given)
    if place is None or not 1 <= place <= len(steps):
        misused(f"”{echoed(given)}” är inget steg på kortet. Numret står först på stegets rad.")
    return steps[place - 1]


@click.command("steg", cls=Line, english="steps", also=("step",))
@click.argument("number", type=CARD, metavar="KORT")
@click.argument("words", nargs=-1, metavar="[lägg TEXT | klart M | öppna M | bort M]")
@as_json_option
@click.pass_obj
def steps(caller: Caller, number: int, words: tuple[str, ...], as_json: bool) -> Reply:
    """Visar ett korts steg, lägger till ett, eller ändrar det med nummer M.

    På engelska heter orden add, done, open och remove.
    """
    caller.actor.require(Right.READ_PLAN)
    now = caller.actor.clock()
    if words:
        verb = _WORDS.get(fold(words[0]))
        if verb is None:
            misused(f"Jag förstår inte ”{echoed(words[0])}”. {_HOW}")
        if verb == "add":
            add_steps(caller.actor, number, " ".join(words[1:]))
        else:
            card(number, now)
            step = _meant(steps_of(number, now), words[1:])
            if verb == "remove":
                remove_step(caller.actor, step.id)
            else:
                finish_step(caller.actor, step.id, verb == "done")
    row, found = card(number, now), steps_of(number, now)
    if as_json:
        return as_json_reply(steps_value(found))
    if not found:
        return told(f"{row.title} har inga steg. Lägg till ett: {caller.spoken(f'steg {number} lägg TEXT')}")
    return told(f"{row.title}: steg {row.steps[0]}/{row.steps[1]}", *step_lines(found))


STEPS = (steps,)
"""What this file adds to the commands."""
