from itertools import pairwise

import pytest
from textual.binding import Binding, BindingsMap

from screens.acting import Acting
from screens.board.screen import BoardScreen
from screens.card import CardScreen
from screens.dialogs.help_dialog import ENTRIES, NEEDS
from screens.dialogs.keys_dialog import KeysDialog, grouped
from screens.importing.preview import PreviewScreen
from screens.importing.revision import RevisionScreen
from screens.key_signs import signs_of
from screens.keymap import COMMANDS, Place, bindings_at, commands_at

ALTGR = set("[]{}\\|@$~^")
NAMED = {"left_square_bracket", "right_square_bracket", "backslash", "vertical_line", "at"} | {
    "left_curly_bracket",
    "right_curly_bracket",
    "dollar_sign",
    "tilde",
    "circumflex_accent",
}
EATEN = {f"ctrl+{letter}" for letter in "abhijmsz"}


def _bound(place: Place) -> list[Binding]:
    found = [one for one in bindings_at(place) if isinstance(one, Binding)]
    return list(Binding.make_bindings(found))


@pytest.mark.parametrize("place", Place)
def test_on_each_place_one_key_means_one_thing(place: Place) -> None:
    keys = [binding.key for binding in _bound(place)]
    assert len(keys) > 20
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("place", Place)
def test_no_key_needs_altgr_or_is_eaten_on_the_way(place: Place) -> None:
    for binding in _bound(place):
        assert binding.key not in EATEN | NAMED
        assert not set(binding.key) & ALTGR


SCREENS: dict[Place, type[Acting]] = {
    Place.BOARD: BoardScreen,
    Place.CARD: CardScreen,
    Place.PREVIEW: PreviewScreen,
    Place.REVISION: RevisionScreen,
}


@pytest.mark.parametrize(
    ("place", "own"),
    [(Place.BOARD, set()), (Place.CARD, {"enter"}), (Place.PREVIEW, set()), (Place.REVISION, set())],
)
def test_inherited_keys_take_nothing_away(place: Place, own: set[str]) -> None:
    merged: BindingsMap = SCREENS[place]._merge_bindings()
    for key, bindings in merged.key_to_bindings.items():
        assert len(bindings) == 1, key
        assert key not in EATEN | NAMED
    assert merged.key_to_bindings.keys() == {binding.key for binding in _bound(place)} | own


@pytest.mark.parametrize("place", Place)
def test_no_key_is_dead(place: Place) -> None:
    for command in commands_at(place):
        method = f"action_{command.action.partition('(')[0]}"
        assert callable(getattr(SCREENS[place], method, None)), method


@pytest.mark.parametrize("place", Place)
def test_the_help_names_every_command_once(place: Place) -> None:
    told = [command for _, commands in grouped(place) for command in commands]
    assert sorted(one.action for one in told) == sorted(one.action for one in commands_at(place))


@pytest.mark.parametrize("place", Place)
def test_what_the_help_names_can_be_done_there(place: Place) -> None:
    there = {command.action for command in commands_at(place)}
    told = [action for need in NEEDS[place][1] for action in need.actions]
    assert set(told) <= there
    assert len(told) == len(set(told)) > 8
    assert {command.action for command in commands_at(place) if not command.keys} >= set(ENTRIES)


@pytest.mark.parametrize("place", [Place.BOARD, Place.CARD])
def test_the_help_says_of_every_command_how_it_is_given(place: Place) -> None:
    told = ["".join(text for text, _ in line).rstrip() for line in KeysDialog(place)._lines(200)]
    for command in commands_at(place):
        signs, sentence = f"  {signs_of(command)} ", command.sentence
        assert any(line.startswith(signs) and line.endswith(f"  {sentence}") for line in told), sentence
        assert command.keys or "väljs i menyn" in sentence


def test_the_help_writes_keys_as_they_stand_on_the_keyboard() -> None:
    signs = {command.action: signs_of(command) for command in COMMANDS}
    assert signs["help"] == "? F1"
    assert signs["palette"] == ": Ctrl+P"
    assert signs["cursor(0,-1)"] == "↑ k"
    assert signs["tick"] == "+"


def test_the_bottom_lines_order_is_decided() -> None:
    ranks = sorted(one.rank for one in commands_at(Place.CARD) if one.rank)
    assert all(first < second for first, second in pairwise(ranks))
