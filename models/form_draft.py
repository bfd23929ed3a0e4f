"""A card's form, half filled in, as a draft keeps it."""

import datetime as dt
import json
from dataclasses import asdict, dataclass

from models.card_form import Wording
from models.target import Audience, Kind, Per, Target, Unit


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What is needed to go on where somebody left off, and still tell others' changes from one's own."""

    opened: Wording
    """The card as it was when the form was first opened."""
    words: dict[str, str]


def form_text(draft: FormDraft) -> str:
    """The draft as text."""
    return json.dumps({"opened": asdict(draft.opened), "words": draft.words}, ensure_ascii=False, default=str)


def read_form(text: str) -> FormDraft | None:
    """The draft again; None for one that an older program wrote otherwise."""
    try:
        kept = json.loads(text)
        words = {name: str(words) for name, words in kept["words"].items()}
        return FormDraft(_wording(kept["opened"]), words)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _wording(kept: dict[str, object]) -> Wording:
    target = kept["target"]
    if not isinstance(target, dict):
        raise TypeError
    return Wording(
        **{
            **kept,
            "target": Target(
                Kind(target["kind"]),
                target["number"],
                Per(target["per"]) if target["per"] else None,
                Unit(target["unit"]),
                Audience(target["audience"]) if target["audience"] else None,
                target["interval_months"],
            ),
            "due": dt.date.fromisoformat(str(kept["due"])) if kept["due"] else None,
            "responsible": _row(kept["responsible"]),
            "districts": _row(kept["districts"]),
            "partners": _row(kept["partners"]),
        }  # type: ignore[arg-type]
    )


def _row(kept: object) -> tuple[object, ...]:
    if not isinstance(kept, list):
        raise TypeError
    return tuple(kept)
