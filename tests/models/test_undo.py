"""Undo and redo: by sentence, and against a simple model in memory with several members."""

import datetime as dt
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pendulum
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.access import Actor, Role, owner
from models.assignment import actor_of
from models.card import card, cards_of
from models.card_changes import archive, assign, comment, move, pause, set_due, tick
from models.card_form import Wording, add
from models.clock import StoppedClock
from models.commitment import Commitment, Status
from models.database import database
from models.door import shell_door
from models.errors import Gone, NotAllowed
from models.importing import import_plan
from models.journal import action, changes_after, changes_of_card
from models.key import add_key
from models.plan import Plan, current_plan
from models.readers.plan_text import read_plan
from models.roster import add_member
from models.tick import Tick
from models.undo import Superseded, redo, take_back, undo
from tests.conftest import PLAN, MadeBoard


def first(board: MadeBoard) -> int:
    return cards_of(board.plan.id, board.clock())[0].id


def test_undo_takes_back_a_move_and_names_what_it_was(board: MadeBoard) -> None:
    moved = move(board.eva, first(board), Status.DONE)
    undone = undo(board.eva)
    assert undone.summary == f"flyttade {moved.title} till Klart"
    assert undone.cards == (moved.id,)
    back = card(moved.id, board.clock())
    assert (back.status, back.finished) == (Status.NOT_STARTED, None)


def test_undo_is_itself_an_attributed_action(board: MadeBoard) -> None:
    moved = move(board.eva, first(board), Status.DONE)
    undo(board.eva)
    assert changes_of_card(moved.id)[0].summary == f"ångrade: flyttade {moved.title} till Klart"
    assert changes_of_card(moved.id)[0].who == "Eva Ek"


def test_undo_takes_ones_own_latest_even_when_others_acted_since(board: MadeBoard) -> None:
    mine, other, *_ = (row.id for row in cards_of(board.plan.id, board.clock()))
    move(board.eva, mine, Status.DONE)
    move(board.bo, other, Status.DONE)
    assert undo(board.eva).cards == (mine,)
    assert card(other, board.clock()).status is Status.DONE


def test_undo_from_another_session_of_the_same_member(board: MadeBoard) -> None:
    move(board.eva, first(board), Status.DONE)
    elsewhere = actor_of(board.eva.member_id or 0, board.clock, session="another")
    assert undo(elsewhere).cards == (first(board),)


def test_undo_is_refused_plainly_when_somebody_changed_the_same_since(board: MadeBoard) -> None:
    number = first(board)
    move(board.eva, number, Status.DONE)
    moved = move(board.bo, number, Status.PLANNED)
    with pytest.raises(Superseded, match=f"Bo Berg flyttade {moved.title} till Planerat"):
        undo(board.eva)
    assert card(number, board.clock()).status is Status.PLANNED


def test_undo_passes_by_what_was_refused(board: MadeBoard) -> None:
    number, other, *_ = (row.id for row in cards_of(board.plan.id, board.clock()))
    move(board.eva, other, Status.PLANNED)
    move(board.eva, number, Status.DONE)
    move(board.bo, number, Status.PLANNED)
    with pytest.raises(Superseded) as refused:
        undo(board.eva)
    assert undo(board.eva, {refused.value.action_id}).cards == (other,)


def test_a_change_of_another_field_does_not_stand_in_the_way(board: MadeBoard) -> None:
    number = first(board)
    move(board.eva, number, Status.DONE)
    set_due(board.bo, number, dt.date(2023, 11, 1))
    undo(board.eva)
    row = card(number, board.clock())
    assert (row.status, row.due) == (Status.NOT_STARTED, dt.date(2023, 11, 1))


def test_redo_does_it_again_and_a_new_action_forgets_what_could_be_redone(board: MadeBoard) -> None:
    number = first(board)
    move(board.eva, number, Status.DONE)
    undo(board.eva)
    assert redo(board.eva).cards == (number,)
    assert card(number, board.clock()).status is Status.DONE
    undo(board.eva)
    move(board.eva, number, Status.PLANNED)
    with pytest.raises(Gone):
        redo(board.eva)


def test_undo_of_a_tick_also_takes_back_the_move_it_caused(board: MadeBoard) -> None:
    ticked = tick(board.eva, first(board))
    assert ticked.status is Status.IN_PROGRESS
    undo(board.eva)
    row = card(ticked.id, board.clock())
    assert (row.done, row.status) == (0, Status.NOT_STARTED)


