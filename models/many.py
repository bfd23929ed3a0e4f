"""One change on many cards: one action, so that one undo takes it back, and all of it or nothing."""

from collections.abc import Collection

from models.access import Actor
from models.card import Card, cards_by_number
from models.card_changes import Change
from models.commitment import Commitment, get_commitment
from models.errors import Gone, Refusal
from models.journal import action
from models.plan import Plan
from models.plurals import count


def change_all(
    actor: Actor, numbers: Collection[int], change: Change, what: str = "ändrade {}"
) -> dict[int, Card]:
    """Carry a change out on every one of these cards and answer with those still there.

    `what` says what was done, with {} where "3 kort" goes. Raises Refusal, which names the card that stood
    in the way, and Gone where no card was given.
    """
    if not numbers:
        raise Gone("Inga kort är markerade. Markera minst ett.")
    with action(actor, what.format(count(len(numbers), "kort", "kort")), together=True) as act:
        found = Commitment.select(Commitment, Plan).join(Plan).where(Commitment.id.in_(list(numbers)))
        records = {record.id: record for record in found}
        for number in numbers:
            record = records.get(number) or get_commitment(number)
            record.require_there()
            try:
                change(act, record)
            except Refusal as refusal:
                raise Refusal(f"{record.title}: {refusal} Inget av korten är ändrat.") from refusal
    return cards_by_number(numbers, actor.clock())
