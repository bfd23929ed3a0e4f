"""Cards as plain values for scripts and as plain lines for people."""

import datetime as dt
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pendulum

from models.card import Card
from models.comment import CommentRow
from models.commitment import Status
from models.dates import full_day, history_moment, short_day
from models.grouping import Group
from models.plan import AreaRow, PlanRow
from models.plurals import listing, number
from models.standing import Pace, standing, tally
from models.step import StepRow
from models.story import WHOLE_PLAN, progress_words, standing_words, status_word, target_words
from models.tick import TickRow
from tui.commands.columns import cells, fitted
from tui.commands.tree import WIDTH

STATUS_KEYS = {
    Status.NOT_STARTED: "ej",
    Status.PLANNED: "planerat",
    Status.IN_PROGRESS: "pågår",
    Status.DONE: "klart",
}
"""The word a script reads and writes for each status."""
_MARKS = {Pace.LATE: "!försenat", Pace.BEHIND: "efter", Pace.PAUSED: "vilar", Pace.DROPPED: "utgår"}
_STATUS_WIDTH = len("Ej påbörjat")
_SHORTEST_TITLE = 24
_LABEL = 14


@dataclass(frozen=True, slots=True)
class Board:
    """A plan with its areas and cards, as one question read them."""

    plan: PlanRow
    areas: tuple[AreaRow, ...]
    cards: tuple[Card, ...]
    today: dt.date

    def of(self, area_id: int | None) -> tuple[Card, ...]:
        """The cards of one area, or of the whole plan."""
        return tuple(card for card in self.cards if card.area_id == area_id)


def card_value(card: Card, plan: PlanRow, today: dt.date) -> dict[str, object]:
    """A card as a script reads it."""
    return {
        "id": card.id,
        "title": card.title,
        "text": card.adopted_text,
        "kind": card.target.kind.value,
        "status": STATUS_KEYS[card.status],
        "done": card.done,
        "target": card.target.number,
        "per": card.target.per.value if card.target.per else None,
        "unit": card.target.unit.value,
        "audience": card.target.audience.value if card.target.audience else None,
        "responsible": [person.name for person in card.responsible],
        "due": card.due.isoformat() if card.due else None,
        "standing": standing(card, plan, today).pace.value,
        "from_plan": card.from_plan,
        "paused": card.paused,
        "dropped": card.dropped,
        "section": card.dropped_section or None,
        "districts": list(card.districts),
        "partners": list(card.partners),
        "comment_count": card.comments,
    }


def plan_value(plan: PlanRow) -> dict[str, object]:
    """A plan as a script reads it."""
    return {
        "id": plan.id,
        "title": plan.title,
        "association": plan.association,
        "starts": plan.starts.isoformat(),
        "ends": plan.ends.isoformat(),
        "state": plan.state.value,
        "adopted": plan.adopted_on.isoformat() if plan.adopted_on else None,
    }


def _values(board: Board, cards: Iterable[Card]) -> list[dict[str, object]]:
    return [card_value(card, board.plan, board.today) for card in cards]


def groups_value(board: Board, groups: Iterable[Group]) -> dict[str, object]:
    """A board's cards in groups as a script reads them."""
    told = [{"title": group.title, "commitments": _values(board, group.cards)} for group in groups]
    return {"plan": plan_value(board.plan), "groups": told}


def board_value(board: Board) -> dict[str, object]:
    """A board as a script reads it."""
    return {
        "plan": plan_value(board.plan),
        "areas": [
            {
                "id": area.id,
                "number": area.position,
                "title": area.title,
                "commitments": _values(board, board.of(area.id)),
            }
            for area in board.areas
        ],
        "whole_plan": _values(board, board.of(None)),
    }


def board_lines(board: Board) -> Iterable[str]:
    """A board as a person reads it: each area with its count, each card one line."""
    groups = [Group(one.id, f"{one.position} {one.title}", board.of(one.id)) for one in board.areas]
    if apart := board.of(None):
        groups.append(Group(0, WHOLE_PLAN, apart))
    return group_lines(board, groups)


def group_lines(board: Board, groups: Iterable[Group]) -> Iterable[str]:
    """A board's cards in groups, each with its count; a card with several responsible stands in several."""
    yield f"{board.plan.title}  {_good(board, board.cards)}"
    for group in groups:
        yield ""
        yield f"{group.title}  {_good(board, group.cards)}"
        for card in group.cards:
            yield card_line(card, board.plan, board.today)


def _good(board: Board, cards: Iterable[Card]) -> str:
    count = tally(cards, board.plan, board.today)
    return f"{count.good}/{count.total} i fas"


