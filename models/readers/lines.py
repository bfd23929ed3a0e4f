"""The lines of a document with their marks taken off, and wrapped lines put together again."""

import re
from dataclasses import replace
from itertools import pairwise, takewhile

from models.errors import Invalid
from models.readers.dates import begins_with_day
from models.readers.headings import answers_for, heads_mail, is_owner, is_page_foot, is_title_like, leads_on
from models.readers.items import items_on
from models.readers.line import Line, Mark
from models.readers.naming import tells_period
from models.readers.outline import outlined
from models.readers.tables import Row, tabled
from models.text import BODY, TITLE, clean

MOST_LINES = 10_000
"""More than any plan has, so that a hostile text is refused early."""


_QUOTED = re.compile(r"^\s?(?:>\s?){1,9}")
_BULLET = re.compile(r"[–—‒‑−•●○·∙◦▪■□►‣⁃☐☑☒✓✔➢➤◆◇»→]\s?|-(?!-)\s?|\*(?!\*)\s?|[+>]\s|o\t\s*")
_EMPHASISED = re.compile(r"\*[^*\s][^*]*\*$")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]|[a-zåäö]\))\s")
_DECIMAL = re.compile(r"(?:\d{1,2})(?:\.\d{1,2})+\.?\s(?=[A-ZÅÄÖ])")
_CHAPTER = re.compile(r"\d{1,2}\s(?=[A-ZÅÄÖ])")
_LETTERED = re.compile(r"(?:[a-h]\.|o)\s\S")
_FEWEST_ROUND = 2
_ATT = re.compile(r"att\s+\S+\s+\S", re.IGNORECASE)
_FEWEST_CAPITALS = 5
_LONGEST_CAPITALS = 80
_WRAPPED_AT = 60
_FEWEST_DAYS = 2
_FEWEST_CHAPTERS = 2
_FEWEST_MAIL_HEADS = 2
_LAST_MAIL_HEAD = 10
_HEADING = re.compile(r"#{1,6}\s")
_WORDLESS = re.compile(r"[\W_]*$")
_AHEAD, _FEWEST_UNDER, _NARROWEST = 12, 2, 20
_GOES_ON = re.compile(
    r"(?:och|eller|samt|i|på|av|med|till|för|om|som|att|så|där|när|då|under|hos|vid|detta|det|den)\b",
    re.IGNORECASE,
)
UNMARKED = "line"
"""The sign of a point that only its place shows to be one."""
OPEN_END = re.compile(r"(?:,|-|\b(?:och|eller|samt|i|på|av|med|till|för|om|en|ett|den|de|det|att|som))$")
"""How a line ends that the next one goes on."""


def lines_of(text: str) -> tuple[Line, ...]:
    """Every line that is not blank, in order, with wrapped lines joined; raises Invalid."""
    lines: list[Line] = []
    after_blank = True
    rows = _unquoted(text.splitlines())
    table = tabled(rows)
    for place, raw in enumerate(rows):
        blank = True
        if place in table:
            found = _in_table(place + 1, raw, table[place])
        else:
            pieces = () if not raw or raw.isspace() else items_on(raw)
            found = [line for piece in pieces if (line := _line(place + 1, piece, after_blank))]
        for line in found:
            lines.append(replace(line, after_blank=after_blank))
            after_blank = blank = False
        after_blank = blank
        if len(lines) > MOST_LINES:
            raise Invalid(
                f"Texten har fler än {MOST_LINES} rader, och så lång är ingen verksamhetsplan. "
                "Ta bort det som inte hör till planen och försök igen."
            )
    return tuple(_joined(_known_by_company(outlined(lines))))


def _unquoted(rows: list[str]) -> list[str]:
    """The rows without the marks of an e-mail's answer, where most of them have one."""
    quoted = sum(bool(_QUOTED.match(row)) for row in rows)
    if quoted <= sum(bool(row.strip()) for row in rows) // 2:
        return rows
    return [row[found.end() :] if (found := _QUOTED.match(row)) else row for row in rows]


def _in_table(number: int, raw: str, row: Row) -> list[Line]:
    """A table's row as a point, below a heading where it names another area than the row above."""
    source = clean(raw, len(raw))
    require_length(source, number)
    if row.is_head:
        return [Line(number, source, (source,), Mark.LEAD_ON, 0, False)]
    lines: list[Line] = []
    if area := clean(row.area, len(raw)):
        mark = Mark.LEAD_ON if row.is_same_area else Mark.HEADING
        lines.append(Line(number, area, (area,), mark, 0, False, "#"))
    if text := clean(row.text, len(raw) + len(row.text), lines=True):
        lines.append(Line(number, text, (text,), Mark.BULLET, 0, False, "row"))
    return lines


