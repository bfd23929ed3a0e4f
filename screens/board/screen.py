"""The board's screen: the columns, the areas, and what a member does there."""

from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import DescendantFocus, Event, ScreenResume
from textual.message import Message

from models.board import BoardView, board_view
from models.card import Card
from models.dates import week, weekday_day
from models.grouping import Shape, ordered
from models.selection import Selection, Sifter
from models.session import Session
from models.viewing import last_card, still_there, viewing_of
from screens.acting import NOT_READ
from screens.board.areas import AreaList, Choice
from screens.board.chips import ChipLine, chips
from screens.board.choosing import SearchField
from screens.board.greeting import Greeting
from screens.board.listing import CardList
from screens.board.marking import marked_words
from screens.board.planning import Planning
from screens.board.sifting import Tallies, empty_words, replaced, visitor_words
from screens.board.surface import Surface
from screens.board.widget import WIDE, Board
from screens.card import CardScreen
from screens.inviting import Inviting
from screens.keymap import Place, bindings_at
from screens.messages import Heard
from screens.widgets.bottom import LIFTED, SEARCHING, KeyLine, NewsLine, keys_of
from screens.widgets.header import HeaderLine, names_here


class BoardScreen(Greeting, Planning, Inviting):
    """The plan as a kanban, live."""

    CSS_PATH = "board.tcss"
    PLACE = Place.BOARD
    # The first widget would have the focus before the board has, and everything be styled twice more.
    AUTO_FOCUS = ""

    @dataclass
    class PlanGone(Message):
        """The plan was closed, or its reading in taken back."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.BOARD)

    def __init__(self, session: Session, view: BoardView) -> None:
        super().__init__()
        self.session = session
        self.view = view
        self.viewing = viewing_of(session.preferences, view, session.actor.member_id)
        self.board: Surface = self._surface()
        self.board.cursor_id = last_card(session.preferences, view)
        self._tallies, self._sifter = Tallies(), Sifter()
        self._today = session.now.date()
        self._names = names_here(session.hub.here, session.presence)

    def compose(self) -> ComposeResult:
        """The areas and the columns between the screen's three lines."""
        yield HeaderLine()
        yield ChipLine()
        with Horizontal():
            yield AreaList()
            yield self.board
        yield SearchField(placeholder="Sök bland korten")
        yield NewsLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what was read before the screen opened."""
        self.board.today = self._today
        self.watch_the_journal()
        self.show_cards()
        self.board.focus()
        self.set_interval(60, self._look_at_the_clock)

    async def on_event(self, event: Event) -> None:
        """Come into view; the first time all of it was just styled, which a resumed screen does anew."""
        if isinstance(event, ScreenResume) and not self.stack_updates:
            event.refresh_styles = False
        await super().on_event(event)

    def _surface(self) -> Surface:
        """What shows the cards in the shape that is chosen."""
        shape = self.viewing.shape
        surface = Board(self.view.plan) if shape is Shape.BOARD else CardList(self.view.plan)
        return surface

    # What is shown

    def target_card(self) -> Card | None:
        """The card under the cursor."""
        return self.board.card

    @property
    def new_area(self) -> int | None:
        """A new card is proposed for the area that is shown."""
        return self.viewing.chosen.area or None

    def show_card(self, card: Card) -> None:
        """Show what a command answered, at once."""
        self.fold_in({card.id: card})

    def forget_card(self, card_id: int) -> None:
        """Take a card away that a command removed."""
        self.fold_in({card_id: None})

    @property
    def shown(self) -> tuple[Card, ...]:
        """The cards that are shown."""
        return self.board.rows

    def show_marks(self) -> None:
        """Draw the marks, and how many they are."""
        self.board.marks = self.marks
        self._show_header()

    def fold_in(self, news: dict[int, Card | None]) -> None:
        """Show cards as they have become; None for one that is gone."""
        cards = replaced(self.view.cards, news, self.view.plan)
        if cards is None:
            self._read_anew()
        elif cards != self.view.cards:
            self.view = replace(self.view, cards=cards)
            self.show_cards()

    def show_cards(self) -> None:
        """Show what is chosen, in its shape and order."""
        board, areas = self.board, self.areas
        chosen = self.viewing.chosen
        shown = self._sifter.of(chosen, self.view.cards, self.view.plan, self._today)
        board.empty = empty_words(chosen, self.session.actor.member_id, whole=not shown)
        if isinstance(board, CardList):
            board.areas, board.shape = self.view.areas, self.viewing.shape
        board.rows = ordered(shown, self.viewing.order)
        self.keep_marks()
        board.marks = self.marks
        areas.choices = self._tallies.choices(self.view, self._today)
        areas.chosen = chosen.area
        self._show_header()

    def show_shape(self) -> None:
        """Have what shows the cards in the shape that is chosen in view."""
        before = self.board
        kind = Board if self.viewing.shape is Shape.BOARD else CardList
        if not isinstance(before, kind):
            known = list(self.query(kind))
            self.board = known[0] if known else self._surface()
            if not known:
                self.query_one(Horizontal).mount(self.board)
            before.display, self.board.display = False, True
            self.board.take_over(before)
        self.to_board()

    @work(exclusive=True, group="read")
    async def _read_anew(self, go_to: int | None = None) -> None:
        """Read the whole board, where more changed than single cards."""
        await self._guarded(self._take_in(go_to), NOT_READ)

    async def _take_in(self, go_to: int | None) -> None:
        view = await self.session.ask(board_view, self.session.actor, self.session.now)
        if view is None:
            self.post_message(self.PlanGone())
            return
        if view.plan != self.view.plan:
            self.board.plan = view.plan
        self.view = view
        self.viewing = still_there(self.viewing, view, self.session.actor.member_id)
        self.show_cards()
        if go_to is not None:
            self.board.go_to(go_to)

    def _show_header(self) -> None:
        title = self.view.plan.title
        if self.size.width >= WIDE:
            left = f"{self.session.association} · {title}"
        else:
            chosen = self._chosen_area()
            left = f"{chosen.title} {chosen.tally.good}/{chosen.tally.total}"
            if self.size.width >= 60:
                left = f"{title} · {left}"
        if self.marks:
            words = marked_words(len(self.marks))
            left = f"{left} · {words}" if self.size.width >= 60 else words
        right = week(self._today)
        if self.size.width >= WIDE:
            right = f"{weekday_day(self._today)} · {right}"
        self.query_one(HeaderLine).show(left, self._names, right)
        # The field itself says what one is searching for.
        viewing = self.viewing.choosing(words="") if self.has_class("-searching") else self.viewing
        own = self.session.actor.member_id
        self.query_one(ChipLine).show(chips(viewing, self.view, own, self.since_words))

    def _chosen_area(self) -> Choice:
        choices = self.areas.choices
        return next((choice for choice in choices if choice.key == self.viewing.chosen.area), choices[0])

    def _look_at_the_clock(self) -> None:
        if (today := self.session.now.date()) != self._today:
            self._today = today
            self.board.today = today
            self.show_cards()

    def on_resize(self) -> None:
        """Fold the areas away where there is no room, and say it in the header instead."""
        narrow = self.size.width < WIDE
        self.set_class(narrow, "-folded")
        self.areas.set_class(self.size.width < 116, "-slim")
        if narrow and self.areas.has_focus:
            self.to_board()
        self._show_header()

    # What others do

    def on_heard(self, heard: Heard) -> None:
        """Redraw what changed, and say who did it."""
        news = heard.news
        if news.everything:
            self._read_anew()
        elif news.cards:
            self.fold_in(news.cards)
        if news.here is not None:
            self._show_visitors()
        if self.viewing.chosen.new is not None and news.changes:
            self._do(self.read_new(), NOT_READ)
        self.hear(news)

    def _show_visitors(self) -> None:
        here = self.session.hub.here
        self.board.visitors = visitor_words(here, self.session.actor.session)
        self._names = names_here(here, self.session.presence)
        self._show_header()

    @on(Board.Highlighted)
    def _look(self, highlighted: Board.Highlighted) -> None:
        card = highlighted.card
        self.session.look_at(card.id if card else None)
        self._show_keys()

    @on(DescendantFocus)
    def _show_keys(self) -> None:
        """Say what the keys do now: to the cards, to a lifted one, or in the search field."""
        if self.query_one(SearchField).has_focus:
            keys = SEARCHING
        elif self.board.lifted is not None:
            keys = LIFTED
        else:
            keys = keys_of(self.allowed(Place.BOARD, self.target_card()))
        self.query_one(KeyLine).show(keys)

    @on(ScreenResume)
    def _come_back(self) -> None:
        card = self.target_card()
        self.session.look_at(card.id if card else None)

    # Keys

    @property
    def under_way(self) -> bool:
        """A card that is lifted is to be let go first."""
        return self.board.lifted is not None or super().under_way

    def action_cursor(self, dx: int, dy: int) -> None:
        """Move among the cards, or in the list of areas."""
        if self.areas.has_focus:
            if dx > 0:
                self.to_board()
            self.areas.move(dy)
        else:
            self.board.move_cursor(dx, dy)

    def action_cursor_end(self, direction: int) -> None:
        """Go to the first or the last."""
        if self.areas.has_focus:
            self.areas.move(direction * len(self.areas.choices))
        else:
            self.board.move_end(direction)

    def action_cursor_page(self, direction: int) -> None:
        """Go a page."""
        if self.areas.has_focus:
            self.areas.move(direction * len(self.areas.choices))
        else:
            self.board.move_page(direction)

    @on(Board.Left)
    def action_areas(self) -> None:
        """Go to the list of areas, or back to the board."""
        if self.areas.has_focus:
            self.to_board()
        elif self.has_class("-folded"):
            return
        else:
            self.areas.focus()
            self.board.rest(True)

    def to_board(self) -> None:
        """Put the focus on the cards."""
        self.board.focus()
        self.board.rest(False)

    def action_open(self) -> None:
        """Open the card, go from the areas to the board, or let a lifted card go."""
        if self.areas.has_focus:
            self.to_board()
        elif isinstance(self.board, Board) and self.board.lifted is not None:
            self.calm()
            self.board.drop()
            self._show_keys()
        elif (card := self.target_card()) is not None:
            self.open_card(card.id)

    def open_card(self, card_id: int) -> None:
        """Open a card's page."""
        page = CardScreen(self.session, card_id, self.view.plan, self._in_order)
        self.app.push_screen(page, lambda _: self._return_from(page))

    def _in_order(self, card_id: int) -> tuple[int, ...]:
        """The cards as they stand: those that are shown, or all where this one is not among them."""
        shown = self.board.in_order
        if card_id in shown:
            return shown
        return tuple(card.id for card in sorted(self.view.cards, key=lambda card: card.status))

    def _return_from(self, page: CardScreen) -> None:
        # One who has walked from page to page comes back to the card that was read last.
        if page.card_id != self.board.cursor_id and any(card.id == page.card_id for card in self.board.rows):
            self.board.go_to(page.card_id)

    def action_lift(self) -> None:
        """Take the card up, so that arrows move it; in a list, or where cards are marked, ask where to."""
        board = self.board
        if self.marked or not isinstance(board, Board):
            self.action_choose_status()
            return
        if (card := self.target_card()) is None or not self.may_change(card):
            return
        board.lift()
        self._show_keys()
        self.tell("Kortet är lyft: ←→ visar vart.")

    def action_shift(self, step: int) -> None:
        """Move the card a column at once."""
        if (card := self.target_card()) is not None and 1 <= card.status + step <= 4:
            self.action_status(card.status + step)

    @on(Board.Dropped)
    def _dropped(self, dropped: Board.Dropped) -> None:
        # The card that was lifted, wherever the cursor is by now.
        if self.may_change(dropped.card):
            self._move(dropped.card, dropped.status)

    def action_back(self) -> None:
        """Leave the innermost: the search field, a lifted card, the search, the areas; then the menu."""
        if self.has_class("-searching"):
            self.query_one(SearchField).value = ""
            self.choose(words="")
            self.end_search()
        elif isinstance(self.board, Board) and self.board.lifted is not None:
            self.board.put_back()
            self._show_keys()
            self.tell("Kortet ligger kvar där det låg.")
        elif self.viewing.chosen.words:
            self.choose(words="")
        elif self.marks:
            self.marks = frozenset()
            self.calm()
            self.show_marks()
        elif self.areas.has_focus:
            self.to_board()
        elif not self.clear_innermost():
            self.action_palette()

    def go_to(self, card_id: int) -> None:
        """Put the cursor on a card that the palette or a command chose, showing everything if it must."""
        card = next((card for card in self.view.cards if card.id == card_id), None)
        if card is None:
            self._read_anew(card_id)
            return
        if not self.viewing.chosen.takes(card, self.view.plan, self._today):
            self.look(replace(self.viewing, chosen=Selection()))
        self.board.go_to(card_id)
