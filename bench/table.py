"""The table: what was measured, beside its bound and its aim."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, with the most it may be and the most it should be; None where nothing is promised."""

    name: str
    value: float
    least: float | None = None
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One measure; its figures share a unit."""

    measure: str
    unit: str
    figures: tuple[Figure, ...]
    beside: str = ""
    """What it is compared with, measured in the same run."""

    @property
    def met(self) -> bool | None:
        """Whether every bound holds; None where there is none."""
        held = [one.value <= one.least for one in self.figures if one.least is not None]
        return all(held) if held else None

    @property
    def aim_met(self) -> bool | None:
        """Whether every aim is reached; None where there is none."""
        held = [one.value <= one.aim for one in self.figures if one.aim is not None]
        return all(held) if held else None


@dataclass(frozen=True, slots=True)
class Beside:
    """One measure of another program's and of ours, of ours both over SSH and in the own terminal."""

    measure: str
    cards: int
    unit: str
    peer: Sequence[float]
    ssh: Sequence[float]
    local: Sequence[float]
    wanted: int = 1
    """How many times each was to be measured; where there was time for fewer, the table says how many."""


def median(values: Sequence[float]) -> float:
    """The value in the middle."""
    return percentile(values, 50)


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest measured value that so many percent do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]


def spread(
    values: Sequence[float],
    least: tuple[float | None, float | None] = (None, None),
    aim: tuple[float | None, float | None] = (None, None),
) -> tuple[Figure, Figure]:
    """Median and 95th percentile with their bounds."""
    return (
        Figure("median", median(values), least[0], aim[0]),
        Figure("p95", percentile(values, 95), least[1], aim[1]),
    )


def as_markdown(rows: Sequence[Row], machine: Mapping[str, str], *, quick: bool) -> str:
    """The table with the machine under it."""
    lines = [
        "| measure | beside it, same run | ours | at least | aim | met | aim met |",
        "|---|---|---|---|---|---|---|",
    ]
    lines.extend(_line(row) for row in rows)
    words = ", ".join(f"{name} {value}" for name, value in machine.items())
    lines += ["", f"{'Quick run, fewer repetitions. ' if quick else ''}Machine: {words}."]
    return "\n".join(lines)


def beside_as_markdown(rows: Sequence[Beside], peer: str) -> str:
    """The table of another program and ours: medians, and how many times ours the other's is."""
    lines = [
        f"| measure, median | cards | {peer} | ours over SSH | ours in the own terminal | times ours |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join((*lines, *(_beside_line(row) for row in rows)))


def as_json(
    rows: Sequence[Row], beside: Sequence[Beside], machine: Mapping[str, str], *, quick: bool
) -> dict[str, object]:
    """The same for programs."""
    shown = [asdict(row) | {"met": row.met, "aim_met": row.aim_met} for row in rows]
    return {
        "machine": dict(machine),
        "quick": quick,
        "rows": shown,
        "beside": [asdict(row) for row in beside],
    }


def _line(row: Row) -> str:
    names = " / ".join(one.name for one in row.figures)
    ours = " / ".join(_number(one.value) for one in row.figures)
    cells = (
        f"{row.measure} ({names})" if names else row.measure,
        row.beside or "–",
        f"{ours} {row.unit}",
        _bounds([one.least for one in row.figures], row.unit),
        _bounds([one.aim for one in row.figures], row.unit),
        _answer(row.met),
        _answer(row.aim_met),
    )
    return f"| {' | '.join(cells)} |"


def _beside_line(row: Beside) -> str:
    ours = (row.ssh, row.local)
    times = " / ".join(_ratio(row.peer, one) for one in ours)
    cells = (row.measure, f"{row.cards:,}", *(_measured(one, row) for one in (row.peer, *ours)), times)
    return f"| {' | '.join(cells)} |"


def _measured(values: Sequence[float], row: Beside) -> str:
    if not values:
        return "–"
    fewer = f" (of {len(values)})" if len(values) < row.wanted else ""
    return f"{_number(median(values))} {row.unit}{fewer}"


def _ratio(peer: Sequence[float], ours: Sequence[float]) -> str:
    return f"{_number(median(peer) / median(ours))} ×" if peer and ours and median(ours) else "–"


def _bounds(bounds: Sequence[float | None], unit: str) -> str:
    if all(one is None for one in bounds):
        return "–"
    return f"≤ {' / '.join('–' if one is None else _number(one) for one in bounds)} {unit}"


def _number(value: float) -> str:
    if value == int(value) and value < 1e6:
        return f"{int(value):,}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _answer(held: bool | None) -> str:
    return "–" if held is None else "yes" if held else "**no**"
