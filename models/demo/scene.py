"""The demo's stage: who is on it, which cards there are, and the things somebody can do."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pendulum

from models import card_changes, card_form, undo
from models.access import Actor
from models.card import card
from models.card_form import Wording, wording_of
from models.clock import STOCKHOLM
from models.commitment import Status
from models.target import Kind, Target

YEAR = 2023
"""The year everything happens in."""


class MovingClock:
    """A clock that shows whatever moment the story has come to."""

    def __init__(self, moment: pendulum.DateTime) -> None:
        self.moment = moment

    def __call__(self) -> pendulum.DateTime:
        """The moment now."""
        return self.moment


@dataclass(frozen=True, slots=True)
class Scene:
    """What the story needs to go on."""

    clock: MovingClock
    actors: Mapping[str, Actor]
    cards: list[int]
    """The numbers of the cards in the plan's order; the story counts them from 1."""
    areas: list[int]

    def member(self, key: str) -> int:
        """A member's number."""
        number = self.actors[key].member_id
        if number is None:
            raise KeyError(key)
        return number


Deed = Callable[[Scene, Actor], object]
"""Something one person does."""


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what, and when."""

    at: str
    """Month, day and time: "06-14 19.42"."""
    who: str
    deed: Deed

    @property
    def moment(self) -> pendulum.DateTime:
        """When it was."""
        return pendulum.from_format(f"{YEAR}-{self.at}", "YYYY-MM-DD HH.mm", tz=STOCKHOLM)


def play(scene: Scene, events: tuple[Event, ...]) -> None:
    """Let everything happen, in order of time."""
    for event in sorted(events, key=lambda one: one.at):
        scene.clock.moment = event.moment
        event.deed(scene, scene.actors[event.who])


def day(words: str, year: int = YEAR) -> dt.date:
    """A day written MM-DD."""
    return dt.date.fromisoformat(f"{year}-{words}")


def move(number: int, status: Status) -> Deed:
    """Put a card in another column."""
    return lambda scene, actor: card_changes.move(actor, scene.cards[number - 1], status)


def tick(number: int, on: str, note: str = "", many: int = 1) -> Deed:
    """Tick a card for a day."""
    return lambda scene, actor: card_changes.tick(actor, scene.cards[number - 1], many, day(on), note)


def say(number: int, text: str) -> Deed:
    """Comment a card."""
    return lambda scene, actor: card_changes.comment(actor, scene.cards[number - 1], text)


def give(number: int, *people: str) -> Deed:
    """Make people responsible for a card."""
    return lambda scene, actor: card_changes.assign(
        actor, scene.cards[number - 1], tuple(scene.member(key) for key in people)
    )


def due(number: int, on: dt.date) -> Deed:
    """Choose the day a card must be done by."""
    return lambda scene, actor: card_changes.set_due(actor, scene.cards[number - 1], on)


def rest(number: int) -> Deed:
    """Let a card rest."""
    return lambda scene, actor: card_changes.pause(actor, scene.cards[number - 1])


def drop(number: int, reason: str, section: str) -> Deed:
    """Give a card up."""
    return lambda scene, actor: card_changes.drop(actor, scene.cards[number - 1], reason, section)


def entitle(number: int, title: str) -> Deed:
    """Give a card a shorter title."""
    return _edit(number, lambda wording: replace(wording, title=title))


def aim(number: int, target: Target, districts: tuple[str, ...] = ()) -> Deed:
    """Give a card a target of the board's own."""
    return _edit(
        number, lambda wording: replace(wording, target=target, districts=districts or wording.districts)
    )


def _edit(number: int, change: Callable[[Wording], Wording]) -> Deed:
    def deed(scene: Scene, actor: Actor) -> None:
        card_id = scene.cards[number - 1]
        opened = wording_of(card(card_id, scene.clock()))
        card_form.edit(actor, card_id, opened, change(opened))

    return deed


def add(title: str, area: int, on: dt.date, *people: str) -> Deed:
    """Add a card of the board's own; the story counts it last."""

    def deed(scene: Scene, actor: Actor) -> None:
        wording = Wording(
            title,
            scene.areas[area - 1],
            Target(Kind.ONCE),
            on,
            tuple(scene.member(key) for key in people),
        )
        scene.cards.append(card_form.add(actor, wording).id)

    return deed


def regret() -> Deed:
    """Take back what one did last."""
    return lambda scene, actor: undo.undo(actor)
