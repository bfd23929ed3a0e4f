"""Hostile text by every road: what the others' terminals get is nothing but what Textual draws."""

import re
from codecs import getincrementaldecoder
from pathlib import Path

import pytest

from tests.end_to_end.house import House
from tests.end_to_end.screen import Screen, poll

CONTROL = {
    "csi": "\x1b[3J\x1b[31;1337mcsi",
    "cursor": "\x1b[999;999Hcursor",
    "title": "\x1b]0;ägd\x07osc",
    "clipboard": "\x1b]52;c;YWdk\x1b\\clip",
    "link": "\x1b]8;;http://example.se\x1b\\link",
    "device": "\x1bP$q q\x1b\\dcs",
    "application": "\x1b_Gi=31\x1b\\apc",
    "answer": "\x1b[c\x1b[6n\x1bZda",
    "reset": "\x1bcreset",
    "c1": "\x9b31mc1\x9d0;ägd\x9cc1",
    "bell": "a\x07b\x08c\x7fd\x0ee\x0ff",
    "newline": "rad\r\nrad",
    "bidi": "\u202egnirts\u202c\u2066iso\u2069bidi",
    "unseen": "zero\u200bwidth\u200d\ufeff\u00ad",
    "marks": "z" + "\u0300" * 40,
    "separators": "rad\u2028rad\u2029\x85rad",
}
MARKUP = {
    "closing": "[/b]",
    "bare": "[/",
    "action": "[@click=app.quit]x[/]",
    "url": "[link=http://example.se]y[/link]",
    "nested": "[[b]fet[/b][/]",
    "justified": "[justerat] [red]",
}
PAYLOADS = CONTROL | MARKUP
SEQUENCES = re.compile(
    r"\x1b\[[0-9;]*m"
    r"|\x1b\[\d+;\d+H"
    r"|\x1b\[H|\x1b\[2J"
    r"|\x1b\[\?(?:1049|25|2004|7|1|2026)[hl]"
    r"|\x1b>"
)
"""Everything Textual and our driver say to a terminal, apart from text."""
DISTINCT = ("\x1b[31;1337m", "\x1b[999;999H")
"""What of the payloads has the form of what Textual says."""
HALF = re.compile("\x1b[^a-zA-Z]*$")
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def assert_clean(screen: Screen) -> None:
    """Nothing came but sequences of our own and text that can be seen."""
    # The last of it may be half a character or half a sequence, still on its way.
    came = HALF.sub("", getincrementaldecoder("utf-8")().decode(bytes(screen.raw)))
    assert len(came) > 1000
    assert not [sign for sign in DISTINCT if sign in came]
    rest = SEQUENCES.sub("", came)
    strange = UNSEEN.search(rest)
    assert strange is None, rest[max(0, strange.start() - 60) : strange.end() + 60]


def alive(screen: Screen) -> None:
    """The session still answers: help comes and goes."""
    screen.type("?")
    screen.until("Pilarna")
    screen.type("\x1b")
    screen.until(lambda seen: "Pilarna" not in seen.text)


def test_the_check_itself_finds_what_it_looks_for() -> None:
    """Each control payload, sent as it is, would be found."""

    class Raw(Screen):
        def __init__(self, text: str) -> None:
            self.raw = bytearray(b"x" * 1001 + text.encode())

    assert_clean(Raw("\x1b[38;5;231mtext\x1b[0m\x1b[3;4H\r\n"))
    for name, payload in CONTROL.items():
        if name not in {"newline", "marks"}:
            with pytest.raises(AssertionError):
                assert_clean(Raw(payload))


def test_a_comment_by_command_reaches_the_others_as_plain_text(served: House) -> None:
    """Attack: `ssh host comment 13 PAYLOAD` while Eva has the card open. Expected: she sees harmless text."""
    with served.screen("eva") as eva:
        eva.go_to(13, "Sossecaféer")
        eva.type("\r")
        eva.until("åtagande 13")
        for name, payload in PAYLOADS.items():
            words = f"comment 13 {name}-före {payload} efter"
            assert served.ssh("bo", words).code == 0
            eva.until(f"{name}-före")
            if name in MARKUP:
                eva.until(f"{name}-före {payload} efter")
        shown = served.ssh("bo", "show", "13")
        assert all(f"{name}-före" in shown.out for name in PAYLOADS)
        assert UNSEEN.search(shown.out) is None
        eva.press("\x1b")
        alive(eva)
        assert_clean(eva)


