"""People as the board names them: by first name, with as much of the last as tells two apart."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pendulum

from models.assignment import board_members
from models.errors import Invalid
from models.member import Member
from models.plurals import listing
from models.question import Question, among
from models.text import BODY, clean, matches, search_text


@dataclass(frozen=True, slots=True)
class Person:
    """A member as a card shows one."""

    id: int
    name: str
    short: str


def _short_names(names: list[tuple[int, str]]) -> dict[int, str]:
    by_first: dict[str, list[tuple[int, str]]] = {}
    for number, name in names:
        by_first.setdefault(name.split(" ")[0], []).append((number, name.rpartition(" ")[2]))
    shorts: dict[int, str] = {}
    for first, sharing in by_first.items():
        for number, last in sharing:
            others = [other for other_number, other in sharing if other_number != number]
            length = 1
            while length < len(last) and any(other[:length] == last[:length] for other in others):
                length += 1
            shorts[number] = f"{first} {last[:length]}" if others else first
    return shorts


_EVERYBODY = Member.select(Member.id, Member.name).where(~Member.removed).order_by(Member.name_sort)
_REGISTER = Question(_EVERYBODY)
_SOME = Question(_EVERYBODY.where(Member.id.in_(among("numbers"))))


def people(now: pendulum.DateTime, others: Collection[int] | None = None) -> dict[int, Person]:
    """Those with an assignment and some others, or the whole register, by number in the order of their names.

    Those with an assignment are told apart among themselves first, so that the board's own Eva stays Eva
    however many others bear the name.
    """
    office = set(board_members(now))
    rows = _REGISTER.rows() if others is None else _SOME.rows(numbers=office.union(others))
    shorts = _short_names(rows) | _short_names([row for row in rows if row[0] in office])
    return {number: Person(number, name, shorts[number]) for number, name in rows}


def exactly_named(words: str, candidates: Iterable[Person]) -> list[Person]:
    """Those whose whole name the words are, or else their short one."""
    needle, everybody = search_text(words.strip()), tuple(candidates)
    whole = [one for one in everybody if search_text(one.name) == needle]
    return whole or [one for one in everybody if search_text(one.short) == needle]


def find_person(words: str, candidates: Iterable[Person]) -> Person:
    """The one person meant by a whole name, a short one, or words of it; raises Invalid."""
    needle, everybody = search_text(words.strip()), tuple(candidates)
    exact = exactly_named(words, everybody)
    meant = [one for one in everybody if needle and matches(needle, search_text(one.name))]
    for found in (exact, meant):
        if len(found) == 1:
            return found[0]
    shown = clean(words, BODY)
    if not meant:
        raise Invalid(f"Ingen heter ”{shown}”.")
    raise Invalid(f"”{shown}” kan vara {listing(one.name for one in meant[:3])}. Skriv hela namnet.")


def office_holders(now: pendulum.DateTime) -> tuple[Person, ...]:
    """Those who hold an assignment today, by name: the ones a card is usually given to."""
    return tuple(people(now, ()).values())
