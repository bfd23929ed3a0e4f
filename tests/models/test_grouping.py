"""Cards in groups and in order: by area, by person, by time."""

import datetime as dt
from dataclasses import replace

from models.board import board_view
from models.card import Card
from models.card_changes import assign
from models.commitment import Status
from models.grouping import Order, Shape, grouped, ordered
from models.people import Person
from models.plan import AreaRow
from tests.conftest import MadeBoard

TODAY = dt.date(2023, 10, 4)


def cards_and_areas(board: MadeBoard) -> tuple[tuple[Card, ...], tuple[AreaRow, ...]]:
    view = board_view(board.eva, board.clock())
    assert view is not None
    return view.cards, view.areas


def test_by_area_the_whole_plan_is_last_and_empty_areas_are_left_out(board: MadeBoard) -> None:
    cards, areas = cards_and_areas(board)
    kept = tuple(card for card in cards if card.area_id in (areas[1].id, None))
    groups = grouped(Shape.AREAS, kept, areas, TODAY)
    assert [group.title for group in groups] == [f"2 {areas[1].title}", "Hela planen"]
    assert tuple(card for group in groups for card in group.cards) == kept


def test_by_person_a_shared_card_stands_under_each_and_those_without_are_last(board: MadeBoard) -> None:
    cards, _ = cards_and_areas(board)
    assign(board.eva, cards[0].id, (board.eva.member_id or 0, board.bo.member_id or 0))
    cards, areas = cards_and_areas(board)
    groups = grouped(Shape.PEOPLE, cards[:3], areas, TODAY)
    assert [group.title for group in groups] == ["Bo Berg", "Eva Ek", "Ingen ansvarig"]
    assert [[card.id for card in group.cards] for group in groups] == [
        [cards[0].id],
        [cards[0].id],
        [cards[1].id, cards[2].id],
    ]


def test_by_time_each_card_stands_where_its_day_is(board: MadeBoard) -> None:
    cards, areas = cards_and_areas(board)
    days = {
        dt.date(2023, 10, 3): "Försenat",
        dt.date(2023, 10, 4): "Denna vecka",
        dt.date(2023, 10, 8): "Denna vecka",
        dt.date(2023, 10, 9): "Nästa vecka",
        dt.date(2023, 10, 15): "Nästa vecka",
        dt.date(2023, 10, 16): "Den här månaden",
        dt.date(2023, 10, 31): "Den här månaden",
        dt.date(2023, 11, 1): "Senare",
        None: "Utan datum",
    }
    for day, title in days.items():
        groups = grouped(Shape.TIMES, (replace(cards[0], due=day),), areas, TODAY)
        assert [group.title for group in groups] == [title], day
    late = replace(cards[0], due=dt.date(2023, 1, 1))
    for rest in (replace(late, status=Status.DONE), replace(late, paused=True), replace(late, dropped="§ 4")):
        assert grouped(Shape.TIMES, (rest,), areas, TODAY)[0].title == "Vilar eller avslutat"


def test_a_week_that_ends_in_another_month_or_year_is_still_this_one(board: MadeBoard) -> None:
    cards, areas = cards_and_areas(board)
    card = replace(cards[0], due=dt.date(2024, 1, 7))
    assert grouped(Shape.TIMES, (card,), areas, dt.date(2023, 12, 29))[0].title == "Nästa vecka"


def test_each_order_keeps_the_plans_among_those_alike(board: MadeBoard) -> None:
    one, two, three, four = cards_and_areas(board)[0][:4]
    given = (
        replace(one, title="Öl", due=None, happened=None),
        replace(two, title="ål", due=dt.date(2023, 12, 1), happened=dt.date(2023, 5, 1)),
        replace(three, title="Wå", due=dt.date(2023, 11, 1), happened=dt.date(2023, 9, 1)),
        replace(four, title="va", due=None, happened=None, responsible=(Person(1, "Bo Berg", "Bo"),)),
    )
    places = {card.id: place for place, card in enumerate(given, 1)}
    found = {order: [places[card.id] for card in ordered(given, order)] for order in Order}
    assert found == {
        Order.PLAN: [1, 2, 3, 4],
        Order.DUE: [3, 2, 1, 4],
        Order.HAPPENED: [3, 2, 1, 4],
        Order.TITLE: [4, 3, 2, 1],
        Order.RESPONSIBLE: [4, 1, 2, 3],
    }
