"""Line mode: a command's words in, a Reply out, for SSH and the server's own shell alike."""

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import click

from models.errors import Refusal
from models.text import printable
from tui.commands.adopting import PLAN
from tui.commands.changing import CHANGING
from tui.commands.deciding import DECIDING
from tui.commands.exporting import EXPORT
from tui.commands.finding import FINDING
from tui.commands.handbook import show_handbook
from tui.commands.here import HERE
from tui.commands.invitations import INVITING
from tui.commands.keys import OF_KEYS
from tui.commands.many import SEVERAL
from tui.commands.parts import PARTS
from tui.commands.plan import IMPORT
from tui.commands.reading import READING
from tui.commands.readings import READINGS
from tui.commands.today import show_today
from tui.commands.tree import (
    AFAR,
    HELP_NAMES,
    WIDTH,
    Caller,
    Line,
    Needs,
    Shown,
    Tree,
    WrongUse,
    echoed,
    fold,
    whole_number,
)
from tui.commands.wording import WORDING
from tui.commands.wrong_use import in_swedish
from tui.reply import Reply

__all__ = [
    "MEMBER_COMMANDS",
    "Caller",
    "Prepared",
    "lacks_text",
    "perform",
    "prepare",
    "run",
    "words_of",
]

LONGEST_LINE = 8 * 1024
"""How many bytes a command over SSH may have; anything longer is piped in."""
_TOO_LONG = f"Kommandot är längre än {LONGEST_LINE} byte. Skriv kortare, eller på tavlan."
# As Swedes write them, and as the help does; a phone's keyboard has no others.
_QUOTES = str.maketrans("”“", '""')
_WORD = re.compile(r"\S+")

# "gör om" is two words, and a shell or ssh takes them apart.
_TWO_WORDS = {
    ("bjud", "in"): "bjud-in",
    ("gor", "om"): "gör-om",
    ("las", "in"): "läs-in",
    ("lagg", "till"): "lägg-till",
    ("ta", "upp"): "ta-upp",
}


@click.command("hjälp", cls=Line, english="help", needs=Needs.NOTHING, reads=True)
@click.argument("words", nargs=-1, metavar="[KOMMANDO]")
@click.pass_context
def show_help(ctx: click.Context, words: tuple[str, ...]) -> Reply:
    """Visar alla kommandon, eller ett av dem."""
    root = ctx.find_root()
    return Reply(_help_of(root, cast(Tree, root.command), _joined(words)))


MEMBER_COMMANDS = Tree(
    AFAR,
    help="Styrelsens tavla, ett kommando i taget. Flera efter varandra: ssh … rad",
    commands=[
        show_today,
        *FINDING,
        *READING,
        *CHANGING,
        *DECIDING,
        *WORDING,
        *PARTS,
        *SEVERAL,
        IMPORT,
        EXPORT,
        PLAN,
        *HERE,
        *INVITING,
        *OF_KEYS,
        *READINGS,
        show_handbook,
        show_help,
    ],
)
"""What a member may say, over SSH and in the shell."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A command whose words have been understood, but which has not been performed."""

    command: Line
    context: click.Context

    @property
    def reads(self) -> bool:
        """Whether it only reads."""
        return self.command.reads

    @property
    def only_shows(self) -> bool:
        """Whether it shows what came in, and needs no database."""
        flag = self.command.saves_with
        return bool(flag) and not self.context.params.get(flag)


def prepare(words: Sequence[str], tree: click.Group) -> Prepared | Reply:
    """Understand the words without touching anything; help and wrong use answer at once."""
    node = cast(Tree, tree)
    context = _root(node)
    try:
        rest = _joined(words)
        while True:
            if not rest:
                return Reply(err=f"{context.get_help()}\n", code=2)
            if fold(rest[0]) in map(fold, HELP_NAMES):
                return Reply(f"{context.get_help()}\n")
            found, rest = node.find(rest[0]), rest[1:]
            if isinstance(found, Line):
                return _prepared(found, rest, context)
            node, context = found, _below(found, context)
    except Shown as shown:
        return Reply(f"{shown}\n")
    except click.UsageError as error:
        return _safe(Reply(err=f"{in_swedish(error, context)}\n", code=2))


