from typing import TYPE_CHECKING

import pytest

from models.text import search_text
from screens.keymap import Place, commands_at
from screens.palette import Chosen, Palette, fuzzy, rank

if TYPE_CHECKING:
    from tests.screens.conftest import Room

COMMANDS = commands_at(Place.CARD)


def _best(needle: str, *names: str) -> list[str]:
    scored = [(rank(search_text(needle), search_text(name), ""), name) for name in names]
    return [name for score, name in sorted((score, name) for score, name in scored if score is not None)]


def test_the_beginning_beats_a_word_which_beats_its_inside_which_beats_letters_in_order() -> None:
    found = _best("möte", "Möten i byarna", "Öppet möte", "Medlemsmöte", "Mål och tema")
    assert found[:3] == ["Möten i byarna", "Öppet möte", "Medlemsmöte"]


@pytest.mark.parametrize(
    ("needle", "name"), [("ANDRA", "Ändra"), ("CAFE", "Sossecaféer"), ("mote", "Öppet möte")]
)
def test_case_and_accents_do_not_matter_and_rings_only_last(needle: str, name: str) -> None:
    assert _best(needle, name) == [name]


def test_a_word_with_rings_finds_those_with_rings_only() -> None:
    assert _best("ås", "Åsen", "Asen") == ["Åsen"]


def test_letters_in_order_are_found_and_others_not() -> None:
    assert fuzzy("flk", "flytta till klart") is not None
    assert fuzzy("klf", "flytta till klart") is None


async def test_with_nothing_typed_it_is_the_menu(room: "Room") -> None:
    palette = Palette(COMMANDS, [await room.card("cafe")])
    async with room.open(palette, size=(80, 40)) as pilot:
        text = room.text(pilot)
        assert "Kommentera" in text
        assert "Sossecaféer" not in text
        assert "Upp" not in text.split()
        await room.press(pilot, "down", "enter")
        assert pilot.app.answers == [Chosen(action="status(2)")]  # type: ignore[attr-defined]


async def test_a_card_is_found_by_what_one_remembers_of_it(room: "Room") -> None:
    cards = [await room.card(name) for name in ("synas", "cafe", "valplan")]
    palette = Palette(COMMANDS, cards)
    found = {
        words: [choice.key.card_id for choice in palette.found(words) if choice.key.card_id]
        for words in ("SOSSE", "sscf", "intressanta möten", "Karmansbo", "cia berg", str(cards[2].id))
    }
    assert found["SOSSE"] == [cards[1].id]
    assert found["sscf"] == [cards[1].id]
    assert found["intressanta möten"] == [cards[0].id]
    assert found["Karmansbo"] == [cards[0].id]
    assert found["cia berg"] == [cards[2].id]
    assert found[str(cards[2].id)][0] == cards[2].id


@pytest.mark.parametrize("typed", ["/sosse", ":sosse", " / sosse"])
async def test_the_key_that_opens_a_search_is_no_part_of_it(room: "Room", typed: str) -> None:
    palette = Palette(COMMANDS, [await room.card("cafe")])
    assert [choice.label for choice in palette.found(typed)] == ["Sossecaféer"]


@pytest.mark.parametrize("typed", ["klart flytta", "flytta klart", "möten intressanta"])
async def test_words_are_found_in_any_order(room: "Room", typed: str) -> None:
    palette = Palette(COMMANDS, [await room.card("synas")])
    expected = "Synas i de olika kommundelarna" if "möten" in typed else "Flytta till Klart"
    assert [choice.label for choice in palette.found(typed)] == [expected]


def test_a_key_finds_what_it_does() -> None:
    palette = Palette(COMMANDS, [])
    assert palette.found("v")[0].label == "Låt vila eller väck"
    assert palette.found("U")[0].label == "Gör om"
    assert palette.found("3")[0].label == "Flytta till Pågår"


def test_adopting_the_plan_is_found_by_that_word() -> None:
    palette = Palette(commands_at(Place.BOARD), [])
    assert "Gå igenom planen" in [choice.label for choice in palette.found("anta")]


async def test_a_number_means_its_card_before_the_key(room: "Room") -> None:
    card = await room.card("synas")
    palette = Palette(COMMANDS, [card])
    assert palette.found(str(card.id))[0].key == Chosen(card_id=card.id)


async def test_typing_and_enter_choose_a_card(room: "Room") -> None:
    card = await room.card("cafe")
    async with room.open(Palette(COMMANDS, [card])) as pilot:
        await room.type(pilot, "sosse")
        assert "Sossecaféer" in room.text(pilot)
        await room.press(pilot, "enter")
        assert pilot.app.answers == [Chosen(card_id=card.id)]  # type: ignore[attr-defined]


async def test_nothing_found_says_so_and_enter_does_nothing(room: "Room") -> None:
    async with room.open(Palette(COMMANDS, [])) as pilot:
        await room.type(pilot, "xqzw")
        assert "Inget heter så" in room.text(pilot)
        await room.press(pilot, "enter")
        assert pilot.app.answers == []  # type: ignore[attr-defined]
        await room.press(pilot, "escape")
        assert pilot.app.answers == [None]  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 36)])
async def test_it_works_at_every_size(room: "Room", size: tuple[int, int]) -> None:
    palette = Palette(COMMANDS, [await room.card("cafe")])
    async with room.open(palette, size=size) as pilot:
        await room.press(pilot, *["down"] * (len(palette.found("")) - 1))
        assert "▌Avsluta" in room.text(pilot)
        assert "Enter välj" in room.text(pilot)
