"""What `tavlan doctor` finds on a board that is well, and on one where a single thing is wrong."""

import json
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pendulum
import pytest

from models import checkup
from models.checkup import sqlite_version
from models.database import database
from models.door import shell_door
from models.journal import Action
from tests.conftest import MadeBoard
from tui import doctor
from tui.cli import main
from tui.config import Config, Ssh, write
from tui.doctor import Finding, look_over
from tui.keys import create_host_key


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def config(closed_board: MadeBoard, tmp_path: Path) -> Config:
    """A board on which nothing is wrong."""
    tmp_path.chmod(0o700)
    made = write(tmp_path / "config.toml", Config(ssh=Ssh(ports=(free_port(),))))
    create_host_key(made.host_key_path)
    return made


def findings(config: Config, **surroundings: str) -> dict[str, Finding]:
    return {one.name.partition(" ")[0]: one for one in look_over(config.path, surroundings)}


def wrong(config: Config, **surroundings: str) -> dict[str, Finding]:
    return {name: one for name, one in findings(config, **surroundings).items() if not one.well}


def test_a_board_that_is_well_is_told_line_by_line(
    config: Config, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_terminal", lambda _: Finding("terminal", "bra"))
    assert main(["--config", str(config.path), "doctor"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert [line.split()[:2] for line in out.splitlines()] == [
        ["ok", name]
        for name in ("SQLite terminal inställningar mapp databas schema klocka värdnyckel port disk".split())
    ]
    assert main(["--config", str(config.path), "kontroll", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told[0] == {"name": "SQLite", "said": ".".join(map(str, sqlite_version())), "mend": "", "ok": True}


def test_what_is_wrong_makes_the_command_fail_and_says_what_mends_it(
    config: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    config.database_path.chmod(0o644)
    assert main(["--config", str(config.path), "doktor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("fel  databas"))
    assert lines[place + 1].strip() == f"Laga: chmod 600 {config.database_path}"


def test_a_configuration_that_is_missing_or_wrong_is_a_finding_too(config: Config, tmp_path: Path) -> None:
    found = {one.name: one for one in look_over(tmp_path / "saknas.toml", {})}
    assert found["inställningar"].mend.startswith("tavlan init MAPP")
    assert "SQLite" in found
    config.path.write_text("[ssh]\nporst = [1]\n")
    assert "ssh.porst" in wrong(config)["inställningar"].said
    config.path.chmod(0o666)
    assert wrong(config)["inställningar"].mend == f"chmod o-w {config.path}"


def test_a_sqlite_with_the_known_bug_is_found(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "sqlite_version", lambda: (3, 51, 2))
    assert "cysqlite" in wrong(config)["SQLite"].mend


def test_others_who_may_write_beside_the_board_are_found(config: Config) -> None:
    config.path.parent.chmod(0o777)
    assert wrong(config)["mapp"].mend == f"chmod go-w {config.path.parent}"
    config.path.parent.chmod(0o700)
    config.path.chmod(0o660)
    assert wrong(config)["mapp"].mend == f"chmod go-w {config.path}"


def test_a_damaged_missing_or_foreign_database_is_found(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = config.database_path
    monkeypatch.setattr(checkup, "_faults", lambda: ("row 3 missing from index change_action_id",))
    assert "row 3 missing" in wrong(config)["databas"].said
    path.write_bytes(b"en vanlig text " * 500)
    assert "ingen databas" in wrong(config)["databas"].said
    path.unlink()
    assert "finns inte" in wrong(config)["databas"].said
    assert not path.exists()


def test_damage_inside_the_file_is_seen(config: Config) -> None:
    path = config.database_path
    with shell_door(path):
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    written = bytearray(path.read_bytes())
    middle = len(written) // 4096 // 2 * 4096
    written[middle : middle + 8192] = b"\xff" * 8192
    path.write_bytes(written)
    assert "databas" in wrong(config)


def test_a_schema_of_another_program_is_found_and_not_changed(config: Config) -> None:
    with shell_door(config.database_path):
        database.execute_sql(
            "INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2023-01-01')"
        )
    assert "9999_later" in wrong(config)["schema"].said
    with_fewer = "DELETE FROM schema_migration"
    database.init(str(config.database_path))
    with database.connection_context():
        database.execute_sql(with_fewer)
    assert "0001_first" in wrong(config)["schema"].said
    assert "0001_first" in wrong(config)["schema"].said


def test_a_clock_behind_the_newest_change_is_found(config: Config) -> None:
    assert "klocka" not in wrong(config)
    with shell_door(config.database_path):
        Action.update(at=pendulum.now("UTC").add(minutes=30)).execute()
    assert "senaste ändringen" in wrong(config)["klocka"].said


def test_a_host_key_that_others_may_read_or_that_is_gone_is_found(config: Config) -> None:
    config.host_key_path.chmod(0o644)
    assert wrong(config)["värdnyckel"].mend == f"chmod 600 {config.host_key_path}"
    config.host_key_path.unlink()
    assert wrong(config)["värdnyckel"].mend.startswith("ssh-keygen -t ed25519")


@pytest.fixture
def listening() -> Iterator[Any]:
    """Makes a listener at a port that says some words to whoever comes."""
    sockets: list[socket.socket] = []

    def listen(port: int, words: bytes) -> None:
        door = socket.create_server(("127.0.0.1", port))
        sockets.append(door)

        def greet() -> None:
            try:
                while True:
                    guest, _ = door.accept()
                    with guest:
                        guest.sendall(words)
            except OSError:
                return

        threading.Thread(target=greet, daemon=True).start()

    yield listen
    for door in sockets:
        door.shutdown(socket.SHUT_RDWR)
        door.close()


def test_a_port_is_free_served_or_taken(config: Config, listening: Any) -> None:
    assert "ledig" in findings(config)["port"].said
    listening(config.ssh.ports[0], b"SSH-2.0-Tavlan\r\n")
    assert findings(config)["port"] == Finding(
        f"port {config.ssh.ports[0]}", "en server svarar: SSH-2.0-Tavlan"
    )
    other = write(config.path, Config(ssh=Ssh(ports=(free_port(),))))
    listening(other.ssh.ports[0], b"HTTP/1.1 400\r\n\x1b[2J")
    assert wrong(other)["port"].mend == f"tavlan config set ssh.ports {other.ssh.ports[0] + 1}"


def test_an_address_this_computer_has_not_is_found(config: Config) -> None:
    write(config.path, Config(ssh=Ssh(host="192.0.2.1", ports=config.ssh.ports)))
    assert wrong(config)["port"].mend == "tavlan config set ssh.host 127.0.0.1"


def test_a_disk_that_is_almost_full_is_found(config: Config) -> None:
    full = doctor._disk(config, lambda _: (10, 10, 1024 * 1024))
    assert (full.well, full.said) == (False, "1 MB ledigt")
    assert doctor._disk(config).well


@pytest.mark.parametrize(
    ("term", "size", "coding", "mend"),
    [
        ("xterm-256color", (80, 24), "UTF-8", ""),
        ("dumb", (80, 24), "UTF-8", "export TERM=xterm-256color"),
        ("", (80, 24), "UTF-8", "export TERM=xterm-256color"),
        ("xterm", (30, 24), "UTF-8", "gör fönstret minst 40×15"),
        ("xterm", (80, 24), "ANSI_X3.4-1968", "export LANG=C.UTF-8"),
    ],
)
def test_the_terminal_is_looked_at_where_there_is_one(
    term: str, size: tuple[int, int], coding: str, mend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.isatty", lambda _: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda _: os.terminal_size(size))
    monkeypatch.setattr("locale.getpreferredencoding", lambda _: coding)
    assert doctor._terminal({"TERM": term}).mend == mend


def test_a_pipe_is_no_terminal_to_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.isatty", lambda _: False)
    assert doctor._terminal({}).well
