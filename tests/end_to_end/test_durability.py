"""What is acknowledged is kept, however the server ends."""

import asyncio
import contextlib
import itertools
import signal
import sqlite3
import time
from collections import Counter

import asyncssh

from tests.end_to_end.house import House

MEMBERS = ("eva", "bo", "cia", "dag", "eva", "bo", "cia", "dag", "eva", "bo")
CARDS = (13, 5, 7, 11, 20, 24, 29, 31, 32, 1)
ROUNDS = 3
ENOUGH = 40
"""Acknowledged ticks before the server is killed, in each round."""


async def tick_on(
    connection: asyncssh.SSHClientConnection,
    place: int,
    serial: "itertools.count[int]",
    asked: set[str],
    acked: list[str],
) -> None:
    """One client: ticks its card again and again until the server is gone; what it hears, it writes down."""
    with contextlib.suppress(asyncssh.Error, OSError):
        async with connection:
            while True:
                note = f"bock-{next(serial)}"
                asked.add(note)
                result = await connection.run(f"tick {CARDS[place]} --not {note} --json")
                if result.exit_status == 0 and str(result.stdout).rstrip().endswith("}"):
                    acked.append(note)


async def kill_in_the_middle(
    house: House, serial: "itertools.count[int]", asked: set[str], acked: list[str]
) -> None:
    """Ten clients tick at once, and the server is killed while all of them do."""
    assert house.process
    clients = []
    for place in range(len(MEMBERS)):
        # One after the other: so many who are not yet known may not come from one address at once.
        connection = await house.connect(MEMBERS[place])
        clients.append(asyncio.create_task(tick_on(connection, place, serial, asked, acked)))
    wanted = len(acked) + ENOUGH
    deadline = time.monotonic() + 30
    while len(acked) < wanted:
        assert time.monotonic() < deadline
        assert not any(client.done() for client in clients)
        await asyncio.sleep(0.003)
    house.process.send_signal(signal.SIGKILL)
    await asyncio.wait_for(asyncio.gather(*clients), 20)
    house.process.communicate(timeout=10)
    house.process = None


def test_a_killed_server_has_lost_nothing_it_acknowledged(house: House) -> None:
    """Scenario: `kill -9` while ten clients tick, three times over; then count what is there."""
    serial, asked, acked = itertools.count(), set[str](), list[str]()
    for _ in range(ROUNDS):
        house.start()
        asyncio.run(kill_in_the_middle(house, serial, asked, acked))
    with contextlib.closing(sqlite3.connect(house.folder / "tavlan.db")) as database:
        kept = Counter(note for (note,) in database.execute("SELECT note FROM tick WHERE note LIKE 'bock-%'"))
        # Each tick that is there has its row in the journal, and the other way round: nothing is half done.
        told = "SELECT t.note FROM tick t JOIN change c ON c.entity = 'tick' AND c.entity_id = t.id"
        journal = Counter(note for (note,) in database.execute(f"{told} WHERE t.note LIKE 'bock-%'"))
        whole = database.execute("PRAGMA integrity_check").fetchall()
        strays = database.execute("PRAGMA foreign_key_check").fetchall()
        orphans = database.execute(
            "SELECT count(*) FROM change WHERE entity = 'tick' AND entity_id NOT IN (SELECT id FROM tick)"
        ).fetchone()
    assert len(acked) >= ROUNDS * ENOUGH
    assert not set(acked) - set(kept)
    assert set(kept) <= asked
    assert set(kept.values()) == {1}
    assert journal == kept
    assert (whole, strays, orphans) == ([("ok",)], [], (0,))
    house.start()
    shown = house.ssh("eva", "show", str(CARDS[0]), "--json").json
    mine = {tick["note"] for tick in shown["ticks"] if tick["note"].startswith("bock-")}
    assert mine
    assert mine <= set(kept)
    assert house.log == ""


def test_a_board_that_was_open_when_the_server_was_killed_opens_again(house: House) -> None:
    """Scenario: Eva has just moved a card; the server is killed; logged in again she finds it there."""
    house.start()
    with house.screen("eva") as eva, house.screen("bo") as bo:
        eva.until(lambda screen: "Bo" in screen.header)
        eva.go_to(15, "Valplan inför 2026")
        eva.type("2")
        eva.until(lambda screen: "flyttad till Planerat" in screen.news)
        house.stop(signal.SIGKILL)
        assert (eva.leaves(), bo.leaves()) == (255, 255)
    house.start()
    with house.screen("eva") as eva:
        eva.go_to(15, "Valplan inför 2026")
        eva.until(lambda screen: screen.column.startswith("Planerat"))
        assert "Bo" not in eva.header
        eva.type("u")
        eva.until(lambda screen: screen.column.startswith("Ej påbörjat"))
