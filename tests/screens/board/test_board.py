"""The board by keys: what a member sees and can do."""

import pytest

from screens.card import CardScreen
from screens.widgets.header import HeaderLine
from tests.screens.board.seat import SIZES, Room, Sat


@pytest.mark.parametrize("size", SIZES)
async def test_the_board_shows_the_plan_at_every_size(room: Room, size: tuple[int, int]) -> None:
    async with room.opened(size=size) as eva:
        for words in ("Ej påbörjat", "21/35", "v. 40", "? hjälp"):
            assert words in eva.text
        assert all(len(line.rstrip()) <= size[0] for line in eva.text.split("\n"))


async def test_a_digit_moves_the_card_and_the_cursor_follows_it(room: Room) -> None:
    async with room.opened() as eva:
        card = eva.card
        await eva.press("3")
        assert eva.card.id == card.id
        assert eva.card.status == 3
        assert eva.news == f"{card.title} flyttad till Pågår. u ångrar."
        assert "Pågår  19" in eva.text


async def test_undo_and_redo_name_what_they_did(room: Room) -> None:
    async with room.opened() as eva:
        title = eva.card.title
        await eva.press("3", "u")
        assert eva.news == f"Ångrat: du flyttade {title} till Pågår. U gör om."
        assert eva.card.status == 1
        await eva.press("U")
        assert eva.card.status == 3


async def test_m_lifts_arrows_show_where_enter_drops_and_esc_puts_back(room: Room) -> None:
    async with room.opened() as eva:
        card = eva.card
        await eva.press("m", "right", "right", "escape")
        assert eva.card.status == 1
        await eva.press("m", "right", "right")
        assert eva.board.lifted == 3
        assert eva.find(card.title).status == 1
        await eva.press("enter")
        assert (eva.card.id, eva.card.status) == (card.id, 3)


@pytest.mark.parametrize(("key", "status"), [("L", 2), ("shift+right", 2), ("H", 1), ("shift+left", 1)])
async def test_shift_and_an_arrow_moves_at_once(room: Room, key: str, status: int) -> None:
    async with room.opened() as eva:
        await eva.press(key)
        assert eva.card.status == status


async def test_search_shows_as_one_types_and_esc_shows_all(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("slash", *"riddar")
        assert any("Riddarhyttan" in card.title for card in eva.board.rows)
        assert len(eva.board.rows) < 6
        await eva.press("enter")
        assert "”riddar”" in eva.text
        await eva.press("3")
        assert eva.card.status == 3
        await eva.press("escape")
        assert len(eva.board.rows) == len(eva.screen.view.cards)


async def test_letters_sleep_while_one_searches(room: Room) -> None:
    async with room.opened() as eva:
        before = eva.screen.view.cards
        await eva.press("slash", *"ux3dnm")
        assert eva.screen.view.cards == before
        assert "Inget passar" in eva.text
        assert eva.board.empty == "Inget passar ”ux3dnm”. Esc visar alla."


async def test_only_mine_and_back(room: Room) -> None:
    async with room.opened("Bo") as bo:
        await bo.press("b")
        assert bo.board.rows
        assert all(any(person.short == "Bo" for person in card.responsible) for card in bo.board.rows)
        await bo.press("b")
        assert len(bo.board.rows) == len(bo.screen.view.cards)


async def test_the_areas_choose_at_once_and_right_goes_to_the_cards(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("left", "down")
        area = eva.screen.view.areas[0]
        assert {card.area_id for card in eva.board.rows} == {area.id}
        await eva.press("right", "3")
        assert eva.card.status == 3


async def test_where_the_areas_are_folded_away_o_lists_them(room: Room) -> None:
    async with room.opened(size=(80, 24)) as eva:
        await eva.press("o", "down", "down", "enter")
        assert {card.area_id for card in eva.board.rows} == {eva.screen.view.areas[1].id}
        assert eva.screen.view.areas[1].title[:10] in eva.text.split("\n")[0]


async def test_enter_opens_the_card_and_esc_comes_back_to_it(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("down")
        card = eva.card
        await eva.press("enter")
        assert isinstance(eva.app.screen, CardScreen)
        await eva.until(card.adopted_text[:20])
        await eva.press("4", "escape")
        assert (eva.card.id, eva.card.status) == (card.id, 4)


async def test_arrows_enter_and_esc_alone_move_a_card(room: Room) -> None:
    async with room.opened() as eva:
        card = eva.card
        await eva.press("enter", "enter")
        await eva.until("Planerat")
        await eva.press("down", "down", "enter", "escape")
        assert eva.find(card.title).status != 1


async def test_esc_on_the_board_is_the_menu_and_quit_asks_once(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("escape")
        assert eva.app.screen.is_modal
        await eva.press("escape", "q")
        assert "Avsluta Tavlan?" in eva.text
        await eva.press("escape")
        assert not eva.app.screen.is_modal


async def test_a_resize_keeps_the_cursor_on_its_card(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("right", "right", "down", "down")
        here = eva.card.id
        for size in ((80, 24), (40, 15), (1, 1), (300, 120), (20, 5), (120, 36)):
            await eva.pilot.resize_terminal(*size)
            await eva.settle()
            assert eva.card.id == here


async def test_the_opening_box_shows_the_line_to_join_with(room: Room) -> None:
    async with room.opened(welcome="Så här: ssh -p 2222 bo@127.0.0.1") as eva:
        assert "ssh -p 2222 bo@127.0.0.1" in eva.text
        await eva.press("escape")
        assert not eva.app.screen.is_modal


async def test_an_empty_column_says_what_to_press(room: Room) -> None:
    async with room.opened(size=(80, 24)) as eva:
        await eva.press("slash", *"samkväm", "enter", "left")
        assert "Inget passar ”samkväm”. Esc visar" in eva.text


async def test_the_header_shortens_and_never_wraps(room: Room) -> None:
    async with room.opened(size=(40, 15)) as eva:
        assert eva.screen.query_one(HeaderLine).size.height == 1
        assert "v. 40" in eva.text.split("\n")[0]


def keys_said(sat: Sat) -> str:
    """The last line of the screen."""
    return " ".join(sat.text.splitlines()[-1].split())


@pytest.mark.parametrize("size", SIZES)
async def test_the_last_line_says_what_the_keys_do_to_a_lifted_card(
    room: Room, size: tuple[int, int]
) -> None:
    async with room.opened(size=size) as eva:
        usual = keys_said(eva)
        await eva.press("m")
        assert keys_said(eva).startswith("Enter släpp Esc lägg tillbaka")
        assert "Kortet är lyft: ←→ visar vart." in eva.text
        await eva.press("right")
        assert keys_said(eva).startswith("Enter släpp Esc lägg tillbaka")
        await eva.press("escape")
        assert keys_said(eva) == usual
        await eva.press("m", "right", "enter")
        assert keys_said(eva) == usual


@pytest.mark.parametrize("size", SIZES)
async def test_the_last_line_says_what_the_keys_do_while_one_searches(
    room: Room, size: tuple[int, int]
) -> None:
    async with room.opened(size=size) as eva:
        usual = keys_said(eva)
        await eva.press("slash", "s")
        assert keys_said(eva).startswith("Enter till korten Esc visa alla")
        await eva.press("enter")
        assert keys_said(eva) == usual
        await eva.press("slash", "escape")
        assert keys_said(eva) == usual
