"""Which lines of a plan head an area, or only lead on to the next line."""

import re

from models.text import TITLE

_SHORT_HEADING = 120
_NUMBERS = r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s)?"
_OWNER = re.compile(rf"^{_NUMBERS}\S+(?:\s\S+){{0,3}}?\sansvarar\sför\s(?P<what>.+)$", re.IGNORECASE)
NEW_SENTENCE = re.compile(r"[.!?]\s[A-ZÅÄÖ]")
"""Where a sentence ends and another begins."""
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

_ASKS = re.compile(r"\b(?:ska|skall|bör|måste|viktigt|vi|att)\b", re.IGNORECASE)
_FEWEST_WORDS = 5


def is_owner(text: str) -> bool:
    """Whether a line heads an area by saying who answers for it, as "AK ansvarar för studier"."""
    return len(text) <= TITLE and not NEW_SENTENCE.search(text) and without_owner(text) is not None


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
    return len(text) <= TITLE and bool(_ANSWERS.match(text)) and not NEW_SENTENCE.search(text)


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
    return len(text) <= longest and bool(_LETTER.search(text)) and not NEW_SENTENCE.search(text)


def leads_on(text: str) -> bool:
    """Whether a line only introduces what follows, as "Detta skall ske genom att:"."""
    return len(text) <= TITLE and bool(_LEADS_ON.match(text.rstrip(" :.…")) or _CITES.match(text))


def asks_something(text: str) -> bool:
    """Whether a line after the last list reads like a commitment rather than a signature or a page foot."""
    is_sentence = text[:1].isupper() and text.count(" ") + 1 >= _FEWEST_WORDS and "@" not in text
    return is_sentence and bool(_ASKS.search(text))
