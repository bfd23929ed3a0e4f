"""Looking over what a board runs on: each finding is a line, and what is wrong comes with what mends it."""

import datetime as dt
import errno
import locale
import os
import shlex
import shutil
import socket
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pendulum

from models.checkup import MENDED, Examination, examine, sqlite_version
from models.clock import WallClock
from models.dates import clock_time, full_day
from models.errors import Refusal
from models.plurals import listing, number
from tui.config import Config, load

_LEAST_FREE = 200 * 1024 * 1024
_SMALLEST = (40, 15)
_AHEAD = dt.timedelta(minutes=5)
_PATIENCE = 2.0
_EARLIEST = 2024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    said: str
    mend: str = ""
    """The command or the step that puts it right; empty where nothing is wrong."""

    @property
    def well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.mend


def look_over(path: Path, surroundings: Mapping[str, str]) -> Iterator[Finding]:
    """Look everything over, beginning with what the rest stands on."""
    yield _sqlite()
    yield _terminal(surroundings)
    config = _loaded(path)
    if isinstance(config, Finding):
        yield config
        return
    yield Finding("inställningar", f"{config.path} går att läsa")
    yield _private(config)
    found = _examined(config)
    yield from _database(config, found)
    yield _clock(config, found.latest if isinstance(found, Examination) else None)
    yield _host_key(config)
    for port in config.ssh.ports:
        yield _port(config, port)
    yield _disk(config)


def _loaded(path: Path) -> Config | Finding:
    try:
        return load(path)
    except Refusal as refusal:
        return Finding(
            "inställningar", str(refusal), _mend_in(str(refusal)) or f"rätta {shlex.quote(str(path))}"
        )


def _mend_in(sentence: str) -> str:
    """The command a refusal itself ends in."""
    return next(
        (
            sentence.partition(sign)[2].strip()
            for sign in ("Kör: ", "Skriv: ", "börja med: ")
            if sign in sentence
        ),
        "",
    )


def _sqlite() -> Finding:
    version = sqlite_version()
    shown = ".".join(map(str, version))
    if version >= MENDED:
        return Finding("SQLite", shown)
    said = f"{shown} har ett fel som kan skada en databas flera skriver i (rättat i 3.51.3)"
    return Finding("SQLite", said, "pip install --upgrade cysqlite")


def _private(config: Config) -> Finding:
    """Whether nobody else may write where the board lives, or read what is secret there."""
    folder = config.database_path.parent
    try:
        mode, owned = stat.S_IMODE(folder.stat().st_mode), folder.stat().st_uid == os.geteuid()
    except OSError as error:
        return Finding("mapp", f"{folder}: {error.strerror}", f"ls -ld {shlex.quote(str(folder))}")
    quoted = shlex.quote(str(folder))
    if not owned:
        return Finding("mapp", f"{folder} ägs av någon annan", f"sudo chown $(id -un) {quoted}")
    if mode & 0o022:
        return Finding("mapp", f"Andra kan skriva i {folder}", f"chmod go-w {quoted}")
    if stat.S_IMODE(config.path.stat().st_mode) & 0o022:
        mend = f"chmod go-w {shlex.quote(str(config.path))}"
        return Finding("mapp", f"Andra kan skriva i {config.path}", mend)
    return Finding("mapp", f"{folder}, bara ägaren kan skriva")


def _examined(config: Config) -> Examination | Refusal:
    try:
        return examine(config.database_path)
    except Refusal as refusal:
        return refusal


def _database(config: Config, found: Examination | Refusal) -> Iterator[Finding]:
    path = config.database_path
    if isinstance(found, Refusal):
        mend = _mend_in(str(found)) or f"tavlan config set database.path FIL, eller lägg tillbaka {path.name}"
        yield Finding("databas", str(found), mend)
        return
    if found.faults:
        restore = f"lägg tillbaka en säkerhetskopia av {shlex.quote(str(path))}"
        yield Finding("databas", f"Skadad: {found.faults[0]}", restore)
    else:
        yield Finding("databas", "hel")
    if found.newer:
        yield Finding(
            "schema", f"skrivet av en nyare Tavlan (steg {found.newer[-1]})", "uppgradera programmet"
        )
    elif found.missing:
        yield Finding("schema", f"{listing(found.missing)} återstår", "tavlan key list, som tar stegen")
    else:
        yield Finding("schema", "det som programmet väntar sig")


