"""Which lines of a plan name it, head an area, or only lead on to the next line."""

import datetime as dt
import re
from dataclasses import dataclass

from models.readers.dates import date_in, year_in
from models.text import TITLE

_SHORT_HEADING = 120
_NUMBERS = r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s)?"
_OWNER = re.compile(rf"^{_NUMBERS}\S+(?:\s\S+){{0,3}}?\sansvarar\sför\s(?P<what>.+)$", re.IGNORECASE)
_NEW_SENTENCE = re.compile(r"[.!?]\s[A-ZÅÄÖ]")
_LETTER = re.compile(r"[^\W\d_]")

_SUBJECT = r"(?:detta|det|dessa|så|vi|ak|arbetarekommunen|styrelsen|föreningen|klubben)"
_LEADS_ON = re.compile(
    rf"^(?:{_SUBJECT}\s(?:ska|skall|vill|bör|kommer)(?:\s(?:också|även|därför|särskilt))?"
    rf"|(?:{_SUBJECT}\s[^:]{{0,80}}?)?genom\satt(?:\sbl\.?\s?a\.?)?"
    rf"|{_SUBJECT}\s[^:]{{0,80}}?\satt"
    r"|[^:]{0,120}?\sgenom\satt\sbl\.?\s?a\.?"
    r"|inledning|innehåll(?:sförteckning)?|förslag\s(?:på|till)\såtgärder|följande|att|mål(?:\sför(?:\sår)?\s\d{4})?)$",
    re.IGNORECASE,
)
_CITES = re.compile(r"^enligt\s.*:$|^.*\sföljande(?:\s\S+)?:$", re.IGNORECASE)

_PAGE_FOOT = re.compile(
    r"(?:sida|sidan|sid\.?|s\.)?\s?\d{1,3}\s?(?:\(\s?\d{1,3}\s?\)|(?:av|/)\s?\d{1,3})?", re.IGNORECASE
)
_LONGEST_TITLE_LIKE = 60
_MOST_TITLE_WORDS = 9
_BY_LINE = re.compile(
    r"^(?:foto|bild|text|av)\b|@|\b\w*ordf\b\.?|\b(?:v(?:ice|\.)?\s)?ordförande$|\b(?:sekreterare|kassör)$",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"(?:(?:huvud)?ansvarig(?:a|t)?(?:\sför\s[^:]{1,30})?|ansvar|(?:vem|när|var)|kontakt(?:person(?:er)?)?|sammankallande"
    r"|tid(?:punkt|plan|sram)?|klart|deadline|plats|budget|kostnad|resurs(?:er)?|status|uppföljning)\s?:\s*\S",
    re.IGNORECASE,
)
_MAIL_HEAD = re.compile(
    r"(?:från|till|ämne|skickat|kopia|datum|from|to|cc|subject|sent|date):\s", re.IGNORECASE
)
_GOALS = re.compile(r"mål(?:\sför(?:\sår)?\s\d{4})?", re.IGNORECASE)
_BACKGROUND = re.compile(
    r"(?:inledning|bakgrund|förord|(?:vår(?:a)?\s)?(?:vision(?:er)?|värdegrund|värderingar|verksamhetsidé|uppgift)"
    r"|syfte|ändamål|om\soss|presentation|sammanfattning)",
    re.IGNORECASE,
)

_PLAN_WORD = r"\b(?:verksamhetsplan|handlingsprogram|handlingsplan|valplan|årsplan)\b"
_NAMES_PLAN = re.compile(_PLAN_WORD, re.IGNORECASE)
_TITLE_LINE = re.compile(r"verksamhetsplan\b", re.IGNORECASE)
_PLAN_NAME = re.compile(
    rf"{_PLAN_WORD}(?:\s(?:för\s)?(?:år(?:et)?\s)?(?:19|20)\d\d(?:\s?[-–/]\s?\d{{2,4}})?)?", re.IGNORECASE
)
_ADOPTION = re.compile(r"\b(?:antag(?:en|et|na)|fastställ(?:d|t|da)|beslutad)\b", re.IGNORECASE)
_FOR_WHOM = re.compile(r"\bför\s(?P<name>[A-ZÅÄÖ][^,:;]*)")
_NAME_ENDS = re.compile(
    r"\s(?:år\s|(?:verksamhets|läs|spel)året\s|säsongen\s|antagen|fastställd|(?:19|20)\d\d|[–—-]\s).*$",
    re.IGNORECASE,
)
_SPLIT_YEAR = re.compile(
    r"\b(?:19|20)\d\d/\d{2,4}\b|\b(?:läs|spel|verksamhets)året\s\d{4}\s?[-–]\s?\d{2,4}\b", re.IGNORECASE
)
_GENITIVE = re.compile(r"(?:(?<=föreningen)|(?<=klubben)|(?<=kommunen)|(?<=distriktet))s$", re.IGNORECASE)
_LONGEST_PLAN_TITLE = 60
_ASKS = re.compile(r"\b(?:ska|skall|bör|måste|viktigt|vi|att)\b", re.IGNORECASE)
_FEWEST_WORDS = 5
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


