"""Giving a member an assignment, and ending one."""

import click

from models.dates import full_day
from models.due_words import read_day
from models.roster import end_assignment, give_assignment
from tui.commands.members import member_meant, role_meant
from tui.commands.tree import Caller, Line, Needs, told
from tui.reply import Reply


@click.command("uppdrag", cls=Line, english="assign", needs=Needs.OWNER)
@click.argument("member", metavar="MEDLEM")
@click.argument("role", nargs=-1, required=True, metavar="UPPDRAG")
@click.pass_obj
def assign(caller: Caller, member: str, role: tuple[str, ...]) -> Reply:
    """Ger en medlem ett uppdrag från i dag."""
    found, given = member_meant(member), role_meant(" ".join(role))
    give_assignment(caller.actor, found.id, given)
    return told(f"{found.name} är nu {given}.")


@click.command("avsluta", cls=Line, english="end", needs=Needs.OWNER)
@click.argument("member", metavar="MEDLEM")
@click.argument("role", nargs=-1, required=True, metavar="UPPDRAG")
@click.option("--dag", "--day", "day", default="idag", metavar="DAG", help="Sista dagen; annars i dag.")
@click.pass_obj
def end(caller: Caller, member: str, role: tuple[str, ...], day: str) -> Reply:
    """Avslutar ett uppdrag med en dag; rätten gäller till kl. 4 nästa morgon."""
    found, ended = member_meant(member), role_meant(" ".join(role))
    last = read_day(day, caller.actor.clock().date())
    end_assignment(caller.actor, found.id, ended, last)
    return told(f"{found.name} är {ended} till och med {full_day(last)}.")


ASSIGNMENTS = (assign, end)
"""What this file adds to the members' commands."""
