"""Reads a plan from plain text or Markdown: nothing dropped, nothing invented."""

from models.errors import Invalid
from models.readers.decoding import LARGEST, decode
from models.readers.exported import is_exported, read_exported
from models.readers.lines import lines_of
from models.readers.placing import Reading
from models.readers.plan_draft import AreaDraft, CommitmentDraft, PlanDraft, as_json
from models.readers.settling import settled

__all__ = ["LARGEST", "AreaDraft", "CommitmentDraft", "PlanDraft", "as_json", "read_plan", "read_plan_text"]


def read_plan(document: bytes) -> PlanDraft:
    """The plan in a file's bytes; raises Invalid."""
    return read_plan_text(decode(document))


def read_plan_text(text: str) -> PlanDraft:
    """The plan in a text; raises Invalid where no area with a commitment is found."""
    if len(text) > LARGEST:
        raise Invalid(f"Texten är längre än {LARGEST} tecken. Klistra in bara själva planen och försök igen.")
    if not text.strip():
        raise Invalid("Texten är tom. Klistra in verksamhetsplanen och försök igen.")
    if is_exported(text):
        return read_exported(text)
    reading = Reading()
    reading.take(settled(lines_of(text)))
    reading.require_plan()
    return reading.draft()
