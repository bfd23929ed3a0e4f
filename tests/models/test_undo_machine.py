"""Undo and redo against a simple model in memory, with several members and a deputy."""

import datetime as dt
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pendulum
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.access import Actor, Role, owner
from models.assignment import actor_of
from models.card import cards_of
from models.card_changes import archive, assign, comment, move, pause, set_due, tick
from models.card_form import Wording, add
from models.clock import StoppedClock
from models.comment import Comment
from models.commitment import Commitment, Status
from models.door import shell_door
from models.errors import Gone, NotAllowed
from models.journal import action, changes_after, changes_of_card, last_change
from models.plan import Area, Plan
from models.roster import add_member
from models.tick import Tick
from models.undo import Superseded, redo, take_back, undo

Spot = tuple[str, int, str]
"""A field of a record: the entity, its number, and the field's name."""


@dataclass(eq=False)
class Deed:
    """One action in the model: what it wrote, in order, and what it brought into being."""

    action_id: int
    who: int
    card: int
    writes: list[tuple[Spot, object, object]]
    born: set[tuple[str, int]]
    undone: bool = False
    last_undoing: int = 0


@dataclass
class Imagined:
    """The board as a dictionary, with every deed and what each member undid and redid."""

    held: dict[Spot, object] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    steps: dict[int, list[tuple[str, Deed, int]]] = field(default_factory=dict)
    count: int = 0

    def live(self, entity: str) -> list[int]:
        return [
            n
            for (kind, n, name), gone in self.held.items()
            if (kind, name) == (entity, "removed") and not gone
        ]

    def do(
        self, action_id: int, who: int, card: int, values: dict[Spot, object], *born: tuple[str, int]
    ) -> None:
        for kind, number in born:
            self.held[kind, number, "removed"] = True
        changed = [(s, self.held.get(s), new) for s, new in values.items() if self.held.get(s) != new]
        if changed:
            self.held.update({spot: new for spot, _, new in changed})
            self.deeds.append(Deed(action_id, who, card, changed, set(born)))
            self.steps.setdefault(who, []).append(("do", self.deeds[-1], 0))

    def to_undo(self, who: int) -> Deed | None:
        return next((deed for deed in reversed(self.deeds) if deed.who == who and not deed.undone), None)

    def to_redo(self, who: int) -> Deed | None:
        for kind, deed, at in reversed(self.steps.get(who, [])):
            if kind == "do":
                break
            if kind == "undo" and deed.undone and deed.last_undoing == at:
                return deed
        return None

    def swap(self, who: int, deed: Deed, *, back: bool) -> type[Exception] | None:
        """Take a deed back or do it again; the exception it is refused with, which changes nothing."""
        before = dict(self.held)
        for spot, old, new in reversed(deed.writes) if back else deed.writes:
            if refused := self._refusal(who, deed, spot, new if back else old, back=back):
                self.held = before
                return refused
            if spot[:2] not in deed.born or spot[2] == "removed":
                self.held[spot] = old if back else new
        self.count += 1
        deed.undone = back
        deed.last_undoing = self.count if back else deed.last_undoing
        self.steps.setdefault(who, []).append(("undo" if back else "redo", deed, self.count))
        return None

    def _refusal(
        self, who: int, deed: Deed, spot: Spot, expected: object, *, back: bool
    ) -> type[Exception] | None:
        entity, _, name = spot
        if entity == "comment" and deed.who != who:
            return NotAllowed
        if entity != "commitment" and self.held["commitment", deed.card, "removed"]:
            return Superseded
        born = spot[:2] in deed.born
        if born and back and entity == "commitment" and self._built_upon(who, deed):
            return Superseded
        compared = name == "removed" or back or not born
        return Superseded if compared and self.held[spot] != expected else None

    def _built_upon(self, who: int, deed: Deed) -> bool:
        later = self.deeds[self.deeds.index(deed) + 1 :]
        return any(one.card == deed.card and one.who != who and not one.undone for one in later)


PEOPLE = st.integers(0, 2)
PLACES = st.integers(0, 9)


