"""What a login can be asked to do: members' commands, and not a word more."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.attacks.naive import Fault
from tests.attacks.targets import Tavlan, expect, succeeds_on
from tests.end_to_end.house import environment

UNKNOWN = [
    "bash",
    "sh -c id",
    "/bin/sh",
    "python3 -c 'print(1)'",
    "scp -t /tmp",
    "sftp-server",
    "internal-sftp",
    "rsync --server . /",
    "git-upload-pack /",
    "git-receive-pack '/'",
    "cat /etc/passwd",
    "env",
    "exit",
    "../../bin/sh",
    "--help; id",
]
FOUND = ("uid=", "root:", "PATH=")


@succeeds_on(Fault.SHELL)
def test_a_command_nobody_knows_is_a_sentence_and_nothing_else(house: Tavlan) -> None:
    """Attack: ask for a shell, a file, another protocol's program. Expectation: no such command, in words.

    The naive server hands them to a shell.
    """
    for command in UNKNOWN:
        ran = house.ssh("maj", command)
        expect(not any(sign in ran.out for sign in FOUND), ran)
        expect((ran.code, ran.out) == (2, ""), (command, ran))
        assert len(ran.err.splitlines()) <= 2, ran


SIGNS = ["; {}", "| {}", "&& {}", "|| {}", "$({})", "`{}`", "> {file}", "\n{}", "& {} #", "'; {} #"]
FIRST = ("whoami ", "", "true ", "false ", "'")
"""What stands before the sign; some of them keep a shell from coming as far as the sign, but never all."""


@succeeds_on(Fault.SHELL)
@pytest.mark.parametrize("wrap", SIGNS)
def test_the_shells_signs_are_only_words(house: Tavlan, wrap: str, tmp_path: Path) -> None:
    """Attack: `ssh host 'whoami; touch X'`. Expectation: no shell is there to understand it.

    The naive server has one.
    """
    proof = tmp_path / "proof"
    ran = [house.ssh("maj", first + wrap.format(f"touch {proof}", file=proof)) for first in FIRST]
    expect(not proof.exists(), ran)
    assert [(one.code, one.out) for one in ran] == [(2, "")] * len(FIRST), ran


@pytest.mark.parametrize("wrap", SIGNS)
def test_the_shells_signs_in_a_comment_are_its_text(house: Tavlan, wrap: str, tmp_path: Path) -> None:
    """Attack: the same behind a command that is known. Expectation: they are what the comment says."""
    proof = tmp_path / "proof"
    kept = house.ssh("bo", f"comment 13 kaffe {wrap.format(f'touch {proof}', file=proof)}", "--json")
    assert kept.code == 0, kept
    expect(not proof.exists())
    house.ssh("bo", "undo")


@succeeds_on(Fault.SERVES_FILES)
@pytest.mark.parametrize("client", ["scp", "scp -O", "sftp"])
def test_no_file_is_left_with_the_server(house: Tavlan, client: str, tmp_path: Path) -> None:
    """Attack: `scp FILE host:PATH`, by both of its protocols, and `sftp`. Expectation: refused, no file.

    The naive server has asyncssh's own, which serves the real disk.
    """
    program, *rest = client.split()
    if shutil.which(program) is None:
        pytest.skip(f"{program} finns inte på den här maskinen")
    mine, left = tmp_path / "min", tmp_path / "lämnad"
    mine.write_text("min")
    options = [one for one in house.words("bo")[3:-2] if one not in ("-p", str(house.port))]
    command = [program, "-F", "none", "-P", str(house.port), *rest, *options]
    if program == "sftp":
        command += ["-b", "-", "bo@127.0.0.1"]
    else:
        command += [str(mine), f"bo@127.0.0.1:{left}"]
    done = subprocess.run(
        command,
        input=f"put {mine} {left}\n".encode(),
        capture_output=True,
        timeout=30,
        env=environment(),
        check=False,
    )
    expect(not left.exists(), done)
    expect(done.returncode != 0, done)


@succeeds_on(Fault.SERVES_FILES)
def test_there_is_no_subsystem(house: Tavlan) -> None:
    """Attack: `ssh -s host sftp`, and names nobody has heard of. Expectation: none of them is there."""
    for name in ("sftp", "netconf", "shell", "../sftp", "sftp\n"):
        ran = house.ssh("bo", name, options=("-s",))
        expect("subsystem request failed" in ran.err or (ran.code, ran.out) == (64, ""), ran)
        assert ran.out == ""
