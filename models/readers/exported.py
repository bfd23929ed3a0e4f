"""Reads a plan that was exported as Markdown: as it was, and with what has been written into it since."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from models.errors import Invalid
from models.readers.lines import require_length
from models.readers.marks import MARK_START, Mark, Told, day, is_of_commitment, mark_in, short, told_of, year
from models.readers.plan_draft import (
    MOST_NEW_NAMES,
    AreaDraft,
    CommitmentDraft,
    PlanDraft,
    require_possible,
)
from models.readers.proposing import propose
from models.readers.short_titles import area_title
from models.story import WHOLE_PLAN
from models.text import BODY, TITLE, clean, search_text

UNPLACED = "Rader utan plats"
"""The heading over what no rule and nobody has placed."""
ESCAPE = "\\"
"""Before a line of the plan's own words that looks like one of the form's."""
TAKEN_STARTS = (ESCAPE, "#", MARK_START)
"""What a line of the form may begin with, besides an item's sign."""
NOTE = f"{MARK_START}läser in filen igen med hjälp av de här kommentarerna; allt annat får ändras -->"
"""The last line, for whoever opens the file in an editor."""
ITEM = re.compile(r"[-*+](?: |$)|[•●–—] ?|\d{1,2}[.)](?: |$)")
"""How an item begins: as it is written, and as editors change it."""

_SECTIONS = {"whole_plan": WHOLE_PLAN, "unplaced": UNPLACED}


def is_exported(text: str) -> bool:
    """Whether a text was exported from here: a title, and right under it the plan's own mark."""
    rows = [row.strip() for row in text[: 4 * TITLE + BODY].lstrip("\ufeff").splitlines() if row.strip()][:2]
    return len(rows) == 2 and rows[0].startswith("#") and mark_in(rows[1]) is not None


def read_exported(text: str) -> PlanDraft:
    """The plan in an exported text.

    Raises Invalid where no commitment is found, or a line is longer than any may be.
    """
    reading = _Exported()
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        reading.take(number, raw)
    require_possible(sum(len(part.items) for part in reading.parts), len(reading.parts))
    draft = reading.draft()
    if not draft.whole_plan and not any(area.commitments for area in draft.areas):
        raise Invalid(
            "Jag hittar inget åtagande i filen: under varje områdes rubrik (##) "
            "ska det stå en rad med streck (-) för varje åtagande."
        )
    return draft


@dataclass(slots=True)
class _Item:
    number: int
    lines: list[str] = field(default_factory=list)
    """Empty until there is a word."""
    mark: Mark | None = None
    mark_line: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines).rstrip("\n")

    def add(self, line: str) -> None:
        """Take one more line; a blank one only between others."""
        if line or self.lines:
            self.lines.append(line)


@dataclass(slots=True)
class _Part:
    heading: str
    mark: Mark = field(default_factory=dict)
    more: list[str] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)

    @property
    def section(self) -> str:
        """Which of the form's own parts it is; empty for an area."""
        named = self.mark.get("section")
        return named if isinstance(named, str) and named in _SECTIONS else ""

    def others(self) -> Iterator[str]:
        """What stands in one of the form's own parts without being a commitment."""
        if self.heading != _SECTIONS[self.section]:
            yield self.heading
        yield from self.more
        if self.section == "unplaced":
            yield from (line for item in self.items for line in item.lines)


