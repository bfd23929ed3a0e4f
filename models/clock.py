"""What time it is, as an argument: nothing else in `models` asks the machine."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pendulum

Clock = Callable[[], pendulum.DateTime]
"""Answers with an aware moment in the association's time zone."""

STOCKHOLM = "Europe/Stockholm"


@dataclass(frozen=True, slots=True)
class WallClock:
    """The machine's clock in one time zone, moved by a fixed interval (which only the demo uses)."""

    timezone: str = STOCKHOLM
    shift: dt.timedelta = dt.timedelta()

    def __call__(self) -> pendulum.DateTime:
        """The moment now."""
        return pendulum.now(self.timezone) + self.shift


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A clock that always shows the same moment, for tests and pictures."""

    moment: pendulum.DateTime

    def __call__(self) -> pendulum.DateTime:
        """The same moment each time."""
        return self.moment
