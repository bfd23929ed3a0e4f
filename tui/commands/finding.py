"""The board as text: all of it, some of it, what is mine, what is late, and the sums of its areas."""

from collections import Counter
from typing import Any

import click

from models.access import Right
from models.card import Card, cards_of
from models.commitment import Status
from models.grouping import Order, Shape, grouped, ordered
from models.plan import areas_of, require_plan
from models.selection import Selection
from models.since import cards_changed_since, place_at
from models.standing import tally
from models.story import WHOLE_PLAN
from tui.commands.card_text import STATUS_KEYS, Board, board_lines, board_value, group_lines, groups_value
from tui.commands.columns import columns, fitted
from tui.commands.meaning import (
    STATUS,
    answering_meant,
    area_meant,
    beginning_of,
    past_day_meant,
    person_meant,
)
from tui.commands.tree import Caller, Checked, Line, Needs, as_json_option, as_json_reply, fold, told
from tui.reply import Reply

_TITLE = 28
_ORIGINS = {"planen": True, "plan": True, "eget": False, "own": False}
_ORIGIN = Checked(lambda word: _ORIGINS.get(fold(word)), "”{}” är inget ursprung. Välj planen eller eget.")
_SHAPES = {
    "omrade": Shape.AREAS,
    "area": Shape.AREAS,
    "person": Shape.PEOPLE,
    "tid": Shape.TIMES,
    "time": Shape.TIMES,
}
_SHAPE = Checked(
    lambda word: _SHAPES.get(fold(word)), "Det går inte att gruppera per ”{}”. Välj område, person eller tid."
)
_ORDERS = {
    "planen": Order.PLAN,
    "datum": Order.DUE,
    "senast": Order.DUE,
    "hant": Order.HAPPENED,
    "titel": Order.TITLE,
    "ansvarig": Order.RESPONSIBLE,
    **{order.value: order for order in Order},
}
_ORDER = Checked(
    lambda word: _ORDERS.get(fold(word)),
    "”{}” är ingen ordning. Välj planen, datum, hänt, titel eller ansvarig.",
)


def _whole(caller: Caller) -> Board:
    caller.actor.require(Right.READ_PLAN)
    now, plan = caller.actor.clock(), require_plan()
    return Board(plan, areas_of(plan.id), cards_of(plan.id, now), now.date())


def _shown(
    whole: Board,
    chosen: Selection,
    as_json: bool,
    nothing: str,
    order: Order = Order.PLAN,
    shape: Shape = Shape.AREAS,
) -> Reply:
    """The chosen cards in groups; an area without any is left out unless it was asked for."""
    cards = ordered(chosen.of(whole.cards, whole.plan, whole.today), order)
    held = {card.area_id for card in cards}
    every = chosen == Selection()
    areas = tuple(row for row in whole.areas if every or row.id in held or row.id == chosen.area)
    board = Board(whole.plan, areas, cards, whole.today)
    groups = None if shape is Shape.AREAS else grouped(shape, cards, areas, whole.today)
    if as_json:
        return as_json_reply(board_value(board) if groups is None else groups_value(board, groups))
    if not cards and not every:
        return told(nothing)
    return told(*(board_lines(board) if groups is None else group_lines(board, groups)))


