"""Districts and partners: the places and the others that a commitment concerns."""

from peewee import CharField, IntegerField

from models.access import Actor, Right
from models.journal import Act
from models.question import Question
from models.record import Journaled
from models.text import required, search_text

LONGEST_NAME = 60
"""Characters in the name of a district or a partner."""


class District(Journaled):
    """A part of the municipality."""

    name = CharField()
    position = IntegerField(default=0)

    ENTITY = "district"

    def guard(self, actor: Actor) -> None:
        """Only the board adds or renames one."""
        actor.require(Right.EDIT_PLAN)


class Partner(Journaled):
    """Somebody the association works together with."""

    name = CharField()
    position = IntegerField(default=0)

    ENTITY = "partner"

    def guard(self, actor: Actor) -> None:
        """Only the board adds or renames one."""
        actor.require(Right.EDIT_PLAN)


_NAMES = {
    table: Question(
        table.select(table.id, table.name).where(~table.removed).order_by(table.position, table.id)
    )
    for table in (District, Partner)
}


def names_of(table: type[District] | type[Partner]) -> dict[int, str]:
    """Every name in the association's order."""
    return dict(_NAMES[table].rows())


def known_names(table: type[District] | type[Partner]) -> dict[str, int]:
    """The number of every name, by the name as it is searched."""
    return {search_text(name): number for number, name in names_of(table).items()}


def numbers_for(
    act: Act,
    table: type[District] | type[Partner],
    names: tuple[str, ...],
    known: dict[str, int] | None = None,
) -> list[int]:
    """The numbers of these names; a name nobody has used yet is added in the same action.

    `known` spares many calls from reading every name each; what is added is noted in it.
    """
    if known is None:
        known = known_names(table)
    numbers: list[int] = []
    for name in names:
        written = required(name, LONGEST_NAME, field="Namnet")
        number = known.get(search_text(written))
        if number is None:
            number = act.create(table(name=written, position=len(known))).id
            known[search_text(written)] = number
        numbers.append(number)
    return numbers
