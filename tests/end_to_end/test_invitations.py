"""From a code to a painted board with OpenSSH's own client, and everything a code does not open."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.end_to_end.house import House, run
from tests.end_to_end.screen import PATIENCE, Screen

MAJ = "Maj Ytterlid"


def code_for(house: House, name: str = MAJ, *more: str) -> str:
    """A code for somebody, made in the server's own shell."""
    return str(house.tavlan("bjud-in", name, *more, "--json").json["code"])


@contextmanager
def guest(
    house: House, key: str, size: tuple[int, int] = (120, 36), term: str = "xterm", *options: str
) -> Iterator[Screen]:
    """Somebody at a terminal who logs in as inbjudan."""
    screen = Screen(house.words(key, *options, login="inbjudan"), size, term)
    try:
        screen.until("Kod:", 2 * PATIENCE)
        yield screen
    finally:
        screen.close()


def names(house: House) -> dict[str, str]:
    """Whom each computer's key belongs to."""
    rows = house.tavlan("key", "list", "--json").json
    return {row["computer"]: row["member"] for row in rows if not row["revoked"]}


def refused(screen: Screen, code: str, sees: str) -> None:
    screen.type(f"{code}\r")
    screen.until(sees)


@pytest.mark.parametrize("term", ["xterm-256color", "putty"])
def test_a_code_leads_straight_on_to_the_board(house: House, term: str) -> None:
    """Scenario: Maj has got a letter. One session, from a key that is nobody's to a board that is hers."""
    house.start()
    house.new_key("ny")
    code = code_for(house)
    with guest(house, "ny", (80, 24), term) as maj:
        assert "styrelsens tavla" in maj.text
        assert "inbjudan@" in maj.text
        maj.type(code.lower().replace("-", "x\x7f ") + "\r")
        maj.until(f"Koden stämmer. Välkommen, {MAJ}!")
        maj.until("Vad heter datorn?")
        assert b"\x1b" not in maj.raw
        maj.type("Köksdx\x7fatorn\r")
        maj.until("Ej påbörjat", 2 * PATIENCE)
        maj.until("Maj")
        maj.type("qj")
        assert maj.leaves() == 0
        assert "Nästa gång behövs ingen kod: ssh -p" in bytes(maj.raw).decode()
    assert names(house)["Köksdatorn"] == MAJ
    assert house.ssh("ny", "whoami", "--json").json["name"] == MAJ
    assert (house.stop()[0], house.log) == (0, "")


def test_a_wrong_code_is_told_three_times_and_opens_nothing(house: House) -> None:
    """Attack: guess. Expected: three tries, one answer, and the key is still nobody's."""
    house.start()
    house.new_key("ny")
    with guest(house, "ny") as maj:
        refused(maj, "0000-0000-0000", "Koden stämmer inte. Kontrollera den")
        refused(maj, "tolv", "En kod har 12 tecken")
        refused(maj, "1111-1111-1111", "Koden stämmer inte. Fler försök går inte nu.")
        assert maj.leaves() == 1
        assert "\x1b" not in maj.text
    assert house.ssh("ny", "whoami").code == 255


def test_a_code_that_is_used_or_revoked_says_so_to_its_owner(house: House) -> None:
    house.start()
    house.new_key("ny")
    house.new_key("annan")
    used, revoked = code_for(house), code_for(house)
    with guest(house, "ny") as maj:
        maj.type(f"{used}\r\r")
        maj.until("Ej påbörjat", 2 * PATIENCE)
    rows = house.tavlan("inbjudan", "lista", "--json").json
    assert [row["state"] for row in rows] == ["used", "open"]
    assert house.tavlan("inbjudan", "spärra", str(rows[1]["id"])).out.startswith("Spärrade inbjudan")
    for code, words in ((used, "redan använd"), (revoked, "spärrad")):
        with guest(house, "annan") as other:
            refused(other, code, words)
            assert other.leaves() == 1
    assert house.ssh("annan", "whoami").code == 255