def _line(number: int, raw: str, after_blank: bool) -> Line | None:
    source = clean(raw, len(raw))
    if not source:
        return None
    require_length(source, number)
    stripped = raw.lstrip()
    indent = len(raw[: len(raw) - len(stripped)].expandtabs(4))
    text, mark, sign = _unmarked(source, is_tabbed_o=stripped.startswith("o\t"))
    return Line(number, text, (source,), mark, indent, after_blank, sign)


def _unmarked(source: str, *, is_tabbed_o: bool) -> tuple[str, Mark, str]:
    if _WORDLESS.match(source) or is_page_foot(source):
        return source, Mark.LEAD_ON, ""
    if found := _HEADING.match(source):
        title = source[found.end() :].rstrip("# ")
        return (*_named(title, Mark.HEADING if len(title) <= TITLE else Mark.PLAIN), "#")
    if is_tabbed_o:
        return plain(source[1:]), Mark.BULLET, "o"
    if (found := _BULLET.match(source)) and not _EMPHASISED.match(source):
        return plain(source[found.end() :]), Mark.BULLET, source[0]
    if found := _NUMBERED.match(source):
        if is_owner(plain(source)):
            return plain(source), Mark.OWNER, "1"
        if _DECIMAL.match(source) and is_title_like(source):
            return plain(source), Mark.HEADING, "1"
        text = plain(source[found.end() :])
        return (plain(source), Mark.HEADING, "1") if _is_in_capitals(text) else (text, Mark.NUMBERED, "1")
    return _bare(source)


def _bare(source: str) -> tuple[str, Mark, str]:
    text, mark = _named(source, Mark.PLAIN)
    if mark is Mark.PLAIN and _is_in_capitals(text):
        return text, Mark.HEADING, "caps"
    if mark is Mark.PLAIN and text.startswith("Att ") and _ATT.match(text):
        return text, Mark.BULLET, "att"
    return text, mark, ""


