"""The SSH server: one connection, at most two sessions, each a board, a prompt or one command."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping
from contextlib import suppress
from typing import Any, Generic, Protocol, TypeVar, cast

import asyncssh

from models.errors import Refusal
from models.incident import incident
from tui.channel import Incoming, Piped, Process, Session, read_keys
from tui.desk import Guest
from tui.doorkeeper import Doorkeeper, Limits, source_of
from tui.gate import Gate, is_guest, is_invited, signed_key
from tui.incidents import Identity, quiet_asyncssh
from tui.keys import public_key
from tui.plain import PlainLines
from tui.reply import Reply, Stdin
from tui.ssh_terms import ALGORITHMS, NOTHING_ELSE
from tui.terminal import Terminal

logger = logging.getLogger(__name__)

CLOSING = "Tavlan startas om. Allt du sparat finns kvar. Logga in igen om en stund."
"""What everybody is told when the server stops."""
_CRASHED = "Något gick fel hos oss (händelse {}). Inget du sparat är borta. Logga in igen."
_NO_TERMINAL = (
    "Tavlan behöver en terminal. Skriv ssh -t, eller ett kommando efter adressen, till exempel rad."
)
_CODE_FIRST = "Med inbjudan@ skriver man bara in sin kod. Logga in så, utan något kommando efter adressen."
_CODE_NEEDS_TERMINAL = "Koden skrivs i en terminal. Logga in en gång till, med ssh -t i stället för ssh."
_KEY_GONE = "Din nyckel gäller inte längre. Be ordföranden eller sekreteraren om hjälp."
_NO_FILE_HERE = "En fil går inte att visa i en terminal. Skriv utan -t, och > brev.pdf efter kommandot."
_TOO_MANY_HERE = "Fler fönster än så går inte på samma anslutning. Logga in en gång till i stället."
_TOO_MANY_YOURS = "Du är redan inloggad på {} ställen, och fler går inte. Avsluta något av dem."
_ELSEWHERE = "Du loggade in någon annanstans, och fler än {} fönster går inte. Allt du sparat finns kvar."
_TOO_MANY = "Det är fullt just nu. Försök igen om en stund."
_GRACE = 4.0


T = TypeVar("T", bound=Identity)
Desk = Callable[[PlainLines, Guest], Awaitable[bool]]
"""Asks a guest for a code, and answers whether the guest's key has become somebody's."""
T_contra = TypeVar("T_contra", bound=Identity, contravariant=True)


class Prompting(Protocol[T_contra]):
    """Whoever answers line by line, and says which sessions are met so."""

    async def wanted(self, who: T_contra, command: str | None, term: str | None) -> bool:
        """Whether a session is met with a prompt, by its command, its terminal or the member's choice."""

    async def run(self, incoming: Incoming, who: T_contra) -> int:
        """Answer until the member leaves; raises Refusal."""


