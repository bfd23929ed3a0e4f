"""The demo's board, made once and copied for each test."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pendulum
import pytest

from models.door import Doors
from tests.screens.board.seat import Room, running
from tui.demo import make_demo


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "board"
    return make_demo(folder, pendulum.now("UTC")).config.database_path


@pytest.fixture
def own_copy(made_demo: Path, tmp_path: Path) -> Path:
    path = tmp_path / "tavlan.db"
    shutil.copy(made_demo, path)
    path.chmod(0o600)
    return path


@pytest.fixture
async def room(own_copy: Path) -> AsyncIterator[Room]:
    async with running(Doors(own_copy)) as made:
        yield made
