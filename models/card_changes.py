"""What a member can do to a card; each function is one action, one transaction, one line in the history."""

import datetime as dt

from models.access import Actor
from models.card import Card, card
from models.comment import Comment
from models.commitment import Commitment, Status, get_commitment
from models.errors import Conflict, Gone, Invalid
from models.journal import Act, action, value_of, who_wrote
from models.plan import Plan, PlanState
from models.target import MOST
from models.text import BODY, clean, required
from models.tick import Tick

STATUS_WORDS = {
    Status.NOT_STARTED: "Ej påbörjat",
    Status.PLANNED: "Planerat",
    Status.IN_PROGRESS: "Pågår",
    Status.DONE: "Klart",
}


def _row(actor: Actor, number: int) -> Card:
    return card(number, actor.clock())


def move(actor: Actor, card_id: int, status: Status) -> Card:
    """Put a card in another column; raises NotAllowed, Gone."""
    with action(actor) as act:
        record = get_commitment(card_id)
        act.summary = f"flyttade {record.title} till {STATUS_WORDS[status]}"
        _set_status(act, record, status, by_hand=True)
    return _row(actor, card_id)


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
    if not 1 <= number <= MOST:
        raise Invalid(f"Antalet ska vara mellan 1 och {MOST}.")
    written = clean(note, field="Anteckningen")
    today = actor.clock().date()
    if day is not None and day > today:
        raise Invalid("Det datumet har inte varit än. Bocka av när det är gjort.")
    with action(actor) as act:
        record = get_commitment(card_id)
        act.summary = f"bockade av {record.title}"
        act.create(
            Tick(commitment=card_id, day=day or today, number=number, note=written, member=actor.member_id)
        )
        if record.status < Status.IN_PROGRESS and not record.status_by_hand:
            _set_status(act, record, Status.IN_PROGRESS, by_hand=False)
    return _row(actor, card_id)


def untick(actor: Actor, card_id: int) -> Card:
    """Take away a card's latest tick; raises Gone where there is none."""
    with action(actor) as act:
        record = get_commitment(card_id)
        act.summary = f"tog bort en bock på {record.title}"
        standing = Tick.select().where(Tick.commitment == card_id, ~Tick.removed)
        latest = standing.order_by(Tick.day.desc(), Tick.id.desc()).first()
        if latest is None:
            raise Gone(f"{record.title} har inget avbockat att ta bort.")
        act.write(latest, removed=True)
    return _row(actor, card_id)


def comment(actor: Actor, card_id: int, text: str) -> Card:
    """Say something about a card; raises NotAllowed, Invalid."""
    written = required(text, BODY, lines=True, field="Kommentaren")
    with action(actor) as act:
        record = get_commitment(card_id)
        act.summary = f"kommenterade {record.title}"
        act.create(Comment(commitment=card_id, member=actor.member_id, at=act.at, text=written))
    return _row(actor, card_id)


def assign(
    actor: Actor, card_id: int, members: tuple[int, ...], opened: tuple[int, ...] | None = None
) -> Card:
    """Choose who is responsible for a card.

    With `opened`, those seen when choosing, only the difference is written, so that others' choices stay.
    """
    with action(actor) as act:
        record = get_commitment(card_id)
        act.summary = f"ändrade ansvarig för {record.title}"
        chosen = set(members)
        if opened is not None:
            seen, held = set(opened), set(value_of(record, "responsible"))
            chosen = (held | (chosen - seen)) - (seen - chosen)
        act.write(record, responsible=sorted(chosen))
    return _row(actor, card_id)


def set_due(actor: Actor, card_id: int, due: dt.date | None) -> Card:
    """Choose the day a card must be done by, or none."""
    with action(actor) as act:
        record = get_commitment(card_id)
        act.summary = f"satte datum för {record.title}" if due else f"tog bort datumet för {record.title}"
        act.write(record, due=due)
    return _row(actor, card_id)


def pause(actor: Actor, card_id: int, paused: bool | None = None) -> Card:
    """Let a card rest or wake it; without `paused`, whichever it does not do now."""
    with action(actor) as act:
        record = get_commitment(card_id)
        wanted = not record.paused if paused is None else paused
        act.summary = f"lät {record.title} vila" if wanted else f"väckte {record.title}"
        act.write(record, paused=wanted)
    return _row(actor, card_id)


def drop(actor: Actor, card_id: int, reason: str, section: str = "") -> Card:
    """Give a card up, with the reason and the § where it was decided; the adopted words stay.

    Raises NotAllowed, Invalid, and Conflict where somebody did so already.
    """
    written = required(reason, 500, field="Skälet")
    with action(actor) as act:
        record = get_commitment(card_id)
        act.summary = f"lät {record.title} utgå"
        record.guard(act.actor)
        if record.dropped is not None:
            raise Conflict(f"{who_wrote(card_id, 'dropped')} har redan låtit {record.title} utgå.")
        act.write(record, dropped=written, dropped_section=clean(section, 40, field="Paragrafen"))
    return _row(actor, card_id)


def restore(actor: Actor, card_id: int) -> Card:
    """Take a dropped card up again."""
    with action(actor) as act:
        record = get_commitment(card_id)
        act.summary = f"tog upp {record.title} igen"
        act.write(record, dropped=None, dropped_section="")
    return _row(actor, card_id)


def archive(actor: Actor, card_id: int) -> None:
    """Put away a card the board itself added; what the annual meeting adopted can only utgå."""
    with action(actor) as act:
        record = get_commitment(card_id)
        act.summary = f"arkiverade {record.title}"
        record.guard(act.actor)
        if record.from_plan and Plan.get_by_id(record.plan_id).state != PlanState.PROPOSAL:
            raise Conflict("Antaget av årsmötet, kan inte arkiveras. Tryck x om det ska utgå.")
        act.write(record, removed=True)