@click.command("tavla", cls=Line, english="board", reads=True)
@click.option("--område", "--area", "-o", "area", metavar="N", help="Ett område, efter nummer eller namn.")
@click.option(
    "--person",
    "-p",
    "person",
    metavar="NAMN",
    help="Det som en person ansvarar för; jag är du, ingen det som ingen ansvarar för.",
)
@click.option("--status", "-s", "status", type=STATUS, metavar="S", help="Ej, planerat, pågår eller klart.")
@click.option("--försenat", "--late", "-f", "late", is_flag=True, help="Det som är försenat.")
@click.option("--efter", "--behind", "behind", is_flag=True, help="Det som är efter sin takt.")
@click.option(
    "--ursprung", "--origin", "adopted", type=_ORIGIN, metavar="U", help="Planen, eller styrelsens eget."
)
@click.option("--sedan", "--since", "since", metavar="DAG", help="Det som andra ändrat från och med en dag.")
@click.option("--text", "-t", "words", default="", metavar="ORD", help="Det som innehåller orden.")
@click.option(
    "--per",
    "--by",
    "shape",
    type=_SHAPE,
    default="område",
    metavar="VAD",
    help="I grupper per område, person eller tid.",
)
@click.option(
    "--ordning",
    "--order",
    "order",
    type=_ORDER,
    default="planen",
    metavar="VAD",
    help="Efter planen, datum, hänt, titel eller ansvarig.",
)
@as_json_option
@click.pass_obj
def board(caller: Caller, /, shape: Shape, order: Order, as_json: bool, **given: Any) -> Reply:
    """Visar tavlan, område för område; med flera val det som uppfyller alla."""
    whole = _whole(caller)
    chosen = _chosen(caller, whole, **given)
    nothing = f"Inget kort passar. Hela tavlan visas med: {caller.spoken('tavla')}"
    return _shown(whole, chosen, as_json, nothing, order, shape)


def _chosen(
    caller: Caller,
    whole: Board,
    *,
    area: str | None,
    person: str | None,
    since: str | None,
    **plain: Any,
) -> Selection:
    """The selection the options ask for; raises Invalid, WrongUse."""
    new = None
    if since is not None:
        began = beginning_of(caller, past_day_meant(caller, since))
        new = cards_changed_since(caller.actor, place_at(began))
    return Selection(
        None if area is None else area_meant(whole.areas, area),
        None if person is None else answering_meant(caller, person),
        new=new,
        **plain,
    )


@click.command("mina", cls=Line, english="mine", reads=True, needs=Needs.MEMBER)
@as_json_option
@click.pass_obj
def mine(caller: Caller, as_json: bool) -> Reply:
    """Visar korten du ansvarar för."""
    chosen = Selection(person=person_meant(caller, "jag"))
    hint = f"Du ansvarar inte för något ännu. Ta ett kort med: {caller.spoken('ansvarig KORT jag')}"
    return _shown(_whole(caller), chosen, as_json, hint)


@click.command("försenat", cls=Line, english="late", reads=True)
@as_json_option
@click.pass_obj
def late_cards(caller: Caller, as_json: bool) -> Reply:
    """Visar korten vars datum har gått ut."""
    return _shown(_whole(caller), Selection(late=True), as_json, "Inget är försenat.")


@click.command("områden", cls=Line, english="areas", reads=True)
@as_json_option
@click.pass_obj
def areas(caller: Caller, as_json: bool) -> Reply:
    """Visar områdena med hur många kort som är i fas, är försenade och står i varje kolumn."""
    whole = _whole(caller)
    rows = [(row.id, row.position, row.title, whole.of(row.id)) for row in whole.areas]
    if apart := whole.of(None):
        rows.append((0, 0, WHOLE_PLAN, apart))
    if as_json:
        return as_json_reply(
            [
                {"id": number or None, "number": place or None, "title": title, **_sums(whole, cards)}
                for number, place, title, cards in rows
            ]
        )
    named = [(str(place or ""), title, cards) for _, place, title, cards in rows]
    everything = ("", "Alla områden", whole.cards)
    lines = [_cells(whole, *row) for row in (*named, everything)]
    head = ("", "Område", "I fas", "Försenat", *(STATUS_KEYS[status].capitalize() for status in Status))
    return told(*columns([head, *lines]))


def _sums(whole: Board, cards: tuple[Card, ...]) -> dict[str, Any]:
    sums = tally(cards, whole.plan, whole.today)
    standing = Counter(card.status for card in cards if card.dropped is None)
    statuses = {STATUS_KEYS[status]: standing[status] for status in Status}
    return {"on_track": sums.good, "total": sums.total, "late": sums.late, "statuses": statuses}


def _cells(whole: Board, place: str, title: str, cards: tuple[Card, ...]) -> tuple[str, ...]:
    sums = _sums(whole, cards)
    return (
        place,
        fitted(title, _TITLE),
        f"{sums['on_track']}/{sums['total']}",
        *(str(many or "–") for many in (sums["late"], *sums["statuses"].values())),
    )


FINDING = (board, mine, late_cards, areas)
"""What this file adds to the commands."""
