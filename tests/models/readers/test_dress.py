"""The dress a plan comes in changes nothing: encodings, line ends, spaces, signs, what Word pastes."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from models.readers.plan_text import read_plan

PLANS = sorted(path for name in ("plans", "voices") for path in (Path(__file__).parent / name).iterdir())

ENCODED: dict[str, Callable[[str], bytes]] = {
    "utf-8 with its mark": lambda text: text.encode("utf-8-sig"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "windows-1252": lambda text: text.replace("◦", "o\t").replace("●", "•").encode("cp1252"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "old mac": lambda text: text.replace("\n", "\r").encode(),
    "no last line end": lambda text: text.rstrip("\n").encode(),
    "trailing spaces": lambda text: text.replace("\n", " \t\u00a0\n").encode(),
    "hard spaces": lambda text: text.replace(" ", "\u00a0").encode(),
    "soft hyphens": lambda text: text.replace("ing", "in\u00adg").encode(),
    "zero width": lambda text: text.replace("en", "\u200ben").encode(),
    "blank lines at both ends": lambda text: f"\n\n \n{text}\n\n\n".encode(),
    "tabs after bullets": lambda text: text.replace("• ", "•\t").replace("● ", "●\t").encode(),
    "word's own bullets": lambda text: text.replace("• ", "\uf0b7\t").replace("● ", "\uf0a7\t").encode(),
    "word's tabbed o": lambda text: text.replace("◦ ", "o\t").encode(),
    "word's soft line breaks": lambda text: text.replace("\n", "\v").encode(),
}


@pytest.mark.parametrize("plan", PLANS, ids=[path.stem for path in PLANS])
@pytest.mark.parametrize("dress", ENCODED)
def test_the_dress_of_a_file_changes_nothing(plan: Path, dress: str) -> None:
    text = plan.read_text("utf-8")
    dressed = read_plan(ENCODED[dress](text))
    plain = read_plan(text.encode())
    assert [area.title for area in dressed.areas] == [area.title for area in plain.areas]
    assert [
        [(one.text, one.title, one.target, one.due, one.question) for one in area.commitments]
        for area in dressed.areas
    ] == [
        [(one.text, one.title, one.target, one.due, one.question) for one in area.commitments]
        for area in plain.areas
    ]
    assert (dressed.whole_plan == ()) == (plain.whole_plan == ())
    assert (dressed.preamble, dressed.unplaced) == (plain.preamble, plain.unplaced)
