"""Codes guessed from many addresses at once, each of which stays under what one may do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.conftest import our_server
from tests.attacks.desk import WRONG, desk, takes
from tests.attacks.naive import Fault
from tests.attacks.targets import MAJ, Tavlan, expect, succeeds_on

IN_ALL = 7
"""Wrong codes an hour that this server puts up with from all addresses together."""


@pytest.fixture(scope="module")
def _served(_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tavlan]:
    prelude = f"import tui.guesses; tui.guesses.IN_ALL = {IN_ALL}"
    house = our_server(_demo, tmp_path_factory.mktemp("guessed"), prelude)
    yield house
    code, _, _ = house.stop()
    assert (code, house.log) == (0, "")


@succeeds_on(Fault.CODES)
def test_many_addresses_guess_no_more_than_one(house: Tavlan) -> None:
    """Attack: a few codes from each of many addresses. Expectation: together they are stopped.

    The naive server counts nothing, so that after any number of wrong ones the right one still opens.
    """
    code = house.code_for(MAJ)
    house.new_key("gissar")
    tried = 0
    for address in ("127.0.0.11", "127.0.0.12", "127.0.0.13", "127.0.0.14"):
        with desk(house, "gissar", "-b", address) as guesser:
            for _ in range(min(2, IN_ALL - tried)):
                assert not takes(guesser, WRONG)
                tried += 1
    assert tried == IN_ALL
    with desk(house, "gissar", "-b", "127.0.0.15") as guesser:
        expect(not takes(guesser, code), guesser.text)
        assert "För många fel koder har prövats." in guesser.text
    # Whoever has a key is kept out by none of that.
    assert house.whoami("maj", "-b", "127.0.0.11") == MAJ
