"""Tells each session of this process what was written, whoever wrote it, and who is here."""

import asyncio
import contextlib
import logging
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from models.card import Card, cards_by_number
from models.clock import Clock
from models.database import database
from models.door import Doors
from models.journal import ChangeRow, changes_after, last_change
from models.presence import Presence, elsewhere, tell

# Measured: the member who pressed the key is painted within this time, before the others are told.
_PRESSER_FIRST = 0.006
_SLICE = 8
_PAUSE = 0.002
_TELL_OTHERS_EVERY = 1.0
_STILL_HERE = 30.0
# So coarse may a file's time be, or so long a commit take; until then files that look the same tell nothing.
_COARSE = 2.0
_ANYWAY = 1.0
MOST_UNREAD = 500
"""How many changes a session that does not look keeps; past that it reads everything anew."""
MOST_AT_ONCE = 1000
"""How many rows of the journal are read in one look."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class News:
    """What happened since a session last looked; bursts are merged into one."""

    changes: tuple[ChangeRow, ...] = ()
    cards: dict[int, Card | None] = field(default_factory=dict)
    """The changed cards as they are now, None for one that is gone."""
    everything: bool = False
    """Whether so much changed (a plan, an area, a name) that the board must be read anew."""
    here: tuple[Presence, ...] | None = None
    """Who is here, where that changed."""

    def merged(self, later: "News") -> "News":
        """This and what came after it, as one."""
        return News(
            (self.changes + later.changes)[-MOST_UNREAD:],
            self.cards | later.cards,
            self.everything or later.everything or len(self.changes) >= MOST_UNREAD,
            self.here if later.here is None else later.here,
        )


class Inbox:
    """One session's unread news, never more than one bundle."""

    def __init__(self) -> None:
        self._news: News | None = None
        self._filled = asyncio.Event()

    def put(self, news: News) -> None:
        """Add news to what is unread."""
        self._news = self._news.merged(news) if self._news else news
        self._filled.set()

    async def get(self) -> News:
        """Wait for news and take all of it."""
        await self._filled.wait()
        self._filled.clear()
        news, self._news = self._news, None
        return news or News()


_ON_A_CARD = frozenset({"commitment", "tick", "comment", "step"})


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look found; None for what was not looked for, since nothing was written."""

    version: int
    """SQLite's own number, another after each write by another connection."""
    elsewhere: tuple[Presence, ...] | None
    news: News | None


def _look(process: str, after: int, version: int, clock: Clock, *, woken: bool) -> _Seen:
    """Look whether something was written, and for what; in one go, since each costs a change of threads."""
    seen = database.data_version
    others = elsewhere(process, clock()) if seen != version else None
    return _Seen(seen, others, _read(after, clock) if woken or seen != version else None)


def _read(after: int, clock: Clock) -> News:
    changes = changes_after(after, MOST_AT_ONCE)
    touched = {change.card_id for change in changes if change.card_id is not None}
    everything = any(change.entity not in _ON_A_CARD for change in changes)
    found = cards_by_number(touched, clock()) if touched and not everything else {}
    return News(changes, {number: found.get(number) for number in touched}, everything)


class Hub:
    """Publishes what it reads from the journal after its last id: total order, nothing told twice."""

    def __init__(self, doors: Doors, clock: Clock, every: float = 0.1) -> None:
        self._doors, self._clock, self._every = doors, clock, every
        self._inboxes: set[Inbox] = set()
        self._here: dict[str, Presence] = {}
        self._elsewhere: tuple[Presence, ...] = ()
        self._moved = False
        self._untold = False
        self._woken = asyncio.Event()
        self._stamp: object = None
        self._stamped = self._asked = 0.0
        self._process = f"{os.getpid()}-{secrets.token_hex(4)}"
        self.last = 0
        doors.written = self._woken.set

    @property
    def here(self) -> tuple[Presence, ...]:
        """Everybody who is here, this process's sessions first."""
        return (*self._here.values(), *self._elsewhere)

    @contextlib.contextmanager
    def overhear(self) -> Iterator[Inbox]:
        """An inbox for one that is not a person here, such as the server that ends revoked sessions."""
        inbox = Inbox()
        self._inboxes.add(inbox)
        try:
            yield inbox
        finally:
            self._inboxes.discard(inbox)

    @contextlib.contextmanager
    def subscribe(self, presence: Presence) -> Iterator[Inbox]:
        """An inbox for one session, which is here for as long as it is held."""
        with self.overhear() as inbox:
            self._here[presence.session] = presence
            self._changed_presence()
            try:
                yield inbox
            finally:
                del self._here[presence.session]
                self._changed_presence()

    def update(self, presence: Presence) -> None:
        """Take in what a session that is here looks at and writes on now."""
        if self._here.get(presence.session) not in (None, presence):
            self._here[presence.session] = presence
            self._changed_presence()

    def _changed_presence(self) -> None:
        self._moved = self._untold = True
        self._woken.set()

    async def start(self) -> None:
        """Begin after what is already in the journal."""
        self.last = await self._doors.ask(last_change)

    async def run(self) -> None:
        """Look in the journal when a command here was run, and when another process has written."""
        version, told = -1, 0.0
        loop = asyncio.get_running_loop()
        while True:
            with contextlib.suppress(TimeoutError):
                # Not wait_for, which in Python 3.11 swallows a cancellation that comes with the wake-up.
                async with asyncio.timeout(self._every):
                    await self._woken.wait()
            if woken := self._woken.is_set():
                self._woken.clear()
                await asyncio.sleep(_PRESSER_FIRST)
            try:
                since = loop.time() - told
                if (self._untold and since >= _TELL_OTHERS_EVERY) or (self._here and since >= _STILL_HERE):
                    self._untold, told = False, loop.time()
                    await self._doors.note(tell, self._process, self._clock(), tuple(self._here.values()))
                if woken or self._may_be_written():
                    self._asked = loop.time()
                    version = await self._look(version, woken=woken)
            except Exception:
                # One failed look must not end the feed; the next one reads from the same place.
                log.exception("the feed could not read the journal")
                await asyncio.sleep(1)

    def _may_be_written(self) -> bool:
        """Whether another process may have written; most of what an idle server costs is asking for that."""
        now, stamp = asyncio.get_running_loop().time(), self._doors.stamp()
        if stamp != self._stamp:
            self._stamp, self._stamped = stamp, now
        return now - self._stamped <= _COARSE or now - self._asked >= _ANYWAY

    async def _look(self, version: int, *, woken: bool) -> int:
        """Publish what was written since the last look, and answer with the version that was seen."""
        seen = await self._doors.ask(_look, self._process, self.last, version, self._clock, woken=woken)
        if seen.elsewhere not in (None, self._elsewhere):
            self._elsewhere, self._moved = seen.elsewhere, True
        news = seen.news
        while news is not None:
            if self._moved:
                news, self._moved = replace(news, here=self.here), False
            if news.changes:
                self.last = news.changes[-1].id
            if news.changes or news.here is not None:
                await self._publish(news)
            more = len(news.changes) >= MOST_AT_ONCE
            news = await self._doors.ask(_read, self.last, self._clock) if more else None
        return seen.version

    async def _publish(self, news: News) -> None:
        for number, inbox in enumerate(tuple(self._inboxes), 1):
            inbox.put(news)
            if number % _SLICE == 0:
                # Keys pressed meanwhile by anybody go in between the slices.
                await asyncio.sleep(_PAUSE)
