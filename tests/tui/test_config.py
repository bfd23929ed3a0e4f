"""The configuration: what it may say, and what is answered when it says something else."""

import datetime as dt
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pendulum
import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import Invalid
from tests.tui.configured import listed, refusal
from tui.config import KEYS, Association, Config, Database, Demo, Limits, Plan, Ssh, load, set_value, write

DEFAULT = Path(__file__).parents[2] / "config.toml"


def test_the_default_file_says_what_holds_without_it() -> None:
    assert load(DEFAULT) == Config()


def test_the_default_file_describes_every_key() -> None:
    written = DEFAULT.read_text(encoding="utf-8")
    keys = tomllib.loads(written)
    assert {f"{section}.{name}" for section in keys for name in keys[section]} == {
        key for key in KEYS if not key.startswith("demo.")
    }
    for line in written.splitlines():
        if " = " in line and not line.startswith("#"):
            assert re.search(r" # \w", line), line
    assert "[demo]" in written


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf\r\n")
    assert load(path) == Config()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    moment = dt.datetime(2023, 10, 4, 18, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    config = Config(
        association=Association('Åsa "Ö" \\ # förening', "ÅÖF", "Europe/Helsinki"),
        plan=Plan("03-15"),
        database=Database("data/tavla.db"),
        ssh=Ssh("::1", (0, 0, 443), "nyckel", "tavla.example.se", "Eva, 070-174 06 05"),
        limits=Limits(1, 2, 3, 4, 5),
        demo=Demo(moment, pendulum.datetime(2026, 1, 1, tz="Europe/Stockholm")),
    )
    assert write(tmp_path / "config.toml", config) == config
    assert load(tmp_path / "config.toml") == config


@given(name=st.text(max_size=60), contact=st.text(max_size=60), key=st.text(max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
def test_whatever_can_be_written_can_be_read(tmp_path: Path, name: str, contact: str, key: str) -> None:
    config = Config(association=Association(name), ssh=Ssh(host_key=key, contact=contact))
    try:
        written = write(tmp_path / "config.toml", config)
    except Invalid:
        return
    assert load(tmp_path / "config.toml") == written


def test_paths_are_counted_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tavla"
    folder.mkdir()
    write(folder / "config.toml", Config(ssh=Ssh(host_key="/etc/tavlan/host_key")))
    monkeypatch.chdir(tmp_path)
    config = load(Path("tavla/config.toml"))
    monkeypatch.chdir("/")
    assert config.database_path == folder / "tavlan.db"
    assert config.host_key_path == Path("/etc/tavlan/host_key")


def test_the_label_is_the_shortest_name() -> None:
    assert Association("Lång förening").label == "Lång förening"
    assert Association("Lång förening", "LF").label == "LF"


def test_without_a_demo_the_clock_is_the_machines() -> None:
    clock = Config(association=Association(timezone="Europe/Helsinki")).clock()
    assert clock.timezone == "Europe/Helsinki"
    assert clock.shift == dt.timedelta()


@pytest.mark.parametrize("moment", [pendulum.datetime, None])
def test_the_demo_clock_goes_on_from_where_it_starts(moment: Any) -> None:
    starts: dt.datetime = pendulum.datetime(2023, 10, 4, 18, 30, tz="Europe/Stockholm")
    began: dt.datetime = pendulum.now("UTC").subtract(minutes=5)
    if moment is None:
        starts, began = (
            dt.datetime.fromisoformat(starts.isoformat()),
            dt.datetime.fromisoformat(began.isoformat()),
        )
    shown = Config(demo=Demo(starts, began)).clock()()
    assert dt.timedelta() <= shown - pendulum.datetime(2023, 10, 4, 16, 35) < dt.timedelta(minutes=1)
    assert shown.timezone_name == "Europe/Stockholm"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[shh]", ["”shh”", "Menade du ssh?", "association, plan, database, ssh, limits, look och demo"]),
        ("[qqqq]", ["”qqqq” finns inte. Tillåtna"]),
        ("ports = [2222]", ["”ports” står utanför sin sektion", "Menade du ssh.ports?"]),
        ("ssh = 2222", ["[ssh] på en egen rad"]),
        (
            "[ssh]\nport = 2222",
            [
                "”ssh.port” finns inte",
                "Menade du ssh.ports?",
                "host_key, public_host, contact och invitations",
            ],
        ),
        ('[ssh]\ntheme = "dark"', ["”ssh.theme”", "Menade du look.theme?"]),
        ("[look]\nqqqq = 1", ["”look.qqqq” finns inte. Tillåtna i [look] är theme."]),
        ("[ssh]\nports = 2222", ["ssh.ports är 2222;", "0 till 65535", "[2222, 443]"]),
        ("[ssh]\nports = []", ["ssh.ports är [];"]),
        ("[ssh]\nports = [65536]", ["ssh.ports är [65536];"]),
        ("[ssh]\nports = [-1]", ["ssh.ports är [-1];"]),
        ("[ssh]\nports = [true]", ["ssh.ports är [True];"]),
        ("[ssh]\nports = [2222, 2222]", ["Samma port står två gånger."]),
        ('[ssh]\nhost = ""', ["ssh.host är ””;"]),
        ('[ssh]\nhost = "a b"', ["ssh.host är ”a b”;"]),
        ('[ssh]\npublic_host = "-oProxyCommand"', ["ssh.public_host är"]),
        ('[ssh]\nhost_key = ""', ["ssh.host_key är ””;"]),
        ('[ssh]\ncontact = "' + "x" * 201 + '"', ["ssh.contact är", "högst 200 tecken"]),
        ('[database]\npath = "~/tavlan.db"', ["database.path är", "Skriv ut hemkatalogen"]),
        ('[database]\npath = "data/"', ["Det där är en mapp."]),
        ('[database]\npath = ".."', ["Det där är en mapp."]),
        ('[database]\npath = "a\\u0000b"', ["database.path är"]),
        ("[association]\nname = 5", ["association.name är 5;", "text"]),
        ('[association]\nname = " "', ["association.name är", "inte tom"]),
        ('[association]\ntimezone = "Europe/Stokholm"', ["en tidszon", 'Menade du "Europe/Stockholm"?']),
        ('[association]\ntimezone = "Europe"', ["association.timezone är ”Europe”;"]),
        ('[association]\ntimezone = "../../etc/passwd"', ["association.timezone är"]),
        ("[association]\ntimezone = 1", ["association.timezone är 1;"]),
        ('[plan]\nperiod_start = "02-29"', ["plan.period_start är ”02-29”;", "inte 02-29"]),
        ('[plan]\nperiod_start = "13-01"', ["plan.period_start är ”13-01”;"]),
        ('[plan]\nperiod_start = "1-1"', ['"01-01"']),
        ("[limits]\nsessions = 0", ["limits.sessions är 0;", "ett heltal från 1 till 10000"]),
        ("[limits]\nsessions = true", ["limits.sessions är true;"]),
        ("[limits]\nsessions = 1.5", ["limits.sessions är 1.5;"]),
        ("[limits]\nsessions = 0x" + "f" * 5000, ["limits.sessions är ett mycket stort tal;"]),
        ("[limits.sessions]\na = 1", ["limits.sessions är en sektion;"]),
        ('[look]\ntheme = "rosa"', ["look.theme är ”rosa”;", 'tillåtet är "dark" eller "light"']),
        ("[demo]\nstarts = 2023-10-04T18:30:00+02:00", ["demo.starts och demo.began hör ihop"]),
        ("[demo]\nstarts = 2023-10-04T18:30:00", ["demo.starts är 2023-10-04 18:30:00;", "tidszon"]),
        ("[demo]\nstarts = 0001-01-01T00:00:00Z", ["demo.starts är"]),
    ],
)
def test_a_wrong_key_or_value_is_named_with_what_is_allowed(
    tmp_path: Path, text: str, parts: list[str]
) -> None:
    answer = refusal(tmp_path / "config.toml", text)
    assert answer.startswith(f"{tmp_path / 'config.toml'}: ")
    for part in parts:
        assert part in answer


values = st.recursive(
    st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=20)
    | st.datetimes()
    | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(sorted({part for key in KEYS for part in key.split(".")})) | st.text(max_size=8)
tables = st.dictionaries(names, st.dictionaries(names, values, max_size=4) | values, max_size=4)


@given(tables.map(lambda table: tomli_w.dumps(table).encode(errors="replace")) | st.binary(max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_file_is_a_configuration_or_refused(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(written)
    try:
        config = load(path)
    except Invalid:
        return
    assert write(path, config) == config


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("ssh.ports", "2222,443", (2222, 443)),
        ("ssh.ports", "[2222, 443]", (2222, 443)),
        ("ssh.ports", "0", (0,)),
        ("ssh.host", "0.0.0.0", "0.0.0.0"),
        ("ssh.contact", "Eva \x1b[31m070\n", "Eva [31m070"),
        ("limits.sessions", " 50 ", 50),
        ("association.name", "123", "123"),
        ("plan.period_start", "03-15", "03-15"),
        ("look.theme", "contrast", "contrast"),
    ],
)
def test_a_typed_value_is_read_by_its_key(file: Path, key: str, typed: str, expected: object) -> None:
    config = set_value(file, key, typed)
    section, name = key.split(".")
    assert getattr(getattr(config, section), name) == expected
    assert load(file) == config
    if key != "association.name":
        assert config.association.name == "Provköpings förening"


def test_a_typed_moment_is_read(file: Path) -> None:
    began = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    write(file, replace(load(file), demo=Demo(began, began)))
    assert set_value(file, "demo.starts", "2023-10-04T18:30:00+02:00").demo == Demo(
        dt.datetime(2023, 10, 4, 16, 30, tzinfo=dt.UTC), began
    )


@pytest.mark.parametrize(
    ("key", "typed", "part"),
    [
        ("ssh.ports", "abc", "ssh.ports är ”abc”"),
        ("ssh.ports", "", "ssh.ports är ””"),
        ("ssh.ports", "99999", "0 till 65535"),
        ("limits.sessions", "många", "limits.sessions är ”många”; tillåtet är ett heltal"),
        ("limits.sessions", "9" * 5000, "limits.sessions är"),
        ("association.name", "", "inte tom"),
        ("demo.starts", "igår", "demo.starts är ”igår”"),
        ("demo.starts", "2023-10-04T18:30:00+02:00", "hör ihop"),
        ("ssh.port", "1", "Menade du ssh.ports"),
        ("ports", "1", "Menade du ssh.ports"),
        ("shh.ports", "1", "Menade du ssh.ports"),
        ("ssh", "1", "”ssh” finns inte. Tillåtna i .ssh. är host"),
        ("", "1", "finns inte"),
    ],
)
def test_a_wrong_change_leaves_the_file_untouched(file: Path, key: str, typed: str, part: str) -> None:
    before = file.read_bytes(), file.stat().st_ino
    with pytest.raises(Invalid, match=part):
        set_value(file, key, typed)
    assert (file.read_bytes(), file.stat().st_ino) == before
    assert listed(file.parent) == ["config.toml"]


def test_a_wrong_value_can_be_mended_by_setting_it(file: Path) -> None:
    file.write_text('[ssh]\nports = "tjugo"\n', encoding="utf-8")
    assert set_value(file, "ssh.ports", "22").ssh.ports == (22,)


def test_a_change_is_refused_while_another_key_is_wrong(file: Path) -> None:
    file.write_text('[ssh]\nports = "tjugo"\n', encoding="utf-8")
    with pytest.raises(Invalid, match=r"ssh\.ports"):
        set_value(file, "limits.sessions", "5")
    assert "tjugo" in file.read_text(encoding="utf-8")


def test_setting_a_key_in_a_file_that_does_not_exist_makes_none(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="tavlan init"):
        set_value(tmp_path / "config.toml", "ssh.ports", "22")
    assert listed(tmp_path) == []


def test_a_config_made_in_code_is_checked_before_it_is_written(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"association\.timezone"):
        write(tmp_path / "config.toml", Config(association=Association(timezone="Månen")))
    assert listed(tmp_path) == []
