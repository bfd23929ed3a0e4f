"""The server under measure: a process of its own, and what the kernel says of it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.boards import Place

_TAVLAN = Path(sys.executable).with_name("tavlan")
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Host:
    """A running server."""

    pid: int
    place: Place

    @property
    def memory(self) -> int:
        """Bytes that no other process shares."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))

    @property
    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK


@asynccontextmanager
async def serving(place: Place) -> AsyncIterator[Host]:
    """Start `tavlan serve`, wait until it listens, and stop it afterwards."""
    log_file = place.config.parent / "server.log"
    with log_file.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            _TAVLAN,
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
