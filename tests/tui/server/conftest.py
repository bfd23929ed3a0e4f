"""A server with two members, and clients that meet it: asyncssh's and OpenSSH's."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncssh
import pyte
import pytest
from rich.console import Console
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from models.errors import NotAllowed
from tui.doorkeeper import Limits
from tui.driver import ChannelDriver, InputDropped, run_app
from tui.reply import Reply, Stdin
from tui.server import Desk, Server, listen
from tui.terminal import Terminal, clamp

BANNER = "Detta är styrelsens tavla.\nIngen nyckel? Ring 070-174 06 05."


Until = Callable[..., Coroutine[Any, Any, None]]
Serving = Callable[..., AbstractAsyncContextManager["House"]]
AtBoard = Callable[..., AbstractAsyncContextManager["Client"]]


@dataclass(frozen=True)
class Who:
    key_id: int
    member_id: int
    name: str


class Toy(App[None], inherit_bindings=False):
    """Shows who is there, the last keys, the size and what was dropped."""

    def __init__(self, terminal: Terminal, who: Who) -> None:
        self.terminal, self.who = terminal, who
        self.last: list[str] = []
        super().__init__(driver_class=ChannelDriver, watch_css=False)
        self._capture_stdout, self._capture_stderr = sys.stdout, sys.stderr  # type: ignore[assignment]
        self.error_console = Console(quiet=True)

    def compose(self) -> ComposeResult:
        yield Static(f"hej {self.who.name}", id="who", markup=False)
        yield Static("", id="keys", markup=False)
        yield Static("", id="size", markup=False)
        yield Static("", id="dropped", markup=False)

    def on_key(self, event: events.Key) -> None:
        if event.key == "q":
            self.exit()
        if event.key == "x":
            raise RuntimeError(f"hemligt om {self.who.name}\nfalsk rad")
        self.last = [*self.last, event.key][-6:]
        self.query_one("#keys", Static).update(" ".join(self.last))

    def on_resize(self, event: events.Resize) -> None:
        with suppress(Exception):
            self.query_one("#size", Static).update(f"{event.size.width}×{event.size.height}")

    def on_input_dropped(self, event: InputDropped) -> None:
        self.query_one("#dropped", Static).update(f"tappade {event.count}")


@dataclass
class House:
    """A server with two members, and what each needs to log in."""

    folder: Path
    known: dict[bytes, Who] = field(default_factory=dict)
    server: Server[Who] | None = None
    host_key: asyncssh.SSHKey = field(default_factory=lambda: asyncssh.generate_private_key("ssh-ed25519"))
    commands: list[tuple[str, str]] = field(default_factory=list)
    given: list[bytes] = field(default_factory=list)
    terminals: list[Terminal] = field(default_factory=list)

    async def keys(self) -> Mapping[bytes, Who]:
        return dict(self.known)

    async def board(self, terminal: Terminal, who: Who) -> int:
        self.terminals.append(terminal)
        return await run_app(Toy(terminal, who))

    async def command(self, who: Who, command: str, stdin: Stdin) -> Reply:
        self.commands.append((who.name, command))
        if command == "läs":
            self.given.append(await stdin.read())
            return Reply(out=f"{len(self.given[-1])} byte\n")
        if command == "vägra":
            raise NotAllowed("Det får bara ordföranden.")
        if command == "krascha":
            raise RuntimeError("hemligt 070-174 06 05")
        if command == "vänta":
            await asyncio.Event().wait()
        return Reply(out=f"{who.name}: {command}\nrad två\n", err="obs\n", code=3 if command == "tre" else 0)

    @property
    def port(self) -> int:
        assert self.server is not None
        return self.server.port

    def key(self, name: str, number: int | None = None, member: int | None = None) -> asyncssh.SSHKey:
        key = asyncssh.generate_private_key("ssh-ed25519", comment=name)
        key.write_private_key(str(self.folder / name))
        (self.folder / name).chmod(0o600)
        key.write_public_key(str(self.folder / f"{name}.pub"))
        if number is not None:
            self.known[key.public_data] = Who(number, member or number, name)
        return key

    def connect(self, name: str, user: str = "eva", **options: Any) -> Any:
        return asyncssh.connect(
            "127.0.0.1",
            self.port,
            config=None,
            username=user,
            client_keys=[str(self.folder / name)],
            known_hosts=([self.host_key.convert_to_public()], [], []),
            agent_path=None,
            **options,
        )

    async def ssh(self, name: str, *words: str, options: tuple[str, ...] = (), stdin: bytes = b"") -> "Ran":
        """Run the real client to its end."""
        known = self.folder / "known_hosts"
        known.write_text(f"[127.0.0.1]:{self.port} {self.host_key.export_public_key().decode()}")
        arguments = [
            "-F",
            "none",
            "-p",
            str(self.port),
            "-o",
            f"UserKnownHostsFile={known}",
            "-o",
            "BatchMode=yes",
        ]
        arguments += [
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            "IdentityAgent=none",
        ]
        arguments += [*options, "-i", str(self.folder / name)]
        process = await asyncio.create_subprocess_exec(
            "ssh",
            *arguments,
            "admin@127.0.0.1",
            *words,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await asyncio.wait_for(process.communicate(stdin), 20)
        return Ran(process.returncode or 0, out.decode(), err.decode())


@dataclass
class Ran:
    code: int
    out: str
    err: str


@asynccontextmanager
async def serving(
    folder: Path, limits: Limits | None = None, run_desk: Desk | None = None
) -> AsyncIterator[House]:
    house = House(folder)
    house.key("admin", 1)
    house.key("mallory", 2)
    house.key("okänd")
    house.server = await listen(
        "127.0.0.1",
        0,
        house.host_key,
        keys=house.keys,
        run_board=house.board,
        run_command=house.command,
        banner=BANNER,
        limits=limits,
        run_desk=run_desk,
    )
    try:
        yield house
    finally:
        await asyncio.wait_for(house.server.close(), 10)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with serving(tmp_path) as made:
        yield made


async def until(settled: Callable[[], object], seconds: float = 15) -> None:
    """Wait until something holds; the test fails when it does not in time."""
    deadline = time.monotonic() + seconds
    while not settled():
        assert time.monotonic() < deadline, "det blev aldrig så"
        await asyncio.sleep(0.01)


class Client:
    """A person at a terminal."""

    def __init__(self, process: asyncssh.SSHClientProcess[bytes], size: tuple[int, int]) -> None:
        self.process = process
        self.raw = bytearray()
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        with suppress(asyncssh.Error, OSError):
            while piece := await self.process.stdout.read(65536):
                self.raw += piece
                self._stream.feed(piece)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display).strip()

    async def sees(self, words: str) -> None:
        await until(lambda: words in self.text)

    def types(self, keys: str | bytes) -> None:
        self.process.stdin.write(keys.encode() if isinstance(keys, str) else keys)

    async def leaves(self) -> int | None:
        await asyncio.wait_for(self.process.wait_closed(), 15)
        await asyncio.wait_for(self.reading, 5)
        return self.process.exit_status


@asynccontextmanager
async def at_board(
    house: House, name: str = "admin", size: tuple[int, int] = (80, 24), **options: Any
) -> AsyncIterator[Client]:
    async with house.connect(name) as connection:
        process = await connection.create_process(
            term_type="xterm-256color", term_size=size, encoding=None, **options
        )
        client = Client(process, clamp(*size))
        await client.sees(f"hej {name}")
        yield client


@pytest.fixture(name="serving")
def _serving() -> Any:
    return serving


@pytest.fixture(name="at_board")
def _at_board() -> Any:
    return at_board


@pytest.fixture(name="until")
def _until() -> Any:
    return until
