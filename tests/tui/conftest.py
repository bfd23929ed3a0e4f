"""The server's own shell, and a board it has begun."""

import io
from pathlib import Path

import pytest

from tests.conftest import PLAN
from tests.tui.shell import Shell
from tui.config import Association, Config, write


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A configuration file that names its association."""
    path = tmp_path / "config.toml"
    write(path, Config(association=Association("Provköpings förening")))
    return path


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.delenv("TAVLAN_CONFIG", raising=False)
    monkeypatch.delenv("TAVLAN_DEBUG", raising=False)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, capsys)


@pytest.fixture
def begun(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A board with the real plan, two members, and TAVLAN_CONFIG pointing at it."""
    code, _, err = shell.begin("--port", "2299")
    assert (code, err) == (0, "")
    monkeypatch.setenv("TAVLAN_CONFIG", str(shell.folder / "ak" / "config.toml"))
    shell.out("import", "plan", PLAN, "--yes")
    shell.out("member", "add", "Bo Berg", "--role", "ersättare")
    return shell
