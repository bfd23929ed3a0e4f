"""What a member can do to a card; each function is one action, one transaction, one line in the history."""

import datetime as dt
from collections.abc import Callable

from models.access import Actor, Right
from models.card import Card, card
from models.comment import Comment
from models.commitment import LONGEST_REASON, LONGEST_SECTION, Commitment, Status, get_commitment
from models.errors import Adopted, Conflict, Gone
from models.journal import Act, action, value_of, who_wrote
from models.plan import PlanState
from models.text import BODY, clean, required
from models.tick import Tick, checked, refuse_future

STATUS_WORDS = {
    Status.NOT_STARTED: "Ej påbörjat",
    Status.PLANNED: "Planerat",
    Status.IN_PROGRESS: "Pågår",
    Status.DONE: "Klart",
}


Change = Callable[[Act, Commitment], str]
"""Changes one card within an action and answers with what was done, as the end of a sentence."""


def _one(actor: Actor, card_id: int, change: Change) -> Card:
    """Carry a change out on one card, as an action of its own."""
    with action(actor) as act:
        act.summary = change(act, get_commitment(card_id))
    return card(card_id, actor.clock())


def move(actor: Actor, card_id: int, status: Status) -> Card:
    """Put a card in another column; raises NotAllowed, Gone."""
    return _one(actor, card_id, moving(status))


def moving(status: Status) -> Change:
    """The change that puts a card in another column."""

    def change(act: Act, record: Commitment) -> str:
        _set_status(act, record, status, by_hand=True)
        return f"flyttade {record.title} till {STATUS_WORDS[status]}"

    return change


def _set_status(act: Act, record: Commitment, status: Status, *, by_hand: bool) -> None:
    finished = None
    if status == Status.DONE:
        finished = record.finished or act.at.date()
    if record.status == status:
        record.guard(act.actor)
        return
    act.write(record, status=status, status_by_hand=by_hand or record.status_by_hand, finished=finished)


def tick(actor: Actor, card_id: int, number: int = 1, day: dt.date | None = None, note: str = "") -> Card:
    """Note that something was done; the first time moves the card to Pågår unless a person placed it."""
    return _one(actor, card_id, ticking(number, day, note))


def ticking(number: int = 1, day: dt.date | None = None, note: str = "") -> Change:
    """The change that ticks a card; raises Invalid."""
    written = checked(number, note)

    def change(act: Act, record: Commitment) -> str:
        today = act.at.date()
        refuse_future(day or today, today)
        member = act.actor.member_id
        act.create(Tick(commitment=record, day=day or today, number=number, note=written, member=member))
        if record.status < Status.IN_PROGRESS and not record.status_by_hand:
            _set_status(act, record, Status.IN_PROGRESS, by_hand=False)
        return f"bockade av {record.title}"

    return change


def untick(actor: Actor, card_id: int) -> Card:
    """Take away a card's latest tick; raises Gone where there is none."""

    def change(act: Act, record: Commitment) -> str:
        record.guard(act.actor)
        standing = Tick.select().where(Tick.commitment == card_id, ~Tick.removed)
        latest = standing.order_by(Tick.day.desc(), Tick.id.desc()).first()
        if latest is None:
            raise Gone(f"{record.title} har inget avbockat att ta bort.")
        act.write(latest, removed=True)
        return f"tog bort en bock på {record.title}"

    return _one(actor, card_id, change)


def comment(actor: Actor, card_id: int, text: str) -> Card:
    """Say something about a card; raises NotAllowed, Invalid."""
    written = required(text, BODY, lines=True, field="Kommentaren")

    def change(act: Act, record: Commitment) -> str:
        act.create(Comment(commitment=card_id, member=actor.member_id, at=act.at, text=written))
        return f"kommenterade {record.title}"

    return _one(actor, card_id, change)


def assign(
    actor: Actor, card_id: int, members: tuple[int, ...], opened: tuple[int, ...] | None = None
) -> Card:
    """Choose who is responsible for a card.

    With `opened`, those seen when choosing, only the difference is written, so that others' choices stay.
    """
    return _one(actor, card_id, assigning(members, opened))


def assigning(members: tuple[int, ...], opened: tuple[int, ...] | None = None) -> Change:
    """The change that chooses who is responsible; with `opened` only what was added and taken away."""

    def change(act: Act, record: Commitment) -> str:
        chosen = set(members)
        if opened is not None:
            seen, held = set(opened), set(value_of(record, "responsible"))
            chosen = (held | (chosen - seen)) - (seen - chosen)
        act.write(record, responsible=sorted(chosen))
        return f"ändrade ansvarig för {record.title}"

    return change


