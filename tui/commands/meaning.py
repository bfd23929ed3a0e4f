"""What somebody means by a word on the line: a status, an area, a person, a day, a number; never a guess."""

import datetime as dt

import pendulum

from models.commitment import Status
from models.dates import full_day
from models.due_words import read_day, read_past_day
from models.errors import Invalid
from models.people import find_person
from models.plan import AreaRow
from models.plurals import listing
from models.selection import NOBODY, people_shown_to, person_named
from models.story import WHOLE_PLAN, status_word
from models.text import matches, search_text
from tui.commands.card_text import STATUS_KEYS
from tui.commands.tree import Caller, Checked, echoed, fold, misused, whole_number

MANY = Checked(whole_number, "”{}” är inget antal. Skriv ett heltal.")
"""How many, as a whole number."""
_ME = {"jag", "mig", "me"}
_NONE = {"ingen", "inget", "inga", "none", "–", "-"}


_ALSO_SAID = {
    "ej påbörjad": Status.NOT_STARTED,
    "planerad": Status.PLANNED,
    "pågående": Status.IN_PROGRESS,
    "klar": Status.DONE,
}


def _status_words() -> dict[str, Status]:
    words = {_status_key(word): status for word, status in _ALSO_SAID.items()}
    for status in Status:
        for word in (str(int(status)), status.name, STATUS_KEYS[status], status_word(status)):
            words[_status_key(word)] = status
    return words


def _status_key(word: str) -> str:
    return " ".join(fold(word).replace("_", " ").replace("-", " ").split())


_STATUSES = _status_words()


def _status_meant(words: str) -> Status | None:
    """The status somebody means, if any."""
    return _STATUSES.get(_status_key(words))


_NO_STATUS = "”{}” är ingen status. Välj ej, planerat, pågår eller klart, eller 1–4."
STATUS = Checked(_status_meant, _NO_STATUS)
"""A status by one word."""


def area_meant(areas: tuple[AreaRow, ...], words: str) -> int:
    """The area somebody means by its number or words of its title, 0 for the whole plan; raises WrongUse."""
    numbered = {area.id: area.id for area in areas} | {area.position: area.id for area in areas}
    wanted = whole_number(words)
    if wanted in numbered:
        return numbered[wanted]
    needle = " ".join(search_text(words).split())
    titles = [(area.id, area.title, f"{area.position} {area.title}") for area in areas]
    titles.append((0, WHOLE_PLAN, WHOLE_PLAN))
    named = [one for one in titles if search_text(one[1]) == needle]
    if not named and needle and wanted is None:
        named = [one for one in titles if matches(needle, search_text(one[1]))]
    if len(named) == 1:
        return named[0][0]
    if named:
        several = listing(one[2] for one in named)
        misused(f"”{echoed(words)}” kan vara {several}. Skriv numret eller hela namnet.")
    known = ", ".join(one[2] for one in titles)
    misused(f"Det finns inget område ”{echoed(words)}”. Välj ett av: {known}.")


def person_meant(caller: Caller, words: str) -> int:
    """The one meant by "jag" or a name; raises Invalid, WrongUse."""
    own = _own_meant(caller, words)
    return person_named(caller.actor, words).id if own is None else own


def _own_meant(caller: Caller, words: str) -> int | None:
    if fold(words) not in _ME:
        return None
    if caller.actor.member_id is None:
        misused("Här är du ingen medlem. Skriv ett namn.")
    return caller.actor.member_id


def read_status(words: tuple[str, ...]) -> Status:
    """The status somebody means; raises WrongUse."""
    given = " ".join(words)
    if (status := _status_meant(given)) is None:
        misused(_NO_STATUS.format(echoed(given)))
    return status


def answering_meant(caller: Caller, words: str) -> int:
    """The one whose cards are sought, `NOBODY` for "ingen"; raises Invalid, WrongUse."""
    if _none(words):
        return NOBODY
    own = _own_meant(caller, words)
    return find_person(words, people_shown_to(caller.actor)).id if own is None else own


def names_in(words: str) -> tuple[str, ...]:
    """The names between the commas, each once; none for "ingen" and nothing else; raises WrongUse."""
    if _none(words):
        return ()
    if not (names := tuple(dict.fromkeys(name.strip() for name in words.split(",") if name.strip()))):
        misused("Skriv namn med komma emellan, eller ordet ingen.")
    return names


def _none(words: str) -> bool:
    return fold(words.strip()) in _NONE


def day_meant(caller: Caller, words: str) -> dt.date | None:
    """The day the words mean, None for "ingen" and nothing else; raises Invalid, WrongUse."""
    if _none(words):
        return None
    if not words.strip():
        misused("Skriv en dag, till exempel fre, v 12 eller 2 maj, eller ordet ingen.")
    return read_day(words, caller.actor.clock().date())


def people_meant(caller: Caller, words: str) -> tuple[int, ...]:
    """Those whose names stand between the commas; raises Invalid, WrongUse."""
    return tuple(dict.fromkeys(person_meant(caller, name) for name in names_in(words)))


def past_day_meant(caller: Caller, words: str) -> dt.date:
    """The day that has been which the words mean; raises Invalid."""
    today = caller.actor.clock().date()
    try:
        return read_past_day(words, today)
    except Invalid:
        day = read_day(words, today)
        raise Invalid(f"{full_day(day)} har inte varit än. Skriv en dag som har varit.") from None


def beginning_of(caller: Caller, day: dt.date) -> pendulum.DateTime:
    """A day's first moment where the association is."""
    return pendulum.datetime(day.year, day.month, day.day, tz=caller.actor.clock().timezone or "UTC")
