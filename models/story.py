"""A card in Swedish words: status, target, how it stands, what a change did to it; and a plan's facts."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from models.card import Card
from models.card_changes import STATUS_WORDS
from models.commitment import Status
from models.dates import full_day, short_day
from models.journal import ChangeRow
from models.member import Member
from models.place import District, Partner
from models.plan import Area, PlanRow, PlanState
from models.plurals import count, listing, number
from models.record import Journaled, Value
from models.standing import Pace, standing
from models.target import KIND_WORDS, Audience, Kind, Per, Target, Unit
from models.text import clean

WHOLE_PLAN = "Hela planen"
"""Where a commitment without an area stands."""
PER_WORDS = {Per.YEAR: "per år", Per.PLAN: "under planen"}
"""Each period by its words."""
UNIT_WORDS = {
    Unit.OCCASIONS: ("tillfälle", "tillfällen"),
    Unit.PARTICIPANTS: ("deltagare", "deltagare"),
    Unit.NEW_MEMBERS: ("ny medlem", "nya medlemmar"),
}
"""What is counted, for one and for several."""
AUDIENCE_WORDS = {
    Audience.ALL: "alla medlemmar",
    Audience.NEW: "alla nya medlemmar",
    Audience.ELECTED: "alla förtroendevalda",
}
"""Each audience by its words."""

_NOTHING = "–"
_LONGEST_VALUE = 1000


def status_word(status: Status) -> str:
    """The column's name: "Ej påbörjat", "Planerat", "Pågår" or "Klart"."""
    return STATUS_WORDS[status]


