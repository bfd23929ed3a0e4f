"""The boards that are measured: the demo's, and one with two thousand cards."""

from dataclasses import dataclass, replace
from pathlib import Path

import asyncssh
import pendulum

from models import card_changes, card_form, today
from models.assignment import actor_of
from models.card import cards_of
from models.commitment import Status
from models.database import database
from models.door import shell_door
from models.member import Member
from models.plan import areas_of, require_plan
from models.preference import prefer
from tui.config import Limits, write
from tui.demo import DemoBoard, make_demo

ROOM = Limits(sessions=300, sessions_per_member=300, unauthenticated=200, unauthenticated_per_source=200)
"""So that what is measured is never a refusal."""


@dataclass(frozen=True, slots=True)
class Place:
    """A board in a folder, and what it takes to log in to it."""

    config: Path
    port: int
    cards: int
    keys: tuple[tuple[str, asyncssh.SSHKey], ...]
    """Login names with their private keys."""
    known_hosts: asyncssh.SSHKnownHosts
    columns: tuple[tuple[str, ...], ...]
    """The titles of the cards in each column, for another program's board."""


def make_board(into: Path, cards: int | None = None) -> Place:
    """Make the demo's board, filled up to so many cards."""
    board = make_demo(into, pendulum.now())
    config = write(board.config.path, replace(board.config, limits=ROOM))
    with shell_door(config.database_path):
        plan = require_plan()
        if cards is not None:
            _fill(board, cards)
        made = cards_of(plan.id, config.clock()())
        for member in Member.select(Member.id):
            # What is measured is the board, and not what meets a member over it.
            prefer(member.id, today.PREFERENCE, today.OFF)
    columns = tuple(tuple(card.title for card in made if card.status is status) for status in Status)
    keys = tuple((name, asyncssh.read_private_key(into / "keys" / name)) for name in board.keys)
    known_hosts = asyncssh.read_known_hosts(str(into / "known_hosts"))
    return Place(config.path, board.port, len(made), keys, known_hosts, columns)


def _fill(board: DemoBoard, wanted: int) -> None:
    clock = board.config.clock()
    actor, plan = actor_of(board.chair, clock, "bench"), require_plan()
    areas = areas_of(plan.id)
    there = len(cards_of(plan.id, clock()))
    with database.atomic():
        for number in range(there, wanted):
            title = f"Påhittat åtagande nummer {number} för en stor förening"
            area = areas[number % len(areas)].id
            card = card_form.add(actor, card_form.Wording(title, area))
            if (status := Status(number % 4 + 1)) is not card.status:
                card_changes.move(actor, card.id, status)
