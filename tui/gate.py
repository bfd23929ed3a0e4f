"""What stands before the sessions: what a connection is told, with which key it gets in, and to what."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from typing import cast

import asyncssh

from models.way_in import INVITED
from tui.doorkeeper import Doorkeeper, Visit
from tui.keys import GUEST, SIGNED, KnownKeys

logger = logging.getLogger(__name__)

_TOO_MANY_GUESTS = "Många skriver in sin kod just nu. Försök igen om några minuter."
_TOO_MANY_TRIES = "För många nycklar prövades. Peka ut den rätta: ssh -o IdentitiesOnly=yes -i NYCKEL …"
_NO_MORE = "Inga fler nycklar tas emot."
_GUESS = b"kexguess2@matt.ucc.asn.au"
"""How asyncssh understands a first packet sent on a guess, and does not say; dropbear sends one."""


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
        *,
        invites: bool = False,
    ) -> None:
        self._door, self._keys, self._connections, self._invites = door, keys, connections, invites
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
        self._forget_patience()

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
        guests = self._invites and is_invited(username)
        self._conn.set_authorized_keys(KnownKeys(known, self._asked, guests=guests))
        return True

    def auth_completed(self) -> None:
        """Note that somebody logged in from here, or has come with a code and a key that is nobody's."""
        if self._visit is None:
            return
        if not self._conn.get_key_option(GUEST):
            self._visit.passed()
        elif self._visit.becomes_guest():
            loop = asyncio.get_running_loop()
            self._patience = loop.call_later(self._door.limits.guest_seconds, self._conn.abort)
        else:
            self._conn.disconnect(asyncssh.DISC_TOO_MANY_CONNECTIONS, _TOO_MANY_GUESTS)

    def let_in(self) -> None:
        """The guest has said the right code, and counts as logged in."""
        self._forget_patience()
        if self._visit is not None:
            self._visit.passed()

    def said_wrong(self) -> None:
        """The guest has said a wrong code, so that the visit was no mere look."""
        if self._visit is not None:
            self._visit.refused()

    def _forget_patience(self) -> None:
        if self._patience is not None:
            self._patience.cancel()

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


def is_invited(username: str) -> bool:
    """Whether somebody came to say a code; a telephone writes the first letter large."""
    return username.strip().casefold() == INVITED


def is_guest(conn: asyncssh.SSHServerConnection) -> bool:
    """Whether the key that signed was nobody's then, and the connection may only say a code."""
    return bool(conn.get_key_option(GUEST))


def signed_key(conn: asyncssh.SSHServerConnection) -> bytes:
    """The public key whose signature let this connection in."""
    key = conn.get_key_option(SIGNED)
    return key if isinstance(key, bytes) else b""
