"""`ssh host rad`: a board member's whole Tuesday at the prompt, with the real client."""

import os
import re
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.end_to_end.house import House, environment
from tests.end_to_end.screen import PATIENCE, Screen, poll

PROMPT = "tavla> "
GREETING = r"Eva Norrbäck, Verksamhetsplan 2023, \w+ \d+ \w+, v\. \d+\. Inne: du\.\n"
SYNAS = "Synas i kommundelarna"
"""Card 1: Eva and Bo are responsible."""


class Piped:
    """Somebody whose client has no terminal, as with a screen reader, a script or `| cat`."""

    def __init__(self, command: list[str]) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment())
        assert self.process.stdin
        assert self.process.stdout
        self._stdin, self._stdout = self.process.stdin, self.process.stdout
        self.raw = b""
        self.greeting = ""
        self._read = 0

    def until(self, words: str) -> str:
        """Read on until these words have come, and answer with all since the last time."""
        while words not in (new := self.raw[self._read :].decode(errors="ignore")):
            ready, _, _ = select.select([self._stdout], [], [], PATIENCE)
            piece = os.read(self._stdout.fileno(), 4096) if ready else b""
            assert piece, f"{words!r} kom aldrig:\n{self.raw.decode()}"
            self.raw += piece
        self._read = len(self.raw)
        return new

    def says(self, line: str, answered: str) -> str:
        """Give a line and wait for words of its answer."""
        self._stdin.write(f"{line}\n".encode())
        self._stdin.flush()
        return self.until(answered)

    def leaves(self) -> int:
        """Let the input end, and answer with the client's exit code."""
        out, _ = self.process.communicate(timeout=20)
        self.raw += out
        return self.process.returncode


@contextmanager
def piped(house: House, who: str) -> Iterator[Piped]:
    """Somebody at the prompt without a terminal."""
    one = Piped([*house.words(who, "-o", "LogLevel=ERROR"), "rad"])
    try:
        one.greeting = one.until(PROMPT)
        yield one
    finally:
        one.process.kill()
        one.process.communicate()


def is_plain(raw: bytes, *, terminal: bool) -> bool:
    """Whether there is nothing but text, in lines that end as they should."""
    text = raw.decode()
    lines = text.replace("\r\n", "\n") if terminal else text
    return lines.replace("\n", "").isprintable() and (not terminal or "\n" not in text.replace("\r\n", ""))


def test_a_whole_tuesday_without_a_terminal(served: House) -> None:
    """Scenario: what is mine, a comment, a tick, a move, undo, who is here, what Bo does meanwhile."""
    with piped(served, "eva") as eva, served.screen("cia") as cia:
        assert re.match(GREETING, eva.greeting)
        assert SYNAS in eva.says("mina", PROMPT)
        assert "Kommenterade" in eva.says("kommentera 1 Ring hembygdsföreningen", PROMPT)
        assert f"Bockade av {SYNAS}: 3/4" in eva.says("bocka 1 --not Baggå", PROMPT)
        cia.until(lambda screen: f"Eva Norrbäck bockade av {SYNAS}" in screen.news)
        assert f"{SYNAS}: Planerat → Pågår" in eva.says("flytta 1 pågår", PROMPT)
        assert "Ångrat: du flyttade" in eva.says("ångra", PROMPT)
        assert "Gjort igen: du flyttade" in eva.says("gör om", PROMPT)
        assert "Cia Hedvall" in eva.says("vilka", PROMPT)
        assert served.ssh("bo", "flytta", "12", "pågår").code == 0
        told = eva.until("(kort 12)\n")
        assert [line for line in told.splitlines() if "Bo Tallgren" in line] == [
            "18.30 Bo Tallgren flyttade Delta i partiets centrala kampanjer till Pågår (kort 12)"
        ] or re.search(
            r"^\d\d\.\d\d Bo Tallgren flyttade Delta i partiets .+ \(kort 12\)$", told, re.MULTILINE
        )
        assert eva.says("1", "till: mer").count("Kort 1 ") == 1
        eva.says("mer", "Ring hembygdsföreningen")
        cia.until(lambda screen: "Eva" in screen.header)
        eva.says("kommentera 1", "bara en punkt avslutar")
        assert "Kommenterade" in eva.says("Första raden\nandra raden\n.", "Kommenterade")
        assert "rader till: mer" in eva.says("tavla", "till: mer")
        for _ in range(3):
            eva.says("ångra", "Ångrat")
        assert eva.leaves() == 0
        assert eva.raw.decode().endswith("Hej då.\n")
        assert is_plain(eva.raw, terminal=False)
    assert served.ssh("bo", "undo").code == 0


