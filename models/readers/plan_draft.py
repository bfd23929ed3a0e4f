"""What a reader proposes a document to be, before anybody has looked at it or saved it."""

import datetime as dt
from dataclasses import dataclass, field

from models.commitment import Status
from models.errors import Invalid
from models.target import Target

MOST_COMMITMENTS = 2_000
"""More than any plan has; a longer list is something else."""
MOST_NAMES, MOST_NEW_NAMES = 50, 200
"""Districts and partners: names of a kind on a commitment, names a plan may bring."""


def require_possible(commitments: int, areas: int) -> None:
    """Refuse what is far too long for a plan; raises Invalid."""
    if max(commitments, areas) > MOST_COMMITMENTS:
        raise Invalid(
            f"Texten har fler än {MOST_COMMITMENTS} punkter, och så lång är ingen verksamhetsplan. "
            "Ta bort det som inte hör till planen och försök igen."
        )


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """One commitment as the document words it, with what the words seem to ask for."""

    text: str
    """As adopted: wording, case and final period kept."""
    title: str
    """Short, for the card."""
    target: Target
    due: dt.date | None
    districts: tuple[str, ...]
    partners: tuple[str, ...]
    question: str | None
    """What a person should confirm, where the words leave a doubt."""
    line: int
    """Where it begins in the document, counted from 1."""
    status: Status | None = None
    """How far the document says it has come."""
    target_from_plan: bool = True
    """Whether the target is the document's; False where the board has chosen another since."""
    corrected_text: str = ""
    """The wording as it should have been read in; empty without a fault."""
    dropped: str = ""
    """Why the board has given it up; empty where it has not."""
    dropped_section: str = ""
    """The § where that was decided."""
    card: int | None = field(default=None, compare=False)
    """The card it stands for, once the plan is stored."""


@dataclass(frozen=True, slots=True)
class AreaDraft:
    """One responsibility area with its commitments in the document's order."""

    title: str
    wording: str
    """The heading as it stands in the document, and on lines of their own the words that introduce it."""
    commitments: tuple[CommitmentDraft, ...]
    question: str | None = None
    """What a person should confirm of the area itself."""
    area: int | None = field(default=None, compare=False)
    """The area it stands for, once the plan is stored."""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A whole plan; each line of the document that is not blank is in exactly one of its parts."""

    title: str
    association: str | None
    year: int | None
    adopted: dt.date | None
    headlines: tuple[str, ...]
    """The lines that name and date the plan, as they stand."""
    preamble: str
    areas: tuple[AreaDraft, ...]
    whole_plan: tuple[CommitmentDraft, ...]
    """Commitments that belong to no area."""
    scaffolding: tuple[str, ...]
    """Lines that only lead on to others, such as "Detta skall ske genom att:"."""
    unplaced: tuple[str, ...]
    """Lines that were not understood, for a person to place."""
    questions: tuple[str, ...] = ()
    """What a person should confirm of the plan as a whole."""
    is_split: bool = False
    """Whether the plan is for the autumn of its year and the spring of the next."""

    @property
    def commitments(self) -> tuple[CommitmentDraft, ...]:
        """Every commitment, area by area, the whole plan's last."""
        return (*(one for area in self.areas for one in area.commitments), *self.whole_plan)


def as_json(draft: PlanDraft) -> dict[str, object]:
    """The draft as plain values, as `tavlan import plan --json` prints it."""
    return {
        "title": draft.title,
        "association": draft.association,
        "year": draft.year,
        "adopted": draft.adopted.isoformat() if draft.adopted else None,
        "preamble": draft.preamble,
        "areas": [
            {
                "title": area.title,
                "wording": area.wording,
                "question": area.question,
                "commitments": [_commitment(commitment) for commitment in area.commitments],
            }
            for area in draft.areas
        ],
        "whole_plan": [_commitment(commitment) for commitment in draft.whole_plan],
        "unplaced": list(draft.unplaced),
        "questions": list(draft.questions),
    }


def _commitment(draft: CommitmentDraft) -> dict[str, object]:
    target = draft.target
    return {
        "text": draft.text,
        "corrected_text": draft.corrected_text or None,
        "title": draft.title,
        "kind": target.kind.value,
        "target": target.number,
        "target_from_plan": draft.target_from_plan and target.number is not None,
        "per": target.per.value if target.per else None,
        "unit": target.unit.value,
        "audience": target.audience.value if target.audience else None,
        "interval_months": target.interval_months,
        "due": draft.due.isoformat() if draft.due else None,
        "districts": list(draft.districts),
        "partners": list(draft.partners),
        "status": draft.status.name.lower() if draft.status else None,
        "question": draft.question,
        "line": draft.line,
        "dropped": draft.dropped or None,
        "section": draft.dropped_section or None,
    }
