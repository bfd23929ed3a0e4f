"""What a commitment aims at: its kind, and the number that can be counted where there is one."""

from dataclasses import dataclass
from enum import StrEnum

MOST = 9999
"""The largest number a target or a tick may hold."""


class Kind(StrEnum):
    """How a commitment is fulfilled."""

    ONCE = "once"
    """Done one time, usually with a due date."""
    COUNT = "count"
    """A number of occasions, participants or new members, per year or per plan."""
    MEMBERS = "members"
    """Every member of an audience, a number of times a year."""
    DISTRICTS = "districts"
    """Once in each of the chosen districts."""
    ONGOING = "ongoing"
    """Never finished; on track while something happens within its interval."""


class Per(StrEnum):
    """The period a target counts over."""

    YEAR = "year"
    PLAN = "plan"


class Unit(StrEnum):
    """What a count counts."""

    OCCASIONS = "occasions"
    PARTICIPANTS = "participants"
    NEW_MEMBERS = "new_members"


class Audience(StrEnum):
    """Whom a commitment of kind `MEMBERS` must reach."""

    ALL = "all"
    NEW = "new"
    ELECTED = "elected"


@dataclass(frozen=True, slots=True)
class Target:
    """A kind with what belongs to it; `number` is None where nothing is counted."""

    kind: Kind = Kind.ONGOING
    number: int | None = None
    per: Per | None = None
    unit: Unit = Unit.OCCASIONS
    audience: Audience | None = None
    interval_months: int = 3
    """An ongoing commitment is on track while something happened within so many months."""
