"""What a client says of itself beside its key: terminal and environment are hints, and may be anything."""

import os
import subprocess

import pytest

from tests.attacks.naive import Fault
from tests.attacks.targets import MAJ, Tavlan, expect, succeeds_on
from tests.end_to_end.screen import Screen

ODD = {
    "empty": "",
    "long": "x" * 30_000,
    "escape": "\x1b]0;ägd\x07\x1b[2J",
    "lines": "sv_SE.UTF-8\nTAVLAN_MEMBER=1",
    "path": "../../etc/passwd",
    "markup": "[@click=app.quit]x[/]",
    "format": "%s%n{0}$(id)`id`",
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_a_setting_may_be_anything(house: Tavlan, value: str) -> None:
    """Attack: LANG, COLORTERM, a loader's variables, huge or hostile. Expectation: no effect."""
    for name in ("LANG", "COLORTERM", "NO_COLOR", "LD_PRELOAD", "PYTHONPATH", "TERM", "TEXTUAL_DRIVER"):
        options = ("-o", f'SetEnv={name}="{value}"')
        expect(house.whoami("maj", *options) == MAJ, name)


async def test_ten_thousand_settings_and_bytes_of_no_language_are_borne(house: Tavlan) -> None:
    """Attack: 10,000 variables, and one that is no text. Expectation: answered as always."""
    async with house.connect("maj") as connection:
        env = {f"NAMN{number}": "v" * 100 for number in range(10_000)}
        ran = await connection.run("whoami", env=env)
        expect(ran.stdout.startswith(MAJ), ran)
        ran = await connection.run("whoami", env={b"LANG": b"\xff\xfe\x00", b"\xff": b"\xff"}, encoding=None)
        expect(ran.stdout.startswith(MAJ.encode()), ran)


@succeeds_on(Fault.ECHOES)
def test_nothing_of_what_a_client_calls_its_terminal_is_said_back(house: Tavlan) -> None:
    """Attack: TERM holds an escape sequence, or thousands of signs. Expectation: a board as in any terminal.

    The naive server greets with it, and so steers whatever shows or records the session.
    """
    for term in ("\x1b]0;taken\x07", "x" * 10_000, "xterm\n\x1b[2J", ""):
        screen = Screen(house.words("bo"), (80, 24), term)
        try:
            screen.until("Ej påbörjat")
            came = bytes(screen.raw)
            expect(b"\x1b]0;" not in came, came[:200])
            expect(b"xxxxxxxx" not in came)
        finally:
            screen.close()


@pytest.mark.parametrize("locale", ["C", "POSIX", "sv_SE.ISO-8859-1"])
def test_a_locale_without_utf8_gets_the_answer_all_the_same(house: Tavlan, locale: str) -> None:
    """Attack: none; an old computer. Expectation: a command is answered, in UTF-8 as everybody else's."""
    done = subprocess.run(
        (*house.words("maj", "-o", "SendEnv=LANG"), "visa", "13"),
        capture_output=True,
        timeout=30,
        env={"PATH": os.environ["PATH"], "LANG": locale},
        check=False,
    )
    assert done.returncode == 0, done
    assert "Sossecaféer" in done.stdout.decode()
