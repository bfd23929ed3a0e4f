"""`ssh host COMMAND`: the members' commands, the contract of their JSON, and what is refused."""

import json

import pytest

from tests.conftest import PLAN
from tests.end_to_end.house import House

STATUSES = {"ej", "planerat", "pågår", "klart"}
CARD = {"id": int, "title": str, "text": str, "kind": str, "status": str, "done": int, "responsible": list}


def as_promised(card: dict[str, object]) -> bool:
    """Whether a card holds what the contract says."""
    typed = all(isinstance(card[name], kind) for name, kind in CARD.items() if name != "text")
    return typed and card["status"] in STATUSES and {"text", "target", "due"} <= set(card)


def test_who_one_is(served: House) -> None:
    for who, name, role in (("eva", "Eva Norrbäck", "ordförande"), ("maj", "Maj Ytterlid", "ersättare")):
        told = served.ssh(who, "whoami", "--json").json
        assert (told["name"], told["assignments"]) == (name, [role])
        assert ("edit_plan" in told["rights"]) == (who == "eva")
    assert served.ssh("maj", "vem").out.startswith("Maj Ytterlid\nUppdrag")


def test_the_board_is_the_whole_plan_as_promised(served: House) -> None:
    """Contract: {"plan", "areas": [{"id", "title", "commitments": [...]}], "whole_plan": [...]}."""
    told = served.ssh("maj", "board", "--json").json
    assert set(told) == {"plan", "areas", "whole_plan"}
    assert [len(area["commitments"]) for area in told["areas"]] == [8, 7, 1, 3, 3, 2, 4, 1, 1, 5]
    assert all({"id", "title", "commitments"} <= set(area) for area in told["areas"])
    cards = [card for area in told["areas"] for card in area["commitments"]] + told["whole_plan"]
    assert all(as_promised(card) for card in cards)
    (one,) = served.ssh("maj", "board", "--area", "3", "--json").json["areas"]
    assert [card["title"] for card in one["commitments"]] == ["Valplan inför 2026"]
    plain = served.ssh("maj", "tavla")
    assert (plain.code, plain.err) == (0, "")
    assert all(str(card["id"]) in plain.out for card in cards)
    assert plain.out.replace("\n", "").isprintable()


def test_a_card_is_moved_ticked_commented_and_all_is_taken_back(served: House) -> None:
    """Scenario: one member's evening, command by command; each answers with the card as it then is."""
    number = "19"
    before = served.ssh("dag", "show", number, "--json").json
    assert as_promised(before)
    moved = served.ssh("dag", "move", number, "pågår", "--json").json
    assert (moved["status"], as_promised(moved)) == ("pågår", True)
    assert served.ssh("dag", "flytta", number, "2", "--json").json["status"] == "planerat"
    assert served.ssh("dag", "tick", number, "--json").json["done"] == before["done"] + 1
    words = ("Ring", "Åsa", "om", "'lokalen'", "på", "fredag!")
    assert served.ssh("dag", "comment", number, *words, "--json").json["id"] == int(number)
    after = served.ssh("dag", "visa", number, "--json").json
    assert (after["comments"][-1]["who"], after["status"]) == ("Dag Ängmo", "planerat")
    assert after["comments"][-1]["text"] == "Ring Åsa om 'lokalen' på fredag!"
    assert [one["who"] for one in after["history"][:4]] == ["Dag Ängmo"] * 4
    told = [row["text"] for row in served.ssh("eva", "log", "--json").json[:4]]
    assert all("utbildningar" in text for text in told)
    for _ in range(4):
        assert number in map(str, served.ssh("dag", "undo", "--json").json["cards"])
    again = served.ssh("dag", "show", number, "--json").json
    assert {name: again[name] for name in CARD} == {name: before[name] for name in CARD}
    assert again["comments"] == before["comments"]


