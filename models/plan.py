"""A plan and its areas: what the annual meeting adopted, and for which period."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import pendulum
from peewee import CharField, ForeignKeyField, IntegerField, TextField

from models.access import Actor, Right
from models.database import DayField
from models.errors import Gone
from models.question import Question, given
from models.record import Journaled


class PlanKind(StrEnum):
    """What sort of plan it is, which decides its span."""

    ANNUAL = "annual"
    PROGRAM = "program"
    ELECTION = "election"


class PlanState(StrEnum):
    """How far the plan has come; only a proposal's text is free."""

    PROPOSAL = "proposal"
    ADOPTED = "adopted"
    CLOSED = "closed"


class Plan(Journaled):
    """One plan, with the words around its commitments kept as they were."""

    kind = CharField(default=PlanKind.ANNUAL)
    title = CharField()
    association = CharField(default="")
    starts = DayField()
    ends = DayField()
    state = CharField(default=PlanState.PROPOSAL)
    adopted_on = DayField(null=True)
    adopted_section = CharField(default="")
    preamble = TextField(default="")
    unplaced = TextField(default="")
    """Lines of the document that no rule could place, kept so that nothing is lost."""
    scaffolding = TextField(default="")
    """The document's lines that only led on to others, such as "Detta skall ske genom att:"."""

    ENTITY = "plan"

    def guard(self, actor: Actor) -> None:
        """Only the board changes the plan."""
        actor.require(Right.EDIT_PLAN)


class Area(Journaled):
    """An area of responsibility; areas are data, because associations differ."""

    plan = ForeignKeyField(Plan, index=True)
    plan_id: int
    position = IntegerField()
    title = CharField()
    wording = TextField(default="")
    """The heading as the annual meeting adopted it."""

    ENTITY = "area"

    def guard(self, actor: Actor) -> None:
        """Only the board changes an area."""
        actor.require(Right.EDIT_PLAN)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a screen may know about a plan."""

    id: int
    title: str
    association: str
    starts: dt.date
    ends: dt.date
    state: PlanState
    adopted_on: dt.date | None
    adopted_section: str

    def elapsed(self, today: dt.date, since: dt.date | None = None) -> float:
        """How much of the period has gone, from 0 to 1; of what was left of it, counted from a later day."""
        first = self.starts if since is None else min(max(self.starts, since), self.ends)
        # By ordinals: the difference of two of pendulum's days costs ten times as much, for every card.
        begins = first.toordinal() - 1
        return min(1.0, max(0.0, (today.toordinal() - begins) / (self.ends.toordinal() - begins)))


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What the document of a plan says around its commitments."""

    plan: PlanRow
    preamble: str
    unplaced: tuple[str, ...]
    scaffolding: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaRow:
    """What a screen may know about an area."""

    id: int
    position: int
    title: str
    wording: str


def plan_row(plan: Plan) -> PlanRow:
    """A plan as a screen may know it."""
    return PlanRow(
        plan.id,
        plan.title,
        plan.association,
        plan.starts,
        plan.ends,
        PlanState(plan.state),
        plan.adopted_on,
        plan.adopted_section,
    )


_OPEN = Question(Plan.select().where(~Plan.removed, Plan.state != PlanState.CLOSED))
_STATE = Question(Plan.select(Plan.state).where(Plan.id == given("plan")))
_AREAS = Question(
    Area.select(Area.id, Area.position, Area.title, Area.wording)
    .where(Area.plan == given("plan"), ~Area.removed)
    .order_by(Area.position, Area.id)
)


def current_plan() -> PlanRow | None:
    """The plan the board works by: the latest adopted, else the latest proposal; None before the first."""
    open_plans = _OPEN.records(Plan)
    ranked = sorted(open_plans, key=lambda plan: (plan.state == PlanState.ADOPTED, plan.starts, plan.id))
    return plan_row(ranked[-1]) if ranked else None


def state_of(plan_id: int) -> PlanState:
    """How far a plan has come."""
    return PlanState(_STATE.rows(plan=plan_id)[0][0])


def plan_of(plan_id: int) -> PlanRow:
    """One plan by its number."""
    return plan_row(Plan.get_by_id(plan_id))


def plan_words(actor: Actor, plan_id: int) -> PlanWords:
    """The words around a plan's commitments; raises NotAllowed."""
    actor.require(Right.READ_PLAN)
    plan = Plan.get_by_id(plan_id)
    rest = (tuple(plan.unplaced.splitlines()), tuple(plan.scaffolding.splitlines()))
    return PlanWords(plan_row(plan), plan.preamble, *rest)


def areas_of(plan_id: int) -> tuple[AreaRow, ...]:
    """The plan's areas in the plan's own order."""
    return tuple(AreaRow(*row) for row in _AREAS.rows(plan=plan_id))


def period_of(year: int, starts: str = "01-01") -> tuple[dt.date, dt.date]:
    """The first and last day of a plan year that begins on a day written MM-DD."""
    first = pendulum.date(year, int(starts[:2]), int(starts[3:]))
    return first, first.add(years=1).subtract(days=1)


def require_plan() -> PlanRow:
    """The plan the board works by; raises Gone where there is none."""
    if (plan := current_plan()) is None:
        raise Gone("Det finns ingen plan än. Läs in en med kommandot: import plan FIL")
    return plan
