"""A plan's lines as sections, and what kind of list each of them holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.readers.dates import month_named
from models.readers.headings import is_background, is_title_like, may_head
from models.readers.line import Line, Mark
from models.readers.sentences import is_prose, promised_in

LISTED = frozenset({Mark.BULLET, Mark.NUMBERED})
"""The marks of a point in a list."""
_SHORT_TITLE_LINE = 60
_FEW_WORDS = 3
_ENUMERATES = re.compile(
    r"\b(?:oavsett|såsom|till\sexempel|t\.?\s?ex|exempelvis|bland\sannat|på\sgrund\sav"
    r"|grunder(?:na)?|värderingar(?:na)?"
    r"|värdeord|ledord|honnörsord|består\sav|ledamöter)\b[^.]*[:.]?$",
    re.IGNORECASE,
)
_STATUTES = re.compile(r"^(?:enligt|i)\s[^.]{0,60}stadgar?\w*[^.]{0,60}:?$", re.IGNORECASE)
_PROPOSES = re.compile(r"^(?:förslag\s(?:på|till)\såtgärder|åtgärder|förslag)\s?:?$", re.IGNORECASE)
_TITLED = re.compile(r"^[^–—-]{2,40}\s[–—-]\s\S")


@dataclass(slots=True)
class Section:
    """What stands before a list, and the list; the last section may lack one."""

    gap: list[Line]
    items: list[Line]


def sections_of(lines: tuple[Line, ...]) -> Iterator[Section]:
    """The lines as sections, in order."""
    gap: list[Line] = []
    items: list[Line] = []
    for line in lines:
        if line.mark in LISTED:
            items.append(line)
        else:
            if items:
                yield Section(gap, items)
                gap, items = [], []
            gap.append(line)
    yield Section(gap, items)


def list_heading(rest: list[Line]) -> Line | None:
    """The line that heads the list right after these lines."""
    if rest and rest[-1].mark is Mark.PLAIN and is_title_like(rest[-1].text) and rest[-1].text[-1] != ":":
        return rest[-1]
    for line in reversed(rest):
        if line.mark in {Mark.OWNER, Mark.HEADING}:
            return line
    over = rest[-2] if len(rest) > 1 else None
    if over and (opening := _opens_block(rest)) is not None:
        return opening
    if over and rest[-1].text.endswith((":", " att")) and is_title_like(over.text):
        return over
    if rest and may_head(rest[-1].text):
        return rest[-1]
    # A heading, a paragraph straight under it, then the list.
    if over and not rest[-1].after_blank and may_head(over.text, _SHORT_TITLE_LINE):
        return over
    return None


def _opens_block(rest: list[Line]) -> Line | None:
    """The title over lines that stand together right above the list."""
    start = len(rest) - 1
    while start > 0 and not rest[start].after_blank:
        start -= 1
    first = rest[start]
    return first if start < len(rest) - 1 and is_title_like(first.text) else None


def heads_prose(rest: list[Line], place: int, *, explicit: bool) -> bool:
    """Whether a line heads the paragraphs under it; with `explicit` only one that is marked as a heading."""
    line = rest[place]
    seems = line.mark is Mark.PLAIN and not explicit and is_title_like(line.text)
    if not seems and line.mark is not Mark.HEADING:
        return False
    if is_background(line.text):
        return place + 1 < len(rest)
    if month_named(line.text) and place + 1 < len(rest):
        return rest[place + 1].mark is Mark.PLAIN and not rest[place + 1].after_blank
    for below in rest[place + 1 :]:
        titled = is_title_like(below.text) and not is_prose(below.text)
        straight = below is rest[place + 1] and not below.after_blank
        if below.mark is not Mark.PLAIN or (titled and not (straight and promised_in(below.text))):
            return False
        if promised_in(below.text):
            return True
    return False


def enumerates(section: Section) -> bool:
    """Whether a list only spells out the sentence over it, as values or grounds do."""
    lead = section.gap[-1] if section.gap else None
    if lead is None or len(section.items) < 2 or lead.mark not in {Mark.PLAIN, Mark.LEAD_ON}:
        return False
    short = all(item.text.count(" ") < _FEW_WORDS and item.sign != "day" for item in section.items)
    said = lead.text.endswith(":") and is_prose(lead.text) and lead.mark is Mark.PLAIN
    return short and bool(said or _ENUMERATES.search(lead.text))


def lists_duties(section: Section) -> bool:
    """Whether a list gives what the statutes always ask, rather than what will be done."""
    return bool(section.gap and section.items and _STATUTES.match(section.gap[-1].text))


def heads_proposals(section: Section, last: Line) -> bool:
    """Whether a list holds proposals to the point above it, as "Hemsidan – den är gammal" may have."""
    gap = section.gap
    if not section.items or len(gap) != 1 or not _PROPOSES.match(gap[0].text):
        return False
    return section.items[0].indent > last.indent or bool(_TITLED.match(last.text))


def titled_part(text: str) -> str:
    """What stands before the dash in "Hemsidan – den är gammal", or all of it."""
    return re.split(r"\s[–—-]\s", text, maxsplit=1)[0]


def families(items: list[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Each point of a list with those that stand under it."""
    level = min((item.indent for item in items), default=0)
    top = next((item for item in items if item.indent == level), None)
    signs = [item.sign for item in items if item.indent <= level + 1]
    family: tuple[Line, list[Line]] | None = None
    for item in items:
        is_child = item.indent > level + 1 or (top is not None and _is_lesser(item.sign, top.sign, signs))
        if family and is_child:
            family[1].append(item)
        else:
            if family:
                yield family
            family = (item, [])
    if family:
        yield family


def _is_lesser(sign: str, top: str, signs: list[str]) -> bool:
    """Whether a mark stands under another, by its kind or since the other comes back after it."""
    if sign in {"o", "◦", "▪"} and top in {"•", "●", "-", "–", "*"}:
        return True
    comes_back = sign in signs and top in signs[signs.index(sign) :]
    by_kind = (top == "1" and sign not in {"1", "day", "row"}) or (
        top in {"•", "●"} and sign in {"-", "–", "—"}
    )
    return comes_back and by_kind


def are_few_words(items: list[Line]) -> bool:
    """Whether points are too short to be commitments of their own."""
    return all(item.text.count(" ") < _FEW_WORDS for item in items)
