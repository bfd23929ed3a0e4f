"""Who may knock, and how often: everything is counted here before anybody is known."""

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

REMEMBERED = 24 * 3600.0
"""Seconds an address from which somebody logged in is spared penalties."""
FORGOTTEN = 3600.0
"""Seconds without a failed visit after which a source starts afresh."""
LONGEST_PENALTY = 600.0
"""The most a source has to wait, in seconds."""
_FREE_FAILURES = 3
_ONLY_LOOKED = 0.25
_FIRST_PENALTY = 5.0
_MOST_SOURCES = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of everything the server takes on."""

    waiting: int = 20
    """Connections that have not logged in, in all."""
    waiting_per_source: int = 5
    """Of one address; of one from which somebody logged in lately twice as many, for they come together."""
    in_line_per_source: int = 5
    """Connections beyond those, which are not spoken to until there is a place."""
    in_line_seconds: float = 4.0
    waiting_spared: int = 5
    """How many of `waiting` only addresses from which somebody logged in lately may use, of few a quarter."""
    tries: int = 6
    """Refused keys a connection."""
    login_seconds: float = 20.0
    guests: int = 12
    """Connections that are asked for a code, in all."""
    guests_per_source: int = 9
    """As many as may sit at one table with a letter each."""
    guest_seconds: float = 250.0
    """How long one may be a guest, whatever one does."""
    sessions: int = 100
    sessions_per_member: int = 8
    sessions_per_connection: int = 2
    stdin: int = 1024 * 1024
    """Bytes a command may be given."""


@dataclass(slots=True)
class _Failures:
    count: float = 0.0
    last: float = 0.0
    until: float = 0.0


def source_of(address: str) -> str:
    """What counts as one source: an IPv4 address, or the /64 an IPv6 address is in."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is None:
            return str(ipaddress.IPv6Network((parsed, 64), strict=False))
        parsed = parsed.ipv4_mapped
    return str(parsed)


class Visit:
    """One connection from its first byte until it has logged in or left."""

    def __init__(self, door: "Doorkeeper", source: str) -> None:
        self._door, self._source = door, source
        self._began = door.now()
        self._refused = self._asked = 0
        self._over = self._is_guest = False

    def refused(self) -> bool:
        """Count a refused try; True when it was the last."""
        self._refused += 1
        return self._refused >= self._door.limits.tries

    def asked(self) -> bool:
        """Count a question about a key that may sign in; True when there were too many."""
        self._asked += 1
        return self._asked > 2 * self._door.limits.tries

    def becomes_guest(self) -> bool:
        """Let somebody be asked for a code, which is no login yet; False where too many are."""
        self._is_guest = self._door._seat(self._source)
        return self._is_guest

    def passed(self) -> None:
        """Somebody logged in."""
        if not self._over:
            self._over = True
            self._door._passed(self._source, was_guest=self._is_guest)

    def left(self) -> None:
        """The connection is gone; without a login it counts against its source, little if it only looked."""
        if not self._over:
            self._over = True
            stayed = self._door.now() - self._began >= 0.9 * self._door.limits.login_seconds
            weight = 1.0 if self._refused or stayed else _ONLY_LOOKED
            self._door._failed(self._source, weight, was_guest=self._is_guest)


class Doorkeeper:
    """Counts who waits at the door, and makes those who fail again and again wait longer."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self.now = clock
        self._waiting: dict[str, int] = {}
        self._guests: dict[str, int] = {}
        self._line: dict[Callable[[Visit], None], str] = {}
        self._failures: OrderedDict[str, _Failures] = OrderedDict()
        self._logins: OrderedDict[str, float] = OrderedDict()

    @property
    def waiting(self) -> int:
        """How many connections have not logged in."""
        return sum(self._waiting.values())

    def admit(self, address: str) -> Visit | None:
        """Let a new connection try, or not."""
        source = source_of(address)
        spared = self._is_spared(source)
        kept = min(self.limits.waiting_spared, self.limits.waiting // 4)
        room = self.limits.waiting - (0 if spared else kept)
        most = self.limits.waiting_per_source * (2 if spared else 1)
        if self._waiting.get(source, 0) >= most or self.waiting >= room:
            return None
        if not spared and self.penalty(address) > 0:
            return None
        self._waiting[source] = self._waiting.get(source, 0) + 1
        return Visit(self, source)

    def stand_in_line(self, address: str, enter: Callable[[Visit], None]) -> bool:
        """Let a connection there is no place for have the next one; False where the line is too long.

        Nine people who come at once each get in, and yet no more handshakes are under way than places.
        """
        source = source_of(address)
        mine = sum(source_of(other) == source for other in self._line.values())
        if mine >= self.limits.in_line_per_source or len(self._line) >= self.limits.waiting:
            return False
        if self.penalty(address) > 0:
            return False
        self._line[enter] = address
        return True

    def leave_line(self, enter: Callable[[Visit], None]) -> None:
        """Stand in line no longer."""
        self._line.pop(enter, None)

    def _call_in(self) -> None:
        """Let those in line have the places there now are."""
        for enter, address in tuple(self._line.items()):
            if (visit := self.admit(address)) is not None:
                del self._line[enter]
                enter(visit)

    def penalty(self, address: str) -> float:
        """Seconds until this address may try again."""
        source = source_of(address)
        failures = self._failures.get(source)
        if failures is None or self._is_spared(source):
            return 0.0
        return max(0.0, failures.until - self.now())

    def _is_spared(self, source: str) -> bool:
        login = self._logins.get(source)
        return login is not None and self.now() - login < REMEMBERED

    def _seat(self, source: str) -> bool:
        limits, here = self.limits, self._guests.get(source, 0)
        if here >= limits.guests_per_source or sum(self._guests.values()) >= limits.guests:
            return False
        self._gone(source, self._waiting)
        self._guests[source] = here + 1
        self._call_in()
        return True

    def _gone(self, source: str, place: dict[str, int]) -> None:
        place[source] -= 1
        if not place[source]:
            del place[source]

    def _passed(self, source: str, *, was_guest: bool) -> None:
        self._gone(source, self._guests if was_guest else self._waiting)
        self._failures.pop(source, None)
        self._logins[source] = self.now()
        self._logins.move_to_end(source)
        if len(self._logins) > _MOST_SOURCES:
            self._logins.popitem(last=False)
        self._call_in()

    def _failed(self, source: str, weight: float, *, was_guest: bool) -> None:
        self._gone(source, self._guests if was_guest else self._waiting)
        now = self.now()
        failures = self._failures.setdefault(source, _Failures())
        if now - failures.last > FORGOTTEN:
            failures.count = 0
        failures.count += weight
        failures.last = now
        if failures.count > _FREE_FAILURES:
            doubled = _FIRST_PENALTY * 2 ** min(math.ceil(failures.count - _FREE_FAILURES) - 1, 16)
            failures.until = now + min(LONGEST_PENALTY, doubled)
        self._failures.move_to_end(source)
        if len(self._failures) > _MOST_SOURCES:
            self._failures.popitem(last=False)
        self._call_in()
