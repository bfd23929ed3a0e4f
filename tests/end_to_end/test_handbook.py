"""The handbook holds: each line it says to type is typed here, and each key it names is on that screen."""

import datetime as dt
import re
import shlex
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from models.dates import full_day
from models.due_words import read_day
from screens.key_signs import signs_of
from screens.keymap import COMMANDS, Place, commands_at
from screens.theme import APPEARANCES
from tests.end_to_end.house import House, run
from tests.end_to_end.screen import Screen
from tests.test_docs import ROOT, code
from tui.commands.tree import WrongUse
from tui.line import MEMBER_COMMANDS

TEXT = (ROOT / "docs" / "handbok.md").read_text(encoding="utf-8")
ON_THE_CARD = "På kortets sida"
"""The heading under which keys are those of a card's page."""
OPTIONS = {"-p"}
"""What stands alone as something to look for in the letter."""
DAYS = {
    "fre": "6 oktober 2023",
    "v 12": "24 mars 2024",
    "2 maj": "2 maj 2024",
    "om 3 v": "25 oktober 2023",
}
"""What the handbook says one can write as a date, and which day it is on the demo's first evening."""
ANSWERS = {
    "ssh VÄRD idag": "God kväll, Eva.",
    "ssh VÄRD mina": "i fas",
    "ssh VÄRD tavla --person Bo --status pågår": "Bo",
    "ssh VÄRD försenat": "!försenat",
    "ssh VÄRD nytt --sedan igår": "",
    "ssh VÄRD visa 12": "Historik",
    "ssh VÄRD flytta 12 pågår": "Pågår",
    "ssh VÄRD bocka 12 --dag igår": "",
    "ssh VÄRD senast 12 om 3 v": "25 oktober 2023",
    "ssh VÄRD ansvarig 12 jag": "Eva Norrbäck",
    "ssh VÄRD kommentera 12 Lokalen är bokad": "",
    "ssh VÄRD steg 12 lägg Boka lokalen": "Boka lokalen",
    "ssh VÄRD steg 12 klart 1": "Boka lokalen",
    "ssh VÄRD ångra": "Ångrat",
    "ssh VÄRD gör om": "Gjort igen",
    "ssh VÄRD logg": "Eva Norrbäck",
    "ssh VÄRD handbok ångra": "tar tillbaka",
    "ssh VÄRD hjälp": "Kommandon",
    "ssh VÄRD hjälp flytta": "Användning",
    "ssh VÄRD vem-är-jag": "Eva Norrbäck",
    "mina": "i fas",
    "visa 12": "Historik",
    "hjälp": "Kommandon",
}
"""Each line with a command, in the order it is said, and what its answer holds."""


AT_THE_PROMPT = (
    *("mina", "visa 12", "vilka", "mer", "historik", "hjälp"),
    *("läge rad", "läge tavla", "sluta"),
)
"""What can be said once `rad` has opened a prompt, in an order in which all of it can be."""
NAMED = {
    "Läs handboken": "screens.handbook",
    "Välj utseende": "screens.theme",
    "Bjud in en medlem": "screens.inviting",
    "Nycklar": "screens.keys",
    "Öva på ett kort": "screens.practice",
    "Prova terminalen igen": "screens.practice",
}
"""What the handbook calls things in the menu, each with the module it opens."""


def in_order(text: str) -> list[str]:
    """The pieces of code in the text, each once."""
    return list(dict.fromkeys(code(text)))


def is_line_command(piece: str) -> bool:
    try:
        MEMBER_COMMANDS.find(piece.split()[0])
    except WrongUse:
        return False
    return True


def parted() -> dict[Place, list[str]]:
    """The pieces of code, by the screen whose keys they would be."""
    before, _, after = TEXT.partition(f"### {ON_THE_CARD}\n")
    card, rest = re.split(r"(?m)^(?=## )", after, maxsplit=1)
    return {Place.BOARD: in_order(before + rest), Place.CARD: in_order(card)}


def signs(place: Place) -> set[str]:
    return {sign for one in commands_at(place) if one.keys for sign in signs_of(one).split(" ")}


def typed() -> list[str]:
    """What is neither a key on its screen nor a word that only explains: the lines one types."""
    found: list[str] = []
    for place, pieces in parted().items():
        keys = signs(place)
        found += [one for one in pieces if one not in keys and one not in OPTIONS and one not in DAYS]
    return list(dict.fromkeys(found))


