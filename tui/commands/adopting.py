"""The plan the board works by: its words around the commitments, adopting it, closing it."""

import click

from models.access import Right
from models.adoption import adopt, close, read_meeting_day, require_proposal
from models.dates import full_day
from models.plan import plan_words, require_plan
from models.story import plan_facts
from tui.commands.card_text import labelled, plan_value, section
from tui.commands.tree import Caller, Line, Tree, as_json_option, as_json_reply, told
from tui.reply import Reply


@click.command("visa", cls=Line, english="show", reads=True)
@as_json_option
@click.pass_obj
def show_plan(caller: Caller, as_json: bool) -> Reply:
    """Visar planens inledning, när den antogs, och rader som inte placerades."""
    caller.actor.require(Right.READ_PLAN)
    words = plan_words(caller.actor, require_plan().id)
    plan = words.plan
    if as_json:
        rest = {"preamble": words.preamble, "scaffolding": words.scaffolding, "unplaced": words.unplaced}
        return as_json_reply({**plan_value(plan), **rest})
    return told(
        plan.title,
        *filter(None, [labelled(label, text) for label, text in plan_facts(plan)]),
        *section("Inledning", words.preamble.splitlines()),
        *section("Rader däremellan", words.scaffolding),
        *section("Rader som inte placerades", words.unplaced),
    )


@click.command("anta", cls=Line, english="adopt")
@click.argument("day", nargs=-1, required=True, metavar="DAG")
@click.option("--paragraf", "--section", "section", default="", metavar="§", help="Paragrafen i protokollet.")
@click.pass_obj
def adopt_plan(caller: Caller, day: tuple[str, ...], section: str) -> Reply:
    """Noterar att ett möte har antagit planen; sedan är dess ord frysta."""
    require_proposal(caller.actor)
    row = adopt(caller.actor, read_meeting_day(" ".join(day), caller.actor.clock().date()), section)
    return told(f"{row.title} är antagen {full_day(row.adopted_on) if row.adopted_on else ''}.")


@click.command("avsluta", cls=Line, english="close")
@click.pass_obj
def close_plan(caller: Caller) -> Reply:
    """Avslutar den antagna planen, när året är slut."""
    return told(f"{close(caller.actor).title} är avslutad.")


PLAN = Tree(
    "plan",
    english="plan",
    help="Visar, antar eller avslutar verksamhetsplanen.",
    commands=[show_plan, adopt_plan, close_plan],
)
"""What this file adds to the commands."""
