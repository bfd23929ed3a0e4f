"""Several ports are one server; codes guessed from many visits are one crowd."""

import re
import signal
import socket
import subprocess

from tests.end_to_end.house import ROOT, TAVLAN, House, environment
from tests.end_to_end.screen import PATIENCE, Screen


def free_ports(number: int) -> list[int]:
    """Ports nobody listens on."""
    doors = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [int(door.getsockname()[1]) for door in doors]
    for door in doors:
        door.close()
    return ports


def served(house: House) -> "subprocess.Popen[str]":
    """The board, served as its configuration says."""
    command = (*TAVLAN, "--config", str(house.folder / "config.toml"), "serve")
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment())


def test_the_board_is_reached_on_every_port_and_the_banner_tells_the_first(house: House) -> None:
    ports = free_ports(3)
    house.tavlan("config", "set", "ssh.ports", ",".join(map(str, ports)))
    house.process = served(house)
    assert house.process.stdout
    line = house.process.stdout.readline()
    assert f"port {ports[0]}, {ports[1]}, {ports[2]}." in line
    for house.port in ports:
        assert house.ssh("eva", "whoami").code == 0
    house.new_key("okänd")
    house.port = ports[2]
    screen = Screen(house.words("okänd"), (80, 24))
    try:
        screen.until(f"ssh -p {ports[0]} inbjudan@127.0.0.1", 2 * PATIENCE)
    finally:
        screen.close()
    told = {line.split()[2]: line for line in house.tavlan("doctor").out.splitlines() if " port " in line}
    assert set(told) == set(map(str, ports))
    assert all("en server svarar: SSH-" in line for line in told.values())
    code, _, _ = house.stop(signal.SIGTERM)
    assert code == 0


def test_one_port_that_is_taken_is_named_and_the_others_are_let_go(house: House) -> None:
    first, taken = free_ports(2)
    house.tavlan("config", "set", "ssh.ports", f"{first},{taken}")
    with socket.create_server(("127.0.0.1", taken)):
        ran = house.tavlan("serve")
        assert (ran.code, ran.out) == (1, "")
        assert re.fullmatch(rf"Det går inte att lyssna på 127\.0\.0\.1 port {taken}: .*\n", ran.err)
    with socket.create_server(("127.0.0.1", first)):
        pass


def test_codes_guessed_over_many_visits_are_counted_together(house: House) -> None:
    """Attack: guess a little at each of many visits, from an address members come from. Expected: a pause."""
    house.start("import tui.guesses; tui.guesses.A_SOURCE = 4")
    house.new_key("ny")
    assert house.ssh("eva", "whoami").code == 0
    code = str(house.tavlan("bjud-in", "Maj Ytterlid", "--json").json["code"])
    for _ in range(2):
        screen = Screen(house.words("ny", login="inbjudan"), (80, 24), "dumb")
        try:
            screen.until("Kod:", 2 * PATIENCE)
            screen.type("0000-0000-0000\r")
            screen.until("Koden stämmer inte.")
            screen.type("1111-1111-1111\r")
            screen.until(lambda seen: seen.text.count("Koden stämmer inte.") == 2)
        finally:
            screen.close()
    screen = Screen(house.words("ny", login="inbjudan"), (80, 24), "dumb")
    try:
        screen.until("Kod:", 2 * PATIENCE)
        screen.type(f"{code}\r")
        screen.until("För många fel koder har prövats. Försök igen om 60 minuter, eller ring")
        assert screen.leaves() == 1
    finally:
        screen.close()
    assert house.ssh("ny", "whoami").code == 255
    assert house.tavlan("inbjudan", "lista", "--json").json[0]["state"] == "open"