class Server(Generic[T]):
    """A listening server and its live sessions; `listen` makes it."""

    def __init__(
        self,
        keys: Callable[[], Awaitable[Mapping[bytes, T]]],
        run_board: Callable[[Terminal, T], Awaitable[int]],
        run_command: Callable[[T, str, Stdin], Awaitable[Reply]],
        limits: Limits,
        run_desk: Desk | None = None,
        prompting: Prompting[T] | None = None,
        banner: str = "",
    ) -> None:
        self._prompting, self.banner = prompting, banner
        """What every client is told before login."""
        self.sessions: set[Session[T]] = set()
        self.connections: set[asyncssh.SSHServerConnection] = set()
        self._keys, self._run_board, self._run_command, self._limits = keys, run_board, run_command, limits
        self._run_desk = run_desk
        self._guests: set[asyncssh.SSHServerConnection] = set()
        self._accept: Callable[[str, int], Awaitable[asyncssh.SSHAcceptor]] | None = None
        self._acceptors: list[asyncssh.SSHAcceptor] = []
        self._closing = False

    @property
    def port(self) -> int:
        """The first port it listens on."""
        return self.ports[0] if self._acceptors else 0

    @property
    def ports(self) -> tuple[int, ...]:
        """The ports it listens on."""
        return tuple(acceptor.get_port() for acceptor in self._acceptors)

    async def open(self, host: str, port: int) -> None:
        """Listen on a port, beside those it listens on; raises OSError."""
        assert self._accept is not None
        self._acceptors.append(await self._accept(host, port))

    def end_sessions(self, predicate: Callable[[T], bool], sentence: str) -> int:
        """End the live sessions of everybody the predicate holds for, and count them."""
        chosen = [session for session in self.sessions if predicate(session.who)]
        for session in chosen:
            session.end(sentence)
        return len(chosen)

    async def close(self, sentence: str = CLOSING) -> None:
        """Stop listening, tell everybody, and give them a few seconds to leave."""
        self._closing = True
        for acceptor in self._acceptors:
            acceptor.close()
        self.end_sessions(lambda _: True, sentence)
        await _settle([session.task for session in self.sessions], 2 * _GRACE - 2)
        leaving = [asyncio.create_task(connection.wait_closed()) for connection in self.connections]
        # OpenSSH's client leaves by itself when its session has ended; told to, it drops what was said last
        await _settle(leaving, 1)
        for connection in tuple(self.connections):
            connection.close()
        await _settle(leaving, 1)
        for connection in tuple(self.connections):
            connection.abort()
        await _settle([asyncio.create_task(acceptor.wait_closed()) for acceptor in self._acceptors], 1)

    async def serve(self, process: Process) -> None:
        """Run one session from its beginning to its end; nothing it does reaches another."""
        if process.subsystem is not None:
            process.exit(64)
            return
        connection = cast(asyncssh.SSHServerConnection, process.get_extra_info("connection"))
        key = signed_key(connection)
        who: T | None = None
        try:
            # looked up now, not at login: a connection may be older than the key's revocation
            who = (await self._keys()).get(key)
            if who is None and is_guest(connection):
                if not await self._receive(process, connection, key):
                    return
                who = (await self._keys()).get(key)
            if who is None:
                _refuse(process, _KEY_GONE)
                return
            session = Session(process, who)
            if session.terminal is not None:
                session.terminal.came_invited = not is_guest(connection) and is_invited(
                    str(process.get_extra_info("username"))
                )
            if refusal := self._refusal(session):
                session.close(1, refusal)
                return
            await self._live(session, key)
        except Exception as error:
            _refuse(process, _CRASHED.format(incident(error, *_numbers(who))))

    async def _receive(self, process: Process, connection: asyncssh.SSHServerConnection, key: bytes) -> bool:
        """Ask somebody with a key that is nobody's for a code; True when the key has become somebody's."""
        if process.command is not None or self._run_desk is None:
            _refuse(process, _CODE_FIRST)
            return False
        if process.term_type is None:
            _refuse(process, _CODE_NEEDS_TERMINAL)
            return False
        if connection in self._guests or self._closing:
            _refuse(process, CLOSING if self._closing else _TOO_MANY_HERE)
            return False
        gate = cast(Gate, connection.get_owner())
        source = source_of(str(connection.get_extra_info("peername", ("",))[0]))
        self._guests.add(connection)
        try:
            came_in = await self._run_desk(
                PlainLines(process), Guest(public_key(key), source, gate.said_wrong)
            )
        finally:
            self._guests.discard(connection)
        if came_in:
            gate.let_in()
        else:
            with suppress(OSError):
                process.exit(1)
        return came_in

    def _refusal(self, session: Session[T]) -> str:
        mine = [other for other in self.sessions if other.who.member_id == session.who.member_id]
        here = sum(other.connection is session.connection for other in self.sessions)
        if self._closing:
            return CLOSING
        if here >= self._limits.sessions_per_connection:
            return _TOO_MANY_HERE
        if not _make_way(mine, self._limits.sessions_per_member):
            return _TOO_MANY_YOURS.format(len(mine))
        return _TOO_MANY if len(self.sessions) >= self._limits.sessions else ""

    async def _live(self, session: Session[T], key: bytes) -> None:
        self.sessions.add(session)
        try:
            # again, now that end_sessions would find it: a revocation in between is not missed
            if key not in await self._keys():
                session.close(1, _KEY_GONE)
            elif session.ended is not None:
                session.close(1, session.ended)
            elif self._prompting is not None and await self._wants_lines(self._prompting, session):
                await self._lines(self._prompting, session)
            elif session.process.command is not None:
                await self._command(session, session.process.command)
            elif session.terminal is not None:
                await self._board(session, session.terminal)
            else:
                session.close(1, _NO_TERMINAL)
        except asyncio.CancelledError:
            if session.ended is None:
                raise
            session.close(1, session.ended)
        finally:
            self.sessions.discard(session)

    async def _command(self, session: Session[T], command: str) -> None:
        stdin = Piped(session.process, self._limits.stdin)
        try:
            reply = await self._run_command(session.who, command, stdin)
        except Refusal as refusal:
            reply = Reply(err=f"{refusal}\n", code=1)
        session.say(reply.err, error=True)
        if reply.document is not None:
            await self._hand_over(session, reply.document)
            return
        session.say(reply.out, is_table=reply.is_table)
        session.close(reply.code)

    async def _hand_over(self, session: Session[T], document: Callable[[], bytes]) -> None:
        """Send a file, which no terminal could show."""
        if session.process.term_type is not None:
            session.close(1, _NO_FILE_HERE)
            return
        content = await asyncio.to_thread(document)
        with suppress(OSError):
            session.process.stdout.write(content)
        session.close(0)

    async def _wants_lines(self, prompting: Prompting[T], session: Session[T]) -> bool:
        process = session.process
        return await prompting.wanted(session.who, process.command, process.term_type)

    async def _lines(self, prompting: Prompting[T], session: Session[T]) -> None:
        terminal = session.terminal or session.open_terminal()
        await self._until_left(
            session, terminal, prompting.run(Incoming(session.process, terminal), session.who)
        )

    async def _board(self, session: Session[T], terminal: Terminal) -> None:
        async def run() -> int:
            return await self._run_board(terminal, session.who)

        await self._until_left(session, terminal, run(), read_keys(session.process, terminal))

    async def _until_left(
        self,
        session: Session[T],
        terminal: Terminal,
        run: Coroutine[Any, Any, int],
        *beside: Coroutine[Any, Any, None],
    ) -> None:
        """Run a board or a prompt until it, or what goes on beside it, has ended."""
        board = asyncio.create_task(run)
        others = [asyncio.create_task(one) for one in (*beside, terminal.wait_ended())]
        try:
            await asyncio.wait((board, *others), return_when=asyncio.FIRST_COMPLETED)
            if not board.done():
                terminal.end()
                await asyncio.wait((board,), timeout=_GRACE)
        finally:
            for task in (board, *others):
                task.cancel()
            await asyncio.wait((board, *others), timeout=_GRACE / 2)
            if terminal.driver is not None:
                terminal.driver.stop_application_mode()
        session.close(*_outcome(board, terminal, session.who))


