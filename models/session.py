"""What a screen gets from the app that opens it: who sits there, and the ways in and out."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import ParamSpec, TypeVar

import pendulum

from models.access import Actor, Right
from models.assignment import actor_of
from models.door import Doors
from models.errors import Refusal
from models.hub import Hub, Inbox, News
from models.preference import prefer
from models.presence import Presence
from models.way_in import WayIn

P = ParamSpec("P")
R = TypeVar("R")


def new_session_id() -> str:
    """A name for a session that no other has."""
    return secrets.token_hex(8)


def _nobody_invited() -> WayIn:
    raise Refusal("Härifrån går det inte att bjuda in någon.")


@dataclass(slots=True)
class Session:
    """One member at one terminal."""

    actor: Actor
    doors: Doors
    hub: Hub
    association: str
    welcome: str = ""
    """What the box that opens first says, if there is one."""
    parting: str = "Allt är sparat."
    """What is said of the work where the member is asked whether to leave."""
    preferences: dict[str, str] = field(default_factory=dict)
    """What the member has chosen, by name, as it stood at login and as chosen since."""
    period_start: str = "01-01"
    """The day a plan's year begins, as MM-DD."""
    way_in: Callable[[], WayIn] = field(default=_nobody_invited)
    """How others reach the board, for a letter to them; raises Refusal where nobody can be invited."""
    refused: set[int] = field(default_factory=set)
    """Actions that could not be taken back; the next undo passes them by."""
    presence: Presence = field(init=False)
    """This session as the others see it, kept also before it is among them."""

    def __post_init__(self) -> None:
        """Begin at no card."""
        self.presence = Presence(self.actor.session, self.actor.member_id, self.actor.name)

    @property
    def now(self) -> pendulum.DateTime:
        """The moment, by the session's clock."""
        return self.actor.clock()

    def may(self, right: Right) -> bool:
        """Whether the member had the right when last looked; commands look again."""
        return self.actor.may(right)

    async def ask(self, question: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Put a question to the database."""
        return await self.doors.ask(question, *args, **kwargs)

    async def order(self, command: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Give the database a command."""
        return await self.doors.order(command, *args, **kwargs)

    async def prefer(self, name: str, value: str) -> None:
        """Keep a choice of the member's; whoever owns the files has it for this session only."""
        self.preferences[name] = value
        if self.actor.member_id is not None:
            await self.doors.note(prefer, self.actor.member_id, name, value)

    async def renew(self) -> None:
        """Read the member's rights anew; raises Gone."""
        if self.actor.member_id is not None:
            self.actor = await self.ask(
                actor_of, self.actor.member_id, self.actor.clock, self.actor.session, self.actor.key_id
            )

    def look_at(self, card_id: int | None) -> None:
        """Let the others see which card is looked at."""
        self._show(replace(self.presence, card_id=card_id))

    def write_on(self, card_id: int | None) -> None:
        """Let the others see on which card something is written, None when it is done."""
        self._show(replace(self.presence, writes_on=card_id))

    def _show(self, presence: Presence) -> None:
        self.presence = presence
        self.hub.update(presence)


__all__ = ["Inbox", "News", "Presence", "Session", "new_session_id"]
