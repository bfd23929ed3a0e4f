"""The commands that only read: the board, one card, the log, and who I am."""

import click

from models.access import Right, Role
from models.assignment import roles_in_force
from models.card import card, cards_of
from models.comment import comments_of
from models.dates import history_moment, moment
from models.log import log
from models.plan import AreaRow, areas_of, plan_of, require_plan
from models.story import WHOLE_PLAN, history_of
from models.text import search_text
from models.tick import ticks_of
from tui.commands.card_text import (
    Board,
    board_lines,
    board_value,
    card_lines,
    card_value,
    labelled,
    section,
    tick_words,
)
from tui.commands.tree import (
    CARD,
    Caller,
    Checked,
    Line,
    as_json_option,
    as_json_reply,
    echoed,
    misused,
    told,
    whole_number,
)
from tui.reply import Reply

RIGHT_WORDS = {
    Right.READ_PLAN: "läsa planen",
    Right.EDIT_PLAN: "ändra planen",
    Right.COMMENT: "kommentera",
    Right.READ_MEMBERS: "läsa medlemsregistret",
    Right.EDIT_MEMBERS: "ändra i medlemsregistret",
    Right.READ_JOURNAL: "läsa hela loggen",
    Right.INVITE: "bjuda in",
    Right.KEYS: "ändra andras nycklar",
    Right.SETTINGS: "ändra inställningar",
}
"""Each right as the end of "du får"."""
_MANY = Checked(whole_number, "”{}” är inget antal. Skriv ett heltal.")


def _chosen(areas: tuple[AreaRow, ...], words: str) -> int | None:
    """The area somebody means by its number or words of its title; None is the whole plan."""
    if (wanted := whole_number(words)) is not None:
        numbered = {area.id: area.id for area in areas} | {area.position: area.id for area in areas}
        if wanted in numbered:
            return numbered[wanted]
    else:
        needle = search_text(words)
        named = [area.id for area in areas if needle in search_text(area.title)]
        if needle in search_text(WHOLE_PLAN):
            return None
        if len(named) == 1:
            return named[0]
    known = ", ".join(f"{area.position} {area.title}" for area in areas)
    misused(f"Det finns inget område ”{echoed(words)}”. Välj ett av: {known}.")


@click.command("tavla", cls=Line, english="board", reads=True)
@click.option(
    "--område", "--area", "area", metavar="N", help="Visar bara ett område, efter nummer eller namn."
)
@as_json_option
@click.pass_obj
def board(caller: Caller, area: str | None, as_json: bool) -> Reply:
    """Visar hela tavlan, område för område."""
    caller.actor.require(Right.READ_PLAN)
    now, plan = caller.actor.clock(), require_plan()
    shown = Board(plan, areas_of(plan.id), cards_of(plan.id, now), now.date())
    if area is not None:
        one = _chosen(shown.areas, area)
        shown = Board(
            plan,
            tuple(row for row in shown.areas if row.id == one),
            shown.of(one),
            now.date(),
        )
    return as_json_reply(board_value(shown)) if as_json else told(*board_lines(shown))


@click.command("visa", cls=Line, english="show", reads=True)
@click.argument("number", type=CARD, metavar="KORT")
@as_json_option
@click.pass_obj
def show(caller: Caller, number: int, as_json: bool) -> Reply:
    """Visar allt om ett kort, med kommentarer och historik.

    I JSON är comment_count antalet kommentarer, här och i tavla, flytta och bocka;
    comments, som bara finns här, är kommentarerna själva.
    """
    caller.actor.require(Right.READ_PLAN)
    now = caller.actor.clock()
    row = card(number, now)
    plan = plan_of(row.plan_id)
    areas = {area.id: area for area in areas_of(row.plan_id)}
    area = areas.get(row.area_id) if row.area_id is not None else None
    ticks, history = ticks_of(number), history_of(number, now)
    comments = [(one.at.in_timezone(now.timezone or "UTC"), one.who, one.text) for one in comments_of(number)]
    if as_json:
        return as_json_reply(
            {
                **card_value(row, plan, now.date()),
                "area": {"id": area.id, "title": area.title} if area else None,
                "ticks": [{"day": f"{one.day}", "number": one.number, "note": one.note} for one in ticks],
                "comments": [{"at": at.isoformat(), "who": who, "text": text} for at, who, text in comments],
                "history": [
                    {"id": one.action_id, "at": one.at.isoformat(), "who": one.who, "text": one.text}
                    for one in history
                ],
            }
        )
    today = now.date()
    place = f"{area.position} {area.title}" if area else WHOLE_PLAN
    return told(
        *filter(None, card_lines(row, plan, place, today)),
        *section("Bockat", [tick_words(one.day, one.number, one.note) for one in ticks]),
        *section("Kommentarer", [f"{history_moment(at, today)} {who}: {text}" for at, who, text in comments]),
        *section("Historik", [f"{history_moment(one.at, today)} {one.who}: {one.text}" for one in history]),
    )


@click.command("logg", cls=Line, english="log", reads=True)
@click.option("--antal", "--limit", "limit", type=_MANY, default=30, metavar="N", help="Så många rader.")
@as_json_option
@click.pass_obj
def show_log(caller: Caller, limit: int, as_json: bool) -> Reply:
    """Visar det senaste som hänt; numret först tar tavlan ångra NUMMER."""
    now = caller.actor.clock()
    rows = log(caller.actor, min(limit, 1000))
    if as_json:
        return as_json_reply(
            [
                {
                    "id": row.action_id,
                    "at": row.at.isoformat(),
                    "who": row.who,
                    "text": row.summary,
                    "cards": list(row.cards),
                }
                for row in rows
            ]
        )
    if not rows:
        return told("Inget har hänt än.")
    return told(
        *(f"{row.action_id:>4}  {moment(row.at, now.date())} {row.who} {row.summary}" for row in rows)
    )


def _assignments(caller: Caller) -> tuple[Role, ...]:
    if caller.actor.member_id is None:
        return ()
    return roles_in_force(caller.actor.member_id, caller.actor.clock())


@click.command("vem-är-jag", cls=Line, english="whoami", also=("vemärjag", "vem"), reads=True)
@as_json_option
@click.pass_obj
def whoami(caller: Caller, as_json: bool) -> Reply:
    """Visar vem du är här, dina uppdrag och vad du får göra."""
    roles = _assignments(caller)
    rights = [right for right in Right if caller.actor.may(right)]
    if as_json:
        return as_json_reply(
            {"name": caller.actor.name, "assignments": [*roles], "rights": [right.value for right in rights]}
        )
    return told(
        caller.actor.name,
        labelled("Uppdrag", ", ".join(roles) or "inga"),
        labelled("Du får", ", ".join(RIGHT_WORDS[right] for right in rights) or "inget här än"),
    )


READING = (board, show, show_log, whoami)
"""What this file adds to the commands."""
