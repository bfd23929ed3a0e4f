"""A person in the register, and how to find one by what somebody types."""

from collections.abc import Mapping

from peewee import CharField

from models.access import Actor, Right
from models.database import DayField
from models.errors import Gone, Invalid
from models.record import Journaled, Value
from models.text import matches, search_text, sort_key


class Member(Journaled):
    """A member, with as little as the association needs (GDPR art. 5.1 c)."""

    name = CharField()
    name_sort = CharField(index=True)
    name_search = CharField(index=True)
    district = CharField(default="")
    joined = DayField(null=True)
    unix_user = CharField(null=True, unique=True)
    """The Unix account that acts as this member in the server's own shell."""

    ENTITY = "member"
    DERIVED = frozenset({"name_sort", "name_search"})

    def settle(self) -> None:
        """Keep the stored keys in step with the name."""
        self.name_sort, self.name_search = sort_key(self.name), search_text(self.name)

    def guard(self, actor: Actor) -> None:
        """Only those who keep the register write in it."""
        actor.require(Right.EDIT_MEMBERS)

    def weigh(self, values: Mapping[str, Value]) -> None:
        """Let the last administrator not be taken out of the register; raises Conflict."""
        if values.get("removed"):
            # Here, because an assignment is of a member.
            from models.assignment import require_other_administrators

            require_other_administrators(self.id)


def find_member(words: str) -> Member:
    """The one member meant by a number, a whole name, or words of it; raises Gone or Invalid."""
    words = words.strip()
    if words.isdecimal() and len(words) < 10:
        if found := Member.get_or_none(Member.id == int(words), ~Member.removed):
            return found
        raise Gone(f"Det finns ingen medlem med nummer {words}. Se numren med: tavlan member list")
    needle = search_text(words)
    everybody = list(Member.select().where(~Member.removed).order_by(Member.name_sort))
    exact = [member for member in everybody if member.name_search == needle]
    words_of = set(needle.split())
    whole = [member for member in everybody if needle and words_of <= set(member.name_search.split())]
    found_all = exact or whole
    if not found_all:
        found_all = [member for member in everybody if needle and matches(needle, member.name_search)]
    if not found_all:
        raise Gone(f"Ingen medlem heter ”{words}”. Se namnen med: tavlan member list")
    if len(found_all) > 1:
        names = ", ".join(member.name for member in found_all[:5])
        raise Invalid(f"”{words}” kan vara flera: {names}. Skriv hela namnet eller numret.")
    return found_all[0]


def member_of_unix_user(user: str) -> Member | None:
    """The member a Unix account acts as, if any."""
    return Member.get_or_none(Member.unix_user == user, ~Member.removed)
