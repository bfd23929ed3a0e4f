"""One session's trouble is its own: crashes, impossible window sizes, storms of them."""

import asyncio
import re

import pytest

from tests.end_to_end.house import House

CRASHES = """
from screens.board.screen import BoardScreen

def action_mine(self):
    namn = "Eva Norrbäck"
    telefon = "070-174 06 05"
    raise RuntimeError(f"hemligt om {namn} {telefon}\\nfalsk rad")

BoardScreen.action_mine = action_mine
"""
"""Makes the key b crash whoever presses it."""


def test_a_crash_ends_one_session_with_a_sentence_and_the_log_holds_no_names(house: House) -> None:
    """Scenario: the program has a fault behind one key; Bo presses it. The others see only that he left."""
    house.start(CRASHES)
    with house.screen("eva") as eva, house.screen("cia", (80, 24)) as cia, house.screen("bo") as bo:
        eva.go_to(15, "Valplan inför 2026")
        eva.type("m")
        eva.until("Enter släpp")
        cia.type("/")
        cia.until("Sök bland korten")
        cia.type("torg")
        cia.until("Torgmöten")
        bo.type("b")
        assert bo.leaves() == 1
        found = re.search(r"Något gick fel hos oss \(händelse ([0-9a-f]{6})\)\.", bo.after)
        assert found, bo.after
        assert bo.text.strip().startswith("Något gick fel")
        eva.until(lambda screen: "Bo" not in screen.header)
        # What the others had begun they finish.
        eva.type("\x1b[C\r")
        eva.until(lambda screen: screen.column.startswith("Planerat"))
        cia.type("\x7f" * 4)
        cia.until(lambda screen: "Valplan" in screen.text)
        (line,) = house.log.splitlines()
        assert f"event={found[1]}" in line
        assert "error=RuntimeError" in line
        for secret in ("hemligt", "Eva", "Norrbäck", "070", "falsk"):
            assert secret not in line
    with house.screen("bo") as bo:
        bo.type("\x1b[B")
        bo.until(lambda screen: screen.stands_on("Delta i partiets"))


SIZES = [(2**32 - 1, 2**32 - 1), (65535, 65535), (10_000, 5_000), (0, 0), (1, 1), (2, 1), (1, 500), (3000, 2)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_window_of_any_size_is_served_and_others_are_answered(
    served: House, size: tuple[int, int]
) -> None:
    """Attack: a terminal of four thousand million columns, or of none. Expected: others are answered."""
    async with served.connect("bo") as connection:
        process = await connection.create_process(term_type="xterm", term_size=size, encoding=None)
        assert await asyncio.wait_for(process.stdout.read(8), 10)
        process.stdin.write(b"\x1b[B\x1b[C?")
        assert (await asyncio.to_thread(served.ssh, "eva", "whoami")).code == 0
        process.change_terminal_size(80, 24)
        came = b""
        while b"Pilarna" not in came:
            came += await asyncio.wait_for(process.stdout.read(65536), 10)
        assert len(came) < 4_000_000
        process.stdin.write_eof()
        await asyncio.wait_for(process.wait_closed(), 10)


def test_a_storm_of_sizes_leaves_the_others_alone_and_ends_in_the_right_one(served: House) -> None:
    """Attack: a window that changes size without end, by the real client. Expected: only the last counts."""
    with served.screen("bo") as bo, served.screen("eva", (80, 24)) as eva:
        for number in range(400):
            bo.resize(40 + number % 200, 12 + number % 60)
            if number % 100 == 50:
                eva.type("\x1b[B")
                eva.until(lambda screen: not screen.stands_on("Stödja centralt"))
                eva.type("\x1b[A")
                eva.until(lambda screen: screen.stands_on("Stödja centralt"))
        bo.resize(80, 24)
        bo.until(lambda screen: screen.lines[-1].startswith(" 1–4 status") and "ons" not in screen.header)
        bo.resize(120, 36)
        bo.until(lambda screen: "Alla områden" in screen.text and screen.lines[-1].startswith(" 1–4 status"))
        bo.resize(1, 1)
        bo.resize(40, 15)
        bo.until(lambda screen: "Cia" not in screen.text or screen.lines[-1].startswith(" 1–4 status"))
        bo.type("\x1b[B")
        bo.until(lambda screen: screen.stands_on("Delta i partiets"))


async def test_several_storms_at_once_do_not_stop_a_command(served: House) -> None:
    """Attack: four sessions change their sizes a thousand times each. Expected: a fifth is answered."""
    async with served.connect("bo") as one, served.connect("cia") as two:
        made = [
            await connection.create_process(term_type="xterm", term_size=(80, 24), encoding=None)
            for connection in (one, one, two, two)
        ]
        for number in range(1000):
            for process in made:
                process.change_terminal_size(2**32 - 1 - number, 2**32 - 1 - 7 * number)
        reading = [asyncio.create_task(process.stdout.read()) for process in made]
        assert (await asyncio.to_thread(served.ssh, "eva", "whoami")).code == 0
        for process in made:
            process.stdin.write_eof()
        came = await asyncio.wait_for(asyncio.gather(*reading), 20)
        assert all(len(piece) < 4_000_000 for piece in came)
