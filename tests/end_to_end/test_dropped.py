"""Connections that break: what one had comes back, and nothing that hangs keeps anybody out."""

import os
import select
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from tests.end_to_end.house import House
from tests.end_to_end.screen import Screen

CAFES = "Sossecaféer"
"""Card 13, in Pågår."""


@pytest.fixture
def remembering(house: House) -> House:
    """A board whose members come back to where they were, as they do outside tests."""
    with closing(sqlite3.connect(house.folder / "tavlan.db")) as file:
        file.execute("DROP TRIGGER forgetful")
    house.start()
    return house


class Relay:
    """The line between a client and the server, which can be cut, or go silent without a word."""

    def __init__(self, port: int) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self._to, self._silent = port, False
        self._ends: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            client = self._server.accept()[0]
            self._ends = [client, socket.create_connection(("127.0.0.1", self._to))]
            while not self._silent:
                for ready in select.select(self._ends, [], [], 0.05)[0]:
                    if not (piece := ready.recv(65536)):
                        return
                    self._ends[1 - self._ends.index(ready)].sendall(piece)

    def cut(self) -> None:
        """Cut it on both sides."""
        self._silent = True
        for end in self._ends:
            # As a router does that has forgotten the connection.
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            end.close()

    def fall_silent(self) -> None:
        """Carry nothing any more, and tell nobody."""
        self._silent = True

    def close(self) -> None:
        """Take it away."""
        for end in (self._server, *self._ends):
            end.close()


@contextmanager
def relayed(house: House) -> Iterator[Relay]:
    relay = Relay(house.port)
    try:
        yield relay
    finally:
        relay.close()


def through(house: House, relay: Relay, who: str) -> Screen:
    """Somebody at a terminal, by way of the relay."""
    words = house.words(who)
    words[words.index("-p") + 1] = str(relay.port)
    return Screen(words, (80, 24))


def write_half(screen: Screen) -> None:
    screen.go_to(13, CAFES)
    screen.type("c")
    screen.until("Kommentar till")
    screen.type("Vaniljbullar t")
    screen.until("bullar t")
    time.sleep(1)


def goes_on(house: House) -> None:
    """The half is there, the cursor stands on its card, and what was seen is what is seen."""
    with house.screen("bo", (80, 24), sees="Du har ett utkast kvar") as again:
        again.until(lambda screen: screen.stands_on(CAFES) and screen.column.startswith("Pågår"))
        again.type("c")
        again.until("Vaniljbullar t")
        again.type("ill alla\r")
        again.until("är sparad. u ångrar")


def test_a_client_that_is_killed_finds_text_and_card_again(remembering: House) -> None:
    """Scenario: `kill -9` in the middle of a comment; Bo logs in again."""
    with remembering.screen("bo", (80, 24)) as bo:
        write_half(bo)
        os.kill(bo.process.pid, signal.SIGKILL)
        bo.leaves()
    goes_on(remembering)


def test_a_line_that_is_cut_leaves_text_and_card_behind(remembering: House) -> None:
    """Scenario: the connection is reset on the way. Expected: the client ends; the server has it all."""
    with relayed(remembering) as relay:
        bo = through(remembering, relay, "bo")
        try:
            bo.until("Ej påbörjat")
            write_half(bo)
            relay.cut()
            assert bo.leaves() == 255
        finally:
            bo.close()
    goes_on(remembering)


def test_who_has_left_by_the_key_comes_back_to_the_same_card(remembering: House) -> None:
    """Scenario: Bo reads a card's page, goes on to the next one, leaves, and comes back at another size."""
    with remembering.screen("bo", (80, 24)) as bo:
        bo.go_to(13, CAFES)
        bo.type("\x1b[B")
        bo.until(lambda screen: not screen.stands_on(CAFES))
        card = bo.cursor.split("  ")[0][:12]
        bo.type("q")
        bo.until("Avsluta Tavlan?")
        bo.type("j")
        assert bo.leaves() == 0
    with remembering.screen("bo", (40, 15), sees="Pågår") as again:
        again.until(lambda screen: screen.stands_on(card))


def test_sessions_whose_line_has_fallen_silent_keep_nobody_out(remembering: House) -> None:
    """Scenario: Bo's computer went to sleep at two boards, which is all he may have; he logs in from another.

    Expected: he is in at once.
    """
    assert remembering.tavlan("config", "set", "limits.sessions_per_member", "2").code == 0
    remembering.stop()
    remembering.start()
    with relayed(remembering) as one, relayed(remembering) as two:
        asleep = [through(remembering, line, "bo") for line in (one, two)]
        try:
            for screen, line in zip(asleep, (one, two), strict=True):
                screen.until("Ej påbörjat")
                line.fall_silent()
            began = time.monotonic()
            with remembering.screen("bo", (80, 24)) as bo:
                assert time.monotonic() - began < 5
                bo.go_to(13, CAFES)
                assert remembering.ssh("eva", "whoami").code == 0
        finally:
            for screen in asleep:
                screen.close()
