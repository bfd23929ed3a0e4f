"""A card's history in rows to read, and which of them somebody wants to see."""

from dataclasses import dataclass, replace
from enum import StrEnum

import pendulum

from models.comment import Comment
from models.journal import ChangeRow, changes_of_card
from models.story import change_words, names
from models.undo import undone_among

_LATEST = 200
"""So many changes are read where nobody asks for all of them."""
_BESIDE_STATUS = {"status", "status_by_hand", "finished"}


class Deed(StrEnum):
    """What a change in the history is about."""

    MOVES = "moves"
    TICKS = "ticks"
    COMMENTS = "comments"
    STEPS = "steps"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Sought:
    """Which part of a history somebody wants to see."""

    whole: bool = False
    """All of it, not only the latest."""
    deed: Deed | None = None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One action in a card's history."""

    at: pendulum.DateTime
    """In the association's time zone."""
    who: str
    text: str
    action_id: int
    member_id: int | None = None
    born: bool = False
    """Whether the card came into being by it."""
    said: bool = False
    """Whether it is a comment, which nobody but its author takes back."""
    stands: bool = True
    """Whether it is a deed that was not taken back."""


_ABOUT = {"tick": Deed.TICKS, "comment": Deed.COMMENTS, "step": Deed.STEPS}


def deeds_of(change: ChangeRow) -> frozenset[Deed]:
    """What one row of the journal is about; a form may have moved a card and changed it too."""
    if change.entity != "commitment":
        return frozenset({_ABOUT.get(change.entity, Deed.CHANGES)})
    if "removed" in change.fields:
        return frozenset({Deed.CHANGES})
    moved = {Deed.MOVES} if "status" in change.fields else set()
    return frozenset(moved | ({Deed.CHANGES} if change.fields.keys() - _BESIDE_STATUS else set()))


def _unsaid(card_id: int) -> frozenset[int]:
    """The comments whose author took them away or worded them anew; their first words are not told again."""
    found = Comment.select(Comment.id).where(
        Comment.commitment == card_id, Comment.removed | Comment.edited.is_null(False)
    )
    return frozenset(comment.id for comment in found)


def history_of(card_id: int, now: pendulum.DateTime, sought: Sought | None = None) -> tuple[HistoryRow, ...]:
    """A card's history, newest first, one row an action; `now` carries the association's time zone.

    An action of which any part is what was sought for is told whole.
    """
    wanted, known = sought or Sought(), names()
    actions: dict[int, list[ChangeRow]] = {}
    unsaid = _unsaid(card_id)
    for change in changes_of_card(card_id, None if wanted.whole else _LATEST, wanted.member_id):
        local = replace(change, at=change.at.in_timezone(now.timezone or "UTC"))
        if change.entity == Comment.ENTITY and change.entity_id in unsaid:
            local = replace(local, fields={**local.fields, "text": (None, "")})
        actions.setdefault(change.action_id, []).insert(0, local)
    undone, rows = undone_among(actions), list[HistoryRow]()
    for action_id, changes in actions.items():
        if wanted.deed is not None and not any(wanted.deed in deeds_of(one) for one in changes):
            continue
        told = dict.fromkeys(words for change in changes for words in change_words(change, known))
        if told:
            rows.append(_row(changes, ", ".join(told), undone=action_id in undone))
    return tuple(rows)


def _row(changes: list[ChangeRow], text: str, *, undone: bool) -> HistoryRow:
    first = changes[0]
    deed = first.undoes is None and first.redoes is None
    born = any(one.entity == "commitment" and one.fields.get("removed") == (True, False) for one in changes)
    said = any(one.entity == Comment.ENTITY for one in changes)
    return HistoryRow(
        first.at,
        first.who,
        text,
        first.action_id,
        first.member_id,
        born=born and deed,
        said=said,
        stands=deed and not undone,
    )
