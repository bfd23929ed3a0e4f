"""A plan as a table for a spreadsheet, safe to open."""

import csv
import io
from collections.abc import Iterator

from models.readers.plan_draft import PlanDraft
from models.story import WHOLE_PLAN, aim_words, with_section

COLUMNS = (
    "Område",
    "Nr",
    "Åtagande",
    "Kort titel",
    "Mål",
    "Senast",
    "Kommundelar",
    "Tillsammans med",
    "Utgår",
)
"""The table's first row."""
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(draft: PlanDraft) -> str:
    """One row for each commitment, parted by semicolons as Swedish spreadsheets expect."""
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in row] for row in _rows(draft))
    return table.getvalue()


def _rows(draft: PlanDraft) -> Iterator[tuple[str, ...]]:
    listed = [*((area.wording or area.title, area.commitments) for area in draft.areas)]
    listed.append((WHOLE_PLAN, draft.whole_plan))
    number = 0
    for area, commitments in listed:
        for one in commitments:
            number += 1
            yield (
                area.split("\n", 1)[0],
                str(number),
                one.text,
                one.title,
                aim_words(one.target, len(one.districts)),
                one.due.isoformat() if one.due else "",
                ", ".join(one.districts),
                ", ".join(one.partners),
                with_section(one.dropped, one.dropped_section),
            )


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