def _clock(config: Config, latest: pendulum.DateTime | None) -> Finding:
    """Whether the machine's clock can be right: not before the newest change, nor before the program."""
    now, zone = config.clock()(), config.association.timezone
    shown = f"{full_day(now.date())} kl. {clock_time(now)}, {zone}"
    mend = "sudo timedatectl set-ntp true"
    if WallClock(zone)().year < _EARLIEST:
        return Finding("klocka", f"{shown} kan inte stämma", mend)
    if latest is not None and latest > now + _AHEAD:
        newest = latest.in_timezone(zone)
        when = f"{full_day(newest.date())} kl. {clock_time(newest)}"
        return Finding("klocka", f"{shown}, men den senaste ändringen gjordes {when}", mend)
    return Finding("klocka", shown)


def _host_key(config: Config) -> Finding:
    from tui.keys import fingerprint, load_host_key

    try:
        return Finding("värdnyckel", fingerprint(load_host_key(config.host_key_path).public_data))
    except Refusal as refusal:
        quoted = shlex.quote(str(config.host_key_path))
        made = f"ssh-keygen -t ed25519 -N '' -f {quoted}"
        return Finding("värdnyckel", str(refusal), _mend_in(str(refusal)) or made)


def _port(config: Config, port: int) -> Finding:
    """Whether a port is free to listen on, or somebody there answers as an SSH server does."""
    name, host = f"port {port}", config.ssh.host
    other = f"tavlan config set ssh.ports {port + 1 if port < 65535 else port - 1}"
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = found[0]
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except socket.gaierror:
        return Finding(name, f"Adressen {host} finns inte", "tavlan config set ssh.host 127.0.0.1")
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            return Finding(name, *_why_not(error, host, other))
    else:
        return Finding(name, "ledig; servern är inte igång")
    greeting = _greeting(host, port)
    if greeting.startswith("SSH-"):
        return Finding(name, f"en server svarar: {greeting}")
    return Finding(name, "upptagen av något som inte är en SSH-server", other)


def _why_not(error: OSError, host: str, other: str) -> tuple[str, str]:
    if error.errno == errno.EACCES:
        return "kräver högre behörighet", other
    if error.errno == errno.EADDRNOTAVAIL:
        return f"adressen {host} finns inte på den här datorn", "tavlan config set ssh.host 127.0.0.1"
    return f"går inte att lyssna på: {error.strerror}", other


def _greeting(host: str, port: int) -> str:
    """The first line of whoever listens, as far as it can be shown."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    try:
        with socket.create_connection((near, port), _PATIENCE) as line:
            line.settimeout(_PATIENCE)
            heard = line.recv(255)
    except OSError:
        return ""
    first = heard.partition(b"\n")[0].decode("ascii", "replace").strip()
    return "".join(sign for sign in first if sign.isprintable())


def _terminal(surroundings: Mapping[str, str]) -> Finding:
    """Whether the board can be drawn where this is run."""
    term, size = surroundings.get("TERM", ""), shutil.get_terminal_size((0, 0))
    if not os.isatty(0):
        return Finding("terminal", "ingen här, så den prövas inte")
    if term in {"", "dumb", "unknown"}:
        return Finding(
            "terminal", f"TERM är {term or 'tomt'}, så inget kan ritas", "export TERM=xterm-256color"
        )
    if "utf" not in (coding := locale.getpreferredencoding(False)).casefold():
        return Finding("terminal", f"Teckenkodningen är {coding}, inte UTF-8", "export LANG=C.UTF-8")
    shown = f"{size.columns}×{size.lines}"
    if size.columns < _SMALLEST[0] or size.lines < _SMALLEST[1]:
        return Finding("terminal", f"{shown} är för litet", "gör fönstret minst 40×15")
    return Finding("terminal", f"{term}, {coding}, {shown}")


def _disk(config: Config, usage: Callable[[Path], tuple[int, int, int]] = shutil.disk_usage) -> Finding:
    folder = config.database_path.parent
    try:
        free = usage(folder)[2]
    except OSError as error:
        return Finding("disk", f"{folder}: {error.strerror}", f"df -h {shlex.quote(str(folder))}")
    shown = f"{number(free // (1024 * 1024))} MB ledigt"
    return Finding("disk", shown, "" if free >= _LEAST_FREE else f"df -h {shlex.quote(str(folder))}")
