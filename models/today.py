"""What meets a member who comes in: what others have done, what of their own is late, and what comes next."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

import pendulum
from peewee import fn

from models.access import Actor, Right
from models.card import Card, cards_by_number
from models.commitment import Commitment, CommitmentMember, Status
from models.dates import short_day, since_day, week, week_of, weekday_day
from models.journal import Action, Change
from models.log import PLAN_ENTITIES
from models.member import Member
from models.people import people
from models.plan import PlanRow, current_plan
from models.question import Question, among, given
from models.since import Since, where
from models.standing import Pace, standing
from models.story import standing_words
from models.undo import undone_among

PREFERENCE = "today"
"""Under which name a member's choice is kept whether this meets them at each login."""
OFF = "off"
"""What it is where they would rather it did not."""
MOST = 1000
"""So many of others' actions are looked through, the newest."""
LATE, COMING = "Dina försenade", "Dina nästa"
"""What the member's own cards stand under."""
CALM = "Inget nytt sedan sist, och inget som väntar på dig."
"""What is said where there is nothing to tell."""
_MORNING, _DAY, _EVENING = 5, 10, 17


@dataclass(frozen=True, slots=True)
class Deed:
    """Something another has done; `who` and `did` are a sentence together."""

    action_id: int
    at: pendulum.DateTime
    """In the association's time zone."""
    who: str
    did: str
    card_id: int | None
    """The card it concerned, the first of several, while it is there."""


@dataclass(frozen=True, slots=True)
class Today:
    """All of it, as it stands at one moment."""

    at: pendulum.DateTime
    name: str
    """The member's first name."""
    plan: PlanRow | None
    since: Since
    deeds: tuple[Deed, ...]
    """What others have done since, the newest first, each only once."""
    cut: bool
    """Whether they have done more than was looked through."""
    late: tuple[Card, ...]
    """The member's own that are late, the most overdue first."""
    coming: tuple[Card, ...]
    """The member's own that are open, by date; those without one last, the ones behind before the others."""

    @property
    def greeting(self) -> str:
        """How one is met at this hour: "God kväll, Eva."."""
        hour = self.at.hour
        if _MORNING <= hour < _DAY:
            return f"God morgon, {self.name}."
        return f"God kväll, {self.name}." if hour >= _EVENING else f"Hej, {self.name}."

    @property
    def calm(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.deeds or self.late or self.coming)

    @property
    def since_words(self) -> str:
        """From when something is new: "Nytt sedan i måndags"."""
        at = self.since.at
        return f"Nytt sedan {since_day(at, self.at.date())}" if at else "Nytt sedan sist"

    def when(self, card: Card) -> tuple[str, ...]:
        """By which day a card must be done, else how it stands, in ever fewer words."""
        day = self.at.date()
        if card.due is None:
            words = standing_words(card, self.plan, day) if self.plan else ""
            return tuple(dict.fromkeys((words, words.partition(":")[0])))
        if card.due < day:
            return (f"senast {short_day(card.due, day)}",)
        year = "" if card.due.year == day.year else f" {card.due.year}"
        return (f"{weekday_day(card.due)}{year} · {week(card.due)}", week_of(card.due, day))


class _Done(NamedTuple):
    number: int
    at: pendulum.DateTime
    member: int | None
    name: str
    summary: str
    undoes: int | None
    redoes: int | None
    card: int | None


_BY_OTHERS = Question(
    Change.select(
        Action.id,
        Action.at,
        Action.member,
        fn.COALESCE(Member.name, "Servern"),
        Action.summary,
        Action.undoes,
        Action.redoes,
        fn.MIN(Change.card_id),
    )
    .join(Action)
    .join(Member, on=(Action.member == Member.id), join_type="LEFT OUTER JOIN")
    .where(
        Change.id > given("number"),
        Change.entity.in_(PLAN_ENTITIES),
        Action.member.is_null() | (Action.member != given("member")),
    )
    .group_by(Action.id)
    .order_by(Action.id.desc())
    .limit(given("limit"))
)
_THERE = Question(
    Commitment.select(Commitment.id).where(
        Commitment.id.in_(among("cards")), Commitment.plan == given("plan"), ~Commitment.removed
    )
)
_OWN = Question(
    CommitmentMember.select(CommitmentMember.commitment)
    .join(Commitment)
    .where(
        CommitmentMember.member == given("member"),
        Commitment.plan == given("plan"),
        ~Commitment.removed,
        ~Commitment.paused,
        Commitment.dropped.is_null(),
        Commitment.status != Status.DONE,
    )
)


def today(actor: Actor, change_id: int) -> Today:
    """What meets a member who has read the journal up to a row; raises NotAllowed."""
    actor.require(Right.READ_PLAN)
    now, plan = actor.clock(), current_plan()
    rows = [_Done(*row) for row in _BY_OTHERS.rows(number=change_id, member=actor.member_id or 0, limit=MOST)]
    late, coming = _own(actor, plan, now) if plan else ((), ())
    return Today(
        now,
        actor.name.split(" ")[0],
        plan,
        where(actor, change_id),
        _deeds(rows, plan, now),
        len(rows) == MOST,
        late,
        coming,
    )


def _own(actor: Actor, plan: PlanRow, now: pendulum.DateTime) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """The member's open cards: the late ones, and the others."""
    numbers = [number for (number,) in _OWN.rows(member=actor.member_id or 0, plan=plan.id)]
    cards = cards_by_number(numbers, now).values() if numbers else ()
    paces = {card.id: standing(card, plan, now.date()).pace for card in cards}

    def order(card: Card) -> tuple[dt.date, bool, int]:
        return card.due or dt.date.max, paces[card.id] is not Pace.BEHIND, card.id

    in_order = sorted(cards, key=order)
    return (
        tuple(card for card in in_order if paces[card.id] is Pace.LATE),
        tuple(card for card in in_order if paces[card.id] is not Pace.LATE),
    )


def _deeds(rows: list[_Done], plan: PlanRow | None, now: pendulum.DateTime) -> tuple[Deed, ...]:
    """What was done and stands; of what was taken back, or done before in the same words, nothing is told."""
    standing_rows = _standing(rows)
    touched = {row.card for row in standing_rows if row.card}
    there = {number for (number,) in _THERE.rows(cards=touched, plan=plan.id)} if plan and touched else set()
    known = people(now, {row.member for row in standing_rows if row.member}) if standing_rows else {}
    zone = now.timezone or "UTC"
    return tuple(
        Deed(
            row.number,
            row.at.in_timezone(zone),
            known[row.member].short if row.member and row.member in known else row.name,
            row.summary,
            row.card if row.card in there else None,
        )
        for row in standing_rows
    )


def _standing(rows: list[_Done]) -> list[_Done]:
    numbers = {row.number for row in rows}
    undone = undone_among(numbers)
    kept: dict[tuple[object, ...], _Done] = {}
    for row in rows:
        turned = row.undoes or row.redoes
        if row.number not in undone and turned not in numbers:
            # Of what is taken back and done again by turns only the latest is told.
            kept.setdefault(("turned", turned) if turned else (row.member, row.summary), row)
    return list(kept.values())
