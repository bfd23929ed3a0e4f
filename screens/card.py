"""A card's page: what one can do with it in words, and everything that is known of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from models.card import Card
from models.commitment import Status
from models.dates import week, weekday_day
from models.errors import Gone
from models.plan import PlanRow
from models.session import Session
from screens.acting import NOT_READ
from screens.card_lines import Row, Story, page_rows, read_story
from screens.dialogs.confirm_dialog import ConfirmDialog
from screens.doing import CardActions
from screens.keymap import Place, bindings_at
from screens.messages import Heard
from screens.widgets.bottom import KeyLine, NewsLine, Tone, keys_of, news_words
from screens.widgets.header import HeaderLine, names_here
from screens.widgets.lines import Line, LinesView, Look

_AT_ONCE = 2
"""How many lines an arrow moves the view where there is nothing to choose."""


class CardPage(LinesView):
    """The page's lines, with a cursor on those where Enter does something."""

    def __init__(self, rows: Callable[[int], list[Row]]) -> None:
        self._rows: list[Row] = []
        self._make = rows
        self.cursor: str | int | None = None
        super().__init__(self._built)

    def _built(self, width: int) -> list[Line]:
        # The column to the right is kept free for the sign that there is more.
        self._rows = self._make(width - 1)
        stops = self._stops()
        if stops and self.cursor not in stops:
            self.cursor = next(iter(stops))
        return [row.line for row in self._rows]

    def _stops(self) -> dict[str | int, int]:
        """What Enter does, and on which line it first stands."""
        stops: dict[str | int, int] = {}
        for place, row in enumerate(self._rows):
            if row.does is not None:
                stops.setdefault(row.does, place)
        return stops

    def _in_view(self, place: int) -> bool:
        return self.top <= place < self.top + self.size.height

    @property
    def chosen(self) -> str | int | None:
        """What Enter does now; nothing while the cursor is scrolled out of sight."""
        place = self._stops().get(self.cursor) if self.cursor is not None else None
        return self.cursor if place is not None and self._in_view(place) else None

    def move(self, step: int) -> None:
        """Go to the next line where Enter does something, or read on where there is none in sight."""
        stops = self._stops()
        here = stops.get(self.cursor, 0) if self.cursor is not None else 0
        ahead = sorted((place, does) for does, place in stops.items() if (place - here) * step > 0)
        if not self._in_view(here):
            ahead = [one for one in ahead if self._in_view(one[0])]
            if not ahead and (here < self.top) == (step < 0):
                self.scroll_by(step * _AT_ONCE)
                return
        place, does = (ahead[0] if step > 0 else ahead[-1]) if ahead else (None, self.cursor)
        if place is not None and self.top - 1 <= place <= self.top + self.size.height:
            self._go(place, does)
        else:
            self.scroll_by(step * _AT_ONCE)

    def _go(self, place: int, does: str | int | None) -> None:
        self.cursor = does
        last = max(line for line, row in enumerate(self._rows) if row.does == does)
        if place < self.top:
            self.scroll_by(place - self.top)
        elif last >= self.top + self.size.height:
            self.scroll_by(min(place - self.top, last - self.top - self.size.height + 1))
        self.refresh()

    def move_end(self, direction: int) -> None:
        """Go to the first or the last."""
        stops = sorted((place, does) for does, place in self._stops().items())
        if stops:
            place, does = stops[0] if direction < 0 else stops[-1]
            self.scroll_by(direction * len(self._rows))
            self._go(place, does)

    def move_page(self, direction: int) -> None:
        """Read a page on or back; the cursor comes along where it can."""
        self.scroll_by(direction * self.page)
        seen = sorted((place, does) for does, place in self._stops().items() if self._in_view(place))
        if seen:
            self._go(*(seen[0] if direction > 0 else seen[-1]))

    def line_at(self, place: int) -> tuple[Line, bool]:
        """A line; the cursor's begins with a bar."""
        if place >= len(self._rows):
            return (), False
        row = self._rows[place]
        if row.does is None or row.does != self.cursor:
            return row.line, False
        return (("▌", Look.ACCENT), *row.line[1:]), True


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a card stood when its page was opened."""

    status: Status
    order: tuple[int, ...]

    def beside(self, card: Card, order: Sequence[int], step: int) -> int | None:
        """The next card on the board, or the one before; of one that has moved, those it stood between."""
        stood = card.status == self.status and card.id in order
        line = tuple(order) if stood else self.order
        if card.id not in line:
            return None
        place = line.index(card.id)
        there = set(order)
        ahead = line[place + 1 :] if step > 0 else line[:place][::-1]
        return next((one for one in ahead if one in there), None)


class CardScreen(CardActions):
    """One card, live."""

    CSS_PATH = "card.tcss"
    PLACE = Place.CARD
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.CARD),
        Binding("enter", "choose", "Gör det som står på raden", show=False, id="card.choose"),
    ]

    def __init__(
        self,
        session: Session,
        card_id: int,
        plan: PlanRow,
        order: Callable[[int], Sequence[int]] = lambda _: (),
    ) -> None:
        super().__init__()
        self.session, self.card_id, self.plan = session, card_id, plan
        self.story: Story | None = None
        self._in_order = order
        self._opened: Opened | None = None

    def compose(self) -> ComposeResult:
        """The page between the screen's three lines."""
        yield HeaderLine()
        yield CardPage(self._rows)
        yield NewsLine()
        yield KeyLine()

    @property
    def page(self) -> CardPage:
        """The lines."""
        return self.query_one(CardPage)

    def on_mount(self) -> None:
        """Read the card."""
        self.page.focus()
        self._show_header()
        self._read()

    def on_screen_resume(self) -> None:
        """Tell the others which card is looked at."""
        self._look()

    def _look(self) -> None:
        self.session.hub.look_at(self.session.actor.session, self.card_id)

    # What is shown

    def _rows(self, width: int) -> list[Row]:
        return page_rows(self.story, self.session, self._beside(), width) if self.story else []

    def _beside(self) -> tuple[str, ...]:
        own = self.session.presence
        others = [
            one for one in self.session.hub.here if one.card_id == self.card_id and one.session != own.session
        ]
        return tuple(name for name in names_here(others, own)[1:])

    def _show_header(self) -> None:
        today = self.session.now.date()
        self.query_one(HeaderLine).show(
            f"{self.session.association} · {self.plan.title}",
            names_here(self.session.hub.here, self.session.presence),
            f"{weekday_day(today)} · {week(today)}",
        )

    def _show(self, card: Card) -> None:
        # A command given from here may also have concerned another card (an undo).
        if card.id == self.card_id:
            super()._show(card)

    def _show_keys(self) -> None:
        commands = self.allowed(Place.CARD, self.target_card())
        others = keys_of(command for command in commands if command.action != "back")
        self.query_one(KeyLine).show((("Enter", "välj"), ("Esc", "tillbaka"), ("←→", "byt kort"), *others))

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Read the card with all that is told of it, and show it."""
        await self._guarded(self._take_in(), NOT_READ)

    async def _take_in(self) -> None:
        number = self.card_id
        try:
            story = await read_story(self.session, number)
        except Gone as gone:
            if self.card_id != number:
                return
            if self.story is None:
                self.tell(str(gone), Tone.REFUSED)
                return
            story = replace(self.story, archived=True)
        if self.card_id == number:
            self._show_story(story)

    def _show_story(self, story: Story) -> None:
        if not self.is_attached:
            return
        self.story, self.plan = story, story.plan
        if self._opened is None:
            self._opened = Opened(story.card.status, tuple(self._in_order(self.card_id)))
        self._show_header()
        self.page.rebuild()
        self._show_keys()

    # What the commands need

    def target_card(self) -> Card | None:
        """The card of this page."""
        return self.story.card if self.story else None

    def show_card(self, card: Card) -> None:
        """Show what a command answered, then read what it left in the history."""
        if self.story is not None:
            self._show_story(replace(self.story, card=card, archived=False))
        self._read()

    def forget_card(self, card_id: int) -> None:
        """Stay with a card that was put away; it can still be read."""
        if card_id == self.card_id and self.story is not None:
            self._show_story(replace(self.story, archived=True))

    def go_to(self, card_id: int) -> None:
        """Show another card here."""
        self._turn_to(card_id)
        self._read()

    def _turn_to(self, card_id: int) -> None:
        self.card_id, self.story, self._opened = card_id, None, None
        self.page.cursor = None
        self.page.top = 0
        self._look()

    def on_heard(self, heard: Heard) -> None:
        """Show what changed, and say who did it."""
        news = heard.news
        if news.everything or self.card_id in news.cards:
            self._read()
        if news.here is not None:
            self._show_header()
            self.page.rebuild()
        if words := news_words(news, self.session):
            self.tell(words, Tone.NEWS)

    # Keys

    def action_choose(self) -> None:
        """Do what stands on the cursor's line."""
        match self.page.chosen:
            case str() as action:
                self.call_later(self.run_action, action)
            case int() as number:
                self._do(self._ask_to_take_back(number))

    async def _ask_to_take_back(self, number: int) -> None:
        row = (
            next((one for one in self.story.history if one.action_id == number), None) if self.story else None
        )
        if row is None:
            return
        if await self.app.push_screen_wait(
            ConfirmDialog("Ångra det här?", "Ångra", "Låt stå", f"{row.who}: {row.text}", default=False)
        ):
            await self._take_back(number, "du" if row.member_id == self.session.actor.member_id else row.who)

    async def action_cursor(self, dx: int, dy: int) -> None:
        """Move the cursor, or read on; sideways go to the card beside this one on the board."""
        if dx:
            await self._step(dx)
        else:
            self.page.move(dy)

    async def _step(self, step: int) -> None:
        story, opened = self.story, self._opened
        if story is None or opened is None:
            return
        number = opened.beside(story.card, self._in_order(self.card_id), step)
        if number is None:
            self.tell("Det här är det sista kortet." if step > 0 else "Det här är det första kortet.")
            return
        self.calm()
        self._turn_to(number)
        # Awaited here, so that a key typed meanwhile concerns the card one steps to.
        await self._guarded(self._take_in(), NOT_READ)
        if self.story is None:
            self._turn_to(story.card.id)
            self._show_story(story)

    def action_cursor_end(self, direction: int) -> None:
        """Go to the first line or the last."""
        self.page.move_end(direction)

    def action_cursor_page(self, direction: int) -> None:
        """Read a page on or back."""
        self.page.move_page(direction)

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.session.hub.look_at(self.session.actor.session, None)
        self.dismiss()
