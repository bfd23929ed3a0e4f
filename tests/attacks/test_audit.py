"""What ssh-audit finds, looking as a stranger: nothing that fails, and few warnings, each by name."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.house import House

AUDIT = Path(sys.executable).with_name("ssh-audit")
_QUANTUM = "does not provide protection against post-quantum attacks"
ACCEPTED = {
    "curve25519-sha256": _QUANTUM,
    "curve25519-sha256@libssh.org": _QUANTUM,
    "kexguess2@matt.ucc.asn.au": _QUANTUM,
}
"""Warnings we live with: PuTTY and OpenSSH as of some years ago have no other key exchange that is safe.

The last is none at all: it only says how a guessed packet is understood, and dropbear needs to know.
"""
PARTS = ("kex", "key", "enc", "mac")


@pytest.fixture(scope="module")
def audit(_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The audit of a board from which nobody has logged in, so that nothing is spared the auditor."""
    house = House(Path(shutil.copytree(_demo, tmp_path_factory.mktemp("audited") / "tavla")))
    house.start()
    done = subprocess.run(
        (AUDIT, "-jj", "-p", str(house.port), "127.0.0.1"), capture_output=True, timeout=60, check=False
    )
    yield json.loads(done.stdout)
    assert house.stop()[0] == 0
    assert house.log == ""


def noted(audit: dict[str, Any], severity: str) -> dict[str, str]:
    """What is noted of each algorithm with this severity."""
    return {
        one["algorithm"]: "; ".join(one["notes"][severity])
        for part in PARTS
        for one in audit[part]
        if severity in one["notes"]
    }


def test_ssh_audit_fails_nothing(audit: dict[str, Any]) -> None:
    assert all(audit[part] for part in PARTS)
    assert noted(audit, "fail") == {}
    assert audit["cves"] == []
    assert "critical" not in audit["recommendations"]


def test_ssh_audit_warns_of_nothing_we_have_not_accepted(audit: dict[str, Any]) -> None:
    assert noted(audit, "warn").items() <= ACCEPTED.items()


def test_a_stranger_cannot_make_the_server_compute_at_will(audit: dict[str, Any]) -> None:
    """Attack: DHEat (CVE-2002-20001), connection upon connection. Expectation: slowed down."""
    assert not [note for note in audit["additional_notes"] if "DHEat" in note]
