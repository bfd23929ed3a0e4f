"""The demo: an invented association's board in a folder of its own, with keys anybody may use."""

import fcntl
import os
import random
import shlex
import shutil
import socket
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import asyncssh
import pendulum

from models.demo.life import STARTS, live
from models.door import shell_door
from models.enrolment import NewKey
from models.errors import Conflict, Invalid, Refusal
from models.preference import prefer
from models.text import clean
from models.today import OFF, PREFERENCE
from tui.config import Association, Config, Demo, Ssh, load, write
from tui.founding import unwritable
from tui.keys import create_host_key, load_host_key, parse_public_key

HOST = "127.0.0.1"
"""The demo is never reached from another computer."""
KEY_HOLDERS = ("eva", "bo", "cia", "dag", "maj")
"""Those of the board who have a throw-away key: chair, vice chair, secretary, studies and a deputy."""
_CONFIG = "config.toml"
_PORTS = range(20_000, 32_000)
"""Below what systems hand out for outgoing connections."""


@dataclass(frozen=True, slots=True)
class DemoBoard:
    """A demo that stands ready."""

    config: Config
    directory: Path
    chair: int
    """The member who sits at this terminal."""
    keys: tuple[str, ...] = KEY_HOLDERS
    guest: str = "bo"
    """The one whose line the demo shows."""

    @property
    def port(self) -> int:
        """The port the demo is reached on."""
        return self.config.ssh.ports[0]

    def join_line(self, name: str) -> str:
        """The one command with which somebody on this computer joins as one of the board."""
        words = (
            "ssh",
            "-p",
            str(self.port),
            "-i",
            str(self.directory / "keys" / name),
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            f"UserKnownHostsFile={_for_ssh(self.directory / 'known_hosts')}",
            f"{name}@{HOST}",
        )
        return shlex.join(words)

    @property
    def welcome(self) -> str:
        """What the box that opens first says; each row of the command can be pasted with the next."""
        words = self.join_line(self.guest).split(" -")
        rows = " \\\n  ".join((words[0], *(f"-{word}" for word in words[1:])))
        return (
            "Det här är en påhittad styrelse med en riktig verksamhetsplan. Du är ordförande, och det är "
            "onsdag kväll den 4 oktober 2023. Allt går att prova: demon börjar om nästa gång.\n\n"
            f"Öppna ett fönster till, klistra in det här och gå med som Bo:\n\n{rows}"
        )


def _for_ssh(path: Path) -> str:
    # ssh takes several files apart at spaces unless each is quoted.
    return f'"{path}"' if " " in str(path) else str(path)


def make_demo(into: Path, real_now: pendulum.DateTime) -> DemoBoard:
    """Make the demo in a folder; keys, host key and port already there stay, so that an old line is valid."""
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    into.chmod(0o700)
    path = into / _CONFIG
    config = write(
        path,
        Config(
            Association("Skinnskattebergs Arbetarekommun", "Skinnskattebergs AK"),
            ssh=Ssh(HOST, (_port(path),)),
            demo=Demo(STARTS, real_now),
        ),
    )
    keys = {name: _new_key(into / "keys", name) for name in KEY_HOLDERS}
    host = _host_key(config.host_key_path)
    _write_privately(into / "known_hosts", f"[{HOST}]:{config.ssh.ports[0]} {host}\n")
    _forget(config.database_path)
    with shell_door(config.database_path, new=True):
        members = live(keys)
        board = DemoBoard(config, into, members["eva"])
        # The one who is asked in by the demo's line comes to see what the other does on the board.
        prefer(members[board.guest], PREFERENCE, OFF)
    return board


def make_new_demo(into: Path, real_now: pendulum.DateTime) -> DemoBoard:
    """Make the demo in a folder that has no board yet; raises Conflict, Invalid."""
    try:
        if into.exists() and any(into.iterdir()):
            shown = clean(str(into), 4096)
            raise Conflict(f"{shown} är inte tom. Välj en mapp som inte finns, eller en tom.")
        return make_demo(into, real_now)
    except OSError as error:
        raise Invalid(unwritable(into, error)) from None


@contextmanager
def demo_for_now(real_now: pendulum.DateTime) -> Iterator[DemoBoard]:
    """The demo in the cache folder, or in a temporary one where that is taken or cannot be written."""
    with _kept_folder() as kept:
        board: DemoBoard | None = None
        if kept is not None:
            with suppress(OSError, Refusal):
                board = make_demo(kept, real_now)
        if board is not None:
            yield board
            return
    passing = Path(tempfile.mkdtemp(prefix="tavlan-demo-"))
    try:
        yield make_demo(passing, real_now)
    finally:
        shutil.rmtree(passing, ignore_errors=True)


@contextmanager
def _kept_folder() -> Iterator[Path | None]:
    """The cache folder, locked for as long as the demo lasts; None where it cannot be had."""
    cache = os.environ.get("XDG_CACHE_HOME") or ""
    base = Path(cache) if Path(cache).is_absolute() else Path.home() / ".cache"
    folder = base / "tavlan" / "demo"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            raise PermissionError
        folder.chmod(0o700)
        lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except (OSError, RuntimeError):
        yield None
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        yield None
        return
    try:
        yield folder
    finally:
        os.close(lock)


def _port(config: Path) -> int:
    """The port of the demo that was here, if it is still free, else another."""
    with suppress(Refusal):
        if _is_free(before := load(config).ssh.ports[0]):
            return before
    for port in random.sample(_PORTS, 50):
        if _is_free(port):
            return port
    raise Invalid("Det finns ingen ledig port för demon. Stäng något annat program och försök igen.")


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            return False
    return True


def _new_key(folder: Path, name: str) -> NewKey:
    key = parse_public_key(_key_pair(folder, name))
    return NewKey(key.line, key.fingerprint, "demons nyckel")


def _key_pair(folder: Path, name: str) -> str:
    """A member's throw-away key pair, made where there is none; the public line."""
    folder.mkdir(exist_ok=True, mode=0o700)
    private, public = folder / name, folder / f"{name}.pub"
    with suppress(OSError, ValueError, asyncssh.KeyImportError):
        key = asyncssh.import_private_key(private.read_bytes())
        if not stat.S_IMODE(private.stat().st_mode) & 0o077:
            return key.export_public_key().decode()
    key = asyncssh.generate_private_key("ssh-ed25519", comment=f"{name}@demo")
    _write_privately(private, key.export_private_key("openssh").decode())
    _write_privately(public, key.export_public_key().decode())
    return key.export_public_key().decode()


def _host_key(path: Path) -> str:
    """The host key's public line, made where there is no usable one."""
    try:
        key = load_host_key(path)
    except Refusal:
        path.unlink(missing_ok=True)
        key = create_host_key(path)
    return " ".join(key.export_public_key().decode().split()[:2])


def _write_privately(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def _forget(database: Path) -> None:
    for end in ("", "-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)
