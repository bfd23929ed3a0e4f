"""Walking a column, or from page to page, while cards move: none is skipped and none comes twice."""

import pytest

from models.card_changes import archive, move
from models.card_form import Wording, add
from models.commitment import Status
from screens.board.columns import COLUMNS
from screens.card import CardScreen
from tests.screens.board.seat import Room, Sat


def column(sat: Sat, status: Status) -> list[int]:
    return [card.id for card in sat.board.rows if card.status == status]


def page(sat: Sat) -> CardScreen:
    assert isinstance(sat.app.screen, CardScreen)
    return sat.app.screen


async def until_gone(sat: Sat, card_id: int, status: Status) -> None:
    await sat.until(lambda: card_id not in column(sat, status))


# On the board


@pytest.mark.parametrize(
    "keys",
    [("3", "left"), ("L", "left"), ("m", "right", "right", "enter", "left"), ("m", "right", "enter", "h")],
)
async def test_moving_and_stepping_back_walks_a_column_card_by_card(
    room: Room, keys: tuple[str, ...]
) -> None:
    async with room.opened() as eva:
        waiting = column(eva, Status.NOT_STARTED)
        eva.board.go_to(waiting[1])
        for number in waiting[1:4]:
            assert eva.card.id == number
            await eva.press(*keys)
        assert eva.card.id == waiting[4]


async def test_the_way_back_also_goes_to_the_right(room: Room) -> None:
    async with room.opened() as eva:
        planned = column(eva, Status.PLANNED)
        eva.board.go_to(planned[0])
        await eva.press("1", "right")
        assert eva.card.id == planned[1]


async def test_where_none_followed_the_way_back_ends_on_the_last(room: Room) -> None:
    async with room.opened() as eva:
        waiting = column(eva, Status.NOT_STARTED)
        eva.board.go_to(waiting[-1])
        await eva.press("2", "left")
        assert eva.card.id == waiting[-2]


async def test_a_column_that_was_emptied_is_gone_back_to_all_the_same(room: Room) -> None:
    async with room.opened() as eva:
        for number in column(eva, Status.DONE):
            eva.board.go_to(number)
            await eva.press("3")
        await eva.press("right")
        assert COLUMNS[eva.board.cursor_column] is Status.DONE
        assert eva.board.card is None


async def test_a_wrong_digit_set_right_still_leads_back_to_where_one_walked(room: Room) -> None:
    async with room.opened() as eva:
        waiting = column(eva, Status.NOT_STARTED)
        await eva.press("2", "3", "left")
        assert eva.card.id == waiting[1]


async def test_any_other_step_forgets_the_way_back(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("3", "down", "up", "left")
        assert eva.card.status == Status.PLANNED


async def test_a_move_taken_back_leaves_nothing_to_go_back_to(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("3", "u", "right")
        assert eva.card.status == Status.PLANNED


async def test_the_way_back_passes_by_a_card_that_somebody_moved_meanwhile(room: Room) -> None:
    async with room.opened() as eva:
        waiting = column(eva, Status.NOT_STARTED)
        await eva.press("3")
        bo = await room.session("Bo")
        await room.doors.order(move, bo.actor, waiting[1], Status.DONE)
        await until_gone(eva, waiting[1], Status.NOT_STARTED)
        await eva.press("left")
        assert eva.card.id == waiting[2]


# From page to page


async def test_the_pages_follow_the_board_column_by_column_and_back(room: Room) -> None:
    async with room.opened() as eva:
        whole = [number for status in COLUMNS for number in column(eva, status)]
        at = len(column(eva, Status.NOT_STARTED)) - 2
        eva.board.go_to(whole[at])
        await eva.press("enter")
        for number in whole[at + 1 : at + 4]:
            await eva.press("right")
            assert page(eva).card_id == number
        await eva.press("left", "h", "l")
        assert page(eva).card_id == whole[at + 2]
        await eva.press("escape")
        assert eva.card.id == whole[at + 2]


async def test_only_what_is_shown_on_the_board_is_paged_through_and_the_ends_say_so(room: Room) -> None:
    async with room.opened("Bo") as bo:
        await bo.press("b", "home", "enter", "left")
        assert bo.news == "Det här är det första kortet."
        mine = {card.id for card in bo.board.rows}
        seen = {page(bo).card_id}
        for _ in range(len(mine) - 1):
            await bo.press("right")
            seen.add(page(bo).card_id)
        assert seen == mine
        await bo.press("right")
        assert bo.news == "Det här är det sista kortet."


async def test_a_key_typed_at_once_concerns_the_card_one_steps_to(room: Room) -> None:
    async with room.opened() as eva:
        waiting = column(eva, Status.NOT_STARTED)
        await eva.press("enter")
        await eva.pilot.press("right", "3", "right", "3")
        await eva.press("escape")
        await until_gone(eva, waiting[2], Status.NOT_STARTED)
        assert column(eva, Status.NOT_STARTED)[:2] == [waiting[0], waiting[3]]


async def test_a_page_whose_card_is_archived_still_leads_to_its_neighbours(room: Room) -> None:
    async with room.opened() as eva:
        bo = await room.session("Bo")
        own = await room.doors.order(add, bo.actor, Wording("Ett eget kort"))
        await eva.until(lambda: eva.knows(own.id))
        waiting = column(eva, Status.NOT_STARTED)
        place = waiting.index(own.id)
        eva.board.go_to(own.id)
        await eva.press("enter")
        await room.doors.order(archive, bo.actor, own.id)
        await until_gone(eva, own.id, Status.NOT_STARTED)
        await eva.press("left")
        assert page(eva).card_id == waiting[place - 1]


async def test_a_card_chosen_from_the_menu_has_neighbours_though_it_is_not_shown(room: Room) -> None:
    async with room.opened("Bo") as bo:
        foreign = next(
            card for card in bo.screen.view.cards if all(one.short != "Bo" for one in card.responsible)
        )
        await bo.press("b", "enter", "colon", *str(foreign.id), "enter")
        assert page(bo).card_id == foreign.id
        whole = [card.id for status in COLUMNS for card in bo.screen.view.cards if card.status == status]
        await bo.press("right")
        assert page(bo).card_id == whole[whole.index(foreign.id) + 1]


# What was said


@pytest.mark.parametrize(
    "keys",
    [("enter", "escape"), ("question_mark", "escape"), ("slash", "escape"), ("m", "enter"), ("c", "escape")],
)
async def test_what_was_said_of_a_command_is_gone_when_one_has_been_elsewhere(
    room: Room, keys: tuple[str, ...]
) -> None:
    async with room.opened() as eva:
        await eva.press("3", "u")
        assert eva.news.startswith("Ångrat: ")
        await eva.press("down", "up")
        assert eva.news.startswith("Ångrat: ")
        await eva.press(*keys)
        assert eva.news == ""


async def test_what_others_did_stays_when_one_has_been_elsewhere(room: Room) -> None:
    async with room.opened() as eva:
        bo = await room.session("Bo")
        await room.doors.order(move, bo.actor, eva.card.id, Status.DONE)
        await eva.until("Klart  4")
        told = eva.news
        assert told.startswith("Bo ")
        await eva.press("enter", "escape", "slash", "escape")
        assert eva.news == told
