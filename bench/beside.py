"""Beside the peer: the same cards, the same terminal, the same keys, one program after the other."""

import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.boards import Place
from bench.client import Recognise, Unpainted, Window, close_all, open_window, press, seen
from bench.host import TAVLAN, Host, at_rest, private_memory, serving
from bench.keys import CARD, stand_on
from bench.local import LocalWindow, environment, start
from bench.login import painted_login
from bench.peer import NAME, Missing, PeerBoard, PeerScreen, installed, make_peer_board
from bench.screen import Screen
from bench.table import Beside

_PATIENCE = 60
"""Seconds after which a key is taken to lead to nothing; the peer's large board needs many."""
_SETTLED, _OTHERS = 5, 15
"""People who come first, with whom what all share has grown; and further ones, to see what one more costs."""
_RIGHT, _UP, _DOWN = b"\x1b[C", b"\x1b[A", b"\x1b[B"
_THERE, _BACK = b"L", b"H"
"""To the next column and back, in both programs."""

Say = Callable[[str], None]
Found = defaultdict[str, list[float]]
Cursor = tuple[tuple[int, int], ...]
START, STEP, MOVE = "start → painted board", "cursor step → painted", "card to the next column → painted"
STEP_BYTES, MOVE_BYTES = "bytes for a cursor step", "bytes for a card to the next column"
WHOLE, FURTHER = "memory, the whole program with one person", "memory, each further person"
_UNITS = {
    START: (1000, "ms"),
    STEP: (1000, "ms"),
    MOVE: (1000, "ms"),
    STEP_BYTES: (1 / 1024, "KB"),
    MOVE_BYTES: (1 / 1024, "KB"),
    WHOLE: (2**-20, "MB"),
    FURTHER: (2**-20, "MB"),
}


@dataclass(frozen=True, slots=True)
class Times:
    """How often each thing is measured on a board."""

    each: int
    seconds: tuple[float, float, float]
    """After which no further start, step and move begins; one of each always does."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program with a board: how a person opens it, whose process it is, and the way to the card."""

    open: Callable[[], Awaitable[Window]]
    process: Callable[[Window], int]
    reach: Callable[[Window], Awaitable[None]]


async def beside(boards: Sequence[tuple[Place, Times]], say: Say, rows: list[Beside]) -> None:
    """Measure the peer and ours on each board, adding rows as they are done."""
    try:
        command = installed()
        for place, times in boards:
            say(f"beside {NAME}: {place.cards:,} cards")
            theirs = make_peer_board(command, place.config.parent / "peer", place.columns)
            await _board(place, theirs, times, say, rows)
    except Missing as missing:
        say(f"{NAME} could not be had, so nothing stands beside ours: {missing}")


async def _board(place: Place, theirs: PeerBoard, times: Times, say: Say, rows: list[Beside]) -> None:
    peer: Found = defaultdict(list)
    ssh: Found = defaultdict(list)
    local: Found = defaultdict(list)
    try:
        await _local(place, times, local)
        await _ssh(place, times, ssh)
        await _peer(theirs, place, times, peer, say)
    finally:
        rows += _rows(place.cards, times, peer, ssh, local)


async def _peer(theirs: PeerBoard, place: Place, times: Times, found: Found, say: Say) -> None:
    async def opened() -> Window:
        return start([theirs.command], theirs.surroundings, PeerScreen(), _PATIENCE)

    try:
        await _measured(Program(opened, _own_process, _walk), place, times, found)
    except Unpainted as failure:
        say(f"{NAME} was left at {place.cards:,} cards: {str(failure).splitlines()[0]}")


async def _local(place: Place, times: Times, found: Found) -> None:
    surroundings = environment(place.config.parent)
    command: list[str | Path] = [TAVLAN, "--config", place.config, "--as", place.keys[0][0], "open"]

    async def opened() -> Window:
        return start(command, surroundings, Screen(), _PATIENCE)

    await _measured(Program(opened, _own_process, stand_on), place, times, found)


async def _ssh(place: Place, times: Times, found: Found) -> None:
    async with serving(place) as host:

        async def opened() -> Window:
            return await open_window(place)

        program = Program(opened, lambda window: host.pid, stand_on)
        await _measured(program, place, times, found)
    # In what sessions that are gone have left behind, the next ones would find room for nothing.
    async with serving(place) as host:
        await _further(host, found)


