"""Those who come with a key that is nobody's: what they are asked, and what they cannot do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import asyncssh
import pytest

from tests.tui.server.conftest import Client, House, Who
from tui.desk import Guest
from tui.doorkeeper import Limits
from tui.plain import Left, PlainLines

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.server.conftest import Serving, Until


class Desk:
    """Takes one word for a code, and remembers who came."""

    def __init__(self) -> None:
        self.house: House | None = None
        self.came: list[Guest] = []

    async def receive(self, lines: PlainLines, guest: Guest) -> bool:
        self.came.append(guest)
        lines.say("hej gäst")
        with suppress(Left):
            while (said := await lines.ask("Kod:")) != "sesam":
                if said == "krascha":
                    raise RuntimeError("hemligt 070-174 06 05")
                guest.said_wrong()
                lines.say("fel")
            assert self.house is not None
            self.house.known[guest.key.data] = Who(9, 9, "ny")
            return True
        return False


@asynccontextmanager
async def hosted(serving: "Serving", folder: "Path", **limits: Any) -> AsyncIterator[tuple[House, Desk]]:
    desk = Desk()
    async with serving(folder, Limits(**limits), desk.receive) as house:
        desk.house = house
        yield house, desk


async def at_desk(connection: asyncssh.SSHClientConnection) -> Client:
    process = await connection.create_process(term_type="dumb", term_size=(80, 24), encoding=None)
    client = Client(process, (80, 24))
    await client.sees("Kod:")
    return client


async def test_the_word_leads_on_to_the_board_in_the_same_session(
    serving: "Serving", tmp_path: "Path"
) -> None:
    async with hosted(serving, tmp_path) as (house, desk), house.connect("okänd", "Inbjudan") as connection:
        client = await at_desk(connection)
        client.types("fel\r")
        await client.sees("fel\nKod:")
        client.types("sesam\r")
        await client.sees("hej ny")
        (guest,) = desk.came
        signed = asyncssh.read_private_key(house.folder / "okänd")
        assert (guest.key.data, guest.source) == (signed.public_data, "127.0.0.1")
        assert guest.key.fingerprint == signed.get_fingerprint()
        assert not house.terminals[0].came_invited
        client.types("q")
        assert await client.leaves() == 0
        answer = await connection.run("vem")
        assert str(answer.stdout).startswith("ny: vem")


async def test_a_guest_has_one_session_and_no_command(serving: "Serving", tmp_path: "Path") -> None:
    async with hosted(serving, tmp_path) as (house, desk), house.connect("okänd", "inbjudan") as connection:
        client = await at_desk(connection)
        second = await connection.run(term_type="dumb")
        assert (second.exit_status, "samma anslutning" in str(second.stderr)) == (1, True)
        command = await connection.run("vem")
        assert (command.exit_status, command.stdout) == (1, "")
        assert "skriver man bara in sin kod" in str(command.stderr)
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_connection("127.0.0.1", house.port)
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.forward_remote_port("127.0.0.1", 0, "127.0.0.1", 1)
        assert house.commands == []
        client.types("\x03")
        assert await client.leaves() == 1
        assert len(desk.came) == 1


@pytest.mark.parametrize("login", ["eva", "inbjudan2", "", "root"])
async def test_under_any_other_name_an_unknown_key_is_refused(
    serving: "Serving", tmp_path: "Path", login: str
) -> None:
    async with hosted(serving, tmp_path) as (house, _):
        with pytest.raises(asyncssh.PermissionDenied):
            await house.connect("okänd", login)


async def test_a_weak_key_is_not_even_asked(serving: "Serving", tmp_path: "Path") -> None:
    async with hosted(serving, tmp_path) as (house, desk):
        weak = asyncssh.generate_private_key("ssh-rsa", key_size=1024)
        weak.write_private_key(str(tmp_path / "svag"))
        with pytest.raises(asyncssh.PermissionDenied):
            await house.connect("svag", "inbjudan")
        assert desk.came == []


async def test_a_member_is_not_asked_and_the_board_knows_why_they_came(
    serving: "Serving", tmp_path: "Path"
) -> None:
    async with hosted(serving, tmp_path) as (house, desk), house.connect("admin", "inbjudan") as connection:
        process = await connection.create_process(term_type="xterm", term_size=(80, 24), encoding=None)
        await Client(process, (80, 24)).sees("hej admin")
        assert house.terminals[0].came_invited
        assert desk.came == []


async def test_a_guest_who_stays_too_long_is_put_out(serving: "Serving", tmp_path: "Path") -> None:
    async with hosted(serving, tmp_path, guest_seconds=0.3) as (house, _):
        async with house.connect("okänd", "inbjudan") as idle:
            await asyncio.wait_for(idle.wait_closed(), 5)
        async with house.connect("okänd", "inbjudan") as connection:
            client = await at_desk(connection)
            client.types("sesam\r")
            await client.sees("hej ny")
            await asyncio.sleep(0.5)
            assert not connection.is_closed()


async def test_more_guests_than_there_is_room_for_are_told_to_come_back(
    serving: "Serving", tmp_path: "Path"
) -> None:
    heard: list[Exception | None] = []

    class Client(asyncssh.SSHClient):
        def connection_lost(self, exc: Exception | None) -> None:
            heard.append(exc)

    async with hosted(serving, tmp_path, guests=1) as (house, _), house.connect("okänd", "inbjudan") as first:
        await at_desk(first)
        second = await house.connect("okänd", "inbjudan", client_factory=Client)
        await asyncio.wait_for(second.wait_closed(), 5)
        assert "Försök igen om några minuter" in str(heard[0])
        async with house.connect("admin") as member:
            assert str((await member.run("vem")).stdout).startswith("admin: vem")


async def test_guests_do_not_make_their_address_one_that_logged_in(
    serving: "Serving", tmp_path: "Path", until: "Until"
) -> None:
    async with hosted(serving, tmp_path) as (house, _):
        for _ in range(4):
            async with house.connect("okänd", "inbjudan") as connection:
                client = await at_desk(connection)
                client.types("fel\r")
                await client.sees("fel\nKod:")
        assert house.server is not None
        await until(lambda: not house.server.connections)
        with pytest.raises((asyncssh.ConnectionLost, ConnectionResetError)):
            await house.connect("okänd", "inbjudan")


async def test_what_crashes_there_ends_that_session_alone(serving: "Serving", tmp_path: "Path") -> None:
    async with hosted(serving, tmp_path) as (house, _), house.connect("okänd", "inbjudan") as connection:
        client = await at_desk(connection)
        client.types("krascha\r")
        assert await client.leaves() == 1
        assert "070" not in bytes(client.raw).decode()
        again = await at_desk(connection)
        again.types("sesam\r")
        await again.sees("hej ny")


async def test_a_server_that_closes_waits_for_no_guest(serving: "Serving", tmp_path: "Path") -> None:
    async with hosted(serving, tmp_path) as (house, _), house.connect("okänd", "inbjudan") as connection:
        await at_desk(connection)
        assert house.server is not None
        await asyncio.wait_for(house.server.close(), 6)
        await asyncio.wait_for(connection.wait_closed(), 5)


async def test_sessions_are_counted_over_all_ports(serving: "Serving", tmp_path: "Path") -> None:
    async with serving(tmp_path, Limits(sessions=1)) as house:
        assert house.server is not None
        await house.server.open("127.0.0.1", 0)
        first, second = house.server.ports
        assert first != second
        async with house.connect("admin") as connection:
            process = await connection.create_process(term_type="xterm", term_size=(80, 24), encoding=None)
            await Client(process, (80, 24)).sees("hej admin")
            house.server._acceptors.reverse()
            async with house.connect("mallory") as other:
                assert "Det är fullt" in str((await other.run("vem")).stderr)
