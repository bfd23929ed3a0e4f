"""What Tab makes of a word that has been begun: a command, a card by its words, a person, an option."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import click

from models.access import Actor, Right
from models.board import board_view
from models.card import Card
from models.people import Person
from models.selection import people_shown_to
from models.text import matches, search_text
from tui.commands.card_text import STATUS_KEYS
from tui.commands.columns import cells, fitted
from tui.commands.tree import WIDTH, CardLine, Line, Tree, fold, whole_number

_TITLE = 22
_BETWEEN = "  "


@dataclass(frozen=True, slots=True)
class Known:
    """What can be named on a line."""

    cards: tuple[Card, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Completed:
    """What the text before the cursor becomes, and what is told of it."""

    text: str
    told: str = ""
    """The card that was meant, or what there is to choose among, in one line."""


def known_to(actor: Actor) -> Known:
    """What an actor may name."""
    if not actor.may(Right.READ_PLAN):
        return Known()
    view = board_view(actor, actor.clock())
    return Known(view.cards if view else (), people_shown_to(actor))


def complete(text: str, tree: Tree, known: Known) -> Completed:
    """Complete the last word of a text, as far as there is one way to."""
    *before, stem = text.split(" ")
    words = [word for word in before if word]
    node: Line | Tree = tree
    while words and isinstance(node, Tree):
        found = _among(words[0], node)
        if found is None:
            return Completed(text)
        node, words = found, words[1:]
    if isinstance(node, Tree):
        return _word(text, stem, _names(stem, node))
    if isinstance(node, CardLine) and (not words or whole_number(words[0]) is None):
        return _card(text, " ".join([*words, stem]), known.cards)
    return _word(text, stem, _said_in(node, stem, known.people))


def _among(word: str, tree: Tree) -> Line | Tree | None:
    return next((one for one in tree.children() if fold(word) in map(fold, one.names)), None)


def _names(stem: str, tree: Tree) -> list[str]:
    """Each command under a tree that begins so, by the first of its names that does."""
    found = ([name for name in one.names if _begins(name, stem)] for one in tree.children())
    return [names[0] for names in found if names]


def _said_in(command: Line, stem: str, people: Iterable[Person]) -> list[str]:
    """What may stand in a command after its card: its options, a column, a person."""
    if stem.startswith("-"):
        options = [param for param in command.params if isinstance(param, click.Option)]
        return [option.opts[0] for option in options if _begins(option.opts[0], stem)]
    if not stem:
        return []
    columns = STATUS_KEYS.values() if any(param.name == "status" for param in command.params) else ()
    return [word for word in (*columns, *(one.short for one in people)) if _begins(word, stem)]


def _begins(word: str, stem: str) -> bool:
    return fold(word).startswith(fold(stem))


def _word(text: str, stem: str, found: Sequence[str]) -> Completed:
    begun = text[: len(text) - len(stem)]
    if len(found) == 1:
        return Completed(f"{begun}{found[0]} ")
    longer = found[0][: _shared(found)] if found and _shared(found) > len(stem) else stem
    return Completed(f"{begun}{longer}", _listed(found))


def _shared(words: Sequence[str]) -> int:
    """How many letters all the words begin with alike."""
    alike = 0
    for letters in zip(*map(fold, words), strict=False):
        if len({*letters}) > 1:
            break
        alike += 1
    return alike


def _card(text: str, words: str, cards: Iterable[Card]) -> Completed:
    """The number of the card whose title has words that begin so, or else holds them anywhere."""
    needle = search_text(words).split()
    if not needle:
        return Completed(text)
    found = [card for card in cards if _has_words(card, needle)]
    found = found or [card for card in cards if matches(" ".join(needle), card.search)]
    if len(found) == 1:
        command = text[: len(text) - len(words)]
        return Completed(f"{command}{found[0].id} ", fitted(f"{found[0].id} {found[0].title}", WIDTH - 1))
    return Completed(text, _listed([f"{card.id} {fitted(card.title, _TITLE)}" for card in found]))


def _has_words(card: Card, needle: Sequence[str]) -> bool:
    said = search_text(card.title).split()
    return all(any(word.startswith(one) for word in said) for one in needle)


def _listed(found: Sequence[str]) -> str:
    """What there is to choose among, as much of it as one line holds."""
    shown: list[str] = []
    for one in found:
        rest = f"{_BETWEEN}… och {len(found) - len(shown)} till"
        if cells(_BETWEEN.join([*shown, one])) + cells(rest) >= WIDTH:
            return _BETWEEN.join(shown) + rest
        shown.append(one)
    return _BETWEEN.join(shown)
