"""What a member chooses to see of the plan, and in which shape and order; kept from login to login."""

from dataclasses import replace

from textual import on, work
from textual.widgets import Input

from models.board import BoardView
from models.commitment import Status
from models.dates import moment
from models.grouping import Shape
from models.incident import incident
from models.selection import NOBODY, Selection, responsible_for
from models.since import SEEN, Since, cards_changed_since, seen_by, where
from models.story import status_word
from models.viewing import LAST_CARD, PREFERENCE, Viewing
from screens.acting import NOT_READ
from screens.board.areas import AreaList
from screens.board.chips import ORDERS, without_innermost
from screens.board.listing import NAMES
from screens.board.marking import Marking
from screens.board.surface import Surface
from screens.dialogs.fields import LineInput
from screens.dialogs.pick_dialog import Choice, PickDialog

_KEEP_AFTER = 2.0
"""Seconds after which a choice is kept, so that one who walks through the areas is not written down."""
_NOTE_EVERY = 60.0
_AGAIN = "√ gäller redan; välj det igen för att ta bort det."

Part = tuple[str, object]
"""A part of a selection by its name, and what it is to be."""


class SearchField(LineInput):
    """Where one searches, in the news line's place."""


class Choosing(Marking):
    """The sieve, the shape and the order, and the keys that change them."""

    view: BoardView
    viewing: Viewing
    board: Surface
    _unkept = False
    _since: Since | None = None
    _seen = 0

    def show_cards(self) -> None:
        """Show what is chosen."""
        raise NotImplementedError

    def show_shape(self) -> None:
        """Show the cards in the shape that is chosen."""
        raise NotImplementedError

    def to_board(self) -> None:
        """Put the focus on the cards."""
        raise NotImplementedError

    @property
    def areas(self) -> AreaList:
        """The areas beside the cards."""
        return self.query_one(AreaList)

    def choose(self, **parts: object) -> None:
        """Choose other cards to be shown."""
        self.look(self.viewing.choosing(**parts))

    def look(self, viewing: Viewing) -> None:
        """Look at the plan another way, and keep that soon."""
        changed, card = viewing.shape is not self.viewing.shape, self.target_card()
        self.viewing = viewing
        if changed:
            self.show_shape()
        self.show_cards()
        if changed:
            self.board.go_to(card.id if card else None)
        if not self._unkept:
            self._unkept = True
            self.set_timer(_KEEP_AFTER, self._keep_soon)

    # What is kept

    def watch_the_journal(self) -> None:
        """From now on note how far the member has read; what was read before is where new begins."""
        seen = seen_by(self.session.preferences)
        self._seen = self.session.hub.last if seen is None else seen
        self.set_interval(_NOTE_EVERY, self._note_soon)

    def _keep_soon(self) -> None:
        self._do(self._keep())

    async def _keep(self) -> None:
        if self._unkept:
            self._unkept = False
            await self.session.prefer(PREFERENCE, self.viewing.kept())

    def _note_soon(self) -> None:
        if self._is_unnoted:
            self._do(self._note_seen())

    @property
    def _is_unnoted(self) -> bool:
        """Whether more was read than is kept."""
        return self.session.preferences.get(SEEN) != str(self.session.hub.last)

    async def _note_seen(self) -> None:
        if self._is_unnoted:
            await self.session.prefer(SEEN, str(self.session.hub.last))

    async def _keep_card(self) -> None:
        card = self.session.presence.card_id
        if card is not None and self.session.preferences.get(LAST_CARD) != str(card):
            await self.session.prefer(LAST_CARD, str(card))

    async def on_unmount(self) -> None:
        """Keep what was chosen, how far was read and where one was, as the session ends."""
        try:
            await self._keep()
            await self._keep_card()
            await self._note_seen()
        except Exception as error:
            # A server that is stopped may have closed its doors before.
            incident(error, self.session.actor.member_id)

    # What is new

    @property
    def since_words(self) -> str:
        """From when something is new: "Nytt sedan tors 28 sep 18.30"."""
        at = self._since.at if self._since else None
        return f"Nytt sedan {moment(at, self.session.now.date())}" if at else "Nytt sedan sist"

    async def read_new(self) -> None:
        """Read anew what has changed since the member was last here."""
        new = await self.session.ask(cards_changed_since, self.session.actor, self._seen)
        if self.viewing.chosen.new != new:
            self.choose(new=new)

    # Filters

    def action_filter(self) -> None:
        """Ask for one more part of what is shown, or one less."""
        self._do(self._filter(), NOT_READ)

    async def _filter(self) -> None:
        self._since = self._since or await self.session.ask(where, self.session.actor, self._seen)
        chosen = self.viewing.chosen
        choices = self._parts()
        set_now = frozenset(
            choice.key for choice in choices if choice.key[0] and self._is_set(chosen, choice.key)
        )
        picked = await self.app.push_screen_wait(
            PickDialog("Vad ska visas?", choices, set_now, says=_AGAIN if set_now else "")
        )
        if picked:
            await self._take(picked[0])

    def _is_set(self, chosen: Selection, part: Part) -> bool:
        name, value = part
        if name == "new":
            return chosen.new is not None
        return name != "words" and getattr(chosen, name) == value

    async def _take(self, part: Part) -> None:
        name, value = part
        nothing = getattr(Selection(), name) if name else None
        if not name:
            self.look(replace(self.viewing, chosen=Selection()))
        elif name == "words":
            self.action_search()
        elif self._is_set(self.viewing.chosen, part):
            self.choose(**{name: nothing})
        elif name == "new":
            await self.read_new()
        else:
            self.choose(**{name: value})

    def _parts(self) -> tuple[Choice[Part], ...]:
        """Everything one can filter by; the first takes all of it away, where there is anything."""
        own = self.session.actor.member_id
        people = [one for one in responsible_for(self.view.cards) if one.id != own]
        return (
            *((Choice[Part](("", None), "Visa allt"),) if self.viewing.chosen != Selection() else ()),
            *((Choice[Part](("person", own), "Bara mina", "person"),) if own is not None else ()),
            Choice(("late", True), "Försenat", "läge"),
            Choice(("behind", True), "Efter", "läge"),
            Choice(("new", True), self.since_words, "av andra"),
            *(Choice[Part](("status", one), status_word(one), "status") for one in Status),
            Choice(("adopted", True), "Ur planen", "ursprung"),
            Choice(("adopted", False), "Styrelsens eget", "ursprung"),
            Choice(("words", ""), "Ord i korten …", "sök"),
            Choice(("person", NOBODY), "Ingen ansvarig", "person"),
            *(Choice[Part](("person", one.id), one.name, "person") for one in people),
            *(
                Choice[Part](("area", choice.key), f"{choice.label} {choice.title}".strip(), "område")
                for choice in self.areas.choices
                if choice.key is not None
            ),
        )

    def action_mine(self) -> None:
        """Show only the member's own cards, or all again."""
        own = self.session.actor.member_id
        self.choose(person=None if self.viewing.chosen.person == own else own)

    @on(AreaList.Chosen)
    def _choose_area(self, chosen: AreaList.Chosen) -> None:
        self.choose(area=chosen.key)

    @work
    async def action_area(self) -> None:
        """Choose an area from a list, which also works where the areas are folded away."""
        choices = tuple(
            Choice(
                choice.key,
                f"{choice.label} {choice.title}".strip(),
                f"{choice.tally.good}/{choice.tally.total}",
            )
            for choice in self.areas.choices
        )
        now = frozenset({self.viewing.chosen.area})
        picked = await self.app.push_screen_wait(PickDialog("Vilket område?", choices, now, many=False))
        if picked:
            self.choose(area=picked[0])

    def clear_innermost(self) -> bool:
        """Take away the innermost part of what is chosen; whether there was any."""
        parts = without_innermost(self.viewing.chosen)
        if parts:
            self.choose(**parts)
        return bool(parts)

    # Shape and order

    def action_view(self, shape: str = "") -> None:
        """Lay the cards out another way; without a name the next one."""
        every = tuple(Shape)
        following = every[(every.index(self.viewing.shape) + 1) % len(every)]
        wanted = Shape(shape) if shape else following
        self.look(replace(self.viewing, shape=wanted))
        self.tell(f"{NAMES[wanted]}. w byter vy.")

    @work
    async def action_order(self) -> None:
        """Ask for the order of the cards."""
        choices = tuple(Choice(order, name.capitalize()) for order, name in ORDERS.items())
        now = frozenset({self.viewing.order})
        picked = await self.app.push_screen_wait(PickDialog("I vilken ordning?", choices, now, many=False))
        if picked:
            self.look(replace(self.viewing, order=picked[0]))

    # Searching

    def action_search(self) -> None:
        """Open the search field where the news stood."""
        self.calm()
        self.add_class("-searching")
        field = self.query_one(SearchField)
        field.value = self.viewing.chosen.words
        field.focus()

    @on(Input.Changed, "SearchField")
    def _searched(self, changed: Input.Changed) -> None:
        if self.has_class("-searching"):
            self.choose(words=changed.value.strip())

    @on(Input.Submitted, "SearchField")
    def end_search(self) -> None:
        """Close the search field and keep what it found."""
        self.remove_class("-searching")
        self.to_board()
        self.show_cards()
