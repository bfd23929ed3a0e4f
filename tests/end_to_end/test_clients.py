"""The ways people come: OpenSSH, PuTTY, dropbear, tmux within and without, small, old and plain terminals."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import asyncssh
import pytest

from tests.end_to_end.house import House, run
from tests.end_to_end.screen import Screen
from tui.keys import fingerprint

CAFES = "Sossecaf"
"""The beginning of card 13's title, which stands in Pågår."""


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skip where a client is not installed."""
    lacking = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(bool(lacking), reason=f"{', '.join(lacking)} finns inte på den här maskinen")


@contextmanager
def window(
    command: Sequence[str], size: tuple[int, int] = (80, 24), term: str = "xterm-256color", **given: str
) -> Iterator[Screen]:
    """A client at a terminal."""
    screen = Screen(command, size, term, **given)
    try:
        yield screen
    finally:
        screen.close()


def an_evening(house: House, screen: Screen) -> None:
    """See the board, find a card, move it, take that back, leave; the terminal is as it was."""
    screen.until(lambda seen: re.search(r"(Ej påbörjat|Pågår)  \d+", seen.text))
    screen.type("/")
    screen.until("Sök bland korten")
    screen.type(CAFES)
    screen.until(lambda seen: CAFES in seen.text and "Delta i partiets" not in seen.text)
    screen.type("\r")
    screen.until(lambda seen: "hjälp" in seen.lines[-1])
    screen.type("4")
    screen.until("flyttad till Klart")
    assert house.ssh("eva", "show", "13", "--json").json["status"] == "klart"
    screen.type("u")
    screen.until("Ångrat")
    assert house.ssh("eva", "show", "13", "--json").json["status"] == "pågår"
    screen.type("q")
    screen.until("Avsluta Tavlan?")
    screen.type("j")
    assert screen.leaves() == 0
    assert screen.is_clean, bytes(screen.raw[-200:])


def bound(house: House, member: str, public: str, name: str) -> None:
    """Have a client's own key let in as a member."""
    file = house.folder / "keys" / f"{name}.pub"
    file.write_text(public)
    added = house.tavlan("key", "add", member, str(file))
    assert added.code == 0, added


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_openssh(served: House, size: tuple[int, int]) -> None:
    """Scenario: the client that Windows, macOS and Linux have, in a large, a usual and a phone's window."""
    with window(served.words("bo"), size) as bo:
        an_evening(served, bo)


@needs("plink", "puttygen")
def test_putty(served: House, tmp_path: Path) -> None:
    """Scenario: PuTTY's own client with a key of puttygen's, the host's key checked by its fingerprint."""
    secret = tmp_path / "nyckel.ppk"
    quiet = ("--new-passphrase", "/dev/null", "--random-device", "/dev/urandom")
    assert run(("puttygen", "-q", "-t", "ed25519", "-o", str(secret), *quiet)).code == 0
    bound(served, "Bo", run(("puttygen", "-L", str(secret))).out, "putty")
    host = fingerprint(asyncssh.read_private_key(served.folder / "host_key").public_data)
    command = ["plink", "-batch", "-P", str(served.port), "-i", str(secret), "-hostkey", host, "bo@127.0.0.1"]
    with window(command, HOME=str(tmp_path)) as bo:
        an_evening(served, bo)
    done = subprocess.run((*command, "whoami"), capture_output=True, timeout=30, check=False)
    assert done.stdout.decode().startswith("Bo Tallgren")
    wrong = [*command[:-2], "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "bo@127.0.0.1"]
    assert run(wrong).code != 0


@needs("dbclient", "dropbearkey")
def test_dropbear(served: House, tmp_path: Path) -> None:
    """Scenario: the client of routers and small computers, with a key of its own."""
    secret = tmp_path / "nyckel"
    made = run(("dropbearkey", "-t", "ed25519", "-f", str(secret)))
    assert made.code == 0, made
    public = next(line for line in made.out.splitlines() if line.startswith("ssh-ed25519 "))
    bound(served, "Bo", public, "dropbear")
    command = ["dbclient", "-y", "-p", str(served.port), "-i", str(secret), "bo@127.0.0.1"]
    with window(command, HOME=str(tmp_path)) as bo:
        an_evening(served, bo)


@needs("tmux")
def test_inside_tmux(served: House, tmp_path: Path) -> None:
    """Scenario: `ssh` in a pane of tmux, whose window is made smaller and larger again."""
    settings = tmp_path / "tmux.conf"
    settings.write_text("set -g status off\n")
    tmux = ("tmux", "-S", str(tmp_path / "socket"), "-f", str(settings))
    try:
        with window((*tmux, "new-session", shlex.join(served.words("bo"))), (120, 36)) as bo:
            bo.until("Alla områden")
            bo.resize(40, 15)
            bo.until(lambda screen: "Planerat" not in screen.text and "hjälp" in screen.lines[-1])
            bo.resize(80, 24)
            bo.until(lambda screen: "Planerat" in screen.text and "hjälp" in screen.lines[-1])
            an_evening(served, bo)
    finally:
        subprocess.run((*tmux, "kill-server"), capture_output=True, timeout=10, check=False)


@pytest.mark.parametrize("term", ["tmux-256color", "screen", "screen-256color"])
def test_from_outside_tmux(served: House, term: str) -> None:
    """Scenario: tmux or screen runs on the member's computer, and says so in TERM."""
    with window(served.words("bo"), term=term) as bo:
        an_evening(served, bo)


COLOURS = re.compile(rb"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("term", ["xterm-16color", "linux", "ansi", "xterm"])
def test_sixteen_colours(served: House, term: str) -> None:
    """Scenario: a terminal of sixteen colours. Expected: no code of 256 or more reaches it."""
    with window(served.words("bo"), term=term) as bo:
        an_evening(served, bo)
        codes = COLOURS.findall(bytes(bo.raw))
        assert any(re.search(rb"[\[;]3[0-7][;m]", code) for code in codes)
        assert not [code for code in codes if b"38;" in code or b"48;" in code]


@pytest.mark.parametrize("locale", ["C", "POSIX", "sv_SE.ISO-8859-1"])
def test_no_utf8(served: House, locale: str) -> None:
    """Scenario: a locale without UTF-8, as the client tells. Expected: letters and ASCII signs alone."""
    with window(served.words("bo", "-o", "SendEnv=LANG"), LANG=locale) as bo:
        an_evening(served, bo)
        shown = bytes(bo.raw).decode().rpartition("\x1b[?1049h")[2].partition("\x1b[?1049l")[0]
        assert {sign for sign in shown if not (sign.isascii() or sign.isalpha() or sign == "§")} == set()
