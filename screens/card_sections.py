"""What is known of a card, section by section: how it stands, its words, steps, ticks and comments."""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size

from models.access import Right
from models.comment import CommentRow
from models.dates import full_day, short_day, weekday_day
from models.plurals import listing
from models.session import Session
from models.standing import Pace, counted_from, goal, standing
from models.step import StepRow
from models.story import WHOLE_PLAN, progress_words, standing_words, status_word, target_words
from models.tick import TickRow
from screens.card_history import history_words
from screens.card_story import Does, Part, Row, Story, is_own
from screens.dialogs.card_words import day_words
from screens.widgets.cells import dots, shorten
from screens.widgets.lines import Line, Look, hang, spread, wrap

_COLUMN = 16
_PLAIN = (Look.DIM, Look.PLAIN)


def may_change(story: Story, session: Session) -> bool:
    """Whether the page offers to change the card; the models look again."""
    return (is_own(story, session) or session.may(Right.EDIT_PLAN)) and not story.archived


def state_line(story: Story) -> Line:
    """Column, progress and how the card stands."""
    row = story.card
    stands = standing(row, story.plan, story.today)
    words = standing_words(row, story.plan, story.today)
    number = goal(row)
    counted = f"{progress_words(row)} {dots(row.done, number)}".strip() if number else progress_words(row)
    parts = [status_word(row.status), *([counted] if counted else [])]
    look = Look.RED if stands.pace is Pace.LATE else Look.PLAIN
    sign = {Pace.LATE: "! ", Pace.PAUSED: "║ ", Pace.DONE: "√ "}.get(stands.pace, "")
    return ((f" {' · '.join(parts)} · ", Look.PLAIN), (f"{sign}{words}", look))


def owner_words(story: Story) -> str:
    """Everybody who answers for the card, by their whole names."""
    names = listing(person.name for person in story.card.responsible)
    return f"ansvarig {names}" if names else "ingen ansvarig"


def _wording(story: Story, session: Session) -> list[tuple[str, str]]:
    row, plan = story.card, story.plan
    if not row.adopted_text:
        return []
    adopted = f"  (antaget {full_day(plan.adopted_on)})" if plan.adopted_on else ""
    stands = ("Årsmötets ord", f"”{row.corrected_text or row.adopted_text}”{adopted}")
    if not row.corrected_text:
        return [stands]
    wrote = story.corrected
    told = ""
    if wrote is not None:
        told = f"  (rättat {full_day(wrote.at.in_timezone(session.now.timezone or 'UTC'))} av {wrote.who})"
    return [stands, ("Inläst som", f"”{row.adopted_text}”{told}")]


def _fact_words(story: Story, session: Session) -> list[tuple[str, str]]:
    row, plan = story.card, story.plan
    facts = _wording(story, session)
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


def fact_rows(story: Story, session: Session, width: int) -> list[Row]:
    """The words of the annual meeting, the target, the places and the day, each beside its label."""
    return [
        Row(line)
        for label, text in _fact_words(story, session)
        for line in hang(f" {label}", text, width - 1, _COLUMN, _PLAIN)
    ]


def _listed(label: str, items: Iterable[tuple[str, Does]], width: int) -> list[Row]:
    """A label with its items beside it, or below where it is narrow; one can stand on each."""
    narrow = width <= _COLUMN * 2
    column = 0 if narrow else _COLUMN - 1
    rows: list[Row] = []
    for text, does in items:
        if narrow and not rows:
            rows.append(Row(((f" {label}", Look.DIM),)))
        for line in wrap(text, width - column - 2):
            head = set_cell_size("" if rows else shorten(label, column - 1), column)
            rows.append(Row(((" ", Look.ACCENT), (head, Look.DIM), (line, Look.PLAIN)), does))
    return rows


