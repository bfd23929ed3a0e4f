"""The log is for whoever runs the server: nobody who logs in writes its lines."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.conftest import our_server
from tests.attacks.naive import Fault
from tests.attacks.targets import Tavlan, expect, succeeds_on
from tests.end_to_end.house import run

TALKATIVE = """
import logging
logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(name)s %(message)s")
logging.getLogger("asyncssh").setLevel = lambda level: None
"""
"""Has everything logged that there is to log, as whoever looks for a fault may have it."""
FORGED = "2026-01-01 00:00:00,000 asyncssh Auth for user eva succeeded"
HOSTILE = (
    f"ls\n{FORGED}",
    f"ls\r{FORGED}",
    f"ls\r\n{FORGED}\r\n",
    f"ls\x0b{FORGED}\x0c{FORGED}\x85{FORGED}\u2028{FORGED}",
    "ls\x1b[2J\x1b[H\x1b]0;ägd\x07",
    "ls\x9b2J\u202egnirts",
    "ls\\n%s%d%n{0}",
)
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]")


@pytest.fixture(scope="module")
def _served(_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tavlan]:
    house = our_server(_demo, tmp_path_factory.mktemp("talkative"), TALKATIVE)
    yield house
    house.stop()


@succeeds_on(Fault.LOGS_RAW)
def test_nobody_writes_lines_or_signals_into_the_log(house: Tavlan) -> None:
    """Attack: commands, login names and settings with line breaks and escape sequences in them.

    Expectation: what is logged of them stands on its own line, spelled out.
    The naive server logs it as it came.
    """
    for text in HOSTILE:
        assert house.ssh("maj", text).code == 2
        run((*house.words("maj", "-o", "LogLevel=ERROR", login=f"maj{text}"), "whoami"))
        house.ssh("maj", "whoami", options=("-o", f'SetEnv=LANG="{text}"'))
    expect(not UNSEEN.search(house.log), house.log)
    lines = house.log.splitlines()
    expect(not [line for line in lines if line.startswith(FORGED[:10])], house.log)
    assert any("Auth for user eva succeeded" in line for line in lines)
