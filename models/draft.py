"""What a member has begun to write: kept outside the journal, so that a lost connection loses nothing."""

import datetime as dt
from dataclasses import dataclass

import pendulum
from peewee import CharField, ForeignKeyField, TextField

from models.database import InstantField, Table
from models.member import Member

LARGEST = 256 * 1024
"""Characters a draft holds; more than any form takes."""
KEPT = dt.timedelta(days=30)
"""A draft nobody came back to for this long is thrown away."""
MOST = 100
"""Drafts a member keeps; the oldest give way."""


class Draft(Table):
    """One form, half filled in."""

    member = ForeignKeyField(Member, index=False)
    form = CharField()
    """Which form, and of what: "comment 12", "mend 12 step 5", "card new", "plan", "plan changes"."""
    at = InstantField()
    text = TextField()

    class Meta:
        indexes = ((("member", "form"), True),)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What a form gets back."""

    at: pendulum.DateTime
    text: str


def keep_draft(member_id: int, form: str, text: str, at: pendulum.DateTime) -> None:
    """Keep what a form holds now in place of what it held; a longer text than fits is kept as it was."""
    if len(text) > LARGEST:
        return
    Draft.insert(member=member_id, form=form, at=at, text=text).on_conflict(
        conflict_target=[Draft.member, Draft.form], update={Draft.at: at, Draft.text: text}
    ).execute()
    _throw_away_old(member_id, at)


def _throw_away_old(member_id: int, at: pendulum.DateTime) -> None:
    mine = Draft.select(Draft.id).where(Draft.member == member_id)
    crowding = [row.id for row in mine.order_by(Draft.at.desc()).offset(MOST)]
    if crowding:
        Draft.delete().where(Draft.id.in_(crowding)).execute()
    Draft.delete().where(Draft.at < at - KEPT).execute()


def draft_of(member_id: int, form: str, now: pendulum.DateTime) -> DraftRow | None:
    """What the member had written in a form, if anything not too old."""
    found = Draft.get_or_none(Draft.member == member_id, Draft.form == form, Draft.at >= now - KEPT)
    return DraftRow(found.at, found.text) if found else None


def forget_draft(member_id: int, form: str, text: str) -> None:
    """Throw a draft away, because it was saved or given up; one written elsewhere since then stays."""
    mine = (Draft.member == member_id) & (Draft.form == form)
    Draft.delete().where(mine, Draft.text == text).execute()


def drafts_of(member_id: int, now: pendulum.DateTime) -> tuple[str, ...]:
    """The forms a member has begun in, the latest first."""
    mine = Draft.select(Draft.form).where(Draft.member == member_id, Draft.at >= now - KEPT)
    found = mine.order_by(Draft.at.desc())
    return tuple(row.form for row in found)
