"""The dialogs one card's commands ask with, filled with what the card holds."""

import re
from collections.abc import Callable
from functools import partial

from models.access import Right
from models.card import Card
from models.card_form import Wording
from models.commitment import Status
from models.errors import Invalid, Missing, Refusal
from models.people import Person, office_holders
from models.plan import areas_of, plan_of
from models.plurals import listing
from models.selection import people_in_register
from models.session import Session
from models.standing import goal
from models.story import UNIT_WORDS, names, status_word
from models.target import Unit
from models.text import BODY, required
from screens.dialogs.card_words import Around, due_meaning, read_due
from screens.dialogs.line_dialog import LineDialog, TextDialog
from screens.dialogs.pick_dialog import Choice, PickDialog
from screens.dialogs.tick_dialog import TickDialog, Ticked
from screens.drafting import Begun

_SECTION = re.compile(r"§+\s*(\d+)")


def _sentence(check: Callable[[str], object]) -> Callable[[str], str | None]:
    def checked(text: str) -> str | None:
        try:
            check(text)
        except Missing as error:
            return f"{error} Skriv något, eller tryck Esc."
        except Invalid as error:
            return str(error)
        return None

    return checked


async def due_dialog(card: Card, session: Session) -> LineDialog:
    """Asks for the day a card must be done by, in words."""
    ends = (await session.ask(plan_of, card.plan_id)).ends
    today = session.now.date()

    def meaning(text: str) -> str:
        if text.strip():
            return due_meaning(text, today, ends)
        return "Tomt tar bort datumet." if card.due else "Inget datum."

    return LineDialog(
        f"{card.title}: senast när?",
        f"{card.due:%Y-%m-%d}" if card.due else "",
        "Till exempel fre, v 12, 2 maj eller om 3 v. Tomt tar bort datumet.",
        _sentence(partial(read_due, today=today)),
        60,
        meaning,
    )


def needs_words(most: int, field: str, *, lines: bool = False) -> Callable[[str], str | None]:
    """A check that something is written, and not too much."""
    return _sentence(lambda text: required(text, most, lines=lines, field=field))


def section_in(reason: str) -> str:
    """The § a reason names, as "§ 47"; empty where it names none."""
    found = _SECTION.search(reason)
    return f"§ {found[1]}" if found else ""


def reason_dialog(card: Card, begun: Begun) -> LineDialog:
    """Asks why a card is dropped."""
    return LineDialog(
        f"{card.title} utgår: varför?",
        hint="Årsmötets ord står kvar. Skriv gärna vilken § det beslutades i, till exempel § 47.",
        check=needs_words(500, "Skälet"),
        max_length=500,
        begun=begun,
    )


def comment_dialog(card: Card, begun: Begun) -> TextDialog:
    """Asks for a comment."""
    return TextDialog(
        f"Kommentar till {card.title}",
        check=needs_words(BODY, "Kommentaren", lines=True),
        begun=begun,
    )


def status_dialog(card: Card) -> PickDialog[int]:
    """Asks for a column."""
    choices = tuple(Choice(int(one), f"{int(one)} {status_word(one)}") for one in Status)
    return PickDialog(f"Vart ska {card.title} flyttas?", choices, frozenset({int(card.status)}))


def tick_dialog(
    card: Card, session: Session, begun: Begun | None = None, held: Ticked | None = None
) -> TickDialog:
    """Asks when, how many, and what; anew of a tick that holds it already."""
    unit = card.target.unit
    many = "Antal" if unit is Unit.OCCASIONS else UNIT_WORDS[unit][1].capitalize()
    number = 1 if unit is Unit.OCCASIONS else None
    title = f"Ändra en bock på {card.title}" if held else f"Bocka av {card.title}"
    return TickDialog(title, session.now.date(), many, number, held, begun)


async def people_to_choose(session: Session) -> tuple[Person, ...]:
    """Those a card may be given to: oneself, the board, and the register for those who may read it."""
    office = await session.ask(office_holders, session.now)
    may = session.may(Right.READ_MEMBERS)
    everybody = await session.look_up(people_in_register, session.actor) if may else ()
    ordered = {person.id: person for person in (*office, *everybody)}
    own = ordered.pop(session.actor.member_id or 0, None)
    return ((own,) if own else ()) + tuple(ordered.values())


async def assign_dialog(card: Card, session: Session) -> PickDialog[int]:
    """Asks who is responsible."""
    chosen = {person.id: person for person in card.responsible}
    found = {person.id: person for person in await people_to_choose(session)}
    ordered = tuple((chosen | found).values())
    own = session.actor.member_id
    choices = tuple(Choice(one.id, one.name, "du" if one.id == own else "") for one in ordered)
    return PickDialog(f"Vem ansvarar för {card.title}?", choices, frozenset(chosen), many=True)


async def around(session: Session, plan_id: int, wording: Wording, card: Card | None) -> Around:
    """What the card's form must know beside the card."""
    found = {person.id: person for person in await people_to_choose(session)}
    held = {person.id: person for person in card.responsible} if card else {}
    known = await session.ask(names)
    return Around(
        session.now.date(),
        await session.ask(areas_of, plan_id),
        tuple((found | held).values()),
        tuple(known.districts.values()),
        tuple(known.partners.values()),
        (await session.ask(plan_of, plan_id)).ends,
    )


def ticked_words(before: Card, after: Card) -> str:
    """What a tick led to: how far it is, and whether the target is reached."""
    number = goal(after)
    moved = f", nu i {status_word(after.status)}" if after.status != before.status else ""
    if number is None:
        return f"{after.title}: avbockat{moved}. u ångrar."
    if after.done >= number and after.status != Status.DONE:
        return f"Målet nått{moved}: 4 flyttar {after.title} till Klart."
    return f"{after.title}: {after.done} av {number}{moved}. u ångrar."


def assigned_words(card: Card) -> str:
    """Who answers for the card now."""
    names_now = listing(person.name for person in card.responsible)
    return f"{card.title}: {f'ansvarig {names_now}' if names_now else 'ingen ansvarig'}. u ångrar."


def unless_same(before: Card, words: Callable[[Card], str]) -> Callable[[Card], str]:
    """The words for what a command led to, or that nothing came of it."""
    return lambda after: f"{after.title}: ingen ändring." if after == before else words(after)


def refusal_of(check: Callable[[], object]) -> str | None:
    """The sentence a check refuses with, or None."""
    try:
        check()
    except Refusal as refusal:
        return str(refusal)
    return None
