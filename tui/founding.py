"""A new board: its folder, configuration, database, host key and first member; all of it or nothing."""

import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from models.access import Role, owner
from models.door import shell_door
from models.enrolment import NewKey, enrol
from models.errors import Conflict, Invalid
from models.text import clean
from tui.config import Association, Config, Ssh, load, write
from tui.keys import create_host_key, fingerprint, read_public_key

CONFIG = "config.toml"
"""The configuration's name in a board's folder."""
_FILES = ("tavlan.db", "host_key", CONFIG)
"""What a new board consists of; the configuration comes last, and with it the board exists."""
_LONGEST_PATH = 4096
_HERE = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Founding:
    """What somebody asked for."""

    association: str
    admin: str
    key: Path
    port: int | None = None
    unix_user: str | None = None


@dataclass(frozen=True, slots=True)
class Founded:
    """What was made."""

    config: Config
    admin: str
    host_fingerprint: str


def found(folder: Path, wanted: Founding) -> Founded:
    """Make a board in a folder that has none; raises Invalid, Conflict."""
    key = read_public_key(wanted.key)
    new_key = NewKey(key.line, key.fingerprint, clean(key.comment[:60]))
    with _workshop(folder) as workshop:
        ssh = Ssh() if wanted.port is None else Ssh(ports=(wanted.port,))
        config = write(workshop / CONFIG, Config(Association(wanted.association), ssh=ssh))
        host = create_host_key(config.host_key_path)
        with shell_door(config.database_path, new=True):
            first = (Role.CHAIR, Role.ADMINISTRATOR)
            member, _ = enrol(
                owner(config.clock()), wanted.admin, first, new_key, unix_user=wanted.unix_user or None
            )
        _move_in(workshop, folder)
    return Founded(load(folder / CONFIG), member.name, fingerprint(host.public_data))


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A hidden folder inside the new board's own, gone afterwards, as is a folder made in vain."""
    shown = clean(str(folder), _LONGEST_PATH)
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if taken := [name for name in _FILES if os.path.lexists(folder / name)]:
            raise Conflict(f"I {shown} finns redan {taken[-1]}. Välj en annan mapp.")
        workshop = Path(tempfile.mkdtemp(dir=folder, prefix=".tavlan-"))
    except OSError as error:
        _take_away(missing)
        raise Invalid(unwritable(folder, error)) from None
    try:
        yield workshop
    except BaseException:
        shutil.rmtree(workshop, ignore_errors=True)
        _take_away(missing)
        raise
    shutil.rmtree(workshop, ignore_errors=True)


def unwritable(folder: Path, error: OSError) -> str:
    """Why nothing can be put in a folder, as one sentence."""
    shown = clean(str(folder), _LONGEST_PATH)
    if isinstance(error, PermissionError):
        return f"Du har inte rätt att skriva i {shown}."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{shown} är en fil, eller ligger i en. Välj en mapp."
    return f"Det går inte att skriva i {shown}: datorn svarar ”{error.strerror or error}”."


def _take_away(folders: list[Path]) -> None:
    for path in folders:
        with suppress(OSError):
            path.rmdir()


def _move_in(workshop: Path, folder: Path) -> None:
    moved: list[Path] = []
    try:
        for name in _FILES:
            os.rename(workshop / name, folder / name)
            moved.append(folder / name)
    except OSError as error:
        for path in moved:
            path.unlink(missing_ok=True)
        raise Invalid(unwritable(folder, error)) from None


def _elsewhere(host: str) -> str:
    return f" (byt {_HERE} mot serverns namn på en annan dator)" if host == _HERE else ""


def next_steps(made: Founded, wanted: Founding) -> tuple[str, ...]:
    """What was made, and what to do now."""
    path, ssh = made.config.path, made.config.ssh
    tavlan = f"tavlan --config {shlex.quote(str(path))}"
    port, private, host = ssh.ports[0], wanted.key.absolute(), ssh.public_host or _HERE
    identity = f"-i {shlex.quote(str(private.with_suffix('')))} " if private.suffix == ".pub" else ""
    return (
        f"Tavlan för {made.config.association.name} ligger nu i {path.parent}",
        f"{made.admin} är ordförande och administratör.",
        "",
        "1. Läs in verksamhetsplanen (den visas innan den sparas):",
        f"   {tavlan} import plan PLAN.txt",
        "2. Lägg till de andra i styrelsen:",
        f"   {tavlan} member add NAMN --role ledamot",
        "3. Starta servern. Den svarar bara den här datorn tills ssh.host ändras:",
        f"   {tavlan} config set ssh.host 0.0.0.0",
        f"   {tavlan} serve",
        *(
            ()
            if ssh.public_host
            else ("   Säg också vad servern heter:", f"   {tavlan} config set ssh.public_host NAMN")
        ),
        f"4. Så loggar {made.admin} in{_elsewhere(host)}:",
        f"   ssh -p {port} {identity}{host}",
        "   eller, utan ssh, här på servern:",
        f"   {tavlan} --as {shlex.quote(made.admin)} open",
        "5. Bjud in de andra: var och en får en kod, och ett brev som säger hur man loggar in:",
        f"   {tavlan} invite NAMN",
        "",
        "Första gången visar ssh serverns fingeravtryck. Det ska vara:",
        f"   {made.host_fingerprint}",
    )
