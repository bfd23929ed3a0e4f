"""The command `tavlan` in the server's own shell: who acts, on which board, and how the answer is shown."""

import os
import pwd
import secrets
import shlex
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from models.access import Actor, Right, owner
from models.assignment import actor_of, rights_in_force
from models.clock import WallClock
from models.door import shell_door
from models.errors import NotAllowed, Refusal
from models.member import Member, member_of_unix_user
from models.people import office_holders
from models.readers.plan_text import LARGEST
from models.text import printable
from tui.commands.machine import MACHINE_COMMANDS
from tui.commands.members import member_meant
from tui.commands.tree import Caller, Needs
from tui.config import Config, load
from tui.line import perform, prepare
from tui.reply import BYTE_ORDER_MARK, Reply

SESSION = "shell"
"""What the journal calls the server's own shell."""
_INTERRUPTED = 130
_NAMED = 4
_NO_FILE_HERE = "En PDF går inte att visa här. Skriv filens namn efter --pdf, eller > brev.pdf sist.\n"
_YES = {"j", "ja", "y", "yes"}


@dataclass(frozen=True, slots=True)
class Options:
    """What stands before the command."""

    config: Path
    member: str | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Perform one command and answer with its exit code."""
    try:
        reply = answer(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        reply = Reply(code=_INTERRUPTED)
    except Exception:
        reply = _crash()
    with suppress(KeyboardInterrupt):
        _write(sys.stdout, _marked(reply))
        _write(sys.stderr, reply.err)
        if reply.document is not None:
            return _hand_over(reply.document)
    return reply.code


def _hand_over(document: Callable[[], bytes]) -> int:
    """Write a file to standard output, which no terminal could show."""
    if sys.stdout.isatty():
        _write(sys.stderr, _NO_FILE_HERE)
        return 1
    content = document()
    with suppress(BrokenPipeError):
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    return 0


def answer(arguments: Sequence[str]) -> Reply:
    """The reply to a whole command line."""
    options, words = _options(arguments)
    if isinstance(options, Reply):
        return options
    prepared = prepare(words, MACHINE_COMMANDS)
    if isinstance(prepared, Reply):
        return prepared
    needs = prepared.command.needs
    try:
        if needs is Needs.SESSION:
            with _ready(options, Needs.MEMBER, arguments) as caller:
                pass
            return perform(caller, prepared)
        with _ready(options, needs, arguments) as caller:
            return perform(caller, prepared)
    except Refusal as refusal:
        return Reply(err=f"{refusal}\n", code=1)


def _options(arguments: Sequence[str]) -> tuple[Options | Reply, list[str]]:
    """What stands before the command, and the command."""
    words = list(arguments)
    given: dict[str, str] = {}
    while words and words[0].partition("=")[0] in {"--config", "--as", "--som"}:
        name, equals, value = words.pop(0).partition("=")
        if not equals:
            if not words:
                return Reply(err=f"{name} behöver ett värde efter sig.\n", code=2), []
            value = words.pop(0)
        given[name.replace("--som", "--as")] = value
    path = given.get("--config") or os.environ.get("TAVLAN_CONFIG") or "config.toml"
    return Options(Path(path), given.get("--as")), words


@contextmanager
def _ready(options: Options, needs: Needs, words: Sequence[str]) -> Iterator[Caller]:
    """The caller of a command, with what the command needs standing ready."""
    if needs is Needs.NOTHING:
        yield _caller(owner(WallClock()), Config(path=options.config))
        return
    config = load(options.config)
    if needs is Needs.CONFIG:
        yield _caller(owner(config.clock()), config)
        return
    with shell_door(config.database_path):
        yield _caller(_actor(options, needs, words, config), config)


def _actor(options: Options, needs: Needs, words: Sequence[str], config: Config) -> Actor:
    clock = config.clock()
    if options.member is not None:
        return actor_of(member_meant(options.member).id, clock, SESSION)
    if needs is Needs.OWNER:
        return owner(clock)
    account, known = _account(), office_holders(clock())
    if (member := _bound(account)) is not None:
        return actor_of(member.id, clock, SESSION)
    if len(known) == 1:
        return actor_of(known[0].id, clock, SESSION)
    if needs is Needs.ANYBODY:
        return owner(clock)
    # Whoever may change the plan is most likely the one who is to be named.
    ranked = sorted(known, key=lambda one: Right.EDIT_PLAN not in rights_in_force(one.id, clock()))
    raise NotAllowed(_who_are_you(account, [one.name for one in ranked], words))


def _who_are_you(account: str, known: Sequence[str], words: Sequence[str]) -> str:
    """How to say who acts: as somebody there is, and only then as somebody new."""
    new = f"tavlan member add NAMN --role ledamot --unix-user {account}"
    if not known:
        return f"Vem är du? Lägg till den första medlemmen och bind kontot {account}: {new}"
    first, *others = known
    also = f"Här finns också {', '.join(others[:_NAMED])}.\n" if others else ""
    return printable(
        f"Vem är du? Skriv vem du är före kommandot: tavlan {shlex.join(['--as', first, *words])}\n"
        f"{also}Eller bind kontot {account} till en ny medlem: {new}",
        keep="\n",
    )


def _account() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _bound(account: str) -> Member | None:
    return member_of_unix_user(account)


def _caller(actor: Actor, config: Config) -> Caller:
    return Caller(actor, config, _stdin, confirm=_confirm())


def _stdin() -> bytes:
    return sys.stdin.buffer.read(LARGEST + 1)


def _confirm() -> Callable[[str], bool] | None:
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return None

    def confirm(question: str) -> bool:
        _write(sys.stdout, question)
        return sys.stdin.readline().strip().casefold() in _YES

    return confirm


def _crash() -> Reply:
    event = secrets.token_hex(3)
    told = (
        f"Något gick fel i Tavlan (händelse {event}). Sätt TAVLAN_DEBUG=1 och försök igen för att se mer.\n"
    )
    if os.environ.get("TAVLAN_DEBUG") == "1":
        told = f"{traceback.format_exc()}{told}"
    return Reply(err=told, code=1)


def _marked(reply: Reply) -> str:
    in_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return (
        f"{BYTE_ORDER_MARK}{reply.out}"
        if reply.is_table and in_utf8 and not sys.stdout.isatty()
        else reply.out
    )


def _write(stream: TextIO, text: str) -> None:
    """Show text; a reader that has gone, as `head` does, is no error."""
    if not text:
        return
    with suppress(AttributeError):
        stream.reconfigure(errors="replace")  # type: ignore[attr-defined]
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # Python flushes once more at exit, which would complain about the same pipe.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    sys.exit(main())
