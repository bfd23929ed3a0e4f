"""A program in a terminal of this machine: a window on a pseudo-terminal instead of on a channel."""

import asyncio
import fcntl
import os
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread

from bench.client import Window
from bench.screen import HEIGHT, WIDTH, Screen

_FAREWELL = 5
"""Seconds a program gets to end by itself."""


class LocalWindow(Window):
    """A window in which a program runs on this machine."""

    def __init__(
        self, process: subprocess.Popen[bytes], terminal: int, screen: Screen, patience: float
    ) -> None:
        super().__init__(screen, patience)
        self.pid = process.pid
        self._process = process
        self._terminal = terminal
        # Read in a thread: the loop draws between two keys, and must not make a program wait for it.
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def write(self, keys: bytes) -> None:
        """Send keys through the terminal."""
        os.write(self._terminal, keys)

    async def close(self) -> None:
        """End the program."""
        await asyncio.to_thread(self._end)

    def _read(self) -> None:
        # A terminal whose program has ended answers with an error.
        with suppress(OSError):
            while data := os.read(self._terminal, 65536):
                self.arrived(data)

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(_FAREWELL)
        os.close(self._terminal)


def environment(home: Path) -> dict[str, str]:
    """What a program is told about its surroundings: a terminal, and a home where nothing is from before."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


def start(
    command: Sequence[str | Path], surroundings: Mapping[str, str], screen: Screen, patience: float
) -> LocalWindow:
    """Start a program in a window of the size that all have."""
    terminal, inner = os.openpty()
    try:
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        process = subprocess.Popen(
            command,
            # A terminal of its own, so that the program hangs up should the bench itself be killed.
            preexec_fn=partial(os.login_tty, inner),
            env=dict(surroundings),
            cwd=surroundings["HOME"],
        )
    except OSError:
        os.close(terminal)
        raise
    finally:
        os.close(inner)
    return LocalWindow(process, terminal, screen, patience)