def _is_in_capitals(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return text.isupper() and letters >= _FEWEST_CAPITALS and len(text) <= _LONGEST_CAPITALS


def _named(source: str, mark: Mark) -> tuple[str, Mark]:
    text = plain(source)
    if leads_on(text):
        return text, Mark.LEAD_ON
    return text, Mark.OWNER if is_owner(text) else mark


def _known_by_company(lines: list[Line]) -> list[Line]:
    """Lines that only others of their kind show to be points or chapters."""
    days = [begins_with_day(line.text) and line.mark is Mark.PLAIN for line in lines]
    chapters = {
        line.sources[0].split(".")[0] for line in lines if line.sign == "1" and line.mark is Mark.HEADING
    }
    chapters |= _chapters_in_order(lines)
    heads = [heads_mail(line.text) and line.number <= _LAST_MAIL_HEAD for line in lines]
    are_calendar = sum(days) >= _FEWEST_DAYS
    lettered = _lettered(lines)
    known: list[Line] = []
    for line, has_day, is_head in zip(lines, days, heads, strict=True):
        before = known[-1] if known else None
        if is_head and sum(heads) >= _FEWEST_MAIL_HEADS:
            line = replace(line, mark=Mark.LEAD_ON)
        elif line.number in lettered:
            sign = "o" if line.text[0] == "o" else "a"
            line = replace(line, text=plain(line.text[2:]), mark=Mark.BULLET, sign=sign)
        elif has_day and are_calendar:
            line = replace(line, mark=Mark.BULLET, sign="day")
        elif line.mark is Mark.PLAIN and _lists_att(line, before):
            line = replace(line, mark=Mark.BULLET, sign="att")
        elif line.mark is Mark.PLAIN and _is_chapter(line.text, chapters):
            line = replace(line, mark=Mark.HEADING, sign="1")
        known.append(line)
    return known


def _lettered(lines: list[Line]) -> set[int]:
    """The numbers of lines that a letter marks: "a." with "b." after it, or several with Word's "o"."""
    marked = [line for line in lines if line.mark is Mark.PLAIN and _LETTERED.match(line.text)]
    letters = {line.text[:2] for line in marked}
    rounds = [line.number for line in marked if line.text.startswith("o ")]
    listed = {line.number for line in marked if line.text[1] == "."} if {"a.", "b."} <= letters else set()
    return listed | ({*rounds} if len(rounds) >= _FEWEST_ROUND else set())


def _chapters_in_order(lines: list[Line]) -> set[str]:
    """The numbers of "1 Seniorer", "2 Ungdom" where each has something under it."""
    places = [
        place
        for place, line in enumerate(lines)
        if line.mark is Mark.PLAIN and _CHAPTER.match(line.text) and is_title_like(line.text)
    ]
    numbers = [lines[place].text.split(" ")[0] for place in places]
    counted = numbers == [str(number) for number in range(1, len(numbers) + 1)]
    apart = all(after - before > 1 for before, after in pairwise([*places, len(lines)]))
    return set(numbers) if counted and apart and len(numbers) >= _FEWEST_CHAPTERS else set()


def _is_chapter(text: str, chapters: set[str]) -> bool:
    return bool(_CHAPTER.match(text)) and is_title_like(text) and text.split(" ")[0] in chapters


def _lists_att(line: Line, before: Line | None) -> bool:
    if before is None or not _ATT.match(line.text):
        return False
    return before.sign == "att" or before.mark is Mark.LEAD_ON or before.text.endswith(":")


def plain(text: str) -> str:
    """The words without Markdown's emphasis."""
    text = text.replace("**", "").strip()
    return text.strip("*") if _EMPHASISED.match(text) else text


def _joined(lines: list[Line]) -> list[Line]:
    joined: list[Line] = []
    run: list[Line] = []
    for place, line in enumerate(lines):
        if run and _stands_apart(run, line, lines[place + 1 : place + _AHEAD]):
            line = replace(line, mark=Mark.BULLET, sign=UNMARKED)
        if run and not _continues(run, line):
            joined.append(_whole(run))
            run = []
        run.append(line)
    if run:
        joined.append(_whole(run))
    return joined


def _stands_apart(run: list[Line], line: Line, below: list[Line]) -> bool:
    """Whether a line further in than the point above it is one under it rather than the rest of its words."""
    first, last = run[0], run[-1]
    if line.mark is not Mark.PLAIN or line.after_blank or first.mark not in {Mark.BULLET, Mark.NUMBERED}:
        return False
    if last.text[-1:] in ".!?" or OPEN_END.search(last.text) or _GOES_ON.match(line.text):
        return False
    if answers_for(line.text) or leads_on(line.text):
        return False
    if first.sign == UNMARKED:
        return line.indent == first.indent and _has_room(last.text, line.text)
    under = [line, *takewhile(lambda one: one.mark is Mark.PLAIN and one.indent == line.indent, below)]
    if line.indent <= first.indent or len(under) < _FEWEST_UNDER or any(one.after_blank for one in under):
        return False
    is_broken = line.text[:1].isupper() or _is_broken_on_purpose([last.text, *(one.text for one in under)])
    return is_broken and _has_room(last.text, line.text)


def _has_room(text: str, below: str) -> bool:
    """Whether a line could have taken the first word of the next one, however narrow a page is."""
    return len(text) + 1 + len(below.split(" ", 1)[0]) < _WRAPPED_AT


def _is_broken_on_purpose(texts: list[str]) -> bool:
    """Whether one of several lines had room for the next one's first word, by the widest of them."""
    widest = max(_NARROWEST, *map(len, texts))
    return any(len(text) + 1 + len(below.split(" ", 1)[0]) <= widest for text, below in pairwise(texts))


def _continues(run: list[Line], line: Line) -> bool:
    first, last = run[0], run[-1]
    if line.after_blank or line.mark is not Mark.PLAIN or first.mark in {Mark.HEADING, Mark.LEAD_ON}:
        return False
    if answers_for(line.text) or answers_for(last.text) or tells_period(line.text):
        return False
    if line.text[:1].islower():
        return True
    if first.mark is Mark.PLAIN and not is_title_like(first.text):
        whole = last.text[-1:] in ".!?:;" or is_title_like(line.text)
        return len(last.text) >= _WRAPPED_AT and not whole
    listed = first.mark in {Mark.BULLET, Mark.NUMBERED}
    return listed and (line.indent > first.indent or bool(OPEN_END.search(last.text)))


def _whole(run: list[Line]) -> Line:
    first = run[0]
    if len(run) == 1:
        return first
    text = " ".join(line.text for line in run)
    require_length(text, first.number)
    mark = _named(text, Mark.PLAIN)[1] if first.mark in {Mark.PLAIN, Mark.OWNER} else first.mark
    return replace(first, text=text, sources=tuple(line.sources[0] for line in run), mark=mark)


def require_length(text: str, number: int) -> None:
    """Refuse a paragraph that nobody could store; raises Invalid."""
    if len(text) > BODY:
        raise Invalid(
            f"Stycket på rad {number} har {len(text)} tecken. Dela det i stycken om högst {BODY} tecken."
        )
