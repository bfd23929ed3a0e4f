"""Nine people log in within ten seconds, one of them with a wrong key: what somebody who is in notices of it.

They come by OpenSSH's own client, each a process of its own, so that no work of theirs is in the numbers.
"""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import asyncssh

from bench.boards import Place
from bench.client import Window
from bench.keys import step
from bench.table import Figure, Row, median, percentile

PEOPLE, WITHIN = 9, 10.0
"""How many come, and in how many seconds."""
_WRONG = 4
"""Which of them has a key that nobody knows."""
_PAINTED = "hjälp".encode()
"""Stands in a board's last line, which is drawn last."""
_LONGEST = 20.0


async def crowd_row(place: Place, presser: Window, usual: Sequence[float]) -> Row | None:
    """How long a cursor step takes while they come evenly, and while all come at once."""
    if shutil.which("ssh") is None:
        return None
    evenly = await _meanwhile(place, presser, WITHIN / PEOPLE)
    at_once = await _meanwhile(place, presser, 0)
    figures = (
        Figure("p95", 1000 * percentile(evenly, 95), 100),
        Figure("worst", 1000 * max(evenly)),
        Figure("p95 when all come at once", 1000 * percentile(at_once, 95)),
    )
    beside = f"nobody comes: p95 {1000 * percentile(usual, 95):.1f}, median {1000 * median(usual):.1f} ms"
    return Row(f"cursor step → own screen while {PEOPLE} log in within {WITHIN:.0f} s", "ms", figures, beside)


async def _meanwhile(place: Place, presser: Window, apart: float) -> list[float]:
    with tempfile.TemporaryDirectory(prefix="tavlan-bench-crowd-") as folder:
        wrong = Path(folder) / "wrong"
        asyncssh.generate_private_key("ssh-ed25519").write_private_key(str(wrong))
        wrong.chmod(0o600)
        coming = asyncio.create_task(_come(place, wrong, apart))
        took: list[float] = []
        while not coming.done():
            took.append(await step(presser, len(took)))
        await coming
    return took


async def _come(place: Place, wrong: Path, apart: float) -> None:
    people = [_comes(place, number, wrong, number * apart) for number in range(PEOPLE)]
    began = time.perf_counter()
    seen = await asyncio.gather(*people)
    if seen != [number != _WRONG for number in range(PEOPLE)]:
        raise RuntimeError(f"of {PEOPLE} who logged in these saw a board: {seen}")
    await asyncio.sleep(max(0.0, began + PEOPLE * apart - time.perf_counter()))


async def _comes(place: Place, number: int, wrong: Path, after: float) -> bool:
    """One of them: whether the board came up."""
    await asyncio.sleep(after)
    folder, name = place.config.parent, place.keys[number % len(place.keys)][0]
    key = wrong if number == _WRONG else folder / "keys" / name
    settings = ("IdentitiesOnly=yes", "IdentityAgent=none", f"UserKnownHostsFile={folder / 'known_hosts'}")
    words = ["ssh", "-tt", "-F", "none", "-p", str(place.port), "-i", str(key)]
    for setting in (*settings, "BatchMode=yes"):
        words += ["-o", setting]
    process = await asyncio.create_subprocess_exec(
        *words,
        f"{name}@127.0.0.1",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    came, ended = b"", False
    try:
        async with asyncio.timeout(_LONGEST):
            while _PAINTED not in came and not ended:
                piece = await process.stdout.read(65536)
                came, ended = came + piece, not piece
    finally:
        if not ended:
            process.kill()
        await process.wait()
    return _PAINTED in came
