"""What the bench measures with: windows on a terminal, the peer's screen read as ours, the table of both."""

import os
import sys
import time
from pathlib import Path

import pytest

from bench import peer
from bench.beside import beside
from bench.client import Unpainted, press, seen
from bench.host import at_rest, cpu_time
from bench.local import LocalWindow, environment, start
from bench.peer import PeerScreen
from bench.screen import Screen
from bench.table import Beside, beside_as_markdown

ECHO = (
    "import os, tty; tty.setraw(0); os.write(1, b'redo %d %d' % os.get_terminal_size());"
    "[os.write(1, b'\\r\\n<%s>' % os.read(0, 9)) for _ in range(9)]"
)


def window_on(program: str, home: Path, patience: float = 20) -> LocalWindow:
    return start([sys.executable, "-c", program], environment(home), Screen(), patience)


async def test_a_program_is_driven_in_a_terminal_of_the_common_size(tmp_path: Path) -> None:
    began = time.perf_counter()
    window = window_on(ECHO, tmp_path)
    try:
        assert await seen(window, lambda screen: "redo 120 40" in screen.text, began) > began
        before = window.received
        assert await press(window, b"L", lambda screen: "<L>" in screen.text) > 0
        assert window.received - before == len(b"\r\n<L>")
    finally:
        await window.close()
    with pytest.raises(ProcessLookupError):
        os.kill(window.pid, 0)


async def test_what_never_comes_on_the_screen_is_told_with_what_came(tmp_path: Path) -> None:
    window = window_on(ECHO, tmp_path, patience=1)
    try:
        with pytest.raises(Unpainted, match="what was waited for"):
            await press(window, b"x", lambda screen: "never" in screen.text)
    finally:
        await window.close()


async def test_a_process_is_at_rest_only_once_its_work_is_done(tmp_path: Path) -> None:
    work = "import time; print('begun', flush=True)\nwhile time.process_time() < 1: pass\ntime.sleep(60)"
    window = window_on(work, tmp_path)
    try:
        await seen(window, lambda screen: "begun" in screen.text, time.perf_counter())
        await at_rest(window.pid)
        assert cpu_time(window.pid) >= 0.9
    finally:
        await window.close()


def test_the_peers_screen_is_read_past_its_wide_signs() -> None:
    """A card in focus has a border of its colour; a sign two cells wide stands left of it."""
    screen = PeerScreen()
    focus, plain, headings = "\x1b[38;5;84m", "\x1b[38;5;236m", ("Ej påbörjat", "Planerat", "Pågår", "Klart")
    told = " ".join(f"{name} ({number} Tasks)" for number, name in enumerate(headings, 2))
    screen.feed(f"\x1b[4;2H{told}".encode())
    screen.feed(f"\x1b[6;2H{plain}▊📆 325d  😎 no due".encode())
    screen.feed(f"\x1b[6;60H{focus}▊\x1b[39m Sossecaféer ".encode())
    assert screen.counts == (2, 3, 4, 5)
    assert screen.cursor == ((5, 59),)
    assert screen.under_cursor.strip("▊ ") == "Sossecaféer"
    assert "Sossecaféer" in screen.column(3)
    assert not any("Sossecaféer" in screen.column(number) for number in (1, 2, 4))
    assert not screen.whole(14)
    screen.feed(b"\x1b[40;1H e Edit d Delete")
    assert screen.whole(14)


def test_the_table_says_how_many_times_ours_the_peers_is_and_where_there_was_time_for_fewer() -> None:
    rows = [
        Beside("step", 2000, "ms", [30.0, 40.0, 50.0], [4.0] * 8, [2.0] * 8, 8),
        Beside("move", 2000, "ms", [], [4.0] * 8, [2.0] * 8, 8),
    ]
    assert beside_as_markdown(rows, "peer").splitlines()[2:] == [
        "| step | 2,000 | 40 ms (of 3) | 4 ms | 2 ms | 10 × / 20 × |",
        "| move | 2,000 | – | 4 ms | 2 ms | – / – |",
    ]


async def test_without_the_peer_the_bench_says_so_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = tmp_path / "python"
    refusing.write_text("#!/bin/sh\necho first >&2\necho no room >&2\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setattr(peer, "_HERE", tmp_path / "peer")
    monkeypatch.setattr(sys, "executable", str(refusing))
    said: list[str] = []
    rows: list[Beside] = []
    await beside([], said.append, rows)
    assert [line.endswith("nothing stands beside ours: no room") for line in said] == [True]
    assert rows == []
