"""A revoked key: who is in with it is out within two seconds, however it was revoked and whatever runs."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.end_to_end.house import House, environment
from tests.end_to_end.screen import poll

SOON = 2.0
"""Seconds, by the goal for revoked keys."""
SENTENCES = ("Nyckeln är spärrad.", "Din nyckel gäller inte längre.")
"""What one is told who was in, or was just coming in."""


def number_of(house: House, name: str) -> str:
    rows = house.tavlan("key", "list", "--json").json
    return str(next(row["id"] for row in rows if row["member"] == name))


def by_the_shell(house: House, number: str) -> float:
    """Another process on the server."""
    assert house.tavlan("nyckel", "spärra", number).code == 0
    return time.monotonic()


def over_ssh(house: House, number: str) -> float:
    """The chair, by words, in the server's own process."""
    assert house.ssh("eva", "nyckel", "spärra", number).code == 0
    return time.monotonic()


def on_the_board(house: House, number: str) -> float:
    """The chair, on screen."""
    with house.screen("eva", (80, 24)) as eva:
        eva.type(":")
        eva.until("Sök kommando eller kort")
        eva.type("nycklar\r")
        eva.until("Allas nycklar.")
        eva.type("Bo Tall")
        eva.until(lambda screen: screen.stands_on("Bo Tallgren"))
        eva.type("\r")
        eva.until("Spärra nyckeln")
        eva.type("\x1b[B")
        eva.until(lambda screen: screen.stands_on("Döp om datorn"))
        eva.type("\x1b[B")
        eva.until(lambda screen: screen.stands_on("Spärra nyckeln"))
        eva.type("\r")
        eva.until("Låt vara")
        eva.type("j")
        pressed = time.monotonic()
        eva.until("Inget om personer har lästs")
        return pressed


@contextmanager
def at_the_board(house: House) -> Iterator[Callable[[], tuple[float, str]]]:
    """Bo, looking at the board."""
    with house.screen("bo", (80, 24)) as bo:

        def left() -> tuple[float, str]:
            bo.leaves()
            return time.monotonic(), bo.after

        yield left


@contextmanager
def in_a_command(house: House) -> Iterator[Callable[[], tuple[float, str]]]:
    """Bo, in the midst of a command that waits for more to come."""
    words = [*house.words("bo", "-v"), "läs-in", "plan"]
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdin
    assert process.stderr
    while b"Sending command" not in process.stderr.readline():
        assert process.poll() is None
    process.stdin.write(b"Verksamhetsplan 2024\n")
    process.stdin.flush()

    def left() -> tuple[float, str]:
        process.wait(10)
        assert process.stderr
        return time.monotonic(), process.stderr.read().decode()

    try:
        yield left
    finally:
        process.kill()
        process.communicate()


PATHS = (by_the_shell, over_ssh, on_the_board)
SESSIONS = (at_the_board, in_a_command)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("session", SESSIONS)
def test_who_is_in_with_a_revoked_key_is_out_within_two_seconds(
    house: House,
    path: Callable[[House, str], float],
    session: Callable[[House], AbstractContextManager[Callable[[], tuple[float, str]]]],
) -> None:
    house.start()
    number = number_of(house, "Bo Tallgren")
    with session(house) as left:
        revoked = path(house, number)
        gone, said = left()
    assert gone - revoked < SOON
    assert any(sentence in said for sentence in SENTENCES), said
    again = house.ssh("bo", "vem")
    assert (again.code, again.out) == (255, "")
    assert house.ssh("eva", "vem").code == 0


def test_who_revokes_the_key_they_are_in_with_is_told_and_is_out(house: House) -> None:
    house.start()
    number = number_of(house, "Maj Ytterlid")
    asked = house.ssh("maj", "nyckel", "spärra", number)
    assert (asked.code, "är den du är inne med" in asked.err) == (1, True)
    with house.screen("maj", (80, 24)) as maj:
        done = house.ssh("maj", "nyckel", "spärra", number, "--ja")
        revoked = time.monotonic()
        assert (done.code, done.out.startswith(f"Spärrade nyckel {number} för Maj Ytterlid")) == (0, True)
        maj.leaves()
        assert time.monotonic() - revoked < SOON
        assert SENTENCES[0] in maj.after
    assert house.ssh("maj", "vem").code == 255


def test_a_connection_that_outlives_its_key_opens_no_more_sessions(house: House) -> None:
    """Attack: keep a master connection open, and start sessions on it once the key is revoked."""
    house.start()
    # A socket's path may not be long.
    with TemporaryDirectory(prefix="t") as folder:
        _outlives(house, Path(folder) / "c")


def _outlives(house: House, socket: Path) -> None:
    control = ("-o", f"ControlPath={socket}")
    master = subprocess.Popen(
        house.words("bo", "-M", "-N", *control), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert poll(socket.exists)
        assert house.ssh("bo", "vem", options=control).out.startswith("Bo Tallgren")
        assert house.tavlan("nyckel", "spärra", number_of(house, "Bo Tallgren")).code == 0
        again = house.ssh("bo", "vem", options=control)
        assert (again.code, again.out) == (1, "")
        assert "Din nyckel gäller inte längre." in again.err
    finally:
        master.kill()
        master.wait()
