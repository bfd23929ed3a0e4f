"""Meets with a prompt those who want one: by what stands after the host, by their terminal, or by choice."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING

from models.access import Actor
from models.assignment import actor_of
from models.key import Identity, signed_in
from models.preference import preferences_of
from models.session import Session, new_session_id
from tui.answering import carry_out
from tui.channel import Incoming
from tui.commands.here import LINES, MANNER
from tui.commands.tree import Caller, fold
from tui.line import Prepared
from tui.prompt.prompt import Prompt, require_any_right
from tui.prompt.words import PROMPT_WORDS
from tui.reply import Reply, Stdin
from tui.terminal import Terminal

if TYPE_CHECKING:
    from tui.serving import House

_NO_FILE_HERE = "En fil går inte att visa här. Skriv kommandot efter ssh, med > brev.pdf sist.\n"


class Host:
    """What the server asks about prompts."""

    def __init__(
        self,
        house: "House",
        watched: Callable[[Terminal], AbstractContextManager[None]],
        caller: Callable[[Actor], Caller],
    ) -> None:
        self._house, self._watched, self._caller = house, watched, caller

    async def wanted(self, who: Identity, command: str | None, term: str | None) -> bool:
        """Whether a session is met with a prompt, by its command, its terminal or the member's choice."""
        if command is not None:
            return fold(command.strip()) in PROMPT_WORDS
        if term is not None and term.lower() == "dumb":
            return True
        chosen = await self._house.doors.ask(preferences_of, who.member_id)
        return chosen.get(MANNER) == LINES

    async def run(self, incoming: Incoming, who: Identity) -> int:
        """Answer line by line until the member leaves; raises Refusal."""
        house = self._house
        actor = await house.doors.ask(actor_of, who.member_id, house.clock, new_session_id(), who.key_id)
        session = house.session(actor, {})
        require_any_right(session)
        await house.doors.note(signed_in, who.key_id, house.clock())
        with self._watched(incoming.terminal):
            return await Prompt(session, incoming, self._perform).run()

    async def _perform(self, session: Session, prepared: Prepared, stdin: Stdin) -> Reply:
        caller = replace(self._caller(session.actor), at_prompt=True)
        reply = await carry_out(self._house.doors, caller, prepared, stdin)
        return reply if reply.document is None else Reply(err=_NO_FILE_HERE, code=1)
