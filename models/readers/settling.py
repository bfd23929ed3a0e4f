"""What a line is, seen from the lines around it: contents, run-in headings, numbers, dashes over text."""

import re
from dataclasses import replace
from itertools import pairwise

from models.readers.headings import (
    answers_for,
    is_background,
    is_by_line,
    is_title_like,
    leads_on,
    names_goals,
)
from models.readers.line import Line, Mark
from models.readers.lines import OPEN_END, UNMARKED, plain, require_length
from models.readers.naming import names_plan, tells_adoption, tells_period
from models.readers.outline import is_deep, number_of
from models.readers.sentences import is_prose, promises
from models.readers.verbs import begins_with_verb
from models.text import TITLE

_LISTED = frozenset({Mark.BULLET, Mark.NUMBERED})
_FEWEST_CONTENTS = 3
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s")
_BEGINS_COUNT = re.compile(r"[1a][.)]\s")
_RUN_IN = re.compile(r"(?P<head>[A-ZÅÄÖ][\wåäöÅÄÖ/&, -]{1,40}?):\s(?=\S)")
_MOST_HEAD_WORDS = 5
_SHORT_DASH = 60
_FEWEST_DASHES = 2
_FEWEST_UNMARKED = 2
_LONGEST_UNMARKED = 90
_STARTS_ANEW = frozenset({Mark.HEADING, Mark.OWNER})


