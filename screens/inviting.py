"""Inviting from the board: for whom, for which program, and the letter to hand over."""

from models.dates import moment
from models.invitation import invite
from models.key import KeyRow, keys
from models.people import Person
from screens.acting import Acting
from screens.asking import people_to_choose
from screens.dialogs.pick_dialog import Choice, PickDialog
from screens.dialogs.text_view import TextView
from screens.letter import CLIENT_NAMES, WIDTH, Client, Letter, as_text, pages

_KEEP = 0
_ALL = "alla"
_MARGINS = 4
"""Columns beside a text that is shown."""


class Inviting(Acting):
    """The command that makes a code for a member."""

    def action_invite(self) -> None:
        """Make a code for a member, and show the letter that goes with it."""
        self._do(self._invite())

    async def _invite(self) -> None:
        way_in = self.session.way_in()
        person = await self._choose_person()
        clients = await self._choose_clients(person) if person else None
        replaced = await self._choose_replaced(person) if person and clients else None
        if person is None or clients is None or replaced is None:
            return
        made = await self.session.order(invite, self.session.actor, person.id, replaced or None)
        letter = Letter(way_in, made.row.member, made.code, made.row.expires)
        width = min(WIDTH, self.app.size.width) - _MARGINS
        title = "Markera brevet och kopiera det; koden visas bara nu"
        self.app.push_screen(TextView(title, as_text(pages(letter, clients), width)))

    async def _choose_person(self) -> Person | None:
        found = {person.id: person for person in await people_to_choose(self.session)}
        own = self.session.actor.member_id
        choices = tuple(Choice(one.id, one.name, "du" if one.id == own else "") for one in found.values())
        chosen = await self.app.push_screen_wait(PickDialog("Vem vill du bjuda in?", choices))
        return found[chosen[0]] if chosen else None

    async def _choose_clients(self, person: Person) -> tuple[Client, ...] | None:
        choices = (
            Choice(_ALL, "Vet inte: alla fyra breven"),
            *(Choice(str(one), f"{name[0].upper()}{name[1:]}") for one, name in CLIENT_NAMES.items()),
        )
        title = f"Vad loggar {person.name} in från?"
        chosen = await self.app.push_screen_wait(PickDialog(title, choices))
        if not chosen:
            return None
        return tuple(Client) if chosen[0] == _ALL else (Client(chosen[0]),)

    async def _choose_replaced(self, person: Person) -> int | None:
        """The number of the key that is to go, 0 where all stay, None where nothing was chosen."""
        had = await self.session.look_up(keys, self.session.actor, person.id)
        valid = [key for key in had if key.revoked is None]
        if not valid:
            return _KEEP
        choices = (
            Choice(_KEEP, "Nej, alla fortsätter gälla"),
            *(Choice(key.id, key.computer or key.fingerprint, self._used(key)) for key in valid),
        )
        title = "Ska en gammal nyckel spärras när koden används?"
        chosen = await self.app.push_screen_wait(PickDialog(title, choices))
        return chosen[0] if chosen else None

    def _used(self, key: KeyRow) -> str:
        now = self.session.now
        if key.last_used is None:
            return "aldrig använd"
        return f"använd {moment(key.last_used.in_timezone(now.timezone or 'UTC'), now.date())}"
