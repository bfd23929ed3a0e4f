"""Writing out the plan: to read, to keep, to open in a spreadsheet, to read in again."""

import click

from models.exporting import stored_draft
from models.plan import require_plan
from models.readers.plan_draft import as_json as draft_value
from models.writers.plan_csv import as_csv
from models.writers.plan_markdown import as_markdown
from tui.commands.tree import Caller, Checked, Line, Tree, as_json_option, as_json_reply, fold
from tui.reply import Reply

_FORMATS = {"md": "md", "markdown": "md", "json": "json", "csv": "csv"}
_FORMAT = Checked(
    lambda word: _FORMATS.get(fold(word)), "Det finns inget format ”{}”. Välj md, csv eller json."
)


@click.command("plan", cls=Line, english="plan", reads=True)
@click.option(
    "--format",
    "form",
    type=_FORMAT,
    default="md",
    metavar="FORMAT",
    help="Formatet: md att läsa och läsa in igen (om inget sägs), csv för kalkylark, json för skript.",
)
@as_json_option
@click.pass_obj
def plan(caller: Caller, form: str, as_json: bool) -> Reply:
    """Skriver ut planen som den är i dag, så att den kan sparas i en fil.

    Åtagandena står ordagrant som de antogs, med den titel och det mål, datum
    och område de har nu; de som utgår säger varför. Styrelsens egna kort är inte
    med, och inte vad som är gjort. Lägg till > plan.md sist, så går filen att läsa
    in igen.
    """
    draft = stored_draft(caller.actor, require_plan().id)
    if as_json or form == "json":
        return as_json_reply(draft_value(draft))
    if form == "csv":
        return Reply(as_csv(draft), is_table=True, is_file=True)
    return Reply(as_markdown(draft), is_file=True)


EXPORT = Tree("exportera", english="export", help="Skriver ut verksamhetsplanen.", commands=[plan])
"""What this file adds to the commands."""
