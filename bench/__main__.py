"""The command: run every measure, print the table, say with the exit code whether every bound is met."""

import argparse
import asyncio
import json
import sys
from collections.abc import Coroutine
from pathlib import Path

import asyncssh

from bench.client import Unpainted
from bench.machine import machine
from bench.peer import NAME
from bench.run import LONGEST, QUICK, WHOLE, measure
from bench.table import Beside, Row, as_json, as_markdown, beside_as_markdown


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions and sessions, for a glance")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there as well")
    return parser.parse_args()


def main() -> int:
    """Measure and print."""
    arguments = _arguments()
    size, here = QUICK if arguments.quick else WHOLE, machine()
    rows: list[Row] = []
    compared: list[Beside] = []
    failure = asyncio.run(_within(LONGEST, measure(size, _say, rows, compared)))
    if failure:
        _say(f"{failure}\nwhat comes after the rows below was not measured")
    if compared:
        print(f"{beside_as_markdown(compared, NAME)}\n")
    print(as_markdown(rows, here, quick=arguments.quick))
    if arguments.json:
        arguments.json.write_text(
            json.dumps(as_json(rows, compared, here, quick=arguments.quick), indent=2) + "\n"
        )
    return 0 if not failure and all(row.met is not False for row in rows) else 1


async def _within(seconds: float, work: Coroutine[None, None, None]) -> str:
    """Why the work did not come to its end, or nothing."""
    try:
        async with asyncio.timeout(seconds) as limit:
            await work
    except TimeoutError as error:
        return f"stopped after {seconds:.0f} seconds" if limit.expired() else repr(error)
    except (Unpainted, RuntimeError, OSError, asyncssh.Error) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
