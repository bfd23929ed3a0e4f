"""The command that looks over what a board runs on."""

import os
from dataclasses import asdict, replace

import click

from tui.commands.tree import Caller, Line, Needs, as_json_option, as_json_reply, told
from tui.reply import Reply

_NAME = 15


@click.command("kontroll", cls=Line, english="doctor", also=("doktor",), needs=Needs.NOTHING, reads=True)
@as_json_option
@click.pass_obj
def doctor(caller: Caller, as_json: bool) -> Reply:
    """Kontrollerar allt tavlan står på: SQLite, filer, klocka, nyckel, terminal, portar och disk.

    Varje rad är ok eller fel, och efter ett fel står vad som lagar det.
    """
    # What it looks with is slow to import, and no other command needs it.
    from tui.doctor import look_over

    findings = tuple(look_over(caller.config.path, os.environ))
    code = 0 if all(one.well for one in findings) else 1
    if as_json:
        reply = as_json_reply([{**asdict(one), "ok": one.well} for one in findings])
        return replace(reply, code=code)
    lines: list[str] = []
    for one in findings:
        lines.append(f"{'ok ' if one.well else 'fel'}  {one.name:<{_NAME}}{one.said}")
        if one.mend:
            lines.append(f"     {'':<{_NAME}}Laga: {one.mend}")
    return replace(told(*lines), code=code)
