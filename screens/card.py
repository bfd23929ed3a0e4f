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
from models.plurals import listing
from models.session import Session
from screens.acting import NOT_READ
from screens.card_history import LATEST, Seeks
from screens.card_lines import page_rows
from screens.card_page import CardPage
from screens.card_parts import PartActions
from screens.card_story import Does, Part, Row, Story, read_story
from screens.dialogs.confirm_dialog import ConfirmDialog
from screens.keymap import Place, bindings_at
from screens.messages import Heard
from screens.widgets.bottom import KeyLine, NewsLine, Tone, keys_of
from screens.widgets.header import HeaderLine, names_here


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


class CardScreen(PartActions):
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
        self.seeks = LATEST
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
        self.session.look_at(self.card_id)

    # What is shown

    def _rows(self, width: int) -> list[Row]:
        if self.story is None:
            return []
        return page_rows(self.story, self.session, self._beside(), width, self.seeks)

    def _beside(self) -> tuple[str, ...]:
        """Who else is at the card: those who write first, then those who only look."""
        own = self.session.presence
        others = [
            one
            for one in self.session.hub.here
            if self.card_id in (one.card_id, one.writes_on) and one.session != own.session
        ]
        names = dict.fromkeys(names_here(others, own)[1:])
        writing = tuple(
            name for name in names_here([one for one in others if one.writes_on == self.card_id], own)[1:]
        )
        looking = tuple(name for name in names if name not in writing)
        said = ((writing, "skriver här"), (looking, "är också här"))
        return tuple(f"{listing(who)} {does}" for who, does in said if who)

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
            story = await read_story(self.session, number, self.seeks.sought)
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
        self.card_id, self.story, self._opened, self.seeks = card_id, None, None, LATEST
        self.page.cursor = None
        self.page.top = 0
        self._look()

    def standing_on(self) -> Part | None:
        """What on the card the cursor stands on, if it is to be seen."""
        chosen = self.page.chosen
        return chosen if isinstance(chosen, Part) else None

    async def read_anew(self, stand_on: Does = None) -> None:
        """Read what a command left, and stand on a row of it."""
        await self._take_in()
        if self.is_attached:
            self.page.stand_on(stand_on)

    async def seek(self, seeks: Seeks, stand_on: Does = None) -> None:
        """Show another part of the history."""
        self.seeks = seeks
        await self.read_anew(stand_on)

    def on_heard(self, heard: Heard) -> None:
        """Show what changed, and say who did it."""
        news = heard.news
        if news.everything or self.card_id in news.cards:
            self._read()
        if news.here is not None:
            self._show_header()
            self.page.rebuild()
        self.hear(news)

    # Keys

    def action_choose(self) -> None:
        """Do what stands on the cursor's line."""
        match self.page.chosen:
            case str() as action:
                self.call_later(self.run_action, action)
            case int() as number:
                self._do(self._ask_to_take_back(number))
            case Part() as part:
                self._do(self._open_part(part))

    async def _ask_to_take_back(self, number: int) -> None:
        row = (
            next((one for one in self.story.history if one.action_id == number), None) if self.story else None
        )
        if row is None:
            return
        if await self.app.push_screen_wait(
            ConfirmDialog("Ångra det här?", "Ångra", "Låt stå", f"{row.who}: {row.text}", default=False)
        ):
            await self._take_back(number)

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
        self.session.look_at(None)
        self.dismiss()