def test_undo_of_a_comment_takes_only_that_comment(board: MadeBoard) -> None:
    comment(board.bo, first(board), "Bos")
    comment(board.eva, first(board), "Evas")
    undo(board.eva)
    assert card(first(board), board.clock()).comments == 1


def test_undo_of_an_archived_card_gives_it_back(board: MadeBoard) -> None:
    own = add(board.eva, Wording("Egen"))
    archive(board.eva, own.id)
    undo(board.eva)
    assert card(own.id, board.clock()).title == "Egen"


def test_undo_of_a_new_card_is_refused_when_somebody_has_built_on_it(board: MadeBoard) -> None:
    own = add(board.eva, Wording("Egen"))
    comment(board.bo, own.id, "Bra idé!")
    with pytest.raises(Superseded, match="Bo Berg kommenterade"):
        undo(board.eva)
    assert card(own.id, board.clock()).comments == 1


def test_undo_of_an_import_takes_back_the_whole_plan_and_redo_gives_it_again(tmp_path: Path) -> None:
    clock = StoppedClock(pendulum.datetime(2023, 3, 20, tz="Europe/Stockholm"))
    with shell_door(tmp_path / "x.db"):
        system = owner(clock)
        import_plan(system, read_plan(PLAN.read_bytes()))
        undo(system)
        assert current_plan() is None
        redo(system)
        plan = current_plan()
        assert plan is not None
        assert len(cards_of(plan.id, clock())) == 35


def test_what_is_final_is_passed_by(board: MadeBoard) -> None:
    move(board.eva, first(board), Status.DONE)
    add_key(board.eva, board.eva.member_id or 0, "ssh-ed25519 AAAA", "SHA256:x")
    assert undo(board.eva).cards == (first(board),)


def test_anybodys_action_can_be_taken_back_from_the_history(board: MadeBoard) -> None:
    move(board.bo, first(board), Status.DONE)
    take_back(board.eva, changes_after(0)[-1].action_id)
    assert card(first(board), board.clock()).status is Status.NOT_STARTED
    with pytest.raises(Gone, match="redan ångrat"):
        take_back(board.bo, changes_of_card(first(board))[1].action_id)


def test_a_deputy_cannot_take_back_what_the_board_did(board: MadeBoard) -> None:
    move(board.bo, first(board), Status.DONE)
    with pytest.raises(NotAllowed):
        take_back(board.cia, changes_after(0)[-1].action_id)


def test_with_nothing_done_there_is_nothing_to_undo(board: MadeBoard) -> None:
    with pytest.raises(Gone, match="inget mer att ångra"):
        undo(board.bo)


@dataclass
class Deed:
    """One action in the model: what it wrote to which card."""

    who: int
    number: int
    writes: dict[str, tuple[object, object]]
    undone: bool = False


@dataclass
class Imagined:
    """The board as a dictionary, with a list of deeds and each member's stacks."""

    cards: dict[int, dict[str, object]] = field(default_factory=dict)
    done: dict[int, list[Deed]] = field(default_factory=dict)
    redoable: dict[int, list[Deed]] = field(default_factory=dict)

    def do(self, who: int, number: int, **values: object) -> None:
        held = self.cards[number]
        writes = {name: (held[name], value) for name, value in values.items() if held[name] != value}
        if writes:
            held.update({name: new for name, (_, new) in writes.items()})
            self.done.setdefault(who, []).append(Deed(who, number, writes))
            self.redoable[who] = []

    def swap(self, deed: Deed, old: int, new: int) -> bool:
        held = self.cards[deed.number]
        if any(held[name] != pair[old] for name, pair in deed.writes.items()):
            return False
        held.update({name: pair[new] for name, pair in deed.writes.items()})
        return True


PEOPLE = st.integers(0, 2)
CARDS = st.integers(0, 2)


