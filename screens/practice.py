"""Practising on a made-up board with the real one's keys: nothing leaves the screen, and nothing is kept."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import Screen
from textual.strip import Strip

from models.card import Card
from models.commitment import Status
from models.dates import week
from models.people import Person
from models.plan import AreaRow, PlanRow, PlanState
from models.session import Session
from models.story import status_word
from models.target import Kind, Target
from screens.board.widget import Board
from screens.card_lines import page_rows
from screens.card_page import CardPage
from screens.card_story import Row, Story
from screens.dialogs.text_view import TextView
from screens.keymap import Place, bindings_at
from screens.messages import Garbled
from screens.widgets.bottom import KeyLine, Keys, NewsLine, Tone, idle_words
from screens.widgets.header import HeaderLine, names_here
from screens.widgets.lines import LineWidget, Look, wrap

PREFERENCE = "practice"
"""Under which name it is kept whether a member was offered to practise."""
OWN = 2
"""The number of the card one practises on."""
_TITLE = "Övningskortet"
_NARROW = 60
_KNOWN = frozenset({"open", "status", "undo", "redo", "cursor", "cursor_end", "cursor_page"})
_EVERYWHERE = frozenset({"repaint", "help", "back"})
_ON_BOARD: Keys = (("Esc Esc", "hoppa över"), ("3", "flytta"), ("u", "ångra"), ("Enter", "öppna"))
_ON_CARD: Keys = (("Esc", "stäng kortet"), ("↑↓", "bläddra"))
_DONE: Keys = (("Enter", "till tavlan"),)
_HELP = (
    "Här övar du på ett kort som bara du ser. Inget sparas, och inget du gör här kan bli fel.\n\n"
    "Raden ovanför den nedersta säger vad du ska trycka på. Esc två gånger avslutar övningen när som helst. "
    "Du hittar tillbaka hit ur hjälpen och menyn: Öva på ett kort."
)
_ONCE_MORE = "Esc en gång till avslutar övningen."
_NOT_HERE = "På det riktiga kortet gör Enter det som står på raden. Här övar vi bara: Esc stänger kortet."

STEPS = (
    f"Gå med pil ner till {_TITLE}.",
    "Bra! Tryck 3: då flyttas kortet till Pågår.",
    "Snyggt! På den riktiga tavlan hade alla sett det. Tryck u: då tas flytten tillbaka.",
    "Så lätt går allt att ångra. Tryck Enter: då öppnas kortet.",
    "Här står allt om kortet, och i ord allt man kan göra. Tryck Esc: då stängs det.",
)
"""What is said at each step: praise for the one before, and what to press."""
_ALL_DONE = "Klart! Mer än så behöver du inte kunna. Enter går till tavlan, där ? visar resten."


def practice_bindings() -> list[BindingType]:
    """Those of the board's keys that one practises, with the same meaning as there."""
    known = _KNOWN | _EVERYWHERE
    return [
        one
        for one in bindings_at(Place.BOARD)
        if isinstance(one, Binding) and one.action.partition("(")[0] in known
    ]


def made_up_plan(today: dt.date) -> PlanRow:
    """A plan of this year that nobody has adopted."""
    first, last = dt.date(today.year, 1, 1), dt.date(today.year, 12, 31)
    return PlanRow(0, "Övning", "", first, last, PlanState.ADOPTED, None, "")


def made_up_cards(member: Person) -> tuple[Card, ...]:
    """Three cards; the member answers for them, and so may move them."""
    titles = {
        1: ("Boka lokal till årsmötet", Status.NOT_STARTED),
        OWN: (_TITLE, Status.NOT_STARTED),
        3: ("Bjud in nya medlemmar", Status.IN_PROGRESS),
    }
    return tuple(_card(number, title, status, member) for number, (title, status) in titles.items())


def _card(number: int, title: str, status: Status, member: Person) -> Card:
    return Card(
        id=number,
        plan_id=0,
        area_id=1,
        position=number,
        title=title,
        adopted_text="",
        corrected_text="",
        from_plan=False,
        target=Target(Kind.ONCE),
        target_from_plan=False,
        due=None,
        status=status,
        finished=None,
        paused=False,
        dropped=None,
        dropped_section="",
        responsible=(member,),
        districts=(),
        partners=(),
        done=0,
        happened=None,
        comments=0,
        steps=(0, 0),
        search="",
    )


@dataclass(frozen=True, slots=True)
class _Deed:
    """A move that was made: the cards before and after it, and how it is told."""

    before: tuple[Card, ...]
    after: tuple[Card, ...]
    told: str