def pasted(text: str) -> bytes:
    """Text as a terminal sends it when it is pasted."""
    return b"\x1b[200~" + text.encode() + b"\x1b[201~"


TYPED = " ".join((*MARKUP.values(), CONTROL["bidi"], CONTROL["unseen"]))
"""Typed, a control sequence is a key; only the rest is text."""
EVERYTHING = " ".join(PAYLOADS[name] for name in PAYLOADS if name not in {"newline", "separators"})


@pytest.mark.parametrize("how", ["pasted", "typed"])
def test_what_is_written_in_the_dialogs_reaches_the_others_as_plain_text(house: House, how: str) -> None:
    """Attack: every payload in search, comment, reason and a new card's title. Expected: both live."""
    house.start()
    text = EVERYTHING if how == "pasted" else TYPED
    hostile = pasted(text) if how == "pasted" else text.encode()
    with house.screen("eva") as eva, house.screen("bo") as bo:
        bo.type("/")
        bo.until("Sök bland korten")
        bo.type(hostile)
        bo.until("Inget passar")
        bo.type("\x1b")
        bo.until("Stödja centralt")
        for screen in (eva, bo):
            screen.go_to(13, "Sossecaféer")
        bo.type("c")
        bo.until("Kommentar till")
        bo.type(hostile)
        bo.until("[justerat] [red]")
        bo.type("\r")
        eva.until(lambda screen: screen.news.startswith("Bo Tallgren kommenterade"))
        bo.until(lambda screen: "kommentaren är sparad" in screen.news)
        bo.type("x")
        bo.until("utgår: varför?")
        bo.type(hostile)
        bo.until("[/b]" if how == "typed" else "[3J[31;1337m")
        bo.type("\r")
        eva.until(lambda screen: screen.news.startswith("Bo Tallgren lät Sossecaféer utgå"))
        bo.until(lambda screen: "utgår. x tar upp" in screen.news)
        bo.type("n")
        bo.until("Nytt kort")
        bo.type(pasted("[/b] [@click=app.quit]x[/] \x1b[31;1337m\u202etitel"))
        bo.until("[@click=app.quit]")
        while not poll(lambda: "Enter spara" in bo.text, 0.1):
            bo.type("\x1b[B")
        bo.type("\r")
        bo.until(lambda screen: "är tillagt" in screen.news)
        eva.until("[@click=app.quit]")
        for screen in (eva, bo):
            screen.go_to(13, "Sossecaféer")
            screen.type("\r")
            screen.until("Kommentarer")
            screen.until("[justerat] [red]")
            screen.type("y")
            screen.until("Markera texten")
            screen.type("\x1b")
            screen.until("Enter välj")
            screen.type("\x1b")
            screen.until("Ej påbörjat")
            alive(screen)
        copied = re.compile(rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07")
        for screen in (eva, bo):
            # One copy each, asked for by its own key.
            assert len(copied.findall(bytes(screen.raw))) == 1
            screen.raw = bytearray(copied.sub(b"", bytes(screen.raw)))
            assert_clean(screen)
    assert house.log == ""


def test_names_and_plans_that_are_hostile_are_drawn_and_not_obeyed(house: House, tmp_path: Path) -> None:
    """Attack: the association's name, a member's name and a whole plan hold payloads. Expected: text."""
    name = f"{MARKUP['action']} {CONTROL['csi']}{CONTROL['bidi']} {MARKUP['closing']}"
    assert house.tavlan("config", "set", "association.short_name", "[/b] [@click=app.quit]AK[/]").code == 0
    house.member(name, "ledamot", "mallory")
    lines = "\n".join(f"– att {text.replace(chr(10), ' ')} göra" for text in PAYLOADS.values())
    plan = f"Verksamhetsplan 2024\n\n1. [/b] {CONTROL['title']}\n{lines}\n"
    house.start()
    with house.screen("eva") as eva, house.screen("mallory") as mallory:
        eva.until(lambda screen: "[@click=app.quit]" in screen.header)
        assert "AK[/]" in eva.header
        assert house.ssh("mallory", "import", "plan", "--yes", stdin=plan.encode()).code == 0
        for screen in (eva, mallory):
            screen.until(lambda seen: "Verksamhetsplan 2024" in seen.text)
            screen.type("\r")
            screen.until("Historik")
            screen.type("\x1b")
            screen.until("Ej påbörjat")
            alive(screen)
            assert_clean(screen)
    for words in (("board",), ("log",), ("whoami",)):
        ran = house.ssh("mallory", *words)
        assert ran.code == 0
        assert UNSEEN.search(ran.out) is None
    assert house.log == ""
