"""Every command there is, asked for help and asked wrongly: no word of the answer is English."""

import re
import shlex

import click
import pytest

from models.access import owner
from models.clock import WallClock
from tests.tui.line.speaking import caller
from tui.commands.machine import MACHINE_COMMANDS
from tui.commands.tree import Line, Tree
from tui.line import MEMBER_COMMANDS, prepare
from tui.reply import Reply

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|error|missing|argument|required|default|show|message|exit|try|help for|"
    r"no such|did you mean|got|unexpected|extra|requires|takes|invalid|value|choose|from|integer|args)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"--?[\w-]+|\(\w+\)|Heter också: .*")


def every(tree: Tree, above: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Line]]:
    found: list[tuple[tuple[str, ...], Line]] = []
    for child in tree.children():
        path = (*above, child.name or "")
        found += every(child, path) if isinstance(child, Tree) else [(path, child)]
    return found


COMMANDS = [pytest.param(*one, id=" ".join(one[0])) for one in every(MACHINE_COMMANDS)]


def swedish(reply: object) -> str:
    """The answer's words without the names of options, once no English was found among them."""
    assert isinstance(reply, Reply)
    said = NAMES.sub("", reply.out + reply.err)
    assert not ENGLISH.search(said), said
    return reply.out + reply.err


def arguments(command: Line) -> list[click.Argument]:
    return [param for param in command.params if isinstance(param, click.Argument)]


@pytest.mark.parametrize(("path", "command"), COMMANDS)
def test_its_help_is_swedish(path: tuple[str, ...], command: Line) -> None:
    told = swedish(prepare([*path, "--help"], MACHINE_COMMANDS))
    assert told.startswith(f"Användning: tavlan {' '.join(path)}")
    assert "Visar den här hjälpen." in told
    for param in command.params:
        if isinstance(param, click.Option):
            assert param.help
            assert param.help[0].isupper()
            assert param.help.endswith((".", "…"))


@pytest.mark.parametrize(("path", "command"), COMMANDS)
def test_its_wrong_use_is_told_in_swedish(path: tuple[str, ...], command: Line) -> None:
    wrong: list[list[str]] = [["--nonsens"], ["-q"]]
    options = [param for param in command.params if isinstance(param, click.Option)]
    wrong += [[f"{option.opts[0]}=ja"] if option.is_flag else [option.opts[0]] for option in options]
    if any(param.required for param in command.params):
        wrong.append([])
    if all(argument.nargs == 1 for argument in arguments(command)):
        wrong.append(["1", "2", "3", "4", "5", "6"])
    for words in wrong:
        reply = prepare([*path, *words], MACHINE_COMMANDS)
        told = swedish(reply)
        assert isinstance(reply, Reply)
        assert (reply.code, reply.out) == (2, ""), words
        assert told.endswith(f"Så används det: tavlan {' '.join(path)} --hjälp\n"), words


def test_over_ssh_no_hint_names_a_program_that_is_not_there() -> None:
    somebody = caller(owner(WallClock()))
    assert somebody.spoken("tavla") == "ssh … tavla"
    for path, _ in every(MEMBER_COMMANDS):
        for words in (["--help"], ["--nonsens"]):
            reply = prepare([*path, *words], MEMBER_COMMANDS)
            assert isinstance(reply, Reply)
            assert "tavlan " not in re.sub(r"[Pp]å tavlan\b", "", reply.out + reply.err), shlex.join(path)
