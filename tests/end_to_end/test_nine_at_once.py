"""Half past six, one Wi-Fi: the whole board logs in from one address, and one of them has the wrong key."""

import time
from contextlib import ExitStack

from tests.end_to_end.house import House
from tests.end_to_end.screen import PATIENCE, Screen

NEWCOMERS = {"greta": "Greta Ek", "hans": "Hans Ek", "iris": "Iris Ek"}
WITHIN = 10.0
"""Seconds in which all of them come."""
CALL = "Cia, 070-174 06 05"


def test_eight_of_nine_get_in_and_the_ninth_is_told_why(house: House) -> None:
    """Scenario: nine `ssh` at the same moment to a server that has seen none of them. Expected: eight boards.

    The ninth reads what to do and whom to call, and is let in as soon as the key is known.
    """
    assert house.tavlan("config", "set", "ssh.contact", CALL).code == 0
    for key, name in NEWCOMERS.items():
        house.member(name, "ledamot", key)
    wrong = house.new_key("fel")
    house.start()
    with ExitStack() as opened:
        keys = ["eva", "bo", "cia", "dag", "fel", "maj", *NEWCOMERS]
        commands = {key: house.words(key) for key in keys}
        began = time.monotonic()
        screens = {key: Screen(command, (80, 24)) for key, command in commands.items()}
        for screen in screens.values():
            opened.callback(screen.close)
        ninth = screens.pop("fel")
        for screen in screens.values():
            screen.until("Ej påbörjat", 3 * PATIENCE)
        assert ninth.leaves() == 255
        assert time.monotonic() - began < WITHIN
        told = " ".join(ninth.lines)
        for words in ("Ingen nyckel? Kör ssh-keygen -t ed25519", CALL, "inbjudan@127.0.0.1"):
            assert words in told
        assert "Permission denied (publickey)." in told
        for screen in screens.values():
            screen.type("\x1b[B")
            screen.until(lambda one: not one.stands_on("Stödja centralt"))
        assert house.tavlan("key", "add", "Greta", str(wrong)).code == 0
        assert house.ssh("fel", "whoami").out.startswith("Greta Ek")
