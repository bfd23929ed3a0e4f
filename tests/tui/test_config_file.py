"""The file under the configuration: how it is read, whom it is trusted to, how it is replaced."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from models.errors import Invalid
from tests.tui.configured import listed, refusal
from tui.config import Config, load, set_value, write
from tui.config_file import replace_file


def test_a_missing_file_says_how_one_begins(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="tavlan init MAPP") as answer:
        load(tmp_path / "config.toml")
    assert str(tmp_path / "config.toml") in str(answer.value)
    assert "--config" in str(answer.value)
    (tmp_path / "file").touch()
    with pytest.raises(Invalid, match="tavlan init MAPP"):
        load(tmp_path / "file" / "config.toml")


def test_a_folder_a_device_and_a_huge_file_are_no_configuration(tmp_path: Path) -> None:
    huge = tmp_path / "huge.toml"
    with huge.open("wb") as sparse:
        sparse.truncate(50_000_000)
    for path in (tmp_path, Path("/dev/zero"), huge):
        with pytest.raises(Invalid, match="är ingen inställningsfil"):
            load(path)


def test_a_file_one_may_not_read_is_said_to_be_that(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Invalid, match="du har inte rätt"):
        load(file)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[ssh]\nports = 2222,\n[look]\n", "rad 2 går inte att förstå: ports = 2222,"),
        ('[association]\nname = "a"\nname = "b"\n', "rad 3 går inte att förstå"),
        ("[ssh]\nports = [2222,\n\n\n", "rad 2 går inte att förstå"),
        ("[ssh]\nhost = \x1b[2J\n", "rad 2 går inte att förstå: host = [2J"),
        ("ports = " + "[" * 5000, "rad 1 går inte att förstå"),
        ("[limits]\nsessions = " + "9" * 5000, "går inte att förstå"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(tmp_path: Path, text: str, place: str) -> None:
    answer = refusal(tmp_path / "config.toml", text)
    assert place in answer
    assert "\x1b" not in answer
    assert len(answer) < 400


def test_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes('[association]\nname = "Föreningen"\n'.encode("cp1252"))
    with pytest.raises(Invalid, match="rad 2: filen är inte sparad som UTF-8"):
        load(path)


def test_a_file_anyone_may_change_is_refused_with_the_command_that_mends_it(tmp_path: Path) -> None:
    path = tmp_path / "min tavla.toml"
    write(path, Config())
    path.chmod(0o666)
    with pytest.raises(Invalid) as answer:
        load(path)
    subprocess.run(str(answer.value).partition("Kör: ")[2], shell=True, check=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o664
    assert load(path) == Config()


def test_a_file_others_may_read_is_read(file: Path) -> None:
    file.chmod(0o644)
    assert load(file).association.name == "Provköpings förening"


def test_the_written_file_is_private_and_says_where_its_keys_are_described(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    before = os.umask(0)
    try:
        write(path, Config())
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert "config.toml" in first
    assert listed(tmp_path) == ["config.toml"]


@pytest.mark.parametrize("step", ["replace", "fsync", "fchmod"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = file.read_bytes()
    monkeypatch.setattr(os, step, fail)
    with pytest.raises(Invalid, match="gick inte att skriva: datorn svarar ”No space left on device”"):
        set_value(file, "limits.sessions", "5")
    monkeypatch.undo()
    assert file.read_bytes() == before
    assert listed(file.parent) == ["config.toml"]


def test_the_new_file_is_on_disk_before_it_takes_the_name(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    really_sync, really_replace = os.fsync, os.replace

    def sync(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        really_sync(handle)

    def swap(source: str, target: Path) -> None:
        assert Path(source).parent == target.parent
        steps.append("replace")
        really_replace(source, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", swap)
    set_value(file, "limits.sessions", "5")
    assert steps == ["file", "replace", "folder"]


def test_a_folder_that_does_not_exist_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="mappen finns inte"):
        write(tmp_path / "nowhere" / "config.toml", Config())


def test_a_link_to_the_file_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    set_value(link, "limits.sessions", "5")
    assert link.is_symlink()
    assert load(file).limits.sessions == 5


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_the_file_keeps_its_owner_when_root_changes_it(file: Path) -> None:
    os.chown(file, 12345, 23456)
    set_value(file, "limits.sessions", "5")
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)


@pytest.mark.parametrize(("before", "after"), [(0o600, 0o600), (0o640, 0o640), (0o644, 0o640)])
def test_a_file_that_is_replaced_is_never_open_to_more_than_it_was(
    tmp_path: Path, before: int, after: int
) -> None:
    path = tmp_path / "config.toml"
    path.write_text("")
    path.chmod(before)
    replace_file(path, "[ssh]\n")
    assert stat.S_IMODE(path.stat().st_mode) == after
