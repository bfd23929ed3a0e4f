"""What a member writes in a form, kept while they write, so that a lost connection loses nothing."""

import asyncio
import json
import re
from dataclasses import dataclass, replace

from models.card import cards_by_number
from models.dates import history_moment
from models.draft import DraftRow, draft_of, drafts_of, forget_draft, keep_draft
from models.incident import incident
from models.plan import PlanState, current_plan
from models.session import Session
from screens.card_story import Part, read_story

_SOON = 0.3
"""So many seconds after a character at the latest it is on its way to the disk."""
_AGAIN = (0.5, 2, 0)
"""So many seconds between the tries to throw away the draft of a text that is saved."""
_ON_A_CARD = re.compile(r"(\w+) (\d+)(?: (\w+) (\d+))?$")
_ON_A_PLAN = re.compile(r"plan (\d+)$")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a member is told of a text they left half written."""

    about: str
    there: str
    """What leads back to it from the board."""
    here: str
    """What leads back to it from where it was left."""


def _by_key(about: str, key: str, there: str) -> _Told:
    return _Told(about, there, f"{key} fortsätter.")


def _by_menu(about: str, name: str) -> _Told:
    return _Told(about, f"Öppna kortet och välj {name}.", f"Välj {name} för att fortsätta.")


_TOLD = {
    "comment": _by_key("en kommentar till {}", "c", "Gå till kortet och tryck c."),
    "card": _by_key("ändringar i {}", "e", "Gå till kortet och tryck e."),
    "drop": _by_key("skälet till att {} utgår", "x", "Gå till kortet och tryck x."),
    "tick": _by_menu("en bock på {}", "Bocka av annan dag"),
    "steps": _by_key("nya steg till {}", "n", "Öppna kortet och tryck n."),
    "reword": _by_menu("en rättelse av {}", "Rätta ordalydelsen"),
    "mend step": _by_key("ett steg på {}", "e", "Öppna kortet och tryck e på steget."),
    "mend tick": _by_key("en bock på {}", "e", "Öppna kortet och tryck e på bocken."),
    "mend comment": _by_key("en kommentar till {}", "e", "Öppna kortet och tryck e på kommentaren."),
}
_NEW = _by_key("ett nytt kort", "n", "Tryck n.")


@dataclass(frozen=True, slots=True)
class Form:
    """Which form it is, of which card, and of what on it."""

    what: str
    card_id: int | None = None
    part: Part | None = None

    def __str__(self) -> str:
        """The name its draft is kept by."""
        of = f"{self.what} {'new' if self.card_id is None else self.card_id}"
        return f"{of} {self.part.entity} {self.part.number}" if self.part else of

    @property
    def goes_on(self) -> str:
        """What a member is told who leaves a draft of it."""
        told = _NEW if self.card_id is None else _told(self.what, self.part.entity if self.part else None)
        return f"Utkastet ligger kvar. {told.here}" if told else ""


def _told(what: str, entity: str | None) -> _Told | None:
    return _TOLD.get(f"{what} {entity}" if entity else what)


class Drafting:
    """One form of one member."""

    def __init__(self, session: Session, form: Form | str, opened: str | None = None) -> None:
        self._session, self._form, self._opened = session, str(form), opened
        self.outrun = False
        self.goes_on = form.goes_on if isinstance(form, Form) else ""
        """What a member is told who leaves the form with a draft in it."""
        self._member = session.actor.member_id
        self._kept: str | None = None
        self._wanted: str | None = None
        self._task: asyncio.Task[None] | None = None
        self._over = False

    async def begun(self) -> DraftRow | None:
        """What was written here before, if anything.

        `outrun` tells whether what the text is to mend has changed since it was begun.
        """
        if self._member is None:
            return None
        found = await self._session.ask(draft_of, self._member, self._form, self._session.now)
        self._kept = self._wanted = found.text if found else None
        if found is None or self._opened is None:
            return found
        opened, text = json.loads(found.text)
        self.outrun, self._opened = opened != self._opened, opened
        return replace(found, text=text)

    @property
    def holds(self) -> bool:
        """Whether there is something to come back to."""
        return self._member is not None and self._wanted is not None and not self._over

    def write(self, text: str | None) -> None:
        """Keep this soon in place of what was kept; None where there is nothing worth it."""
        if text is not None and self._opened is not None:
            text = json.dumps([self._opened, text], ensure_ascii=False)
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


async def begin(session: Session, form: Form | str, opened: str | None = None) -> Begun:
    """Open a form where the member left it; `opened` is what it is to mend, as it stands now."""
    drafting = Drafting(session, form, opened)
    draft = await drafting.begun()
    if draft is None:
        return Begun(drafting)
    at = draft.at.in_timezone(session.now.timezone or "UTC")
    says = f"Ditt utkast från {history_moment(at, session.now.date())}."
    if drafting.outrun:
        says = f"{says} Det har ändrats sedan dess: sparar du gäller ditt utkast."
    return Begun(drafting, draft.text, says)


async def reminder(session: Session) -> str:
    """What a member is told at login of the latest text they left half written, if any."""
    if session.actor.member_id is None:
        return ""
    forms = await session.ask(drafts_of, session.actor.member_id, session.now)
    for form in forms:
        if (found := _ON_A_CARD.match(form)) and (told := _told(found[1], found[3])):
            number, part = int(found[2]), Part(found[3], int(found[4])) if found[3] else None
            cards = await session.ask(cards_by_number, [number], session.now)
            if number in cards and (part is None or (await read_story(session, number)).row_of(part)):
                return f"Du har ett utkast kvar: {told.about.format(cards[number].title)}. {told.there}"
        elif found := _ON_A_PLAN.match(form):
            plan = await session.ask(current_plan)
            if plan is not None and plan.id == int(found[1]) and plan.state is PlanState.PROPOSAL:
                return "Du har ändringar i planen som inte är sparade. Menyn: Gå igenom planen."
        elif form == "card new":
            return "Du har ett utkast kvar till ett nytt kort. Tryck n."
    return ""
