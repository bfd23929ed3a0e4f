"""A commitment of the plan: the record behind a card, and who may change it."""

from enum import IntEnum

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from models.access import Actor, Right
from models.database import DayField, Table
from models.errors import Conflict, Gone
from models.member import Member
from models.place import District, Partner
from models.plan import Area, Plan, PlanState, state_of
from models.question import Question, given
from models.record import Journaled
from models.target import Kind, Unit
from models.text import search_text


class Status(IntEnum):
    """The columns of the board, in order; the number is also the key."""

    NOT_STARTED = 1
    PLANNED = 2
    IN_PROGRESS = 3
    DONE = 4


LONGEST_REASON, LONGEST_SECTION = 500, 40
"""Characters in the reason for which a commitment is given up, and in the § where that was decided."""


class Commitment(Journaled):
    """One card."""

    plan = ForeignKeyField(Plan, index=True)
    plan_id: int
    area = ForeignKeyField(Area, null=True, index=True)
    area_id: int | None
    """None is the whole plan."""
    position = IntegerField()
    title = CharField()
    adopted_text = TextField(default="")
    """The annual meeting's words, verbatim; empty for what the board itself added."""
    corrected_text = TextField(default="")
    """The adopted words as they should have been read in; both stand on the card. Empty without a fault."""
    from_plan = BooleanField(default=False)
    """Whether the annual meeting adopted it (ur planen) or the board added it (styrelsens eget)."""
    kind = CharField(default=Kind.ONGOING)
    number = IntegerField(null=True)
    per = CharField(null=True)
    unit = CharField(default=Unit.OCCASIONS)
    audience = CharField(null=True)
    interval_months = IntegerField(default=3)
    target_from_plan = BooleanField(default=False)
    due = DayField(null=True)
    status = IntegerField(default=Status.NOT_STARTED)
    status_by_hand = BooleanField(default=False)
    """Whether a person chose the column, after which it no longer moves by itself."""
    finished = DayField(null=True)
    paused = BooleanField(default=False)
    dropped = TextField(null=True)
    """Why it was dropped, or None."""
    dropped_section = CharField(default="")
    search = TextField(default="")

    ENTITY = "commitment"
    DERIVED = frozenset({"search"})

    def settle(self) -> None:
        """Keep the search text in step with the words."""
        self.search = search_text(f"{self.title} {self.adopted_text} {self.corrected_text}")

    def card(self) -> int:
        """A commitment is its own card."""
        return self.id

    def guard(self, actor: Actor) -> None:
        """The board changes any card of an open plan, and whoever is responsible changes that one."""
        if not actor.may(Right.EDIT_PLAN) and not is_responsible(self.id, actor.member_id):
            actor.require(Right.EDIT_PLAN)
        self.require_open()

    def require_there(self) -> None:
        """Let nothing happen to a card that was put away; raises Gone, which tells nothing of it."""
        if self.removed:
            raise Gone(f"Kort {self.id} är arkiverat. Ångra arkiveringen först.")

    def require_open(self) -> None:
        """Let nothing change once the year is over; raises Conflict."""
        # Of many cards the plan was read ahead.
        state = self.plan.state if "plan" in self.__rel__ else state_of(self.plan_id)
        if state == PlanState.CLOSED:
            raise Conflict("Planen är avslutad, så kortet kan inte ändras.")


class CommitmentMember(Table):
    """Who is responsible for a card."""

    commitment = ForeignKeyField(Commitment, index=True)
    member = ForeignKeyField(Member, index=True)


class CommitmentDistrict(Table):
    """Where a card is to happen."""

    commitment = ForeignKeyField(Commitment, index=True)
    district = ForeignKeyField(District)


class CommitmentPartner(Table):
    """With whom a card is done."""

    commitment = ForeignKeyField(Commitment, index=True)
    partner = ForeignKeyField(Partner)


Commitment.LINKS = {
    "responsible": (CommitmentMember, "member"),
    "districts": (CommitmentDistrict, "district"),
    "partners": (CommitmentPartner, "partner"),
}


_BY_NUMBER = Question(Commitment.select().where(Commitment.id == given("number")))
_ANSWERING = Question(
    CommitmentMember.select(CommitmentMember.id).where(
        CommitmentMember.commitment == given("commitment"), CommitmentMember.member == given("member")
    )
)


def is_responsible(commitment_id: int, member_id: int | None) -> bool:
    """Whether a member answers for a commitment."""
    return member_id is not None and bool(_ANSWERING.rows(commitment=commitment_id, member=member_id))


def require_reading(actor: Actor, *commitments: int | None) -> None:
    """Let an actor read these cards: the whole plan's readers, and who answers for one of them."""
    if not any(one is not None and is_responsible(one, actor.member_id) for one in commitments):
        actor.require(Right.READ_PLAN)


def get_commitment(commitment_id: int) -> Commitment:
    """The live record, for commands; raises Gone."""
    if not (found := _BY_NUMBER.records(Commitment, number=commitment_id)):
        raise Gone(f"Det finns inget kort med nummer {commitment_id}.")
    record = found[0]
    record.require_there()
    return record