async def _further(host: Host, found: Found) -> None:
    """What one more session adds to the server, in place of what one more process does."""
    windows: list[Window] = []
    settled = 0
    try:
        for who in range(_SETTLED + _OTHERS):
            windows.append((await painted_login(host.place, who))[0])
            await at_rest(host.pid)
            if len(windows) == _SETTLED:
                settled = host.memory
        found[FURTHER] = [(host.memory - settled) / _OTHERS]
    finally:
        await close_all(windows)


def _own_process(window: Window) -> int:
    assert isinstance(window, LocalWindow)
    return window.pid


async def _walk(window: Window) -> None:
    """Go to the card from the first of the first column: two columns to the right."""
    for _ in range(2):
        at = window.screen.cursor[0][1]

        def further(screen: Screen, at: int = at) -> bool:
            return bool(screen.cursor) and screen.cursor[0][1] > at

        await press(window, _RIGHT, further)
        await at_rest(_own_process(window))
    if CARD not in window.screen.under_cursor:
        raise Unpainted(window.screen.text)


async def _measured(program: Program, place: Place, times: Times, found: Found) -> None:
    starts, steps, moves = times.seconds
    async with AsyncExitStack() as opened:
        for _ in _turns(times.each, starts):
            await opened.aclose()
            window = await _start(program, place, found[START])
            opened.push_async_callback(window.close)
        pid = program.process(window)
        found[WHOLE] = found[FURTHER] = [private_memory(pid)]
        await program.reach(window)
        await at_rest(pid)
        await _steps(window, pid, _turns(times.each // 2, steps), found)
        await _moves(window, pid, _turns(times.each // 2, moves), _cards(window, place), found)


def _cards(window: Window, place: Place) -> Sequence[int]:
    """How many cards each column holds; the peer's headings say it only once a card has moved."""
    counts = window.screen.counts
    return counts if any(counts) else [len(titles) for titles in place.columns]


def _turns(times: int, seconds: float) -> Iterator[int]:
    """So many turns, or as many as begin within the seconds."""
    began = time.perf_counter()
    for turn in range(times):
        if turn and time.perf_counter() - began > seconds:
            return
        yield turn


async def _start(program: Program, place: Place, took: list[float]) -> Window:
    began = time.perf_counter()
    window = await program.open()
    try:
        took.append(await seen(window, lambda screen: screen.whole(place.cards), began) - began)
        await at_rest(program.process(window))
    except BaseException:
        await window.close()
        raise
    return window


async def _steps(window: Window, pid: int, turns: Iterator[int], found: Found) -> None:
    """Step down and up between two cards, and wait each time for exactly the cursor that is to come."""
    there = await _settled_cursor(window, pid, _DOWN)
    back = await _settled_cursor(window, pid, _UP)
    if there == back:
        raise Unpainted(f"the cursor does not move:\n{window.screen.text}")
    for _ in turns:
        for key, cursor in ((_DOWN, there), (_UP, back)):

            def told(screen: Screen, cursor: Cursor = cursor) -> bool:
                return screen.cursor == cursor

            await _press(window, pid, key, told, found, (STEP, STEP_BYTES))


async def _settled_cursor(window: Window, pid: int, key: bytes) -> Cursor:
    before = window.screen.cursor
    await press(window, key, lambda screen: screen.cursor not in ((), before))
    await at_rest(pid)
    window.drawn()
    return window.screen.cursor


async def _moves(window: Window, pid: int, turns: Iterator[int], cards: Sequence[int], found: Found) -> None:
    """Move the card to Klart and back, and wait each time for both headings and the card under its own."""
    working, done = cards[2:]
    for _ in turns:
        for key, column, counts in ((_THERE, 4, (working - 1, done + 1)), (_BACK, 3, (working, done))):

            def told(screen: Screen, column: int = column, counts: tuple[int, int] = counts) -> bool:
                return screen.counts[2:] == counts and CARD in screen.column(column)

            await _press(window, pid, key, told, found, (MOVE, MOVE_BYTES))


async def _press(
    window: Window, pid: int, key: bytes, wanted: Recognise, found: Found, into: tuple[str, str]
) -> None:
    before = window.received
    found[into[0]].append(await press(window, key, wanted))
    await at_rest(pid)
    found[into[1]].append(window.received - before)


def _rows(cards: int, times: Times, peer: Found, ssh: Found, local: Found) -> list[Beside]:
    rows = []
    for measure, (factor, unit) in _UNITS.items():
        theirs, by_ssh, here = ([factor * one for one in found[measure]] for found in (peer, ssh, local))
        wanted = 1 if measure in (WHOLE, FURTHER) else times.each
        rows.append(Beside(measure, cards, unit, theirs, by_ssh, here, wanted))
    return rows
