"""Inviting in the server's own shell: the letter, the list, and what is refused before a code is made."""

import json
from pathlib import Path

import pytest

from models.door import shell_door
from models.invitation import digest_of, invited, normal
from tests.tui.shell import Shell
from tui.config import load
from tui.keys import fingerprint, load_host_key


@pytest.fixture
def named(begun: Shell) -> Shell:
    """The board, whose server has a name."""
    begun.out("config", "set", "ssh.public_host", "tavlan.exempel.se")
    begun.out("config", "set", "ssh.contact", "Eva, 070-174 06 05")
    return begun


def listed(shell: Shell) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(shell.out("inbjudan", "lista", "--json"))
    return rows


def test_the_letter_holds_a_code_that_is_valid_and_the_hosts_own_fingerprint(named: Shell) -> None:
    code, out, err = named("bjud-in", "Bo", "Berg", "--för", "windows")
    assert (code, err) == (0, "")
    config = load(named.folder / "ak" / "config.toml")
    assert fingerprint(load_host_key(config.host_key_path).public_data) in out
    assert "    ssh -p 2299 inbjudan@tavlan.exempel.se\n" in out
    assert ("PuTTY" in out, "telefon" in out) == (False, False)
    said = out.partition("Kod:")[2].split()[0]
    with shell_door(config.database_path):
        assert invited(digest_of(normal(said) or ""), config.clock()()) == "Bo Berg"


@pytest.mark.parametrize("words", [("invite",), ("bjud-in",), ("bjud", "in"), ("Bjud-In",)])
def test_it_answers_to_each_of_its_names_with_all_four_letters(named: Shell, words: tuple[str, ...]) -> None:
    out = named.out(*words, "Bo")
    assert out.count("Till Bo Berg: så kommer du in") == 4


def test_scripts_get_the_code_and_the_line(named: Shell) -> None:
    made = json.loads(named.out("invite", "Bo", "--json"))
    assert made["member"] == "Bo Berg"
    assert made["command"] == "ssh -p 2299 inbjudan@tavlan.exempel.se"
    assert normal(made["code"])
    assert [row["state"] for row in listed(named)] == ["open"]
    assert "code" not in listed(named)[0]


def test_the_letter_is_written_as_a_pdf_to_a_new_file_only(named: Shell, tmp_path: Path) -> None:
    out = named.out("bjud-in", "Bo", "--pdf", tmp_path / "brev.pdf")
    assert out.startswith(f"Brevet till Bo Berg ligger i {tmp_path / 'brev.pdf'}. Koden är ")
    assert (tmp_path / "brev.pdf").read_bytes().startswith(b"%PDF-")
    assert "finns redan" in named.refused("bjud-in", "Bo", "--pdf", tmp_path / "brev.pdf")
    assert len(listed(named)) == 1
    lost = named.refused("bjud-in", "Bo", "--pdf", tmp_path / "saknas" / "brev.pdf")
    assert "går inte att skriva" in lost
    assert len(listed(named)) == 1


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("Ingen Alls",), "Ingen medlem heter"),
        (("Bo", "--ersätter", "99"), "ingen giltig nyckel med nummer 99"),
        (("Bo", "--ersätter", "1"), "inte Bo Bergs"),
    ],
)
def test_what_cannot_be_meant_makes_no_code(named: Shell, words: tuple[str, ...], part: str) -> None:
    assert part in named.refused("bjud-in", *words)
    assert listed(named) == []


def test_wrong_words_are_told_with_what_there_is(named: Shell) -> None:
    assert "windows, putty, mac eller telefon" in named.refused("bjud-in", "Bo", "--för", "amiga", code=2)
    assert "inget nyckelnummer" in named.refused("bjud-in", "Bo", "--ersätter", "x", code=2)
    assert "Se numren med: tavlan inbjudan lista" in named.refused("inbjudan", "spärra", "x", code=2)


def test_invitations_are_listed_and_revoked(named: Shell) -> None:
    assert named.out("inbjudan", "lista") == "Ingen är inbjuden. Bjud in med: tavlan bjud-in NAMN\n"
    named.out("bjud-in", "Bo")
    named.out("bjud-in", "Eva", "--ersätter", "1")
    first, second = named.out("invitation", "list").splitlines()
    assert first.split()[:3] == ["1", "Bo", "Berg"]
    assert first.endswith("öppen")
    assert second.split()[0] == "2"
    assert named.out("inbjudan", "spärra", "1") == "Spärrade inbjudan 1 till Bo Berg.\n"
    assert "redan spärrad" in named.refused("inbjudan", "sparra", "1")
    assert named.out("inbjudan", "spärra", "alla") == "Spärrade 1 inbjudan.\n"
    assert [row["state"] for row in listed(named)] == ["revoked", "revoked"]
    assert [row["replaces"] for row in listed(named)] == [None, 1]


def test_a_member_who_will_see_nothing_is_told_of(named: Shell) -> None:
    named.out("member", "add", "Utan Uppdrag")
    code, out, err = named("bjud-in", "Utan", "Uppdrag")
    assert (code, "Till Utan Uppdrag" in out) == (0, True)
    assert err.startswith("Obs: Utan Uppdrag har inget uppdrag som ger rätt att läsa planen")


def test_only_those_with_the_right_invite(named: Shell) -> None:
    assert "kan bjuda in" in named.refused("--as", "Bo", "bjud-in", "Bo")
    assert "kan bjuda in" in named.refused("--as", "Bo", "inbjudan", "lista")
    assert "Till Bo Berg" in named.out("--as", "Eva", "bjud-in", "Bo")


def test_nobody_is_invited_to_a_server_without_a_name_or_where_it_is_turned_off(begun: Shell) -> None:
    begun.out("config", "set", "ssh.host", "0.0.0.0")
    assert "tavlan config set ssh.public_host NAMN" in begun.refused("bjud-in", "Bo")
    begun.out("config", "set", "ssh.public_host", "tavlan.exempel.se")
    begun.out("config", "set", "ssh.invitations", "nej")
    assert "tavlan config set ssh.invitations true" in begun.refused("bjud-in", "Bo")
    assert "true eller false" in begun.refused("config", "set", "ssh.invitations", "kanske")
    begun.out("config", "set", "ssh.invitations", "ja")
    assert "Till Bo Berg" in begun.out("bjud-in", "Bo")
