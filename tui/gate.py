"""What stands before the sessions: who may knock, how often, and with which key."""

import asyncio
import ipaddress
import logging
import math
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import cast

import asyncssh

from tui.keys import SIGNED, KnownKeys

logger = logging.getLogger(__name__)

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
_TOO_MANY_TRIES = "För många nycklar prövades. Peka ut den rätta: ssh -o IdentitiesOnly=yes -i NYCKEL …"
_NO_MORE = "Inga fler nycklar tas emot."
_GUESS = b"kexguess2@matt.ucc.asn.au"
"""How asyncssh understands a first packet sent on a guess, and does not say; dropbear sends one."""


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
        self._over = False

    def refused(self) -> bool:
        """Count a refused try; True when it was the last."""
        self._refused += 1
        return self._refused >= self._door.limits.tries

    def asked(self) -> bool:
        """Count a question about a key that may sign in; True when there were too many."""
        self._asked += 1
        return self._asked > 2 * self._door.limits.tries

    def passed(self) -> None:
        """Somebody logged in."""
        if not self._over:
            self._over = True
            self._door._passed(self._source)

    def left(self) -> None:
        """The connection is gone; without a login it counts against its source, little if it only looked."""
        if not self._over:
            self._over = True
            stayed = self._door.now() - self._began >= 0.9 * self._door.limits.login_seconds
            self._door._failed(self._source, 1.0 if self._refused or stayed else _ONLY_LOOKED)


class Doorkeeper:
    """Counts who waits at the door, and makes those who fail again and again wait longer."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self.now = clock
        self._waiting: dict[str, int] = {}
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

    def _gone(self, source: str) -> None:
        self._waiting[source] -= 1
        if not self._waiting[source]:
            del self._waiting[source]

    def _passed(self, source: str) -> None:
        self._gone(source)
        self._failures.pop(source, None)
        self._logins[source] = self.now()
        self._logins.move_to_end(source)
        if len(self._logins) > _MOST_SOURCES:
            self._logins.popitem(last=False)
        self._call_in()

    def _failed(self, source: str, weight: float) -> None:
        self._gone(source)
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


class Gate(asyncssh.SSHServer):
    """Lets in whoever signs with a known key, whatever they call themselves, to sessions and nothing else.

    `validate_public_key` is left alone: it is asked about offered keys too, which prove nothing.
    """

    def __init__(
        self,
        door: Doorkeeper,
        keys: Callable[[], Awaitable[Collection[bytes]]],
        banner: str,
        connections: set[asyncssh.SSHServerConnection],
    ) -> None:
        self._door, self._keys, self._connections = door, keys, connections
        self._banner = "".join(f"{line}\r\n" for line in banner.splitlines())
        self._visit: Visit | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._greet: Callable[[], None] = lambda: None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Count the connection and let it try, have it wait, or close it at once without a word."""
        self._conn = conn
        peer = conn.get_extra_info("peername")
        address = peer[0] if peer else ""
        said = conn._get_extra_kex_algs()
        conn._get_extra_kex_algs = lambda: [*said, _GUESS]  # type: ignore[method-assign]
        if (visit := self._door.admit(address)) is not None:
            self._enter(visit)
        elif self._door.stand_in_line(address, self._called):
            self._hold()
        else:
            conn.abort()

    def _enter(self, visit: Visit) -> None:
        self._visit = visit
        self._connections.add(self._conn)
        self._count_refusals(self._conn, visit)

    def _hold(self) -> None:
        """Neither speak nor listen: SSH begins with a line of the server's own, and nothing is worked out."""
        conn, transport = self._conn, self._transport()
        self._greet = conn._send_version
        conn._send_version = lambda: None  # type: ignore[method-assign]
        transport.pause_reading()
        self._connections.add(conn)
        seconds = self._door.limits.in_line_seconds
        self._patience = asyncio.get_running_loop().call_later(seconds, self._give_up)

    def _called(self, visit: Visit) -> None:
        """There is a place: begin as one who never waited."""
        self._enter(visit)
        self._leave_line()
        self._greet()
        self._transport().resume_reading()

    def _give_up(self) -> None:
        self._leave_line()
        self._conn.abort()

    def _leave_line(self) -> None:
        self._door.leave_line(self._called)
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _transport(self) -> asyncio.Transport:
        return cast(asyncio.Transport, self._conn._transport)

    def _count_refusals(self, conn: asyncssh.SSHServerConnection, visit: Visit) -> None:
        """asyncssh tells its server of no refused try, and a connection may make any number."""
        answer = conn.send_userauth_failure
        opening = True

        def refuse(partial_success: bool) -> None:
            nonlocal opening
            free, opening = (
                opening and conn.auth is None,
                False,
            )  # OpenSSH opens by asking which methods there are
            if not free and visit.refused():
                self._turn_away()
            else:
                answer(partial_success)

        conn.send_userauth_failure = refuse  # type: ignore[method-assign]

    def _turn_away(self) -> None:
        # OpenSSH shows a banner as it is, and writes å, ä, ö and the like in a last word as numbers.
        self._conn.send_auth_banner(f"{_TOO_MANY_TRIES}\r\n")
        self._conn.disconnect(asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, _NO_MORE)

    def _asked(self) -> None:
        if self._visit is not None and self._visit.asked():
            self._turn_away()

    async def begin_auth(self, username: str) -> bool:
        """Show the banner once and look the keys up; the name given means nothing."""
        if self._banner:
            self._conn.send_auth_banner(self._banner)
            self._banner = ""
        try:
            known = await self._keys()
        except Exception as error:
            logger.error("keys could not be read: %s", type(error).__name__)
            known = ()
        self._conn.set_authorized_keys(KnownKeys(known, self._asked))
        return True

    def auth_completed(self) -> None:
        """Note that somebody logged in from here."""
        if self._visit is not None:
            self._visit.passed()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._connections.discard(self._conn)
        self._leave_line()
        if self._visit is not None:
            self._visit.left()

    def public_key_auth_supported(self) -> bool:
        """Yes, for every name, known or not."""
        return True

    def password_auth_supported(self) -> bool:
        """No."""
        return False

    def kbdint_auth_supported(self) -> bool:
        """No."""
        return False

    def connection_requested(self, dest_host: str, dest_port: int, orig_host: str, orig_port: int) -> bool:
        """No forwarding."""
        return False

    def server_requested(self, listen_host: str, listen_port: int) -> bool:
        """No forwarding."""
        return False

    def unix_connection_requested(self, dest_path: str) -> bool:
        """No forwarding."""
        return False

    def unix_server_requested(self, listen_path: str) -> bool:
        """No forwarding."""
        return False

    def tun_requested(self, unit: int | None) -> bool:
        """No tunnel."""
        return False

    def tap_requested(self, unit: int | None) -> bool:
        """No tunnel."""
        return False


def signed_key(conn: asyncssh.SSHServerConnection) -> bytes:
    """The public key whose signature let this connection in."""
    key = conn.get_key_option(SIGNED)
    return key if isinstance(key, bytes) else b""
