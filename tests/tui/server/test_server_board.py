"""The board over a real connection."""

import asyncio
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import asyncssh
import pytest

from tui.doorkeeper import Limits

if TYPE_CHECKING:
    from tests.tui.server.conftest import AtBoard, House, Serving, Until

needs_ssh = pytest.mark.skipif(
    shutil.which("ssh") is None, reason="OpenSSH:s ssh finns inte på den här maskinen"
)


async def test_puttys_keys_reach_the_board(house: "House", at_board: "AtBoard") -> None:
    async with at_board(house) as client:
        client.types("\x1b[11~\x1b[4~\x1bOA\x1b[D\x7f")
        await client.sees("f1 end up left backspace")
        client.types("\x1b[?1;2c\x1b]11;rgb:1234\x07\x1b[<0;3;4Må")
        await client.sees("f1 end up left backspace å")
        client.types("q")
        assert await client.leaves() == 0
        assert client.raw.endswith(b"\x1b[?1049l\x1b[?25h")


@needs_ssh
async def test_openssh_in_a_terminal_opens_the_board_and_the_end_of_input_closes_it(house: "House") -> None:
    ran = await house.ssh("admin", options=("-tt",), stdin=b"1")
    assert ran.code == 0
    assert ran.out.startswith("\x1b[?1049h")
    assert "\x1b[?1049l" in ran.out


async def test_a_giant_terminal_is_drawn_as_large_as_it_may_be(house: "House", at_board: "AtBoard") -> None:
    async with at_board(house, size=(2**32 - 1, 2**32 - 1)) as client:
        await client.sees("300×120")
        for number in range(1000):
            client.process.change_terminal_size(4_000_000_000 - number, 2**32 - 1)
        client.process.change_terminal_size(61, 19)
        await client.sees("61×19")
        client.process.change_terminal_size(0, 0)
        await client.sees("80×24")


async def test_a_giant_paste_is_cut_with_a_notice_and_others_do_not_wait(
    house: "House", at_board: "AtBoard"
) -> None:
    async with at_board(house) as pasting, at_board(house, "mallory") as other:
        pasting.types(b"\x1b[200~" + b"x" * 10_000_000 + b"\x1b[201~")
        for key in ("a", "b", "c"):
            other.types(key)
            await other.sees(key)
        await pasting.sees("tappade 9934464")
        pasting.types("k")
        await pasting.sees("k")


async def test_a_reader_that_stops_is_cut_off_and_others_go_on(
    house: "House", at_board: "AtBoard", until: "Until"
) -> None:
    """A client may open its window wide and stop reading; nothing piles up here for it."""
    async with house.connect("admin", tcp_keepalive=False) as connection:
        process = await connection.create_process(
            term_type="xterm", term_size=(80, 24), encoding=None, window=1 << 30
        )
        assert b"hej" in await process.stdout.readuntil(b"admin")
        connection._transport.pause_reading()
        terminal = house.terminals[0]
        sent = 0
        while not terminal.ended:
            terminal.write(b"x" * 65536)
            sent += 65536
            assert sent < 64 * 1024 * 1024
            await asyncio.sleep(0)
        assert house.server
        await until(lambda: house.server and not house.server.sessions)
        async with at_board(house, "mallory") as other:
            other.types("k")
            await other.sees("k")


async def test_a_crash_ends_one_session_with_a_sentence_and_an_id(
    house: "House", caplog: pytest.LogCaptureFixture, at_board: "AtBoard"
) -> None:
    async with at_board(house, "mallory") as other, at_board(house) as client:
        client.types("x")
        assert await client.leaves() == 1
        found = re.search(r"Något gick fel hos oss \(händelse ([0-9a-f]{6})\)", client.raw.decode())
        assert found
        assert client.raw.index(b"\x1b[?1049l") < found.start()
        (line,) = [line for line in caplog.messages if "event=" in line]
        assert line.startswith(f"event={found[1]} member=1 key=1 error=RuntimeError at=conftest.py:")
        assert "hemligt" not in caplog.text
        assert "falsk" not in caplog.text
        other.types("k")
        await other.sees("k")


