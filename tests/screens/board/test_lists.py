"""The plan as lists by area, person and time: the same keys, and live as the board is."""

import pytest
from textual.events import Key

from models.card_changes import archive, assign, move, set_due
from models.card_form import Wording, add
from models.commitment import Status
from models.grouping import Shape
from screens.board.listing import CardList
from screens.board.screen import BoardScreen
from screens.board.widget import Board
from tests.screens.board.seat import SIZES, Room, Sat

LISTS = [Shape.AREAS, Shape.PEOPLE, Shape.TIMES]


async def show(sat: Sat, shape: Shape) -> CardList:
    await sat.press(*["w"] * list(Shape).index(shape))
    assert isinstance(sat.board, CardList)
    return sat.board


def line_of_cursor(sat: Sat) -> int:
    """The row of the screen the cursor's card stands on."""
    lines = sat.text.split("\n")
    return next(y for y, line in enumerate(lines[4:], 4) if "▌" in line and sat.card.title[:10] in line)


async def test_w_goes_through_the_views_and_back_and_the_cursor_stays_on_its_card(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("right", "down", "down")
        here = eva.card.id
        seen = []
        for _ in Shape:
            await eva.press("w")
            seen.append(eva.text)
            assert eva.card.id == here
        assert [
            name in text for name, text in zip(("Per område", "Per person", "Per tid"), seen, strict=False)
        ]
        assert "Per område  36" in seen[0]
        assert "Per person  36" in seen[1]
        assert "Per tid  36" in seen[2]
        assert isinstance(eva.board, Board)
        await eva.press("down")
        assert eva.card.id != here


async def test_the_menu_leads_to_each_view(room: Room) -> None:
    async with room.opened() as eva:
        shapes = []
        for words in ("per person", "per tid", "vy: tavlan"):
            await eva.press("colon", *("space" if sign == " " else sign for sign in words), "enter")
            shapes.append(eva.screen.viewing.shape)
        assert shapes == [Shape.PEOPLE, Shape.TIMES, Shape.BOARD]


async def test_what_is_typed_before_the_list_is_laid_out_reaches_the_same_card(room: Room) -> None:
    async with room.opened() as eva:
        here = eva.card.id
        for key in ("w", "3", "w", "down", "up", "w", "w"):
            eva.app.post_message(Key(key, key))
        await eva.until("Pågår  19")
        assert (eva.card.id, eva.card.status) == (here, 3)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", LISTS)
async def test_every_card_can_be_walked_to_and_no_line_is_too_long(
    room: Room, shape: Shape, size: tuple[int, int]
) -> None:
    async with room.opened(size=size) as eva:
        board = await show(eva, shape)
        await eva.press("home")
        walked = [eva.card.id]
        for _ in range(60):
            before = board._places[0]
            board.move_cursor(0, 1)
            walked.append(eva.card.id)
            if board._places[0] == before:
                break
        assert {card.id for card in eva.screen.view.cards} == set(walked)
        await eva.settle()
        assert all(len(line) == size[0] for line in eva.text.split("\n"))
        assert line_of_cursor(eva) < size[1] - 2


@pytest.mark.parametrize("shape", LISTS)
async def test_commands_do_the_same_in_each_list(room: Room, shape: Shape) -> None:
    async with room.opened() as eva:
        await show(eva, shape)
        card = eva.card
        await eva.press("3")
        assert (eva.card.id, eva.card.status) == (card.id, 3)
        assert "Pågår" in eva.text.split("\n")[line_of_cursor(eva)]
        await eva.press("u", "m", "down", "enter")
        assert (eva.card.id, eva.card.status) == (card.id, 2)
        await eva.press("u", "enter")
        assert not isinstance(eva.app.screen, BoardScreen)
        await eva.press("escape")
        assert (eva.card.id, eva.card.status) == (card.id, 1)


@pytest.mark.parametrize("shape", LISTS)
async def test_what_others_do_keeps_cursor_scroll_and_marks(room: Room, shape: Shape) -> None:
    async with room.opened() as eva:
        board = await show(eva, shape)
        bo = (await room.session("Bo")).actor
        own = await room.doors.order(
            add, bo, Wording("Ett eget kort", eva.screen.view.areas[0].id, responsible=(bo.member_id or 0,))
        )
        await eva.until("  37 ")
        await eva.press("end", "up", "up", "space", "up")
        here, marks, line = eva.card.id, eva.screen.marks, line_of_cursor(eva)
        assert board._columns[0].scroll > 0
        others = [card.id for card in eva.screen.view.cards if card.id not in {here, own.id, *marks}]
        await room.doors.order(move, bo, others[0], Status.DONE)
        await room.doors.order(set_due, bo, others[1], eva.screen.session.now.date())
        await room.doors.order(assign, bo, others[2], (bo.member_id or 0,))
        await room.doors.order(archive, bo, own.id)
        await eva.until(lambda: not eva.knows(own.id))
        assert (eva.card.id, eva.screen.marks) == (here, marks)
        assert line_of_cursor(eva) == line


async def test_a_card_with_two_responsible_stands_under_each_and_only_one_has_the_cursor(room: Room) -> None:
    async with room.opened() as eva:
        board = await show(eva, Shape.PEOPLE)
        shared = next(card for card in eva.screen.view.cards if len(card.responsible) == 2)
        board.go_to(shared.id)
        await eva.settle()
        first = board._places[0]
        await eva.press("end")
        while board._places[0] > first and eva.card.id != shared.id:
            board.move_cursor(0, -1)
        second = board._places[0]
        assert second > first
        await eva.press("3")
        assert (eva.card.id, board._places[0]) == (shared.id, second)
        assert sum("▌" in line for line in eva.text.split("\n")[4:]) == 1


async def test_a_card_that_leaves_its_person_takes_the_cursor_along(room: Room) -> None:
    async with room.opened() as eva:
        await show(eva, Shape.PEOPLE)
        card = next(card for card in eva.screen.view.cards if len(card.responsible) == 1)
        eva.board.go_to(card.id)
        await room.doors.order(assign, (await room.session("Eva")).actor, card.id, ())
        await eva.until(lambda: not eva.find(card.title).responsible)
        assert eva.card.id == card.id
        assert "Ingen ansvarig" in eva.text


async def test_who_looks_at_a_card_stands_on_its_row(room: Room) -> None:
    async with room.opened() as eva, room.opened("Bo") as bo:
        await show(eva, Shape.AREAS)
        await bo.press("down")
        await eva.until(
            lambda: any(bo.card.title[:12] in line and "• Bo" in line for line in eva.text.split("\n"))
        )


async def test_from_a_list_one_goes_left_to_the_areas_and_they_sieve_it(room: Room) -> None:
    async with room.opened() as eva:
        await show(eva, Shape.TIMES)
        await eva.press("left", "down")
        assert {card.area_id for card in eva.board.rows} == {eva.screen.view.areas[0].id}
        await eva.press("right", "3")
        assert eva.card.status == 3


async def test_a_resize_keeps_the_cursor_on_its_row(room: Room) -> None:
    async with room.opened() as eva:
        await show(eva, Shape.TIMES)
        await eva.press("end", "up")
        here = eva.card.id
        for size in ((80, 24), (40, 15), (1, 1), (300, 120), (20, 5), (120, 36)):
            await eva.pilot.resize_terminal(*size)
            await eva.settle()
            assert eva.card.id == here


async def test_walking_from_page_to_page_follows_the_list(room: Room) -> None:
    async with room.opened() as eva:
        await show(eva, Shape.PEOPLE)
        await eva.press("home")
        second = eva.board.in_order[1]
        await eva.press("enter", "right", "escape")
        assert eva.card.id == second
