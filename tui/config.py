"""The configuration: one TOML file, read whole, checked whole and written whole."""

import datetime as dt
import difflib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

import tomli_w

from models.clock import STOCKHOLM, WallClock
from models.errors import Invalid
from models.plurals import listing
from models.text import clean
from models.way_in import ssh_command
from tui import config_rules as rules
from tui.config_file import read_document, replace_file
from tui.config_rules import Rule, Unusable

_T = TypeVar("_T")
_SHOWN = 60
NAMELESS = "SERVERN"
"""What stands for the server's name until somebody has set it."""
_EVERY_ADDRESS = {"0.0.0.0", "::"}
_HEADING = "# Nycklarna beskrivs i Tavlans egen config.toml. Ändra så här: tavlan config set NYCKEL VÄRDE"


def _key(default: _T, rule: Rule) -> _T:
    return field(default=default, metadata={"rule": rule})


@dataclass(frozen=True, slots=True)
class Association:
    """Whose board it is."""

    name: str = _key("Föreningen", rules.text(empty=False))
    short_name: str = _key("", rules.text())
    """Shown where space is short; empty means the whole name."""
    timezone: str = _key(STOCKHOLM, rules.TIMEZONE)

    @property
    def label(self) -> str:
        """The short name, or the name where there is none."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class Plan:
    """The period a plan covers."""

    period_start: str = _key("01-01", rules.MONTH_DAY)


@dataclass(frozen=True, slots=True)
class Database:
    """Where the board is kept."""

    path: str = _key("tavlan.db", rules.PATH)


@dataclass(frozen=True, slots=True)
class Ssh:
    """Where members reach the board."""

    host: str = _key("127.0.0.1", rules.ADDRESS)
    ports: tuple[int, ...] = _key((2222,), rules.PORTS)
    host_key: str = _key("host_key", rules.PATH)
    public_host: str = _key("", rules.PUBLIC_ADDRESS)
    contact: str = _key("", rules.text())
    """Whom to call; in the banner every client gets before login."""
    invitations: bool = _key(True, rules.YES_OR_NO)
    """Whether a code lets a new key in."""

    @property
    def address(self) -> str:
        """What members write after `ssh`; SERVERN where nobody has said what the server is called."""
        return self.public_host or (NAMELESS if self.host in _EVERY_ADDRESS else self.host)

    def command(
        self, otherwise: str, port: int | None = None, login: str = "", options: tuple[str, ...] = ()
    ) -> str:
        """What a member writes to sign in: at the server's public name, or otherwise at another."""
        return ssh_command(
            self.public_host or otherwise, self.ports[0] if port is None else port, login, options
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is let in."""

    sessions: int = _key(100, rules.whole(1, 10_000))
    sessions_per_member: int = _key(8, rules.whole(1, 1000))
    idle_minutes: int = _key(60, rules.whole(1, 1440))
    unauthenticated: int = _key(20, rules.whole(1, 1000))
    unauthenticated_per_source: int = _key(5, rules.whole(1, 1000))


@dataclass(frozen=True, slots=True)
class Look:
    """How the board looks until a member chooses."""

    theme: str = _key("dark", rules.choice("dark", "light", "contrast", "mono"))


@dataclass(frozen=True, slots=True)
class Demo:
    """A clock set back: it shows `starts` plus the time that has gone since `began`."""

    starts: dt.datetime | None = field(default=None, metadata={"rule": rules.MOMENT})
    began: dt.datetime | None = field(default=None, metadata={"rule": rules.MOMENT})


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of one board."""

    association: Association = Association()
    plan: Plan = Plan()
    database: Database = Database()
    ssh: Ssh = Ssh()
    limits: Limits = Limits()
    look: Look = Look()
    demo: Demo = Demo()
    path: Path = field(default=Path("config.toml"), compare=False)
    """The file it was read from, which its own paths are relative to."""

    @property
    def database_path(self) -> Path:
        """The database file."""
        return self.path.parent / self.database.path

    @property
    def host_key_path(self) -> Path:
        """The server's private key."""
        return self.path.parent / self.ssh.host_key

    def clock(self) -> WallClock:
        """The clock of this board, which only in the demo differs from the machine's."""
        starts, began = self.demo.starts, self.demo.began
        if starts is None or began is None:
            return WallClock(self.association.timezone)
        # Between pendulum's moments a difference is counted in calendar months; between these in seconds.
        elapsed = dt.timedelta(seconds=starts.timestamp() - began.timestamp())
        return WallClock(self.association.timezone, elapsed)


_SECTIONS: Mapping[str, type[Any]] = {
    key.name: type(key.default) for key in fields(Config) if key.name != "path"
}
_RULES: Mapping[str, Mapping[str, Rule]] = {
    section: {key.name: key.metadata["rule"] for key in fields(kind)} for section, kind in _SECTIONS.items()
}
KEYS = tuple(f"{section}.{name}" for section, keys in _RULES.items() for name in keys)
"""Every key there is, as `tavlan config set` names it."""


def load(path: Path) -> Config:
    """The configuration in the file; raises Invalid, naming the line or the key and what is allowed."""
    document = read_document(path)
    try:
        return _checked(document, path)
    except Invalid as error:
        raise Invalid(f"{path}: {error}") from None


def write(path: Path, config: Config) -> Config:
    """Put the configuration in the file, wholly or not at all, and answer with what the file now says."""
    checked = _checked(_document(config), path)
    replace_file(path, f"{_HEADING}\n\n{tomli_w.dumps(_document(checked))}")
    return checked


def unknown(key: str) -> Invalid | None:
    """Why there is no such key, with the one that may have been meant; None where there is."""
    section, _, name = key.partition(".")
    if key in KEYS:
        return None
    return _unknown_key(section, name) if section in _RULES else _unknown_section(key)


def set_value(path: Path, key: str, value: str) -> Config:
    """Change one key, given as typed words; the file is untouched unless the whole is right afterwards."""
    if refusal := unknown(key):
        raise refusal
    section, _, name = key.partition(".")
    document = read_document(path)
    if not isinstance(document.setdefault(section, {}), dict):
        raise _no_section(section)
    document[section][name] = _RULES[section][name].typed(value)
    return write(path, _checked(document, path))


def _checked(document: Mapping[str, Any], path: Path) -> Config:
    sections = {}
    for section, values in document.items():
        if section not in _SECTIONS:
            raise _unknown_section(section)
        if not isinstance(values, dict):
            raise _no_section(section)
        if unknown := [name for name in values if name not in _RULES[section]]:
            raise _unknown_key(section, unknown[0])
        read = {name: _value(section, name, value) for name, value in values.items()}
        sections[section] = _SECTIONS[section](**read)
    config = Config(**sections, path=path.absolute())
    if (config.demo.starts is None) != (config.demo.began is None):
        raise Invalid("demo.starts och demo.began hör ihop: skriv båda eller ingen.")
    return config


def _value(section: str, name: str, value: object) -> object:
    rule = _RULES[section][name]
    try:
        return rule.read(value)
    except Unusable as hint:
        sentence = f"{section}.{name} är {_shown(value)}; tillåtet är {rule.allowed}. {hint}"
        raise Invalid(sentence.rstrip()) from None


def _document(config: Config) -> dict[str, Any]:
    """The configuration as TOML holds it: no path, no empty moments, no empty sections."""
    document = {}
    for section in _SECTIONS:
        values = asdict(getattr(config, section))
        if kept := {name: value for name, value in values.items() if value is not None}:
            document[section] = kept
    return document


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "en sektion"
    if isinstance(value, bool):
        return str(value).lower()
    try:
        text = clean(str(value)[:_SHOWN], limit=_SHOWN * 4)
    except ValueError:
        # Python writes out no whole number of thousands of digits, which TOML can hold in hexadecimal.
        return "ett mycket stort tal"
    return f"”{text}”" if isinstance(value, str) else text


def _suggestion(word: str, allowed: Collection[str], before: str = "") -> str:
    near = difflib.get_close_matches(word, allowed, 1)
    return f" Menade du {before}{near[0]}?" if near else ""


def _unknown_section(name: str) -> Invalid:
    if elsewhere := [key for key in KEYS if key.partition(".")[2] == name]:
        return Invalid(f"{_shown(name)} står utanför sin sektion. Menade du {elsewhere[0]}?")
    hint = _suggestion(name, KEYS if "." in name else _SECTIONS)
    return Invalid(f"Sektionen {_shown(name)} finns inte.{hint} Tillåtna är {listing(_SECTIONS)}.")


def _no_section(name: str) -> Invalid:
    return Invalid(f"{name} är en sektion: skriv [{name}] på en egen rad och dess nycklar under den.")


def _unknown_key(section: str, name: str) -> Invalid:
    elsewhere = [key for key in KEYS if key.partition(".")[2] == name]
    hint = f" Menade du {elsewhere[0]}?" if elsewhere else _suggestion(name, _RULES[section], f"{section}.")
    return Invalid(
        f"Nyckeln {_shown(f'{section}.{name}'.rstrip('.'))} finns inte.{hint} "
        f"Tillåtna i [{section}] är {listing(_RULES[section])}."
    )
