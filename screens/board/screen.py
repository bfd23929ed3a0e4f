"""The board's screen: the columns, the areas, and what a member does there."""

from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import ScreenResume
from textual.message import Message
from textual.widgets import Input

from models.board import BoardView, board_view
from models.card import Card
from models.dates import week, weekday_day
from models.plan import plan_words
from models.session import Session
from screens.acting import NOT_READ
from screens.board.areas import AreaList, Choice
from screens.board.sifting import Sieve, Tallies, replaced
from screens.board.widget import WIDE, Board
from screens.card import CardScreen
from screens.dialogs.fields import LineInput
from screens.dialogs.pick_dialog import PickDialog
from screens.dialogs.text_view import TextView
from screens.doing import CardActions
from screens.keymap import Place, bindings_at
from screens.messages import Heard
from screens.plan_view import PlanView
from screens.widgets.bottom import KeyLine, NewsLine, Tone, keys_of, news_words
from screens.widgets.choice_list import Choice as Pick
from screens.widgets.header import HeaderLine, names_here


class SearchField(LineInput):
    """Where one searches, in the news line's place."""


class BoardScreen(CardActions):
    """The plan as a kanban, live."""

    CSS_PATH = "board.tcss"
    PLACE = Place.BOARD

    @dataclass
    class PlanGone(Message):
        """The plan was closed, or its reading in taken back."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.BOARD)

    def __init__(self, session: Session, view: BoardView) -> None:
        super().__init__()
        self.session = session
        self.view = view
        self.sieve = Sieve()
        self._tallies = Tallies()
        self._today = session.now.date()

    def compose(self) -> ComposeResult:
        """The areas and the columns between the screen's three lines."""
        yield HeaderLine()
        with Horizontal():
            yield AreaList()
            yield Board(self.view.plan)
        yield SearchField(placeholder="Sök bland korten")
        yield NewsLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what was read before the screen opened."""
        self.board.today = self._today
        self._show_cards()
        self.board.focus()
        self.set_interval(20, self._look_at_the_clock)
        if self.session.welcome:
            self.app.push_screen(TextView("Välkommen", self.session.welcome))

    @property
    def board(self) -> Board:
        """The columns."""
        return self.query_one(Board)

    @property
    def areas(self) -> AreaList:
        """The areas beside them."""
        return self.query_one(AreaList)

    # What is shown

    def target_card(self) -> Card | None:
        """The card under the cursor."""
        return self.board.card

    @property
    def new_area(self) -> int | None:
        """A new card is proposed for the area that is shown."""
        return self.sieve.area or None

    def show_card(self, card: Card) -> None:
        """Show what a command answered, at once."""
        self._fold_in({card.id: card})

    def forget_card(self, card_id: int) -> None:
        """Take a card away that a command removed."""
        self._fold_in({card_id: None})

    def _fold_in(self, news: dict[int, Card | None]) -> None:
        cards = replaced(self.view.cards, news, self.view.plan)
        if cards is None:
            self._read_anew()
        elif cards != self.view.cards:
            self.view = replace(self.view, cards=cards)
            self._show_cards()

    def _show_cards(self) -> None:
        board, areas = self.board, self.areas
        shown = self.sieve.sift(self.view.cards)
        board.empty = self.sieve.empty_words(whole=not shown)
        board.rows = shown
        areas.choices = self._tallies.choices(self.view, self._today)
        areas.chosen = self.sieve.area
        self._show_header()

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
        if self.sieve.area and all(area.id != self.sieve.area for area in view.areas):
            self.sieve = replace(self.sieve, area=None)
        self._show_cards()
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
        if self.sieve.mine is not None:
            left += " · bara mina"
        if self.sieve.words:
            left += f" · ”{self.sieve.words}”"
        right = week(self._today)
        if self.size.width >= WIDE:
            right = f"{weekday_day(self._today)} · {right}"
        here = names_here(self.session.hub.here, self.session.presence)
        self.query_one(HeaderLine).show(left, here, right)

    def _chosen_area(self) -> Choice:
        choices = self.areas.choices
        return next((choice for choice in choices if choice.key == self.sieve.area), choices[0])

    def _look_at_the_clock(self) -> None:
        if (today := self.session.now.date()) != self._today:
            self._today = today
            self.board.today = today
            self._show_cards()

    def on_resize(self) -> None:
        """Fold the areas away where there is no room, and say it in the header instead."""
        narrow = self.size.width < WIDE
        self.set_class(narrow, "-folded")
        self.areas.set_class(self.size.width < 116, "-slim")
        if narrow and self.areas.has_focus:
            self._to_board()
        self._show_header()

    # What others do

    def on_heard(self, heard: Heard) -> None:
        """Redraw what changed, and say who did it."""
        news = heard.news
        if news.everything:
            self._read_anew()
        elif news.cards:
            self._fold_in(news.cards)
        if news.here is not None:
            self._show_visitors()
        if words := news_words(news, self.session):
            self.tell(words, Tone.NEWS)

    def _show_visitors(self) -> None:
        own = self.session.actor.session
        looking: dict[int, list[str]] = {}
        for one in self.session.hub.here:
            if one.card_id is not None and one.session != own:
                looking.setdefault(one.card_id, []).append(one.name.split(" ")[0])
        self.board.visitors = {card: ", ".join(dict.fromkeys(names)) for card, names in looking.items()}
        self._show_header()

    @on(Board.Highlighted)
    def _look(self, highlighted: Board.Highlighted) -> None:
        card = highlighted.card
        self.session.hub.look_at(self.session.actor.session, card.id if card else None)
        self.query_one(KeyLine).show(keys_of(self.allowed(Place.BOARD, card)))

    @on(ScreenResume)
    def _come_back(self) -> None:
        card = self.target_card()
        self.session.hub.look_at(self.session.actor.session, card.id if card else None)

    # Keys

    def action_cursor(self, dx: int, dy: int) -> None:
        """Move among the cards, or in the list of areas."""
        if self.areas.has_focus:
            if dx > 0:
                self._to_board()
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
            self._to_board()
        elif self.has_class("-folded"):
            return
        else:
            self.areas.focus()
            self.board.rest(True)

    def _to_board(self) -> None:
        self.board.focus()
        self.board.rest(False)

    @on(AreaList.Chosen)
    def _choose_area(self, chosen: AreaList.Chosen) -> None:
        self.sieve = replace(self.sieve, area=chosen.key)
        self._show_cards()

    @work
    async def action_area(self) -> None:
        """Choose an area from a list, which also works where the areas are folded away."""
        choices = tuple(
            Pick(
                choice.key,
                f"{choice.label} {choice.title}".strip(),
                f"{choice.tally.good}/{choice.tally.total}",
            )
            for choice in self.areas.choices
        )
        picked = await self.app.push_screen_wait(
            PickDialog("Vilket område?", choices, frozenset({self.sieve.area}), many=False)
        )
        if picked:
            self.sieve = replace(self.sieve, area=picked[0])
            self._show_cards()

    def action_open(self) -> None:
        """Open the card, go from the areas to the board, or let a lifted card go."""
        if self.areas.has_focus:
            self._to_board()
        elif self.board.lifted is not None:
            self.calm()
            self.board.drop()
        elif (card := self.target_card()) is not None:
            page = CardScreen(self.session, card.id, self.view.plan, self._in_order)
            self.app.push_screen(page, lambda _: self._return_from(page))

    def _in_order(self, card_id: int) -> tuple[int, ...]:
        """The cards column by column: those that are shown, or all where this one is not among them."""
        shown = self.board.rows
        if all(card.id != card_id for card in shown):
            shown = self.view.cards
        return tuple(card.id for card in sorted(shown, key=lambda card: card.status))

    def _return_from(self, page: CardScreen) -> None:
        # One who has walked from page to page comes back to the card that was read last.
        if page.card_id != self.board.cursor_id and any(card.id == page.card_id for card in self.board.rows):
            self.board.go_to(page.card_id)

    def action_lift(self) -> None:
        """Take the card up, so that arrows move it."""
        if (card := self.target_card()) is None or not self.may_change(card):
            return
        self.board.lift()
        self.tell("←→ visar vart, Enter släpper, Esc lägger tillbaka.")

    def action_shift(self, step: int) -> None:
        """Move the card a column at once."""
        if (card := self.target_card()) is not None and 1 <= card.status + step <= 4:
            self.action_status(card.status + step)

    @on(Board.Dropped)
    def _dropped(self, dropped: Board.Dropped) -> None:
        # The card that was lifted, wherever the cursor is by now.
        if self.may_change(dropped.card):
            self._move(dropped.card, dropped.status)

    def action_mine(self) -> None:
        """Show only the member's own cards, or all again."""
        mine = None if self.sieve.mine is not None else self.session.actor.member_id
        self.sieve = replace(self.sieve, mine=mine)
        self._show_cards()

    def action_plan(self) -> None:
        """Show what the plan says around its commitments."""
        self._do(self._show_plan(), NOT_READ)

    async def _show_plan(self) -> None:
        words = await self.session.ask(plan_words, self.session.actor, self.view.plan.id)
        self.app.push_screen(PlanView(words))

    def action_search(self) -> None:
        """Open the search field where the news stood."""
        self.calm()
        self.add_class("-searching")
        field = self.query_one(SearchField)
        field.value = self.sieve.words
        field.focus()

    @on(Input.Changed, "SearchField")
    def _searched(self, changed: Input.Changed) -> None:
        if self.has_class("-searching"):
            self.sieve = replace(self.sieve, words=changed.value.strip())
            self._show_cards()

    @on(Input.Submitted, "SearchField")
    def _end_search(self) -> None:
        self.remove_class("-searching")
        self._to_board()

    def action_back(self) -> None:
        """Leave the innermost: the search field, a lifted card, the search, the areas; then the menu."""
        if self.has_class("-searching"):
            self.query_one(SearchField).value = ""
            self.sieve = replace(self.sieve, words="")
            self._end_search()
        elif self.board.lifted is not None:
            self.board.put_back()
            self.tell("Kortet ligger kvar där det låg.")
        elif self.sieve.words:
            self.sieve = replace(self.sieve, words="")
        elif self.areas.has_focus:
            self._to_board()
        elif self.sieve != Sieve():
            self.sieve = Sieve()
        else:
            self.action_palette()
            return
        self._show_cards()

    def go_to(self, card_id: int) -> None:
        """Put the cursor on a card that the palette or a command chose, showing everything if it must."""
        card = next((card for card in self.view.cards if card.id == card_id), None)
        if card is None:
            self._read_anew(card_id)
            return
        if not self.sieve.lets_through(card):
            self.sieve = Sieve()
            self._show_cards()
        self.board.go_to(card_id)
