"""How many wrong codes are put up with, from one address and from all, and how long none after."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

HOUR = 3600.0
A_SOURCE, IN_ALL = 10, 50
"""Wrong codes an hour."""
_LONGEST_A_SOURCE, _FIRST_IN_ALL = 24 * HOUR, HOUR / 6
_FORGOTTEN = 24 * HOUR
_MOST_SOURCES = 4096


@dataclass(slots=True)
class _Tally:
    """The wrong codes of one source, or of all."""

    most: int
    first: float
    """Seconds without tries the first time there were too many; doubled each time after."""
    longest: float
    tries: list[float] = field(default_factory=list)
    until: float = 0.0
    stops: int = 0

    def is_full(self, now: float) -> bool:
        """Whether no more are taken now, which begins a pause where it had not begun."""
        if now < self.until:
            return True
        if self.stops and now - self.until > _FORGOTTEN:
            self.stops = 0
        self.tries = [at for at in self.tries if now - at < HOUR]
        if len(self.tries) < self.most:
            return False
        self.until = now + min(self.longest, self.first * 2.0 ** min(self.stops, 16))
        self.stops += 1
        self.tries.clear()
        return True


class Guesses:
    """Counts codes as wrong before they are looked at, and gives back those that were right.

    All together pause for at most an hour, however many addresses somebody has: a code is too long to be
    guessed, and those who were invited must not be kept out for a day.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._now = clock
        self._all = _Tally(IN_ALL, _FIRST_IN_ALL, HOUR)
        self._sources: OrderedDict[str, _Tally] = OrderedDict()

    def take(self, source: str) -> float:
        """Count a try and answer 0.0, or answer how many seconds no more are taken."""
        now, mine = self._now(), self._of(source)
        if full := [tally for tally in (mine, self._all) if tally.is_full(now)]:
            return max(tally.until for tally in full) - now
        for tally in (mine, self._all):
            tally.tries.append(now)
        return 0.0

    def give_back(self, source: str) -> None:
        """The code that was taken last was no guess."""
        for tally in (self._of(source), self._all):
            if tally.tries:
                tally.tries.pop()

    def _of(self, source: str) -> _Tally:
        tally = self._sources.setdefault(source, _Tally(A_SOURCE, HOUR, _LONGEST_A_SOURCE))
        self._sources.move_to_end(source)
        if len(self._sources) > _MOST_SOURCES:
            self._sources.popitem(last=False)
        return tally