@pytest.mark.parametrize(
    ("who", "words", "code", "said"),
    [
        ("eva", ("flyttta", "8", "klart"), 2, "Menade du flytta?"),
        ("eva", ("move", "8", "snart"), 2, "ingen status"),
        ("eva", ("move", "åtta", "klart"), 2, "inget kortnummer"),
        ("eva", ("move", "8"), 2, "saknas"),
        ("eva", ("board", "--färg"), 2, "inget val"),
        ("eva", ("show", "9999"), 1, ""),
        ("maj", ("move", "8", "klart"), 1, "bara styrelsen och den ansvariga"),
        ("maj", ("tick", "8"), 1, "bara styrelsen och den ansvariga"),
        ("maj", ("undo", "1"), 1, ""),
    ],
)
def test_what_goes_wrong_is_a_swedish_sentence_on_stderr(
    served: House, who: str, words: tuple[str, ...], code: int, said: str
) -> None:
    """Contract: 2 for wrong use, 1 for refused or failed; nothing on stdout, nothing changed."""
    before = served.ssh("eva", "board", "--json").out
    ran = served.ssh(who, *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.endswith("\n")
    assert "Traceback" not in ran.err
    assert served.ssh("eva", "board", "--json").out == before


SHELL_ONLY = [
    ("serve",),
    ("starta", "--port", "0"),
    ("open",),
    ("demo", "--into", "DIR"),
    ("init", "DIR", "--association", "X", "--admin", "Y", "--key", "Z"),
    ("config", "set", "ssh.host", "0.0.0.0"),
    ("member", "add", "Mallory", "--role", "ordförande"),
    ("member", "list"),
    ("key", "add", "Eva", "keys/maj.pub"),
    ("--as", "Eva", "whoami"),
    ("--config", "/etc/passwd", "whoami"),
]


def test_what_belongs_to_the_servers_shell_is_unknown_over_ssh(served: House) -> None:
    """Attack: the chair's own key asks for commands of the server's shell. Expected: no such words."""
    made = served.folder.parent / "made_over_ssh"
    settings, listed = (served.folder / "config.toml").read_text(), served.tavlan("key", "list", "--json").out
    for words in SHELL_ONLY:
        ran = served.ssh("eva", *(word.replace("DIR", str(made)) for word in words))
        assert (ran.code, ran.out) == (2, ""), words
    assert not made.exists()
    assert (served.folder / "config.toml").read_text() == settings
    assert "Mallory" not in served.tavlan("member", "list").out
    still = served.tavlan("key", "list", "--json").json
    assert [row["revoked"] for row in still] == [None] * len(json.loads(listed))


def test_a_plan_is_read_from_standard_input_and_saved_only_with_yes(house: House) -> None:
    """Scenario: the secretary pipes a plan in; FILE is never a path on the server."""
    house.start()
    before = house.ssh("cia", "board", "--json").json
    whole = PLAN.read_bytes()
    preview = house.ssh("cia", "import", "plan", stdin=whole)
    assert preview.code == 0
    assert "Inget är sparat" in preview.out
    draft = house.ssh("cia", "import", "plan", "--dry-run", "--json", stdin=whole).json
    assert [len(area["commitments"]) for area in draft["areas"]] == [8, 6, 1, 3, 3, 2, 4, 1, 1, 5]
    assert (len(draft["whole_plan"]), draft["year"]) == (1, 2023)
    assert set(draft["areas"][0]["commitments"][0]) >= {"text", "kind", "target", "per"}
    path = house.ssh("cia", "import", "plan", str(house.folder / "config.toml"), stdin=whole)
    assert "Skinnskatteberg" in path.out
    assert "host_key" not in path.out + path.err
    assert house.ssh("cia", "board", "--json").json == before
    for nothing in (b"", b"\x00\x01\x02" * 100, b"hej\n"):
        refused = house.ssh("cia", "import", "plan", "--yes", stdin=nothing)
        assert (refused.code, refused.out) == (1, "")
        assert len(refused.err.splitlines()) == 1
    assert house.ssh("cia", "import", "plan", "--yes", stdin=whole * 400).code == 1
    assert house.ssh("maj", "import", "plan", "--yes", stdin=whole).code == 1
    assert house.ssh("cia", "board", "--json").json == before
    new = whole.replace(b"2023", b"2024")
    saved = house.ssh("cia", "import", "plan", "-", "--yes", stdin=new)
    assert saved.code == 0, saved
    assert "10 områden och 35 åtaganden" in saved.out


def test_a_table_begins_as_a_spreadsheet_wants_it_only_where_it_is_saved(served: House) -> None:
    mark = "\ufeff"
    over_ssh = served.ssh("maj", "export", "plan", "--format", "csv")
    assert over_ssh.out.startswith(f"{mark}Område;Nr;")
    assert over_ssh.out.count(mark) == 1
    assert served.tavlan("--as", "Maj", "export", "plan", "--format", "csv").out == over_ssh.out
    on_screen = served.ssh("maj", "export", "plan", "--format", "csv", options=("-tt",))
    assert on_screen.out.startswith("Område;Nr;")
    for form in ("md", "json"):
        assert mark not in served.ssh("maj", "export", "plan", "--format", form).out
