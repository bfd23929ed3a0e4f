"""One change on several cards at once: one action, all of it or nothing, one undo."""

from collections.abc import Callable, Mapping

import click

from models import card_changes
from models.card import cards_by_number
from models.card_changes import Change
from models.dates import short_day
from models.errors import Invalid
from models.many import change_all
from models.plan import plan_of
from models.plurals import count, listing
from models.story import status_word
from models.target import Unit
from tui.commands.card_text import card_value
from tui.commands.meaning import day_meant, people_meant, read_status
from tui.commands.tree import (
    Caller,
    Checked,
    Line,
    as_json_option,
    as_json_reply,
    echoed,
    fold,
    misused,
    told,
    whole_number,
)
from tui.reply import Reply

_HOW = "Skriv flytta, bocka, ansvarig, senast, vila, väck, utgå eller arkivera efter kortens nummer."


def _numbers(words: str) -> tuple[int, ...] | None:
    found = [whole_number(word) for word in words.split(",") if word.strip()]
    kept = tuple(dict.fromkeys(number for number in found if number is not None))
    return kept if kept and None not in found else None


_CARDS = Checked(_numbers, "”{}” är inga kortnummer. Skriv dem med komma emellan, till exempel 12,13,15.")
_Made = tuple[Change, str]
"""A change, and what it does, with {} where "3 kort" goes."""


def _move(caller: Caller, rest: tuple[str, ...]) -> _Made:
    status = read_status(rest)
    return card_changes.moving(status), f"flyttade {{}} till {status_word(status)}"


def _assign(caller: Caller, rest: tuple[str, ...]) -> _Made:
    return card_changes.assigning(people_meant(caller, " ".join(rest))), "ändrade ansvarig för {}"


def _due(caller: Caller, rest: tuple[str, ...]) -> _Made:
    day = day_meant(caller, " ".join(rest))
    when = f"till {short_day(day, caller.actor.clock().date())}" if day else ""
    return card_changes.dating(day), f"satte datum för {{}} {when}" if day else "tog bort datumet för {}"


def _drop(caller: Caller, rest: tuple[str, ...]) -> _Made:
    return card_changes.dropping(" ".join(rest)), "lät {} utgå"


def _alone(change: Callable[[], Change], what: str) -> Callable[[Caller, tuple[str, ...]], _Made]:
    """A change that nothing is said about after its word."""

    def made(caller: Caller, rest: tuple[str, ...]) -> _Made:
        if rest:
            misused(f"Det är ett ord för mycket: ”{echoed(rest[0])}”.")
        return change(), what

    return made


_tick = _alone(card_changes.ticking, "bockade av {}")
_pause = _alone(lambda: card_changes.pausing(True), "lät {} vila")
_wake = _alone(lambda: card_changes.pausing(False), "väckte {}")
_archive = _alone(lambda: card_changes.archiving, "arkiverade {}")

_MADE: Mapping[str, Callable[[Caller, tuple[str, ...]], _Made]] = {
    **dict.fromkeys(("flytta", "move"), _move),
    **dict.fromkeys(("bocka", "tick"), _tick),
    **dict.fromkeys(("ansvarig", "assign"), _assign),
    **dict.fromkeys(("senast", "due"), _due),
    **dict.fromkeys(("vila", "pause"), _pause),
    **dict.fromkeys(("vack", "wake"), _wake),
    **dict.fromkeys(("utga", "drop"), _drop),
    **dict.fromkeys(("arkivera", "archive"), _archive),
}


def _refuse_people_counted(caller: Caller, numbers: tuple[int, ...]) -> None:
    """Let only cards that count occasions be ticked together: how many came differs from one to the next."""
    found = cards_by_number(numbers, caller.actor.clock()).values()
    if counting := [card.title for card in found if card.target.unit is not Unit.OCCASIONS]:
        raise Invalid(f"{listing(counting[:2])}: där räknas personer. Bocka av för sig.")


@click.command("flera", cls=Line, english="several")
@click.argument("numbers", type=_CARDS, metavar="KORT,KORT")
@click.argument("verb", metavar="KOMMANDO")
@click.argument("rest", nargs=-1, metavar="[ORD]…")
@as_json_option
@click.pass_obj
def several(
    caller: Caller, numbers: tuple[int, ...], verb: str, rest: tuple[str, ...], as_json: bool
) -> Reply:
    """Gör samma sak med flera kort på en gång: flera 12,13 flytta klart.

    Går med flytta, bocka, ansvarig, senast, vila, väck, utgå och arkivera. Kan något
    av korten inte ändras är inget av dem ändrat; ångra tar tillbaka alltihop.
    """
    if (made := _MADE.get(fold(verb))) is None:
        misused(f"”{echoed(verb)}” går inte att göra med flera kort. {_HOW}")
    if made is _tick:
        _refuse_people_counted(caller, numbers)
    change, what = made(caller, rest)
    cards = change_all(caller.actor, numbers, change, what)
    if as_json:
        today = caller.actor.clock().date()
        return as_json_reply([card_value(card, plan_of(card.plan_id), today) for card in cards.values()])
    return told(f"Du {what.format(count(len(numbers), 'kort', 'kort'))}.")


SEVERAL = (several,)
"""What this file adds to the commands."""
