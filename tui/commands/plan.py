"""Reading in a plan: first shown, then saved when somebody says yes."""

import textwrap
from collections.abc import Iterable
from pathlib import Path

import click

from models.access import Right
from models.dates import full_day
from models.errors import Invalid
from models.importing import import_plan, names_another
from models.plurals import count
from models.readers.plan_text import LARGEST, CommitmentDraft, PlanDraft, as_json, read_plan
from models.story import WHOLE_PLAN, aim_words
from models.text import printable
from tui.commands.tree import (
    WIDTH,
    Caller,
    Line,
    Needs,
    Tree,
    as_json_option,
    as_json_reply,
    echoed,
    misused,
    told,
)
from tui.reply import Reply

_NOT_SAVED = "Inget är sparat. Lägg till --yes för att spara planen."
_MARGIN = 6


def read_document(path: str) -> bytes:
    """At most one byte more than a document may have; raises Invalid."""
    shown = echoed(path)
    try:
        if Path(path).is_dir():
            raise Invalid(f"{shown} är en mapp. Peka ut en fil med planens text.")
        with open(path, "rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Invalid(f"Det finns ingen fil {shown}.") from None
    except PermissionError:
        raise Invalid(f"Du har inte rätt att läsa {shown}.") from None
    except (OSError, ValueError):
        raise Invalid(f"{shown} går inte att läsa.") from None


@click.command("plan", cls=Line, english="plan", needs=Needs.OWNER, takes_input=True, saves_with="save")
@click.argument("file", required=False, metavar="FIL")
@click.option("--yes", "--ja", "save", is_flag=True, help="Sparar utan att fråga.")
@click.option("--dry-run", "--prova", "only_show", is_flag=True, help="Visar bara; sparar aldrig.")
@as_json_option
@click.pass_obj
def plan(caller: Caller, file: str | None, save: bool, only_show: bool, as_json: bool) -> Reply:
    """Läser in en verksamhetsplan ur en textfil (txt eller md).

    Planen visas först och sparas när du sagt ja. FIL kan vara - för det som
    skickas in; efter ssh är det alltid så: ssh värd import plan --yes < plan.txt
    """
    if file is None and not caller.over_ssh:
        misused("FIL saknas.")
    caller.actor.require(Right.EDIT_PLAN)
    piped = caller.over_ssh or file == "-"
    if caller.draft is not None:
        draft = caller.draft()
    else:
        draft = read_plan(caller.stdin() if piped or file is None else read_document(file))
    wanted = save and not only_show
    if as_json:
        return _as_json(caller, draft, wanted, only_show)
    preview = "".join(f"{line}\n" for line in (*preview_lines(draft), *_warning(caller, draft)))
    asked = not (wanted or only_show or piped) and caller.confirm is not None
    if asked and caller.confirm is not None:
        preview, wanted = "", caller.confirm(printable(f"{preview}\nSpara planen? (j/N) ", keep="\n"))
    if wanted:
        return told(*preview.splitlines(), _save(caller, draft))
    return told(
        *preview.splitlines(),
        *(() if asked else ("",)),
        "Inget är sparat." if asked or only_show else _NOT_SAVED,
    )


def _warning(caller: Caller, draft: PlanDraft) -> tuple[str, ...]:
    """A line about a plan that seems to be another association's."""
    ours = caller.config.association
    if not draft.association or not names_another(draft.association, ours.name, ours.short_name):
        return ()
    words = f"Planen är skriven för {draft.association}, men tavlan är {ours.label}. Är det rätt fil?"
    return (_wrapped(words, "   !  "),)


def _as_json(caller: Caller, draft: PlanDraft, wanted: bool, only_show: bool) -> Reply:
    if wanted:
        import_plan(caller.actor, draft, caller.config.plan.period_start)
    reply = as_json_reply({**as_json(draft), "saved": wanted})
    return reply if wanted or only_show else Reply(reply.out, f"{_NOT_SAVED}\n")


def _save(caller: Caller, draft: PlanDraft) -> str:
    row = import_plan(caller.actor, draft, caller.config.plan.period_start)
    return f"Sparade {row.title}: {_counted(draft)}."


def _counted(draft: PlanDraft) -> str:
    everything = sum(len(area.commitments) for area in draft.areas) + len(draft.whole_plan)
    commitments = count(everything, "åtagande", "åtaganden")
    return f"{count(len(draft.areas), 'område', 'områden')} och {commitments}" if draft.areas else commitments


def preview_lines(draft: PlanDraft) -> Iterable[str]:
    """The plan as it was understood, with what a person should confirm marked by a question mark."""
    yield draft.title
    if draft.association:
        yield draft.association
    adopted = (
        f"antagen {full_day(draft.adopted)}" if draft.adopted else "? inget datum för antagandet: ett förslag"
    )
    yield f"{draft.year or '? inget år'}, {adopted}"
    yield _counted(draft)
    yield from (_wrapped(question, f"{'?':>4}  ") for question in draft.questions)
    number = 0
    sections = [
        (f"{place} {area.title}", area.question, area.commitments)
        for place, area in enumerate(draft.areas, 1)
    ]
    for title, question, commitments in [*sections, (WHOLE_PLAN, None, draft.whole_plan)]:
        if commitments or title != WHOLE_PLAN:
            yield from ("", title)
        if question:
            yield _wrapped(question, f"{'?':>4}  ")
        for commitment in commitments:
            number += 1
            yield from _commitment_lines(number, commitment)
    yield ""
    if draft.unplaced:
        yield f"{count(len(draft.unplaced), 'rad', 'rader')} kunde inte placeras men sparas bredvid planen:"
        yield from (_wrapped(line, "    ? ") for line in draft.unplaced)
    else:
        yield "Varje rad i texten har fått en plats."


def _commitment_lines(number: int, draft: CommitmentDraft) -> Iterable[str]:
    yield _wrapped(draft.text, f"{number:>4}  ")
    proposed = [aim_words(draft.target, len(draft.districts))]
    if draft.due:
        proposed.append(f"senast {full_day(draft.due)}")
    proposed.extend(draft.districts)
    proposed.extend(f"med {partner}" for partner in draft.partners)
    yield _wrapped(f"{draft.title} · {' · '.join(proposed)}", f"{'→':>4}  ")
    if draft.question:
        yield _wrapped(draft.question, f"{'?':>4}  ")


def _wrapped(text: str, start: str) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=start, subsequent_indent=" " * _MARGIN, break_on_hyphens=False
    )


IMPORT = Tree(
    "läs-in", english="import", also=("läsin",), help="Läser in en verksamhetsplan.", commands=[plan]
)
"""What this file adds to the commands."""
