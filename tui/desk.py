"""The desk at the door: whoever logs in as `inbjudan` says a code there, and can do nothing else."""

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass

from models.clock import Clock
from models.door import Doors
from models.enrolment import NewKey
from models.errors import Refusal
from models.invitation import LENGTH, WrongCode, digest_of, invited, normal, redeem
from models.plurals import count
from models.session import new_session_id
from models.text import clean
from models.way_in import WHOM_TO_CALL
from screens.letter import ASKS_CODE, ASKS_COMPUTER, WELCOMES
from tui.config import Config
from tui.guesses import Guesses
from tui.keys import PublicKey
from tui.plain import Left, PlainLines

TRIES = 3
"""Codes a connection."""
SECONDS = 120.0
"""How long one may take over the code, and then over the computer's name."""
_COMPUTER = 60
_UNNAMED = "Datorn"
_GREETING = (
    "Välkommen till styrelsens tavla, {association}.\n"
    "Skriv koden du har fått och tryck Enter. Stora eller små bokstäver, bindestreck och mellanslag "
    "spelar ingen roll. Ctrl+C avbryter."
)
_DONE = "Klart. Nästa gång behövs ingen kod: {command}"
_AGAIN = "Kontrollera den mot brevet och skriv den igen."
_MISSHAPEN = "En kod har {} tecken, bokstäver och siffror."
_ENOUGH = "Fler försök går inte nu. Logga in igen, eller ring {contact}."
_PAUSED = "För många fel koder har prövats. Försök igen om {wait}, eller ring {contact}."
_LATE = "Det dröjde för länge, så förbindelsen stängs. Koden går fortfarande att använda."
_CALL = "Ring {contact}."


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody with a key that is nobody's yet."""

    key: PublicKey
    """The one that signed."""
    source: str
    """Where from, as tries are counted."""
    said_wrong: Callable[[], None] = lambda: None
    """Called for each wrong code."""


class Desk:
    """Lets those in who have a code, one key a code."""

    def __init__(
        self, config: Callable[[], Config], doors: Doors, clock: Clock, guesses: Guesses | None = None
    ) -> None:
        self._config, self._doors, self._clock = config, doors, clock
        self._guesses = guesses or Guesses()

    @property
    def _contact(self) -> str:
        return self._config().ssh.contact or WHOM_TO_CALL

    async def receive(self, lines: PlainLines, guest: Guest) -> bool:
        """Ask for the code and the computer's name; True when the key has become somebody's."""
        try:
            lines.say()
            lines.say(_GREETING.format(association=self._config().association.label))
            lines.say()
            async with asyncio.timeout(SECONDS):
                digest = await self._code(lines, guest)
            if digest is None:
                return False
            async with asyncio.timeout(SECONDS):
                computer = await self._computer(lines)
            await self._bind(digest, guest.key, computer)
        except Left:
            return False
        except TimeoutError:
            lines.say()
            lines.say(_LATE)
            return False
        except Refusal as refusal:
            lines.say(f"{refusal} {_CALL.format(contact=self._contact)}")
            return False
        ssh = self._config().ssh
        lines.say(_DONE.format(command=ssh.command(ssh.address)))
        return True

    async def _code(self, lines: PlainLines, guest: Guest) -> str | None:
        """The digest of the right code, or None after as many wrong ones as one may write."""
        for left in reversed(range(TRIES)):
            signs = normal(await lines.ask(ASKS_CODE))
            if signs is None:
                said = _MISSHAPEN.format(LENGTH)
            elif wait := self._guesses.take(guest.source):
                minutes = count(math.ceil(wait / 60), "minut", "minuter")
                lines.say(_PAUSED.format(wait=minutes, contact=self._contact))
                return None
            else:
                digest = await asyncio.to_thread(digest_of, signs)
                try:
                    name = await self._doors.ask(invited, digest, self._clock())
                except WrongCode as wrong:
                    said = str(wrong)
                    guest.said_wrong()
                except Refusal:
                    self._guesses.give_back(guest.source)
                    raise
                else:
                    self._guesses.give_back(guest.source)
                    lines.say(WELCOMES.format(name=name))
                    return digest
            lines.say(f"{said} {_AGAIN if left else _ENOUGH.format(contact=self._contact)}")
        return None

    async def _computer(self, lines: PlainLines) -> str:
        """What the computer is called; one that is given no name is only a computer."""
        while True:
            name = clean(await lines.ask(ASKS_COMPUTER))
            if len(name) <= _COMPUTER:
                return name or _UNNAMED
            lines.say(f"Det är för långt; {_COMPUTER} tecken är det mesta.")

    async def _bind(self, digest: str, key: PublicKey, computer: str) -> None:
        new = NewKey(key.line, key.fingerprint, computer)
        await self._doors.order(redeem, digest, new, self._clock, new_session_id())
