"""The desk: what is said to a guest, and what becomes of the code."""

from collections.abc import AsyncIterator

import asyncssh
import pytest

from models.clock import StoppedClock
from models.door import Doors
from models.invitation import invite
from models.key import add_key, keys, revoke_key
from tests.conftest import MadeBoard
from tests.tui.test_plain import Typist, lines_on
from tui import desk as desk_module
from tui.config import Association, Config, Ssh
from tui.desk import Desk, Guest
from tui.guesses import A_SOURCE, Guesses
from tui.keys import PublicKey, public_key

CONFIG = Config(
    Association("Provköping"), ssh=Ssh(public_host="tavlan.exempel.se", contact="Eva, 070-174 06 05")
)


def new_key() -> PublicKey:
    return public_key(asyncssh.generate_private_key("ssh-ed25519").public_data)


class At:
    """The desk of a board with doors of its own."""

    def __init__(self, board: MadeBoard, doors: Doors) -> None:
        self.board, self.doors = board, doors
        self.guesses = Guesses()
        self.desk = Desk(lambda: CONFIG, doors, board.clock, self.guesses)
        self.key, self.wrong = new_key(), 0

    async def code(self, name: str = "cia", replaces: int | None = None) -> str:
        member = getattr(self.board, name).member_id
        return (await self.doors.order(invite, self.board.eva, member, replaces)).code

    async def says(self, *lines: str, source: str = "192.0.2.7") -> tuple[bool, str]:
        """What came of it when a guest typed these lines and then hung up."""
        typist = Typist("".join(f"{line}\r" for line in lines).encode())

        def count() -> None:
            self.wrong += 1

        came = await self.desk.receive(lines_on(typist), Guest(self.key, source, count))
        return came, " ".join(typist.out.decode().split())

    async def keys_of(self, name: str = "cia") -> list[str]:
        number = getattr(self.board, name).member_id
        return [
            row.computer for row in await self.doors.note(keys, self.board.eva, number) if not row.revoked
        ]


@pytest.fixture
async def at(closed_board: MadeBoard) -> AsyncIterator[At]:
    doors = Doors(closed_board.path)
    await doors.open()
    yield At(closed_board, doors)
    await doors.close()


async def test_the_right_code_binds_the_key_and_says_what_to_type_next_time(at: At) -> None:
    came, said = await at.says(await at.code(), " Köksdatorn ")
    assert came
    assert "Välkommen till styrelsens tavla, Provköping." in said
    assert "Välkommen, Cia Dal!" in said
    assert said.endswith("Nästa gång behövs ingen kod: ssh -p 2222 tavlan.exempel.se")
    assert await at.keys_of() == ["Köksdatorn"]
    assert at.wrong == 0


async def test_a_computer_without_a_name_is_the_computer_and_a_long_one_is_asked_again(at: At) -> None:
    assert (await at.says(await at.code(), ""))[0]
    at.key = new_key()
    came, said = await at.says(await at.code(), "x" * 61, "\u202eSof\u200bfan")
    assert (came, "60 tecken är det mesta" in said) == (True, True)
    assert await at.keys_of() == ["Datorn", "Soffan"]


async def test_three_codes_and_no_more(at: At) -> None:
    code = await at.code()
    came, said = await at.says("0000-0000-0000", "nej", "1111 1111 1111", code, "Soffan")
    assert not came
    assert said.count("Koden stämmer inte.") == 2
    assert said.endswith("Fler försök går inte nu. Logga in igen, eller ring Eva, 070-174 06 05.")
    assert at.wrong == 2
    assert await at.keys_of() == []


async def test_after_too_many_wrong_codes_the_right_one_is_not_taken_either(at: At) -> None:
    code = await at.code()
    for _ in range(A_SOURCE):
        at.guesses.take("192.0.2.7")
    came, said = await at.says(code, "Soffan")
    assert not came
    assert "Försök igen om 60 minuter, eller ring Eva, 070-174 06 05." in said
    assert (await at.says(code, "Soffan", source="192.0.2.8"))[0]


async def test_right_codes_are_never_too_many(at: At) -> None:
    for _ in range(A_SOURCE + 2):
        at.key = new_key()
        assert (await at.says(await at.code(), "Soffan"))[0]


async def test_a_spent_code_tells_its_owner_whom_to_call_and_is_no_guess(at: At) -> None:
    code = await at.code()
    assert (await at.says(code, "Soffan"))[0]
    at.key = new_key()
    for _ in range(A_SOURCE + 1):
        came, said = await at.says(code, "Soffan")
        assert not came
        assert said.endswith("Koden är redan använd. Be om en ny. Ring Eva, 070-174 06 05.")
    assert at.wrong == 0


async def test_a_key_that_is_somebody_elses_or_revoked_is_refused_and_the_code_stays_good(at: At) -> None:
    code, key = await at.code(), at.key
    row = await at.doors.order(add_key, at.board.eva, at.board.eva.member_id or 0, key.line, key.fingerprint)
    came, said = await at.says(code, "Soffan")
    assert (came, "hör redan till Eva Ek" in said, "-f tavlan-NAMN" in said) == (False, True, True)
    await at.doors.order(revoke_key, at.board.eva, row.id)
    assert "har spärrats" in (await at.says(code, "Soffan"))[1]
    at.key = new_key()
    assert (await at.says(code, "Soffan"))[0]


@pytest.mark.parametrize("answers", [0, 1])
async def test_who_dawdles_is_let_go_and_the_code_stays_good(
    at: At, monkeypatch: pytest.MonkeyPatch, answers: int
) -> None:
    code = await at.code()
    monkeypatch.setattr(desk_module, "SECONDS", 0.3)
    typist = Typist(*(f"{line}\r".encode() for line in [code][:answers]), patient=True)
    guest = Guest(at.key, "192.0.2.7")
    assert not await at.desk.receive(lines_on(typist), guest)
    assert "Det dröjde för länge" in typist.out.decode()
    assert (await at.says(code, "Soffan"))[0]


async def test_a_code_too_old_is_told(at: At) -> None:
    code = await at.code()
    desk = Desk(lambda: CONFIG, at.doors, StoppedClock(at.board.clock().add(days=8)))
    typist = Typist(f"{code}\r".encode())
    assert not await desk.receive(lines_on(typist), Guest(at.key, "192.0.2.7"))
    assert "för gammal" in typist.out.decode()
