"""Undo and redo from the journal alone: attributed, and refused where others have changed the same."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from peewee import fn

from models.access import Actor
from models.commitment import Commitment
from models.errors import Conflict, Gone, NotAllowed
from models.journal import (
    Act,
    Action,
    Change,
    ChangeRow,
    action,
    changes_of_action,
    in_parts,
    value_of,
)
from models.place import District, Partner
from models.plan import Area, Plan, PlanState
from models.record import Journaled, Value
from models.records import Records, records_of
from models.step import Step


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back or done again."""

    action_id: int
    summary: str
    cards: tuple[int, ...]
    entities: frozenset[str]
    who: str = "du"
    """Who had done it, as somebody else's name or to whoever asked."""

    @property
    def told(self) -> str:
        """What it was, to whoever asked: "du lät Medlemsresa utgå"."""
        return f"{self.who} {self.summary}"


_WITHIN: dict[str, Any] = {
    Commitment.ENTITY: Change.card_id,
    Area.ENTITY: Commitment.area,
    Plan.ENTITY: Commitment.plan,
}
"""Where a change tells which such record it was made within; a change of any other concerns that alone."""


class Superseded(Conflict):
    """The action cannot be taken back because of what came after; `action_id` tells which it was."""

    def __init__(self, sentence: str, action_id: int) -> None:
        super().__init__(sentence)
        self.action_id = action_id


def _latest(field: Any) -> Any:
    """The latest undoing or redoing of the action in question, 0 where there is none."""
    later: Any = Action.alias()
    newest = later.select(fn.MAX(later.id)).where(getattr(later, field.name) == Action.id)
    return fn.COALESCE(newest, 0)


def _is_undone() -> Any:
    """Whether the action in question is taken back at present, for a query over actions."""
    return _latest(Action.undoes) > _latest(Action.redoes)


def is_undone(action_id: int) -> bool:
    """Whether an action is taken back at present."""
    return bool(Action.select().where(Action.id == action_id, _is_undone()).exists())


def undone_among(numbers: Collection[int]) -> frozenset[int]:
    """Those of some actions that are taken back at present."""
    found: Any = Action.select(Action.id).where(Action.id.in_(list(numbers)), _is_undone()).tuples()
    return frozenset(number for (number,) in found)


def _others(actor: Actor) -> Any:
    if actor.member_id is None:
        return Action.member.is_null(False)
    return Action.member.is_null() | (Action.member != actor.member_id)


def _mine(actor: Actor, *columns: Any) -> Any:
    """The actor's actions, newest first; each search among them is one question, however many there are."""
    who = Action.member == actor.member_id if actor.member_id else Action.member.is_null()
    return Action.select(*columns).where(who).order_by(Action.id.desc()).limit(1)


def _did() -> Any:
    """Whether the action in question did something of its own, for a query over actions."""
    return Action.undoes.is_null() & Action.redoes.is_null()


def _latest_to_undo(actor: Actor, passing: Collection[int] = ()) -> int | None:
    found = _mine(actor, Action.id).where(_did(), ~Action.final, ~_is_undone())
    number = (found.where(Action.id.not_in(list(passing))) if passing else found).scalar()
    return None if number is None else int(number)


def _latest_to_redo(actor: Actor) -> int:
    newest = _mine(actor, Action.id).where(_did()).scalar() or 0
    later: Any = Action.alias()
    same = (later.undoes == Action.undoes) | (later.redoes == Action.undoes)
    # What was redone since, or undone anew, is another undoing's matter.
    since = later.select(later.id).where(same, later.id > Action.id)
    found = _mine(actor, Action.undoes).where(
        Action.undoes.is_null(False), Action.id > newest, ~fn.EXISTS(since)
    )
    if (number := found.scalar()) is None:
        raise Gone("Det finns inget att göra om.")
    return int(number)


def undo(actor: Actor, passing: Collection[int] = ()) -> Undone:
    """Take back the actor's own latest action, from any of their sessions.

    `passing` are actions already found impossible to take back. Raises Superseded, NotAllowed, Gone.
    """
    if (latest := _latest_to_undo(actor, passing)) is None:
        raise Gone("Det finns inget mer att ångra.")
    try:
        return _take_back(actor, latest, latest=True)
    except NotAllowed as refusal:
        # A right may have gone with the very action, as when a card was given to somebody else.
        raise Superseded(str(refusal), latest) from None


def take_back(actor: Actor, action_id: int) -> Undone:
    """Take back any one action; raises Superseded, NotAllowed, Gone."""
    return _take_back(actor, action_id, latest=action_id == _latest_to_undo(actor))


