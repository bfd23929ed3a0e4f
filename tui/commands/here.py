"""The commands about the ones who are here: who they are, and how one wants to be met next time."""

from collections.abc import Iterable

import click

from models.access import Right
from models.card import cards_by_number
from models.preference import prefer, preferences_of
from models.presence import Presence, elsewhere
from tui.commands.tree import Caller, Checked, Line, Needs, as_json_option, as_json_reply, fold, misused, told
from tui.reply import Reply

MANNER = "manner"
"""The preference that says what a login opens."""
LINES, BOARD = "lines", "board"
"""What it may say: the prompt, or the board."""
_MANNERS = {"rad": LINES, "prompt": LINES, "lines": LINES, "tavla": BOARD, "board": BOARD}
_MANNER = Checked(lambda word: _MANNERS.get(fold(word)), "”{}” är inget läge. Välj rad eller tavla.")
_TOLD = {
    LINES: "När du loggar in får du skriva kommandon, rad för rad. Tavlan igen: {}",
    BOARD: "När du loggar in får du tavlan. Kommandon rad för rad i stället: {}",
}
_OTHER = {LINES: "läge tavla", BOARD: "läge rad"}


def _people(here: Iterable[Presence]) -> tuple[Presence, ...]:
    """Each person once, as the session that tells most of what they do."""
    people: dict[int | str, Presence] = {}
    for one in here:
        who = one.name if one.member_id is None else one.member_id
        before = people.get(who)
        if before is None or _told_by(one) > _told_by(before):
            people[who] = one
    return tuple(people.values())


def _told_by(presence: Presence) -> int:
    return 2 * (presence.writes_on is not None) + (presence.card_id is not None)


@click.command("vilka", cls=Line, english="here", also=("who",), reads=True)
@as_json_option
@click.pass_obj
def here(caller: Caller, as_json: bool) -> Reply:
    """Visar vilka som är inne, och vid vilket kort."""
    caller.actor.require(Right.READ_PLAN)
    now = caller.actor.clock()
    found = _people(elsewhere("", now) if caller.here is None else caller.here())
    if as_json:
        return as_json_reply(
            [{"name": one.name, "card": one.card_id, "writes_on": one.writes_on} for one in found]
        )
    numbers = {number for one in found for number in (one.card_id, one.writes_on) if number is not None}
    titles = {number: row.title for number, row in cards_by_number(numbers, now).items()}
    return told(*(_person(caller, one, titles) for one in found)) if found else told("Ingen är inne just nu.")


def _person(caller: Caller, one: Presence, titles: dict[int, str]) -> str:
    name = f"{one.name} (du)" if one.member_id == caller.actor.member_id else one.name
    if one.writes_on in titles:
        return f"{name}, skriver på kort {one.writes_on} {titles[one.writes_on]}"
    return f"{name}, vid kort {one.card_id} {titles[one.card_id]}" if one.card_id in titles else name


@click.command("läge", cls=Line, english="manner", needs=Needs.MEMBER)
@click.argument("manner", type=_MANNER, required=False, metavar="[rad | tavla]")
@click.pass_obj
def choose_manner(caller: Caller, manner: str | None) -> Reply:
    """Väljer vad en inloggning öppnar: tavlan, eller kommandon rad för rad."""
    number = caller.actor.member_id
    if number is None:
        misused("Här är du ingen medlem. Logga in som den det gäller.")
    if manner is None:
        manner = preferences_of(number).get(MANNER, BOARD)
    else:
        prefer(number, MANNER, manner)
    return told(_TOLD[manner].format(caller.spoken(_OTHER[manner])))


HERE = (here, choose_manner)
"""What this file adds to the commands."""
