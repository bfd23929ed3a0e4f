"""The menu: every command in words, and every card by fuzzy text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from models.card import Card
from models.plurals import listing
from models.story import status_word
from models.text import matches, search_text
from screens.dialogs.dialog import Dialog
from screens.dialogs.fields import FilterLine
from screens.keymap import Command
from screens.widgets.bottom import Keys
from screens.widgets.choice_list import Choice, ChoiceList

_MOST_SHOWN = 100
_WITHOUT_RINGS = str.maketrans("åäö", "aao")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the member chose: a command's action, or a card."""

    action: str | None = None
    card_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    choice: Choice[Chosen]
    name: str
    more: str
    number: int = 0
    sign: str = ""


def fuzzy(needle: str, hay: str) -> int | None:
    """How well a needle fits, 0 best, None not at all; both are search text.

    The beginning of the text, the beginning of a word, inside a word, letters in order: in that order.
    """
    if not needle:
        return 0
    place = hay.find(needle)
    if place == 0:
        return 0
    if place > 0:
        starts = hay[place - 1] == " " or f" {needle}" in hay
        return (10 if starts else 30) + min(place, 9)
    spread = _in_order(needle.replace(" ", ""), hay)
    return None if spread is None else 60 + min(spread, 39)


def _in_order(needle: str, hay: str) -> int | None:
    """How far apart the letters stand, where they stand in this order at all."""
    first = place = hay.find(needle[:1])
    for letter in needle[1:]:
        if place < 0:
            return None
        place = hay.find(letter, place + 1)
    return None if place < 0 else place - first - len(needle) + 1


def rank(needle: str, row_name: str, row_more: str) -> int | None:
    """A row's place for a needle: its name first, then what else is known of it, then without rings."""
    in_name = fuzzy(needle, row_name)
    if in_name is not None and in_name < 60:
        return in_name
    if matches(needle, f"{row_name} {row_more}"):
        return 50
    if in_name is not None and in_name < 60 + 2 * len(needle):
        return in_name
    if (without := fuzzy(needle, row_name.translate(_WITHOUT_RINGS))) is not None and without < 60:
        return 100 + without
    return None


def _command_rows(commands: Iterable[Command]) -> tuple[_Row, ...]:
    return tuple(
        _Row(
            Choice(Chosen(action=command.action), command.name, command.sign),
            search_text(command.name),
            search_text(f"{command.short} {command.says}"),
            sign=command.sign,
        )
        for command in commands
        if command.listed
    )


def _card_rows(cards: Iterable[Card]) -> tuple[_Row, ...]:
    return tuple(
        _Row(
            Choice(Chosen(card_id=card.id), card.title, _hint(card)),
            search_text(card.title),
            f"{card.search} {search_text(' '.join(_names(card)))}",
            card.id,
        )
        for card in cards
    )


def _names(card: Card) -> tuple[str, ...]:
    return (*(person.name for person in card.responsible), *card.districts)


def _hint(card: Card) -> str:
    who = listing(person.short for person in card.responsible)
    return f"kort · {status_word(card.status)}{f' · {who}' if who else ''}"


class Palette(Dialog[Chosen | None]):
    """What one types narrows commands and cards; with nothing typed it is the menu."""

    # As tall for those who may give few commands, so that it does not jump when cards are found.
    DEFAULT_CSS = "Palette ChoiceList { height: 14; }"
    KEYS: ClassVar[Keys] = (("Enter", "välj"), ("Esc", "stäng"), ("↑↓", "bläddra"))
    HELP = (
        "Skriv ett eller flera ord ur det du söker, i vilken ordning som helst: ett kommando eller dess "
        "tangent, ett kort, ett namn eller kortets nummer."
    )

    def __init__(self, commands: Iterable[Command], cards: Iterable[Card]) -> None:
        super().__init__("Meny")
        self._commands = _command_rows(commands)
        self._cards = _card_rows(cards)
        self._list: ChoiceList[Chosen] = ChoiceList(
            tuple(row.choice for row in self._commands), empty="Inget heter så. Prova ett annat ord."
        )

    def head(self) -> Iterable[Widget]:
        """The line to type in."""
        yield FilterLine(self._list, "Sök kommando eller kort")

    def body(self) -> Iterable[Widget]:
        """What it finds."""
        yield self._list

    def found(self, typed: str) -> tuple[Choice[Chosen], ...]:
        """The rows for what is typed, the best first."""
        needle = " ".join(search_text(typed.strip().lstrip("/:")).split())
        if not needle:
            return tuple(row.choice for row in self._commands)
        ranked: list[tuple[int, int, _Row]] = []
        for place, row in enumerate((*self._commands, *self._cards)):
            if needle == str(row.number):
                ranked.append((-2, place, row))
            elif typed.strip() == row.sign:
                ranked.append((-1, place, row))
            elif (score := rank(needle, row.name, row.more)) is not None:
                ranked.append((score, place, row))
        ranked.sort(key=lambda one: one[:2])
        return tuple(row.choice for _, _, row in ranked[:_MOST_SHOWN])

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._list.show(self.found(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._list.current is not None:
            self.dismiss(self._list.current.key)