def interval_words(months: int) -> str:
    """How often: "varje månad", "varannan månad", "var 3:e månad", "varje år"."""
    if months % 12 == 0:
        return {1: "varje år", 2: "vartannat år"}.get(months // 12) or f"vart {_ordinal(months // 12)} år"
    return {1: "varje månad", 2: "varannan månad"}.get(months) or f"var {_ordinal(months)} månad"


def _ordinal(value: int) -> str:
    first_or_second = value % 10 in {1, 2} and value % 100 not in {11, 12}
    return f"{value}:{'a' if first_or_second else 'e'}"


def target_words(card: Card) -> str:
    """What the card aims at: "2 per år", "löpande, minst var 3:e månad", "4 kommundelar", "engångs"."""
    return aim_words(card.target, len(card.districts))


def aim_words(target: Target, districts: int = 0) -> str:
    """What a target is in words, with the number of districts that were chosen."""
    match target.kind:
        case Kind.ONCE:
            return "engångs"
        case Kind.ONGOING:
            return f"löpande, minst {interval_words(target.interval_months)}"
        case Kind.DISTRICTS:
            many = target.number or districts
            return count(many, "kommundel", "kommundelar") if many else "kommundelar"
        case Kind.MEMBERS:
            times = f", {count(target.number, 'gång', 'gånger')}{_per(target)}" if target.number else ""
            return f"{AUDIENCE_WORDS[target.audience or Audience.ALL]}{times}"
        case Kind.COUNT:
            return _count_words(target)


def _per(target: Target) -> str:
    return f" {PER_WORDS[target.per]}" if target.per else ""


def _count_words(target: Target) -> str:
    one, many = UNIT_WORDS[target.unit]
    if target.number is None:
        return f"antal {many}{_per(target)}"
    if target.unit is Unit.OCCASIONS:
        return f"{number(target.number)}{_per(target)}" if target.per else count(target.number, one, many)
    return f"{count(target.number, one, many)}{_per(target)}"


def progress_words(card: Card) -> str:
    """What the ticks add up to: "1/2" where a number is to be reached, else "3", or nothing."""
    if card.target.kind is Kind.DISTRICTS and card.target.number is None and card.districts:
        return f"{number(card.done)}/{len(card.districts)}"
    if card.target.number is not None:
        return f"{number(card.done)}/{number(card.target.number)}"
    return number(card.done) if card.done else ""


def standing_words(card: Card, plan: PlanRow, today: dt.date) -> str:
    """How the card stands: "i fas", "efter: borde vara 3 nu", "försenat", "vilar", "utgår: skälet"."""
    stands = standing(card, plan, today)
    match stands.pace:
        case Pace.DROPPED:
            return f"utgår: {with_section(card.dropped or '', card.dropped_section)}"
        case Pace.DONE:
            return f"klart {short_day(card.finished, today)}" if card.finished else "klart"
        case Pace.PAUSED:
            return "vilar"
        case Pace.LATE:
            return "försenat"
        case Pace.ON_TRACK:
            return "i fas"
        case Pace.BEHIND if stands.expected is not None:
            return f"efter: borde vara {number(stands.expected)} nu"
        case Pace.BEHIND:
            return f"efter: inget {_while_words(card.target.interval_months)}"


def _while_words(months: int) -> str:
    return "på en månad" if months == 1 else f"på {months} månader"


def plan_facts(plan: PlanRow) -> list[tuple[str, str]]:
    """For whom a plan is, when it applies and when it was adopted, each with its label."""
    facts = [("För", plan.association)] if plan.association else []
    facts.append(("Gäller", f"{full_day(plan.starts)} – {full_day(plan.ends)}"))
    if plan.state is PlanState.PROPOSAL:
        return [*facts, ("Antagen", "nej, planen är ett förslag")]
    day = full_day(plan.adopted_on) if plan.adopted_on else "ja"
    return [*facts, ("Antagen", f"{day}, {plan.adopted_section}" if plan.adopted_section else day)]


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers in the journal stand for; those put away keep their names here."""

    members: Mapping[int, str]
    areas: Mapping[int, str]
    districts: Mapping[int, str]
    partners: Mapping[int, str]


def names() -> Names:
    """Every name the history of a card may need."""

    def of(table: type[Journaled], column: str) -> dict[int, str]:
        query: Any = table.select(table.id, getattr(table, column))
        return dict(query.tuples())

    return Names(of(Member, "name"), of(Area, "title"), of(District, "name"), of(Partner, "name"))


def change_words(change: ChangeRow, names: Names) -> tuple[str, ...]:
    """What one row of the journal did, for a history that names its author: "Planerat → Pågår".

    The row's moment is best in the association's time zone: days without a year are those of its year.
    """
    if change.undoes is not None or change.redoes is not None:
        return (change.summary,)
    match change.entity:
        case "commitment":
            return _card_words(change, names)
        case "tick":
            return (_tick_words(change),)
        case "comment":
            return (_comment_words(change),)
        case "step":
            return _step_words(change, names)
    return (change.summary,)


def _new(change: ChangeRow, field: str) -> Value:
    return change.fields.get(field, (None, None))[1]


def _came_into_being(change: ChangeRow) -> bool:
    return change.fields.get("removed") == (True, False)


def _tick_words(change: ChangeRow) -> str:
    if not _came_into_being(change):
        return "tog bort en bock" if _new(change, "removed") else _mended_tick(change)
    day, many, note = _new(change, "day"), _new(change, "number"), _new(change, "note")
    on = dt.date.fromisoformat(day) if day else change.at.date()
    words = "bockade av"
    if many and many > 1:
        words += f" {number(many)} st"
    if on != change.at.date():
        words += f" {short_day(on, change.at)}"
    return f"{words}: {_one_line(note)}" if note else words


def _mended_tick(change: ChangeRow) -> str:
    shown: dict[str, Callable[[Value], str]] = {
        "day": lambda value: short_day(dt.date.fromisoformat(value), change.at),
        "number": lambda value: f"{number(value)} st",
        "note": lambda value: _one_line(value) or _NOTHING,
    }
    told = [
        f"{words(change.fields[name][0])} → {words(change.fields[name][1])}"
        for name, words in shown.items()
        if name in change.fields
    ]
    return f"ändrade en bock: {', '.join(told)}"


def _comment_words(change: ChangeRow) -> str:
    if _came_into_being(change):
        text = _new(change, "text")
        return f"kommenterade: {_one_line(text)}" if text else "kommenterade"
    return "tog bort en kommentar" if _new(change, "removed") else "ändrade en kommentar"


def _step_words(change: ChangeRow, names: Names) -> tuple[str, ...]:
    if _came_into_being(change):
        return (f"lade till steget {_one_line(_new(change, 'title'))}",)
    if set(change.fields) == {"position"}:
        # Where the others came to stand says nothing that the one that was moved does not.
        return (change.summary,)
    told: list[str] = []
    if "finished" in change.fields or "removed" in change.fields or "member" in change.fields:
        told.append(change.summary)
    if "title" in change.fields:
        old, new = change.fields["title"]
        told.append(f"steg: {_one_line(old)} → {_one_line(new)}")
    return tuple(told)


def _card_words(change: ChangeRow, names: Names) -> tuple[str, ...]:
    if _came_into_being(change):
        return ("läste in åtagandet ur planen" if _new(change, "from_plan") else "lade till kortet",)
    told: list[str] = []
    for field, (old, new) in change.fields.items():
        if field in _TOLD:
            told.append(_TOLD[field](change, names))
        elif field in _SHOWN:
            label, shown = _SHOWN[field]
            told.append(f"{label}{shown(old, names, change)} → {shown(new, names, change)}")
    return tuple(told)


def with_section(reason: str, section: str | None) -> str:
    """The reason with its §, unless the reason itself names it."""
    return f"{reason} ({section})" if section and section not in reason else reason


def _drop_words(change: ChangeRow, names: Names) -> str:
    reason, section = _new(change, "dropped"), _new(change, "dropped_section")
    if reason is None:
        return "tog upp kortet igen"
    return f"lät kortet utgå: {with_section(_one_line(reason), section)}"


def _correction_words(change: ChangeRow) -> str:
    text = _new(change, "corrected_text")
    return f"rättade ordalydelsen: {_one_line(text)}" if text else "tog bort rättelsen av ordalydelsen"


_TOLD: dict[str, Callable[[ChangeRow, Names], str]] = {
    "dropped": _drop_words,
    "paused": lambda change, names: "lät kortet vila" if _new(change, "paused") else "väckte kortet",
    "removed": lambda change, names: (
        "arkiverade kortet" if _new(change, "removed") else "hämtade kortet ur arkivet"
    ),
    "adopted_text": lambda change, names: f"rättade ordalydelsen: {_one_line(_new(change, 'adopted_text'))}",
    "corrected_text": lambda change, names: _correction_words(change),
}

_Shown = Callable[[Value, Names, ChangeRow], str]


def _one_line(value: Value) -> str:
    text = str(value)
    cut = text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE].rstrip()}…"
    return clean(cut, _LONGEST_VALUE * 4)


def _plain(value: Value, names: Names, change: ChangeRow) -> str:
    return _one_line(value) if value not in (None, "") else _NOTHING


def _status(value: Value, names: Names, change: ChangeRow) -> str:
    return STATUS_WORDS[Status(value)]


def _day(value: Value, names: Names, change: ChangeRow) -> str:
    return short_day(dt.date.fromisoformat(value), change.at) if value else _NOTHING


def _area(value: Value, names: Names, change: ChangeRow) -> str:
    return WHOLE_PLAN if value is None else names.areas.get(value, "ett borttaget område")


def _listed(group: Callable[[Names], Mapping[int, str]]) -> _Shown:
    def shown(value: Value, names: Names, change: ChangeRow) -> str:
        known = group(names)
        return listing(known.get(one, "okänd") for one in value or ()) or _NOTHING

    return shown


_SHOWN: dict[str, tuple[str, _Shown]] = {
    "status": ("", _status),
    "title": ("titel: ", _plain),
    "responsible": ("ansvarig: ", _listed(lambda names: names.members)),
    "due": ("senast: ", _day),
    "area": ("område: ", _area),
    "kind": ("slag: ", lambda value, names, change: KIND_WORDS[Kind(value)]),
    "number": ("mål: ", _plain),
    "per": ("period: ", lambda value, names, change: PER_WORDS[Per(value)] if value else _NOTHING),
    "unit": ("räknar: ", lambda value, names, change: UNIT_WORDS[Unit(value)][1]),
    "audience": (
        "gäller: ",
        lambda value, names, change: AUDIENCE_WORDS[Audience(value)] if value else _NOTHING,
    ),
    "interval_months": ("takt: ", lambda value, names, change: interval_words(value)),
    "districts": ("kommundelar: ", _listed(lambda names: names.districts)),
    "partners": ("samarbetspartner: ", _listed(lambda names: names.partners)),
}