def is_owner(text: str) -> bool:
    """Whether a line heads an area by saying who answers for it, as "AK ansvarar för studier"."""
    return len(text) <= TITLE and not _NEW_SENTENCE.search(text) and without_owner(text) is not None


def without_owner(text: str) -> str | None:
    """What is answered for in such a heading; None where it is no such heading."""
    found = _OWNER.match(text)
    if not found or not _LETTER.search(found["what"]) or re.match(r"att\b", found["what"], re.IGNORECASE):
        return None
    return found["what"]


def is_page_foot(text: str) -> bool:
    """Whether a line is a page's number and nothing else."""
    return bool(_PAGE_FOOT.fullmatch(text))


def is_by_line(text: str) -> bool:
    """Whether a short line names a photographer, a writer or a post rather than a subject."""
    return bool(_BY_LINE.search(text))


def answers_for(text: str) -> bool:
    """Whether a line only answers who, when or where of the point above it, as "Ansvarig: Eva Ek"."""
    return len(text) <= TITLE and bool(_ANSWERS.match(text)) and not _NEW_SENTENCE.search(text)


def heads_mail(text: str) -> bool:
    """Whether a line may stand at the head of an e-mail, as "Ämne: Verksamhetsplan"."""
    return len(text) <= TITLE and bool(_MAIL_HEAD.match(text))


def names_goals(text: str) -> bool:
    """Whether a line says only that goals follow, which may be a heading of its own."""
    return bool(_GOALS.fullmatch(text.strip(" :.#*")))


def is_title_like(text: str) -> bool:
    """Whether a plain line looks like a heading by its own: few words, a capital, no full stop."""
    return (
        len(text) <= _LONGEST_TITLE_LIKE
        and text.count(" ") < _MOST_TITLE_WORDS
        and (text[:1].isupper() or text[:1].isdigit())
        and text[-1:] not in ".!?,;"
        and ": " not in text
        and bool(_LETTER.search(text))
        and not is_by_line(text)
    )


def is_background(text: str) -> bool:
    """Whether a heading stands over what a plan builds on rather than over what will be done."""
    return bool(_BACKGROUND.fullmatch(re.sub(rf"^{_NUMBERS}", "", text).strip(" .:")))


def may_head(text: str, longest: int = _SHORT_HEADING) -> bool:
    """Whether a plain line could head the list under it: short, one sentence, with a letter in it."""
    return len(text) <= longest and bool(_LETTER.search(text)) and not _NEW_SENTENCE.search(text)


def leads_on(text: str) -> bool:
    """Whether a line only introduces what follows, as "Detta skall ske genom att:"."""
    return len(text) <= TITLE and bool(_LEADS_ON.match(text.rstrip(" :.…")) or _CITES.match(text))


def asks_something(text: str) -> bool:
    """Whether a line after the last list reads like a commitment rather than a signature or a page foot."""
    is_sentence = text[:1].isupper() and text.count(" ") + 1 >= _FEWEST_WORDS and "@" not in text
    return is_sentence and bool(_ASKS.search(text))


def names_plan(text: str, *, first: bool) -> bool:
    """Whether a line at the top is a title of the plan; only the `first` may name it in other places."""
    if len(text) > TITLE or _NEW_SENTENCE.search(text):
        return False
    if _TITLE_LINE.match(text):
        return True
    return first and not text.endswith(".") and bool(_NAMES_PLAN.search(text))


def tells_adoption(text: str) -> bool:
    """Whether a line anywhere says only when the plan was adopted."""
    return len(text) <= TITLE and bool(_ADOPTION.match(text)) and date_in(text) is not None


def naming(headlines: tuple[str, ...]) -> Naming:
    """Title, association, year and day of adoption, as far as the headlines tell."""
    titles = [line for line in headlines if _NAMES_PLAN.search(line)]
    adopted = next((date for line in headlines if (date := _adoption(line))), None)
    years = [year for line in titles if (year := year_in(_ADOPTION.split(line)[0]))]
    year = years[0] if years else None
    if year is None and adopted and adopted.month <= _LAST_SPRING_MONTH:
        year = adopted.year
    return Naming(
        title=_title(titles[0]) if titles else "Verksamhetsplan",
        association=next((name for line in titles if (name := _association(line))), None),
        year=year,
        adopted=adopted,
        is_split=any(_SPLIT_YEAR.search(line) for line in titles),
    )


def _title(line: str) -> str:
    title = line.rstrip(" .:")
    found = _PLAN_NAME.search(title)
    if found and (year_in(found[0]) or len(title) > _LONGEST_PLAN_TITLE or _ADOPTION.search(title)):
        title = found[0]
    return title[:1].upper() + (title[1:].lower() if title.isupper() else title[1:])


def _association(line: str) -> str | None:
    if found := _FOR_WHOM.search(line):
        return _NAME_ENDS.sub("", found["name"]).strip(" .–-") or None
    named = _NAMES_PLAN.search(line)
    before = line[: named.start()].strip(" .,:–—-") if named else ""
    return _GENITIVE.sub("", before) if before[:1].isupper() else None


def _adoption(line: str) -> dt.date | None:
    found = _ADOPTION.search(line)
    return date_in(line[found.end() :]) if found else None
