"""A plan's way from proposal to adopted to closed; each step is one action and can be taken back."""

import datetime as dt

from models.access import Actor, Right
from models.due_words import NotYet, read_past_day
from models.errors import Conflict, Invalid
from models.journal import action
from models.plan import Plan, PlanRow, PlanState, plan_row, require_plan
from models.text import clean

NO_MEETING = "Det mötet har inte varit än. Skriv dagen då planen antogs."


def read_meeting_day(words: str, today: dt.date) -> dt.date:
    """The day of the meeting that adopted a plan, without a year the latest such day; raises Invalid."""
    try:
        return read_past_day(words, today, any_year=True)
    except NotYet:
        raise Invalid(NO_MEETING) from None


def require_proposal(actor: Actor) -> PlanRow:
    """The plan that waits for a meeting; raises NotAllowed, Gone, Conflict."""
    actor.require(Right.EDIT_PLAN)
    plan = require_plan()
    if plan.state != PlanState.PROPOSAL:
        raise Conflict(f"{plan.title} är redan antagen.")
    return plan


def adopt(actor: Actor, day: dt.date, section: str = "") -> PlanRow:
    """Note that a meeting adopted the plan, after which its words are frozen; raises Conflict, Invalid."""
    with action(actor) as act:
        plan = Plan.get_by_id(require_proposal(act.actor).id)
        if day > act.at.date():
            raise Invalid(NO_MEETING)
        act.summary = f"antog {plan.title}"
        paragraph = clean(section, 40, field="Paragrafen")
        act.write(plan, state=PlanState.ADOPTED, adopted_on=day, adopted_section=paragraph)
    return plan_row(plan)


def close(actor: Actor) -> PlanRow:
    """Close the adopted plan, as when its year is over; raises Conflict."""
    with action(actor) as act:
        plan = Plan.get_by_id(require_plan().id)
        if plan.state != PlanState.ADOPTED:
            raise Conflict(f"{plan.title} är inte antagen än. Anta den först, eller ångra inläsningen.")
        act.summary = f"avslutade {plan.title}"
        act.write(plan, state=PlanState.CLOSED)
    return plan_row(plan)
