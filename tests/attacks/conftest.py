"""Our server, which all scenarios of a file share, or the naive one with the fault a scenario names."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.targets import Tavlan, made_naive
from tests.end_to_end.conftest import _demo

__all__ = ["_demo"]


def our_server(demo: Path, folder: Path, prelude: str = "") -> Tavlan:
    """Our server on a copy of the demo's board."""
    if shutil.which("ssh") is None:
        pytest.skip("OpenSSH:s ssh finns inte på den här maskinen")
    house = Tavlan(Path(shutil.copytree(demo, folder / "tavla")))
    house.start(prelude)
    # Somebody has logged in from here, so that no growing wait for strangers gets in a scenario's way.
    assert house.ssh("eva", "whoami").code == 0
    return house


@pytest.fixture(scope="module")
def _served(_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tavlan]:
    house = our_server(_demo, tmp_path_factory.mktemp("attacked"))
    yield house
    code, said, _ = house.stop()
    assert (code, said, house.log) == (0, "", "")


@pytest.fixture
def house(request: pytest.FixtureRequest, _demo: Path, tmp_path: Path) -> Iterator[Tavlan]:
    """What is attacked; by itself our server."""
    fault = getattr(request, "param", None)
    if fault is None:
        yield request.getfixturevalue("_served")
        return
    if shutil.which("ssh") is None:
        pytest.skip("OpenSSH:s ssh finns inte på den här maskinen")
    naive = made_naive(_demo, tmp_path / "naive", fault)
    yield naive
    assert naive.process
    naive.process.kill()
    naive.process.communicate()
