"""A draft in lines: what can be done with all of it first, then each area with its commitments."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from models.dates import full_day
from models.importing import names_another
from models.plurals import count
from models.readers.plan_draft import CommitmentDraft, PlanDraft
from models.readers.plan_edit import Spot, commitment_at
from models.story import WHOLE_PLAN, aim_words
from models.target import Kind
from screens.widgets.cells import shorten
from screens.widgets.lines import Line, Look, spread, wrap

_ROOMY = 60
READ_IN = ("Läs in planen", "sparar den och öppnar tavlan")
"""What the first line says, and what comes of it."""


class What(Enum):
    """What a line of the preview stands for."""

    SAVE = auto()
    YEAR = auto()
    ADOPTED = auto()
    NEXT = auto()
    QUESTION = auto()
    AREA = auto()
    COMMITMENT = auto()
    PREAMBLE = auto()
    LINE = auto()


@dataclass(frozen=True, slots=True)
class Stop:
    """A line the cursor can stand on: what it stands for, in which area, and its place there."""

    what: What
    area: int | None = None
    place: int = 0

    @property
    def spot(self) -> Spot:
        """Where the commitment of this line stands in the draft."""
        return Spot(self.area, self.place)


def stop_at(spot: Spot) -> Stop:
    """The line of the commitment on a spot."""
    return Stop(What.COMMITMENT, spot.area, spot.place)


@dataclass(frozen=True, slots=True)
class Row:
    """One line, and what the cursor stands on there, if it can."""

    line: Line
    stop: Stop | None = None


def size_words(draft: PlanDraft) -> str:
    """How much is read in: "10 områden med 35 åtaganden", or "35 åtaganden" where they stand in no area."""
    commitments = count(len(draft.commitments), "åtagande", "åtaganden")
    return f"{count(len(draft.areas), 'område', 'områden')} med {commitments}" if draft.areas else commitments


def adopted_words(draft: PlanDraft) -> str:
    """When the plan was adopted, or that it was not."""
    return full_day(draft.adopted) if draft.adopted else "nej, planen är ett förslag"


def questions_of(draft: PlanDraft) -> tuple[Stop, ...]:
    """The lines where something is asked, from the top."""
    return tuple(row.stop for row in preview_rows(draft, _ROOMY) if row.stop and question_at(draft, row.stop))


def question_at(draft: PlanDraft, stop: Stop) -> str | None:
    """What is asked on a line."""
    match stop.what:
        case What.QUESTION:
            return draft.questions[stop.place]
        case What.AREA if stop.area is not None:
            return draft.areas[stop.area].question
        case What.COMMITMENT:
            return commitment_at(draft, stop.spot).question
        case _:
            return None


def wording_at(draft: PlanDraft, stop: Stop) -> str:
    """The document's words behind a line."""
    match stop.what:
        case What.AREA if stop.area is not None:
            return draft.areas[stop.area].wording
        case What.COMMITMENT:
            return commitment_at(draft, stop.spot).text
        case What.PREAMBLE:
            return draft.preamble
        case What.LINE:
            return draft.unplaced[stop.place]
        case _:
            return ""


def warning_of(draft: PlanDraft, association: str) -> str:
    """A sentence about a plan that seems to be another association's, or nothing."""
    if not draft.association or not names_another(draft.association, association):
        return ""
    return f"Planen är skriven för {draft.association}, men tavlan är {association}."


def preview_rows(
    draft: PlanDraft, width: int, warning: str = "", saves: tuple[str, str] = READ_IN
) -> list[Row]:
    """The whole preview, as wide as given."""
    return [
        *_head(draft, width, warning),
        *_orders(draft, width, saves),
        *(
            Row(_line("?", question, Look.PLAIN, "", width), Stop(What.QUESTION, place=place))
            for place, question in enumerate(draft.questions)
        ),
        *_areas(draft, width),
        *_around(draft, width),
    ]


