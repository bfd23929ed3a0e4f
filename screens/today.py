"""The box that meets a member: what is new, what of their own is late, and what comes next."""

from collections.abc import Callable, Iterable, Sized
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import work
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from models.card import Card
from models.dates import long_day, week, weekday_day
from models.incident import incident
from models.session import Session
from models.today import CALM, COMING, LATE, OFF, PREFERENCE, Deed, Today, today
from screens.card_page import CardPage
from screens.card_story import Does, Part, Row
from screens.dialogs.dialog import Dialog
from screens.messages import Heard
from screens.widgets.bottom import Keys
from screens.widgets.cells import shorten
from screens.widgets.lines import Line, LineWidget, Look, spread, wrap

ALL_NEWS, ALL_LATE, ALL_OWN = "news", "late", "mine"
"""What the box answers where a member wants to see all of what it shows some of."""
_TOGGLE = "toggle"
_MOST = 5
_COLUMN = 24
_BESIDE = 70
"""From so many cells the headings stand beside their rows, under that above them."""
_ON = "Visa inte den här rutan när jag loggar in"
_NOT_SHOWN = "Rutan visas inte när du loggar in; i på tavlan öppnar den. Enter här: visa den igen"

Answer = int | str | None
"""A card to go to, one of the words above, or nothing."""


class _Greeting(LineWidget):
    """Who is met, and the day to the right."""

    DEFAULT_CSS = "_Greeting { height: 1; width: 1fr; }"

    def __init__(self, told: Today) -> None:
        super().__init__()
        self.told = told

    def render_line(self, y: int) -> Strip:
        """The one line; the day says less where there is no room."""
        day, width = self.told.at.date(), self.size.width
        days = (f"{long_day(day)} · {week(day)}", f"{weekday_day(day)} · {week(day)}", week(day))
        room = width - cell_len(self.told.greeting) - 3
        right = next((one for one in days if cell_len(one) <= room), "")
        return self.strip(
            spread(((f" {self.told.greeting}", Look.BOLD),), ((right, Look.DIM),) if right else (), width),
            width,
        )


