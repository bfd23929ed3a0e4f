"""How the server begins and ends: one line when it listens, and a polite end."""

import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.end_to_end.house import LISTENS, ROOT, TAVLAN, House, environment, run

SIGNALS = pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=lambda how: how.name)


@SIGNALS
def test_when_the_server_stops_everybody_is_told_and_it_exits_clean(
    house: House, how: signal.Signals
) -> None:
    """Scenario: SIGTERM or Ctrl+C while two are at the board, one in a dialog. Both are told, exit 0."""
    house.start()
    assert LISTENS.fullmatch(house.line)
    with house.screen("eva") as eva, house.screen("bo", (80, 24)) as bo:
        bo.type("c")
        bo.until("Kommentar till")
        bo.type("halvvägs")
        bo.until("halvvägs")
        code, said, seconds = house.stop(how)
        assert (code, said, house.log) == (0, "", "")
        assert seconds < 10
        for screen in (eva, bo):
            assert screen.leaves() == 1
            assert "Tavlan startas om. Allt du sparat finns kvar." in screen.after
            assert screen.text.strip().startswith("Tavlan startas om.")
    assert house.ssh("eva", "whoami").code == 255


def test_a_port_that_is_taken_is_refused_in_one_sentence(house: House) -> None:
    """Scenario: a second server on the same port. Expected: one sentence, exit 1, the first goes on."""
    house.start()
    ran = house.tavlan("serve", "--port", str(house.port))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"Det går inte att lyssna på 127.0.0.1 port {house.port}:")
    assert len(ran.err.splitlines()) == 1
    assert house.ssh("eva", "whoami").code == 0


def test_a_host_key_that_others_may_read_is_refused_with_what_mends_it(house: House) -> None:
    """Scenario: `chmod 644 host_key`. Expected: no start, and the command that mends it."""
    (house.folder / "host_key").chmod(0o644)
    ran = house.tavlan("serve", "--port", "0")
    assert (ran.code, ran.out) == (1, "")
    assert "chmod" in ran.err


@contextmanager
def demo(cache: Path) -> Iterator["subprocess.Popen[str]"]:
    """`tavlan demo` without a terminal."""
    process = subprocess.Popen(
        (*TAVLAN, "demo"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(XDG_CACHE_HOME=str(cache)),
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@SIGNALS
def test_the_demo_without_a_terminal_prints_one_line_that_works(tmp_path: Path, how: signal.Signals) -> None:
    """Scenario: `tavlan demo </dev/null` prints the second person's line, serves, and ends when told."""
    with demo(tmp_path) as process:
        assert process.stdout
        line = process.stdout.readline()
        assert line.startswith("ssh -p ")
        # As it stands, by a shell, with nothing to answer its questions: the host key is known already.
        joined = run(("sh", "-c", f"{line.strip()} whoami </dev/null"))
        assert (joined.code, joined.out.splitlines()[0]) == (0, "Bo Tallgren")
        again = run((*shlex.split(line), "board", "--json"))
        assert len(again.json["areas"]) == 10
        process.send_signal(how)
        rest, errors = process.communicate(timeout=10)
        assert (process.returncode, rest, errors) == (0, "", "")


def test_two_demos_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Scenario: a second `tavlan demo` while the first runs. Each line leads to a board of its own."""
    with demo(tmp_path) as first, demo(tmp_path) as second:
        assert first.stdout
        assert second.stdout
        one, two = shlex.split(first.stdout.readline()), shlex.split(second.stdout.readline())
        assert one != two
        assert run((*one, "move", "8", "klart")).code == 0
        assert run((*one, "show", "8", "--json")).json["status"] == "klart"
        assert run((*two, "show", "8", "--json")).json["status"] == "ej"