def _head(draft: PlanDraft, width: int, warning: str) -> Iterator[Row]:
    for line in wrap(draft.title, width - 2):
        yield Row(((f" {line}", Look.BOLD),))
    asked = _asked(draft)
    counted = [
        *([count(len(draft.areas), "område", "områden")] if draft.areas else []),
        count(len(draft.commitments), "åtagande", "åtaganden"),
        *([count(asked, "fråga", "frågor")] if asked else []),
        *([f"{count(len(draft.unplaced), 'rad', 'rader')} utan plats"] if draft.unplaced else []),
    ]
    for line in wrap(", ".join(counted), width - 2):
        yield Row(((f" {line}", Look.PLAIN),))
    for line in wrap(warning, width - 4) if warning else ():
        yield Row(((f" ! {line}", Look.RED),))
    yield Row(((f" {'─' * (width - 2)}", Look.DIM),))


def _orders(draft: PlanDraft, width: int, saves: tuple[str, str]) -> Iterator[Row]:
    rows = [
        (What.SAVE, saves[0], "l", saves[1]),
        (What.YEAR, "Planens år", "p", str(draft.year or "välj ett år")),
        (What.ADOPTED, "Antagen", "a", adopted_words(draft)),
        *([(What.NEXT, "Nästa fråga", "n", "vad läsningen var osäker på")] if _asked(draft) else []),
    ]
    for what, label, sign, says in rows:
        left: Line = ((f"  {label:<20}", Look.PLAIN), (f"{sign:<4}", Look.BOLD), (says, Look.DIM))
        right: Line = ()
        if width < _ROOMY:
            short = says if what in {What.YEAR, What.ADOPTED} else ""
            left, right = ((f"  {label}  ", Look.PLAIN), (short, Look.DIM)), ((f"{sign} ", Look.DIM),)
        yield Row(spread(((" ", Look.ACCENT), *left), right, width), Stop(what))


def _asked(draft: PlanDraft) -> int:
    """How many questions there are, without the lines they stand on."""
    lists = [*(area.commitments for area in draft.areas), draft.whole_plan]
    of_areas = sum(area.question is not None for area in draft.areas)
    return len(draft.questions) + of_areas + sum(bool(one.question) for some in lists for one in some)


def _areas(draft: PlanDraft, width: int) -> Iterator[Row]:
    for place, area in enumerate(draft.areas):
        yield Row(())
        sign, many = "?" if area.question else " ", len(area.commitments)
        title = f"{place + 1} {area.title}"
        yield Row(_line(sign, title, Look.BOLD, str(many), width), Stop(What.AREA, place))
        yield from _commitments(area.commitments, place, width)
    if draft.whole_plan:
        yield Row(())
        yield Row(_line(" ", WHOLE_PLAN, Look.BOLD, str(len(draft.whole_plan)), width))
        yield from _commitments(draft.whole_plan, None, width)


def _commitments(listed: tuple[CommitmentDraft, ...], area: int | None, width: int) -> Iterator[Row]:
    for place, one in enumerate(listed):
        sign = "?" if one.question else " "
        said = _aim(one) if one.due is None else f"senast {full_day(one.due)}"
        if one.due and one.target.kind is not Kind.ONCE:
            said = f"{_aim(one)}, {said}"
        if width < _ROOMY:
            said = shorten(_aim(one), width // 3)
        yield Row(_line(sign, f"  {one.title}", Look.PLAIN, said, width), Stop(What.COMMITMENT, area, place))


def _aim(one: CommitmentDraft) -> str:
    if one.target.kind is Kind.ONGOING:
        return "löpande"
    return aim_words(one.target, len(one.districts))


def _around(draft: PlanDraft, width: int) -> Iterator[Row]:
    if draft.preamble:
        yield Row(())
        lines = sum(1 for line in draft.preamble.split("\n") if line)
        said = count(lines, "stycke", "stycken")
        yield Row(_line(" ", "Inledning", Look.BOLD, said, width), Stop(What.PREAMBLE))
    if draft.unplaced:
        yield Row(())
        many = str(len(draft.unplaced))
        yield Row(_line(" ", "Rader utan plats", Look.BOLD, many, width))
        for place, text in enumerate(draft.unplaced):
            yield Row(_line(" ", f"  {text}", Look.PLAIN, "", width), Stop(What.LINE, place=place))


def _line(sign: str, text: str, look: Look, said: str, width: int) -> Line:
    left = ((" ", Look.ACCENT), (f"{sign} ", Look.ACCENT), (text, look))
    return spread(left, ((f"{said} ", Look.DIM),) if said else (), width)
