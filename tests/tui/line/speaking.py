"""Saying a line to the program, as over SSH, and reading its answer."""

import json
from typing import Any

from models.access import Actor
from tui.commands.tree import Caller
from tui.config import Config
from tui.line import MEMBER_COMMANDS, run, words_of
from tui.reply import Reply


def caller(actor: Actor, given: bytes = b"", *, over_ssh: bool = True, **more: Any) -> Caller:
    return Caller(actor, Config(), lambda: given, over_ssh, **more)


def say(actor: Actor, line: str, given: bytes = b"") -> Reply:
    return run(caller(actor, given), words_of(line), MEMBER_COMMANDS)


def answer(actor: Actor, line: str) -> str:
    reply = say(actor, line)
    assert (reply.err, reply.code) == ("", 0)
    return reply.out


def as_json(actor: Actor, line: str, given: bytes = b"") -> Any:
    reply = say(actor, line, given)
    assert reply.code == 0, reply.err
    return json.loads(reply.out)