def a_key(house: House, folder: Path) -> str:
    """A key that nobody knows yet, in a file."""
    return str(house.new_key(f"ny-{folder.name}").with_suffix(""))


def makes_a_key(house: House, line: str, folder: Path) -> None:
    made = folder / "nyckel"
    words = [word for word in shlex.split(line) if word not in {"-f", "NYCKELFIL"}]
    done = run([*words, "-f", str(made), "-N", ""])
    assert done.code == 0, done
    assert made.with_name("nyckel.pub").read_text().startswith("ssh-ed25519 ")


def opens_the_board(house: House, line: str, folder: Path) -> None:
    given = ("-i", str(house.folder / "keys" / "eva")) if "NYCKELFIL" in line else ()
    screen = Screen(house.words("eva", *given), (80, 24))
    try:
        screen.until("Ej påbörjat", 30)
    finally:
        screen.close()


def asks_for_the_code(house: House, line: str, folder: Path) -> None:
    if find_spec("models.invitation") is None:
        pytest.skip("inbjudningar finns inte här")
    new = Path(a_key(house, folder)).name
    given = ("-i", str(house.folder / "keys" / new)) if "NYCKELFIL" in line else ()
    screen = Screen(house.words(new, *given, login="inbjudan"), (80, 24))
    try:
        screen.until("Kod", 30)
    finally:
        screen.close()


def opens_a_prompt(house: House, line: str, folder: Path) -> None:
    if find_spec("tui.prompt") is None:
        pytest.skip("radläget finns inte här")
    given = "".join(f"{line}\n" for line in AT_THE_PROMPT)
    done = house.ssh("eva", "rad", stdin=given.encode())
    assert done.code == 0, done
    assert "Kommandon" in done.out
    assert "Historik" in done.out
    assert "inget kommando" not in done.out + done.err


OPENS: dict[str, Callable[[House, str, Path], None]] = {
    "ssh-keygen -t ed25519": makes_a_key,
    "ssh-keygen -t ed25519 -f NYCKELFIL": makes_a_key,
    "ssh inbjudan@VÄRD": asks_for_the_code,
    "ssh -i NYCKELFIL inbjudan@VÄRD": asks_for_the_code,
    "ssh VÄRD": opens_the_board,
    "ssh -i NYCKELFIL VÄRD": opens_the_board,
    "ssh VÄRD rad": opens_a_prompt,
}
"""The lines that end in something else than an answer, and how each is tried."""


def test_every_piece_of_code_is_a_key_on_its_screen_or_a_line_that_is_tried_here() -> None:
    assert set(typed()) == {*OPENS, *ANSWERS, *AT_THE_PROMPT}
    assert all(line.startswith("ssh") or is_line_command(line) for line in (*OPENS, *ANSWERS))


def test_the_handbook_leaves_out_no_key_of_the_board_that_does_something() -> None:
    doing = {one.sign for one in commands_at(Place.BOARD) if one.keys and one.listed}
    assert doing <= {*parted()[Place.BOARD]}


@pytest.mark.parametrize("line", OPENS)
def test_what_opens_something_does(line: str, served: House, tmp_path: Path) -> None:
    OPENS[line](served, line, tmp_path)


def test_the_commands_answer_one_after_the_other_as_the_handbook_says_them(house: House) -> None:
    house.start()
    for line, said in ANSWERS.items():
        words = shlex.split(line.removeprefix("ssh VÄRD "))
        done = house.ssh("eva", *words)
        assert (done.code, done.err) == (0, ""), (line, done)
        assert done.out.strip()
        assert said in done.out, (line, done.out)


def test_the_days_it_says_one_can_write_are_understood() -> None:
    assert set(DAYS) <= set(in_order(TEXT))
    assert {words: full_day(read_day(words, dt.date(2023, 10, 4))) for words in DAYS} == DAYS


def test_what_it_says_to_choose_in_the_menu_is_there() -> None:
    names, told = {command.name for command in COMMANDS}, " ".join(TEXT.split())
    for name, module in NAMED.items():
        assert name in told, name
        assert name in names or find_spec(module) is None, name
    assert "Enfärgat" in TEXT
    assert "Enfärgat" in {look.name for look in APPEARANCES.values()}
