"""The demo: a lively board in a folder of its own, with a line that lets a second person in."""

import datetime as dt
import fcntl
import os
import shlex
import socket
import stat
import time
from collections import Counter
from pathlib import Path

import asyncssh
import pendulum
import pytest

from models.access import Role, owner
from models.assignment import actor_of, roles_in_force
from models.card import Card, cards_of
from models.commitment import Status
from models.demo.life import STARTS
from models.demo.people import PEOPLE
from models.door import shell_door
from models.errors import Conflict, Invalid
from models.journal import changes_after
from models.key import keys, keys_in_force
from models.log import log
from models.member import Member, find_member
from models.plan import require_plan
from models.standing import Pace, standing, tally
from tests.conftest import PLAN
from tui.cli import main
from tui.config import load
from tui.demo import KEY_HOLDERS, DemoBoard, demo_for_now, make_demo, make_new_demo

NOW = pendulum.datetime(2026, 2, 3, 9, 15, tz="Europe/Stockholm")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoBoard:
    return make_demo(tmp_path_factory.mktemp("demo") / "tavla", NOW)


def _cards(board: DemoBoard) -> tuple[Card, ...]:
    with shell_door(board.config.database_path):
        return cards_of(require_plan().id, STARTS)


def test_the_columns_are_filled_as_on_a_real_board_in_october(demo: DemoBoard) -> None:
    cards = _cards(demo)
    assert Counter(card.status for card in cards) == {
        Status.NOT_STARTED: 9,
        Status.PLANNED: 6,
        Status.IN_PROGRESS: 18,
        Status.DONE: 3,
    }
    assert [card.title for card in cards if not card.from_plan] == ["Höstmarknaden: bord och ballonger"]
    assert [card.title for card in cards if card.paused] == ["Användningen av sociala medier utvecklas"]
    (dropped,) = [card for card in cards if card.dropped]
    assert (dropped.dropped_section, "Folkhögskolan" in (dropped.dropped or "")) == ("§ 47", True)
    assert sum(bool(card.responsible) for card in cards) >= 28
    assert sum(card.due is not None for card in cards) >= 8


def test_two_cards_are_late_and_about_two_thirds_are_on_track(demo: DemoBoard) -> None:
    cards = _cards(demo)
    with shell_door(demo.config.database_path):
        plan = require_plan()
    paces = Counter(standing(card, plan, STARTS.date()).pace for card in cards)
    assert (paces[Pace.LATE], paces[Pace.PAUSED], paces[Pace.DROPPED]) == (2, 1, 1)
    counted = tally(cards, plan, STARTS.date())
    assert (counted.good, counted.total) == (21, 35)


def test_everything_in_the_history_happened_between_the_annual_meeting_and_the_demo(demo: DemoBoard) -> None:
    with shell_door(demo.config.database_path):
        changes = changes_after(0, 5000)[::-1]
        authors = {change.who for change in changes if change.entity == "commitment"}
    moments = [change.at for change in reversed(changes)]
    assert moments == sorted(moments)
    assert moments[0] >= pendulum.datetime(2023, 3, 19, tz="Europe/Stockholm")
    assert moments[-1] < STARTS
    assert len(authors) >= 7
    assert "Servern" not in authors


def test_the_plan_is_the_real_one_imported_by_the_chair(demo: DemoBoard) -> None:
    adopted = [card.adopted_text for card in _cards(demo) if card.from_plan]
    wanted = [line.lstrip("– ") for line in PLAN.read_text().splitlines() if line.startswith("–")]
    assert adopted[:34] == wanted
    with shell_door(demo.config.database_path):
        imported = log(actor_of(demo.chair, demo.config.clock()), 1000)
    assert ("Eva Norrbäck", "läste in Verksamhetsplan 2023") in [(row.who, row.summary) for row in imported]


def test_the_register_holds_thirty_invented_members_and_a_whole_board(demo: DemoBoard) -> None:
    with shell_door(demo.config.database_path):
        members = list(Member.select())
        held = Counter(role for member in members for role in roles_in_force(member.id, STARTS))
        assert actor_of(demo.chair, demo.config.clock()).name == "Eva Norrbäck"
    assert len(members) == 30
    assert len({one.name for one in PEOPLE}) == 30
    board = (Role.CHAIR, Role.VICE_CHAIR, Role.TREASURER, Role.SECRETARY, Role.STUDIES, Role.BOARD_MEMBER)
    assert [held[role] for role in board] == [1, 1, 1, 1, 1, 2]
    assert (held[Role.DEPUTY], held[Role.CO_OPTED], held[Role.AUDITOR]) == (4, 1, 2)


def test_everybody_the_demo_names_is_found_by_the_first_name_alone(demo: DemoBoard) -> None:
    with shell_door(demo.config.database_path):
        for one in PEOPLE:
            if one.key:
                assert find_member(one.name.split()[0]).name == one.name


def test_the_clock_starts_on_the_wednesday_evening_and_goes(demo: DemoBoard) -> None:
    config = load(demo.config.path)
    assert config.demo.began == NOW
    shown = STARTS.timestamp() + time.time() - NOW.timestamp()
    assert abs(config.clock()().timestamp() - shown) < 60
    assert config.clock()().timezone_name == "Europe/Stockholm"


