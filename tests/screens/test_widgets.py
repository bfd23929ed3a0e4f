from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.screen import Screen

from models.presence import Presence
from models.text import printable
from screens.keymap import Place, commands_at
from screens.widgets.bottom import KeyLine, NewsLine, Tone, keys_of
from screens.widgets.choice_list import Choice, ChoiceList
from screens.widgets.header import header_line, names_here
from screens.widgets.lines import Look, hang, spread, wrap

if TYPE_CHECKING:
    from tests.screens.conftest import Room

LEFT = "Skinnskattebergs AK · Verksamhetsplan 2023"
RIGHT = "ons 4 okt · v. 40"
PEOPLE = ("Eva", "Bo", "Cia", "Dag", "Elsa", "Fredrik", "Gun", "Hans-Erik", "Ingegerd")


def _text(width: int, here: tuple[str, ...] = PEOPLE) -> str:
    return "".join(text for text, _ in header_line(LEFT, here, RIGHT, width))


class Lines(Screen[None]):
    def compose(self) -> ComposeResult:
        yield NewsLine()
        yield KeyLine(Place.BOARD)


@pytest.mark.parametrize("width", range(20, 160))
@pytest.mark.parametrize("many", [0, 1, 3, 9])
def test_the_header_is_one_line_at_every_width(width: int, many: int) -> None:
    assert cell_len(_text(width, PEOPLE[:many])) == width


def test_the_header_says_everything_where_there_is_room() -> None:
    text = _text(120, PEOPLE[:3])
    assert text.startswith(f" {LEFT}")
    assert "Eva  Bo  Cia" in text
    assert text.endswith(f"{RIGHT} ")


def test_the_header_counts_those_it_has_no_room_for() -> None:
    assert "Eva  Bo  Cia  Dag  +5" in _text(80)
    assert "Verksamhetsplan 2023" in _text(80)


def test_a_narrow_header_keeps_the_plan_oneself_and_the_week() -> None:
    assert "Verksamhetsplan 2023" in _text(40, PEOPLE[:2])
    assert "Eva" in _text(40, PEOPLE[:2])
    assert _text(40).endswith("v. 40 ")
    assert "ons 4 okt" not in _text(40)


def test_what_the_header_cuts_ends_with_an_ellipsis() -> None:
    assert "…" in _text(22)


def test_oneself_comes_first_and_each_person_once() -> None:
    own = Presence("b", 2, "Bo Ek")
    here = (Presence("a", 1, "Eva Lind"), own, Presence("c", 2, "Bo Ek"), Presence("d", 3, "Eva Berg"))
    assert names_here(here, own) == ("Bo", "Eva L", "Eva B")


@pytest.mark.parametrize(
    "text", ["ett två tre fyra", "a" * 30, "ett   två  ", "漢字漢字漢字", "", "a bb ccc  dddd"]
)
@pytest.mark.parametrize("width", [1, 2, 3, 7, 40])
def test_folding_adds_and_loses_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines) == text
    assert all(cell_len(line.rstrip()) <= max(width, 2) for line in lines)


def test_folding_keeps_line_breaks_apart() -> None:
    assert wrap("ett\n\ntvå", 20) == ["ett", "", "två"]


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x9b31m", "\u202evänd", "a\x07b", "\x00"])
def test_nothing_that_steers_a_terminal_is_drawn(hostile: str) -> None:
    assert printable(hostile).isprintable()
    assert all(line.isprintable() for line in wrap(hostile, 10))


def test_both_ends_of_a_line_stay_in_it() -> None:
    line = spread((("en ganska lång titel", Look.BOLD),), (("höger", Look.DIM),), 16)
    text = "".join(piece for piece, _ in line)
    assert cell_len(text) == 16
    assert text.endswith(" höger")
    assert "…" in text


def test_a_label_stands_above_its_text_where_it_is_narrow() -> None:
    lines = hang("Kommundelar", "Färna", 20, 16, (Look.DIM, Look.PLAIN))
    assert ["".join(text for text, _ in line) for line in lines] == ["Kommundelar", " Färna"]


async def test_a_refusal_stays_until_something_is_done(room: "Room") -> None:
    async with room.open(Lines()) as pilot:
        line = pilot.app.screen.query_one(NewsLine)
        line.show("Det går inte.", Tone.REFUSED)
        line.show("Bo flyttade Sossecaféer  19.42", Tone.NEWS)
        await pilot.pause()
        assert "! Det går inte." in room.text(pilot)
        line.show("Sossecaféer flyttad.", Tone.DONE)
        line.show("Bo bockade av Insändare  19.43", Tone.NEWS)
        await pilot.pause()
        assert " Bo bockade av Insändare  19.43" in room.text(pilot)
        assert "!" not in room.text(pilot).split("\n")[0]


@pytest.mark.parametrize("width", [24, 40, 80, 120])
async def test_the_bottom_line_never_drops_help(room: "Room", width: int) -> None:
    async with room.open(Lines(), size=(width, 5)) as pilot:
        line = room.text(pilot).split("\n")[1]
        assert line.rstrip().endswith("? hjälp")
        assert cell_len(line) <= width


async def test_the_bottom_line_drops_whole_items(room: "Room") -> None:
    async with room.open(Lines(), size=(40, 5)) as pilot:
        shown = pilot.app.screen.query_one(KeyLine).shown
        assert shown[0] == ("1–4", "status")
        assert set(shown) < set(keys_of(commands_at(Place.BOARD)))


class Listed(Screen[None]):
    def compose(self) -> ComposeResult:
        yield ChoiceList(tuple(Choice(n, f"rad {n}", f"[{n}]") for n in range(30)))


async def test_the_cursor_of_a_list_stays_in_view(room: "Room") -> None:
    async with room.open(Listed(), size=(40, 15)) as pilot:
        await room.press(pilot, "end")
        assert "▌rad 29" in room.text(pilot)
        await room.press(pilot, "home", "down")
        assert "▌rad 1 " in room.text(pilot)
        assert "[1]" in room.text(pilot)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Stödja centralt anordnade kampanjer flyttad till Pågår. u ångrar.", "till Pågår."),
        ("Ångrat: du flyttade Stödja centralt anordnade kampanjer till Pågår. U gör om.", "till Pågår."),
        ("Insändare flyttad till Klart. u ångrar.", "Klart. u ångrar."),
    ],
)
async def test_on_a_phone_what_happened_stands_before_the_key_that_undoes_it(
    room: "Room", words: str, shown: str
) -> None:
    async with room.open(Lines(), size=(42, 15)) as pilot:
        pilot.app.screen.query_one(NewsLine).show(words, Tone.DONE)
        await room.settle(pilot)
        line = room.text(pilot).split("\n")[0]
        assert line.endswith(shown)
        assert line.startswith(f" {words[:20]}")
