"""Titles in little room, cut so that those that begin alike can still be told apart."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from rich.cells import cell_len, set_cell_size

from screens.widgets.cells import shorten

_VOWELS = frozenset("aeiouyåäöéAEIOUYÅÄÖÉ")
_TELLS = 3
"""Two cut titles look alike where no more than so many of the last letters differ."""
_HEAD = 4


@lru_cache(64)
def told_apart(titles: tuple[str, ...], rooms: tuple[int, ...]) -> tuple[str, ...]:
    """Each title within its cells; those that a plain cut would leave alike say what tells them apart."""
    shown = [shorten(title, room) for title, room in zip(titles, rooms, strict=True)]
    for places in _alike(titles, rooms, shown):
        begins = _beginning([titles[place] for place in places])
        for form in (_abbreviated, _leaping, _from_behind):
            cut = [_fit(form, titles[place], begins, rooms[place]) for place in places]
            if len(set(cut)) == len({titles[place] for place in places}):
                for place, words in zip(places, cut, strict=True):
                    shown[place] = words
                break
    return tuple(shown)


def _alike(titles: Sequence[str], rooms: Sequence[int], shown: Sequence[str]) -> Iterator[list[int]]:
    """The places of titles that begin alike as far as they are seen, where any of them is cut."""
    groups: dict[str, list[int]] = {}
    for place, (title, room) in enumerate(zip(titles, rooms, strict=True)):
        seen = max(room - 1 - _TELLS, room // 2, 1)
        groups.setdefault(set_cell_size(title, min(seen, cell_len(title))), []).append(place)
    for places in groups.values():
        if len(places) > 1 and any(shown[place] != titles[place] for place in places):
            yield places


def _beginning(titles: Sequence[str]) -> str:
    """What they all begin with."""
    columns = zip(*titles, strict=False)
    return "".join(letters[0] for letters in takewhile(lambda them: len(set(them)) == 1, columns))


def _fit(form: Callable[[str, str, int], str], title: str, begins: str, room: int) -> str:
    """A title as it is where it fits, else in a form that leaves out of its beginning."""
    return title if cell_len(title) <= room else shorten(form(title, begins, room), room)


def _abbreviated(title: str, begins: str, room: int) -> str:
    """ "Utv. av partiorganisationen": the words that all have, as one abbreviates them."""
    shared, space, _ = begins.rpartition(" ")
    return f"{' '.join(map(_abbreviation, shared.split(' ')))}{space}{title[len(shared) + len(space) :]}"


def _abbreviation(word: str) -> str:
    """A word up to its second vowel, with a point; whole where that saves nothing."""
    first = next((place for place, letter in enumerate(word) if letter in _VOWELS), len(word))
    rest = enumerate(word[first + 1 :], first + 1)
    second = next((place for place, letter in rest if letter in _VOWELS), len(word))
    return f"{word[:second]}." if second + 1 < len(word) else word


def _leaping(title: str, begins: str, room: int) -> str:
    """ "Utve…partiorganisationen": the beginning, then what tells it from the others."""
    return f"{set_cell_size(begins, min(_HEAD, room // 3)).rstrip()}…{title[len(begins) :].lstrip()}"


def _from_behind(title: str, begins: str, room: int) -> str:
    """ "Utve…organisationen": the beginning and the end."""
    head = set_cell_size(begins, min(_HEAD, room // 3)).rstrip()
    tail = title
    while tail and cell_len(tail) > room - cell_len(head) - 1:
        tail = tail[1:]
    return f"{head}…{tail}"
