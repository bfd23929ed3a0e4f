"""What every test may ask for: a stopped clock, and a database with the real plan and four people."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pendulum
import pytest

from models.access import Actor, Role, owner
from models.assignment import actor_of
from models.clock import Clock, StoppedClock
from models.door import shell_door
from models.importing import import_plan
from models.plan import PlanRow
from models.readers.plan_text import read_plan
from models.roster import add_member
from tui.mending import mend_textual

mend_textual()
gc.freeze()
gc.set_threshold(100_000, 50, 100)

PLAN = Path(__file__).parent.parent / "models" / "demo" / "verksamhetsplan-2023.txt"
PEOPLE = {
    "eva": ("Eva Ek", Role.CHAIR),
    "bo": ("Bo Berg", Role.BOARD_MEMBER),
    "cia": ("Cia Dal", Role.DEPUTY),
    "rut": ("Rut Ros", Role.AUDITOR),
}


@dataclass(frozen=True)
class MadeBoard:
    """A database with a board of four, and the real plan."""

    path: Path
    clock: Clock
    plan: PlanRow
    eva: Actor
    bo: Actor
    cia: Actor
    rut: Actor


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(pendulum.datetime(2023, 10, 4, 18, 30, tz="Europe/Stockholm"))


@pytest.fixture
def board(tmp_path: Path, clock: StoppedClock) -> Iterator[MadeBoard]:
    """The board, with this thread's connection open."""
    made = _make(tmp_path / "tavlan.db", clock)
    with shell_door(made.path):
        yield made


@pytest.fixture
def closed_board(tmp_path: Path, clock: StoppedClock) -> MadeBoard:
    """The board, for a test that opens doors of its own."""
    return _make(tmp_path / "tavlan.db", clock)


def _make(path: Path, clock: Clock) -> MadeBoard:
    with shell_door(path, new=True):
        system = owner(clock)
        made = {key: add_member(system, name, (role,)) for key, (name, role) in PEOPLE.items()}
        plan = import_plan(system, read_plan(PLAN.read_bytes()))
        actors = {key: actor_of(row.id, clock, session=key) for key, row in made.items()}
        return MadeBoard(path, clock, plan, **actors)