class UndoMachine(RuleBasedStateMachine):
    """Three members and a deputy change cards, undo and redo; the database must agree with the model."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.door = shell_door(Path(self.folder.name) / "x.db", new=True)
        self.door.__enter__()
        self.clock = StoppedClock(pendulum.datetime(2023, 10, 4, tz="Europe/Stockholm"))
        system = owner(self.clock)
        with action(system, "plan") as act:
            year = pendulum.date(2023, 1, 1)
            plan = act.create(Plan(title="Plan", starts=year, ends=year.end_of("year")))
            self.area = act.create(Area(plan=plan.id, position=1, title="Område")).id
        self.import_id = self._newest()
        self.actors: list[Actor] = []
        for name in ("Eva Ek", "Bo Berg", "Cia Dal"):
            row = add_member(system, name, (Role.BOARD_MEMBER,))
            self.actors.append(actor_of(row.id, self.clock))
        self.deputy = actor_of(add_member(system, "Dag Dahl", (Role.DEPUTY,)).id, self.clock)
        self.plan_id = plan.id
        self.model = Imagined()
        for n in range(3):
            self._add(system, 9, f"Kort {n}")

    def teardown(self) -> None:
        if hasattr(self, "door"):
            self.door.__exit__(None, None, None)
            self.folder.cleanup()

    def _newest(self) -> int:
        return changes_after(last_change() - 1)[-1].action_id

    def _add(self, actor: Actor, who: int, title: str) -> None:
        number = add(actor, Wording(title, area_id=self.area)).id
        unset = {"finished": None, "due": None, "people": ()}
        self.model.held.update({("commitment", number, name): value for name, value in unset.items()})
        born: dict[str, object] = {"removed": False, "status": 1, "by_hand": False, "paused": False}
        self._did(who, number, born, ("commitment", number))

    def _did(self, who: int, number: int, values: dict[str, object], *born: tuple[str, int]) -> None:
        spots: dict[Spot, object] = {(*one, "removed"): False for one in born}
        spots |= {("commitment", number, name): value for name, value in values.items()}
        self.model.do(self._newest(), who, number, spots, *born)

    def _card(self, place: int) -> int | None:
        live = self.model.live("commitment")
        return live[place % len(live)] if live else None

    @rule(who=PEOPLE)
    def add_card(self, who: int) -> None:
        self._add(self.actors[who], who, f"Kort {len(self.model.deeds)}")

    @rule(who=PEOPLE, place=PLACES, status=st.sampled_from(Status))
    def move(self, who: int, place: int, status: Status) -> None:
        if (number := self._card(place)) is not None:
            move(self.actors[who], number, status)
            if self.model.held["commitment", number, "status"] != status:
                finished = dt.date(2023, 10, 4) if status is Status.DONE else None
                self._did(who, number, {"status": int(status), "by_hand": True, "finished": finished})

    @rule(who=PEOPLE, place=PLACES)
    def tick(self, who: int, place: int) -> None:
        if (number := self._card(place)) is not None:
            tick(self.actors[who], number)
            made = Tick.select().order_by(Tick.id.desc()).get().id
            by_hand = self.model.held["commitment", number, "by_hand"]
            first_time = self.model.held["commitment", number, "status"] in {1, 2} and not by_hand
            self._did(who, number, {"status": 3} if first_time else {}, ("tick", made))

    @rule(who=PEOPLE, place=PLACES)
    def comment(self, who: int, place: int) -> None:
        if (number := self._card(place)) is not None:
            comment(self.actors[who], number, "Hej")
            made = Comment.select().order_by(Comment.id.desc()).get().id
            self._did(who, number, {}, ("comment", made))

    @rule(who=PEOPLE, place=PLACES)
    def archive(self, who: int, place: int) -> None:
        if (number := self._card(place)) is not None:
            archive(self.actors[who], number)
            self._did(who, number, {"removed": True})

    @rule(who=PEOPLE, place=PLACES, paused=st.sampled_from([None, True, False]))
    def pause(self, who: int, place: int, paused: bool | None) -> None:
        if (number := self._card(place)) is not None:
            pause(self.actors[who], number, paused)
            held = self.model.held["commitment", number, "paused"]
            self._did(who, number, {"paused": not held if paused is None else paused})

    @rule(who=PEOPLE, place=PLACES, day=st.sampled_from([None, dt.date(2023, 11, 1), dt.date(2023, 12, 1)]))
    def due(self, who: int, place: int, day: dt.date | None) -> None:
        if (number := self._card(place)) is not None:
            set_due(self.actors[who], number, day)
            self._did(who, number, {"due": day})

    @rule(who=PEOPLE, place=PLACES, chosen=st.sets(PEOPLE))
    def assign(self, who: int, place: int, chosen: set[int]) -> None:
        if (number := self._card(place)) is not None:
            ids = tuple(sorted(self.actors[one].member_id or 0 for one in chosen))
            assign(self.actors[who], number, ids)
            self._did(who, number, {"people": ids})

    def _as_imagined(self, refused: type[Exception] | None, command: Callable[[], object]) -> None:
        if refused is None:
            command()
        else:
            with pytest.raises(refused):
                command()

    @rule(who=PEOPLE)
    def undo(self, who: int) -> None:
        deed = self.model.to_undo(who)
        refused = self.model.swap(who, deed, back=True) if deed else Gone
        self._as_imagined(refused, lambda: undo(self.actors[who]))

    @rule(who=PEOPLE)
    def redo(self, who: int) -> None:
        deed = self.model.to_redo(who)
        refused = self.model.swap(who, deed, back=False) if deed else Gone
        self._as_imagined(refused, lambda: redo(self.actors[who]))

    @rule(who=PEOPLE, place=st.integers(0, 30))
    def take_back(self, who: int, place: int) -> None:
        deed = self.model.deeds[-1 - place % len(self.model.deeds)]
        refused = Gone if deed.undone else self.model.swap(who, deed, back=True)
        self._as_imagined(refused, lambda: take_back(self.actors[who], deed.action_id))

    @rule(who=PEOPLE)
    def take_back_the_plan(self, who: int) -> None:
        if self.model.live("commitment"):
            with pytest.raises(Superseded):
                take_back(self.actors[who], self.import_id)

    @rule(place=st.integers(0, 30))
    def a_deputy_tries(self, place: int) -> None:
        deed = self.model.deeds[-1 - place % len(self.model.deeds)]
        if deed.undone or self.model.held["commitment", deed.card, "removed"]:
            return
        before = last_change()
        for command in (
            lambda: take_back(self.deputy, deed.action_id),
            lambda: take_back(self.deputy, self.import_id),
            lambda: move(self.deputy, deed.card, Status.DONE),
            lambda: archive(self.deputy, deed.card),
        ):
            with pytest.raises(NotAllowed):
                command()
        assert last_change() == before

    @invariant()
    def the_database_agrees(self) -> None:
        if not hasattr(self, "model"):
            return
        held = self.model.held
        cards = cards_of(self.plan_id, self.clock())
        assert sorted(row.id for row in cards) == sorted(self.model.live("commitment"))
        ticks, comments = self.model.live("tick"), self.model.live("comment")
        assert sorted(ticks) == [row.id for row in Tick.select().where(~Tick.removed).order_by(Tick.id)]
        assert sorted(comments) == [
            row.id for row in Comment.select().where(~Comment.removed).order_by(Comment.id)
        ]
        for row in cards:
            told = {
                "status": int(row.status),
                "by_hand": Commitment.get_by_id(row.id).status_by_hand,
                "finished": row.finished,
                "paused": row.paused,
                "due": row.due,
                "people": tuple(sorted(person.id for person in row.responsible)),
            }
            assert told == {name: held["commitment", row.id, name] for name in told}

    @invariant()
    def no_card_lives_where_its_plan_or_area_does_not(self) -> None:
        if not hasattr(self, "model"):
            return
        for record in Commitment.select().where(~Commitment.removed):
            assert not record.plan.removed
            assert record.area is None or not record.area.removed

    @invariant()
    def the_journal_tells_the_whole_story(self) -> None:
        if not hasattr(self, "model"):
            return
        for record in Commitment.select():
            status = None
            for change in reversed(changes_of_card(record.id, 10_000)):
                if change.entity == "commitment" and "status" in change.fields:
                    before, after = change.fields["status"]
                    assert before == status
                    status = after
            assert status == record.status


UndoMachine.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestUndoMachine = UndoMachine.TestCase