class Guide(LineWidget):
    """The sentence that says what to press next, on lines that are always as many."""

    DEFAULT_CSS = "Guide { height: 2; width: 1fr; background: $surface; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def say(self, text: str) -> None:
        """Say another sentence."""
        self._text = text
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of it."""
        width = self.size.width
        lines = wrap(self._text, width)
        return self.strip(((lines[y] if y < len(lines) else "", Look.BOLD),), width)


class PracticeScreen(Screen[None], inherit_bindings=False):
    """A board of three cards, in memory alone, on which five keys are practised."""

    DEFAULT_CSS = """
    PracticeScreen {
        CardPage { height: 1fr; width: 1fr; display: none; }
        &.-open CardPage { display: block; }
        &.-open Board { display: none; }
        &.-narrow Guide { height: 3; }
    }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = practice_bindings()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._today = session.now.date()
        self._plan = made_up_plan(self._today)
        me = session.presence
        member = Person(session.actor.member_id or 0, me.name, me.name.split(" ")[0])
        self.cards = made_up_cards(member)
        self.board = Board(self._plan)
        self._page = CardPage(self._rows)
        self._deeds: list[_Deed] = []
        self._undone: list[_Deed] = []
        self.step = 0
        """How many of the steps have been taken."""
        self._leaving = False

    def compose(self) -> ComposeResult:
        """The board or the card's page, and beneath it what to press."""
        yield HeaderLine()
        yield self.board
        yield self._page
        yield Guide()
        yield NewsLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Lay the cards out, away from every real one."""
        self.session.look_at(None)
        names = names_here((), self.session.presence)
        self.query_one(HeaderLine).show("Övning · bara du ser det här", names, week(self._today))
        self.board.today = self._today
        self.board.empty = "Inget här. 1–4 flyttar ett kort hit."
        self.board.rows = self.cards
        self.board.focus()
        self._show()

    def on_resize(self) -> None:
        """Give the sentence the lines it needs."""
        self.set_class(self.size.width < _NARROW, "-narrow")

    # What is shown

    @property
    def is_open(self) -> bool:
        """Whether a card's page is in view."""
        return self.has_class("-open")

    @property
    def _card(self) -> Card | None:
        number = self.board.cursor_id
        return next((card for card in self.cards if card.id == number), None)

    def _rows(self, width: int) -> list[Row]:
        if (card := self._card) is None:
            return []
        area = AreaRow(1, 1, "Övning", "")
        return page_rows(Story(card, self._plan, self._today, (area,)), self.session, (), width)

    def _tell(self, words: str) -> None:
        self.query_one(NewsLine).show(words, Tone.DONE)

    def _show(self) -> None:
        count = f"{self.step + 1} av {len(STEPS)} · " if self.step < len(STEPS) else ""
        self.query_one(Guide).say(f"{count}{STEPS[self.step] if count else _ALL_DONE}")
        keys = _ON_CARD if self.is_open else _ON_BOARD if count else _DONE
        self.query_one(KeyLine).show((*keys, ("?", "hjälp")))

    def _lay(self, cards: tuple[Card, ...]) -> None:
        self.board.rows = self.cards = cards
        self._page.rebuild()

    # Which step one is at

    def _did(self, what: str, words: str = "") -> None:
        """Go on to the next step if this was what it asked for."""
        self._leaving = False
        self._tell(words)
        if self.step < len(STEPS) and self._is_taken(what):
            self.step += 1
        self._show()

    def _is_taken(self, what: str) -> bool:
        own = next(card for card in self.cards if card.id == OWN)
        taken: Mapping[int, bool] = {
            0: self.board.cursor_id == OWN,
            1: own.status is Status.IN_PROGRESS,
            2: what == "undo" and own.status is not Status.IN_PROGRESS,
            3: what == "open",
            4: what == "close",
        }
        return taken[self.step]

    # Keys

    def action_cursor(self, dx: int, dy: int) -> None:
        """Move among the cards, or on the page."""
        if not self.is_open:
            self.board.move_cursor(dx, dy)
        elif dy:
            self._page.move(dy)
        self._did("move")

    def action_cursor_end(self, direction: int) -> None:
        """Go to the first or the last."""
        if self.is_open:
            self._page.move_end(direction)
        else:
            self.board.move_end(direction)
        self._did("move")

    def action_cursor_page(self, direction: int) -> None:
        """Go a page."""
        if self.is_open:
            self._page.move_page(direction)
        else:
            self.board.move_page(direction)
        self._did("move")

    def action_status(self, number: int) -> None:
        """Put the card in a column."""
        status, card = Status(number), self._card
        if card is None:
            self._did("move", "Ställ markören på ett kort först.")
        elif card.status is status:
            self._did("move", f"{card.title} står redan i {status_word(status)}.")
        else:
            moved = replace(card, status=status)
            after = tuple(moved if one.id == card.id else one for one in self.cards)
            told = f"du flyttade {card.title} till {status_word(status)}"
            self._deeds.append(_Deed(self.cards, after, told))
            self._undone.clear()
            self._lay(after)
            self._did("status", f"{card.title} flyttad till {status_word(status)}. u ångrar.")

    def action_undo(self) -> None:
        """Take the latest move back."""
        if not self._deeds:
            self._did("nothing", "Det finns inget mer att ångra.")
            return
        deed = self._deeds.pop()
        self._undone.append(deed)
        self._lay(deed.before)
        self._did("undo", f"Ångrat: {deed.told}. U gör om.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if not self._undone:
            self._did("nothing", "Det finns inget att göra om.")
            return
        deed = self._undone.pop()
        self._deeds.append(deed)
        self._lay(deed.after)
        self._did("redo", f"Gjort igen: {deed.told}.")

    def action_open(self) -> None:
        """Open the card; when all is done, go to the real board."""
        if self.is_open:
            self._did("nothing", _NOT_HERE)
        elif self.step == len(STEPS):
            self.dismiss()
        elif self._card is not None:
            self.add_class("-open")
            self._page.rebuild()
            self._page.focus()
            self._did("open")

    def action_back(self) -> None:
        """Close the card, or leave: at once when all is done, else when pressed twice."""
        if self.is_open:
            self.remove_class("-open")
            self.board.focus()
            self._did("close")
        elif self._leaving or self.step == len(STEPS):
            self.dismiss()
        else:
            self._leaving = True
            self._tell(_ONCE_MORE)

    def action_repaint(self) -> None:
        """Paint everything anew, where something else has written on the terminal."""
        self.app.post_message(Garbled())

    def action_help(self) -> None:
        """Say what this is, and how to leave it."""
        self.app.push_screen(TextView("Hjälp", _HELP))

    def on_key(self, event: Key) -> None:
        """Say of a key that does nothing that it does not."""
        if event.key not in self.active_bindings and (words := idle_words(event)):
            self._leaving = False
            self._tell(words)
