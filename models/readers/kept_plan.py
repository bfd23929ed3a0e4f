"""A draft in which somebody has put things right, as text to keep, and read back."""

import hashlib
import json

from models.draft import LARGEST
from models.plain import plain, row_of, text_of
from models.readers.plan_draft import PlanDraft


def kept_text(of: str, draft: PlanDraft) -> str | None:
    """The draft as text, told by what it was made of; None where it is longer than what is kept."""
    text = text_of({"of": _mark(of), "draft": plain(draft)})
    return text if len(text) <= LARGEST else None


def read_kept(text: str, of: str) -> PlanDraft | None:
    """The draft again; None where it was made of something else, or an older program wrote it otherwise."""
    try:
        kept = json.loads(text)
        return row_of(PlanDraft, kept["draft"]) if kept["of"] == _mark(of) else None
    except (ValueError, KeyError, TypeError):
        return None


def _mark(of: str) -> str:
    return hashlib.sha256(of.encode(errors="surrogatepass")).hexdigest()
