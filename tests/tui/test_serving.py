"""Running Tavlan: where commands are carried out, and how a board in this terminal ends."""

import shlex
import signal
import sys
import termios
import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.importing import import_plan
from models.key import Identity
from models.preference import prefer
from models.readers.plan_text import read_plan
from screens.theme import PREFERENCE
from tests.conftest import PLAN, MadeBoard
from tests.end_to_end.screen import PATIENCE, Screen
from tui.app import BoardApp
from tui.cli import main
from tui.commands import plan as importing
from tui.config import Config, Look, Ssh, load, write
from tui.demo import DemoBoard
from tui.serving import Reception, banner_of, open_house
from tui.terminal import Terminal

TAVLAN = (sys.executable, "-m", "tui.cli")


class Given:
    """What was piped in."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    async def read(self) -> bytes:
        return self._content


@pytest.fixture
def config(closed_board: MadeBoard, tmp_path: Path) -> Config:
    return write(tmp_path / "config.toml", Config())


async def test_a_plan_is_understood_where_nobody_waits_for_it(
    closed_board: MadeBoard, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan that takes its time to read in must keep nobody from moving a card, or from looking."""
    seen: list[str] = []
    preview = importing.preview_lines

    def noted(name: str, function):  # type: ignore[no-untyped-def]
        def call(*given: object) -> object:
            seen.append(f"{name} {threading.current_thread().name}")
            return function(*given)

        return call

    monkeypatch.setattr("tui.serving.read_plan", noted("read", read_plan))
    monkeypatch.setattr(importing, "preview_lines", noted("preview", preview))
    monkeypatch.setattr(importing, "import_plan", noted("save", import_plan))
    eva = Identity(closed_board.eva.member_id or 0, 0)
    async with open_house(config) as house:
        reception = Reception(house)
        shown = await reception.command(eva, "import plan", Given(PLAN.read_bytes()))
        assert (shown.code, "Inget är sparat" in shown.out) == (0, True)
        assert [one.split()[0] for one in seen] == ["read", "preview"]
        assert not any("database" in one for one in seen)
        refused = await reception.command(eva, "import plan --yes", Given(PLAN.read_bytes()))
        assert (refused.code, "finns redan" in refused.err) == (1, True)
        assert seen[-1].startswith("save database-write")
        assert not any("read database" in one for one in seen)
        broken = await reception.command(eva, "import plan --yes", Given(b"\x00\x01"))
        assert (broken.code, len(broken.err.splitlines())) == (1, 1)
        bulky = await reception.command(eva, f"comment 12 {'x' * 9000}", Given(b""))
        assert (bulky.code, "8192 byte" in bulky.err) == (2, True)


def test_the_banner_is_short_and_broken_between_words_for_whoever_has_no_key() -> None:
    contact = "Eva Ek, ordförande, eva@exempel.se eller 070-174 06 05, helst på kvällstid"
    told = banner_of(Config(ssh=Ssh(contact=contact)))
    assert max(len(line) for line in told.splitlines()) <= 78
    assert {*contact.split()[:-1]} <= {*told.split()}
    assert "ssh-keygen -t ed25519" in told.splitlines()[0]
    assert len(banner_of(Config()).splitlines()) == 3
    assert len(banner_of(Config(ssh=Ssh(invitations=False))).splitlines()) == 2


def test_the_banner_tells_where_a_code_is_said_unless_none_are_taken() -> None:
    ssh = Ssh(public_host="tavlan.exempel.se", ports=(443,))
    told = " ".join(banner_of(Config(ssh=ssh)).split())
    assert told.endswith("Har du en kod, logga in med: ssh -p 443 inbjudan@tavlan.exempel.se")
    assert "kod" not in banner_of(Config(ssh=replace(ssh, invitations=False)))


def test_those_who_joined_the_demo_are_told_that_it_is_over(tmp_path: Path) -> None:
    owners = Screen(["env", f"XDG_CACHE_HOME={tmp_path}", *TAVLAN, "demo"])
    guest: Screen | None = None
    try:
        owners.until("Välkommen", 2 * PATIENCE)
        folder = tmp_path / "tavlan" / "demo"
        config = load(folder / "config.toml")
        guest = Screen(shlex.split(DemoBoard(config, folder, 0).join_line("bo")))
        guest.until("Ej påbörjat", 2 * PATIENCE)
        owners.process.send_signal(signal.SIGTERM)
        guest.leaves()
        assert "Demon är avslutad." in guest.after
        assert "startas om" not in guest.after
    finally:
        owners.close()
        if guest is not None:
            guest.close()


def given_back(screen: Screen) -> bool:
    """Whether the terminal is as it was: its own screen, a cursor, and what one types shown."""
    raw = bytes(screen.raw)
    shows = termios.tcgetattr(screen._master)[3] & (termios.ECHO | termios.ICANON)
    return raw.rfind(b"\x1b[?1049l") > raw.rfind(b"\x1b[?1049h") and b"\x1b[?25h" in raw and bool(shows)


@pytest.mark.parametrize("how", ["open", "demo"])
def test_a_board_in_this_terminal_that_is_told_to_stop_gives_the_terminal_back(
    how: str, tmp_path: Path
) -> None:
    command = ["env", f"XDG_CACHE_HOME={tmp_path}", *TAVLAN]
    if how == "open":
        assert main(["demo", "--into", str(tmp_path / "board")]) == 0
        command += ["--config", str(tmp_path / "board" / "config.toml"), "--as", "Eva"]
    screen = Screen([*command, how])
    try:
        screen.until("Välkommen" if how == "demo" else "Ej påbörjat", 2 * PATIENCE)
        assert not given_back(screen)
        screen.process.send_signal(signal.SIGTERM)
        assert screen.leaves() == 0
        assert given_back(screen)
        assert "Traceback" not in screen.after
        assert ("Nästa gång" in screen.after) == (how == "demo")
    finally:
        screen.close()


def test_a_server_stopped_at_its_terminal_leaves_no_stray_signs(tmp_path: Path) -> None:
    assert main(["demo", "--into", str(tmp_path / "board")]) == 0
    screen = Screen([*TAVLAN, "--config", str(tmp_path / "board" / "config.toml"), "serve"], (120, 12))
    try:
        screen.until("Tavlan lyssnar", 2 * PATIENCE)
        screen.type("\x03")
        screen.until("^C")
        screen.process.send_signal(signal.SIGINT)
        assert screen.leaves() == 0
        screen.until("Tavlan är stoppad.")
        assert "^C" not in screen.text
    finally:
        screen.close()


async def test_a_member_meets_the_board_as_they_left_it_and_others_as_the_association_has_it(
    closed_board: MadeBoard, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    async def look_at(app: BoardApp) -> int:
        seen.append(app.theme)
        return 0

    monkeypatch.setattr("tui.serving.run_app", look_at)
    config = replace(config, look=Look(theme="contrast"))
    eva = Identity(closed_board.eva.member_id or 0, 0)
    terminal = Terminal(SimpleNamespace(), "xterm-256color", (80, 24), {})
    async with open_house(config) as house:
        reception = Reception(house)
        await reception.board(terminal, eva)
        await house.doors.note(prefer, eva.member_id, PREFERENCE, "light")
        await reception.board(terminal, eva)
    assert seen == ["tavlan-contrast", "tavlan-light"]
