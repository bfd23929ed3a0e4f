"""Carrying out a command that was understood, at the door it needs, without anybody waiting for its input."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from models.door import Doors
from models.errors import Refusal
from models.readers.plan_text import PlanDraft, read_plan
from tui.commands.tree import Caller
from tui.line import Prepared, perform
from tui.reply import Reply, Stdin


async def carry_out(doors: Doors, caller: Caller, prepared: Prepared, stdin: Stdin) -> Reply:
    """Do what was understood, with what it asks for from standard input; raises Refusal."""
    if prepared.command.takes_input:
        # Read before a door is taken: a client that never ends its input must not keep others from writing.
        given = await stdin.read()
        # A long text takes its time to understand, and nobody waits for it at a door.
        draft = await asyncio.to_thread(_draft, given)
        caller = replace(caller, stdin=lambda: given, draft=draft)
    if prepared.only_shows:
        return await asyncio.to_thread(perform, caller, prepared)
    door = doors.ask if prepared.reads else doors.order
    return await door(perform, caller, prepared)


def _draft(given: bytes) -> Callable[[], PlanDraft]:
    """What was piped in as a plan, or the refusal, for the command that asks for it."""
    try:
        read = read_plan(given)
    except Refusal as error:
        refusal = error

        def refuse() -> PlanDraft:
            raise refusal

        return refuse
    return lambda: read
