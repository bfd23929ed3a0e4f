"""Somebody who logs in as `inbjudan` and says a code."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.attacks.targets import Tavlan
from tests.end_to_end.screen import PATIENCE, Screen

WRONG = "0000-0000-0000"
TAKEN = "Vad heter datorn?"
"""What is asked once the code was right."""


@contextmanager
def desk(house: Tavlan, key: str, *options: str) -> Iterator[Screen]:
    """At the prompt for a code, with a key that is nobody's."""
    screen = Screen(house.words(key, *options, login="inbjudan"), (80, 24), "dumb")
    try:
        screen.until("Kod:", 2 * PATIENCE)
        yield screen
    finally:
        screen.close()


def takes(screen: Screen, code: str) -> bool:
    """Whether a code is taken; waits for the answer."""
    answers = screen.text.count("Kod")
    screen.type(f"{code}\r")
    screen.until(
        lambda seen: TAKEN in seen.text or seen.text.count("Kod") > answers or "fel koder" in seen.text
    )
    return TAKEN in screen.text
