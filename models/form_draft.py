"""A card's form, half filled in, as a draft keeps it."""

import json
from dataclasses import dataclass

from models.card_form import Wording
from models.plain import plain, row_of, text_of


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What is needed to go on where somebody left off, and still tell others' changes from one's own."""

    opened: Wording
    """The card as it was when the form was first opened."""
    words: dict[str, str]


def form_text(draft: FormDraft) -> str:
    """The draft as text."""
    return text_of(plain(draft))


def read_form(text: str) -> FormDraft | None:
    """The draft again; None for one that an older program wrote otherwise."""
    try:
        kept = json.loads(text)
        words = {name: str(words) for name, words in kept["words"].items()}
        return FormDraft(row_of(Wording, kept["opened"]), words)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
