"""What a commitment aims at: its kind, and the number that can be counted where there is one."""

from dataclasses import dataclass, replace
from enum import StrEnum

from models.errors import Invalid

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


KIND_WORDS = {
    Kind.ONCE: "engångs",
    Kind.COUNT: "antal",
    Kind.MEMBERS: "medlemmar",
    Kind.DISTRICTS: "kommundelar",
    Kind.ONGOING: "löpande",
}
"""Each kind by its word."""
COUNTED = frozenset({Kind.COUNT, Kind.MEMBERS})
"""The kinds that count over a period."""
NUMBERED = COUNTED | {Kind.DISTRICTS}
"""The kinds that may have a number to reach."""
PACED = frozenset({Kind.MEMBERS, Kind.ONGOING})
"""The kinds that are on track while something happens within their interval."""


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


def aimed(
    opened: Target,
    kind: Kind,
    number: int | None = None,
    per: Per | None = None,
    interval_months: int | None = None,
) -> Target:
    """A card's target once a kind and what belongs to it were chosen; raises Invalid.

    What the kind has no use for may not be given, and stays as it was unless the kind is another.
    """
    for given, kinds, lacks in (
        (number, NUMBERED, "har inget antal"),
        (per, COUNTED, "räknas inte över någon period"),
        (interval_months, PACED, "har ingen takt"),
    ):
        if given is not None and kind not in kinds:
            raise Invalid(f"Slaget {KIND_WORDS[kind]} {lacks}. Välj ett annat slag.")
    if kind is Kind.COUNT and number is None:
        raise Invalid("Skriv hur många, till exempel 2.")
    same = kind == opened.kind
    return replace(
        opened,
        kind=kind,
        number=number if kind in NUMBERED or not same else opened.number,
        per=(per or opened.per or Per.YEAR) if kind in COUNTED else opened.per if same else None,
        audience=(opened.audience or Audience.ALL) if kind is Kind.MEMBERS else None,
        interval_months=opened.interval_months if interval_months is None else interval_months,
    )