@dataclass(slots=True)
class _Exported:
    title: str = ""
    mark: Mark = field(default_factory=dict)
    preamble: list[str] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)
    names: set[tuple[str, str]] = field(default_factory=set)
    """The districts and partners that marks have named so far."""

    def take(self, number: int, raw: str) -> None:
        """Put one line where the form says it belongs."""
        line = clean(raw, len(raw) * 4) if raw else ""
        if line == NOTE:
            return
        part = self.parts[-1] if self.parts else None
        if (mark := mark_in(line)) is not None:
            if not self._marks(part, mark, line):
                self.astray.append(line)
            return
        require_length(line, number)
        if not self.title and not self.mark and line.startswith("#"):
            self.title = line[1:].strip()
        elif line.startswith("## "):
            self.parts.append(_Part(line[2:].strip()))
        elif part is None:
            self.preamble.append(_own(line))
        elif sign := ITEM.match(line):
            part.items.append(_Item(number))
            part.items[-1].add(_own(line[sign.end() :]))
        elif not line:
            return
        elif part.items and raw[:1].isspace():
            part.items[-1].add(_own(line))
        elif part.items:
            self.astray.append(_own(line))
        else:
            part.more.append(_own(line))

    def _marks(self, part: _Part | None, mark: Mark, line: str) -> bool:
        """Keep a mark by what it stands under; False where it does not fit there."""
        if part is None:
            if fits := not self.mark and not is_of_commitment(mark):
                self.mark = mark or {"year": None}
        elif part.items:
            item = part.items[-1]
            if fits := is_of_commitment(mark) and item.mark is None and bool(item.lines):
                item.mark, item.mark_line = mark, line
        elif fits := not part.mark and not is_of_commitment(mark):
            part.mark = mark
        return fits

    def draft(self) -> PlanDraft:
        """The plan as it now stands in the text."""
        whole = [part for part in self.parts if part.section == "whole_plan"]
        unplaced = [part for part in self.parts if part.section == "unplaced"]
        lines = [line for part in (*unplaced, *whole) for line in part.others()]
        lines += [item.mark_line for part in unplaced for item in part.items]
        return PlanDraft(
            title=self.title or "Verksamhetsplan",
            association=short(self.mark.get("association")) or None,
            year=year(self.mark.get("year")),
            adopted=day(self.mark.get("adopted")),
            headlines=(),
            preamble="\n".join(self.preamble).strip("\n"),
            areas=tuple(self._area(part) for part in self.parts if not part.section),
            whole_plan=tuple(one for part in whole for one in self._commitments(part)),
            scaffolding=(),
            unplaced=tuple(filter(None, (*lines, *self.astray))),
        )

    def _area(self, part: _Part) -> AreaDraft:
        title = short(part.mark.get("title"))
        only_named = part.mark.get("unworded") is True and not part.more and short(part.heading) == title
        wording = "" if only_named else "\n".join([part.heading, *part.more])
        return AreaDraft(title or area_title(part.heading) or "–", wording, self._commitments(part))

    def _commitments(self, part: _Part) -> tuple[CommitmentDraft, ...]:
        return tuple(self._commitment(item) for item in part.items if item.lines)

    def _commitment(self, item: _Item) -> CommitmentDraft:
        require_length(item.text, item.number)
        proposed = propose(item.text, item.number, year(self.mark.get("year")))
        told = told_of(item.mark) if item.mark is not None else None
        if told is None or not self._has_room_for(told):
            return proposed
        text = _without_line(item.text, dropped_line(told.dropped, told.dropped_section))
        return replace(
            proposed,
            title=told.title or proposed.title,
            target=told.target,
            target_from_plan=told.target_from_plan,
            text=text,
            corrected_text="" if told.corrected_text == text else told.corrected_text,
            dropped=told.dropped,
            dropped_section=told.dropped_section,
            due=told.due,
            districts=told.districts,
            partners=told.partners,
            question=None,
            status=None,
        )

    def _has_room_for(self, told: Told) -> bool:
        named = {("district", search_text(name)) for name in told.districts}
        named |= {("partner", search_text(name)) for name in told.partners}
        if len(self.names | named) > MOST_NEW_NAMES:
            return False
        self.names |= named
        return True


def dropped_line(reason: str, section: str) -> str:
    """What people read under what was given up: "(utgår: för dyrt, § 7)"; empty for no reason."""
    return f"(utgår: {reason}{f', {section}' if section else ''})" if reason else ""


def _without_line(text: str, line: str) -> str:
    """A text without the line it ends with, if it does and there is more."""
    return text.removesuffix(f"\n{line}") if line else text


def _own(line: str) -> str:
    return line.removeprefix(ESCAPE)