def test_a_file_of_commands_is_carried_out_line_by_line(served: House) -> None:
    ran = served.ssh("dag", "rad", stdin="flytta 19 pågår\nflyttta 19\nångra\nvisa 19".encode())
    assert (ran.code, ran.err) == (0, "")
    answers = [line for line in ran.out.replace(PROMPT, "").splitlines() if line]
    assert ": Planerat → Pågår" in answers[2] or "→ Pågår" in answers[2]
    assert answers[3] == "Det finns inget kommando ”flyttta”. Menade du flytta?"
    assert answers[4].startswith("Ångrat: du flyttade")
    assert answers[5].startswith("Kort 19")
    assert is_plain(ran.out.encode(), terminal=False)


@pytest.mark.parametrize("words", [(), ("rad",)])
def test_a_dumb_terminal_gets_a_prompt_and_no_control_characters(
    served: House, words: tuple[str, ...]
) -> None:
    options = ("-tt",) if words else ()
    eva = Screen([*served.words("eva", "-o", "LogLevel=ERROR", *options), *words], (80, 24), "dumb")
    try:
        eva.until(lambda screen: PROMPT.strip() in screen.text, 20)
        eva.type("vissa")
        eva.until("vissa")
        eva.type("\x7f\x7fa 12\r")
        eva.until("Kommando: visa 12")
        eva.until("Kort 12")
        eva.type("\x1b[A\x1b[A\tflytta 12")
        assert served.ssh("bo", "kommentera", "12", "Hej").code == 0
        assert served.ssh("bo", "undo").code == 0
        assert "Bo Tallgren kommenterade" not in eva.text
        eva.type(" klart\r")
        eva.until("→ Klart")
        eva.until("Bo Tallgren kommenterade Delta")
        eva.type("ångra\r")
        eva.until("Ångrat: du")
        eva.type("\x04")
        assert eva.leaves() == 0
        assert is_plain(bytes(eva.raw), terminal=True)
    finally:
        eva.close()


def test_a_terminal_that_can_keeps_what_one_types_below_what_the_others_do(served: House) -> None:
    eva = Screen([*served.words("eva", "-o", "LogLevel=ERROR", "-tt"), "rad"], (80, 24))
    try:
        eva.until(lambda screen: PROMPT.strip() in screen.text, 20)
        eva.type("fly\tdelt\tpå\t")
        eva.until("tavla> flytta 12 pågår")
        assert served.ssh("bo", "flytta", "8", "pågår").code == 0
        eva.until(lambda screen: "Bo Tallgren flyttade Stödja" in screen.text)
        last = [line for line in eva.rest().lines if line]
        assert last[-1] == "tavla> flytta 12 pågår"
        assert last[-2].strip().endswith("(kort 8)")
        assert "Bo Tallgren" in "".join(last[-3:-1])
        eva.type("\x15\x1b[Asluta\r")
        assert eva.leaves() == 0
        assert eva.text.rstrip().endswith("Hej då.")
    finally:
        eva.close()
        assert served.ssh("bo", "undo").code == 0


def test_a_member_may_choose_the_prompt_for_every_login(served: House) -> None:
    assert "rad för rad" in served.ssh("maj", "läge", "rad").out
    try:
        ran = served.ssh("maj", options=("-T",), stdin=b"vem\n")
        assert (ran.code, "Maj Ytterlid\nUppdrag" in ran.out) == (0, True)
        maj = Screen(served.words("maj", "-o", "LogLevel=ERROR"))
        try:
            maj.until(lambda screen: PROMPT.strip() in screen.text, 20)
            maj.type("läge tavla\r")
            maj.until("När du loggar in får du tavlan.")
            maj.type("q\r")
            assert maj.leaves() == 0
        finally:
            maj.close()
        with served.screen("maj") as board:
            assert "Maj" in board.header
    finally:
        served.ssh("maj", "läge", "tavla")


def test_a_revoked_key_and_a_stopped_server_end_a_prompt_with_their_sentence(house: House) -> None:
    house.start()
    with piped(house, "dag") as dag, piped(house, "eva") as eva:
        rows = house.tavlan("key", "list", "--json").json
        number = next(row["id"] for row in rows if row["member"] == "Dag Ängmo")
        assert house.tavlan("key", "revoke", str(number)).code == 0
        assert poll(lambda: dag.process.poll() is not None)
        _, err = dag.process.communicate()
        assert (dag.process.returncode, err.decode()) == (
            1,
            "Nyckeln är spärrad. Be ordföranden eller sekreteraren om hjälp.\n",
        )
        house.stop()
        _, err = eva.process.communicate(timeout=20)
        assert (eva.process.returncode, err.decode().startswith("Tavlan startas om.")) == (1, True)


def test_a_prompt_counts_among_a_members_sessions(served: House) -> None:
    assert served.ssh("dag", "rad").code == 0
    many: list[Piped] = []
    try:
        while len(many) < 8:
            many.append(Piped([*served.words("dag", "-o", "LogLevel=ERROR"), "rad"]))
            many[-1].until(PROMPT)
        # The one touched least lately gives way.
        assert served.ssh("dag", "rad").code == 0
        assert [one.leaves() for one in many] == [1] + [0] * 7
    finally:
        for one in many:
            one.process.kill()
            one.process.communicate()
