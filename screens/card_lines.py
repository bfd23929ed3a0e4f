"""A card's page in lines: who it is, what one can do, and below it everything that is known of it."""

from rich.cells import cell_len

from models.access import Right
from models.commitment import Status
from models.dates import short_day
from models.plan import PlanState
from models.session import Session
from models.story import status_word
from screens.asking import refusal_of
from screens.card_history import LATEST, Seeks, history_rows
from screens.card_sections import (
    comment_rows,
    fact_rows,
    may_change,
    owner_words,
    state_line,
    step_rows,
    tick_rows,
)
from screens.card_story import Row, Story, is_own
from screens.widgets.cells import shorten
from screens.widgets.lines import Line, Look, spread, wrap

_WIDEST = 100


def page_rows(
    story: Story, session: Session, beside: tuple[str, ...], width: int, seeks: Seeks = LATEST
) -> list[Row]:
    """The whole page at a width; `beside` tells of the others who are at the card."""
    width = min(width, _WIDEST)
    return [
        *(Row(line) for line in _heading(story, beside, width)),
        *_menu(story, session, width),
        *step_rows(story, session, width),
        Row(()),
        *fact_rows(story, session, width),
        *tick_rows(story, session, width),
        *comment_rows(story, session, width),
        *history_rows(story, session, seeks, width),
    ]


def _heading(story: Story, beside: tuple[str, ...], width: int) -> list[Line]:
    row = story.card
    origin = f"åtagande {row.id} · {'ur planen' if row.from_plan else 'styrelsens eget'}"
    owner, state = owner_words(story), state_line(story)
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
    return [*lines, _rule(beside, width)]


def _rule(beside: tuple[str, ...], width: int) -> Line:
    """What ends the heading, with the others in it, so that nothing below moves as they come and go."""
    if not beside:
        return ((f" {'─' * (width - 2)}", Look.DIM),)
    said = shorten(" · ".join(beside), width - 8)
    return ((" ── ", Look.DIM), (said, Look.ACCENT), (f" {'─' * (width - cell_len(said) - 6)}", Look.DIM))


def _menu(story: Story, session: Session, width: int) -> list[Row]:
    row = story.card
    own = is_own(story, session)
    may_edit = may_change(story, session)
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
        if not story.steps:
            rows.append(("new_steps", "Nytt steg …", "n", "en checklista, ett steg på varje rad"))
        if row.from_plan and session.may(Right.EDIT_PLAN):
            rows.append(("reword", "Rätta ordalydelsen …", "", "om den lästes in fel"))
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