def perform(caller: Caller, prepared: Prepared) -> Reply:
    """Do what was understood; a refusal is an answer, anything else that goes wrong propagates."""
    prepared.context.obj = caller
    try:
        with prepared.context.scope():
            reply: Any = prepared.command.invoke(prepared.context)
    except click.UsageError as error:
        reply = Reply(err=f"{in_swedish(error, prepared.context)}\n", code=2)
    except Refusal as refusal:
        reply = Reply(err=f"{refusal}\n", code=1)
    return _safe(reply if isinstance(reply, Reply) else Reply())


def run(caller: Caller, words: Sequence[str], tree: click.Group = MEMBER_COMMANDS) -> Reply:
    """Understand and perform a command."""
    prepared = prepare(words, tree)
    return prepared if isinstance(prepared, Reply) else perform(caller, prepared)


def understood(line: str, tree: Tree = MEMBER_COMMANDS) -> Prepared | Reply:
    """Understand a command as it came over SSH."""
    if len(line.encode(errors="replace")) > LONGEST_LINE:
        return Reply(err=f"{_TOO_LONG}\n", code=2)
    return prepare(words_of(line, tree), tree)


def words_of(command: str, tree: Tree = MEMBER_COMMANDS) -> list[str]:
    """The words of a command as it came over SSH, where one layer of quotes is already eaten.

    A text that ends the line stands as it was written: its quotes and backslashes are the member's own.
    """
    found = list(_WORD.finditer(command))
    if (begins := _text_begins([word[0] for word in found], tree)) is not None:
        before, text = found[:begins], command[found[begins].start() :]
        return [*(word[0] for word in before), *_text_words(text.strip())]
    try:
        return shlex.split(command.translate(_QUOTES))
    except ValueError:
        # A lone apostrophe, as in "Bo's", arrives bare.
        return command.split()


def _text_begins(words: Sequence[str], tree: Tree) -> int | None:
    """The place of the word a text begins with that stands as it was written, if the command has one."""
    named = _named(words, tree)
    begins = named.text_begins(words[1:]) if named else None
    return None if begins is None else begins + 1


def _named(words: Sequence[str], tree: Tree) -> Line | None:
    """The command that the first word names, if any."""
    lines = (child for child in tree.children() if isinstance(child, Line))
    return next((one for one in lines if words and fold(words[0]) in map(fold, one.names)), None)


def lacks_text(words: Sequence[str], tree: Tree) -> bool:
    """Whether nothing but the text that ends the line is missing, as after `kommentera 12`."""
    named, rest = _named(words, tree), words[1:]
    if named is None or named.text_at is None or not rest or whole_number(rest[0]) is None:
        return False
    return named.text_at(rest) == len(rest)


def _text_words(text: str) -> list[str]:
    first, *rest = text.split(maxsplit=1)
    if first == "--":
        return [first, *rest]
    if text.endswith("--json") and text[:-6] != text[:-6].rstrip():
        return [text[:-6].rstrip(), "--json"]
    return [text]


def _root(tree: Tree) -> click.Context:
    return click.Context(
        tree, info_name=tree.name, terminal_width=WIDTH, max_content_width=WIDTH, token_normalize_func=fold
    )


def _below(tree: Tree, context: click.Context) -> click.Context:
    return click.Context(tree, parent=context, info_name=tree.name)


def _prepared(command: Line, words: list[str], context: click.Context) -> Prepared:
    try:
        made = command.make_context(command.name, words, parent=context, allow_extra_args=True)
    except click.UsageError as error:
        error.ctx = error.ctx or click.Context(command, parent=context, info_name=command.name)
        raise
    if made.args:
        raise WrongUse(f"Det är ett ord för mycket: ”{echoed(made.args[0])}”.", made)
    return Prepared(command, made)


def _joined(words: Sequence[str]) -> list[str]:
    given = list(words)
    if name := _TWO_WORDS.get((fold(given[0]), fold(given[1])) if len(given) > 1 else ("", "")):
        return [name, *given[2:]]
    return given


def _help_of(root: click.Context, tree: Tree, words: Sequence[str]) -> str:
    context, node = root, tree
    for word in words:
        found = node.find(word)
        if isinstance(found, Line):
            context = click.Context(found, parent=context, info_name=found.name)
            break
        node, context = found, _below(found, context)
    return context.get_help() + "\n"


def _safe(reply: Reply) -> Reply:
    """The reply with nothing in it that could steer a terminal."""
    return replace(reply, out=printable(reply.out, keep="\n"), err=printable(reply.err, keep="\n"))
