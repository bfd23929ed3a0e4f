"""The last two lines of a screen: what just happened, and what one can do here."""

from collections.abc import Iterable
from enum import StrEnum

from rich.cells import cell_len
from textual.strip import Strip

from models.dates import clock_time
from models.hub import News
from models.log import told_to
from models.session import Session
from screens.keymap import Command, Place, bottom_line, commands_at
from screens.widgets.cells import elide
from screens.widgets.lines import LineWidget, Look


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


def news_words(news: News, session: Session) -> str:
    """The latest thing somebody else did: "Bo flyttade Sossecaféer till Pågår  19.42"; else nothing."""
    others = [change for change in news.changes if change.session != session.actor.session]
    if not others:
        return ""
    latest = others[-1]
    at = latest.at.in_timezone(session.now.timezone or "UTC")
    told = told_to(session.actor, latest.summary, (latest.entity,))
    return f"{latest.who} {told}  {clock_time(at)}"


class NewsLine(LineWidget):
    """The latest sentence; a refusal stays red until the next thing that was done."""

    DEFAULT_CSS = "NewsLine { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        """The whole sentence, however little of it there is room for."""
        self.tone = Tone.NEWS

    def show(self, text: str, tone: Tone = Tone.NEWS) -> None:
        """Say a sentence; others' news do not push a refusal away."""
        if tone is Tone.NEWS and self.tone is Tone.REFUSED:
            return
        self.text, self.tone = text, tone
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line."""
        sign = "! " if self.tone is Tone.REFUSED else " "
        line = elide(f"{sign}{self.text}", self.size.width - 1) if self.text else ""
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
