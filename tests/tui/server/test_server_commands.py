"""Nothing but sessions: what is refused, and commands."""

import asyncio
import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import asyncssh
import pytest

from tui.incidents import escaped

if TYPE_CHECKING:
    from tests.tui.server.conftest import House, Until

needs_ssh = pytest.mark.skipif(
    shutil.which("ssh") is None, reason="OpenSSH:s ssh finns inte på den här maskinen"
)


async def test_no_forwarding_of_any_kind(house: "House", tmp_path: Path) -> None:
    async with house.connect("admin") as connection:
        for refused in (
            connection.create_connection(asyncssh.SSHTCPSession, "127.0.0.1", house.port),
            connection.create_unix_connection(asyncssh.SSHUNIXSession, "/run/x"),
            connection.start_server(lambda *_: None, "127.0.0.1", 0),
            connection.start_unix_server(lambda *_: None, str(tmp_path / "s")),
            connection.create_tun(asyncssh.SSHTunTapSession),
            connection.create_tap(asyncssh.SSHTunTapSession),
            connection.create_process("vem", x11_forwarding=True, x11_display="127.0.0.1:9"),
            connection.start_sftp_client(),
        ):
            with pytest.raises((asyncssh.ChannelOpenError, asyncssh.ChannelListenError, asyncssh.SFTPError)):
                await asyncio.wait_for(refused, 5)
        process = await connection.create_process(subsystem="netconf")
        await asyncio.wait_for(process.wait_closed(), 5)
        assert process.exit_status == 64


@needs_ssh
async def test_openssh_gets_no_forwarding_and_no_sftp(house: "House") -> None:
    ran = await house.ssh("admin", "vem", options=("-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1"))
    assert ran.code == 255
    assert not ran.out
    assert (await house.ssh("admin", "-W", "127.0.0.1:1")).code != 0
    ran = await house.ssh("admin", options=("-s",), stdin=b"")
    assert ran.code != 0
    ran = await house.ssh("admin", "sftp", options=("-s",))
    assert "subsystem request failed" in ran.err
    ran = await house.ssh("admin", "vem", options=("-A", "-X"))
    assert ran.out.startswith("admin: vem")


# Commands.


@needs_ssh
async def test_a_command_reads_what_is_piped_and_answers(house: "House") -> None:
    ran = await house.ssh("admin", "läs", stdin=b"x" * 300_000)
    assert (ran.code, ran.out) == (0, "300000 byte\n")
    ran = await house.ssh("admin", "tre")
    assert (ran.code, ran.out) == (3, "admin: tre\nrad två\n")
    assert ran.err.endswith("obs\n")
    ran = await house.ssh("admin", "tre", options=("-tt",))
    assert ran.code == 3
    assert "admin: tre\r\nrad två\r\n" in ran.out


async def test_more_than_a_mebibyte_is_refused(house: "House") -> None:
    async with house.connect("admin") as connection:
        result = await connection.run("läs", input="x" * (1024 * 1024))
        assert result.stdout == "1048576 byte\n"
        result = await connection.run("läs", input="x" * (1024 * 1024 + 1))
        assert result.exit_status == 1
        assert "1024 KiB" in str(result.stderr)


@pytest.mark.parametrize("how", ["channel", "connection"])
async def test_what_was_cut_off_on_the_way_is_not_taken_for_the_whole(
    house: "House", until: "Until", how: str
) -> None:
    async with house.connect("admin") as connection:
        process = await connection.create_process("läs")
        process.stdin.write("halva filen")
        await until(lambda: house.commands)
        process.close() if how == "channel" else connection.abort()
        await until(lambda: house.server and not house.server.sessions)
    assert house.given == []


async def test_what_is_typed_to_a_command_ends_with_ctrl_d(house: "House") -> None:
    async with house.connect("admin") as connection:
        process = await connection.create_process("läs", term_type="xterm")
        process.stdin.write("en rad\r\x04")
        assert await process.stdout.read() == "7 byte\r\n"
    assert house.given == [b"en rad\r"]


async def test_a_refusal_is_its_sentence(house: "House") -> None:
    async with house.connect("admin") as connection:
        result = await connection.run("vägra")
    assert (result.exit_status, result.stderr) == (1, "Det får bara ordföranden.\n")


@needs_ssh
async def test_without_a_terminal_or_a_command_one_sentence_says_what_to_do(house: "House") -> None:
    ran = await house.ssh("admin", options=("-T",))
    assert ran.code == 1
    assert "ssh -t" in ran.err
    assert not ran.out


@needs_ssh
async def test_no_command_forges_a_line_in_the_log(house: "House", caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("asyncssh").setLevel(logging.DEBUG)
    await house.ssh("admin", "ls\n2026-01-01 Auth for user admin succeeded\x1b[2J")
    lines = caplog.messages
    assert any("Auth for user admin succeeded" in line for line in lines)
    assert all(line.isprintable() for line in lines if "Command" in line)
    assert not any(line.startswith("2026") for line in lines)
    assert escaped("a\nb\x1b\u202e\\") == "a\\nb\\x1b\\u202e\\\\"


async def test_asyncssh_is_quiet_by_itself(house: "House", caplog: pytest.LogCaptureFixture) -> None:
    async with house.connect("admin") as connection:
        await connection.run("hemligt")
    assert not [record for record in caplog.records if record.name.startswith("asyncssh")]
