"""The command in the server's own shell: who acts, on which board, and what comes out."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from models import card_changes
from tests.conftest import PLAN
from tests.tui.shell import Shell
from tui.commands.machine import MACHINE_COMMANDS
from tui.commands.tree import Tree, fold


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_init_makes_a_whole_board_and_says_what_to_do_next(shell: Shell) -> None:
    code, out, err = shell.begin("--port", "2299")
    folder = shell.folder / "ak"
    assert (code, err) == (0, "")
    assert {path.name: _mode(path) for path in folder.iterdir()} == {
        "config.toml": 0o640,
        "tavlan.db": 0o600,
        "host_key": 0o600,
    }
    config = folder / "config.toml"
    fingerprint = asyncssh.read_private_key(folder / "host_key").get_fingerprint()
    for words in (
        f"tavlan --config {config} import plan PLAN.txt",
        f"tavlan --config {config} serve",
        f"ssh -p 2299 -i {shell.folder / 'eva'} 127.0.0.1",
        fingerprint,
    ):
        assert words in out
    who = json.loads(shell.out("--config", config, "--as", "Eva", "whoami", "--json"))
    assert (who["name"], who["assignments"]) == ("Eva Ek", ["ordförande", "administratör"])
    assert [row["member"] for row in json.loads(shell.out("--config", config, "key", "list", "--json"))] == [
        "Eva Ek"
    ]


def test_init_refuses_a_folder_that_has_a_board_and_leaves_it_alone(shell: Shell) -> None:
    shell.begin()
    before = {path.name: path.read_bytes() for path in (shell.folder / "ak").iterdir()}
    code, out, err = shell.begin()
    assert (code, out) == (1, "")
    assert "finns redan" in err
    assert {path.name: path.read_bytes() for path in (shell.folder / "ak").iterdir()} == before


@pytest.mark.parametrize("wrong", ["key", "admin", "association", "port"])
def test_an_init_that_fails_leaves_nothing_half_made(shell: Shell, wrong: str) -> None:
    given = {"association": "AK", "admin": "Eva Ek", "key": str(shell.key("eva")), "port": "2299"}
    given[wrong] = {"key": "saknas.pub", "admin": "\x1b", "association": " ", "port": "70000"}[wrong]
    options = [word for name, value in given.items() for word in (f"--{name}", value)]
    code, out, err = shell("init", shell.folder / "ny" / "ak", *options)
    assert (code, out) == (2 if wrong == "port" else 1, "")
    assert err
    assert not (shell.folder / "ny").exists()


def test_an_init_that_breaks_halfway_leaves_an_old_folder_as_it_was(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shell.folder / "ak").mkdir()
    (shell.folder / "ak" / "anteckningar.txt").write_text("mitt")
    monkeypatch.setattr("tui.founding.enrol", lambda *_, **__: 1 / 0)
    assert shell.begin()[0] == 1
    assert [path.name for path in (shell.folder / "ak").iterdir()] == ["anteckningar.txt"]


def test_init_without_its_options_is_wrong_use(shell: Shell) -> None:
    assert "Valet --association saknas." in shell.refused("init", "ak", code=2)


def test_members_are_added_listed_and_given_keys(begun: Shell) -> None:
    out = begun.out(
        "member", "add", "Cia", "Dal", "--role", "sekreterare", "--role", "ledamot", "--key", begun.key("cia")
    )
    assert out.startswith("Lade till Cia Dal (medlem 3), sekreterare, ledamot.")
    names = [row["name"] for row in json.loads(begun.out("member", "list", "--json"))]
    assert names == ["Bo Berg", "Cia Dal", "Eva Ek"]
    assert "Bo Berg  ersättare" in begun.out("medlem", "lista")
    begun.out("key", "add", "bo", begun.key("bo"), "--computer", "Bos platta")
    keys = json.loads(begun.out("key", "list", "--json"))
    assert [(key["member"], key["computer"]) for key in keys] == [
        ("Eva Ek", "evas dator"),
        ("Cia Dal", "cias dator"),
        ("Bo Berg", "Bos platta"),
    ]
    assert "Spärrade nyckel 3" in begun.out("key", "revoke", "3")
    assert "spärrad" in begun.out("nyckel", "lista")
    assert begun.refused("key", "revoke", "3")


def test_a_member_whose_key_belongs_to_another_is_not_added_at_all(begun: Shell) -> None:
    err = begun.refused("member", "add", "Cia Dal", "--key", begun.folder / "eva.pub")
    assert "hör redan till Eva Ek" in err
    assert "Cia" not in begun.out("member", "list")


def test_an_unknown_role_names_those_there_are(begun: Shell) -> None:
    assert "ledamot" in begun.refused("member", "add", "Cia Dal", "--role", "chef", code=2)
    assert "Cia" not in begun.out("member", "list")


def test_a_setting_is_changed_and_a_wrong_one_is_named(begun: Shell) -> None:
    assert begun.out("config", "set", "ssh.ports", "2222,443").startswith("ssh.ports är nu 2222, 443.")
    assert "Menade du" in begun.refused("config", "set", "ssh.prots", "1", code=2)
    assert "Sektionen" in begun.refused("config", "set", "foo", "1", code=2)
    assert "heltal" in begun.refused("config", "set", "ssh.ports", "många")
    assert begun.refused("config", "set", "ssh.ports", code=2)


@pytest.mark.parametrize("words", [("serve", "--port", "0"), ("--as", "Eva", "board")])
def test_a_database_that_is_missing_or_none_is_told_in_one_sentence(
    begun: Shell, words: tuple[str, ...]
) -> None:
    path = begun.folder / "ak" / "tavlan.db"
    path.unlink()
    assert begun.refused(*words) == f"Databasen {path} finns inte. Se database.path i inställningarna.\n"
    assert not path.exists()
    path.write_text("En vanlig text, och ingen databas. " * 99)
    path.chmod(0o600)
    assert begun.refused(*words) == f"{path} är ingen databas. Se database.path i inställningarna.\n"


def test_a_configuration_is_found_beside_one_by_name_or_by_environment(
    begun: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TAVLAN_CONFIG")
    assert "ingen inställningsfil" in begun.refused("--as", "Eva", "board")
    assert begun.out("--config=ak/config.toml", "--as", "Eva", "board")
    monkeypatch.chdir(begun.folder / "ak")
    assert begun.out("--as", "Eva", "board")


def test_a_broken_configuration_is_explained(begun: Shell) -> None:
    (begun.folder / "ak" / "config.toml").write_text("[ssh]\nporst = [1]\n")
    err = begun.refused("--as", "Eva", "board")
    assert "ssh.porst" in err
    assert "ssh.ports" in err


@pytest.mark.parametrize("words", [("--config",), ("--as",), ("--config", "x")])
def test_a_global_option_without_its_value_or_command_is_wrong_use(
    shell: Shell, words: tuple[str, ...]
) -> None:
    assert shell.refused(*words, code=2)


def test_help_needs_no_board(shell: Shell) -> None:
    for words in (("--help",), ("hjälp",), ("hjälp", "member", "add"), ("serve", "--help"), ("-h",)):
        assert shell.out(*words).startswith("Användning: tavlan")


def _every(tree: Tree, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    paths: list[tuple[str, ...]] = []
    for child in tree.children():
        path = (*above, child.name or "")
        paths += [path, *(_every(child, path) if isinstance(child, Tree) else [])]
    return paths


def test_every_command_of_the_machine_has_swedish_help(shell: Shell) -> None:
    paths = _every(MACHINE_COMMANDS)
    assert ("medlem", "ny") in paths
    assert len(paths) == 64
    for path in ((), *paths):
        out = shell.out(*path, "--help")
        assert out.startswith("Användning: tavlan")
        for english in ("Usage", "Options", "Commands", "required", "default", "Show", "ARGS", "..."):
            assert english not in out


def test_no_two_commands_answer_to_the_same_word() -> None:
    def check(tree: Tree) -> None:
        words = [word for child in tree.children() for word in dict.fromkeys(map(fold, child.names))]
        assert len(words) == len(set(words))
        for child in tree.children():
            if isinstance(child, Tree):
                check(child)

    check(MACHINE_COMMANDS)


def test_a_folder_that_cannot_hold_a_board_is_one_swedish_sentence(shell: Shell) -> None:
    (shell.folder / "fil").write_text("x")
    named = ("--association", "AK", "--admin", "Eva", "--key", shell.key("eva"))
    for folder in (shell.folder / "fil", shell.folder / "fil" / "under", Path("/proc/ak")):
        err = shell.refused("init", folder, *named)
        assert len(err.splitlines()) == 1
        assert str(folder) in err
        assert shell.refused("demo", "--into", folder)


def test_a_missing_or_foreign_database_is_one_sentence(begun: Shell) -> None:
    path = begun.folder / "ak" / "tavlan.db"
    path.chmod(0o644)
    assert "chmod 600" in begun.refused("--as", "Eva", "board")
    path.chmod(0o600)
    path.write_bytes(b"det har ar ingen databas, fast den ar lang nog att se ut som en" * 40)
    assert "ingen databas" in begun.refused("--as", "Eva", "board")
    path.unlink()
    assert "finns inte" in begun.refused("--as", "Eva", "board")
    assert not path.exists()


def test_an_unexpected_fault_is_one_sentence_with_a_number(
    begun: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("hemligt innehåll")

    monkeypatch.setattr(card_changes, "move", broken)
    err = begun.refused("--as", "Eva", "move", "12", "3")
    assert "händelse" in err
    assert "hemligt" not in err
    assert "Traceback" not in err
    monkeypatch.setenv("TAVLAN_DEBUG", "1")
    assert "hemligt innehåll" in begun.refused("--as", "Eva", "move", "12", "3")


def test_an_interrupt_is_quiet(begun: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(card_changes, "move", interrupted)
    assert begun("--as", "Eva", "move", "12", "3") == (130, "", "")


def test_serve_and_open_are_handed_what_they_need(begun: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui import serving

    seen: list[tuple[Any, ...]] = []
    monkeypatch.setattr(serving, "serve", lambda *given: seen.append(given))
    monkeypatch.setattr(serving, "open_here", lambda *given: seen.append(given))
    assert begun("serve", "--host", "0.0.0.0", "--port", "0") == (0, "", "")
    assert begun("serve") == (0, "", "")
    assert begun("--as", "Eva", "open") == (0, "", "")
    assert seen[0][1:] == ("0.0.0.0", 0)
    assert seen[1][1:] == (None, None)
    assert seen[2][1].name == "Eva Ek"
    assert seen[0][0].ssh.ports == (2299,)
    assert "65535" in begun.refused("serve", "--port", "65536", code=2)


def _tavlan(*words: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tui.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **more)


def test_a_line_command_starts_without_the_screens_and_without_ssh(begun: Shell) -> None:
    code = (
        "import sys; from tui.cli import main; main(['--as', 'Eva', 'board']); "
        "sys.exit(bool({'textual', 'rich', 'asyncssh'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_answers_and_errors_go_their_own_ways(begun: Shell) -> None:
    done = _tavlan("--as", "Eva", "board", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)["areas"]) == 10
    assert _tavlan("--as", "Eva", "show", "999").returncode == 1
    wrong = _tavlan("--as", "Eva", "tavlaa")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    piped = _tavlan("import", "plan", "-", "--json", input=PLAN.read_text())
    assert json.loads(piped.stdout)["saved"] is False


def test_a_reader_that_leaves_early_is_no_fault(begun: Shell) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", "--as", "Eva", "board"],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert done.stderr == b""


def test_a_terminal_that_knows_no_swedish_letters_still_gets_an_answer(begun: Shell) -> None:
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = _tavlan("--as", "Eva", "board", env=plain)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Verksamhetsplan 2023" in done.stdout


def test_two_processes_change_the_same_board(begun: Shell) -> None:
    script = [sys.executable, "-m", "tui.cli", "--as", "Eva", "tick", "12"]
    running = [subprocess.Popen(script, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0, 0]
    shown = json.loads(begun.out("--as", "Eva", "show", "12", "--json"))
    assert shown["done"] == 4
