"""How a member wants the program: view, filters, theme; outside the journal and nobody else's business."""

from peewee import CharField, ForeignKeyField, TextField

from models.database import Table
from models.member import Member

LONGEST = 4096
"""Characters one preference holds."""


class Preference(Table):
    """One choice of one member."""

    member = ForeignKeyField(Member, index=False)
    name = CharField()
    value = TextField()

    class Meta:
        indexes = ((("member", "name"), True),)


def preferences_of(member_id: int | None) -> dict[str, str]:
    """Everything a member has chosen, by name; nothing for whoever owns the files."""
    if member_id is None:
        return {}
    found = Preference.select().where(Preference.member == member_id)
    return {row.name: row.value for row in found}


def prefer(member_id: int, name: str, value: str) -> None:
    """Note a choice in place of the earlier one; a value nobody could have chosen is left out."""
    if len(value) > LONGEST:
        return
    Preference.insert(member=member_id, name=name, value=value).on_conflict(
        conflict_target=[Preference.member, Preference.name], update={Preference.value: value}
    ).execute()
