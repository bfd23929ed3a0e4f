"""The commands that read one card, the log, what is new, and who I am."""

import datetime as dt

import click

from models.access import Right, Role
from models.assignment import roles_in_force
from models.card import card
from models.comment import comments_of
from models.commitment import require_reading
from models.dates import full_day, history_moment, moment
from models.history import Deed, Sought, history_of
from models.log import LogRow, log
from models.plan import areas_of, plan_of
from models.step import steps_of
from models.story import WHOLE_PLAN
from models.tick import ticks_of
from tui.commands.card_text import (
    card_lines,
    card_value,
    comment_lines,
    comments_value,
    labelled,
    section,
    step_lines,
    steps_value,
    tick_lines,
    ticks_value,
)
from tui.commands.meaning import MANY, beginning_of, past_day_meant, person_meant
from tui.commands.tree import (
    Caller,
    CardLine,
    Checked,
    Line,
    Needs,
    as_json_option,
    as_json_reply,
    fold,
    told,
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
_LATEST = 10
"""So many rows of a card's history are shown when nobody asks for all of it."""
_MOST = 1000
_DEEDS = {
    "flyttar": Deed.MOVES,
    "bockar": Deed.TICKS,
    "kommentarer": Deed.COMMENTS,
    "steg": Deed.STEPS,
    "andringar": Deed.CHANGES,
    **{deed.value: deed for deed in Deed},
}
_DEED = Checked(
    lambda word: _DEEDS.get(fold(word)),
    "Historiken kan inte handla om ”{}”. Välj flyttar, bockar, kommentarer, steg eller ändringar.",
)


@click.command("visa", cls=CardLine, english="show", reads=True)
@click.option(
    "--historik", "--history", "whole", is_flag=True, help="Hela historiken, inte bara det senaste."
)
@click.option(
    "--om",
    "--about",
    "deed",
    type=_DEED,
    metavar="VAD",
    help="Historiken om flyttar, bockar, kommentarer, steg eller ändringar.",
)
@click.option("--av", "--by", "who", metavar="NAMN", help="Historiken som en person har gjort.")
@click.pass_obj
def show(
    caller: Caller, number: int, whole: bool, deed: Deed | None, who: str | None, as_json: bool
) -> Reply:
    """Visar allt om ett kort, med kommentarer och historik.

    I JSON är comment_count antalet kommentarer, här och i tavla, flytta och bocka;
    comments, som bara finns här, är kommentarerna själva.
    """
    require_reading(caller.actor, number)
    now = caller.actor.clock()
    row = card(number, now)
    plan = plan_of(row.plan_id)
    areas = {area.id: area for area in areas_of(row.plan_id)}
    area = areas.get(row.area_id) if row.area_id is not None else None
    whole = whole or deed is not None or who is not None
    sought = Sought(whole, deed, None if who is None else person_meant(caller, who))
    ticks, history = ticks_of(number), history_of(number, now, sought)
    steps = steps_of(number, now)
    comments = comments_of(number)
    if as_json:
        return as_json_reply(
            {
                **card_value(row, plan, now.date()),
                "area": {"id": area.id, "title": area.title} if area else None,
                "ticks": ticks_value(ticks),
                "corrected_text": row.corrected_text or None,
                "steps": steps_value(steps),
                "comments": comments_value(comments, now),
                "history": [
                    {"id": one.action_id, "at": one.at.isoformat(), "who": one.who, "text": one.text}
                    for one in history
                ],
            }
        )
    today = now.date()
    told_of = history if whole else history[:_LATEST]
    rest = len(history) - len(told_of)
    more = [f"… och {rest} till: {caller.spoken(f'visa {number} --historik')}"] if rest else []
    place = f"{area.position} {area.title}" if area else WHOLE_PLAN
    return told(
        *filter(None, card_lines(row, plan, place, today)),
        *section(f"Steg {row.steps[0]}/{row.steps[1]}", step_lines(steps)),
        *section("Bockat", tick_lines(ticks)),
        *section("Kommentarer", comment_lines(comments, now)),
        *section(
            "Historik",
            [*(f"{history_moment(one.at, today)} {one.who}: {one.text}" for one in told_of), *more],
        ),
    )


@click.command("logg", cls=Line, english="log", reads=True)
@click.option("--antal", "--limit", "limit", type=MANY, default=30, metavar="N", help="Så många rader.")
@as_json_option
@click.pass_obj
def show_log(caller: Caller, limit: int, as_json: bool) -> Reply:
    """Visar det senaste som hänt; kommandot ångra tar numret som står först."""
    rows = log(caller.actor, min(limit, _MOST))
    return _log_reply(caller, rows, as_json, "Inget har hänt än.")


def _log_reply(caller: Caller, rows: tuple[LogRow, ...], as_json: bool, nothing: str) -> Reply:
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
    today = caller.actor.clock().date()
    lines = (f"{row.action_id:>4}  {moment(row.at, today)} {row.who} {row.summary}" for row in rows)
    return told(*lines) if rows else told(nothing)


@click.command("nytt", cls=Line, english="news", reads=True)
@click.option("--sedan", "--since", "since", metavar="DAG", help="Från och med en dag; annars sju dagar.")
@as_json_option
@click.pass_obj
def news(caller: Caller, since: str | None, as_json: bool) -> Reply:
    """Visar vad som hänt sedan en dag, det nyaste först."""
    today = caller.actor.clock().date()
    day = past_day_meant(caller, since) if since is not None else today - dt.timedelta(days=7)
    rows = log(caller.actor, _MOST, since=beginning_of(caller, day))
    return _log_reply(caller, rows, as_json, f"Inget har hänt sedan {full_day(day)}.")


def _assignments(caller: Caller) -> tuple[Role, ...]:
    if caller.actor.member_id is None:
        return ()
    return roles_in_force(caller.actor.member_id, caller.actor.clock())


@click.command(
    "vem-är-jag", cls=Line, english="whoami", also=("vemärjag", "vem"), reads=True, needs=Needs.MEMBER
)
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


READING = (show, show_log, news, whoami)
"""What this file adds to the commands."""