def test_all_that_is_secret_is_for_the_owner_alone(demo: DemoBoard) -> None:
    secret = [demo.config.host_key_path, demo.config.database_path, demo.directory / "known_hosts"]
    secret += [demo.directory / "keys" / name for name in KEY_HOLDERS]
    assert {stat.S_IMODE(path.stat().st_mode) for path in secret} == {0o600}
    assert stat.S_IMODE(demo.directory.stat().st_mode) == 0o700


def test_the_line_lets_in_the_one_it_names_at_the_right_server(demo: DemoBoard) -> None:
    words = shlex.split(demo.join_line("bo"))
    port = demo.config.ssh.ports[0]
    assert words == [
        "ssh",
        "-p",
        str(port),
        "-i",
        str(demo.directory / "keys" / "bo"),
        "-o",
        "IdentitiesOnly=yes",
        "-o",
        f"UserKnownHostsFile={demo.directory / 'known_hosts'}",
        "bo@127.0.0.1",
    ]
    host = asyncssh.read_private_key(demo.config.host_key_path).export_public_key().decode().split()
    assert (demo.directory / "known_hosts").read_text().split() == [f"[127.0.0.1]:{port}", *host[:2]]
    with shell_door(demo.config.database_path):
        bound = keys_in_force()
        names = {row.id: row.member for row in keys(owner(demo.config.clock()))}
    for name in KEY_HOLDERS:
        private = asyncssh.read_private_key(demo.directory / "keys" / name)
        assert names[bound[private.public_data].key_id].split()[0].casefold() == name


def test_a_folder_with_a_space_still_gives_a_line_that_can_be_pasted(tmp_path: Path) -> None:
    board = make_demo(tmp_path / "min demo", NOW)
    words = shlex.split(board.join_line("eva"))
    assert str(tmp_path / "min demo" / "keys" / "eva") in words
    assert f'UserKnownHostsFile="{tmp_path / "min demo" / "known_hosts"}"' in words


def test_a_demo_made_again_keeps_its_keys_and_port_and_forgets_the_rest(tmp_path: Path) -> None:
    first = make_demo(tmp_path, NOW)
    main(["--config", str(first.config.path), "--as", str(first.chair), "move", "12", "klart"])
    kept = {path: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    host = first.config.host_key_path.read_bytes()
    second = make_demo(tmp_path, NOW + dt.timedelta(days=1))
    assert second.join_line("bo") == first.join_line("bo")
    assert {path: path.read_bytes() for path in (tmp_path / "keys").iterdir()} == kept
    assert second.config.host_key_path.read_bytes() == host
    assert next(card.status for card in _cards(second) if card.id == 12) == Status.NOT_STARTED


def test_a_port_that_somebody_took_meanwhile_is_not_kept(tmp_path: Path) -> None:
    first = make_demo(tmp_path, NOW)
    with socket.socket() as other:
        other.bind(("127.0.0.1", first.port))
        other.listen()
        second = make_demo(tmp_path, NOW)
    assert second.port != first.port
    assert f"[127.0.0.1]:{second.port} " in (tmp_path / "known_hosts").read_text()


def test_the_demo_lives_in_the_cache_and_gives_way_to_one_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = tmp_path / "tavlan" / "demo"
    with demo_for_now(NOW) as kept:
        assert kept.directory == folder
        with demo_for_now(NOW) as other:
            assert other.directory != folder
            assert other.config.database_path.exists()
        assert not other.directory.exists()
    with demo_for_now(NOW) as again:
        assert again.join_line("bo") == kept.join_line("bo")
    with open(folder / "lock", "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_cache_that_cannot_be_written_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tavlan").write_text("en fil där mappen skulle ligga")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with demo_for_now(NOW) as board:
        assert board.config.path.exists()


def test_what_goes_wrong_while_the_demo_runs_is_told_and_does_not_start_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(Invalid, match="upptagen"), demo_for_now(NOW):
        raise Invalid("Porten är upptagen.")


def test_a_demo_is_never_made_over_something_else(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("")
    with pytest.raises(Conflict, match="inte tom"):
        make_new_demo(tmp_path, NOW)
    assert os.listdir(tmp_path) == ["config.toml"]


def test_demo_into_a_folder_makes_it_and_says_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--into", str(tmp_path / "d")]) == 0
    out = capsys.readouterr().out
    assert f"tavlan --config {tmp_path / 'd' / 'config.toml'} serve" in out
    assert f"-i {tmp_path / 'd' / 'keys' / 'bo'} " in out
    assert main(["demo", "--into", str(tmp_path / "d")]) == 1


def test_the_demo_is_handed_a_board_that_stands_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui import serving

    seen: list[DemoBoard] = []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(serving, "demo", seen.append)
    assert main(["demo"]) == 0
    assert seen[0].guest in KEY_HOLDERS
    pasted = seen[0].welcome.rpartition("\n\n")[2].replace("\\\n", "")
    assert shlex.split(pasted) == shlex.split(seen[0].join_line("bo"))
