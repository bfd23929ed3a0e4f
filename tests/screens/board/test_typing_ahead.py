"""Keys that arrive together: each goes where it would have gone had one waited."""

import pytest
from textual import events
from textual.keys import _character_to_key

from screens.card import CardScreen
from screens.dialogs.dialog import Dialog
from tests.screens.board.seat import Room, Sat


def all_at_once(sat: Sat, *keys: str) -> None:
    driver = sat.app._driver
    assert driver is not None
    for key in keys:
        named = len(key) > 1
        driver.send_message(events.Key(key if named else _character_to_key(key), None if named else key))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("c3 hej", "3 hej"),
        (":3v", "3v"),
        ("/val", "val"),
        ("sv 46", "19 november"),
        ("aamir", "Amira"),
        ("nGrillkväll", "Grillkväll"),
    ],
)
async def test_what_follows_a_key_that_opens_a_field_is_typed_in_it(
    room: Room, keys: str, words: str
) -> None:
    async with room.opened(size=(80, 24)) as eva:
        before = eva.screen.view.cards
        all_at_once(eva, *keys)
        await eva.until(words)
        await eva.settle()
        assert eva.screen.view.cards == before


async def test_keys_that_come_as_the_session_ends_disturb_nothing(room: Room) -> None:
    async with room.opened() as eva:
        eva.app.exit()
        all_at_once(eva, *"aamir", "enter", "3")


async def test_a_key_after_enter_concerns_the_card_that_was_opened(room: Room) -> None:
    async with room.opened() as eva:
        card = eva.card
        all_at_once(eva, "enter", "3")
        await eva.until("flyttad till Pågår")
        assert isinstance(eva.app.screen, CardScreen)
        await eva.until(lambda: eva.find(card.title).status == 3)


async def test_keys_after_one_that_closes_a_dialog_go_to_the_board(room: Room) -> None:
    async with room.opened() as eva:
        card = eva.card
        all_at_once(eva, "c", *"Hej", "enter", "3")
        await eva.until("flyttad till Pågår")
        assert not isinstance(eva.app.screen, Dialog)
        # The feed's word of the comment may come once more after the move's own answer.
        await eva.until(lambda: eva.find(card.title).status == 3)
        after = eva.find(card.title)
        assert (after.status, after.comments) == (3, card.comments + 1)


async def test_a_move_and_its_undo_in_one_breath_leave_all_as_it_was(room: Room) -> None:
    async with room.opened() as eva:
        before = eva.card
        all_at_once(eva, "3", "u", "4", "u", "2", "u")
        await eva.until("Ångrat: du flyttade")
        await eva.settle()
        await eva.until(lambda: eva.card == before)
        assert eva.card == before


async def test_a_held_arrow_moves_as_many_rows_as_it_sent(room: Room) -> None:
    async with room.opened() as eva:
        all_at_once(eva, *["down"] * 5)
        for _ in range(50):
            await eva.settle()
        column = [card for card in eva.screen.view.cards if card.status == 1]
        assert eva.card.id == column[5].id
