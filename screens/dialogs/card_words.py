"""A card's form as words: from a wording to what the fields hold, and back, with what is wrong."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from models.card_form import Wording
from models.dates import full_day, long_day, week
from models.due_words import Unreadable, read_day
from models.errors import Invalid
from models.people import Person, find_person
from models.place import LONGEST_NAME
from models.plan import AreaRow
from models.plurals import listing
from models.story import WHOLE_PLAN
from models.target import COUNTED, MOST, NUMBERED, Kind, Per, Target, aimed
from models.text import TITLE, required, search_text
from screens.widgets.choice_list import Choice

Words = dict[str, str]
"""What each field holds, by its name."""

KINDS: tuple[Choice[str], ...] = (
    Choice(Kind.ONCE, "Engångs", "görs en gång, gärna med datum"),
    Choice(Kind.COUNT, "Antal", "så många gånger"),
    Choice(Kind.MEMBERS, "Alla medlemmar", "var och en ska nås"),
    Choice(Kind.DISTRICTS, "Kommundelar", "en gång i var och en"),
    Choice(Kind.ONGOING, "Löpande", "i fas så länge något händer"),
)
"""The kinds as the form names them."""
PERIODS: tuple[Choice[str], ...] = (Choice(Per.YEAR, "per år"), Choice(Per.PLAN, "under hela planen"))
"""The periods as the form names them."""
FIELDS = {
    "title": "Titel",
    "area": "Område",
    "kind": "Slag",
    "number": "Antal",
    "per": "Räknas",
    "due": "Senast",
    "responsible": "Ansvarig",
    "districts": "Kommundelar",
    "partners": "Samarbete",
}
"""The fields in order, by their labels."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a form must know beside the card: the day, the areas, and the names there are."""

    today: dt.date
    areas: tuple[AreaRow, ...]
    people: tuple[Person, ...]
    districts: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    ends: dt.date | None = None
    """The plan's last day."""

    @property
    def area_choices(self) -> tuple[Choice[str], ...]:
        """Every area, and the whole plan last."""
        return (*(Choice(str(area.id), area.title) for area in self.areas), Choice("", WHOLE_PLAN))


def fields_for(kind: str) -> tuple[str, ...]:
    """The fields a kind asks for."""
    hidden = {"number": NUMBERED, "per": COUNTED}
    return tuple(name for name in FIELDS if kind in hidden.get(name, set(Kind)))


def words_of(wording: Wording, around: Around) -> Words:
    """What the fields hold for a wording."""
    names = {person.id: person.name for person in around.people}
    target = wording.target
    return {
        "title": wording.title,
        "area": str(wording.area_id or ""),
        "kind": target.kind,
        "number": str(target.number or ""),
        "per": target.per or Per.YEAR,
        "due": f"{wording.due:%Y-%m-%d}" if wording.due else "",
        "responsible": ", ".join(names[one] for one in wording.responsible if one in names),
        "districts": ", ".join(wording.districts),
        "partners": ", ".join(wording.partners),
    }


def split_names(text: str) -> tuple[str, ...]:
    """The names between the commas, each once."""
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def read_people(text: str, around: Around) -> tuple[int, ...]:
    """Those whose names stand there; raises Invalid."""
    found = (find_person(name, around.people).id for name in split_names(text))
    return tuple(dict.fromkeys(found))


def read_due(text: str, today: dt.date) -> dt.date | None:
    """The day the words mean, None where there are none; raises Invalid."""
    return read_day(text, today) if text.strip() else None


def day_words(day: dt.date) -> str:
    """A day in full, with its week: "fredag 6 oktober 2023 · v. 40"."""
    return f"{long_day(day).partition(' ')[0]} {full_day(day)} · {week(day)}"