def _outcome(board: "asyncio.Task[int]", terminal: Terminal, who: Identity) -> tuple[int, str]:
    """The exit code and last sentence of a board that has ended, one way or another."""
    if not board.done() or board.cancelled():
        return 1, terminal.farewell
    failure = board.exception()
    if isinstance(failure, Refusal):
        return 1, str(failure)
    if failure is not None:
        return 1, _CRASHED.format(incident(failure, *_numbers(who)))
    return board.result() or bool(terminal.farewell), terminal.farewell


def _make_way(mine: Collection[Session[T]], most: int) -> bool:
    """End the board a member has touched least lately, where needed: nobody is kept out by what they left."""
    live = [session for session in mine if session.ended is None]
    if len(live) < most or len(mine) >= 2 * most:
        return len(mine) < 2 * most
    boards = {session: session.terminal.last_key for session in live if session.terminal is not None}
    if boards:
        min(boards, key=boards.__getitem__).end(_ELSEWHERE.format(most))
    return bool(boards)


def _numbers(who: Identity | None) -> tuple[int, int]:
    return (who.member_id, who.key_id) if who else (0, 0)


def _refuse(process: Process, sentence: str) -> None:
    with suppress(OSError):
        process.stderr.write(f"{sentence}\r\n".encode())
        process.exit(1)


async def _settle(tasks: Collection[asyncio.Task[None]], seconds: float) -> None:
    if tasks:
        await asyncio.wait(tasks, timeout=seconds)


def make_server(
    host_key: asyncssh.SSHKey,
    *,
    keys: Callable[[], Awaitable[Mapping[bytes, T]]],
    run_board: Callable[[Terminal, T], Awaitable[int]],
    run_command: Callable[[T, str, Stdin], Awaitable[Reply]],
    banner: str = "",
    limits: Limits | None = None,
    run_desk: Desk | None = None,
    prompting: Prompting[T] | None = None,
) -> Server[T]:
    """A server that listens on the ports it is told to; `keys` says who may sign in, the rest what they get.

    Without `run_desk` nobody is asked for a code, and a key that is nobody's is refused.
    """
    limits = limits or Limits()
    quiet_asyncssh()
    server = Server(keys, run_board, run_command, limits, run_desk, prompting, banner)
    door = Doorkeeper(limits)

    async def accept(host: str, port: int) -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            host,
            port,
            server_factory=lambda: Gate(
                door, keys, server.banner, server.connections, invites=run_desk is not None
            ),
            server_host_keys=[host_key],
            process_factory=server.serve,
            login_timeout=limits.login_seconds,
            **ALGORITHMS,
            **NOTHING_ELSE,
        )

    server._accept = accept
    return server


async def listen(host: str, port: int, host_key: asyncssh.SSHKey, **what: Any) -> Server[Any]:
    """A server, made with the rest, that listens on one port; raises OSError."""
    server = make_server(host_key, **what)
    await server.open(host, port)
    return server
