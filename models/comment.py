"""A comment on a card."""

from dataclasses import dataclass

import pendulum
from peewee import ForeignKeyField, TextField

from models.access import Actor, Right
from models.commitment import Commitment, get_commitment, is_responsible
from models.database import InstantField
from models.errors import NotAllowed
from models.member import Member
from models.record import Journaled


class Comment(Journaled):
    """What somebody said about a commitment."""

    commitment = ForeignKeyField(Commitment, index=True)
    commitment_id: int
    member = ForeignKeyField(Member, null=True)
    member_id: int | None
    at = InstantField()
    text = TextField()

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
        get_commitment(self.commitment_id).require_open()


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What a screen may know about a comment."""

    id: int
    at: pendulum.DateTime
    member_id: int | None
    who: str
    text: str


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
        )
        for comment in found
    )
