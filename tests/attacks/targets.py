"""What is attacked: our server, and beside it the naive one, at which each attack must succeed."""

import functools
import inspect
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

from tests.attacks.naive import CODES, REGISTER, Fault
from tests.end_to_end.house import ROOT, House, Ran, environment, run

MAJ, EVA = "Maj Ytterlid", "Eva Norrbäck"
KNOWN = {"eva": EVA, "bo": "Bo Tallgren", "maj": MAJ}
"""Whom both servers know by these keys."""


class AttackSucceeded(AssertionError):
    """What the expectation rules out has happened."""


def expect(held: object, told: object = "") -> None:
    """State what an attack must not change. All else that a scenario asserts is that it was carried out."""
    if not held:
        raise AttackSucceeded(told)


class Tavlan(House):
    """Our server, and what its own shell does to keys."""

    def newcomer(self, name: str, key: str) -> None:
        """Let somebody in with a new key."""
        self.member(name, "ledamot", key)

    def revoke(self, key: str) -> None:
        """Revoke a key."""
        made = run(("ssh-keygen", "-lf", str(self.folder / "keys" / f"{key}.pub"))).out.split()[1]
        rows = self.tavlan("key", "list", "--json").json
        (number,) = [row["id"] for row in rows if row["fingerprint"] == made and row["revoked"] is None]
        assert self.tavlan("key", "revoke", str(number)).code == 0

    def bind(self, name: str, key: str) -> Ran:
        """Bind a key to somebody who is known."""
        return self.tavlan("key", "add", name, str(self.folder / "keys" / f"{key}.pub"))

    def code_for(self, name: str) -> str:
        """A code that lets somebody in with a new key."""
        return str(self.tavlan("bjud-in", name, "--json").json["code"])

    def let_codes_grow_old(self) -> None:
        """Let the days go by in which a code is valid."""
        with closing(sqlite3.connect(self.folder / "tavlan.db")) as file, file:
            file.execute("UPDATE invitation SET expires = made")

    def whoami(self, key: str, *options: str, login: str = "") -> str:
        """Whom the server takes somebody for."""
        return str(self.ssh(key, "whoami", "--json", options=options, login=login).json["name"])


@dataclass
class NaiveHouse(Tavlan):
    """The naive server with one of its faults."""

    fault: Fault = Fault.UNCOUNTED

    def start(self, prelude: str = "") -> None:
        """Start it."""
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                (sys.executable, "-m", "tests.attacks.naive", str(self.folder), self.fault.name),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=ROOT,
                env=environment(),
            )
        assert self.process.stdout
        self.line = self.process.stdout.readline()
        assert self.line, self.log
        self.port = int(self.line)

    def newcomer(self, name: str, key: str) -> None:
        self.new_key(key)
        self.bind(name, key)

    def _public(self, key: str) -> str:
        return (self.folder / "keys" / f"{key}.pub").read_text().split()[1]

    def _write(self, change: Callable[[dict[str, str]], object]) -> None:
        file = self.folder / REGISTER
        known = json.loads(file.read_text()) if file.exists() else {}
        change(known)
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps(known))
        fresh.replace(file)

    def revoke(self, key: str) -> None:
        self._write(lambda known: known.pop(self._public(key)))

    def code_for(self, name: str) -> str:
        (self.folder / CODES).write_text(json.dumps({"4711": name}))
        return "4711"

    def let_codes_grow_old(self) -> None:
        """Nobody looks at their age."""

    def bind(self, name: str, key: str) -> Ran:
        self._write(lambda known: known.update({self._public(key): name}))
        return Ran(0, "", "")


def made_naive(demo: Path, folder: Path, fault: Fault) -> NaiveHouse:
    """The naive server with the host key and some of the keys of the demo."""
    shutil.copytree(demo / "keys", folder / "keys")
    shutil.copy(demo / "host_key", folder)
    house = NaiveHouse(folder, fault=fault)
    for key, name in KNOWN.items():
        house.bind(name, key)
    house.start()
    # But for its fault it is a server like another, so that an attack fails for nothing but that.
    assert house.whoami("bo", login="bo") == KNOWN["bo"]
    return house


def succeeds_on(fault: Fault) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a scenario against our server, and show that the same attack succeeds on a naive one."""

    def mark(scenario: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(scenario)
        def proven(**given: Any) -> None:
            if isinstance(given["house"], NaiveHouse):
                with pytest.raises(AttackSucceeded):
                    scenario(**given)
            else:
                scenario(**given)

        proven.__signature__ = inspect.signature(scenario)  # type: ignore[attr-defined]
        both = pytest.mark.parametrize("house", [None, fault], ids=["tavlan", "naive"], indirect=True)
        return cast("Callable[..., None]", both(proven))

    return mark
