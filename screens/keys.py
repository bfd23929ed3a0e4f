"""The keys: one's own, everybody's for those who may, what was read with them, and revoking them."""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from models.access import Right
from models.dates import full_day, moment
from models.errors import Refusal
from models.incident import incident
from models.key import COMPUTER, KeyRow, LastWayIn, keys, readings_with, rename_key, revoke_key
from models.read_log import ReadingRow
from models.session import Session
from models.text import matches, search_text, sort_key
from screens.asking import needs_words
from screens.dialogs.confirm_dialog import ConfirmDialog
from screens.dialogs.dialog import Dialog
from screens.dialogs.fields import FilterLine, Note
from screens.dialogs.line_dialog import LineDialog
from screens.dialogs.pick_dialog import PickDialog
from screens.dialogs.text_view import Reading
from screens.messages import Heard
from screens.widgets.bottom import Keys
from screens.widgets.choice_list import Choice, ChoiceList
from screens.widgets.lines import Line, Look, hang, wrap

_FAILED = "Det gick inte. Försök igen. (fel {})"
_ABOUT = frozenset({"key", "member"})
_MOMENT = 18


async def read_keys(session: Session) -> tuple[KeyRow, ...]:
    """The keys the member may see: those in force first, and among them one's own."""
    actor = session.actor
    everybody = session.may(Right.KEYS) or actor.member_id is None
    rows = await session.look_up(keys, actor, None if everybody else actor.member_id)
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.revoked is not None,
                row.id != actor.key_id,
                row.member_id != actor.member_id,
                sort_key(row.member),
                row.id,
            ),
        )
    )


class ReadWithKey(Reading):
    """What was read of persons with a key, the latest first."""

    def __init__(self, title: str, read: tuple[ReadingRow, ...], session: Session) -> None:
        self._read, self._today = read, session.now.date()
        super().__init__(title, self._lines)

    def _lines(self, width: int) -> list[Line]:
        # The column to the right is kept free for the sign that there is more.
        width -= 1
        if not self._read:
            words = "Inget om personer har lästs med den här nyckeln."
            return [(), *(((line, Look.PLAIN),) for line in wrap(words, width)), ()]
        lines: list[Line] = [()]
        for one in self._read:
            text = f"{one.text[:1].upper()}{one.text[1:]}"
            lines += hang(moment(one.at, self._today), text, width, _MOMENT, (Look.DIM, Look.PLAIN))
        return [*lines, ()]


