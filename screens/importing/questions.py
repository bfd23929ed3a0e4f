"""What the preview asks: where to part a line, what it aims at, where it belongs, and the plan's dates."""

import datetime as dt
import re
from collections.abc import Callable
from functools import partial

from models.adoption import read_meeting_day
from models.dates import full_day
from models.errors import Invalid
from models.readers.plan_draft import CommitmentDraft, PlanDraft
from models.readers.sentences import sentences
from models.story import WHOLE_PLAN
from models.target import MOST, Kind
from models.text import required
from screens.asking import refusal_of
from screens.dialogs.card_words import KINDS, PERIODS, due_meaning, read_due
from screens.dialogs.line_dialog import LineDialog
from screens.dialogs.pick_dialog import Choice, PickDialog
from screens.importing.preview_lines import Stop, What, question_at

EVERYWHERE = 0
"""The choice that parts a text at each of its lines or sentences; no text is parted before its first sign."""
WHOLE = -1
"""The choice that stands for the whole plan among the areas."""
NEW = -2
"""The choice that makes a line head an area of its own."""

_WORD = re.compile(r"(?<=\s)\S")
_CLAUSE = re.compile(r"[,;:–-]\s+(?=\S)|\s(?=(?:och|samt|att|genom)\s)")
_MOST_PLACES = 400
_YEARS = range(1900, 2200)

DOES: dict[What, tuple[tuple[str, str], ...]] = {
    What.COMMITMENT: (
        ("confirm", "Bekräfta som det står"),
        ("merge(1)", "Slå ihop med nästa"),
        ("merge(-1)", "Slå ihop med det förra"),
        ("split", "Dela i två eller fler …"),
        ("title", "Ändra titeln …"),
        ("target", "Ändra slag och mål …"),
        ("due", "Sätt datum …"),
        ("place", "Flytta till ett annat område …"),
        ("step(-1)", "Flytta upp"),
        ("step(1)", "Flytta ner"),
        ("heading", "Gör till rubrik för ett eget område"),
        ("unplace", "Inget åtagande: till raderna utan plats"),
        ("preamble", "Inget åtagande: till inledningen"),
        ("words", "Läs dokumentets ord"),
    ),
    What.AREA: (
        ("confirm", "Bekräfta som det står"),
        ("title", "Ändra namnet …"),
        ("heading", "Ingen rubrik: gör till åtagande"),
        ("step(-1)", "Flytta upp"),
        ("step(1)", "Flytta ner"),
        ("words", "Läs dokumentets ord"),
    ),
    What.PREAMBLE: (
        ("words", "Läs inledningen"),
        ("unplace", "Gör styckena till rader utan plats"),
    ),
    What.LINE: (
        ("place", "Gör till åtagande i …"),
        ("heading", "Gör till rubrik för ett eget område"),
        ("preamble", "Lägg till inledningen"),
        ("words", "Läs hela raden"),
    ),
}
"""What can be done with each sort of line, in words, with the action that does it."""


def actions_dialog(draft: PlanDraft, stop: Stop, title: str, signs: dict[str, str]) -> PickDialog[str]:
    """Asks what to do with a line; what would come to nothing is left out."""
    asked = question_at(draft, stop) is not None
    choices = tuple(
        Choice(action, label, signs.get(action, ""))
        for action, label in DOES[stop.what]
        if asked or action != "confirm"
    )
    return PickDialog(title, choices)


def places_to_split(text: str) -> tuple[Choice[int], ...]:
    """Where a text can be parted, the likeliest first; each by the words the second part begins with."""
    starts = [start for start, _ in sentences(text) if start]
    lines = [place + 1 for place, sign in enumerate(text) if sign == "\n"]
    clauses = [found.end() for found in _CLAUSE.finditer(text)]
    words = [found.start() for found in _WORD.finditer(text)]
    ordered = [place for place in dict.fromkeys([*lines, *starts, *clauses, *words]) if text[:place].strip()]
    choices = tuple(Choice(place, " ".join(text[place:].split())) for place in ordered[:_MOST_PLACES])
    parts = len(lines) + 1 if lines else len(starts) + 1
    if parts < 2:
        return choices
    each = "en för varje rad" if lines else "en för varje mening"
    return (Choice(EVERYWHERE, f"I {parts} delar, {each}"), *choices)


def split_dialog(one: CommitmentDraft) -> PickDialog[int]:
    """Asks where a commitment is to be parted; raises Invalid where it is one word."""
    if not (choices := places_to_split(one.text)):
        raise Invalid("Det finns inget att dela där. Åtagandet är ett enda ord.")
    return PickDialog(f"Dela {one.title}", choices, says="Vilka ord ska det andra åtagandet börja med?")


