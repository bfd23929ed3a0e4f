"""The last two lines of a screen: what just happened, and what one can do here."""

from collections.abc import Iterable
from enum import StrEnum

from rich.cells import cell_len
from rich.style import Style
from textual.events import Key
from textual.strip import Strip
from textual.timer import Timer

from models.dates import clock_time
from models.hub import News
from models.journal import ChangeRow
from models.log import told_to
from models.session import Session
from screens.key_signs import sign_of
from screens.keymap import Command, Place, bottom_line, commands_at
from screens.widgets.cells import elide
from screens.widgets.lines import LineWidget, Look

_NARROW = 60


class Tone(StrEnum):
    """What a sentence in the news line is."""

    NEWS = "news"
    """Somebody else did something."""
    DONE = "done"
    """What the member asked for was done."""
    REFUSED = "refused"
    """It was not done; stays until something is."""


_LOOKS = {Tone.NEWS: Look.DIM, Tone.DONE: Look.PLAIN, Tone.REFUSED: Look.RED}

Keys = tuple[tuple[str, str], ...]
"""What stands in the bottom line: the key's sign and a word for what it does."""

# What lets go and what goes back stand first, for where there is no room for all.
LIFTED: Keys = (("Enter", "släpp"), ("Esc", "lägg tillbaka"), ("←→", "visar vart"))
"""The keys while a card is lifted."""
SEARCHING: Keys = (("Enter", "till korten"), ("Esc", "visa alla"), ("skriv", "för att söka"))
"""The keys while one types in the search field."""


_STANDS = 3600.0
"""Seconds that what others did is told; by then it is no news."""


def news_words(change: ChangeRow, session: Session) -> str:
    """What somebody else did, and when: "Bo flyttade Sossecaféer till Pågår  19.42"."""
    at = change.at.in_timezone(session.now.timezone or "UTC")
    told = told_to(session.actor, change.summary, (change.entity,))
    return f"{change.who} {told}  {clock_time(at)}"


def _taken_back(news: News) -> frozenset[int]:
    """The actions that were undone, and not done again since."""
    undone: set[int] = set()
    for change in news.changes:
        if change.undoes is not None:
            undone.add(change.undoes)
        if change.redoes is not None:
            undone.discard(change.redoes)
    return frozenset(undone)


def idle_words(key: Key) -> str:
    """What is said of a key that does nothing where it was pressed; nothing of one that has no sign."""
    sign = sign_of(key.key) or (key.character if key.is_printable else "")
    return f"{sign} gör inget här. ? visar vad man kan göra." if sign else ""


def _in_room(text: str, room: int) -> str:
    """A sentence within so many cells; on a phone what happened is worth more than the key that undoes it."""
    if room < _NARROW and cell_len(text) > room:
        text = text.removesuffix(" u ångrar.").removesuffix(" U gör om.")
    return elide(text, room)


class NewsLine(LineWidget):
    """The latest sentence; a refusal stays red until the next thing that was done.

    What somebody else did stands until anything is said after it, it is undone, or an hour has passed, and
    it never comes back.
    """

    DEFAULT_CSS = "NewsLine { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        """The whole sentence, however little of it there is room for."""
        self.tone = Tone.NEWS
        self._deed: int | None = None
        self._fading: Timer | None = None
        self._styled: dict[str, tuple[object, Style]] = {}

    def show(self, text: str, tone: Tone = Tone.NEWS) -> None:
        """Say a sentence; others' news do not push a refusal away."""
        if tone is Tone.NEWS and self.tone is Tone.REFUSED:
            return
        self.text, self.tone, self._deed = text, tone, None
        if self._fading is not None:
            self._fading.stop()
            self._fading = None
        self.refresh()

    def hear(self, news: News, session: Session) -> None:
        """Say the latest that somebody else did and that holds; no longer say what does not."""
        undone = _taken_back(news)
        if self._deed in undone:
            self.forget_news()
        others = [
            change
            for change in news.changes
            if change.session != session.actor.session and change.action_id not in undone
        ]
        if others and self.tone is not Tone.REFUSED:
            self.show(news_words(others[-1], session))
            self._deed = others[-1].action_id
            self._fading = self.set_timer(_STANDS, self.forget_news)

    def forget_news(self) -> None:
        """Say no more what others did."""
        if self._deed is not None:
            self.show("")

    def _style(self, name: str) -> Style:
        # Textual works it out anew for each paint, and this line is painted at each change by anybody.
        parts = self._component_styles[name]
        if self._styled.get(name, (None,))[0] is not parts:
            self._styled[name] = parts, super()._style(name)
        return self._styled[name][1]

    def render_line(self, y: int) -> Strip:
        """The one line."""
        sign = "! " if self.tone is Tone.REFUSED else " "
        line = _in_room(f"{sign}{self.text}", self.size.width - 1) if self.text else ""
        return self.strip(((line, _LOOKS[self.tone]),), self.size.width)


def keys_of(commands: Iterable[Command], most: int = 9) -> Keys:
    """The bottom line's keys for some commands, help last."""
    given = tuple(commands)
    status = (("1–4", "status"),) if any(one.action.startswith("status(") for one in given) else ()
    ranked = bottom_line(given, most)
    last = [one for one in ranked if one.action == "help"]
    shown = [one for one in ranked if one.action != "help"] + last
    return (*status, *((one.sign, one.short or one.name) for one in shown))


class KeyLine(LineWidget):
    """What one can do here; what has no room is left out, but never help."""

    DEFAULT_CSS = "KeyLine { height: 1; width: 1fr; }"

    def __init__(self, keys: Place | Keys = ()) -> None:
        super().__init__()
        self._keys = keys_of(commands_at(keys)) if isinstance(keys, Place) else keys

    def show(self, keys: Keys) -> None:
        """Show other keys."""
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    @property
    def shown(self) -> Keys:
        """The keys there is room for."""
        kept, room = list(self._keys), self.size.width - 1
        while len(kept) > 1 and sum(cell_len(f"{sign} {word}") + 2 for sign, word in kept) - 2 > room:
            del kept[-2 if kept[-1][1] == "hjälp" else -1]
        return tuple(kept)

    def render_line(self, y: int) -> Strip:
        """The one line."""
        line = [(" ", Look.PLAIN)]
        for sign, word in self.shown:
            line += [(sign, Look.BOLD), (f" {word}  ", Look.DIM)]
        return self.strip(line, self.size.width)
