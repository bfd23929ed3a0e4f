"""A card's form: adding one, and saving one that others may have changed while it was open."""

import datetime as dt
from dataclasses import dataclass, replace

from peewee import fn

from models.access import Actor
from models.card import Card, card
from models.commitment import Commitment, get_commitment
from models.errors import Conflict, Gone, Invalid
from models.journal import Act, action, stored, value_of, who_wrote
from models.place import District, Partner, numbers_for
from models.plan import Area, require_plan
from models.record import Value
from models.target import MOST, Target
from models.text import required


@dataclass(frozen=True, slots=True)
class Wording:
    """What the form of a card holds, when it was opened and when it is saved."""

    title: str
    area_id: int | None = None
    target: Target = Target()  # noqa: RUF009  # frozen
    due: dt.date | None = None
    responsible: tuple[int, ...] = ()
    districts: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two members changed at the same time."""

    field: str
    theirs: Value
    who: str


class Clash(Conflict):
    """Somebody changed the same fields while the form was open."""

    def __init__(self, differences: tuple[Difference, ...], current: Wording) -> None:
        names = ", ".join(FIELD_WORDS[one.field] for one in differences)
        who = differences[0].who
        super().__init__(f"{who} ändrade {names} medan du skrev. Spara igen om ditt ska gälla.")
        self.differences = differences
        self.current = current


FIELD_WORDS = {
    "title": "titeln",
    "area": "området",
    "kind": "slaget",
    "number": "målet",
    "per": "perioden",
    "unit": "vad som räknas",
    "audience": "vilka det gäller",
    "interval_months": "takten",
    "due": "datumet",
    "responsible": "ansvariga",
    "districts": "kommundelarna",
    "partners": "samarbetspartnerna",
}


def add(actor: Actor, wording: Wording) -> Card:
    """Add a card of the board's own; raises NotAllowed, Invalid."""
    title = required(wording.title, field="Titeln")
    _check_target(wording.target)
    with action(actor, f"lade till {title}") as act:
        plan = require_plan()
        last = Commitment.select(fn.MAX(Commitment.position)).where(Commitment.plan == plan.id).scalar() or 0
        record = Commitment(
            plan=plan.id, area=_area(wording.area_id, plan.id), position=last + 1, title=title
        )
        for name, value in _target_values(wording.target).items():
            setattr(record, name, value)
        if wording.due is not None:
            record.due = wording.due
        created = act.create(
            record,
            responsible=sorted(wording.responsible),
            districts=numbers_for(act, District, wording.districts),
            partners=numbers_for(act, Partner, wording.partners),
        )
    return card(created.id, act.at)


def _area(area_id: int | None, plan_id: int) -> int | None:
    if area_id is not None and not Area.get_or_none(Area.id == area_id, Area.plan == plan_id, ~Area.removed):
        raise Gone("Det området finns inte längre. Välj ett annat.")
    return area_id


def _check_target(target: Target) -> None:
    if target.number is not None and not 1 <= target.number <= MOST:
        raise Invalid(f"Målet ska vara ett tal mellan 1 och {MOST}.")
    if not 1 <= target.interval_months <= 24:
        raise Invalid("Takten ska vara mellan 1 och 24 månader.")


def _target_values(target: Target) -> dict[str, Value]:
    return {
        "kind": target.kind,
        "number": target.number,
        "per": target.per,
        "unit": target.unit,
        "audience": target.audience,
        "interval_months": target.interval_months,
    }


def wording_of(row: Card) -> Wording:
    """What the form of a card shows when it is opened."""
    return Wording(
        row.title,
        row.area_id,
        row.target,
        row.due,
        tuple(person.id for person in row.responsible),
        row.districts,
        row.partners,
    )


def _values(act: Act, record: Commitment, wording: Wording) -> dict[str, Value]:
    plain = {
        "title": wording.title,
        "area": wording.area_id,
        "due": wording.due,
        **_target_values(wording.target),
    }
    values = {name: stored(record, name, value) for name, value in plain.items()}
    values["responsible"] = sorted(wording.responsible)
    values["districts"] = sorted(numbers_for(act, District, wording.districts))
    values["partners"] = sorted(numbers_for(act, Partner, wording.partners))
    return values


def edit(actor: Actor, card_id: int, opened: Wording, wanted: Wording) -> Card:
    """Save a card's form: fields nobody else touched merge, a field both changed raises Clash."""
    title = required(wanted.title, field="Titeln")
    _check_target(wanted.target)
    with action(actor, f"ändrade {title}") as act:
        record = get_commitment(card_id)
        record.guard(act.actor)
        _area(wanted.area_id, record.plan_id)
        before = _values(act, record, opened)
        after = _values(act, record, replace(wanted, title=title))
        changed = {name: value for name, value in after.items() if value != before[name]}
        held = {name: value_of(record, name) for name in changed}
        both = [name for name in changed if held[name] not in (before[name], changed[name])]
        if both:
            current = wording_of(card(card_id, act.at))
            raise Clash(
                tuple(Difference(name, held[name], who_wrote(card_id, name)) for name in both), current
            )
        if {"kind", "number", "per", "unit", "audience"} & set(changed):
            changed["target_from_plan"] = False
        act.write(record, **{name: _typed(record, name, value) for name, value in changed.items()})
    return card(card_id, act.at)


def _typed(record: Commitment, name: str, value: Value) -> Value:
    return value if name in record.LINKS else record._meta.fields[name].python_value(value)
