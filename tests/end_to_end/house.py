"""A served board as a whole: its folder, its server process, and every way in."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncssh

from models import today
from models.door import shell_door
from models.member import Member
from models.preference import prefer
from models.trial import PREFERENCE as TERMINAL
from tests.end_to_end.screen import PATIENCE, Screen
from tui.config import load

ROOT = Path(__file__).parents[2]
TAVLAN = (sys.executable, "-m", "tui.cli")
"""The program, as `tavlan` runs it."""
LISTENS = re.compile(
    r"Tavlan lyssnar på 127\.0\.0\.1 port (\d+)\. Värdnyckel SHA256:\S+"
    r" – logga in med: ssh -p \1 127\.0\.0\.1\n"
)


BEEN_HERE = {TERMINAL: "{}", today.PREFERENCE: today.OFF}
"""What those have chosen who get their board at once when they log in."""


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer a script reads; the command must have been done."""
        assert self.code == 0, self
        return json.loads(self.out)


def run(command: Sequence[str], stdin: bytes = b"", seconds: float = 30) -> Ran:
    """Run a command to its end."""
    done = subprocess.run(
        command, input=stdin, capture_output=True, timeout=seconds, cwd=ROOT, env=environment(), check=False
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def environment(**more: str) -> dict[str, str]:
    """The shell's environment without anything that says who or which board."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TAVLAN", "SSH_"))}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **more}


def straight_to_the_board(database: Path) -> None:
    """Keep away what meets a member at login, for all there are."""
    with shell_door(database):
        for member in Member.select(Member.id):
            for name, value in BEEN_HERE.items():
                prefer(member.id, name, value)


@dataclass
class House:
    """A board in a folder, and its server while it runs."""

    folder: Path
    process: "subprocess.Popen[str] | None" = None
    port: int = 0
    line: str = ""
    """What the server said when it listened."""
    screens: list[Screen] = field(default_factory=list)

    # The server's own shell

    def tavlan(self, *words: str, stdin: bytes = b"") -> Ran:
        """Run a command in the server's own shell."""
        return run((*TAVLAN, "--config", str(self.folder / "config.toml"), *words), stdin)

    def member(self, name: str, role: str, key: str) -> None:
        """Add a member with a new key, kept under a short name."""
        made = self.tavlan("member", "add", name, "--role", role, "--key", str(self.new_key(key)))
        assert made.code == 0, made
        self.settle_in()

    def settle_in(self) -> None:
        """Let every member have been here before, so that nothing comes up over their board."""
        straight_to_the_board(load(self.folder / "config.toml").database_path)

    def new_key(self, name: str) -> Path:
        """Make a key pair; the public half."""
        key, path = asyncssh.generate_private_key("ssh-ed25519", comment=name), self.folder / "keys" / name
        key.write_private_key(str(path))
        path.chmod(0o600)
        public = path.with_name(f"{name}.pub")
        key.write_public_key(str(public))
        return public

    # The server

    def start(self, prelude: str = "") -> None:
        """Start the server and wait for its line; `prelude` is run in its process before it."""
        self.settle_in()
        program = f"{prelude}\nfrom tui.cli import main\nraise SystemExit(main())"
        command = (sys.executable, "-c", program) if prelude else TAVLAN
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                (*command, "--config", str(self.folder / "config.toml"), "serve", "--port", "0"),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=ROOT,
                env=environment(),
            )
        assert self.process.stdout
        self.line = self.process.stdout.readline()
        listens = LISTENS.fullmatch(self.line)
        assert listens, self.line + self.log
        self.port = int(listens[1])

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str, float]:
        """Stop the server: its exit code, what it said since its first line, and how long it took."""
        assert self.process
        began = time.monotonic()
        self.process.send_signal(how)
        try:
            rest, _ = self.process.communicate(timeout=30)
        finally:
            process, self.process = self.process, None
            process.kill()
            process.wait()
        return process.returncode, rest, time.monotonic() - began

    @property
    def log(self) -> str:
        """What the server's process has written on stderr, over all its starts."""
        return (self.folder / "log").read_text()

    # Over SSH

    def words(self, who: str, *options: str, login: str = "") -> list[str]:
        """The client's command line for somebody's key."""
        known = self.folder / "known_here"
        kind, data = asyncssh.read_private_key(self.folder / "host_key").export_public_key().split()[:2]
        known.write_text(f"tavlan {kind.decode()} {data.decode()}\n")
        settings = ("IdentitiesOnly=yes", "IdentityAgent=none", "StrictHostKeyChecking=yes", "BatchMode=yes")
        given = [f"UserKnownHostsFile={known}", "GlobalKnownHostsFile=/dev/null", "HostKeyAlias=tavlan"]
        command = ["ssh", "-F", "none", "-p", str(self.port), *options]
        for setting in (*settings, *given):
            command += ["-o", setting]
        return [*command, "-i", str(self.folder / "keys" / who), "--", f"{login or who}@127.0.0.1"]

    def ssh(
        self, who: str, *words: str, options: Sequence[str] = (), stdin: bytes = b"", login: str = ""
    ) -> Ran:
        """Run the real client with a command, to its end; it shows errors, but not the banner."""
        return run((*self.words(who, "-o", "LogLevel=ERROR", *options, login=login), *words), stdin)

    @contextmanager
    def screen(
        self,
        who: str,
        size: tuple[int, int] = (120, 36),
        term: str = "xterm-256color",
        sees: str = "Ej påbörjat",
    ) -> Iterator[Screen]:
        """Somebody at a terminal whose board has come up."""
        screen = Screen(self.words(who), size, term)
        try:
            screen.until(sees, 2 * PATIENCE)
            yield screen
        finally:
            screen.close()

    def connect(self, who: str) -> Any:
        """An asyncssh client for somebody's key."""
        host_key = asyncssh.read_private_key(self.folder / "host_key").convert_to_public()
        return asyncssh.connect(
            "127.0.0.1",
            self.port,
            config=None,
            username=who,
            client_keys=[str(self.folder / "keys" / who)],
            known_hosts=([host_key], [], []),
            agent_path=None,
        )
