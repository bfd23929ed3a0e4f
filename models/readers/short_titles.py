"""Short titles for cards and areas, made only of the wording's own words."""

import re

from models.readers.headings import without_owner
from models.readers.hints import NUMBER, PERIODICALLY

LONGEST = 60
"""Most characters in a commitment's short title."""
LONGEST_AREA = 40
"""Most characters in an area's short title."""

_FREQUENCY = rf"(?:(?:minst|cirka|ca)\s)?{NUMBER}\s(?:gång(?:er)?|ggr)\s(?:{PERIODICALLY}|per)"
_LEADING_FREQUENCY = re.compile(rf"^{_FREQUENCY}\s+", re.IGNORECASE)
_TRAILING_FREQUENCY = re.compile(rf"\s+{_FREQUENCY}$", re.IGNORECASE)
_REGULARLY = re.compile(r"\sregelbundet(?=\s)")
_LEAD = re.compile(r"^(?:(?:vi|AK|styrelsen)\s(?:ska|skall)\s)?(?:att\s)?", re.IGNORECASE)
_EFFORT = re.compile(
    r"^(?:det\sär\s)?viktigt\satt\s"
    r"|^(?:jobba|arbeta|verka)\s(?:aktivt\s)?(?:med|för)\s(?:att\s)?",
    re.IGNORECASE,
)
_OWN_BOARD = re.compile(r"^(?:arbetarekommunens|ak:s|föreningens|klubbens)\sstyrelse\b", re.IGNORECASE)
_ARRANGE = re.compile(r"^(?:anordna|arrangera|ordna|genomföra|hålla)\s", re.IGNORECASE)
_PRODUCT = re.compile(r"\b(?:samt|och)\sta\sfram\s(?:en|ett)\s(?P<product>.+)$", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,;:]\s|\.\s(?=[A-ZÅÄÖ])|\s[–—-]\s"
    r"|\s(?:genom att|i syfte|så att|så|där|för att|i samarbete med|samt|vilket|när|då)\s",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"\s(?:för|med|till|på|i|inom|från|av|hos|kring|efter|via|under|inför)\s", re.IGNORECASE)
_OPENS_LATE = re.compile(r"^(?:i|på|vid|under|inför|för|efter|med|genom|om)\s", re.IGNORECASE)
_FEWEST_WORDS = 5
_ONLY_A_COUNT = re.compile(
    rf"^(?:\w+\s)?(?:minst\s)?{NUMBER}\s(?:möten?|gånger|träffar|tillfällen?)(?:\s{PERIODICALLY})?$",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?:^|\s|\.)(?:\w{1,2}|etc|osv|kl|nr|dvs|inkl|exkl|tel)$", re.IGNORECASE)
_LINKING = re.compile(
    r"(?:och|eller|samt|i|på|med|till|för|att|av|om|en|ett|den|det|de|vi|som|vid|från|inom|under|vår|vårt|våra)$",
    re.IGNORECASE,
)
_WHO_DOES = re.compile(r"[A-ZÅÄÖ]\w+(?:en|et|an|na|er)\s\w{3,}[ae]r")

_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zåäö][.)])\s+", re.IGNORECASE)
_OWN_GROUND = re.compile(r"\s(?:inom|i)\s(?:\S+\s)?(?:kommun(?:en)?|verksamhetsområdet)$", re.IGNORECASE)
_AREA_LEAD_ON = re.compile(r"\s(?:ska|skall)\s.*$|\s(?:genom att|är|är att)$", re.IGNORECASE)
_SAYS_NOTHING = frozenset({"", "vi", "det", "så"})
_AND_OTHER = re.compile(r"^(?P<first>\S+)\soch\sövrig\s\w*verksamhet$", re.IGNORECASE)
_OWN_GENITIVE = re.compile(r"\b(?:arbetarekommunens|föreningens|klubbens|ak:s)\s", re.IGNORECASE)
_SPLIT_COMPOUND = re.compile(r"\b\w+-\soch\s(?=\w)", re.IGNORECASE)


def short_title(wording: str) -> str:
    """A commitment's title for its card, with "…" only where it ends inside a clause."""
    text = _LEAD.sub("", _bare(wording), count=1) or _bare(wording)
    text = _without_brackets(text)
    if len(text) > LONGEST and (found := _PRODUCT.search(text)) and len(found["product"]) <= LONGEST:
        text = found["product"]
    if len(text) > LONGEST:
        text = _TRAILING_FREQUENCY.sub("", _LEADING_FREQUENCY.sub("", _REGULARLY.sub("", text)))
    if len(text) > LONGEST:
        text = _first_clause(text)
    if len(text) > LONGEST:
        text = _OWN_BOARD.sub("Styrelsen", _EFFORT.sub("", text))
    if len(text) > LONGEST:
        text = _whole_phrases(text, LONGEST, fewest_words=2)
    if len(text) > LONGEST:
        text = _ARRANGE.sub("", text)
    return _capitalised(_fitted(text.rstrip(" .:;,–-") or text, LONGEST))


def area_title(wording: str) -> str:
    """An area's short title: what is answered for, or the heading without its number."""
    text = _bare(without_owner(wording) or _NUMBERED.sub("", wording).strip() or wording)
    subject = _AREA_LEAD_ON.sub("", text)
    text = subject if subject.lower() not in _SAYS_NOTHING else text
    text = _OWN_GROUND.sub("", text) or text
    if text.isupper():
        text = text.lower()
    if len(text) > LONGEST_AREA and (found := _AND_OTHER.match(text)):
        text = f"{found['first']} verksamhet"
    if len(text) > LONGEST_AREA:
        text = _OWN_GENITIVE.sub("", text)
    if len(text) > LONGEST_AREA:
        text = _SPLIT_COMPOUND.sub("", _first_clause(text))
    if len(text) > LONGEST_AREA:
        text = _whole_phrases(text, LONGEST_AREA, fewest_words=1)
    return _capitalised(_fitted(text, LONGEST_AREA)) or wording[:LONGEST_AREA]


def _bare(wording: str) -> str:
    return wording.strip(" .:;,") or wording


def _without_brackets(text: str) -> str:
    start = text.find(" (")
    return text[:start].rstrip(" .:;,") if start > 0 else text


def _first_clause(text: str) -> str:
    for border in _CLAUSE.finditer(text):
        head = text[: border.start()]
        if head and not _says_too_little(head):
            return head
    return text


def _says_too_little(head: str) -> bool:
    only_where = _OPENS_LATE.match(head) and head.count(" ") + 1 < _FEWEST_WORDS
    return bool(only_where or _ONLY_A_COUNT.match(head) or _ABBREVIATED.search(head))


def _whole_phrases(text: str, longest: int, *, fewest_words: int) -> str:
    """The text up to the last border between phrases that fits; all of it where none does."""
    if _OPENS_LATE.match(text):
        return text
    heads = (text[: border.start()] for border in _PHRASE.finditer(text[: longest + 8]))
    fitting = [head for head in heads if len(head) <= longest and not _ends_open(head)]
    return next((head for head in reversed(fitting) if len(head.split()) >= fewest_words), text)


def _ends_open(head: str) -> bool:
    return bool(_LINKING.match(head.rsplit(" ", 1)[-1]) or _WHO_DOES.fullmatch(head))


def _fitted(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    words = text[:longest].split(" ")[:-1]
    while len(words) > 1 and _LINKING.match(words[-1]):
        words.pop()
    return (" ".join(words).rstrip(" .:;,–-") or text[: longest - 1]) + "…"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
