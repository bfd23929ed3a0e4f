"""Running Tavlan: doors and hub opened once a process, and the ways in, over SSH and in this terminal."""

import asyncio
import contextlib
import errno
import os
import signal
import sys
import textwrap
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pendulum
from asyncssh import SSHKey

from models.access import Actor
from models.assignment import actor_of
from models.board import BoardView, board_view
from models.clock import Clock
from models.door import Doors
from models.errors import Invalid
from models.hub import Hub
from models.journal import last_change
from models.key import Identity, keys_in_force, signed_in
from models.preference import preferences_of
from models.session import Session, new_session_id
from models.way_in import INVITED, WHOM_TO_CALL
from screens.theme import PREFERENCE
from tui.answering import carry_out
from tui.app import BoardApp
from tui.config import Config
from tui.demo import HOST, DemoBoard
from tui.desk import Desk
from tui.doorkeeper import Limits
from tui.driver import run_app
from tui.keys import fingerprint, load_host_key
from tui.line import Caller, understood
from tui.mending import mend_textual
from tui.prompt.host import Host
from tui.reply import Reply, Stdin
from tui.server import CLOSING, Server, make_server
from tui.sweeping import Sweeper
from tui.terminal import Terminal, depth_of
from tui.way_in import way_in_of

_BANNER = (
    "Detta är styrelsens tavla. Ingen nyckel? Kör ssh-keygen -t ed25519 och ge .pub-filen till {contact}."
)
_BANNER_WITH_CODES = (
    "Detta är styrelsens tavla. Ingen nyckel? Kör ssh-keygen -t ed25519 och be {contact} om en kod."
)
_WITH_A_CODE = "Har du en kod, logga in med: {command}"
_ALREADY_IN = (
    "Ingen kod behövs: nyckeln på den här datorn är redan {name}s, så tavlan är öppen som {name}.\n\n"
    "Är du någon annan? Avsluta med q, gör en egen nyckel och logga in med den:\n\n"
    "ssh-keygen -t ed25519 -f tavlan-min\n{command}"
)
_OWN_KEY = ("-i", "tavlan-min", "-o", "IdentitiesOnly=yes")
_BANNER_WIDTH = 78
_DEMO_OVER = "Demon är avslutad."
_NO_PORT = "Det går inte att lyssna på {} port {}: {}. Välj en annan port med --port."
_WHY = {
    errno.EADDRINUSE: "porten är upptagen, kanske av Tavlan själv",
    errno.EACCES: "den porten kräver högre behörighet",
    errno.EADDRNOTAVAIL: "adressen finns inte på den här datorn",
}
_REVOKED = "Nyckeln är spärrad. Be ordföranden eller sekreteraren om hjälp."
_IDLE = "Du var borta länge, så tavlan stängdes. Allt du sparat finns kvar. Logga in igen."


@dataclass(slots=True)
class House:
    """What one process holds open for all its sessions."""

    config: Config
    clock: Clock
    doors: Doors
    hub: Hub
    terminals: set[Terminal] = field(default_factory=set)
    """Those that show a board over SSH now."""
    sweeper: Sweeper = field(init=False)

    def __post_init__(self) -> None:
        self.sweeper = Sweeper(lambda: max((one.last_key for one in self.terminals), default=0.0))

    def session(self, actor: Actor, chosen: Mapping[str, str]) -> Session:
        """A session for an actor with what they have chosen."""
        preferences = {PREFERENCE: self.config.look.theme, **chosen}
        config = self.config
        return Session(
            actor,
            self.doors,
            self.hub,
            config.association.label,
            preferences=preferences,
            period_start=config.plan.period_start,
            way_in=lambda: way_in_of(self.config),
        )


@contextlib.asynccontextmanager
async def open_house(config: Config) -> AsyncIterator[House]:
    """Open the doors and start the hub; close them again when done. Raises Refusal."""
    mend_textual()
    clock = config.clock()
    doors = Doors(config.database_path)
    hub = Hub(doors, clock)
    try:
        await doors.open()
        await hub.start()
        feed = asyncio.create_task(hub.run())
        house = House(config, clock, doors, hub)
        sweeping = asyncio.create_task(house.sweeper.run())
        house.sweeper.start()
        try:
            yield house
        finally:
            for task in (feed, sweeping):
                task.cancel()
            await asyncio.gather(feed, sweeping, return_exceptions=True)
    finally:
        await doors.close()