class KeysDialog(Dialog[None]):
    """One row a key; Enter says what can be done with it, and for many keys typing narrows the list."""

    DEFAULT_CSS = """
    KeysDialog {
        &>.box { width: 96; }
        .foot Note { padding: 0; }
    }
    """
    KEYS: ClassVar[Keys] = (("Enter", "välj"), ("Esc", "stäng"), ("↑↓", "bläddra"))
    HELP = (
        "En nyckel är det som låter en dator logga in. Enter på en nyckel visar vad man kan göra: läsa vad "
        "som har lästs med den, ge datorn ett namn, eller spärra den. En spärrad nyckel kommer aldrig in "
        "igen, och den som är inne med den loggas ut i samma stund. Är en dator borta: spärra dess nyckel."
    )

    def __init__(self, session: Session, rows: tuple[KeyRow, ...]) -> None:
        self._everybody = session.may(Right.KEYS)
        says = "Allas nycklar." if self._everybody else "Med de här nycklarna loggar du in."
        super().__init__("Nycklar", says)
        self.session, self._rows, self._typed = session, rows, ""
        self._list: ChoiceList[int] = ChoiceList(self._choices(), empty="Ingen nyckel passar.")
        self.note, self.said = Note(), Note()

    def head(self) -> Iterable[Widget]:
        """The line to search in, where there is more than one's own to search among."""
        if self._everybody:
            yield FilterLine(self._list, "Skriv ett namn eller en dator")

    def body(self) -> Iterable[Widget]:
        """The keys."""
        yield self._list

    def foot(self) -> Iterable[Widget]:
        """What is known of the key under the cursor, and what came of what was done."""
        yield self.note
        yield self.said

    def on_mount(self) -> None:
        """Say what is known of the first key."""
        self._explain()

    # What is shown

    def _choices(self) -> tuple[Choice[int], ...]:
        needle = search_text(self._typed)
        return tuple(
            Choice(row.id, self._named(row), self._state(row))
            for row in self._rows
            if matches(needle, search_text(f"{row.member} {row.computer} {row.fingerprint}"))
        )

    def _named(self, row: KeyRow) -> str:
        computer = row.computer or "dator utan namn"
        return f"{row.member} · {computer}" if self._everybody else computer

    def _state(self, row: KeyRow) -> str:
        now = self.session.now
        zone = now.timezone or "UTC"
        if row.revoked:
            return f"spärrad {full_day(row.revoked.in_timezone(zone))}"
        if row.id == self.session.actor.key_id:
            return "du är inne med den"
        if row.last_used is None:
            return "aldrig använd"
        return f"använd {moment(row.last_used.in_timezone(zone), now.date())}"

    def _explain(self) -> None:
        if (row := self._current()) is None:
            self.note.say("")
            return
        added = full_day(row.added.in_timezone(self.session.now.timezone or "UTC"))
        # On a phone the row may have had no room for it.
        state = self._state(row).capitalize() + ". " if self.has_class("-narrow") else ""
        self.note.say(f"{state}Tillagd {added}. {row.fingerprint}")

    def _current(self) -> KeyRow | None:
        chosen = self._list.current
        return next((row for row in self._rows if chosen is not None and row.id == chosen.key), None)

    def _show(self) -> None:
        """Show the rows as they now are, and stay on the key the cursor is on."""
        if not self.is_attached:
            return
        held = self._list.current
        choices = self._choices()
        place = next((n for n, one in enumerate(choices) if held is not None and one.key == held.key), None)
        self._list.show(choices, cursor=min(self._list.cursor, len(choices)) if place is None else place)
        self._explain()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._typed = event.value
        self._show()

    @on(ChoiceList.Moved)
    def _stood(self) -> None:
        self._explain()

    def on_heard(self, heard: Heard) -> None:
        """Show what others did to keys."""
        news = heard.news
        if any(change.entity in _ABOUT for change in news.changes):
            self.run_worker(self._guarded(self._read_anew), group="read", exclusive=True)

    async def _read_anew(self) -> None:
        self._rows = await read_keys(self.session)
        self._show()

    # What is done

    @on(ChoiceList.Chosen)
    @on(Input.Submitted)
    def _chosen(self, event: ChoiceList.Chosen | Input.Submitted) -> None:
        event.stop()
        if (row := self._current()) is not None:
            # The app's worker: what was ordered is not lost when this box is closed.
            self.app.run_worker(self._guarded(partial(self._choose, row)), group="doing")

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Refusal as refusal:
            self._say(str(refusal), wrong=True)
        except Exception as error:
            self._say(_FAILED.format(incident(error, self.session.actor.member_id)), wrong=True)

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        if self.is_attached:
            self.said.say(sentence, wrong=wrong)

    async def _choose(self, row: KeyRow) -> None:
        choices: tuple[Choice[str], ...] = (Choice("read", "Vad den har läst"),)
        if row.revoked is None:
            choices += (Choice("rename", "Döp om datorn"), Choice("revoke", "Spärra nyckeln"))
        picked = await self.app.push_screen_wait(PickDialog(self._named(row), choices))
        match picked:
            case ("read",):
                await self._show_readings(row)
            case ("rename",):
                await self._rename(row)
            case ("revoke",):
                await self._revoke(row)

    async def _show_readings(self, row: KeyRow) -> None:
        read = await self.session.look_up(readings_with, self.session.actor, row.id)
        self.app.push_screen(ReadWithKey(f"Läst med {self._named(row)}", read, self.session))

    async def _rename(self, row: KeyRow) -> None:
        check = needs_words(COMPUTER, "Datorns namn")
        hint = "Till exempel Köksdatorn, så att du vet vilken nyckel som hör till den."
        name = await self.app.push_screen_wait(
            LineDialog("Vad heter datorn?", row.computer, hint, check, COMPUTER)
        )
        if name is not None:
            after = await self.session.order(rename_key, self.session.actor, row.id, name)
            await self._read_anew()
            self._say(f"Datorn heter nu {after.computer}.")

    async def _revoke(self, row: KeyRow) -> None:
        if not await self._agreed("Spärra nyckeln?", self._warning(row)):
            return
        try:
            await self.session.order(revoke_key, self.session.actor, row.id)
        except LastWayIn as warning:
            if not await self._agreed("Spärra ändå?", str(warning)):
                return
            await self.session.order(partial(revoke_key, even_last=True), self.session.actor, row.id)
        await self._read_anew()
        self._say(f"Spärrad: {self._named(row)}.")
        if row.member_id != self.session.actor.member_id:
            await self._show_readings(row)

    async def _agreed(self, question: str, says: str) -> bool:
        return await self.app.push_screen_wait(
            ConfirmDialog(question, "Spärra", "Låt vara", says, default=False)
        )

    def _warning(self, row: KeyRow) -> str:
        """What revoking a key leads to."""
        in_force = [one for one in self._rows if one.member_id == row.member_id and one.revoked is None]
        own, only = row.member_id == self.session.actor.member_id, len(in_force) == 1
        if row.id == self.session.actor.key_id:
            first = "Du är inne med den nu, så du loggas ut i samma stund."
        else:
            first = f"{self._named(row)} loggas ut och kommer inte in igen."
        if not only:
            return first
        who = "Du har" if own else f"{row.member} har"
        return f"{first} {who} ingen annan nyckel, och behöver en ny inbjudan för att komma in."
