"""Fills an empty database with the demo: members, the real plan, and some months of life."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pendulum

from models.access import owner
from models.assignment import actor_of
from models.card import cards_of
from models.clock import STOCKHOLM
from models.database import database
from models.demo.months import EVENTS
from models.demo.people import PEOPLE
from models.demo.scene import MovingClock, Scene, play
from models.enrolment import NewKey
from models.importing import import_plan
from models.key import add_key
from models.plan import areas_of
from models.preference import prefer
from models.readers.plan_text import read_plan
from models.roster import add_member
from models.trial import PREFERENCE, Trial

STARTS = pendulum.datetime(2023, 10, 4, 18, 30, tz=STOCKHOLM)
"""The moment the demo begins: a Wednesday evening, so that nothing looks years late."""
PLAN = Path(__file__).with_name("verksamhetsplan-2023.txt")
"""The plan of a real association, as its annual meeting adopted it."""
_ELECTED = dt.date(2023, 3, 19)
_SETTLED_IN = pendulum.datetime(2023, 3, 19, 18, 0, tz=STOCKHOLM)
_READ_IN = pendulum.datetime(2023, 3, 20, 19, 15, tz=STOCKHOLM)


def live(keys: Mapping[str, NewKey]) -> dict[str, int]:
    """Let it all happen in the open database, and answer with the members by what the demo calls them.

    `keys` lets some of them in, by the same names.
    """
    clock = MovingClock(_SETTLED_IN)
    with database.atomic():
        members = _enrolled(clock)
        for name, key in keys.items():
            add_key(owner(clock), members[name], key.line, key.fingerprint, key.computer)
        actors = {key: actor_of(number, clock, f"demo-{key}") for key, number in members.items()}
        clock.moment = _READ_IN
        plan = import_plan(actors["eva"], read_plan(PLAN.read_bytes()))
        cards = [card.id for card in cards_of(plan.id, clock())]
        scene = Scene(clock, actors, cards, [area.id for area in areas_of(plan.id)])
        play(scene, EVENTS)
    return members


def _enrolled(clock: MovingClock) -> dict[str, int]:
    members: dict[str, int] = {}
    for one in PEOPLE:
        since = _ELECTED if one.roles else dt.date(one.joined, 1, 1)
        row = add_member(owner(clock), one.name, one.roles, district=one.district, since=since)
        if one.key:
            members[one.key] = row.id
            # Whoever looks at the demo wants the board, and no questions about a terminal.
            prefer(row.id, PREFERENCE, Trial().kept())
    return members
