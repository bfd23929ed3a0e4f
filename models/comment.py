"""A comment on a card."""

from dataclasses import dataclass

import pendulum
from peewee import ForeignKeyField, TextField

from models.access import Actor, Right
from models.commitment import Commitment, is_responsible
from models.database import InstantField
from models.errors import Conflict, Gone, NotAllowed
from models.journal import action
from models.member import Member
from models.record import Journaled
from models.text import BODY, required


class Comment(Journaled):
    """What somebody said about a commitment."""

    commitment = ForeignKeyField(Commitment, index=True)
    commitment_id: int
    member = ForeignKeyField(Member, null=True)
    member_id: int | None
    at = InstantField()
    text = TextField()
    edited = InstantField(null=True)
    """When the author last worded it anew."""

    ENTITY = "comment"

    def card(self) -> int:
        """A comment belongs to its commitment's history."""
        return self.commitment_id

    def guard(self, actor: Actor) -> None:
        """Everybody who reads the plan with a voice may comment; only the author takes it back."""
        if not is_responsible(self.commitment_id, actor.member_id):
            actor.require(Right.COMMENT)
        if self.id is not None and self.member_id != actor.member_id:
            raise NotAllowed("Bara den som skrev kommentaren kan ändra den.")
        self.commitment.require_there()
        self.commitment.require_open()


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What a screen may know about a comment."""

    id: int
    at: pendulum.DateTime
    member_id: int | None
    who: str
    text: str
    edited: bool = False


def comments_of(commitment_id: int) -> tuple[CommentRow, ...]:
    """A commitment's comments, oldest first."""
    found = (
        Comment.select(Comment, Member)
        .join(Member, join_type="LEFT OUTER JOIN")
        .where(Comment.commitment == commitment_id, ~Comment.removed)
        .order_by(Comment.at, Comment.id)
    )
    return tuple(
        CommentRow(
            comment.id,
            comment.at,
            comment.member_id,
            comment.member.name if comment.member else "Servern",
            comment.text,
            comment.edited is not None,
        )
        for comment in found
    )


def _get_comment(number: int) -> Comment:
    record = Comment.get_or_none(Comment.id == number, ~Comment.removed)
    if record is None:
        raise Gone("Kommentaren är borttagen.")
    return record


def edit_comment(actor: Actor, number: int, text: str, opened: str | None = None) -> None:
    """Word one's own comment anew; raises NotAllowed, Gone, Invalid, Conflict.

    The member may sit at two computers: where the text is no longer the `opened` one, nothing is saved.
    """
    written = required(text, BODY, lines=True, field="Kommentaren")
    with action(actor) as act:
        record = _get_comment(number)
        act.summary = f"ändrade en kommentar på {record.commitment.title}"
        record.guard(act.actor)
        if opened is not None and record.text not in (opened, written):
            raise Conflict("Kommentaren har ändrats medan du skrev. Öppna den igen.")
        if record.text != written:
            act.write(record, text=written, edited=act.at)


def withdraw_comment(actor: Actor, number: int) -> None:
    """Take one's own comment away; undo gives it back. Raises NotAllowed, Gone."""
    with action(actor) as act:
        record = _get_comment(number)
        act.summary = f"tog bort en kommentar på {record.commitment.title}"
        act.write(record, removed=True)