def card_line(card: Card, plan: PlanRow, today: dt.date) -> str:
    """A card in one line: number, status, title, progress, responsible, due, and what is wrong."""
    rest = [
        progress_words(card),
        ", ".join(person.short for person in card.responsible),
        f"senast {short_day(card.due, today)}" if card.due and card.status != Status.DONE else "",
        _MARKS.get(standing(card, plan, today).pace, ""),
    ]
    end = "".join(f"  {words}" for words in rest if words)
    start = f"{card.id:>3}  {status_word(card.status):<{_STATUS_WIDTH}}  "
    room = max(_SHORTEST_TITLE, WIDTH - len(start) - cells(end))
    return f"{start}{fitted(card.title, room)}{end}"


def labelled(label: str, text: str) -> str:
    """A label and its text, wrapped under itself; nothing where there is no text."""
    if not text:
        return ""
    return _filled(text, f"{label:<{_LABEL}}", " " * _LABEL)


def _filled(text: str, first: str, later: str) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def card_lines(card: Card, plan: PlanRow, area: str, today: dt.date) -> Iterable[str]:
    """The head of a card's page: what it says, what it aims at, and how it stands."""
    yield labelled(f"Kort {card.id}", card.title)
    yield labelled("Område", area)
    yield labelled("Status", f"{status_word(card.status)}, {standing_words(card, plan, today)}")
    if card.adopted_text:
        adopted = f" (årsmötet {full_day(plan.adopted_on)})" if plan.adopted_on and card.from_plan else ""
        yield labelled("Ordalydelse", f"”{card.corrected_text or card.adopted_text}”{adopted}")
    if card.corrected_text:
        yield labelled("Inläst som", f"”{card.adopted_text}”")
    origin = " (ur planen)" if card.target_from_plan else " (styrelsens eget)"
    yield labelled("Ursprung", "ur planen" if card.from_plan else "styrelsens eget")
    yield labelled("Mål", f"{target_words(card)}{origin if card.target.number else ''}")
    yield labelled("Gjort", progress_words(card))
    yield labelled("Ansvarig", listing(person.name for person in card.responsible))
    yield labelled("Senast", full_day(card.due) if card.due else "")
    yield labelled("Kommundelar", ", ".join(card.districts))
    yield labelled("Tillsammans", ", ".join(card.partners))


def section(title: str, lines: Sequence[str]) -> Iterable[str]:
    """A headed list, wrapped; nothing where it is empty."""
    if lines:
        yield ""
        yield title
        for line in lines:
            yield _filled(line, "  ", "    ")


def tick_lines(ticks: Sequence[TickRow]) -> list[str]:
    """A card's ticks, each with its place: "2  1 maj 2023  3  Folkets park"."""
    parts = [
        (f"{place}", full_day(one.day), number(one.number) if one.number > 1 else "", one.note)
        for place, one in enumerate(ticks, 1)
    ]
    return ["  ".join(filter(None, row)) for row in parts]


def ticks_value(ticks: Sequence[TickRow]) -> list[dict[str, object]]:
    """A card's ticks as a script reads them."""
    return [
        {"place": place, "day": f"{one.day}", "number": one.number, "note": one.note}
        for place, one in enumerate(ticks, 1)
    ]


def comment_lines(comments: Sequence[CommentRow], now: pendulum.DateTime) -> list[str]:
    """What was said on a card, each with its place: "1  4 oktober kl. 18.31 Eva Ek: Lokalen är bokad"."""
    return [
        f"{place}  {history_moment(_local(one, now), now.date())} {one.who}"
        f"{' (ändrad)' if one.edited else ''}: {' '.join(one.text.split())}"
        for place, one in enumerate(comments, 1)
    ]


def comments_value(comments: Sequence[CommentRow], now: pendulum.DateTime) -> list[dict[str, object]]:
    """What was said on a card as a script reads it."""
    return [
        {
            "place": place,
            "at": _local(one, now).isoformat(),
            "who": one.who,
            "text": one.text,
            "edited": one.edited,
        }
        for place, one in enumerate(comments, 1)
    ]


def _local(comment: CommentRow, now: pendulum.DateTime) -> pendulum.DateTime:
    return comment.at.in_timezone(now.timezone or "UTC")


def step_lines(steps: Sequence[StepRow]) -> list[str]:
    """A checklist, each step with its place, by which commands know it: "2 √ Boka Folkets hus (Bo Ek)"."""
    return [
        f"{place} {'√' if one.finished else '○'} {one.title}{f' ({one.person.name})' if one.person else ''}"
        for place, one in enumerate(steps, 1)
    ]


def steps_value(steps: Sequence[StepRow]) -> list[dict[str, object]]:
    """A checklist as a script reads it."""
    return [
        {
            "place": place,
            "title": one.title,
            "responsible": one.person.name if one.person else None,
            "finished": f"{one.finished}" if one.finished else None,
        }
        for place, one in enumerate(steps, 1)
    ]
