"""Who gets in, and as whom."""

import asyncio
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import asyncssh
import pytest

from tui.doorkeeper import Limits

if TYPE_CHECKING:
    from tests.tui.server.conftest import House, Serving, Until

needs_ssh = pytest.mark.skipif(
    shutil.which("ssh") is None, reason="OpenSSH:s ssh finns inte på den här maskinen"
)

BANNER = "Detta är styrelsens tavla.\nIngen nyckel? Ring 070-174 06 05."


@needs_ssh
async def test_a_key_that_is_only_offered_is_not_who_you_are(house: "House") -> None:
    """Attack: `ssh -i admin.pub -i mallory`; expected: it is mallory (CVE-2024-45337 and its family)."""
    (house.folder / "admin").rename(house.folder / "elsewhere")
    ran = await house.ssh("mallory", "vem", options=("-v", "-i", str(house.folder / "admin.pub")))
    assert re.search(r"Server accepts key: .*admin\.pub", ran.err)
    assert ran.out.startswith("mallory: vem")


async def test_asking_about_a_key_over_and_over_leaves_nothing_behind(house: "House") -> None:
    admin = asyncssh.read_private_key(house.folder / "admin")

    class Offered(asyncssh.SSHKeyPair):
        """Somebody else's public key: it can be offered and not signed with."""

        def __init__(self) -> None:
            super().__init__(admin.algorithm, admin.algorithm, [admin.algorithm], [], admin.public_data, b"")

        def sign(self, data: bytes) -> bytes:
            raise ValueError

    mallory = asyncssh.load_keypairs(str(house.folder / "mallory"))
    async with asyncssh.connect(
        "127.0.0.1",
        house.port,
        config=None,
        username="admin",
        client_keys=[Offered(), Offered(), *mallory],
        known_hosts=([house.host_key.convert_to_public()], [], []),
        agent_path=None,
    ) as connection:
        result = await connection.run("vem")
    assert str(result.stdout).startswith("mallory: vem")


@needs_ssh
async def test_what_a_client_sets_in_its_environment_means_nothing(house: "House") -> None:
    """Attack: `ssh -o SetEnv=…`, which overrode key options in process.env; expected: still mallory."""
    names = ("TAVLAN_MEMBER", "BOARD_USER", "USER", "tavlan-signed", "member")
    setting = "SetEnv=" + " ".join(f"{name}=admin" for name in names)
    assert (await house.ssh("mallory", "vem", options=("-o", setting))).out.startswith("mallory: vem")


@pytest.mark.parametrize("user", ["admin", "root", "inbjudan", "mallory", "a b", "åäö"])
async def test_the_login_name_proves_nothing(house: "House", user: str) -> None:
    async with house.connect("mallory", user=user) as connection:
        assert str((await connection.run("vem")).stdout).startswith("mallory: vem")


async def test_an_unknown_key_gets_the_same_answer_whatever_it_calls_itself(house: "House") -> None:
    class Hearing(asyncssh.SSHClient):
        def __init__(self) -> None:
            self.banners: list[str] = []

        def auth_banner_received(self, msg: str, lang: str) -> None:
            answers.append(msg)

    seen = set()
    for user in ("admin", "eva", "root"):
        answers: list[str] = []
        with pytest.raises(asyncssh.PermissionDenied) as refused:
            async with house.connect("okänd", user=user, client_factory=Hearing):
                pass
        seen.add((*answers, str(refused.value).replace(user, "")))
    assert len(seen) == 1
    assert seen.pop()[0].replace("\r\n", "\n") == BANNER + "\n"


@needs_ssh
async def test_only_public_keys_are_asked_for(house: "House") -> None:
    ran = await house.ssh("okänd", "vem", options=("-o", "PreferredAuthentications=none,password,publickey"))
    assert ran.code == 255
    assert "Permission denied (publickey)." in ran.err
    assert "styrelsens tavla" in ran.err


async def test_more_than_six_wrong_keys_close_the_connection(house: "House") -> None:
    wrong = [asyncssh.generate_private_key("ssh-ed25519") for _ in range(6)]
    right = asyncssh.read_private_key(house.folder / "admin")

    heard: list[str] = []

    class Hearing(asyncssh.SSHClient):
        def auth_banner_received(self, msg: str, lang: str) -> None:
            heard.append(msg)

    async def log_in(keys: list[asyncssh.SSHKey]) -> str:
        async with asyncssh.connect(
            "127.0.0.1",
            house.port,
            config=None,
            username="x",
            client_keys=keys,
            client_factory=Hearing,
            known_hosts=([house.host_key.convert_to_public()], [], []),
            agent_path=None,
        ) as connection:
            return str((await connection.run("vem")).stdout)

    assert (await log_in([*wrong[:5], right])).startswith("admin")
    with pytest.raises(asyncssh.DisconnectError) as closed:
        await log_in([*wrong, right])
    assert str(closed.value) == "Inga fler nycklar tas emot."
    assert heard[-1].startswith("För många nycklar prövades. Peka ut den rätta:")


async def test_a_sixth_waiting_connection_from_one_place_is_closed_without_a_word(
    house: "House", until: "Until"
) -> None:
    waiting = [await asyncio.open_connection("127.0.0.1", house.port) for _ in range(5)]
    for reader, _ in waiting:
        assert (await reader.readline()).startswith(b"SSH-2.0-Tavlan")
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    with suppress(ConnectionError):
        assert await asyncio.wait_for(reader.read(), 5) == b""
    for _, other in [*waiting, (reader, writer)]:
        other.close()
    await until(lambda: house.server and not house.server.connections)
    async with house.connect("admin") as connection:
        assert (await connection.run("vem")).exit_status == 0


async def test_who_stands_in_line_is_greeted_when_there_is_a_place(house: "House", until: "Until") -> None:
    waiting = [await asyncio.open_connection("127.0.0.1", house.port) for _ in range(5)]
    for reader, _ in waiting:
        assert await reader.readline()
    in_line = [await asyncio.open_connection("127.0.0.1", house.port) for _ in range(4)]
    others = [asyncio.create_task(reader.readline()) for reader, _ in in_line]
    in_line[0][1].write(b"SSH-2.0-Otalig\r\n")
    waiting[0][1].close()
    assert (await asyncio.wait_for(others[0], 3)).startswith(b"SSH-2.0-Tavlan")
    assert not any(one.done() for one in others[1:])
    for _, writer in [*waiting, *in_line]:
        writer.close()
    await until(lambda: house.server and not house.server.connections)


async def test_nine_who_come_at_once_from_a_new_place_all_get_in(house: "House") -> None:
    async def log_in() -> None:
        async with house.connect("admin"):
            pass

    await asyncio.gather(*(log_in() for _ in range(9)))


async def test_who_does_not_log_in_is_closed(tmp_path: Path, serving: "Serving") -> None:
    async with serving(tmp_path, Limits(login_seconds=0.2)) as house:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
        assert b"SSH-2.0" in await asyncio.wait_for(reader.read(), 5)
        writer.close()