def due_meaning(text: str, today: dt.date, ends: dt.date | None = None) -> str:
    """What the words mean as a day, while they are typed, or why they mean none; the plan `ends` some day."""
    try:
        day = read_due(text, today)
    except Unreadable:
        return "Ingen dag än. Till exempel fre, v 12 eller 2 maj."
    except Invalid as error:
        return str(error)
    if day is None:
        return ""
    if day < today:
        return f"{day_words(day)} – har varit, blir försenat"
    return f"{day_words(day)} – efter planens slut" if ends is not None and day > ends else day_words(day)


def people_meaning(text: str, around: Around) -> str:
    """Whom the names mean, while they are typed, or why they mean nobody."""
    try:
        found = read_people(text, around)
    except Invalid as error:
        return str(error)
    names = {person.id: person.name for person in around.people}
    meant = listing(names[one] for one in found)
    return "" if meant == listing(split_names(text)) else meant


def place_meaning(text: str, known: tuple[str, ...]) -> str:
    """Which of the names nobody has used before, so that a slip is seen."""
    held = {search_text(name) for name in known}
    new = [name for name in split_names(text) if search_text(name) not in held]
    return f"Nytt namn: {listing(new)}" if new else ""


def _read_number(text: str) -> int | None:
    written = text.strip()
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and 1 <= len(written) <= 6):
        raise Invalid("Antalet skrivs med siffror, till exempel 2.")
    if not 1 <= int(written) <= MOST:
        raise Invalid(f"Antalet ska vara mellan 1 och {MOST}.")
    return int(written)


def _read_target(words: Mapping[str, str], opened: Target) -> Target:
    kind = Kind(words["kind"])
    return aimed(
        opened,
        kind,
        _read_number(words["number"]) if kind in NUMBERED else None,
        Per(words["per"]) if kind in COUNTED else None,
    )


def read_words(words: Mapping[str, str], opened: Wording, around: Around) -> tuple[Wording, Words]:
    """The wording the fields give, and a sentence for each field that is wrong."""
    wrong: Words = {}
    wanted = opened

    def read_title() -> Wording:
        return replace(wanted, title=required(words["title"], TITLE, field="Titeln"))

    def read_names(name: str) -> tuple[str, ...]:
        return tuple(required(one, LONGEST_NAME, field="Namnet") for one in split_names(words[name]))

    def read_responsible() -> tuple[int, ...]:
        # Those the form cannot name, such as one given the card while it was open, are not taken off it.
        named = {person.id for person in around.people}
        unnamed = tuple(one for one in opened.responsible if one not in named)
        return read_people(words["responsible"], around) + unnamed

    readers: dict[str, Callable[[], Wording]] = {
        "title": read_title,
        "area": lambda: replace(wanted, area_id=int(words["area"]) if words["area"] else None),
        "number": lambda: replace(wanted, target=_read_target(words, opened.target)),
        "due": lambda: replace(wanted, due=read_due(words["due"], around.today)),
        "responsible": lambda: replace(wanted, responsible=read_responsible()),
        "districts": lambda: replace(wanted, districts=read_names("districts")),
        "partners": lambda: replace(wanted, partners=read_names("partners")),
    }
    for name, read in readers.items():
        try:
            wanted = read()
        except Invalid as error:
            wrong[name] = str(error)
    return wanted, wrong


def shown_value(name: str, words: Mapping[str, str], around: Around) -> str:
    """A field's value as somebody reads it."""
    choices = {"area": around.area_choices, "kind": KINDS, "per": PERIODS}.get(name, ())
    labels = {choice.key: choice.label for choice in choices}
    return labels.get(words[name], words[name]) or "tomt"


@dataclass(frozen=True, slots=True)
class Merged:
    """A form after somebody else saved the same card: what it now holds, and where both wrote."""

    words: Words
    theirs: Words
    """What the other wrote, for each field that both changed."""


def merge(opened: Words, mine: Words, current: Words) -> Merged:
    """Take over what only the other changed; keep what I changed and tell the two apart."""
    words = {name: current[name] if mine[name] == opened[name] else mine[name] for name in mine}
    theirs = {
        name: current[name]
        for name in mine
        if current[name] != opened[name] and mine[name] not in (opened[name], current[name])
    }
    return Merged(words, theirs)