def _take_back(actor: Actor, action_id: int, *, latest: bool) -> Undone:
    rows = changes_of_action(action_id)
    summary = rows[0].summary
    if Action.get_by_id(action_id).final:
        raise Gone("Det går inte att ångra: det rör personer eller nycklar och ändras för sig.")
    if is_undone(action_id):
        raise Gone(f"Det är redan ångrat: {summary}.")
    if rows[0].undoes is not None or rows[0].redoes is not None:
        raise Gone("En ångring tas tillbaka med gör om.")
    # A name would stay in the journal after the one who bears it has gone.
    whose = "sin" if rows[0].member_id == actor.member_id else "någon annans"
    with action(actor, f"tog tillbaka {whose} ändring: {summary}", undoes=action_id, together=True) as act:
        built = _built_upon(act.actor, rows)
        for row in rows:
            if row.entity == Plan.ENTITY and _gave_birth(row):
                _refuse_if_plan_stands(act, row, built, latest=latest)
        records = records_of(rows)
        _refuse_if_words_stand(rows, records)
        for row in reversed(rows):
            _apply(act, records[row.entity, row.entity_id], row, built)
    return _told(actor, action_id, rows)


def redo(actor: Actor) -> Undone:
    """Do again what the actor took back last; raises Superseded, NotAllowed, Gone."""
    action_id = _latest_to_redo(actor)
    rows = changes_of_action(action_id)
    with action(actor, f"gjorde om sin ändring: {rows[0].summary}", redoes=action_id, together=True) as act:
        records = records_of(rows)
        _refuse_if_words_stand(rows, records)
        for row in rows:
            _apply(act, records[row.entity, row.entity_id], row)
    return replace(_told(actor, action_id, rows), who="du")


def _told(actor: Actor, action_id: int, rows: tuple[ChangeRow, ...]) -> Undone:
    cards = dict.fromkeys(row.card_id for row in rows if row.card_id is not None)
    who = "du" if rows[0].member_id == actor.member_id else rows[0].who
    return Undone(action_id, rows[0].summary, tuple(cards), frozenset(row.entity for row in rows), who)


def _gave_birth(row: ChangeRow) -> bool:
    return row.fields.get("removed") == (True, False)


def _refuse_if_plan_stands(
    act: Act, row: ChangeRow, built: dict[tuple[str, int], int], *, latest: bool
) -> None:
    """An adopted plan is the annual meeting's: only whoever just read it in may take it back."""
    plan = Plan.get_by_id(row.entity_id)
    plan.guard(act.actor)
    _refuse_if_built_upon(built, row)
    if plan.state != row.fields["state"][1]:
        raise Superseded(_who_changed(plan, "state", row), row.action_id)
    if plan.state != PlanState.PROPOSAL and not latest:
        raise Superseded(
            f"{plan.title} är antagen. Bara den som läste in den kan ångra det, och bara som sitt senaste.",
            row.action_id,
        )


def _refuse_if_words_stand(rows: tuple[ChangeRow, ...], records: Records) -> None:
    """What a proposal says stands once a meeting has adopted it; adopting is taken back first."""
    if any(row.entity == Plan.ENTITY and row.fields.keys() & {"state", "removed"} for row in rows):
        return
    for row in rows:
        record: Any = records[row.entity, row.entity_id]
        if _is_adopted_by_meeting(record, row):
            plan = record if isinstance(record, Plan) else record.plan
            if plan.state != PlanState.PROPOSAL:
                raise Superseded(f"{plan.title} är antagen sedan dess, så dess ord står fast.", row.action_id)
            return


def _is_adopted_by_meeting(record: Journaled, row: ChangeRow) -> bool:
    """Whether a change is of what a meeting adopts: the plan, its areas, its commitments and their words."""
    if isinstance(record, Commitment):
        return "adopted_text" in row.fields or (record.from_plan and "removed" in row.fields)
    return isinstance(record, Plan | Area)


def _let_pass(act: Act, record: Journaled, row: ChangeRow) -> None:
    guarded = record
    if isinstance(record, Step) and set(row.fields) != {"finished"}:
        # Who answers for a step alone may finish it, and so take back no more than that.
        guarded = record.commitment
    try:
        guarded.guard(act.actor)
    except (Conflict, Gone) as refusal:
        raise Superseded(str(refusal), row.action_id) from None
    except NotAllowed:
        if not _gave_away(act.actor, row):
            raise


def _gave_away(actor: Actor, row: ChangeRow) -> bool:
    """Whether a change is the actor's own, of who is responsible: that takes the right along."""
    before, _ = row.fields.get("responsible", ((), ()))
    own = row.member_id is not None and row.member_id == actor.member_id
    return own and set(row.fields) == {"responsible"} and actor.member_id in (before or ())


