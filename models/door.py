"""The two doors to the database: one thread that reads, one that writes, and nobody else."""

import asyncio
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

from models.database import choose, database, in_plain_words, migrate

P = ParamSpec("P")
R = TypeVar("R")


def _connect_for_writing() -> None:
    database.connect()
    migrate()


def _connect_for_reading() -> None:
    database.connect()
    database.execute_sql("PRAGMA query_only=1")


class Doors:
    """A reading and a writing connection, each with a thread of its own.

    With one shared thread a read waits behind every locked write. No command may await inside its
    transaction: on one connection another session's write would join it and be lost with it.
    """

    def __init__(self, path: Path, *, new: bool = False) -> None:
        self._path, self._new = path, new
        self._writing = ThreadPoolExecutor(1, "database-write")
        self._reading = ThreadPoolExecutor(1, "database-read")
        self.written: Callable[[], None] = lambda: None
        """Called after each command; the hub then looks in the journal."""

    async def open(self) -> None:
        """Open both connections and bring the schema up; raises Refusal, NewerDatabase."""
        loop = asyncio.get_running_loop()
        with in_plain_words(self._path):
            choose(self._path, new=self._new)
            await loop.run_in_executor(self._writing, _connect_for_writing)
            await loop.run_in_executor(self._reading, _connect_for_reading)

    def stamp(self) -> tuple[tuple[int, int], ...]:
        """Times and sizes of the database's files; every write by whomever leaves others."""
        found: list[tuple[int, int]] = []
        for path in (self._path, f"{self._path}-wal"):
            with suppress(FileNotFoundError):
                file = os.stat(path)
                found.append((file.st_mtime_ns, file.st_size))
        return tuple(found)

    async def close(self) -> None:
        """Close both connections once what has been ordered is done."""
        loop = asyncio.get_running_loop()
        for door in (self._writing, self._reading):
            await loop.run_in_executor(door, database.close)
            door.shutdown()

    async def ask(self, question: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run one question on the reading connection; it never waits for a writer."""
        call = partial(question, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._reading, call)

    async def order(self, command: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run one command on the writing connection, then let the hub look in the journal."""
        try:
            return await self.note(command, *args, **kwargs)
        finally:
            self.written()

    async def note(self, writing: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run what writes outside the journal (presence, sign-ins), which is news to nobody."""
        call = partial(writing, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._writing, call)


@contextmanager
def shell_door(path: Path, *, new: bool = False) -> Iterator[None]:
    """One connection in this thread, for a command in the server's own shell; raises Refusal."""
    with in_plain_words(path):
        choose(path, new=new)
        database.connect()
        try:
            migrate()
            yield
        finally:
            database.close()
