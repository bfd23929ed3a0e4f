"""The letter is followed word for word: from `ssh-keygen` to a card that was moved and put back."""

import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.door import shell_door
from models.member import find_member
from models.preference import Preference
from tests.end_to_end.house import House, straight_to_the_board
from tests.end_to_end.screen import PATIENCE, Screen


@contextmanager
def typed(line: str, folder: Path) -> Iterator[Screen]:
    """A line of the letter, typed in an own folder, by somebody who has never been here before."""
    words = shlex.split(line)
    if words[0] == "ssh":
        known = ("-o", f"UserKnownHostsFile={folder / 'known'}", "-o", "GlobalKnownHostsFile=/dev/null")
        words[1:1] = ["-F", "none", "-o", "IdentityAgent=none", *known]
    # The first time ssh asks of the terminal itself, so that it must be the client's own.
    screen = Screen(["setsid", "--ctty", "--wait", "env", "-C", str(folder), *words], (120, 36))
    try:
        yield screen
    finally:
        screen.close()


def make_key(line: str, folder: Path, *answers: tuple[str, str]) -> None:
    """Make a key as the letter says: Enter is the answer to each question but those named."""
    with typed(line, folder) as made:
        for question, answer in (*answers, ("Enter passphrase", ""), ("Enter same passphrase", "")):
            made.until(question)
            made.type(f"{answer}\r")
        assert made.leaves() == 0


def lines_of(letter: str) -> list[str]:
    """All that the letter says to type in a shell."""
    return [line.strip() for line in letter.splitlines() if re.match(r" {4,}ssh(-keygen)? ", line)]


@pytest.fixture
def letter(house: House) -> str:
    house.start()
    made = house.tavlan("config", "set", "ssh.ports", str(house.port))
    assert made.code == 0, made
    name = next(
        row["name"] for row in house.tavlan("member", "list", "--json").json if row["name"].startswith("Dag")
    )
    with shell_door(house.folder / "tavlan.db"):
        # Everybody else has been here before.
        Preference.delete().where(Preference.member == find_member(name).id).execute()
    return house.tavlan("bjud-in", name, "--för", "mac").out


def test_whoever_follows_the_letter_has_moved_a_card_ten_minutes_later(
    house: House, letter: str, tmp_path: Path
) -> None:
    make, login, again, own_key, own_login = lines_of(letter)
    assert (make, own_key) == ("ssh-keygen -t ed25519", "ssh-keygen -t ed25519 -f tavlan-min")
    make_key(make, tmp_path, ("file in which to save", str(tmp_path / "id")))
    assert (tmp_path / "id.pub").read_text().startswith("ssh-ed25519 ")
    make_key(own_key, tmp_path)
    code = letter.partition("Kod:")[2].split()[0]
    fingerprint = re.findall(r"SHA256:\S+", letter)[0]
    with typed(own_login, tmp_path) as dag:
        dag.until("Are you sure you want to continue connecting", 2 * PATIENCE)
        assert f"fingerprint is {fingerprint}" in dag.text
        dag.type("yes\r")
        dag.until("Har du en kod, logga in med")
        dag.until("Kod:")
        dag.type(f"{code}\r")
        dag.until("Vad heter datorn? (till exempel Köksdatorn)")
        dag.type("Köksdatorn\r")
        dag.until("Prova terminalen", 2 * PATIENCE)
        dag.until("●  ○    å  ä  ö")
        dag.type("j")
        dag.until("Tryck F2")
        dag.type("\x1bOQ")
        dag.until("Skriv @")
        dag.type("@")
        dag.until("Vill du öva på ett kort?")
        dag.type("n")
        dag.until("Ej påbörjat")
        dag.go_to(8, "Stödja centralt")
        before = dag.column.split()[0]
        dag.type("3")
        dag.until(lambda screen: screen.column.startswith("Pågår"))
        dag.type("u")
        dag.until(lambda screen: screen.column.split()[0] == before)
        dag.type("q")
        dag.until("Avsluta Tavlan?")
        dag.type("j")
        assert dag.leaves() == 0
    next_time = own_login.replace("inbjudan@", "")
    with typed(next_time, tmp_path) as dag:
        dag.until("Esc till tavlan", 2 * PATIENCE)
        dag.type("\x1b")
        dag.until(lambda screen: "Ej påbörjat" in screen.text and "Esc till tavlan" not in screen.text)
        dag.until("Dag")
        dag.type("qj")
        assert dag.leaves() == 0
    straight_to_the_board(house.folder / "tavlan.db")
    for line, boxed in ((login, True), (again, False)):
        with typed(line.replace("ssh ", f"ssh -i {tmp_path / 'tavlan-min'} ", 1), tmp_path) as dag:
            if boxed:
                dag.until(f"{own_key}\n{own_login}", 2 * PATIENCE)
                dag.type("\r")
                dag.until(lambda screen: own_key not in screen.text)
            dag.until("Ej påbörjat", 2 * PATIENCE)
            dag.type("qj")
            assert dag.leaves() == 0


def test_the_putty_and_telephone_letters_name_what_the_server_has(house: House, letter: str) -> None:
    assert letter
    for client in ("putty", "telefon"):
        told = house.tavlan("bjud-in", "Dag", "--för", client).out
        host = re.search(r"(?:Host Name:  inbjudan@|Address:   )(\S+)", told)
        port = re.search(r"Port: +(\d+)", told)
        assert host
        assert port
        assert (host[1], int(port[1])) == ("127.0.0.1", house.port)
        assert not lines_of(told)
