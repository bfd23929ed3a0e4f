"""Keys in and paint out, for one app on one terminal."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any

import pytest
from rich.color import ColorSystem
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from tui.driver import PASTE, ChannelDriver, InputDropped, run_app
from tui.terminal import BACKLOG, Terminal, clamp, depth_of


class Sink:
    """A client that reads, or does not."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.waiting = 0
        self.closing = self.aborted = False

    def write(self, data: bytes, /) -> None:
        self.pieces.append(data)

    def is_closing(self) -> bool:
        return self.closing

    def get_write_buffer_size(self) -> int:
        return self.waiting

    def abort(self) -> None:
        self.closing = self.aborted = True

    @property
    def text(self) -> str:
        return b"".join(self.pieces).decode()


class Toy(App[None], inherit_bindings=False):
    """Notes what reaches it."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        super().__init__(driver_class=ChannelDriver, watch_css=False)
        self.heard: list[str] = []
        self.pastes: list[str] = []
        self.dropped: list[int] = []
        self.sizes: list[tuple[int, int]] = []

    def compose(self) -> ComposeResult:
        yield Static("hej", markup=False)

    def on_key(self, event: events.Key) -> None:
        self.heard.append(event.key)
        if event.key == "f12":
            raise RuntimeError("hemlighet")

    def on_paste(self, event: events.Paste) -> None:
        self.pastes.append(event.text)

    def on_resize(self, event: events.Resize) -> None:
        self.sizes.append((event.size.width, event.size.height))

    def on_input_dropped(self, event: InputDropped) -> None:
        self.dropped.append(event.count)


async def until(settled: Callable[[], object], seconds: float = 10) -> None:
    """Wait until something holds; the test fails when it does not in time."""
    deadline = time.monotonic() + seconds
    while not settled():
        assert time.monotonic() < deadline, "det blev aldrig så"
        await asyncio.sleep(0.005)


def terminal_on(sink: Sink, size: tuple[int, int] = (80, 24)) -> Terminal:
    return Terminal(sink, "xterm-256color", size, {})


@asynccontextmanager
async def running(size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Toy, Sink]]:
    sink = Sink()
    app = Toy(terminal_on(sink, size))
    task = asyncio.create_task(run_app(app))
    await until(lambda: "hej" in sink.text)
    try:
        yield app, sink
    finally:
        app.terminal.end()
        await asyncio.wait_for(asyncio.gather(task, return_exceptions=True), 10)


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ((0, 0), (80, 24)),
        ((80, 0), (80, 24)),
        ((1, 1), (1, 1)),
        ((40, 15), (40, 15)),
        ((2**32 - 1, 2**32 - 1), (300, 120)),
        ((500, 200), (300, 120)),
    ],
)
def test_a_terminal_is_as_large_as_can_be_drawn(given: tuple[int, int], drawn: tuple[int, int]) -> None:
    assert clamp(*given) == drawn


@pytest.mark.parametrize(
    ("term", "hints", "depth"),
    [
        ("xterm", {}, ColorSystem.STANDARD),  # PuTTY
        ("xterm-256color", {}, ColorSystem.EIGHT_BIT),  # Windows Terminal, macOS
        ("putty-256color", {}, ColorSystem.EIGHT_BIT),
        ("screen", {}, ColorSystem.STANDARD),
        ("screen-256color", {}, ColorSystem.EIGHT_BIT),
        ("screen-256color", {"COLORTERM": "truecolor"}, ColorSystem.TRUECOLOR),
        ("tmux", {}, ColorSystem.STANDARD),
        ("tmux-256color", {}, ColorSystem.EIGHT_BIT),
        ("tmux-direct", {}, ColorSystem.TRUECOLOR),
        ("rxvt-unicode-256color", {"COLORTERM": "rxvt"}, ColorSystem.EIGHT_BIT),
        ("xterm", {"COLORTERM": "24bit"}, ColorSystem.TRUECOLOR),
        ("xterm", {"NO_COLOR": ""}, ColorSystem.STANDARD),
        ("linux-m", {}, None),
        ("xterm-mono", {}, None),
        ("vt100", {}, None),
        ("", {}, None),
        ("xterm", {"COLORTERM": "truecolor"}, ColorSystem.TRUECOLOR),
        ("xterm-kitty", {}, ColorSystem.TRUECOLOR),
        ("xterm-256color", {"NO_COLOR": "1", "COLORTERM": "truecolor"}, None),
        ("vt220", {}, None),
        ("dumb", {}, None),
        ("linux", {}, ColorSystem.STANDARD),
    ],
)
def test_colours_follow_what_the_client_says(
    term: str, hints: dict[str, str], depth: ColorSystem | None
) -> None:
    assert depth_of(term, hints) == depth


async def test_an_app_takes_the_screen_and_gives_it_back() -> None:
    async with running() as (app, sink):
        assert sink.text.startswith("\x1b[?1049h\x1b[?25l\x1b[?2004h")
        assert "\x1b[?100" not in sink.text.replace("\x1b[?1049h", "")
        assert app.terminal.driver is not None
    assert sink.text.endswith("\x1b[?1049l\x1b[?25h")
    assert app.terminal.driver is None


async def test_all_of_a_loop_turn_is_sent_as_one() -> None:
    async with running() as (app, sink):
        driver = app._driver
        assert isinstance(driver, ChannelDriver)
        await asyncio.sleep(0)
        before = len(sink.pieces)
        for piece in ("en", "två", "tre"):
            driver.write(piece)
            driver.flush()
        await asyncio.sleep(0)
        (sent,) = sink.pieces[before:]
        assert sent.endswith("entvåtre".encode())


async def test_keys_reach_the_app_and_a_lone_escape_does_not_wait_for_more() -> None:
    async with running() as (app, _):
        for data in (b"\x1b[11~", b"\x1b", b"[4~", "å".encode()[:1], "å".encode()[1:]):
            app.terminal.feed(data)
        await until(lambda: len(app.heard) == 3)
        app.terminal.feed(b"\x1b")
        await until(lambda: len(app.heard) == 4)
        assert app.heard == ["f1", "end", "å", "escape"]


async def pump(app: Toy, data: bytes) -> float:
    """Type as the server does, and give the longest the loop was kept from others."""
    longest = 0.0
    for at in range(0, len(data), 512):
        before = time.perf_counter()
        app.terminal.feed(data[at : at + 512])
        await asyncio.sleep(0)
        longest = max(longest, time.perf_counter() - before)
    return longest


async def test_a_paste_of_ten_megabytes_is_cut_with_a_notice() -> None:
    async with running() as (app, _):
        await pump(app, b"\x1b[200~" + b"x" * 10_000_000 + b"\x1b[201~k")
        await until(lambda: app.heard)
        assert [len(text) for text in app.pastes] == [PASTE]
        assert app.dropped == [10_000_000 - PASTE]


async def test_ten_megabytes_of_typing_is_cut_with_a_notice_and_then_keys_work() -> None:
    async with running() as (app, _):
        await pump(app, b"w" * 10_000_000)
        await until(lambda: app.dropped, 30)
        app.terminal.feed(b"k")
        await until(lambda: app.heard and app.heard[-1] == "k", 120)
        assert app.dropped[0] + len(app.heard) - 1 == 10_000_000
        assert len(app.heard) < 3 * PASTE


async def test_of_a_storm_of_sizes_the_newest_is_drawn() -> None:
    async with running() as (app, _):
        for number in range(1000):
            app.terminal.resize(100 + number % 100, 30)
            await asyncio.sleep(0)
        app.terminal.resize(2**32 - 1, 41)
        await until(lambda: app.sizes[-1] == (300, 41))
        assert len(app.sizes) < 60


async def test_a_reader_too_far_behind_is_cut_off() -> None:
    async with running() as (app, sink):
        sink.waiting = BACKLOG
        app.refresh()
        await until(lambda: sink.aborted)
        assert app.terminal.ended
        written = len(sink.pieces)
    assert len(sink.pieces) == written


async def test_an_app_on_a_terminal_that_has_ended_ends_too() -> None:
    terminal = terminal_on(Sink())
    terminal.end("Hej då.")
    terminal.end("För sent.")
    assert await asyncio.wait_for(run_app(Toy(terminal)), 10) == 0
    assert terminal.farewell == "Hej då."


async def test_a_crash_inside_the_app_is_raised_to_whoever_ran_it() -> None:
    app = Toy(terminal_on(Sink()))
    task = asyncio.create_task(run_app(app))
    await until(lambda: app.terminal.driver)
    app.terminal.feed(b"\x1b[24~")
    with pytest.raises(RuntimeError, match="hemlighet"):
        await asyncio.wait_for(task, 10)


async def test_nothing_reaches_the_servers_own_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise AssertionError

    monkeypatch.setattr("webbrowser.open", fail)
    async with running() as (app, _):
        driver = app._driver
        assert driver is not None
        assert not driver.can_suspend
        app.open_url("https://example.se")
        binary = BytesIO(b"x")
        driver.deliver_binary(binary, delivery_key="", save_path=None)  # type: ignore[arg-type]
        assert binary.closed