async def test_a_command_that_crashes_says_so_and_logs_no_values(
    house: "House", caplog: pytest.LogCaptureFixture
) -> None:
    async with house.connect("admin") as connection:
        result = await connection.run("krascha")
        assert result.exit_status == 1
        assert "Något gick fel hos oss (händelse " in str(result.stderr)
        assert "070" not in caplog.text + str(result.stderr)
        assert (await connection.run("vem")).exit_status == 0


async def test_a_revoked_key_ends_its_sessions_and_opens_no_more(
    house: "House", at_board: "AtBoard", until: "Until"
) -> None:
    async with at_board(house, "mallory") as other, at_board(house) as client:
        connection = client.process.get_extra_info("connection")
        waiting = await connection.create_process("vänta")
        await until(lambda: ("admin", "vänta") in house.commands)
        assert house.server
        house.known = {data: who for data, who in house.known.items() if who.key_id != 1}
        assert house.server.end_sessions(lambda who: who.key_id == 1, "Din nyckel är spärrad.") == 2
        assert await client.leaves() == 1
        after = client.raw.partition(b"\x1b[?1049l")[2].decode()
        assert after.endswith("Din nyckel är spärrad.\r\n")
        await asyncio.wait_for(waiting.wait_closed(), 5)
        assert "spärrad" in await waiting.stderr.read()
        result = await connection.run("vem")
        assert result.exit_status == 1
        assert "gäller inte längre" in str(result.stderr)
        with pytest.raises(asyncssh.PermissionDenied):
            await house.connect("admin")
        other.types("k")
        await other.sees("k")


async def test_a_lost_connection_ends_its_session(house: "House", until: "Until") -> None:
    connection = await house.connect("admin")
    process = await connection.create_process(term_type="xterm", encoding=None)
    await process.stdout.readuntil(b"admin")
    assert house.server
    assert len(house.server.sessions) == 1
    connection.abort()
    await until(lambda: house.server and not house.server.sessions)


async def test_sessions_are_counted_by_connection_member_and_house(
    tmp_path: Path, serving: "Serving", until: "Until"
) -> None:
    async with serving(tmp_path, Limits(sessions=4, sessions_per_member=3)) as house:
        house.key("admins andra", 3, member=1)

        async def refused(name: str, connection: asyncssh.SSHClientConnection) -> str:
            result = await connection.run("vem")
            assert result.exit_status == 1
            return str(result.stderr)

        async with (
            house.connect("admin") as one,
            house.connect("admins andra") as two,
            house.connect("mallory") as m,
        ):
            processes = [await one.create_process("vänta") for _ in range(2)]
            await until(lambda: len(house.commands) == 2)
            assert "samma anslutning" in await refused("admin", one)
            processes.append(await two.create_process("vänta"))
            await until(lambda: len(house.commands) == 3)
            assert "redan inloggad på 3 ställen" in await refused("admins andra", two)
            processes.append(await m.create_process("vänta"))
            await until(lambda: len(house.commands) == 4)
            assert "fullt" in await refused("mallory", m)


async def test_what_a_member_has_left_open_keeps_nobody_out(
    tmp_path: Path, serving: "Serving", at_board: "AtBoard", until: "Until"
) -> None:
    async with (
        serving(tmp_path, Limits(sessions_per_member=2)) as house,
        at_board(house, "mallory") as other,
        at_board(house) as first,
        at_board(house) as second,
    ):
        first.types("k")
        await first.sees("k")
        async with at_board(house) as third:
            assert await second.leaves() == 1
            assert "Du loggade in någon annanstans, och fler än 2 fönster går inte." in second.raw.decode()
            for one in (first, third, other):
                one.types("z")
                await one.sees("z")


async def test_when_the_server_stops_everybody_is_told(
    tmp_path: Path, serving: "Serving", at_board: "AtBoard"
) -> None:
    async with serving(tmp_path) as house, at_board(house) as client, at_board(house, "mallory") as other:
        assert house.server
        before = time.monotonic()
        await house.server.close()
        assert time.monotonic() - before < 10
        for one in (client, other):
            await one.leaves()
            assert "Tavlan startas om" in one.raw.decode()
        with pytest.raises(OSError, match="Connect call failed"):
            await asyncio.open_connection("127.0.0.1", house.port or 1)
