"""The lines of a document with their marks taken off, and wrapped lines put together again."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from models.errors import Invalid
from models.readers.headings import is_owner, leads_on
from models.text import BODY, TITLE, clean


class Mark(Enum):
    """What a line shows itself to be."""

    BULLET = auto()
    NUMBERED = auto()
    HEADING = auto()
    OWNER = auto()
    LEAD_ON = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, or several that were one before they were wrapped."""

    number: int
    text: str
    """Cleaned, without bullet, number or Markdown signs."""
    sources: tuple[str, ...]
    """Cleaned, one for each line of the document, with what they were marked by."""
    mark: Mark
    indent: int
    after_blank: bool


# Word's own bullets live in the private use area, which the cleaner rightly takes out.
_WORD_BULLETS = {ord(sign): "•" for sign in "\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf02d"}
_BULLET = re.compile(r"[–—‒‑−•●○·∙◦▪■□►‣⁃]\s?|-(?!-)\s?|\*(?!\*)\s?|\+\s|o\t\s*")
_EMPHASISED = re.compile(r"\*[^*\s][^*]*\*$")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[a-zåäö]\))\s")
_HEADING = re.compile(r"#{1,6}\s")
_WORDLESS = re.compile(r"[\W_]*$")
_OPEN_END = re.compile(r"(?:,|-|\b(?:och|eller|samt|i|på|av|med|till|för|om|en|ett|den|de|det|att|som))$")


def lines_of(text: str) -> tuple[Line, ...]:
    """Every line that is not blank, in order, with wrapped lines joined; raises Invalid."""
    lines: list[Line] = []
    after_blank = True
    for number, raw in enumerate(text.splitlines(), start=1):
        line = _line(number, raw.translate(_WORD_BULLETS), after_blank)
        after_blank = line is None
        if line:
            lines.append(line)
    return _numbers_settled(_joined(lines))


def _line(number: int, raw: str, after_blank: bool) -> Line | None:
    source = clean(raw, len(raw))
    if not source:
        return None
    _require_length(source, number)
    stripped = raw.lstrip()
    indent = len(raw[: len(raw) - len(stripped)].expandtabs(4))
    text, mark = _unmarked(source, is_tabbed_o=stripped.startswith("o\t"))
    return Line(number, text, (source,), mark, indent, after_blank)


def _unmarked(source: str, *, is_tabbed_o: bool) -> tuple[str, Mark]:
    if _WORDLESS.match(source):
        return source, Mark.LEAD_ON
    if found := _HEADING.match(source):
        title = source[found.end() :].rstrip("# ")
        return _named(title, Mark.HEADING if len(title) <= TITLE else Mark.PLAIN)
    if is_tabbed_o:
        return _plain(source[1:]), Mark.BULLET
    if (found := _BULLET.match(source)) and not _EMPHASISED.match(source):
        return _plain(source[found.end() :]), Mark.BULLET
    if found := _NUMBERED.match(source):
        if is_owner(_plain(source)):
            return _plain(source), Mark.OWNER
        return _plain(source[found.end() :]), Mark.NUMBERED
    return _named(source, Mark.PLAIN)


def _named(source: str, mark: Mark) -> tuple[str, Mark]:
    text = _plain(source)
    if leads_on(text):
        return text, Mark.LEAD_ON
    return text, Mark.OWNER if is_owner(text) else mark


def _plain(text: str) -> str:
    text = text.replace("**", "").strip()
    return text.strip("*") if _EMPHASISED.match(text) else text


def _joined(lines: list[Line]) -> list[Line]:
    joined: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if run and not _continues(run, line):
            joined.append(_whole(run))
            run = []
        run.append(line)
    if run:
        joined.append(_whole(run))
    return joined


def _continues(run: list[Line], line: Line) -> bool:
    first, last = run[0], run[-1]
    if line.after_blank or line.mark is not Mark.PLAIN or first.mark in {Mark.HEADING, Mark.LEAD_ON}:
        return False
    if line.text[:1].islower():
        return True
    listed = first.mark in {Mark.BULLET, Mark.NUMBERED}
    return listed and (line.indent > first.indent or bool(_OPEN_END.search(last.text)))


def _whole(run: list[Line]) -> Line:
    first = run[0]
    if len(run) == 1:
        return first
    text = " ".join(line.text for line in run)
    _require_length(text, first.number)
    mark = _named(text, Mark.PLAIN)[1] if first.mark in {Mark.PLAIN, Mark.OWNER} else first.mark
    return replace(first, text=text, sources=tuple(line.sources[0] for line in run), mark=mark)


def _numbers_settled(lines: list[Line]) -> tuple[Line, ...]:
    """A numbered line right above a bullet list is that list's heading, and keeps its number."""
    settled = list(lines)
    spoken = [place for place, line in enumerate(lines) if line.mark is not Mark.LEAD_ON]
    before = Mark.PLAIN
    for place, following in pairwise(spoken):
        line = lines[place]
        heads = line.mark is Mark.NUMBERED and lines[following].mark is Mark.BULLET
        # The last of several numbered points is a point, whatever comes after it.
        in_a_run = before is Mark.NUMBERED and not line.after_blank
        heading = _plain(" ".join(line.sources))
        if heads and not in_a_run and len(heading) <= TITLE:
            settled[place] = replace(line, text=heading, mark=Mark.HEADING)
        before = line.mark
    return tuple(settled)


def _require_length(text: str, number: int) -> None:
    if len(text) > BODY:
        raise Invalid(
            f"Stycket på rad {number} har {len(text)} tecken. Dela det i stycken om högst {BODY} tecken."
        )
