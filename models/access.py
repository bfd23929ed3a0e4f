"""Who may do what: one table from role to rights, added up over a person's assignments in force."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from models.clock import Clock
from models.errors import NotAllowed


class Right(StrEnum):
    """Something a role may give.

    Nothing asks for SETTINGS yet: settings are changed from the server's own shell, and the right awaits the
    screen for it.
    """

    READ_PLAN = "read_plan"
    EDIT_PLAN = "edit_plan"
    COMMENT = "comment"
    READ_MEMBERS = "read_members"
    EDIT_MEMBERS = "edit_members"
    READ_JOURNAL = "read_journal"
    INVITE = "invite"
    KEYS = "keys"
    SETTINGS = "settings"


class Role(StrEnum):
    """An assignment's role, by the word the association uses for it."""

    CHAIR = "ordförande"
    VICE_CHAIR = "vice ordförande"
    TREASURER = "kassör"
    SECRETARY = "sekreterare"
    STUDIES = "studieorganisatör"
    MEMBERSHIP = "medlemsansvarig"
    COMMUNICATION = "informatör"
    BOARD_MEMBER = "ledamot"
    ACTING_DEPUTY = "tjänstgörande ersättare"
    DEPUTY = "ersättare"
    CO_OPTED = "adjungerad"
    OFFICER = "funktionär"
    AUDITOR = "revisor"
    NOMINATING = "valberedning"
    ADMINISTRATOR = "administratör"
    ELSEWHERE = "uppdrag utanför styrelsen"
    """A post in the council, a committee or the parish: it gives no rights here."""


_READER = {Right.READ_PLAN, Right.COMMENT}
_BOARD = _READER | {Right.EDIT_PLAN, Right.READ_MEMBERS}
_PRESIDIUM = _BOARD | {Right.EDIT_MEMBERS, Right.READ_JOURNAL, Right.INVITE, Right.KEYS}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CHAIR: frozenset(_PRESIDIUM),
    Role.VICE_CHAIR: frozenset(_PRESIDIUM),
    Role.SECRETARY: frozenset(_PRESIDIUM),
    Role.TREASURER: frozenset(_BOARD),
    Role.BOARD_MEMBER: frozenset(_BOARD),
    Role.STUDIES: frozenset(_BOARD),
    Role.COMMUNICATION: frozenset(_BOARD),
    Role.ACTING_DEPUTY: frozenset(_BOARD),
    Role.MEMBERSHIP: frozenset(_READER | {Right.READ_MEMBERS, Right.EDIT_MEMBERS}),
    Role.DEPUTY: frozenset(_READER),
    Role.CO_OPTED: frozenset(_READER),
    Role.OFFICER: frozenset(_READER),
    Role.AUDITOR: frozenset({Right.READ_PLAN, Right.READ_JOURNAL}),
    Role.NOMINATING: frozenset({Right.READ_PLAN}),
    Role.ADMINISTRATOR: frozenset({Right.SETTINGS, Right.KEYS, Right.INVITE}),
    Role.ELSEWHERE: frozenset(),
}
"""What each role gives."""

_SENTENCES = {
    Right.READ_PLAN: "Dina uppdrag ger inte rätt att läsa planen. Be ordföranden om ett uppdrag.",
    Right.EDIT_PLAN: "Bara styrelsen och den ansvariga kan ändra det här. Be ordföranden om ett uppdrag.",
    Right.COMMENT: "Dina uppdrag ger inte rätt att kommentera. Be ordföranden om ett uppdrag.",
    Right.READ_MEMBERS: "Dina uppdrag ger inte rätt att läsa medlemsregistret.",
    Right.EDIT_MEMBERS: (
        "Bara ordföranden, vice ordföranden, sekreteraren och medlemsansvarig kan ändra i medlemsregistret."
    ),
    Right.READ_JOURNAL: "Dina uppdrag ger inte rätt att läsa hela loggen.",
    Right.INVITE: "Bara ordföranden, vice ordföranden, sekreteraren och administratören kan bjuda in.",
    Right.KEYS: (
        "Bara ordföranden, vice ordföranden, sekreteraren och administratören kan ändra andras nycklar."
    ),
    Right.SETTINGS: "Bara administratören kan ändra inställningarna.",
}


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """All that these roles give together."""
    return frozenset().union(*(RIGHTS[role] for role in roles))


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, by which rights, in which session, and by which clock."""

    member_id: int | None
    """None is whoever owns the files and runs a command in the server's own shell."""
    name: str
    rights: frozenset[Right]
    clock: Clock
    session: str = ""
    key_id: int | None = None
    meeting_id: int | None = None

    def may(self, right: Right) -> bool:
        """Whether the actor has the right."""
        return right in self.rights

    def require(self, right: Right) -> None:
        """Let the actor pass; raises NotAllowed."""
        if right not in self.rights:
            raise NotAllowed(self._refusal(right))

    def _refusal(self, right: Right) -> str:
        if right is Right.EDIT_PLAN and self.may(Right.READ_PLAN):
            may = "läsa och kommentera" if self.may(Right.COMMENT) else "läsa"
            return f"Du kan {may}, men bara styrelsen och den ansvariga kan ändra det här."
        return _SENTENCES[right]

    def with_rights(self, rights: frozenset[Right]) -> "Actor":
        """The same actor with the rights that hold now."""
        return replace(self, rights=rights)


def owner(clock: Clock) -> Actor:
    """The actor for the one who owns the files: every right, and no name of a member."""
    return Actor(None, "Servern", frozenset(Right), clock, session="shell")
