"""A card's page in lines: who it is, what one can do, and everything that is known of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len

from models.access import Right
from models.card import Card, card
from models.comment import CommentRow, comments_of
from models.commitment import Status
from models.dates import full_day, history_moment, short_day, weekday_day
from models.history import HistoryRow, history_of
from models.plan import AreaRow, PlanRow, PlanState, areas_of, plan_of
from models.plurals import listing
from models.session import Session
from models.standing import Pace, counted_from, goal, standing
from models.story import (
    WHOLE_PLAN,
    progress_words,
    standing_words,
    status_word,
    target_words,
)
from models.tick import TickRow, ticks_of
from screens.asking import refusal_of
from screens.dialogs.card_words import day_words
from screens.widgets.cells import dots
from screens.widgets.lines import Line, Look, hang, spread, wrap

_WIDEST = 100
_COLUMN = 16
_PLAIN = (Look.DIM, Look.PLAIN)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page, and what Enter does there; lines of one row share it."""

    line: Line
    does: str | int | None = None
    """An action's name, the number of an action to take back, or nothing."""


@dataclass(frozen=True, slots=True)
class Story:
    """A card with everything its page tells."""

    card: Card
    plan: PlanRow
    today: dt.date
    areas: tuple[AreaRow, ...] = ()
    ticks: tuple[TickRow, ...] = ()
    comments: tuple[CommentRow, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    archived: bool = False


async def read_story(session: Session, card_id: int) -> Story:
    """All of a card, read now; raises Gone."""
    now = session.now
    row = await session.ask(card, card_id, now)
    return Story(
        row,
        await session.ask(plan_of, row.plan_id),
        now.date(),
        await session.ask(areas_of, row.plan_id),
        await session.ask(ticks_of, card_id),
        await session.ask(comments_of, card_id),
        await session.ask(history_of, card_id, now),
    )


def page_rows(story: Story, session: Session, beside: tuple[str, ...], width: int) -> list[Row]:
    """The whole page at a width; `beside` are the others who look at the card."""
    width = min(width, _WIDEST)
    ticks = [_tick_words(story, tick) for tick in story.ticks]
    comments = [_comment_words(story, session, one) for one in reversed(story.comments)]
    return [
        *(Row(line) for line in _heading(story, beside, width)),
        *_menu(story, session, width),
        Row(()),
        *(Row(line) for label, text in _fact_words(story) for line in _section(label, (text,), width)),
        *(Row(line) for line in _section("Genomfört", ticks, width)),
        *(Row(line) for line in _section("Kommentarer", comments, width)),
        *_history(story, width),
    ]


# Who it is


def _state(story: Story) -> Line:
    row = story.card
    stands = standing(row, story.plan, story.today)
    words = standing_words(row, story.plan, story.today)
    number = goal(row)
    counted = f"{progress_words(row)} {dots(row.done, number)}".strip() if number else progress_words(row)
    parts = [status_word(row.status), *([counted] if counted else [])]
    look = Look.RED if stands.pace is Pace.LATE else Look.PLAIN
    sign = {Pace.LATE: "! ", Pace.PAUSED: "║ ", Pace.DONE: "√ "}.get(stands.pace, "")
    return ((f" {' · '.join(parts)} · ", Look.PLAIN), (f"{sign}{words}", look))


def _owner(story: Story) -> str:
    names = listing(person.name for person in story.card.responsible)
    return f"ansvarig {names}" if names else "ingen ansvarig"


def _heading(story: Story, beside: tuple[str, ...], width: int) -> list[Line]:
    row = story.card
    origin = f"åtagande {row.id} · {'ur planen' if row.from_plan else 'styrelsens eget'}"
    owner, state = _owner(story), _state(story)
    lines: list[Line] = []
    if width >= 70 and cell_len(row.title) + cell_len(origin) + 5 <= width:
        lines.append(spread(((f" {row.title}", Look.BOLD),), ((f"{origin} ", Look.DIM),), width))
    else:
        lines += [((f" {line}", Look.BOLD),) for line in wrap(row.title, width - 2)]
        lines.append(((f" {origin}", Look.DIM),))
    words = "".join(text for text, _ in state)
    if cell_len(words) + cell_len(owner) + 4 <= width:
        lines.append(spread(state, ((f"{owner} ", Look.PLAIN),), width))
    else:
        lines += [((f" {line}", state[1][1]),) for line in wrap(words.strip(), width - 2)]
        lines += [((f" {line}", Look.PLAIN),) for line in wrap(owner, width - 2)]
    if story.archived:
        said = "Kortet är arkiverat. Det går att läsa, men inte att ändra."
        lines += [((f" {line}", Look.BOLD),) for line in wrap(said, width - 2)]
    if beside:
        lines.append(((f" {listing(beside)} är också här", Look.ACCENT),))
    return [*lines, ((f" {'─' * (width - 2)}", Look.DIM),)]


# What one can do


def _menu(story: Story, session: Session, width: int) -> list[Row]:
    row = story.card
    own = any(person.id == session.actor.member_id for person in row.responsible)
    may_edit = (own or session.may(Right.EDIT_PLAN)) and not story.archived
    rows: list[tuple[str, str, str, str]] = []
    if may_edit:
        columns = "  ".join(f"{int(one)} {status_word(one)}" for one in Status)
        rows += [
            ("choose_status", "Flytta till …", "1–4", columns),
            ("tick", "Bocka av", "+", "i dag"),
            ("tick_with", "Bocka av annan dag …", "", "med datum, antal och vad det var"),
        ]
        if row.done:
            rows.append(("untick", "Ta bort en bock", "-", "den senaste"))
        rows += [
            ("assign", "Ändra ansvarig", "a", ""),
            ("due", "Sätt datum", "s", f"nu senast {short_day(row.due, story.today)}" if row.due else ""),
        ]
    if (own or session.may(Right.COMMENT)) and not story.archived:
        rows.append(("comment", "Kommentera", "c", ""))
    if may_edit:
        rows += [
            ("pause", "Väck" if row.paused else "Låt vila", "v", ""),
            ("drop", "Ta upp igen" if row.dropped is not None else "Låt utgå …", "x", ""),
            ("edit", "Ändra kortet", "e", "titel, område, mål, namn"),
        ]
        if not row.from_plan or story.plan.state is PlanState.PROPOSAL:
            rows.append(("archive", "Arkivera", "d", "lägger undan kortet"))
    rows.append(("palette", "Allt annat …", ":", "ångra, kopiera, hjälp, andra kort"))
    menu = [Row(_menu_line(*one[1:], width), one[0]) for one in rows]
    if not may_edit and not story.archived:
        sentence = refusal_of(lambda: session.actor.require(Right.EDIT_PLAN)) or ""
        menu += [Row(((f" {line}", Look.DIM),)) for line in wrap(sentence, width - 2)]
    return menu


def _menu_line(label: str, sign: str, says: str, width: int) -> Line:
    if width < 60:
        return spread(((" ", Look.ACCENT), (label, Look.PLAIN)), ((f"{sign} ", Look.DIM),), width)
    return spread(
        ((" ", Look.ACCENT), (f"{label:<22}", Look.PLAIN), (f"{sign:<5}", Look.BOLD), (says, Look.DIM)),
        (),
        width,
    )


# What is known of it


def _fact_words(story: Story) -> list[tuple[str, str]]:
    row, plan = story.card, story.plan
    facts: list[tuple[str, str]] = []
    if row.adopted_text:
        adopted = f"  (antaget {full_day(plan.adopted_on)})" if plan.adopted_on else ""
        facts.append(("Årsmötets ord", f"”{row.adopted_text}”{adopted}"))
    origin = "ur planen" if row.target_from_plan else "eget mål"
    facts.append(("Räknas", f"{target_words(row)}{f' · {origin}' if goal(row) else ''}"))
    title = next((area.title for area in story.areas if area.id == row.area_id), "")
    facts.append(("Område", WHOLE_PLAN if row.area_id is None else title))
    if row.added:
        counted = goal(row) and counted_from(row, plan) == row.added
        since = "; takten räknas därifrån" if counted else ""
        facts.append(("Tillagt", f"{full_day(row.added)}{since}"))
    if row.due:
        facts.append(("Senast", day_words(row.due)))
    if row.districts:
        facts.append(("Kommundelar", listing(row.districts)))
    if row.partners:
        facts.append(("Med", listing(row.partners)))
    return facts


def _tick_words(story: Story, tick: TickRow) -> str:
    year = "" if tick.day.year == story.today.year else f" {tick.day.year}"
    many = f"  {tick.number} st" if tick.number > 1 else ""
    return f"● {weekday_day(tick.day)}{year}{many}{f'  {tick.note}' if tick.note else ''}"


def _comment_words(story: Story, session: Session, one: CommentRow) -> str:
    day = one.at.in_timezone(session.now.timezone or "UTC").date()
    return f"{one.who} {short_day(day, story.today)}: {one.text}"


def _history_words(story: Story, one: HistoryRow) -> str:
    return f"{history_moment(one.at, story.today)} {one.who}: {one.text}"


def _section(label: str, texts: Iterable[str], width: int) -> list[Line]:
    lines: list[Line] = []
    for text in texts:
        lines += hang("" if lines else f" {label}", text, width - 1, _COLUMN, _PLAIN)
    return lines


def _history(story: Story, width: int) -> list[Row]:
    if not story.history:
        return []
    says = "   Enter på en rad ångrar den" if width >= 60 else ""
    rows = [Row(()), Row(((f" Historik{says}", Look.DIM),))]
    for one in story.history:
        # Taking back the first row of an adopted card would take the whole plan with it.
        whole_plan = story.card.from_plan and one is story.history[-1]
        for place, line in enumerate(wrap(_history_words(story, one), width - 5)):
            head = ((" ", Look.ACCENT), ("   " if place else " ", Look.PLAIN))
            rows.append(Row((*head, (line, Look.PLAIN)), None if whole_plan else one.action_id))
    return rows


def as_text(story: Story, session: Session) -> str:
    """The card as plain text, for a mail or a paper."""
    row = story.card
    origin = "ur planen" if row.from_plan else "styrelsens eget"
    owner, state = _owner(story), "".join(text for text, _ in _state(story)).strip()
    lines = [f"{row.title} (åtagande {row.id}, {origin})", state, f"{owner[:1].upper()}{owner[1:]}", ""]
    lines += [f"{label}: {text}" for label, text in _fact_words(story)]
    groups = {
        "Genomfört": [_tick_words(story, tick) for tick in story.ticks],
        "Kommentarer": [_comment_words(story, session, one) for one in reversed(story.comments)],
        "Historik": [_history_words(story, one) for one in story.history],
    }
    for label, texts in groups.items():
        if texts:
            lines += ["", f"{label}:", *texts]
    return "\n".join(lines)
