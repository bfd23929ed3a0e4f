"""Adopting and closing the plan the board works by."""

import click

from models.adoption import adopt, close, read_meeting_day, require_proposal
from models.dates import full_day
from tui.commands.tree import Caller, Line, Tree, told
from tui.reply import Reply


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
    "plan", english="plan", help="Antar eller avslutar verksamhetsplanen.", commands=[adopt_plan, close_plan]
)
"""What this file adds to the commands."""
