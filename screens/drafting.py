"""What a member writes in a form, kept while they write, so that a lost connection loses nothing."""

import asyncio
import re
from dataclasses import dataclass

from models.card import cards_by_number
from models.dates import history_moment
from models.draft import DraftRow, draft_of, drafts_of, forget_draft, keep_draft
from models.incident import incident
from models.plan import PlanState, current_plan
from models.session import Session

_SOON = 0.3
"""So many seconds after a character at the latest it is on its way to the disk."""
_AGAIN = (0.5, 2, 0)
"""So many seconds between the tries to throw away the draft of a text that is saved."""
_ON_A_CARD = re.compile(r"(comment|card|drop) (\d+)$")
_ON_A_PLAN = re.compile(r"plan (\d+)$")
_WORDS = {"comment": "en kommentar till {}", "card": "ändringar i {}", "drop": "skälet till att {} utgår"}
_KEYS = {"comment": "c", "card": "e", "drop": "x"}


@dataclass(frozen=True, slots=True)
class Form:
    """Which form it is, and of which card."""

    what: str
    card_id: int | None = None

    def __str__(self) -> str:
        """The name its draft is kept by."""
        return f"{self.what} {'new' if self.card_id is None else self.card_id}"


class Drafting:
    """One form of one member."""

    def __init__(self, session: Session, form: Form | str) -> None:
        self._session, self._form = session, str(form)
        self._member = session.actor.member_id
        self._kept: str | None = None
        self._wanted: str | None = None
        self._task: asyncio.Task[None] | None = None
        self._over = False

    async def begun(self) -> DraftRow | None:
        """What was written here before, if anything."""
        if self._member is None:
            return None
        found = await self._session.ask(draft_of, self._member, self._form, self._session.now)
        self._kept = self._wanted = found.text if found else None
        return found

    @property
    def holds(self) -> bool:
        """Whether there is something to come back to."""
        return self._member is not None and self._wanted is not None and not self._over

    def write(self, text: str | None) -> None:
        """Keep this soon in place of what was kept; None where there is nothing worth it."""
        self._wanted = text
        if self._task is None and not self._over and self._member is not None and text != self._kept:
            self._task = asyncio.get_running_loop().create_task(self._keep_soon())

    async def _keep_soon(self) -> None:
        await asyncio.sleep(_SOON)
        self._task = None
        await self.rest()

    async def rest(self) -> None:
        """Keep now what is not kept yet."""
        if not self._over and self._wanted != self._kept:
            await self._write()

    async def close(self) -> None:
        """Keep what stands in a form that ends, also where another of the member's took its place."""
        if not self._over and (self._wanted, self._kept) != (None, None):
            await self._write()

    async def _write(self) -> None:
        if self._member is None:
            return
        before, wanted = self._kept, self._wanted
        self._kept = wanted
        try:
            if wanted is None:
                await self._session.doors.note(forget_draft, self._member, self._form, before or "")
            else:
                await self._session.doors.note(
                    keep_draft, self._member, self._form, wanted, self._session.now
                )
        except Exception as error:
            # The form itself still holds the text; the next character tries again.
            self._kept = before
            incident(error, self._member)

    async def forget(self) -> None:
        """The text was saved, or given up: there is nothing to come back to."""
        if not self._over:
            self._wanted = None
            if self._task is not None:
                self._task.cancel()
            for pause in _AGAIN:
                await self.rest()
                if self._kept is None:
                    break
                await asyncio.sleep(pause)
            self._over = True


@dataclass(frozen=True, slots=True)
class Begun:
    """What a form starts from: who keeps its text, and what was already written."""

    drafting: Drafting | None = None
    text: str | None = None
    says: str = ""
    """Where the text comes from: "Ditt utkast från 4 oktober kl. 18.30."."""


async def begin(session: Session, form: Form | str) -> Begun:
    """Open a form where the member left it."""
    drafting = Drafting(session, form)
    draft = await drafting.begun()
    if draft is None:
        return Begun(drafting)
    at = draft.at.in_timezone(session.now.timezone or "UTC")
    return Begun(drafting, draft.text, f"Ditt utkast från {history_moment(at, session.now.date())}.")


async def reminder(session: Session) -> str:
    """What a member is told at login of the latest text they left half written, if any."""
    if session.actor.member_id is None:
        return ""
    forms = await session.ask(drafts_of, session.actor.member_id, session.now)
    for form in forms:
        if found := _ON_A_CARD.match(form):
            number = int(found[2])
            cards = await session.ask(cards_by_number, [number], session.now)
            if number in cards:
                what = _WORDS[found[1]].format(cards[number].title)
                return f"Du har ett utkast kvar: {what}. Gå till kortet och tryck {_KEYS[found[1]]}."
        elif found := _ON_A_PLAN.match(form):
            plan = await session.ask(current_plan)
            if plan is not None and plan.id == int(found[1]) and plan.state is PlanState.PROPOSAL:
                return "Du har ändringar i planen som inte är sparade. Menyn: Gå igenom planen."
        elif form == "card new":
            return "Du har ett utkast kvar till ett nytt kort. Tryck n."
    return ""