class UndoMachine(RuleBasedStateMachine):
    """Three members change three cards, undo and redo; the database must agree with the model."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.door = shell_door(Path(self.folder.name) / "x.db")
        self.door.__enter__()
        self.clock = StoppedClock(pendulum.datetime(2023, 10, 4, tz="Europe/Stockholm"))
        system = owner(self.clock)
        with action(system, "plan") as act:
            year = pendulum.date(2023, 1, 1)
            plan = act.create(Plan(title="Plan", starts=year, ends=year.end_of("year")))
        self.actors: list[Actor] = []
        for name in ("Eva Ek", "Bo Berg", "Cia Dal"):
            row = add_member(system, name, (Role.BOARD_MEMBER,))
            self.actors.append(actor_of(row.id, self.clock))
        self.numbers = [add(system, Wording(f"Kort {n}")).id for n in range(3)]
        self.plan_id = plan.id
        self.model = Imagined(
            {
                n: {
                    "status": 1,
                    "by_hand": False,
                    "finished": None,
                    "paused": False,
                    "due": None,
                    "people": (),
                }
                for n in self.numbers
            }
        )

    def teardown(self) -> None:
        if hasattr(self, "door"):
            self.door.__exit__(None, None, None)
            self.folder.cleanup()

    @rule(who=PEOPLE, place=CARDS, status=st.sampled_from(Status))
    def move(self, who: int, place: int, status: Status) -> None:
        number = self.numbers[place]
        move(self.actors[who], number, status)
        if self.model.cards[number]["status"] != status:
            finished = dt.date(2023, 10, 4) if status is Status.DONE else None
            self.model.do(who, number, status=int(status), by_hand=True, finished=finished)

    @rule(who=PEOPLE, place=CARDS)
    def pause(self, who: int, place: int) -> None:
        number = self.numbers[place]
        pause(self.actors[who], number)
        self.model.do(who, number, paused=not self.model.cards[number]["paused"])

    @rule(who=PEOPLE, place=CARDS, day=st.sampled_from([None, dt.date(2023, 11, 1), dt.date(2023, 12, 1)]))
    def due(self, who: int, place: int, day: dt.date | None) -> None:
        set_due(self.actors[who], self.numbers[place], day)
        self.model.do(who, self.numbers[place], due=day)

    @rule(who=PEOPLE, place=CARDS, chosen=st.sets(PEOPLE))
    def assign(self, who: int, place: int, chosen: set[int]) -> None:
        ids = tuple(sorted(self.actors[one].member_id or 0 for one in chosen))
        assign(self.actors[who], self.numbers[place], ids)
        self.model.do(who, self.numbers[place], people=ids)

    @rule(who=PEOPLE)
    def undo(self, who: int) -> None:
        stack = self.model.done.get(who, [])
        if not stack:
            with pytest.raises(Gone):
                undo(self.actors[who])
        elif self.model.swap(stack[-1], old=1, new=0):
            undo(self.actors[who])
            self.model.redoable.setdefault(who, []).append(stack.pop())
        else:
            with pytest.raises(Superseded):
                undo(self.actors[who])

    @rule(who=PEOPLE)
    def redo(self, who: int) -> None:
        stack = self.model.redoable.get(who, [])
        if not stack:
            with pytest.raises(Gone):
                redo(self.actors[who])
        elif self.model.swap(stack[-1], old=0, new=1):
            redo(self.actors[who])
            self.model.done.setdefault(who, []).append(stack.pop())
        else:
            with pytest.raises(Superseded):
                redo(self.actors[who])

    @invariant()
    def the_database_agrees(self) -> None:
        if not hasattr(self, "model"):
            return
        for row in cards_of(self.plan_id, self.clock()):
            record = Commitment.get_by_id(row.id)
            held = {
                "status": int(row.status),
                "by_hand": record.status_by_hand,
                "finished": row.finished,
                "paused": row.paused,
                "due": row.due,
                "people": tuple(sorted(person.id for person in row.responsible)),
            }
            assert held == self.model.cards[row.id]

    @invariant()
    def the_journal_tells_the_whole_story(self) -> None:
        if not hasattr(self, "model"):
            return
        for number in self.numbers:
            status = None
            for change in reversed(changes_of_card(number, 10_000)):
                if "status" in change.fields:
                    before, status = change.fields["status"]
                    assert before in {None, status} or before != status
            assert status == self.model.cards[number]["status"]


UndoMachine.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestUndoMachine = UndoMachine.TestCase


def test_nothing_outside_the_journal_is_left_after_a_refused_action(board: MadeBoard) -> None:
    def interrupted() -> None:
        with action(board.eva, "x") as act:
            act.create(Tick(commitment=first(board), day=dt.date(2023, 1, 1), number=1))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert Tick.select().count() == 0
    assert not database.in_transaction()
