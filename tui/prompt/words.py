"""The commands at the prompt: the members' own, and a few about the prompt itself."""

from collections.abc import Sequence
from typing import Protocol

import click

from tui.commands.tree import PROMPT, Line, Needs, Tree, told
from tui.line import MEMBER_COMMANDS
from tui.reply import Reply

PROMPT_WORDS = {"rad", "prompt"}
"""What stands after the host for a prompt."""


class Talk(Protocol):
    """What the prompt's own commands ask of it."""

    @property
    def past(self) -> Sequence[str]:
        """The lines that were given, the oldest first."""

    def more(self) -> str:
        """The next page of the last answer, or that there is none."""

    def leave(self) -> None:
        """End after this."""


@click.command("mer", cls=Line, english="more", needs=Needs.NOTHING, reads=True)
@click.pass_obj
def more(talk: Talk) -> Reply:
    """Visar nästa sida av det senaste svaret."""
    return Reply(talk.more())


@click.command("historik", cls=Line, english="history", needs=Needs.NOTHING, reads=True)
@click.pass_obj
def history(talk: Talk) -> Reply:
    """Visar det du har skrivit, det äldsta först."""
    return told(*talk.past)


@click.command(
    "sluta", cls=Line, english="quit", also=("q", "avsluta", "exit"), needs=Needs.NOTHING, reads=True
)
@click.pass_obj
def leave(talk: Talk) -> Reply:
    """Avslutar."""
    talk.leave()
    return Reply()


OWN = (more, history, leave)
"""The commands about the prompt itself."""
COMMANDS = Tree(
    PROMPT,
    help="Skriv ett kommando och Enter. Ett kortnummer ensamt visar kortet.",
    commands=[*MEMBER_COMMANDS.children(), *OWN],
)
"""What a member may say at the prompt."""