def _opening(actor: Actor, now: pendulum.DateTime) -> tuple[BoardView | None, int, dict[str, str]]:
    """What a board opens with, the journal's newest row before it was read, and the member's choices."""
    as_of = last_change()
    return board_view(actor, now), as_of, preferences_of(actor.member_id)


class Reception:
    """Receives those who sign in over SSH: with a board or the answer to one command."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.host = Host(house, self._watched, self._caller)
        """Receives those who want a prompt."""

    async def keys(self) -> Mapping[bytes, Identity]:
        """Who may sign in now."""
        return await self._house.doors.ask(keys_in_force)

    async def board(self, terminal: Terminal, who: Identity) -> int:
        """Show the board until the member leaves; raises Refusal."""
        house = self._house
        actor = await house.doors.ask(actor_of, who.member_id, house.clock, new_session_id(), who.key_id)
        view, as_of, chosen = await house.doors.ask(_opening, actor, house.clock())
        await house.doors.note(signed_in, who.key_id, house.clock())
        session = house.session(actor, chosen)
        if terminal.came_invited:
            session.welcome = already_in_words(house.config, actor.name)
        with self._watched(terminal):
            return await run_app(BoardApp(session, view, terminal, as_of=as_of))

    @contextlib.contextmanager
    def _watched(self, terminal: Terminal) -> Iterator[None]:
        """Count a terminal among those that are used, and end its session when it no longer is."""
        house = self._house
        watch = asyncio.create_task(self._end_when_idle(terminal))
        house.terminals.add(terminal)
        try:
            yield
        finally:
            watch.cancel()
            house.terminals.discard(terminal)
            house.sweeper.closed()

    async def _end_when_idle(self, terminal: Terminal) -> None:
        limit = self._house.config.limits.idle_minutes * 60
        rest = float(limit)
        while rest > 0:
            await asyncio.sleep(rest)
            rest = terminal.last_key + limit - time.monotonic()
        terminal.end(_IDLE)

    def _caller(self, actor: Actor) -> Caller:
        house = self._house
        return Caller(actor, house.config, bytes, over_ssh=True, here=lambda: house.hub.here)

    async def command(self, who: Identity, line: str, stdin: Stdin) -> Reply:
        """Answer one command as that member."""
        house = self._house
        prepared = understood(line)
        if isinstance(prepared, Reply):
            return prepared
        actor = await house.doors.ask(actor_of, who.member_id, house.clock, new_session_id(), who.key_id)
        await house.doors.note(signed_in, who.key_id, house.clock())
        return await carry_out(house.doors, self._caller(actor), prepared, stdin)


async def _end_revoked(house: House, server: Server[Identity]) -> None:
    """End the sessions of a key that somebody has revoked, here or in another process."""
    with house.hub.overhear() as inbox:
        while True:
            news = await inbox.get()
            spent = {
                change.entity_id
                for change in news.changes
                if change.entity == "key" and change.fields.get("revoked", (None, None))[1]
            }
            if spent:
                server.end_sessions(lambda who, spent=spent: who.key_id in spent, _REVOKED)  # type: ignore[misc]


def _limits(config: Config) -> Limits:
    limits = config.limits
    return Limits(
        waiting=limits.unauthenticated,
        waiting_per_source=limits.unauthenticated_per_source,
        sessions=limits.sessions,
        sessions_per_member=limits.sessions_per_member,
    )


def banner_of(config: Config) -> str:
    """What every client is told before login, in a line that no terminal breaks within a word."""
    ssh = config.ssh
    words = _BANNER_WITH_CODES if ssh.invitations else _BANNER
    told = words.format(contact=ssh.contact or WHOM_TO_CALL)
    lines = textwrap.wrap(told, _BANNER_WIDTH, break_on_hyphens=False, break_long_words=False)
    if ssh.invitations:
        # On a line of its own and whole, so that it can be copied.
        lines.append(_WITH_A_CODE.format(command=ssh.command(ssh.address, login=INVITED)))
    return "".join(f"{line}\n" for line in lines)


def already_in_words(config: Config, name: str) -> str:
    """What somebody is told who came to say a code with a key that is a member's already."""
    command = config.ssh.command(config.ssh.address, login=INVITED, options=_OWN_KEY)
    return _ALREADY_IN.format(name=name, command=command)