def settled(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with their marks as a reader of the whole page would have them."""
    whole = _goals_settled(_numbers_settled(_run_ins(_without_contents(lines))))
    return _with_text_under(_listed_by_lines(whole))


def _without_contents(lines: tuple[Line, ...]) -> list[Line]:
    """A table of contents leads on to the headings that it names."""
    keys = [_contents_key(line) for line in lines]
    last = {key: place for place, key in enumerate(keys) if lines[place].mark is not Mark.BULLET}
    settled = list(lines)
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and _is_named_later(lines[end], keys[end], last, end):
            end += 1
        run = [at for at in range(place, end) if last[keys[at]] >= end]
        if len(run) == end - place >= _FEWEST_CONTENTS:
            settled[place:end] = [replace(line, mark=Mark.LEAD_ON) for line in lines[place:end]]
        place = max(end, place + 1)
    return [replace(line, mark=Mark.LEAD_ON) if _has_leaders(line) else line for line in settled]


def _is_named_later(line: Line, key: str, last: dict[str, int], place: int) -> bool:
    return len(line.text) <= TITLE and line.mark is not Mark.LEAD_ON and last.get(key, -1) > place


def _contents_key(line: Line) -> str:
    text = line.sources[0] if line.mark is not Mark.BULLET else line.text
    return _NUMBER.sub("", text.rstrip("0123456789").rstrip(" .…\t")).strip(" :").casefold()


def _has_leaders(line: Line) -> bool:
    text = line.text
    bare = text.rstrip("0123456789").rstrip()
    return len(bare) < len(text) and (bare.endswith(("....", "……", ". . .")) or bare.endswith("…"))


def _run_ins(lines: list[Line]) -> list[Line]:
    """A line that begins with its own heading is cut in two: "Studier: Vi ska …"."""
    settled: list[Line] = []
    for line in lines:
        found = _RUN_IN.match(line.text) if line.mark is Mark.PLAIN else None
        if found and _is_run_in(line, found):
            head, rest = line.text[: found.end()].rstrip(), line.text[found.end() :]
            settled.append(replace(line, text=head, sources=(head,), mark=Mark.HEADING, sign=":"))
            settled.append(replace(line, text=rest, sources=(rest,), after_blank=False, sign=":"))
        else:
            settled.append(line)
    return settled


def _is_run_in(line: Line, found: re.Match[str]) -> bool:
    head = found["head"]
    if head.count(" ") >= _MOST_HEAD_WORDS or leads_on(head) or is_by_line(head) or answers_for(line.text):
        return False
    if names_plan(line.text, first=True) or tells_adoption(line.text):
        return False
    return promises(line.text[found.end() :])


def _numbers_settled(lines: list[Line]) -> list[Line]:
    """A numbered line right above a bullet list or a paragraph heads it, and keeps its number."""
    settled = list(lines)
    spoken = [place for place, line in enumerate(lines) if line.mark is not Mark.LEAD_ON]
    before = Mark.PLAIN
    for place, following in pairwise(spoken):
        line, below = lines[place], lines[following]
        # The last of several numbered points is a point, whatever comes after it.
        in_a_run = before is Mark.NUMBERED and not line.after_blank
        if line.mark is Mark.NUMBERED and not in_a_run and _heads(line, below, before):
            settled[place] = _numbered_heading(line)
        elif line.sign == "att" and before is not Mark.BULLET and _is_bulleted(below):
            settled[place] = replace(line, mark=Mark.PLAIN, sign="")
        before = line.mark
    return _like_their_siblings(settled)


def _numbered_heading(line: Line) -> Line:
    heading = plain(" ".join(line.sources))
    return replace(line, text=heading, mark=Mark.HEADING) if len(heading) <= TITLE else line


def _like_their_siblings(lines: list[Line]) -> list[Line]:
    """Where some numbers of a kind head what is under them, so do the others that say as little."""
    kinds = {_kind_of_number(line) for line in lines if line.mark is Mark.HEADING and line.sign == "1"}
    settled = list(lines)
    for place, (line, below) in enumerate(pairwise(lines)):
        if line.mark is not Mark.NUMBERED or _kind_of_number(line) not in kinds or is_deep(number_of(line)):
            continue
        in_a_run = place > 0 and lines[place - 1].mark is Mark.NUMBERED and not line.after_blank
        if _stands_under(below) and not in_a_run and _is_titled(line):
            settled[place] = _numbered_heading(line)
    return settled


def _stands_under(line: Line) -> bool:
    begins = bool(_BEGINS_COUNT.match(line.sources[0]))
    return begins if line.mark is Mark.NUMBERED else line.mark is not Mark.BULLET


def _kind_of_number(line: Line) -> str:
    """What a number looks like with its digits changed for one: "0." for "2.", "0)" for "b)"."""
    return re.sub(r"\w+", "0", line.sources[0].split(" ", 1)[0])


def _is_titled(line: Line) -> bool:
    return is_title_like(line.text) and line.text[:1].isupper() and not promises(line.text)


def _listed_by_lines(lines: list[Line]) -> list[Line]:
    """Short lines straight under a heading are points though nothing marks them."""
    settled = list(lines)
    place = 0
    while place < len(lines):
        end = place + 1
        while end < len(lines) and _goes_on_listing(lines[end]):
            end += 1
        under = lines[place + 1 : end]
        cut = end < len(lines) and not _may_follow(lines[end])
        asks = any(promises(line.text) for line in under)
        if len(under) >= _FEWEST_UNMARKED and asks and not cut and _heads_lines(lines[place]):
            settled[place + 1 : end] = [replace(line, mark=Mark.BULLET, sign=UNMARKED) for line in under]
        place = end
    return settled


def _may_follow(line: Line) -> bool:
    return line.after_blank or line.mark in _STARTS_ANEW or answers_for(line.text)


def _goes_on_listing(line: Line) -> bool:
    text = line.text
    short = len(text) <= _LONGEST_UNMARKED and len(line.sources) == 1 and line.sign == ""
    points = short and line.mark is Mark.PLAIN and not line.after_blank and text[:1].isupper()
    said = (
        text[-1:] in ":;"
        or bool(OPEN_END.search(text))
        or is_by_line(text)
        or answers_for(text)
        or names_plan(text, first=True)
    )
    return points and not said and not tells_adoption(text) and not tells_period(text)


def _heads_lines(line: Line) -> bool:
    if is_background(line.text):
        return False
    titled = line.mark is Mark.PLAIN and line.after_blank and is_title_like(line.text)
    return line.mark is Mark.HEADING or (titled and not names_plan(line.text, first=True))


def _goals_settled(lines: list[Line]) -> list[Line]:
    """ "Mål" heads the promises under it where it stands by itself, and only once."""
    places = [place for place, line in enumerate(lines[:-1]) if names_goals(line.text)]
    if len(places) != 1:
        return lines
    [place] = places
    line, below = lines[place], lines[place + 1]
    alone = line.after_blank or place == 0
    if line.mark is not Mark.LEAD_ON or not alone or below.mark is not Mark.PLAIN or not promises(below.text):
        return lines
    return [*lines[:place], replace(line, mark=Mark.HEADING), *lines[place + 1 :]]


def _is_bulleted(line: Line) -> bool:
    return line.mark is Mark.BULLET and line.sign not in {"att", "day", UNMARKED}


def _heads(line: Line, below: Line, before: Mark) -> bool:
    if below.mark is Mark.BULLET:
        return not (
            begins_with_verb(line.text) or below.indent > line.indent or below.sign in {UNMARKED, "a"}
        )
    if not _is_titled(line):
        return False
    if below.mark is Mark.HEADING and below.sign == "1":
        return number_of(below)[:-1] == number_of(line)
    return below.mark is Mark.PLAIN and before is not Mark.NUMBERED and is_prose(below.text)


def _with_text_under(lines: list[Line]) -> tuple[Line, ...]:
    """Dash lines that are sub-headings take the paragraph under them, each on lines of its own."""
    headed = [place for place in range(len(lines) - 1) if _is_over_text(lines, place)]
    points = sum(line.mark is Mark.BULLET for line in lines)
    if len(headed) < _FEWEST_DASHES or len(headed) * 3 < points:
        return tuple(lines)
    settled: list[Line] = []
    taken = 0
    for place, line in enumerate(lines):
        if place < taken:
            continue
        taken = place + 1
        if _is_over_text(lines, place):
            while taken < len(lines) and _goes_under(lines[taken], first=taken == place + 1):
                taken += 1
            line = _together(lines[place:taken])
        settled.append(line)
    return tuple(settled)


def _is_over_text(lines: list[Line], place: int) -> bool:
    if place + 1 >= len(lines):
        return False
    line, below = lines[place], lines[place + 1]
    if line.mark is not Mark.BULLET or line.sign in {"att", "day", UNMARKED} or len(line.text) > _SHORT_DASH:
        return False
    alone = place == 0 or lines[place - 1].mark not in _LISTED
    return _goes_under(below, first=True) and line.text[:1].isupper() and (alone or not below.after_blank)


def _goes_under(line: Line, *, first: bool) -> bool:
    return line.mark is Mark.PLAIN and is_prose(line.text) and (first or not line.after_blank)


def _together(lines: list[Line]) -> Line:
    text = "\n".join(line.text for line in lines)
    require_length(text, lines[0].number)
    return replace(lines[0], text=text, sources=tuple(source for line in lines for source in line.sources))
