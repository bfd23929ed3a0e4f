"""Running text: where its sentences end, and which of them promise something."""

import re

from models.readers.verbs import begins_with_verb

_BORDER = re.compile(r"[.!?][”\")]?\s(?=[”\"]?[A-ZÅÄÖ\d])")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:kl|nr|ca|t\.?ex|bl\.?a|d\.?v\.?s|s\.?k|resp|ev|inkl|exkl|ordf|tel|st|mån|sid|v|\w)$",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"\b(?:ska|skall|bör|måste|kommer\s(?:\S+\s){0,3}?att|planera[rs]|planerat|avser|ämnar|fortsätter"
    r"|anordna[rs]|ordna[rs]|arrangera[rs]|genomför[s]?|hålls|hålles|håller|möts|träffas|sammanträder|inbjuds?|inbjuder|bjuds?\sin"
    r"|bjuder\s(?:\S+\s)?(?:in|med)|erbjud(?:er|s)|delta[rs]?|deltager|arbetar|verkar|strävar|satsar|redovisar|informerar|samarbetar|medverkar"
    r"|besöker|startar|startas"
    r"|varje\s(?:vecka|månad|kvartal|termin|år)|varannan|viktigt\satt|målet\sär|vill(?=\s(?:\S+\s){0,3}?(?:öka|nå|starta|få|ordna|bli|hålla|utveckla)))\b",
    re.IGNORECASE,
)
_IS_TO_BE = re.compile(
    r"\b(?:får\si\suppdrag|mål(?:et)?\sär|räknar\smed|söker|görs|firas|tillsätts|läggs|tränar|spelar|övar|sjunger"
    r"|(?:lägger|tar|bygger|rustar|sätter|ställer|tas|byggs|rustas|sätts|ställs)\s(?:fram|upp|ut|in)|(?:på|vid)\svarje\s\w{3,}|\w{3,}eras|\d+\snya\smedlemmar)\b",
    re.IGNORECASE,
)
# With a year after it, a day is where a letter is signed.
_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
    r"(?!\s(?:19|20)\d)"
)
_TIMED = re.compile(
    rf"\b(?:(?:i|under|senast|till|\d{{1,2}})\s{_MONTH}|\d{{1,2}}/\d{{1,2}}\b|v(?:\.|ecka)\s?\d"
    r"|(?:mån|tis|ons|tors|fre|lör|sön)dag(?:ar|en)?\b|(?:på|under)\s(?:våren|sommaren|hösten|vintern|året)\b)",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:var|blev|hade|fick|höll|\w{3,}(?:ade|ades|tes|ats|its))\b", re.IGNORECASE)
_FEWEST_TIMED = 3
_GOES_ON = re.compile(
    r"(?:detta|det|dessa|den|de|där|därför|då|här|dit|syftet|på så sätt|även|också)\b", re.IGNORECASE
)
_FEWEST_WORDS = 4
_PROSE_FROM = 60


def is_prose(text: str) -> bool:
    """Whether a plain line is running text: a whole sentence, or too long for a title."""
    return len(text) > _PROSE_FROM or (text[-1:] in ".!?" and text.count(" ") + 1 >= _FEWEST_WORDS)


def promises(text: str) -> bool:
    """Whether a sentence says that something will be done."""
    if text[:1].upper() != text[:1]:
        return False
    words = text.count(" ") + 1
    if begins_with_verb(text) or (words >= _FEWEST_WORDS and _PROMISES.search(text)):
        return True
    asks = words >= _FEWEST_TIMED and (_IS_TO_BE.search(text) or _TIMED.search(text))
    return bool(asks) and not _WAS.search(text)


def sentences(text: str) -> list[tuple[int, str]]:
    """Each sentence with the place where it begins."""
    borders = (border for border in _BORDER.finditer(text) if not _is_shortened(text, border.start()))
    starts = [0, *(border.end() for border in borders)]
    ends = [*starts[1:], len(text)]
    return [(start, text[start:end].strip()) for start, end in zip(starts, ends, strict=True)]


def _is_shortened(text: str, place: int) -> bool:
    return text[place] == "." and bool(_SHORTENED.search(text, max(0, place - 8), place))


def promised_in(paragraph: str) -> list[tuple[int, str]]:
    """A paragraph's commitments: each sentence that promises, with those around it that only explain it."""
    groups: list[list[tuple[int, str]]] = []
    begun = False
    for start, sentence in sentences(paragraph):
        promising = promises(sentence)
        if groups and (not promising or not begun or _GOES_ON.match(sentence)):
            groups[-1].append((start, sentence))
        else:
            groups.append([(start, sentence)])
        begun = begun or promising
    if not begun:
        return []
    return [(group[0][0], " ".join(sentence for _, sentence in group)) for group in groups]
