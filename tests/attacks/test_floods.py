"""Many at the door: keys tried one after the other, and connections that only stand there."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from tests.attacks.naive import Fault
from tests.attacks.targets import Tavlan, expect, succeeds_on
from tests.end_to_end.house import run

ELSEWHERE = ("-b", "127.0.0.2")
"""From another address than the flood's."""


@succeeds_on(Fault.UNCOUNTED)
def test_a_ring_of_keys_is_not_tried_to_its_end(house: Tavlan) -> None:
    """Attack: offer key after key on one connection. Expectation: closed after six, and told what to do.

    The naive server listens to all of them, as asyncssh does by itself.
    """
    ring: list[str] = []
    for number in range(8):
        house.new_key(f"fel{number}")
        ring += ["-i", str(house.folder / "keys" / f"fel{number}")]
    ran = run((*house.words("bo", *ring), "whoami"))
    expect(ran.code == 255, ran)
    assert "För många nycklar prövades" in ran.err
    assert "IdentitiesOnly=yes" in ran.err


@contextmanager
def standing(port: int, number: int) -> Iterator[list[socket.socket]]:
    """Connections that say nothing."""
    with ExitStack() as opened:
        yield [opened.enter_context(socket.create_connection(("127.0.0.1", port), 10)) for _ in range(number)]


def greeted(connection: socket.socket) -> bool:
    """Whether the server has begun to speak with somebody; waits until it has, or has hung up."""
    with suppress(ConnectionError):
        return connection.recv(4) == b"SSH-"
    return False


@succeeds_on(Fault.UNCOUNTED)
def test_a_crowd_at_the_door_keeps_no_member_out(house: Tavlan) -> None:
    """Attack: 200 connections from one address. Expectation: few are spoken to, members get in.

    The naive server begins a handshake with each.
    """
    assert house.whoami("bo", *ELSEWHERE) == "Bo Tallgren"
    with house.screen("bo", (80, 24)) as bo, standing(house.port, 200) as crowd:
        spoken = sum(greeted(one) for one in crowd)
        expect(spoken <= 10, spoken)
        began = time.monotonic()
        assert house.whoami("bo", *ELSEWHERE) == "Bo Tallgren"
        bo.type("\x1b[B")
        bo.until(lambda screen: not screen.stands_on("Stödja centralt"))
        assert time.monotonic() - began < 5
    # The crowd has gone, and the address is as good as any.
    assert house.whoami("bo") == "Bo Tallgren"
