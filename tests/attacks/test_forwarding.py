"""A login leads to a board and nowhere else: nothing is forwarded, in either direction, of any kind."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.attacks.listener import SECRET, Listener, free_port, heard
from tests.attacks.naive import Fault
from tests.attacks.targets import Tavlan, expect, succeeds_on
from tests.end_to_end.house import environment
from tests.end_to_end.screen import poll

SOCKS = b"\x05\x01\x00" + b"\x05\x01\x00\x01\x7f\x00\x00\x01"
"""A SOCKS client's greeting, and that it wants to be connected to 127.0.0.1; the port follows."""
STRICT = ("-o", "ExitOnForwardFailure=yes")


@contextmanager
def standing(house: Tavlan, port: int, *options: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A connection without a session, whose client listens on a port here."""
    command = house.words("bo", "-N", *options)
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    try:
        assert poll(lambda: listens(port)), "ssh never listened"
        yield process
    finally:
        process.kill()
        process.communicate()


def listens(port: int) -> bool:
    """Whether somebody listens on a port, without connecting to it."""
    hexed = f"0100007F:{port:04X}"
    return any(hexed in line and " 0A " in line for line in Path("/proc/net/tcp").read_text().splitlines())


@succeeds_on(Fault.FORWARDS)
@pytest.mark.parametrize("kind", ["-L", "-L socket", "-D"])
def test_nothing_behind_the_server_is_reached_through_it(house: Tavlan, kind: str, tmp_path: Path) -> None:
    """Attack: `ssh -N -L …` to a port or a socket, and `ssh -N -D …`. Expectation: not a byte comes through.

    The naive server connects to whatever it is asked to.
    """
    here, path = free_port(), tmp_path / "behind"
    with Listener(path if kind == "-L socket" else None) as behind:
        target = str(path) if kind == "-L socket" else f"127.0.0.1:{behind.port}"
        ask = SOCKS + behind.port.to_bytes(2) if kind == "-D" else b""
        way = ("-D", f"127.0.0.1:{here}") if kind == "-D" else ("-L", f"127.0.0.1:{here}:{target}")
        with standing(house, here, *way):
            came = b""
            with suppress(ConnectionError):
                came = heard(here, ask)
        expect(SECRET not in came, came)
        expect(not behind.reached.is_set())


def first_line(house: Tavlan, *options: str, words: tuple[str, ...] = ()) -> tuple[bytes, bytes]:
    """The first that comes of a connection, which then is cut; and what it complained of."""
    with subprocess.Popen(
        (*house.words("bo", *options), *words),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout
        assert process.stderr
        came = os.read(process.stdout.fileno(), 4096)
        if came:
            process.kill()
        return came, process.stderr.read()


@succeeds_on(Fault.FORWARDS)
def test_standard_input_is_connected_to_nothing(house: Tavlan) -> None:
    """Attack: `ssh -W host:port`, as a jump host is used. Expectation: refused, not a byte comes through."""
    with Listener() as behind:
        came, told = first_line(house, "-W", f"127.0.0.1:{behind.port}")
        expect(came == b"", came)
        expect(not behind.reached.is_set())
    assert b"open failed" in told


@succeeds_on(Fault.FORWARDS)
@pytest.mark.parametrize("kind", ["-R", "-R socket"])
def test_the_server_listens_for_nobody(house: Tavlan, kind: str, tmp_path: Path) -> None:
    """Attack: `ssh -R …` for a port or a socket on the server. Expectation: refused, and there is none.

    The naive server opens them.
    """
    port, path = free_port(), tmp_path / "opened"
    where = str(path) if kind == "-R socket" else f"127.0.0.1:{port}"
    ran = house.ssh("bo", "whoami", options=(*STRICT, "-R", f"{where}:127.0.0.1:1"))
    expect(ran.code == 255, ran)
    assert "forwarding failed" in ran.err
    assert not path.exists()
    # Asked for without insisting on it, the login goes on as any other.
    assert house.ssh("bo", "whoami", options=("-R", f"{where}:127.0.0.1:1")).code == 0


@succeeds_on(Fault.FORWARDS)
def test_a_members_agent_is_left_alone(house: Tavlan, tmp_path: Path) -> None:
    """Attack: a server that is not to be trusted uses the agent of whoever comes by `ssh -A`.

    Expectation: it is not even asked. The naive server looks which keys there are.
    """
    path = tmp_path / "agent"
    with Listener(path):
        came, told = first_line(house, "-v", "-A", "-o", f"IdentityAgent={path}", words=("whoami", "--json"))
    assert came.startswith(b"{"), told
    assert b"Requesting authentication agent forwarding." in told
    expect(b"ctype auth-agent@openssh.com" not in told, told)


@succeeds_on(Fault.FORWARDS)
def test_a_members_display_is_left_alone(house: Tavlan) -> None:
    """Attack: the same with `ssh -Y`. Expectation: refused; no connection comes to the display."""
    with Listener() as display:
        number = display.port - 6000
        command = (*house.words("bo", "-Y"), "whoami")
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=30,
            env=environment(DISPLAY=f"127.0.0.1:{number}"),
            check=False,
        )
        assert done.returncode == 0, done
        expect(b"X11 forwarding request failed" in done.stderr, done)
        assert not display.reached.is_set()


@succeeds_on(Fault.FORWARDS)
@pytest.mark.skipif(
    os.geteuid() != 0 or not Path("/dev/net/tun").exists(), reason="tunnlar kräver root och /dev/net/tun"
)
@pytest.mark.parametrize("kind", ["point-to-point", "ethernet"])
def test_no_tunnel_is_dug(house: Tavlan, kind: str) -> None:
    """Attack: `ssh -w any:any`. Expectation: refused."""
    came, told = first_line(
        house, *STRICT, "-o", f"Tunnel={kind}", "-w", "any:any", words=("whoami", "--json")
    )
    expect(came == b"", came)
    assert b"open failed" in told or b"forwarding failed" in told
