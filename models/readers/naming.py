"""What the lines at the top say of a plan: its name, whose it is, its year, when it was adopted."""

import datetime as dt
import re
from dataclasses import dataclass

from models.readers.dates import date_in, year_in
from models.readers.headings import NEW_SENTENCE, is_title_like
from models.text import TITLE

_PLAN_WORD = r"\b(?:verksamhetsplan|handlingsprogram|handlingsplan|valplan|årsplan|arbetsplan)\b"
_NAMES_PLAN = re.compile(_PLAN_WORD, re.IGNORECASE)
_TITLE_LINE = re.compile(r"verksamhetsplan\b", re.IGNORECASE)
_YEARS = r"(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?"
_PLAN_NAME = re.compile(rf"{_PLAN_WORD}(?:\s(?:för\s)?(?:år(?:et)?\s)?{_YEARS})?", re.IGNORECASE)
_PERIOD = re.compile(
    rf"(?:(?:(?:verksamhets|läs|spel)?året|säsongen|år|för)\s)*(?P<years>{_YEARS})\.?", re.IGNORECASE
)
_ADJACENT = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)\s?[-–]\s?(?P<last>(?:19|20)\d\d|\d\d)(?![\d-])")
_ADOPTION = re.compile(r"\b(?:antag(?:en|et|na)|fastställ(?:d|t|da)|beslutad)\b", re.IGNORECASE)
_FOR_WHOM = re.compile(r"\b(?:för|FÖR)\s(?P<name>[A-ZÅÄÖ][^,:;]*)")
_NAME_ENDS = re.compile(
    r"\s(?:år\s|(?:verksamhets|läs|spel)året\s|säsongen\s|antagen|fastställd|(?:19|20)\d\d|[–—-]\s).*$",
    re.IGNORECASE,
)
_SPLIT_YEAR = re.compile(
    r"\b(?:19|20)\d\d/\d{2,4}\b|\b(?:läs|spel|verksamhets)året\s\d{4}\s?[-–]\s?\d{2,4}\b", re.IGNORECASE
)
_BODY = re.compile(
    r"\w*(?:förening|klubb|körs?|kår|orkester|lag|parti|församling|pastorat|kommun|distrikt|sektion|avdelning|krets"
    r"|samfällighet|förbund|gille|sällskap|scouter|kvinnor|union|vårdsområde|byråd)(?:en|et|n|s|ar|er|erna|arna)?\b"
    r"|^(?=.*\s)(?:.*\s)?(?-i:[A-ZÅÄÖ]{2,4}|Brf)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\((?:\w*förslag|utkast|preliminär)\b[^)]*\)$", re.IGNORECASE)
_OF_A_PLAN = re.compile(r"(?:\w*plan(?:en)?|förslag|\b(?:och|till))$", re.IGNORECASE)
_GENITIVE = re.compile(r"(?:(?<=föreningen)|(?<=klubben)|(?<=kommunen)|(?<=distriktet))s$", re.IGNORECASE)
_LONGEST_PLAN_TITLE = 60
# A plan adopted in spring is for that year; one adopted in autumn may be for the next.
_LAST_SPRING_MONTH = 6


@dataclass(frozen=True, slots=True)
class Naming:
    """What the headlines say of a plan."""

    title: str
    association: str | None
    year: int | None
    adopted: dt.date | None
    is_split: bool = False
    """Whether the plan is for the autumn of its year and the spring of the next."""
    question: str | None = None
    """What to ask of its years."""


def names_plan(text: str, *, first: bool) -> bool:
    """Whether a line at the top is a title of the plan; only the `first` may name it in other places."""
    if len(text) > TITLE or NEW_SENTENCE.search(text):
        return False
    if _TITLE_LINE.match(text):
        return True
    return first and not text.endswith(".") and bool(_NAMES_PLAN.search(text))


def tells_adoption(text: str) -> bool:
    """Whether a line anywhere says only when the plan was adopted."""
    return len(text) <= TITLE and bool(_ADOPTION.match(text)) and date_in(text) is not None


def tells_period(text: str) -> bool:
    """Whether a line says only which year the plan is for, as "Verksamhetsåret 2024/25"."""
    return bool(_PERIOD.fullmatch(text))


def names_association(text: str) -> bool:
    """Whether a line by the plan's title is the name of an association."""
    return is_title_like(text) and bool(_BODY.search(text)) and not names_plan(text, first=True)


def naming(headlines: tuple[str, ...], near: tuple[str, ...] = ()) -> Naming:
    """Title, association, year and day of adoption, as far as the headlines and what is `near` them tell."""
    titles = [line for line in headlines if _NAMES_PLAN.search(line)]
    periods = [found for line in headlines if (found := _PERIOD.fullmatch(line))]
    adopted = next((date for line in headlines if (date := _adoption(line))), None)
    dated = [*titles, *(found[0] for found in periods)]
    years = [year for line in dated if (year := year_in(_ADOPTION.split(line)[0]))]
    year = years[0] if years else None
    if year is None and adopted and adopted.month <= _LAST_SPRING_MONTH:
        year = adopted.year
    title = _title(titles[0]) if titles else "Verksamhetsplan"
    if periods and not year_in(title):
        title = f"{title} {periods[0]['years']}"
    adjacent = next((found[0] for line in dated if (found := _adjacent(line))), None)
    is_said = any(_SPLIT_YEAR.search(line) for line in dated)
    names = (*(_association(line) for line in titles), *filter(names_association, near))
    return Naming(
        title=title,
        association=next(filter(None, names), None),
        year=year,
        adopted=adopted,
        is_split=is_said or adjacent is not None,
        question=None if is_said or adjacent is None else _about_years(adjacent),
    )


def _adjacent(line: str) -> re.Match[str] | None:
    """A year and the next one, as a plan over New Year says and a handlingsprogram for two years as well."""
    found = _ADJACENT.search(line)
    is_next = found and (int(found["first"]) + 1) % 100 == int(found["last"]) % 100
    return found if is_next and "program" not in line.lower() else None


def _about_years(words: str) -> str:
    return f"Rubriken säger ”{words}”. Gäller planen hösten det ena året och våren det andra?"


def _title(line: str) -> str:
    title = line.rstrip(" .:")
    found = _PLAN_NAME.search(title)
    if found and (year_in(found[0]) or len(title) > _LONGEST_PLAN_TITLE or _ADOPTION.search(title)):
        title = found[0]
    return title[:1].upper() + (title[1:].lower() if title.isupper() else title[1:])


def _association(line: str) -> str | None:
    line = _IN_BRACKETS.sub("", line)
    if found := _FOR_WHOM.search(line):
        return _NAME_ENDS.sub("", found["name"]).strip(" .–-") or None
    if (plan := _PLAN_NAME.search(line)) and names_association(after := line[plan.end() :].strip(" .,:–—-")):
        return after
    named = _NAMES_PLAN.search(line)
    before = line[: named.start()].strip(" .,:–—-") if named else ""
    is_name = before[:1].isupper() and not _OF_A_PLAN.search(before)
    return _GENITIVE.sub("", before) if is_name else None


def _adoption(line: str) -> dt.date | None:
    found = _ADOPTION.search(line)
    return date_in(line[found.end() :]) if found else None
