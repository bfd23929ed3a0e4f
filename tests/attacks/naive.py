"""A server as one writes it at first. Each fault is one that real servers have had, and is switched on alone.

It runs as `python -m tests.attacks.naive FOLDER FAULT` and says which port it listens on.
"""

import asyncio
import json
import logging
import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

import asyncssh

REGISTER = "register.json"
"""The file in the folder that says whose each key is: {public key: name}."""
CODES = "codes.json"
"""The file with the codes that let somebody in: {code: name}."""
BANNER = "Detta är en tavla. Ingen nyckel? Kör ssh-keygen -t ed25519.\r\n"
BOARD = "Ej påbörjat  35\r\n"
"""All there is of a board."""


class Fault(StrEnum):
    """What the server does wrong."""

    OFFERED = "takes the first key that was offered for the one that signed"
    ENVIRONMENT = "believes what the client sets in its environment"
    LOGIN = "believes the login name"
    TELLS_NAMES = "tells a stranger which login names there are"
    REMEMBERS = "looks a key up once, and never again"
    FORWARDS = "forwards whatever it is asked to"
    SERVES_FILES = "answers to sftp and scp"
    SHELL = "hands a command to a shell"
    LOGS_RAW = "logs what it is sent as it came"
    ECHOES = "says back to a terminal what the client calls it"
    UNCOUNTED = "counts nothing"
    CODES = "takes a code as often, as late and from as many as say it, and lets them try for ever"


class Register:
    """Whose each key is, as the file says now, or as it said when a key was first seen."""

    def __init__(self, folder: Path, fault: Fault) -> None:
        self._file, self._remembers = folder / REGISTER, fault is Fault.REMEMBERS
        self._known: dict[str, str] = {}

    def take(self, code: str, key: str) -> bool:
        """Let a key in as whoever the code was made for."""
        name = json.loads(self._file.with_name(CODES).read_text()).get(code)
        if name:
            self._file.write_text(json.dumps({**json.loads(self._file.read_text()), key: name}))
        return bool(name)

    def name_of(self, key: str) -> str | None:
        """Whose a public key is."""
        if not self._remembers:
            self._known = {}
        name = self._known.get(key) or json.loads(self._file.read_text()).get(key)
        if name:
            self._known[key] = name
        return cast("str | None", name)


class Visitor(asyncssh.SSHServer):
    """One connection."""

    def __init__(self, register: Register, fault: Fault) -> None:
        self._register, self._fault = register, fault
        self.login = ""
        self.key = ""

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Keep the connection."""
        self._conn = conn

    def begin_auth(self, username: str) -> bool:
        """Show the banner."""
        self.login = username
        stranger = self._fault is Fault.TELLS_NAMES and username not in {"eva", "bo", "maj"}
        self._conn.send_auth_banner(f"Ingen heter {username}.\r\n" if stranger else BANNER)
        return True

    def public_key_auth_supported(self) -> bool:
        """Keys are the only way in."""
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Whether the key may sign in; it is asked for keys that are only offered as well."""
        public = key.export_public_key().decode().split()[1]
        known = self._register.name_of(public) is not None
        if known and not (self.key and self._fault is Fault.OFFERED):
            self.key = public
        elif self._fault is Fault.CODES and username == "inbjudan":
            known, self.key = True, public
        return known

    def _forwarded(self, *_: Any) -> bool:
        return self._fault is Fault.FORWARDS

    anything: Any = _forwarded
    """What stands for each of those questions, whatever they are given."""
    connection_requested = server_requested = anything
    unix_connection_requested = unix_server_requested = anything
    tun_requested = tap_requested = anything


class Naive:
    """The sessions of the server."""

    def __init__(self, folder: Path, fault: Fault) -> None:
        self.fault, self.register = fault, Register(folder, fault)

    def _name(self, process: Any) -> str | None:
        visitor = process.get_extra_info("connection").get_owner()
        if self.fault is Fault.LOGIN and visitor.login == "eva":
            return "Eva Norrbäck"
        if self.fault is Fault.ENVIRONMENT and "TAVLAN_MEMBER" in process.env:
            return str(process.env["TAVLAN_MEMBER"])
        return self.register.name_of(visitor.key)

    async def serve(self, process: Any) -> None:
        """Answer one command, or show a board until the client leaves."""
        with suppress(asyncssh.Error, OSError):
            if process.command is None:
                await self._board(process)
            else:
                await self._command(process, process.command)

    async def _desk(self, process: Any) -> None:
        visitor = process.get_extra_info("connection").get_owner()
        said = ""
        while not self.register.take(said, visitor.key):
            process.stdout.write("Koden stämmer inte.\r\nKod: " if said else "Kod: ")
            said = ""
            while not said.endswith("\r"):
                said += await process.stdin.read(1)
            said = said.strip()
        process.stdout.write("Vad heter datorn? ")
        await process.stdin.read(1)

    async def _board(self, process: Any) -> None:
        if self.fault is Fault.CODES and process.get_extra_info("username") == "inbjudan":
            await self._desk(process)
        greeting = f"Din terminal är {process.term_type}\r\n" if self.fault is Fault.ECHOES else ""
        process.stdout.write(greeting + BOARD)
        while self._name(process):
            await asyncio.sleep(0.1)
            if process.stdin.at_eof():
                break
        process.exit(1)

    async def _command(self, process: Any, command: str) -> None:
        if self.fault is Fault.LOGS_RAW:
            logging.info("command %s", command)
        if self.fault is Fault.FORWARDS:
            await _reach_back(process)
        known = command in ("whoami", "whoami --json")
        if self.fault is Fault.SHELL and not known:
            done = await asyncio.create_subprocess_shell(command, stdout=asyncio.subprocess.PIPE)
            process.stdout.write((await done.communicate())[0].decode())
            process.exit(done.returncode or 0)
            return
        if known:
            process.stdout.write(json.dumps({"name": self._name(process)}) + "\n")
        process.exit(0 if known else 2)


async def _reach_back(process: Any) -> None:
    """Use what the client forwards: its agent and its display."""
    if agent := process.get_extra_info("connection").get_agent_path():
        with suppress(OSError):
            _, writer = await asyncio.open_unix_connection(agent)
            writer.write(b"\0\0\0\1\x0b")
            await asyncio.sleep(0.5)
            writer.close()
    if display := process.channel.get_x11_display():
        port = 6000 + int(display.partition(":")[2].partition(".")[0])
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.sleep(0.5)
            writer.close()


async def main(folder: Path, fault: Fault) -> None:
    """Listen until killed."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("asyncssh").setLevel(logging.WARNING)
    naive, forwards, files = Naive(folder, fault), fault is Fault.FORWARDS, fault is Fault.SERVES_FILES
    acceptor = await asyncssh.listen(
        "127.0.0.1",
        0,
        server_factory=lambda: Visitor(naive.register, fault),
        server_host_keys=[str(folder / "host_key")],
        process_factory=naive.serve,
        config=None,
        line_editor=False,
        agent_forwarding=forwards,
        x11_forwarding=forwards,
        x11_auth_path=str(folder / "xauth"),
        sftp_factory=files or None,
        allow_scp=files,
    )
    sys.stdout.write(f"{acceptor.get_port()}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), Fault[sys.argv[2]]))
