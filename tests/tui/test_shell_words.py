"""What the server's shell says of members and keys: columns, ways in, and the last administrator."""

import pytest

from models.access import Role, owner
from models.enrolment import NewKey, enrol
from models.key import keys
from tests.conftest import MadeBoard
from tests.tui.line.speaking import caller
from tui.commands.columns import cells, columns, fitted
from tui.commands.machine import MACHINE_COMMANDS
from tui.commands.tree import Caller
from tui.config import Config, Ssh
from tui.line import run
from tui.reply import Reply


@pytest.fixture
def shell(board: MadeBoard) -> Caller:
    """The owner's shell, on a board with an administrator called 王小明 who has one key."""
    system = owner(board.clock)
    enrol(system, "王小明", (Role.ADMINISTRATOR,), NewKey("ssh-ed25519 QUJD", "SHA256:wang", "Åsas dator"))
    return caller(system, over_ssh=False)


def give(shell: Caller, *words: str) -> Reply:
    return run(shell, words, MACHINE_COMMANDS)


def place(line: str, words: str) -> int:
    return cells(line[: line.index(words)])


def test_lists_stand_in_columns_whatever_the_letters(shell: Caller) -> None:
    lines = give(shell, "member", "list").out.splitlines()
    wang = next(line for line in lines if "王小明" in line)
    bo = next(line for line in lines if "Bo Berg" in line)
    assert place(wang, "administratör") == place(bo, "ledamot")
    enrol(shell.actor, "Ann Al", (), NewKey("ssh-ed25519 QUJE", "SHA256:ann", "dator"))
    first, second = give(shell, "key", "list").out.splitlines()
    assert place(first, "aldrig använd") == place(second, "aldrig använd")
    assert place(first, "SHA256") == place(second, "SHA256")


def test_a_cell_is_what_the_terminal_gives_a_character() -> None:
    assert [cells(text) for text in ("Åsa", "A\u030asa", "王小", "")] == [3, 3, 4, 0]
    assert fitted("王小明", 5) == "王小…"
    assert fitted("Åsa", 3) == "Åsa"
    assert columns([("1", "王", "x"), ("22", "Bo", "y")]) == ["   1  王  x", "  22  Bo  y"]


def test_the_last_administrators_last_key_is_revoked_only_when_somebody_insists(shell: Caller) -> None:
    (key,) = keys(shell.actor)
    refused = give(shell, "key", "revoke", str(key.id))
    assert (refused.code, refused.out) == (1, "")
    assert "den sista som en administratör loggar in med (王小明)" in refused.err
    assert "tavlan nyckel ny MEDLEM FIL.pub" in refused.err
    assert f"tavlan nyckel spärra {key.id} --ja" in refused.err
    assert keys(shell.actor)[0].revoked is None
    assert "Spärrade" in give(shell, "key", "revoke", str(key.id), "--yes").out


@pytest.mark.parametrize("yes", [False, True])
def test_at_a_terminal_the_last_administrators_key_is_asked_about(shell: Caller, yes: bool) -> None:
    asked: list[str] = []
    (key,) = keys(shell.actor)

    def confirm(question: str) -> bool:
        asked.append(question)
        return yes

    at_terminal = Caller(shell.actor, shell.config, shell.stdin, confirm=confirm)
    reply = give(at_terminal, "nyckel", "spärra", str(key.id))
    assert reply.code == 0
    assert asked[0].endswith("Spärra ändå? (j/N) ")
    assert (keys(shell.actor)[0].revoked is not None) == yes


def test_an_administrator_who_has_another_key_or_a_colleague_loses_one_without_a_word(shell: Caller) -> None:
    (first,) = keys(shell.actor)
    second = NewKey("ssh-ed25519 QUJE", "SHA256:second")
    enrol(shell.actor, "Ann Al", (Role.ADMINISTRATOR,), second)
    assert give(shell, "key", "revoke", str(first.id)).code == 0
    assert give(shell, "key", "revoke", str(first.id + 1)).code == 1


def test_the_last_administrator_cannot_leave(shell: Caller) -> None:
    refused = give(shell, "member", "end", "王小明", "administratör")
    assert (refused.code, "Den sista administratören" in refused.err) == (1, True)
    assert give(shell, "member", "assign", "Eva", "administratör").code == 0
    assert give(shell, "member", "end", "王小明", "administratör").code == 0


@pytest.mark.parametrize(
    ("ssh", "otherwise", "line"),
    [
        (Ssh(), "SERVERN", "ssh -p 2222 SERVERN"),
        (Ssh(ports=(22,)), "127.0.0.1", "ssh 127.0.0.1"),
        (Ssh(public_host="tavlan.example.org"), "127.0.0.1", "ssh -p 2222 tavlan.example.org"),
    ],
)
def test_the_way_in_is_one_line(ssh: Ssh, otherwise: str, line: str) -> None:
    assert Config(ssh=ssh).ssh.command(otherwise) == line
