"""Drafts in which somebody has put things right, as text to keep, and read back."""

import hashlib
import json

from models.draft import LARGEST
from models.plain import plain, row_of, text_of
from models.readers.plan_draft import PlanDraft


def kept_text(of: str, *drafts: PlanDraft) -> str | None:
    """Drafts as text, told by what they were made of; None where it is longer than what is kept."""
    text = text_of({"of": _mark(of), "drafts": [plain(draft) for draft in drafts]})
    return text if len(text) <= LARGEST else None


def read_kept(text: str, of: str) -> tuple[PlanDraft, ...]:
    """The drafts again; none where they were made of something else, or an older program wrote otherwise."""
    try:
        kept = json.loads(text)
        if kept["of"] != _mark(of):
            return ()
        return tuple(row_of(PlanDraft, draft) for draft in kept["drafts"])
    except (ValueError, KeyError, TypeError):
        return ()


def _mark(of: str) -> str:
    return hashlib.sha256(of.encode(errors="surrogatepass")).hexdigest()