def title_dialog(title: str, field: str) -> LineDialog:
    """Asks for another title."""
    return LineDialog(
        f"{field} för {title}",
        title,
        "Bara det som står på kortet ändras. Dokumentets egna ord står kvar.",
        _sentence(partial(required, field=field)),
    )


def kind_dialog(one: CommitmentDraft) -> PickDialog[str]:
    """Asks how a commitment is fulfilled."""
    return PickDialog(f"Vad är {one.title}?", KINDS, frozenset({str(one.target.kind)}))


def number_dialog(one: CommitmentDraft, kind: Kind) -> LineDialog:
    """Asks how many; for some kinds that may be left open."""
    open_too = "" if kind is Kind.COUNT else " Tomt är inget bestämt antal."
    shown = str(one.target.number or "") if kind is one.target.kind else ""
    return LineDialog(
        f"{one.title}: hur många gånger?",
        shown,
        f"Skriv med siffror, till exempel 2.{open_too}",
        _sentence(partial(read_number, needed=kind is Kind.COUNT)),
        6,
    )


def read_number(text: str, *, needed: bool) -> int | None:
    """How many is written; raises Invalid."""
    written = text.strip()
    if not written and not needed:
        return None
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= MOST):
        raise Invalid(f"Skriv hur många med siffror, från 1 till {MOST}.")
    return int(written)


def per_dialog(one: CommitmentDraft) -> PickDialog[str]:
    """Asks what a number counts over."""
    chosen = frozenset({str(one.target.per)}) if one.target.per else frozenset()
    return PickDialog(f"{one.title}: räknas över vad?", PERIODS, chosen)


def due_dialog(one: CommitmentDraft, today: dt.date) -> LineDialog:
    """Asks for the day a commitment must be done by, in words."""
    return LineDialog(
        f"{one.title}: senast när?",
        f"{one.due:%Y-%m-%d}" if one.due else "",
        "Till exempel 2 maj, v 12 eller 2026-09-13. Tomt är inget datum.",
        _sentence(partial(read_due, today=today)),
        60,
        lambda text: due_meaning(text, today) or "Inget datum.",
    )


def area_dialog(draft: PlanDraft, stop: Stop, title: str) -> PickDialog[int]:
    """Asks which area a commitment or a line belongs to."""
    areas = tuple(
        Choice(place, f"{place + 1} {area.title}", "här" if _stands_in(stop, place) else "")
        for place, area in enumerate(draft.areas)
    )
    own = Choice(NEW, "Raden blir rubrik för ett eget område")
    whole = Choice(WHOLE, WHOLE_PLAN, "här" if _stands_in(stop, None) else "")
    return PickDialog(f"Var hör {title} hemma?", (*areas, whole, own))


def _stands_in(stop: Stop, area: int | None) -> bool:
    return stop.what is What.COMMITMENT and stop.area == area


def year_dialog(draft: PlanDraft) -> LineDialog:
    """Asks which year the plan is for."""
    return LineDialog(
        "Vilket år gäller planen?",
        str(draft.year or ""),
        "Skriv året med fyra siffror. Datum i planen som står utan år följer med.",
        _sentence(read_year),
        4,
    )


def read_year(text: str) -> int:
    """The year that is written; raises Invalid."""
    written = text.strip()
    if not (written.isascii() and written.isdigit() and int(written) in _YEARS):
        raise Invalid("Skriv ett år med fyra siffror, till exempel 2026.")
    return int(written)


def adopted_dialog(draft: PlanDraft, today: dt.date) -> LineDialog:
    """Asks when the annual meeting adopted the plan."""

    def meaning(text: str) -> str:
        try:
            day = read_adopted(text, today)
        except Invalid as error:
            return str(error)
        return f"Antagen {full_day(day)}." if day else "Tomt: planen är ett förslag."

    return LineDialog(
        "När antog årsmötet planen?",
        f"{draft.adopted:%Y-%m-%d}" if draft.adopted else "",
        "Till exempel 19 mars eller 2026-03-15. Tomt om den bara är ett förslag än.",
        _sentence(partial(read_adopted, today=today)),
        60,
        meaning,
    )


def read_adopted(text: str, today: dt.date) -> dt.date | None:
    """The day of the meeting, None where there has been none; raises Invalid."""
    return read_meeting_day(text, today) if text.strip() else None


def _sentence(check: Callable[[str], object]) -> Callable[[str], str | None]:
    return lambda text: refusal_of(lambda: check(text))