class TodayBox(Dialog[Answer]):
    """What is new and what awaits the member, live; Enter goes to the row's card."""

    DEFAULT_CSS = """
    TodayBox {
        LinesView { max-height: 1fr; }
        .title { display: none; }
        &>.box { width: 96; overflow: hidden; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("home,g", "end(-1)", show=False),
        Binding("end,G", "end(1)", show=False),
        Binding("enter", "choose", show=False),
        Binding("q,i", "cancel", show=False),
    ]
    KEYS: ClassVar[Keys] = (("Enter", "gå till raden"), ("Esc", "till tavlan"), ("↑↓", "bläddra"))
    HELP = (
        "Här står vad de andra har gjort sedan du sist var inne, vad av ditt som är försenat och vad som "
        "kommer härnäst. Pilarna väljer en rad, Enter öppnar dess kort, Esc går till tavlan. Sista raden "
        "väljer om rutan ska visas när du loggar in. På tavlan öppnar i den."
    )

    def __init__(self, session: Session, told: Today) -> None:
        super().__init__("")
        self._session, self._told = session, told
        self._greeting, self.page = _Greeting(told), CardPage(self._rows)

    def head(self) -> Iterable[Widget]:
        """The greeting."""
        yield self._greeting

    def body(self) -> Iterable[Widget]:
        """The rows."""
        yield self.page

    # What is shown

    def _rows(self, width: int) -> list[Row]:
        told, rows = self._told, list[Row]()
        if told.calm:
            rows += [Row(()), *(Row(((f" {line}", Look.PLAIN),)) for line in wrap(CALM, width - 1))]
        for heading, group in (
            (told.since_words, self._deeds),
            (LATE, self._late),
            (COMING, self._coming),
        ):
            rows += _headed(heading, group, width)
        off = self._session.preferences.get(PREFERENCE) == OFF
        last = [
            Row(((" ", Look.PLAIN), (line, Look.DIM)), _TOGGLE)
            for line in wrap(_NOT_SHOWN if off else _ON, width - 1)
        ]
        return [*rows, Row(()), *last]

    def _deeds(self, room: int) -> list[Row]:
        told = self._told.deeds
        rows = [_deed_row(deed, line) for deed in told[: _shown(told)] for line in _folded(deed, room)]
        if self._told.cut:
            return [*rows, _more("… och mycket mer", ALL_NEWS)]
        return [*rows, *_rest(told, ALL_NEWS)]

    def _late(self, room: int) -> list[Row]:
        cards = self._told.late
        rows = [self._card_row(card, Part(ALL_LATE, card.id), "!", room) for card in cards[: _shown(cards)]]
        return [*rows, *_rest(cards, ALL_LATE)]

    def _coming(self, room: int) -> list[Row]:
        cards = self._told.coming
        rows = [self._card_row(card, Part(ALL_OWN, card.id), " ", room) for card in cards[: _shown(cards)]]
        return [*rows, *_rest(cards, ALL_OWN)]

    def _card_row(self, card: Card, does: Part, sign: str, room: int) -> Row:
        words = self._told.when(card)
        longest = max(room - cell_len(card.title) - 3, room // 3)
        when = next((one for one in words if cell_len(one) <= longest), shorten(words[-1], room // 2))
        left: Line = ((sign, Look.RED), (card.title, Look.PLAIN))
        return Row(spread(left, ((when, Look.DIM),) if when else (), room), does)

    # What happens meanwhile

    def on_heard(self, heard: Heard) -> None:
        """Show what has become of it, where something was written."""
        if heard.news.changes or heard.news.everything:
            self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        since = self._told.since.change_id
        try:
            told = await self._session.ask(today, self._session.actor, since)
        except Exception as error:
            # What stands here was so a moment ago; the next change asks again.
            incident(error, self._session.actor.member_id)
            return
        if self.is_attached:
            self._told = self._greeting.told = told
            self._greeting.refresh()
            self._show()

    def _show(self) -> None:
        self.page.rebuild()
        self.page.refresh(layout=True)

    # Keys

    def action_move(self, step: int) -> None:
        """Go to another row."""
        self.page.move(step)

    def action_page(self, direction: int) -> None:
        """Go a page."""
        self.page.move_page(direction)

    def action_end(self, direction: int) -> None:
        """Go to the first row or the last."""
        self.page.move_end(direction)

    async def action_choose(self) -> None:
        """Go to what the row tells of, or choose whether the box comes at login."""
        match self.page.chosen:
            case "toggle":
                await self._toggle()
            case str() as word:
                self.dismiss(word)
            case Part(entity="deed", number=number):
                self.dismiss(next((one.card_id for one in self._told.deeds if one.action_id == number), None))
            case Part(number=number):
                self.dismiss(number)

    async def _toggle(self) -> None:
        off = self._session.preferences.get(PREFERENCE) == OFF
        try:
            await self._session.prefer(PREFERENCE, "" if off else OFF)
        except Exception as error:
            incident(error, self._session.actor.member_id)
        self._show()


def _headed(heading: str, group: Callable[[int], list[Row]], width: int) -> list[Row]:
    """A heading with its rows beside it, or below it where it is narrow; nothing without rows."""
    beside = width >= _BESIDE
    rows = group(width - _COLUMN - 1 if beside else width - 1)
    if not rows:
        return []
    if not beside:
        return [Row(()), Row(((f" {heading}", Look.BOLD),)), *(_indented(row) for row in rows)]
    first, blank = set_cell_size(shorten(heading, _COLUMN - 1), _COLUMN), " " * _COLUMN
    placed = (
        Row(((" ", Look.PLAIN), (blank if place else first, Look.BOLD), *row.line), row.does)
        for place, row in enumerate(rows)
    )
    return [Row(()), *placed]


def _indented(row: Row) -> Row:
    return Row(((" ", Look.PLAIN), *row.line), row.does)


def _deed_row(deed: Deed, line: str) -> Row:
    return Row(((f" {line}", Look.PLAIN),), Part("deed", deed.action_id) if deed.card_id else None)


def _folded(deed: Deed, room: int) -> list[str]:
    first, *more = wrap(f"{deed.who} {deed.did}", room - 1)
    return [first, *([shorten("".join(more), room - 1)] if more else [])]


def _shown(told: Sized) -> int:
    """How many are shown: a last one takes no more room than to say that there is one more."""
    return len(told) if len(told) <= _MOST + 1 else _MOST


def _rest(told: Sized, does: str) -> list[Row]:
    rest = len(told) - _shown(told)
    return [_more(f"… och {rest} till", does)] if rest else []


def _more(words: str, does: Does) -> Row:
    return Row(((f" {words}", Look.DIM),), does)
