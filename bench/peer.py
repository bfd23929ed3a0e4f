"""The peer, kanban-tui: an environment of its own, a board of its own, and what its screen shows."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.keys import CARD, WORDS
from bench.local import environment
from bench.screen import HEIGHT, WIDTH, Screen

NAME = "kanban-tui 0.21.2"
_REQUIREMENT = NAME.replace(" ", "==")
_HERE = Path(__file__).parents[1] / "build" / "peer"
_PATIENCE = 120
"""Seconds that one command may take which gets it ready."""
_HEADING = re.compile(rf"({'|'.join(WORDS)})(?: \((\d+) Tasks?\))?")
_HEADINGS_ROW = 3
_EDGE, _FOCUSED = "▊", "5fff87"
"""The left edge of a card, and its colour around the card in focus."""
_COLUMN, _INSIDE = 29, 24
"""Cells of a column and of a card, with four columns in view."""


class Missing(Exception):
    """The peer cannot be had here; the text says why in one line."""


@dataclass(frozen=True, slots=True)
class PeerBoard:
    """The command that shows a board, and the surroundings it is to be found in."""

    command: Path
    surroundings: dict[str, str]


class PeerScreen(Screen):
    """What a terminal shows of the peer, told in the same words as ours."""

    @property
    def counts(self) -> tuple[int, ...]:
        """How many cards each column says it holds; it says nothing before one has moved."""
        return tuple(int(found[2] or 0) for found in _HEADING.finditer(self.row(_HEADINGS_ROW)))

    @property
    def cursor(self) -> tuple[tuple[int, int], ...]:
        """Where the edge of the card in focus stands."""
        return tuple(
            (y, x)
            for y in range(HEIGHT)
            for x in range(WIDTH)
            if self.cell(y, x).data == _EDGE and self.cell(y, x).fg == _FOCUSED
        )

    @property
    def under_cursor(self) -> str:
        """The rows of the card in focus."""
        return "\n".join(self.row(y, x, x + _INSIDE) for y, x in self.cursor)

    def column(self, number: int) -> str:
        """What stands under a heading."""
        left = 1 + (number - 1) * _COLUMN
        return "\n".join(self.row(y, left, left + _COLUMN) for y in range(_HEADINGS_ROW + 1, HEIGHT - 2))

    def whole(self, cards: int) -> bool:
        """Whether the whole board is painted: headings, a card in focus, and the last line for a card."""
        return len(self.counts) == len(WORDS) and bool(self.cursor) and "Edit" in self.row(HEIGHT - 1)


def installed() -> Path:
    """The peer's command, installed in an environment of its own the first time; raises Missing."""
    command = _HERE / "bin" / "kanban-tui"
    if not command.exists():
        _run([sys.executable, "-m", "venv", str(_HERE)])
        _run([str(_HERE / "bin" / "pip"), "install", "-q", "--disable-pip-version-check", _REQUIREMENT])
    return command


def _run(command: Sequence[str], surroundings: Mapping[str, str] | None = None) -> None:
    within = surroundings["HOME"] if surroundings else None
    try:
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            env=surroundings,
            cwd=within,
            timeout=_PATIENCE,
        )
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).strip().splitlines()
        raise Missing(said[-1] if said else f"exit code {error.returncode}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(type(error).__name__) from error


def make_peer_board(command: Path, into: Path, columns: Sequence[Sequence[str]]) -> PeerBoard:
    """Make a board with these titles in four columns, all in view, in a home of its own; raises Missing."""
    surroundings = environment(into)
    settings = into / "config" / "kanban_tui" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[board]\ncolumns_in_view = {len(WORDS)}\n")
    named = [word for name in WORDS for word in ("-c", name)]
    _run([str(command), "board", "create", "Verksamhetsplan", "--set-active", *named], surroundings)
    _fill(into / "data" / "kanban_tui" / "kanban_tui.db", columns)
    return PeerBoard(command, surroundings)


def _fill(path: Path, columns: Sequence[Sequence[str]]) -> None:
    database = sqlite3.connect(path)
    try:
        numbers = [row[0] for row in database.execute("SELECT column_id FROM columns ORDER BY position")]
        rows = [
            (title, number, position)
            for number, titles in zip(numbers, columns, strict=True)
            # The card that is moved stands first, so that few keys lead there.
            for position, title in enumerate(sorted(titles, key=lambda title: title != CARD))
        ]
        database.executemany(
            "INSERT INTO tasks (title, column, position, description, metadata, creation_date)"
            " VALUES (?, ?, ?, '', '{}', '2023-10-04T18:00:00')",
            rows,
        )
        database.commit()
    finally:
        database.close()