def set_due(actor: Actor, card_id: int, due: dt.date | None) -> Card:
    """Choose the day a card must be done by, or none."""
    return _one(actor, card_id, dating(due))


def dating(due: dt.date | None) -> Change:
    """The change that sets the day a card must be done by."""

    def change(act: Act, record: Commitment) -> str:
        act.write(record, due=due)
        return f"satte datum för {record.title}" if due else f"tog bort datumet för {record.title}"

    return change


def reword(actor: Actor, card_id: int, text: str, opened: str | None = None) -> Card:
    """Put right what was read in wrong: freely while the plan is a proposal, beside the words after that.

    Raises NotAllowed, Gone, Invalid, and Conflict where somebody reworded it since `opened` was read.
    """
    written = required(text, BODY, lines=True, field="Ordalydelsen")

    def change(act: Act, record: Commitment) -> str:
        act.actor.require(Right.EDIT_PLAN)
        if not record.from_plan:
            raise Conflict(
                "Kortet är styrelsens eget och har ingen ordalydelse ur planen. Ändra titeln i stället."
            )
        proposal = record.plan.state == PlanState.PROPOSAL
        field = "adopted_text" if proposal else "corrected_text"
        held = record.corrected_text or record.adopted_text
        if opened is not None and held not in (opened, written):
            who = who_wrote(card_id, field)
            raise Conflict(f"{who} har rättat ordalydelsen medan du skrev. Öppna den igen.")
        # Words put back as they were adopted are no correction.
        same = written == record.adopted_text
        if proposal:
            # A correction left from an adoption that was taken back would hide the new words.
            act.write(record, adopted_text=written, corrected_text="")
        else:
            act.write(record, corrected_text="" if same else written)
        return f"rättade ordalydelsen i {record.title}"

    return _one(actor, card_id, change)


def pause(actor: Actor, card_id: int, paused: bool | None = None) -> Card:
    """Let a card rest or wake it; without `paused`, whichever it does not do now."""
    return _one(actor, card_id, pausing(paused))


def pausing(paused: bool | None = None) -> Change:
    """The change that lets a card rest or wakes it."""

    def change(act: Act, record: Commitment) -> str:
        wanted = not record.paused if paused is None else paused
        act.write(record, paused=wanted)
        return f"lät {record.title} vila" if wanted else f"väckte {record.title}"

    return change


def drop(actor: Actor, card_id: int, reason: str, section: str = "") -> Card:
    """Give a card up, with the reason and the § where it was decided; the adopted words stay.

    Raises NotAllowed, Invalid, and Conflict where somebody did so already.
    """
    return _one(actor, card_id, dropping(reason, section))


def dropping(reason: str, section: str = "") -> Change:
    """The change that gives a card up; raises Invalid."""
    written = required(reason, LONGEST_REASON, field="Skälet")
    decided = clean(section, LONGEST_SECTION, field="Paragrafen")

    def change(act: Act, record: Commitment) -> str:
        record.guard(act.actor)
        if record.dropped is not None:
            raise Conflict(f"{who_wrote(record.id, 'dropped')} har redan låtit {record.title} utgå.")
        act.write(record, dropped=written, dropped_section=decided)
        return f"lät {record.title} utgå"

    return change


def restore(actor: Actor, card_id: int) -> Card:
    """Take a dropped card up again."""

    def change(act: Act, record: Commitment) -> str:
        act.write(record, dropped=None, dropped_section="")
        return f"tog upp {record.title} igen"

    return _one(actor, card_id, change)


def archive(actor: Actor, card_id: int) -> None:
    """Put away a card the board itself added; what the annual meeting adopted can only utgå."""
    with action(actor) as act:
        act.summary = archiving(act, get_commitment(card_id))


def archiving(act: Act, record: Commitment) -> str:
    """The change that puts a card away; raises Adopted for what the annual meeting adopted."""
    record.guard(act.actor)
    if record.from_plan and record.plan.state != PlanState.PROPOSAL:
        raise Adopted("Antaget av årsmötet, kan inte arkiveras. Låt det utgå i stället.")
    act.write(record, removed=True)
    return f"arkiverade {record.title}"