@contextlib.asynccontextmanager
async def _listening(
    house: House, host: str, ports: tuple[int, ...], host_key: SSHKey, farewell: str = CLOSING
) -> AsyncIterator[Server[Identity]]:
    config, reception = house.config, Reception(house)
    desk = Desk(lambda: house.config, house.doors, house.clock) if config.ssh.invitations else None
    server = make_server(
        host_key,
        keys=reception.keys,
        run_board=reception.board,
        run_command=reception.command,
        banner=banner_of(config),
        limits=_limits(config),
        run_desk=desk.receive if desk else None,
        prompting=reception.host,
    )
    watch = asyncio.create_task(_end_revoked(house, server))
    try:
        for port in ports:
            try:
                await server.open(host, port)
            except OSError as error:
                why = _WHY.get(error.errno or 0, os.strerror(error.errno or 0))
                raise Invalid(_NO_PORT.format(host, port, why)) from None
        house.config = replace(config, ssh=replace(config.ssh, host=host, ports=server.ports))
        server.banner = banner_of(house.config)
        yield server
    finally:
        watch.cancel()
        await server.close(farewell)


@contextlib.contextmanager
def _told_to_stop() -> Iterator[asyncio.Event]:
    """An event that SIGINT and SIGTERM set, from before anybody is told that the server listens."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    try:
        yield stopped
    finally:
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(name)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _say_stopped() -> None:
    if sys.stdout.isatty():
        # The terminal has written ^C where the cursor stands.
        _say("\rTavlan är stoppad.")


async def _serve(config: Config, host: str, ports: tuple[int, ...]) -> None:
    with _told_to_stop() as stopped:
        host_key = load_host_key(config.host_key_path)
        async with open_house(config) as house, _listening(house, host, ports, host_key) as server:
            where = ", ".join(map(str, server.ports))
            print_of = fingerprint(host_key.public_data)
            way_in = house.config.ssh.command(house.config.ssh.address)
            _say(f"Tavlan lyssnar på {host} port {where}. Värdnyckel {print_of} – logga in med: {way_in}")
            await stopped.wait()
            _say_stopped()


def serve(config: Config, host: str | None = None, port: int | None = None) -> None:
    """Serve until SIGINT or SIGTERM; raises Refusal where it cannot start."""
    asyncio.run(_serve(config, host or config.ssh.host, config.ssh.ports if port is None else (port,)))


async def _here(house: House, actor: Actor, stopped: asyncio.Event, demo: DemoBoard | None = None) -> None:
    view, as_of, chosen = await house.doors.ask(_opening, actor, house.clock())
    depth = depth_of(os.environ.get("TERM", ""), os.environ)
    session = house.session(actor, chosen)
    if demo is not None:
        session.welcome, session.parting = demo.welcome, "Demon stängs för alla och börjar om nästa gång."
    app = BoardApp(session, view, depth=depth, as_of=as_of)
    watch = asyncio.create_task(_exit_when(stopped, app))
    try:
        await run_app(app)
    finally:
        watch.cancel()


async def _exit_when(stopped: asyncio.Event, app: BoardApp) -> None:
    await stopped.wait()
    app.exit()


async def _open_here(config: Config, actor: Actor) -> None:
    with _told_to_stop() as stopped:
        async with open_house(config) as house:
            await _here(house, replace(actor, session=new_session_id()), stopped)


def open_here(config: Config, actor: Actor) -> None:
    """Open the board in this terminal; raises Refusal."""
    if not sys.stdin.isatty():
        raise Invalid("Tavlan behöver en terminal. Skriv ett kommando i stället, till exempel: tavlan board")
    asyncio.run(_open_here(config, actor))


async def _demo(board: DemoBoard) -> None:
    join = board.join_line(board.guest)
    host_key, ports = load_host_key(board.config.host_key_path), board.config.ssh.ports
    with _told_to_stop() as stopped:
        async with open_house(board.config) as house, _listening(house, HOST, ports, host_key, _DEMO_OVER):
            if not sys.stdin.isatty():
                _say(join)
                await stopped.wait()
                _say_stopped()
                return
            actor = await house.doors.ask(actor_of, board.chair, house.clock, new_session_id())
            await _here(house, actor, stopped, board)
    _say(f"Nästa gång börjar demon om, och den andra kommer in så här:\n{join}")


def demo(board: DemoBoard) -> None:
    """Show the demo in this terminal while others may join; without a terminal, serve and say how to join."""
    asyncio.run(_demo(board))
