"""Where each line of a plan goes, from the first to the last."""

from dataclasses import dataclass, field
from enum import Enum, auto

from models.errors import Invalid
from models.readers.dates import due_in, month_named
from models.readers.headings import (
    answers_for,
    asks_something,
    is_background,
    is_by_line,
    is_title_like,
)
from models.readers.line import Line, Mark
from models.readers.lines import UNMARKED
from models.readers.naming import (
    Naming,
    names_association,
    names_plan,
    naming,
    tells_adoption,
    tells_period,
)
from models.readers.plan_draft import AreaDraft, CommitmentDraft, PlanDraft, require_possible
from models.readers.proposing import propose
from models.readers.sections import (
    Section,
    are_few_words,
    enumerates,
    families,
    heads_proposals,
    heads_prose,
    list_heading,
    lists_duties,
    sections_of,
    titled_part,
)
from models.readers.sentences import is_prose, promised_in, promises, sentences
from models.readers.short_titles import area_title
from models.readers.verbs import begins_with_verb

_TITLE_LINES = 3
_FEWEST_WITHOUT_AREA = 2
_SHOWN = 60
_FEWEST_DATED = 2


class _Mode(Enum):
    """What a plain line would belong to."""

    START = auto()
    BACKGROUND = auto()
    INTRODUCTION = auto()
    PROSE = auto()
    AFTER = auto()


@dataclass(frozen=True, slots=True)
class _Item:
    line: Line
    text: str
    number: int
    question: str | None = None


@dataclass(slots=True)
class _Area:
    heading: Line
    wording: list[str]
    title: str
    items: list[_Item] = field(default_factory=list)
    question: str | None = None


