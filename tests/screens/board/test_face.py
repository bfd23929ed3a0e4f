"""What a card's face says in little room: whole words rather than all of them, and never fewer people."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.card import Card
from models.people import Person
from models.plan import PlanRow
from models.target import Kind, Per, Target
from screens.board.face import Face, Tone, face_of
from tests.screens.board.seat import CLOCK, Room

TODAY = CLOCK().date()
IN_A_COLUMN = 20
"""Cells for the note and the name, where four columns stand beside the areas in a terminal of 120."""
WORDS = st.text("abcåäö 日", max_size=12)
FACES = st.builds(
    Face,
    st.just("Titel"),
    st.just(" "),
    st.lists(WORDS, min_size=1, max_size=4).map(tuple),
    WORDS.filter(bool),
    st.sampled_from(("", "+1", "+12")),
    st.just(Tone.PLAIN),
)


@pytest.fixture
async def card(room: Room) -> tuple[Card, PlanRow]:
    async with room.opened() as eva:
        plain = dataclasses.replace(
            eva.find("Sossecaféer"), target=Target(Kind.ONCE), due=None, responsible=(), steps=(0, 0), done=0
        )
        return plain, eva.screen.view.plan


def said(given: tuple[Card, PlanRow], room: int, *names: str, **fields: object) -> tuple[str, str]:
    card, plan = given
    people = tuple(Person(number, name, name) for number, name in enumerate(names))
    changed = dataclasses.replace(card, responsible=people, **fields)  # type: ignore[arg-type]
    return face_of(changed, plan, TODAY).sides(room)


def test_a_day_of_another_year_is_told_by_its_month_where_the_week_has_no_room(
    card: tuple[Card, PlanRow],
) -> None:
    due = dt.date(2026, 5, 31)
    assert said(card, 36, "Cia", due=due) == ("senast v. 22 2026", "Cia")
    assert said(card, IN_A_COLUMN, "Cia", due=due) == ("senast maj 2026", "Cia")
    assert said(card, IN_A_COLUMN, "Lars-Åke", due=due) == ("maj 2026", "Lars-Åke")


def test_late_is_said_whole_beside_whole_names(card: tuple[Card, PlanRow]) -> None:
    due = dt.date(2023, 9, 15)
    assert said(card, IN_A_COLUMN, "Amira", due=due) == ("försenat v. 37", "Amira")
    assert said(card, IN_A_COLUMN, "Amira", "Bo", due=due) == ("försenat", "Amira +1")
    last_year = dt.date(2022, 12, 15)
    assert said(card, IN_A_COLUMN, "Bo", due=last_year) == ("försenat dec 2022", "Bo")


def test_the_count_stays_where_the_week_has_no_room(card: tuple[Card, PlanRow]) -> None:
    counted = {"target": Target(Kind.COUNT, 6, Per.YEAR), "done": 5, "due": dt.date(2023, 11, 15)}
    assert said(card, 30, "Eva", **counted) == ("5/6 ●●●●●○  v. 46", "Eva")
    assert said(card, IN_A_COLUMN, "Eva", **counted) == ("5/6  v. 46", "Eva")
    assert said(card, IN_A_COLUMN, "Lars-Åke", "Bo", **counted) == ("5/6", "Lars-Åke +1")


def test_steps_that_are_left_are_told_where_they_push_nothing_away(card: tuple[Card, PlanRow]) -> None:
    counted = {"target": Target(Kind.COUNT, 2, Per.YEAR), "done": 1, "due": dt.date(2023, 11, 15)}
    assert said(card, IN_A_COLUMN, "Bo", steps=(2, 5)) == ("steg 2/5", "Bo")
    assert said(card, 36, "Bo", steps=(2, 5), **counted) == ("1/2 ●○  v. 46  steg 2/5", "Bo")
    assert said(card, IN_A_COLUMN, "Bo", steps=(2, 5), **counted) == ("1/2 ●○  v. 46", "Bo")
    assert said(card, 36, "Bo", steps=(5, 5)) == ("", "Bo")
    assert said(card, 36, "Bo", steps=(2, 5), dropped="för dyrt") == ("utgår", "Bo")


@given(FACES, st.integers(1, 40))
def test_note_and_names_fit_with_a_space_between_them(face: Face, room: int) -> None:
    note, who = face.sides(room)
    assert cell_len(note) + cell_len(who) + (1 if note and who else 0) <= room
    assert cell_len(face.who_in(room)) <= room
    assert cell_len(face.note_in(room)) <= room


@given(FACES, st.integers(9, 40))
def test_how_many_more_are_responsible_is_never_cut_away(face: Face, room: int) -> None:
    assert face.sides(room)[1].endswith(face.others)
    assert face.who_in(room).endswith(face.others)
