"""Every role and every command through `ssh host COMMAND`: `docs/rattigheter.md` says what happens."""

import asyncio
from collections.abc import Mapping

import asyncssh
import pytest

from models.access import Role, owner
from models.door import shell_door
from models.enrolment import NewKey
from tests.end_to_end.house import House
from tests.rights_page import SAMPLES, Sample, Seat, promised, seats, was_refused
from tui.config import load
from tui.keys import read_public_key

Tried = tuple[Role, str, bool]
OF_ALL = {"plan avsluta"}
"""What stands in everybody's way until it is undone."""


@pytest.fixture
def held(house: House) -> dict[Role, Seat]:
    """Somebody for each role, with a key to log in with, at a served board."""
    config = load(house.folder / "config.toml")

    def new_key(name: str) -> NewKey:
        read = read_public_key(house.new_key(name))
        return NewKey(read.line, read.fingerprint, name)

    with shell_door(config.database_path):
        made = seats(owner(config.clock()), new_key)
    house.start()
    return made


async def said(connection: asyncssh.SSHClientConnection, words: str, given: bytes) -> tuple[int, str, str]:
    done = await connection.run(words, input=given, encoding=None)
    out, err = (part if isinstance(part, bytes) else b"" for part in (done.stdout, done.stderr))
    return done.exit_status or 0, out.decode(), err.decode()


async def tries(house: House, seat: Seat, samples: Mapping[str, Sample]) -> list[Tried]:
    """Let somebody try some rows, one after the other; what did not go as the page says."""
    wrong: list[Tried] = []
    async with house.connect(seat.role.name) as connection:

        async def one(row: str, sample: Sample, *, own: bool) -> None:
            answer = await said(connection, seat.words(sample, own=own), sample.given)
            refused = was_refused(sample, *answer)
            if refused == promised(row, seat.role, own=own):
                wrong.append((seat.role, row, own))
            if sample.then and not refused:
                assert (await said(connection, sample.then, b""))[0] == 0

        for row, sample in samples.items():
            for own in (False, True) if sample.is_of_card else (False,):
                await one(row, sample, own=own)
    return wrong


def test_each_role_may_over_ssh_what_the_page_says_and_no_more(house: House, held: dict[Role, Seat]) -> None:
    """Each of the sixteen logs in once and tries each row in a session of its own; then the real client."""

    of_all = {row: sample for row, sample in SAMPLES.items() if row in OF_ALL}
    beside = {row: sample for row, sample in SAMPLES.items() if row not in OF_ALL}

    async def everybody() -> list[Tried]:
        at_once = asyncio.Semaphore(4)

        async def one(seat: Seat) -> list[Tried]:
            async with at_once:
                return await tries(house, seat, beside)

        wrong = [one for some in await asyncio.gather(*map(one, held.values())) for one in some]
        return wrong + [one for seat in held.values() for one in await tries(house, seat, of_all)]

    assert asyncio.run(everybody()) == []
    for role, row, own in (
        (Role.DEPUTY, "flytta KORT STATUS", False),
        (Role.DEPUTY, "vila KORT", True),
        (Role.ADMINISTRATOR, "tavla", False),
        (Role.CHAIR, "läslogg", False),
    ):
        ran = house.ssh(role.name, *held[role].words(SAMPLES[row], own=own).split())
        refused = was_refused(SAMPLES[row], ran.code, ran.out, ran.err)
        assert refused != promised(row, role, own=own), row
