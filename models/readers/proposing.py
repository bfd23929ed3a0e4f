"""From the words of a commitment to what a reader proposes it to be."""

import datetime as dt
import re
from dataclasses import replace

from models.commitment import Status
from models.readers.dates import date_in, day_first, due_in, occasion_asked, only_begins, several_days
from models.readers.hints import begins_with_occasion, target_in
from models.readers.names import districts_in, partners_in
from models.readers.occasions import Occasion
from models.readers.plan_draft import CommitmentDraft
from models.readers.sentences import promises, sentences
from models.readers.short_titles import short_title
from models.target import Kind

_A_LEAP_YEAR = 2024
_READ = 2_000
"""How much of a wording is searched for what it asks; a longer one is hostile."""
_STATUS_WITHIN = 60
_STATUS_WORD = (
    r"åtgärdat(?:\soch\spågående)?|pågår|pågående|påbörja(?:t|d)|klar(?:t|a)?|avklara(?:t|d)"
    r"|avsluta(?:t|d)|genomför(?:t|d)|planera(?:t|d)|ej\spåbörja(?:t|d)"
)
_STATUS = re.compile(rf"\s?/\s?(?P<status>{_STATUS_WORD})\s?[.!]?$", re.IGNORECASE)
_STATUSES = (
    (("ej",), Status.NOT_STARTED),
    (("pågå", "påbörj", "åtgärdat och"), Status.IN_PROGRESS),
    (("planer",), Status.PLANNED),
    (("klar", "avkl", "avsl", "genomf", "åtgärdat"), Status.DONE),
)
_COLUMNS = {
    Status.NOT_STARTED: "Ej påbörjat",
    Status.PLANNED: "Planerat",
    Status.IN_PROGRESS: "Pågår",
    Status.DONE: "Klart",
}
_CANCELLED = re.compile(r"\b(?:inställ(?:t|d|da)|utgår)\b", re.IGNORECASE)
_UNSURE = re.compile(r"\(\s?\?\s?\)|\?{2,}")
_NOT_DONE = re.compile(
    r"(?:^|[,;:–-]\s|\bdet\sblir\s)(?:inga|inget|ingen)\s\w+(?:\s(?:i|på|under)\s[^.,]{1,30})?[.!]?$"
    r"|\b\w{3,}s\sinte\b|\b(?:är|vara|förblir|hålls|lämnas)\soförändra(?:d|t|de)\b",
    re.IGNORECASE,
)
_AFTER_DAY = re.compile(r"\s*(?:\(\s?\?\s?\))?\s*(?:[:;,–—-]\s*|$|\s)")


def propose(
    text: str,
    line: int,
    year: int | None,
    question: str | None = None,
    month: str = "",
    *,
    is_split: bool = False,
) -> CommitmentDraft:
    """What the words seem to ask for in a plan for `year`, which is `is_split` where it runs over New Year.

    `month` is the heading it stands under.
    """
    words = text[:_READ]
    taken = day_first(words)
    asked = occasion_asked(words, year or _A_LEAP_YEAR)
    dated = taken > 0 or asked is not None or due_in(words, year or _A_LEAP_YEAR) is not None
    hint = target_in(words[taken:], dated=dated or bool(month))
    due = due_in(words, year, is_split=is_split)
    if due is None and month and not dated:
        due = due_in(f"i {month.strip(' :.').lower()}", year, is_split=is_split)
    if hint.target.kind is Kind.ONGOING and only_begins(words, year or _A_LEAP_YEAR):
        due = None
    found = _STATUS.search(text[-_STATUS_WITHIN:])
    status = _status(found["status"]) if found else None
    question = _doubt(words, found["status"] if found else "", status) or question or hint.question
    if question is None and hint.target.kind is Kind.ONCE:
        question = several_days(words, year or _A_LEAP_YEAR) or (_about(asked, due) if asked else None)
    if question is None and _NOT_DONE.search(words):
        question = "Raden säger att något inte ska ske eller ändras. Är det ett åtagande?"
    question = question or _another(words)
    return CommitmentDraft(
        text=text,
        title=title_of(words),
        target=hint.target,
        due=due,
        districts=districts_in(words),
        partners=partners_in(words),
        question=question,
        line=line,
        status=status,
    )


def _about(asked: Occasion, due: dt.date | None) -> str | None:
    """What to ask of an occasion in a plan that may be for no year, or for the spring after."""
    if due is None and asked.day is not None:
        return None
    return replace(asked, day=due).question


def _another(text: str) -> str | None:
    """What to ask of a later sentence that names something to come to, and of which nothing else is said."""
    for _, sentence in sentences(text.split("\n", 1)[0])[1:]:
        if begins_with_occasion(sentence) and not promises(sentence):
            return f"”{sentence.rstrip('.')}” står i samma stycke. Är det ett eget åtagande?"
    return None


def title_of(text: str) -> str:
    """A card's title for a wording that may begin with its day and end with how far it has come."""
    first = _STATUS.sub("", text.split("\n", 1)[0])
    if (taken := day_first(first)) and (border := _AFTER_DAY.match(first, taken)):
        rest = first[border.end() :].strip()
        if any(map(str.isalpha, rest)) and not day_first(rest):
            first = rest
    said = [sentence for _, sentence in sentences(first)]
    return short_title(next(filter(promises, said), said[0]))


def _status(word: str) -> Status:
    lowered = " ".join(word.lower().split())
    return next(status for stems, status in _STATUSES if lowered.startswith(stems))


def _doubt(text: str, said: str, status: Status | None) -> str | None:
    if status is not None:
        return f"Texten slutar med ”{said}”. Ska kortet stå i {_COLUMNS[status]}?"
    if found := _CANCELLED.search(text):
        return f"Texten säger ”{found[0]}”. Ska det vara med på tavlan?"
    taken = day_first(text)
    if taken and not any(map(str.isalnum, text[taken:])):
        return f"Det står inget efter ”{text.strip(' :;')}”. Vad ska hända då?"
    if _UNSURE.search(text):
        day = date_in(text, _A_LEAP_YEAR)
        asked = "efter dagen. Är den bestämd?" if day else "i texten. Stämmer den?"
        return f"Det står ett frågetecken {asked}"
    return None
