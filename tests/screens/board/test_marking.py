"""Cards that are marked: one key changes them all, one u takes it back."""

import pytest

from models.card_changes import archive, pause
from models.card_form import Wording, add
from screens.board.lines import MARKED
from screens.widgets.header import HeaderLine
from tests.screens.board.seat import SIZES, Room, Sat


def header(sat: Sat) -> str:
    return sat.screen.query_one(HeaderLine).render_line(0).text


async def marked_three(eva: Sat) -> list[int]:
    await eva.press("space", "down", "space", "down", "space")
    return [card.id for card in eva.screen.marked]


@pytest.mark.parametrize("size", SIZES)
async def test_space_marks_with_a_sign_says_how_many_and_takes_the_mark_away(
    room: Room, size: tuple[int, int]
) -> None:
    async with room.opened(size=size) as eva:
        before = eva.text.count(MARKED)
        await eva.press("space")
        assert eva.text.count(MARKED) == before + 1
        assert "1 markerat" in header(eva)
        assert eva.news.startswith("1 markerat.")
        await eva.press("down", "space")
        assert "2 markerade" in header(eva)
        await eva.press("space")
        assert "1 markerat" in header(eva)
        await eva.press("escape")
        assert eva.text.count(MARKED) == before
        assert "marker" not in header(eva)


async def test_a_digit_moves_all_marked_in_one_action_and_one_u_takes_it_back(room: Room) -> None:
    async with room.opened() as eva, room.opened("Bo") as bo:
        numbers = await marked_three(eva)
        await eva.press("3")
        assert eva.news == "Du flyttade 3 kort till Pågår. u ångrar."
        assert {card.status for card in eva.screen.marked} == {3}
        await bo.until("flyttade 3 kort till Pågår")
        await eva.press("u")
        assert eva.news == "Ångrat: du flyttade 3 kort till Pågår. U gör om."
        assert {card.status for card in eva.screen.view.cards if card.id in numbers} == {1}


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("m", "home", "enter"), "Du flyttade 3 kort till Ej påbörjat. u ångrar."),
        (("v",), "Du lät 3 kort vila. u ångrar."),
        (("s", *"fre", "enter"), "Du satte datum för 3 kort till 6 okt. u ångrar."),
        (("x", *"Ingen tid", "enter"), "Du lät 3 kort utgå. u ångrar."),
        (("a", *"Bo", "space", "enter"), "Du ändrade ansvarig för 3 kort. u ångrar."),
    ],
)
async def test_each_key_changes_all_marked_and_is_taken_back_as_one(
    room: Room, keys: tuple[str, ...], told: str
) -> None:
    async with room.opened() as eva:
        await eva.press("right", "right")
        numbers = await marked_three(eva)
        before = eva.screen.view.cards
        await eva.press(*("space" if key == " " else key for key in keys))
        assert eva.news == told
        changed = {now.id for was, now in zip(before, eva.screen.view.cards, strict=True) if was != now}
        assert changed == set(numbers)
        await eva.press("u")
        assert eva.screen.view.cards == before


async def test_ticking_many_ticks_each_once(room: Room) -> None:
    async with room.opened() as eva:
        numbers = set(await marked_three(eva))
        before = {card.id: card.done for card in eva.screen.view.cards}
        await eva.press("plus")
        assert {card.id for card in eva.screen.view.cards if card.done == before[card.id] + 1} == numbers


async def test_a_card_in_the_way_is_named_and_nothing_is_archived(room: Room) -> None:
    async with room.opened() as eva:
        before = eva.screen.view.cards
        await marked_three(eva)
        await eva.press("d")
        assert eva.screen.marked[0].title in eva.news
        assert "Inget av korten är ändrat." in eva.news
        assert eva.screen.view.cards == before


async def test_where_some_rest_v_lets_all_rest_and_again_wakes_them(room: Room) -> None:
    async with room.opened() as eva:
        numbers = await marked_three(eva)
        await room.doors.order(pause, (await room.session("Bo")).actor, numbers[0], True)
        await eva.until("vilar")
        await eva.press("v")
        assert all(card.paused for card in eva.screen.marked)
        await eva.press("v")
        assert eva.news == "Du väckte 3 kort. u ångrar."


async def test_a_marked_card_that_somebody_archives_or_a_filter_hides_is_marked_no_longer(room: Room) -> None:
    async with room.opened() as eva:
        other = (await room.session("Bo")).actor
        own = await room.doors.order(add, other, Wording("Ett eget kort"))
        await eva.until("Ett eget kort")
        await eva.press("space")
        here = eva.card.id
        eva.board.go_to(own.id)
        await eva.press("space")
        assert eva.screen.marks == {here, own.id}
        await room.doors.order(archive, other, own.id)
        await eva.until("1 markerat")
        assert eva.screen.marks == {here}
        await eva.press("slash", *"möte", "enter")
        assert eva.screen.marks == frozenset()


async def test_all_that_are_shown_are_marked_at_once_and_none_again(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("b", "A")
        assert eva.screen.marks == {card.id for card in eva.board.rows}
        assert len(eva.screen.marks) > 2
        await eva.press("A")
        assert not eva.screen.marked


async def test_esc_takes_away_the_search_before_the_marks_and_they_before_the_filter(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("b", "slash", *"e", "enter", "space", "escape")
        assert (eva.screen.viewing.chosen.words, len(eva.screen.marks)) == ("", 1)
        await eva.press("escape")
        assert not eva.screen.marked
        assert "Bara mina ×" in eva.text
        await eva.press("escape")
        assert "Bara mina" not in eva.text
        assert not eva.app.screen.is_modal


async def test_without_a_card_there_is_nothing_to_mark(room: Room) -> None:
    async with room.opened() as eva:
        await eva.press("slash", *"qqq", "enter", "space")
        assert eva.news == "Ställ markören på ett kort först."
