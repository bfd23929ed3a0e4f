"""The demo's board, made once, and a server process on a copy of it for each file that asks."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.viewing import LAST_CARD
from tests.end_to_end.house import TAVLAN, House, run, straight_to_the_board

FORGETFUL = f"""
CREATE TRIGGER forgetful BEFORE INSERT ON preference WHEN NEW.name = '{LAST_CARD}'
BEGIN SELECT RAISE(IGNORE); END
"""
"""Has everybody begin at the first card again, since members of one file log in over and over."""


@pytest.fixture(scope="session")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("end_to_end") / "demo"
    made = run((*TAVLAN, "demo", "--into", str(folder)))
    assert made.code == 0, made
    straight_to_the_board(folder / "tavlan.db")
    return folder


def _copy(demo: Path, folder: Path) -> House:
    if shutil.which("ssh") is None:
        pytest.skip("OpenSSH:s ssh finns inte på den här maskinen")
    house = House(Path(shutil.copytree(demo, folder / "tavla")))
    with closing(sqlite3.connect(house.folder / "tavlan.db")) as file:
        file.execute(FORGETFUL)
    return house


@pytest.fixture(scope="module")
def served(_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo's board behind a server that all tests of a file share; nothing may crash there."""
    house = _copy(_demo, tmp_path_factory.mktemp("served"))
    house.start()
    yield house
    code, said, _ = house.stop()
    assert (code, said, house.log) == (0, "", "")


@pytest.fixture
def house(_demo: Path, tmp_path: Path) -> Iterator[House]:
    """The demo's board for one test alone, which starts and stops its server itself."""
    house = _copy(_demo, tmp_path)
    yield house
    if house.process is not None:
        house.stop()