def test_before_the_code_nothing_else_can_be_done(house: House) -> None:
    """Attack: a key that is nobody's, and inbjudan@, for a command, a file, a tunnel. Expected: nothing."""
    house.start()
    house.new_key("ny")
    for words in (["whoami"], ["bjud-in", "Eva"], ["sftp-server"], ["sh", "-c", "id"]):
        ran = house.ssh("ny", *words, login="inbjudan")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("Med inbjudan@ skriver man bara in sin kod.")
    bare = house.ssh("ny", login="inbjudan", options=("-T",))
    assert (bare.code, bare.out) == (1, "")
    assert "ssh -t" in bare.err
    subsystem = house.ssh("ny", "sftp", login="inbjudan", options=("-s",))
    assert (subsystem.code != 0, subsystem.out) == (True, "")
    tunnel = house.ssh("ny", login="inbjudan", options=("-W", f"127.0.0.1:{house.port}"))
    assert (tunnel.code != 0, "SSH-2.0" in tunnel.out) == (True, False)
    behind = house.ssh(
        "ny", login="inbjudan", options=("-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1")
    )
    assert behind.code == 255
    for login in ("eva", "root", "Inbjudan ", "inbjudan2"):
        assert run((*house.words("ny", login=login), "whoami")).code in {1, 255}
    assert house.ssh("ny", "whoami", login="maj").code == 255


def test_a_known_key_needs_no_code(house: House) -> None:
    """Scenario: the couple's computer. Whoever comes with the other's key is told how to make an own."""
    house.start()
    screen = Screen(house.words("bo", login="inbjudan"))
    try:
        screen.until("redan Bo Tallgrens", 2 * PATIENCE)
        screen.until("ssh-keygen -t ed25519 -f tavlan-min")
        screen.type("\r")
        screen.until(lambda seen: "Ingen kod behövs" not in seen.text and "Ej påbörjat" in seen.text)
    finally:
        screen.close()
    assert house.ssh("bo", "whoami", "--json", login="inbjudan").json["name"] == "Bo Tallgren"


def test_the_old_computers_session_ends_when_the_new_one_has_come(house: House) -> None:
    """Scenario: a new computer. The old key is revoked with the code, and its session ends."""
    house.start()
    house.new_key("ny")
    (old,) = [row["id"] for row in house.tavlan("key", "list", "--json").json if row["member"] == MAJ]
    code = code_for(house, MAJ, "--ersätter", str(old))
    with house.screen("maj", (80, 24)) as before, guest(house, "ny") as new:
        new.type(f"{code}\rNya datorn\r")
        new.until("Ej påbörjat", 2 * PATIENCE)
        assert before.leaves() == 1
        assert "Nyckeln är spärrad." in before.after
    assert house.ssh("maj", "whoami").code == 255
    assert house.ssh("ny", "whoami", "--json").json["name"] == MAJ


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_one_may_leave_without_a_code_and_use_it_later(house: House, key: str) -> None:
    house.start()
    house.new_key("ny")
    code = code_for(house)
    with guest(house, "ny") as maj:
        maj.type(f"{code}\r")
        maj.until("Vad heter datorn?")
        maj.type(key)
        assert maj.leaves() == 1
    with guest(house, "ny") as maj:
        maj.type(f"{code}\rSoffan\r")
        maj.until("Ej påbörjat", 2 * PATIENCE)


def test_nobody_is_asked_for_a_code_where_that_is_turned_off(house: House) -> None:
    house.tavlan("config", "set", "ssh.invitations", "nej")
    house.start()
    house.new_key("ny")
    ran = run((*house.words("ny", login="inbjudan"), "whoami"))
    assert (ran.code, ran.out) == (255, "")
    assert "Permission denied (publickey)." in ran.err
    assert "kod" not in ran.err
    assert "avstängda" in house.ssh("eva", "bjud-in", "Maj").err


def test_those_with_the_right_invite_over_ssh_and_others_do_not(house: House) -> None:
    house.start()
    house.new_key("ny")
    made = house.ssh("eva", "bjud", "in", "Maj", "Ytterlid", "--för", "mac")
    assert made.code == 0, made
    assert f"    ssh -p {house.port} inbjudan@127.0.0.1" in made.out
    assert "Windows" not in made.out
    drawn = subprocess.run(
        (*house.words("eva"), "bjud-in", "Maj", "--pdf", "-"), capture_output=True, check=True
    )
    assert drawn.stdout.startswith(b"%PDF-")
    shown = house.ssh("eva", "bjud-in", "Maj", "--pdf", "-", options=("-tt",))
    assert (shown.code, "%PDF" in shown.out, "går inte att visa" in shown.out) == (1, False, True)
    refused = house.ssh("dag", "bjud-in", "Maj")
    assert (refused.code, refused.out) == (1, "")
    assert house.ssh("maj", "bjud-in", "Maj").err.startswith(
        "Bara ordföranden, vice ordföranden, sekreteraren"
    )
    assert house.ssh("eva", "inbjudan", "spärra", "alla").out == "Spärrade 3 inbjudningar.\n"