@dataclass(slots=True)
class Reading:
    """Where each line has been put so far."""

    headlines: list[str] = field(default_factory=list)
    preamble: list[Line] = field(default_factory=list)
    areas: list[_Area] = field(default_factory=list)
    whole_plan: list[_Item] = field(default_factory=list)
    scaffolding: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    _mode: _Mode = _Mode.START
    _loose: bool = False
    """Whether the document has neither lists nor headings, so that paragraphs are all there is."""
    _has_lists: bool = False

    def take(self, lines: tuple[Line, ...]) -> None:
        """Place every line."""
        sections = list(sections_of(lines))
        self._has_lists = bool(sections[0].items)
        gap = [line for line in sections[0].gap if not _may_name(line)]
        self._loose = not self._has_lists and not any(
            line.mark is Mark.OWNER or heads_prose(gap, place, explicit=False)
            for place, line in enumerate(gap)
        )
        for section in sections:
            self._take_section(section)

    def _take_section(self, section: Section) -> None:
        if self._last_item and heads_proposals(section, self._last_item.line):
            self._open_group()
        if enumerates(section) or lists_duties(section):
            self._set_list_aside(section)
            return
        rest = [line for line in self._without_names(section) if not self._is_set_aside(line)]
        heading = list_heading(rest) if section.items else None
        if heading and is_background(heading.text):
            heading = None
        self._take_gap(rest, heading, has_list=bool(section.items))
        for parent, children in families(section.items):
            self._take_family(parent, children)
        if heading and heading is self._heading and all(item.sign == UNMARKED for item in section.items):
            self.areas[-1].question = self.areas[-1].question or "Raderna har inga streck. Är de åtaganden?"
        if section.items:
            self._mode = _Mode.AFTER

    def _take_gap(self, rest: list[Line], heading: Line | None, *, has_list: bool) -> None:
        """Place the lines before a list, or those after the last one."""
        for place, line in enumerate(rest):
            begun = bool(self.areas) or self._opens_first(rest, place)
            explicit = self._has_lists and not (begun and line.after_blank)
            if line is heading or line.mark is Mark.OWNER:
                self._open(line, _Mode.INTRODUCTION if line is heading else _Mode.PROSE)
            elif heads_prose(rest, place, explicit=explicit):
                self._open_prose(line)
            elif (
                line.mark in {Mark.HEADING, Mark.PLAIN}
                and self._mode is not _Mode.INTRODUCTION
                and self._leads_on(rest, place)
            ):
                self.scaffolding.extend(line.sources)
            else:
                self._take_plain(line, has_list=has_list)

    def _opens_first(self, rest: list[Line], place: int) -> bool:
        """Whether a plain title above the first list stands straight over what will be done."""
        below = rest[place + 1] if place + 1 < len(rest) else None
        if below is None or below.after_blank:
            return False
        return begins_with_verb(below.text) or bool(self.headlines and promised_in(below.text))

    def _leads_on(self, rest: list[Line], place: int) -> bool:
        """Whether a heading has nothing of its own, only headings under it."""
        if place + 1 == len(rest):
            return False
        if rest[place].mark is Mark.PLAIN:
            return rest[place + 1].sign == ":" and is_title_like(rest[place].text)
        return rest[place + 1].mark in {Mark.HEADING, Mark.OWNER} and (
            bool(self.areas) or rest[place].sign in {"1", "#"}
        )

    def _open_prose(self, line: Line) -> None:
        if not is_background(line.text):
            self._open(line, _Mode.PROSE)
            return
        self._mode = _Mode.BACKGROUND
        self._take_background(line)

    def _open(self, line: Line, mode: _Mode) -> None:
        title = area_title(line.text)
        question = None
        if month_named(line.text):
            question = f"{title} är en månad. Hör punkterna till något annat område?"
        self.areas.append(_Area(line, [line.text], title, question=question))
        self._mode = mode

    def _take_plain(self, line: Line, *, has_list: bool) -> None:
        match self._mode:
            case _Mode.START if self._loose and promised_in(line.text):
                self._take_paragraph(line, self.whole_plan)
            case _Mode.START | _Mode.BACKGROUND:
                self._take_background(line)
            case _Mode.INTRODUCTION:
                self._introduce(line)
            case _Mode.PROSE if promised_in(line.text) and not is_by_line(line.text[-60:]):
                self._doubt_run_in(line)
                self._take_paragraph(line, self.areas[-1].items)
            case _Mode.PROSE if not self.areas[-1].items and month_named(self.areas[-1].heading.text):
                self.areas[-1].items.append(_Item(line, line.text, line.number, "Är raden ett åtagande?"))
            case _Mode.PROSE if not self.areas[-1].items and not is_by_line(line.text):
                self.areas[-1].wording.append(line.text)
            case _Mode.AFTER if self._asks_for_all(line, has_list):
                self.whole_plan.append(_Item(line, line.text, line.number))
            case _Mode.AFTER if not has_list and line.text.endswith(".") and promised_in(line.text):
                self._take_paragraph(line, self.whole_plan)
            case _Mode.AFTER if has_list and self.areas and line.after_blank and promises(line.text):
                question = "Stycket står efter listan. Är det också ett åtagande?"
                self.areas[-1].items.append(_Item(line, line.text, line.number, question))
            case _:
                self.unplaced.extend(line.sources)

    def _asks_for_all(self, line: Line, has_list: bool) -> bool:
        plain = line.mark is Mark.PLAIN and line.after_blank and not has_list
        return plain and asks_something(line.text)

    def _take_background(self, line: Line) -> None:
        if self.areas or self.whole_plan:
            self.unplaced.extend(line.sources)
        else:
            self.preamble.append(line)

    def _introduce(self, line: Line) -> None:
        area = self.areas[-1]
        area.wording.append(line.text)
        if promises(line.text) and not line.text.endswith(":"):
            area.question = area.question or "Stycket under rubriken lovar också något. Är det ett åtagande?"

    def _doubt_run_in(self, line: Line) -> None:
        area = self.areas[-1]
        if line.sign == ":" and begins_with_verb(line.text):
            area.question = (
                area.question or f"”{area.title}” står först i ett stycke. Är det ett eget område?"
            )

    def _take_paragraph(self, line: Line, items: list[_Item]) -> None:
        found = promised_in(line.text)
        several = f"Stycket blev {len(found)} åtaganden. Stämmer det?" if len(found) > 1 else None
        ends = [0]
        for source in line.sources:
            ends.append(ends[-1] + len(source) + 1)
        for start, text in found:
            further = sum(end <= start for end in ends[1:]) if len(line.sources) > 1 else 0
            items.append(_Item(line, text, line.number + further, several))
            several = None

    def _take_family(self, parent: Line, children: list[Line]) -> None:
        items = self.areas[-1].items if self.areas else self.whole_plan
        if not children:
            items.append(_Item(parent, parent.text, parent.number))
        elif are_few_words(children):
            text = "\n".join([parent.text, *(child.text for child in children)])
            question = "Punkten har underpunkter. Är de egna åtaganden?"
            items.append(_Item(parent, text, parent.number, question))
        elif parent.text.endswith(":"):
            self.scaffolding.extend(parent.sources)
            items.extend(_Item(child, child.text, child.number) for child in children)
        else:
            question = "Punkten har underpunkter. Är den ett eget åtagande eller bara deras rubrik?"
            items.append(_Item(parent, parent.text, parent.number, question))
            items.extend(_Item(child, child.text, child.number) for child in children)

    @property
    def _heading(self) -> Line | None:
        return self.areas[-1].heading if self.areas else None

    @property
    def _last_item(self) -> _Item | None:
        items = self.areas[-1].items if self.areas else self.whole_plan
        return items[-1] if items and self._mode is _Mode.AFTER else None

    def _open_group(self) -> None:
        """Let the latest point head the proposals that follow it."""
        items = self.areas[-1].items if self.areas else self.whole_plan
        item = items.pop()
        outer = self.areas[-1] if self.areas else None
        title = area_title(titled_part(item.text))
        question = f"Punkten har egna förslag under sig. Är ”{title}” ett eget område?"
        if outer and not outer.items and outer.heading.mark is not Mark.BULLET:
            self.areas.pop()
            self.scaffolding.extend(outer.wording)
        self.areas.append(_Area(item.line, [item.text], title, question=question))

    def _without_names(self, section: Section) -> list[Line]:
        """The lines before a list without those at the top that only say, by the title, whose plan it is."""
        gap = section.gap
        title = next((place for place, line in enumerate(gap[:_TITLE_LINES]) if _may_name(line)), None)
        if self.headlines or self._mode is not _Mode.START or title is None:
            return gap
        by_title = [*gap[:title], *gap[title + 1 : title + 2]]
        below = [*gap[title + 2 :], *section.items][:1]
        if below and not below[0].after_blank:
            del by_title[title:]
        own = [line for line in by_title if line.mark is not Mark.OWNER and names_association(line.text)]
        self.preamble.extend(own)
        return [line for line in gap if line not in own]

    def _set_list_aside(self, section: Section) -> None:
        lead = section.gap[-1]
        before = [line for line in section.gap[:-1] if not self._is_set_aside(line)]
        self._take_gap(before, None, has_list=True)
        for line in (lead, *section.items):
            self._take_background(line)
        words = sentences(lead.text)[-1][1]
        words = words if len(words) <= _SHOWN else f"…{words[-_SHOWN:].lstrip()}"
        self.questions.append(f"Listan under ”{words}” räknades inte som åtaganden. Stämmer det?")

    def _is_set_aside(self, line: Line) -> bool:
        if line.mark is Mark.LEAD_ON:
            self.scaffolding.extend(line.sources)
        elif self._is_headline(line):
            self.headlines.append(line.text)
        elif line.mark is Mark.PLAIN and self._mode is not _Mode.START and answers_for(line.text):
            self.unplaced.extend(line.sources)
        else:
            return False
        return True

    def _is_headline(self, line: Line) -> bool:
        if line.mark is Mark.OWNER:
            return False
        if tells_adoption(line.text) or line.text in self.headlines[:_TITLE_LINES]:
            return True
        begun = bool(self.areas or self.whole_plan)
        near_top = len(self.preamble) < _TITLE_LINES
        if begun:
            return False
        return names_plan(line.text, first=near_top and not self.headlines) or (
            near_top and tells_period(line.text)
        )

    def require_plan(self) -> None:
        """Refuse what is no plan, or far too long for one."""
        items = len(self.whole_plan) + sum(len(area.items) for area in self.areas)
        require_possible(items, len(self.areas))
        places = {item.line.number for item in self.whole_plan}
        named = self.headlines and len(places) >= _FEWEST_WITHOUT_AREA
        if not named and not any(area.items for area in self.areas):
            raise Invalid(
                "Det här ser inte ut som en verksamhetsplan: varje område ska ha en rubrik "
                "och under den en rad med streck (–) för varje åtagande."
            )

    def draft(self) -> PlanDraft:
        """Everything placed, with titles, targets and dates proposed."""
        named = naming(tuple(self.headlines), tuple(line.text for line in self.preamble[:_TITLE_LINES]))
        return PlanDraft(
            title=named.title,
            association=named.association,
            year=named.year,
            adopted=named.adopted,
            headlines=tuple(self.headlines),
            preamble=_paragraphs(self.preamble),
            areas=tuple(
                AreaDraft(
                    area.title, "\n".join(area.wording), _drafts(area.items, named, area), area.question
                )
                for area in self.areas
            ),
            whole_plan=_drafts(self.whole_plan, named),
            scaffolding=tuple(self.scaffolding),
            unplaced=tuple(self.unplaced),
            questions=tuple(
                filter(None, (named.question, *self.questions, self._about_preamble(named.year)))
            ),
            is_split=named.is_split,
        )

    def _about_preamble(self, year: int | None) -> str | None:
        """What to ask where the preamble says what happens on which days, as a plan in prose does."""
        dated = [line for line in self.preamble if is_prose(line.text) and due_in(line.text, year)]
        if len(dated) < _FEWEST_DATED:
            return None
        return f"Inledningen nämner dagar i {len(dated)} stycken. Är något av dem ett åtagande?"


def _may_name(line: Line) -> bool:
    return names_plan(line.text, first=True) or tells_adoption(line.text)


def _drafts(items: list[_Item], named: Naming, area: _Area | None = None) -> tuple[CommitmentDraft, ...]:
    month = area.heading.text if area and month_named(area.heading.text) else ""
    return tuple(
        propose(item.text, item.number, named.year, item.question, month, is_split=named.is_split)
        for item in items
    )


def _paragraphs(lines: list[Line]) -> str:
    return "".join(("\n\n" if line.after_blank else "\n") + line.text for line in lines).strip("\n")