def step_rows(story: Story, session: Session, width: int) -> list[Row]:
    """The checklist; whoever may change the card can stand on each step, others on their own."""
    if not story.steps:
        return []
    finished = sum(step.finished is not None for step in story.steps)
    says = "   mellanslag bockar av, Enter visar mer" if width >= 60 else ""
    rows = [Row(()), Row(((f" Steg {finished}/{len(story.steps)}{says}", Look.DIM),))]
    for step in story.steps:
        mine = step.person is not None and step.person.id == session.actor.member_id
        can = may_change(story, session) or (mine and not story.archived)
        rows += _step(story, step, Part("step", step.id) if can else None, width)
    if may_change(story, session):
        rows.append(Row(((" ", Look.ACCENT), (" Nytt steg …", Look.PLAIN)), "new_steps"))
    return rows


def _step(story: Story, step: StepRow, does: Does, width: int) -> list[Row]:
    who = step.person.name if step.person else ""
    day = short_day(step.finished, story.today) if step.finished else ""
    right = "  ".join(part for part in (who, day) if part)
    first: Line = ((" ", Look.ACCENT), (f" {'√' if step.finished else '○'} ", Look.PLAIN))
    if cell_len(step.title) + cell_len(right) + 7 <= width:
        end: Line = ((f"{right} ", Look.DIM),) if right else ()
        return [Row(spread((*first, (step.title, Look.PLAIN)), end, width), does)]
    lines = wrap(f"{step.title} · {right}" if right else step.title, width - 5)
    rest: Line = ((" ", Look.ACCENT), ("   ", Look.PLAIN))
    return [Row((*(rest if place else first), (line, Look.PLAIN)), does) for place, line in enumerate(lines)]


def _tick_words(story: Story, tick: TickRow) -> str:
    year = "" if tick.day.year == story.today.year else f" {tick.day.year}"
    many = f"  {tick.number} st" if tick.number > 1 else ""
    return f"● {weekday_day(tick.day)}{year}{many}{f'  {tick.note}' if tick.note else ''}"


def tick_rows(story: Story, session: Session, width: int) -> list[Row]:
    """What was done, oldest first."""
    can = may_change(story, session)
    items = ((_tick_words(story, one), Part("tick", one.id) if can else None) for one in story.ticks)
    return _listed("Genomfört", items, width)


def _comment_words(story: Story, session: Session, one: CommentRow) -> str:
    day = one.at.in_timezone(session.now.timezone or "UTC").date()
    return f"{one.who} {short_day(day, story.today)}{' (ändrad)' if one.edited else ''}: {one.text}"


def comment_rows(story: Story, session: Session, width: int) -> list[Row]:
    """What was said, newest first; one can stand on one's own."""

    def does(one: CommentRow) -> Does:
        own = one.member_id is not None and one.member_id == session.actor.member_id
        return Part("comment", one.id) if own and not story.archived else None

    items = ((_comment_words(story, session, one), does(one)) for one in reversed(story.comments))
    return _listed("Kommentarer", items, width)


def as_text(story: Story, session: Session) -> str:
    """The card as plain text, for a mail or a paper."""
    row = story.card
    origin = "ur planen" if row.from_plan else "styrelsens eget"
    owner, state = owner_words(story), "".join(text for text, _ in state_line(story)).strip()
    lines = [f"{row.title} (åtagande {row.id}, {origin})", state, f"{owner[:1].upper()}{owner[1:]}", ""]
    lines += [f"{label}: {text}" for label, text in _fact_words(story, session)]
    groups = {
        "Steg": [_step_text(step) for step in story.steps],
        "Genomfört": [_tick_words(story, tick) for tick in story.ticks],
        "Kommentarer": [_comment_words(story, session, one) for one in reversed(story.comments)],
        "Historik": [history_words(story, one) for one in story.history],
    }
    for label, texts in groups.items():
        if texts:
            lines += ["", f"{label}:", *texts]
    return "\n".join(lines)


def _step_text(step: StepRow) -> str:
    return f"{'√' if step.finished else '○'} {step.title}{f' ({step.person.name})' if step.person else ''}"