def _apply(
    act: Act, record: Journaled, row: ChangeRow, built: dict[tuple[str, int], int] | None = None
) -> None:
    """Do a row again; with `built`, what was built upon the action's records, take it back."""
    backwards = built is not None
    if isinstance(record, District | Partner) and _gave_birth(row) and (backwards or not record.removed):
        # A name harms nobody, and other cards may use it by now: it stays, and redo finds it.
        return
    _let_pass(act, record, row)
    old, new = (1, 0) if backwards else (0, 1)
    expected = {name: pair[old] for name, pair in row.fields.items()}
    wanted = {name: pair[new] for name, pair in row.fields.items()}
    if _gave_birth(row):
        # A record that came into being is taken back by removing it, and given back as it then was.
        expected = {"removed": expected["removed"]} if not backwards else expected
        wanted = {"removed": wanted["removed"]}
        if built is not None:
            _refuse_if_built_upon(built, row)
    for name, value in expected.items():
        if not _same(value_of(record, name), value):
            raise Superseded(_who_changed(record, name, row), row.action_id)
    act.set_stored(record, wanted)
    if isinstance(record, Plan | Area):
        # What comes now is asked of the database.
        act.save_waiting()
    if record.removed:
        _refuse_if_cards_are_left(record, row)
    else:
        _refuse_if_out_of_place(record)


def _refuse_if_out_of_place(record: Journaled) -> None:
    """What is given back must have its place free and standing; raises Conflict."""
    if isinstance(record, Plan):
        twin = Plan.get_or_none(Plan.starts == record.starts, Plan.id != record.id, ~Plan.removed)
        if twin is not None:
            raise Conflict(f"{twin.title} gäller redan samma tid. Ångra inläsningen av den först.")
    elif isinstance(record, Commitment):
        if record.plan.removed:
            raise Conflict(f"Planen som {record.title} hör till är borttagen. Ta tillbaka planen först.")
        if record.area is not None and record.area.removed:
            raise Conflict(f"Området som {record.title} hör till är borttaget. Ta tillbaka det först.")


def _refuse_if_cards_are_left(record: Journaled, row: ChangeRow) -> None:
    if isinstance(record, Plan | Area):
        left = Commitment.get_or_none(_WITHIN[record.ENTITY] == record.id, ~Commitment.removed)
        if left is not None:
            latest = Change.select(Change, Action).join(Action).where(Change.card_id == left.id)
            raise Superseded(_sentence(latest.order_by(Change.id.desc()).get().action), row.action_id)


def _same(held: Value, wrote: Value) -> bool:
    return bool(held == wrote or (wrote is None and held in ("", [])))


def _built_upon(actor: Actor, rows: tuple[ChangeRow, ...]) -> dict[tuple[str, int], int]:
    """The latest change others made, and did not take back, within what these rows brought into being."""
    born: dict[str, list[int]] = {}
    for row in rows:
        if _gave_birth(row):
            born.setdefault(row.entity, []).append(row.entity_id)
    found: dict[tuple[str, int], int] = {}
    for entity, numbers in born.items():
        within = _WITHIN.get(entity, Change.entity_id)
        others = (
            Change.select(within, fn.MAX(Change.id))
            .join(Action)
            .join_from(Change, Commitment, "LEFT OUTER JOIN", on=Change.card_id == Commitment.id)
            .where(Action.id > rows[0].action_id, _others(actor), _did(), ~_is_undone())
            .group_by(within)
        )
        if entity not in _WITHIN:
            others = others.where(Change.entity == entity)
        for some in in_parts(numbers):
            latest: Any = others.where(within.in_(some)).tuples()
            found |= {(entity, number): change for number, change in latest}
    return found


def _refuse_if_built_upon(built: dict[tuple[str, int], int], row: ChangeRow) -> None:
    if (latest := built.get((row.entity, row.entity_id))) is not None:
        raise Superseded(_sentence(Change.get_by_id(latest).action), row.action_id)


def _who_changed(record: Journaled, name: str, row: ChangeRow) -> str:
    since = (
        Change.select(Change, Action)
        .join(Action)
        .where(
            Change.entity == row.entity,
            Change.entity_id == record.id,
            Change.id > row.id,
            Change.fields.contains(f'"{name}":'),
        )
        .order_by(Change.id.desc())
        .first()
    )
    return _sentence(since.action if since else None)


def _sentence(since: Action | None) -> str:
    if since is None:
        return "Det går inte att ångra: uppgiften har ändrats sedan dess."
    who = since.member.name if since.member else "Servern"
    return f"Det går inte att ångra: {who} {since.summary} efteråt."
