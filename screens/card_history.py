"""The history at the end of a card's page, and the rows that choose what it shows."""

from dataclasses import dataclass, field

from models.access import Right
from models.dates import history_moment
from models.history import Deed, HistoryRow, Sought
from models.plan import PlanState
from models.session import Session
from screens.card_story import Row, Story, is_own
from screens.widgets.lines import Look, wrap

_FEW = 10
"""So many rows of the history stand on the page where nobody asks for all of it."""
DEED_WORDS: dict[Deed | None, str] = {
    None: "allt",
    Deed.MOVES: "flyttar",
    Deed.TICKS: "bockar",
    Deed.COMMENTS: "kommentarer",
    Deed.STEPS: "steg",
    Deed.CHANGES: "ändringar",
}
"""What the history can be narrowed to, by its word."""


@dataclass(frozen=True, slots=True)
class Seeks:
    """What the page shows of the history, with the name of the one who is sought."""

    sought: Sought = field(default_factory=Sought)
    name: str = ""


LATEST = Seeks()
"""The latest, of every kind and by everybody."""


def history_words(story: Story, one: HistoryRow) -> str:
    """One row of the history: "14 juni kl. 19.42 Bo Ek: Ej påbörjat → Pågår"."""
    return f"{history_moment(one.at, story.today)} {one.who}: {one.text}"


def _choice(words: str, does: str) -> Row:
    return Row(((" ", Look.ACCENT), (words, Look.PLAIN)), does)


def _takes_back(story: Story, session: Session, one: HistoryRow) -> int | None:
    """The action that Enter takes back, where the member may do that; the models look again."""
    # Taking back the first row of an adopted card would take the whole plan with it.
    if not one.stands or (story.card.from_plan and one.born) or story.plan.state is PlanState.CLOSED:
        return None
    own = one.member_id is not None and one.member_id == session.actor.member_id
    may = not one.said and (is_own(story, session) or session.may(Right.EDIT_PLAN))
    return one.action_id if own or may else None


def history_rows(story: Story, session: Session, seeks: Seeks, width: int) -> list[Row]:
    """The latest rows and one that opens all of them; there the first two choose which."""
    sought = seeks.sought
    if not story.history and not sought.whole:
        return []
    shown = [
        (one, _takes_back(story, session, one))
        for one in (story.history if sought.whole else story.history[:_FEW])
    ]
    can = any(does is not None for _, does in shown)
    says = "   Enter på en rad ångrar den" if can and width >= 60 else ""
    rows = [Row(()), Row(((f" Historik{says}", Look.DIM),))]
    if sought.whole:
        rows.append(_choice(f"Visar: {DEED_WORDS[sought.deed]} …", "seek_deed"))
        rows.append(_choice(f"Av: {seeks.name or 'alla'} …", "seek_person"))
    for one, does in shown:
        rows += _told(story, one, does, width)
    if not story.history:
        rows.append(Row(((" Inget sådant har hänt med kortet.", Look.DIM),)))
    if sought.whole:
        rows.append(_choice("Visa bara det senaste", "history"))
    elif len(story.history) > _FEW:
        rows.append(_choice("Visa hela historiken …", "history"))
    return rows


def _told(story: Story, one: HistoryRow, does: int | None, width: int) -> list[Row]:
    lines = wrap(history_words(story, one), width - 5)
    return [
        Row(((" ", Look.ACCENT), ("   " if place else " ", Look.PLAIN), (line, Look.PLAIN)), does)
        for place, line in enumerate(lines)
    ]
