"""The server under measure: a process of its own, and what the kernel says of it."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.boards import Place

TAVLAN = Path(sys.executable).with_name("tavlan")
"""The command under measure."""
_TICK = os.sysconf("SC_CLK_TCK")
_LOOK = 0.1
"""Seconds between two looks at a process's clock, of which a fifth may be housekeeping."""


@dataclass(frozen=True, slots=True)
class Host:
    """A running server."""

    pid: int
    place: Place

    @property
    def memory(self) -> int:
        """Bytes that no other process shares."""
        return private_memory(self.pid)

    @property
    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        return cpu_time(self.pid)


def private_memory(pid: int) -> int:
    """Bytes of a process that no other process shares."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def cpu_time(pid: int) -> float:
    """Seconds of processor time a process has used so far."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / _TICK


async def at_rest(pid: int, patience: float = 60) -> None:
    """Wait until a process works no more, so that the next measure is not about the one before."""
    last, before = time.perf_counter() + patience, cpu_time(pid)
    while time.perf_counter() < last:
        await asyncio.sleep(_LOOK)
        now = cpu_time(pid)
        # On a busy machine a process that only waits for its turn uses no time either.
        if now - before <= _LOOK / 5 and _stat(pid)[0] != "R":
            return
        before = now


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


@asynccontextmanager
async def serving(place: Place) -> AsyncIterator[Host]:
    """Start `tavlan serve`, wait until it listens, and stop it afterwards."""
    log_file = place.config.parent / "server.log"
    with log_file.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            TAVLAN,
            "--config",
            place.config,
            "serve",
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
            stdin=asyncio.subprocess.DEVNULL,
        )
    try:
        assert process.stdout is not None
        if not await asyncio.wait_for(process.stdout.readline(), 20):
            raise RuntimeError(f"tavlan serve: {_end_of(log_file)}")
        yield Host(process.pid, place)
    finally:
        await _stop(process)


def _end_of(log: Path) -> str:
    return log.read_text()[-2000:]


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), 15)
    except TimeoutError:
        process.kill()
        await process.wait()
