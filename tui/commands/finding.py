"""The board as text: all of it, some of it, what is mine, what is late, and the sums of its areas."""

from collections import Counter
from typing import Any

import click

from models.access import Right
from models.card import Card, cards_of
from models.commitment import Status
from models.people import find_person
from models.plan import AreaRow, areas_of, require_plan
from models.plurals import listing
from models.selection import Selection, people_known_to
from models.standing import tally
from models.story import WHOLE_PLAN, status_word
from models.text import matches, search_text
from tui.commands.card_text import STATUS_KEYS, Board, board_lines, board_value
from tui.commands.columns import columns, fitted
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

_TITLE = 28
_ME = {"jag", "mig", "me"}


_ALSO_SAID = {
    "ej påbörjad": Status.NOT_STARTED,
    "planerad": Status.PLANNED,
    "pågående": Status.IN_PROGRESS,
    "klar": Status.DONE,
}


def _status_words() -> dict[str, Status]:
    words = {_status_key(word): status for word, status in _ALSO_SAID.items()}
    for status in Status:
        for word in (str(int(status)), status.name, STATUS_KEYS[status], status_word(status)):
            words[_status_key(word)] = status
    return words


def _status_key(word: str) -> str:
    return " ".join(fold(word).replace("_", " ").replace("-", " ").split())


STATUSES = _status_words()
"""Every word for a status, folded."""


def status_meant(words: str) -> Status | None:
    """The status somebody means, if any."""
    return STATUSES.get(_status_key(words))


NO_STATUS = "”{}” är ingen status. Välj ej, planerat, pågår eller klart, eller 1–4."
"""What is said of a word that is no status."""
_STATUS = Checked(status_meant, NO_STATUS)


def area_meant(areas: tuple[AreaRow, ...], words: str) -> int:
    """The area somebody means by its number or words of its title, 0 for the whole plan; raises WrongUse."""
    numbered = {area.id: area.id for area in areas} | {area.position: area.id for area in areas}
    wanted = whole_number(words)
    if wanted in numbered:
        return numbered[wanted]
    needle = " ".join(search_text(words).split())
    titles = [(area.id, area.title, f"{area.position} {area.title}") for area in areas]
    titles.append((0, WHOLE_PLAN, WHOLE_PLAN))
    named = [one for one in titles if search_text(one[1]) == needle]
    if not named and needle and wanted is None:
        named = [one for one in titles if matches(needle, search_text(one[1]))]
    if len(named) == 1:
        return named[0][0]
    if named:
        several = listing(one[2] for one in named)
        misused(f"”{echoed(words)}” kan vara {several}. Skriv numret eller hela namnet.")
    known = ", ".join(one[2] for one in titles)
    misused(f"Det finns inget område ”{echoed(words)}”. Välj ett av: {known}.")


def person_meant(caller: Caller, words: str) -> int:
    """The one meant by "jag" or a name, among those the caller may know; raises Invalid, WrongUse."""
    if fold(words) in _ME:
        if caller.actor.member_id is None:
            misused("Här är du ingen medlem. Skriv ett namn.")
        return caller.actor.member_id
    return find_person(words, people_known_to(caller.actor)).id


def _whole(caller: Caller) -> Board:
    caller.actor.require(Right.READ_PLAN)
    now, plan = caller.actor.clock(), require_plan()
    return Board(plan, areas_of(plan.id), cards_of(plan.id, now), now.date())


def _shown(whole: Board, chosen: Selection, as_json: bool, nothing: str) -> Reply:
    """The chosen cards under their areas; an area without any is left out unless it was asked for."""
    cards = chosen.of(whole.cards, whole.plan, whole.today)
    held = {card.area_id for card in cards}
    every = chosen == Selection()
    areas = tuple(row for row in whole.areas if every or row.id in held or row.id == chosen.area)
    board = Board(whole.plan, areas, cards, whole.today)
    if as_json:
        return as_json_reply(board_value(board))
    return told(*board_lines(board)) if cards or every else told(nothing)


@click.command("tavla", cls=Line, english="board", reads=True)
@click.option("--område", "--area", "-o", "area", metavar="N", help="Ett område, efter nummer eller namn.")
@click.option("--person", "-p", "person", metavar="NAMN", help="Det som en person ansvarar för; jag är du.")
@click.option("--status", "-s", "status", type=_STATUS, metavar="S", help="Ej, planerat, pågår eller klart.")
@click.option("--försenat", "--late", "-f", "late", is_flag=True, help="Det som är försenat.")
@click.option("--text", "-t", "words", default="", metavar="ORD", help="Det som innehåller orden.")
@as_json_option
@click.pass_obj
def board(
    caller: Caller,
    area: str | None,
    person: str | None,
    status: Status | None,
    late: bool,
    words: str,
    as_json: bool,
) -> Reply:
    """Visar tavlan, område för område; med flera val det som uppfyller alla."""
    whole = _whole(caller)
    chosen = Selection(
        None if area is None else area_meant(whole.areas, area),
        None if person is None else person_meant(caller, person),
        status,
        late,
        words,
    )
    return _shown(
        whole, chosen, as_json, f"Inget kort passar. Hela tavlan visas med: {caller.spoken('tavla')}"
    )


@click.command("mina", cls=Line, english="mine", reads=True)
@as_json_option
@click.pass_obj
def mine(caller: Caller, as_json: bool) -> Reply:
    """Visar korten du ansvarar för."""
    chosen = Selection(person=person_meant(caller, "jag"))
    hint = f"Du ansvarar inte för något ännu. Ta ett kort med: {caller.spoken('ansvarig KORT jag')}"
    return _shown(_whole(caller), chosen, as_json, hint)


@click.command("försenat", cls=Line, english="late", reads=True)
@as_json_option
@click.pass_obj
def late_cards(caller: Caller, as_json: bool) -> Reply:
    """Visar korten vars datum har gått ut."""
    return _shown(_whole(caller), Selection(late=True), as_json, "Inget är försenat.")


@click.command("områden", cls=Line, english="areas", reads=True)
@as_json_option
@click.pass_obj
def areas(caller: Caller, as_json: bool) -> Reply:
    """Visar områdena med hur många kort som är i fas, är försenade och står i varje kolumn."""
    whole = _whole(caller)
    rows = [(row.id, row.position, row.title, whole.of(row.id)) for row in whole.areas]
    if apart := whole.of(None):
        rows.append((0, 0, WHOLE_PLAN, apart))
    if as_json:
        return as_json_reply(
            [
                {"id": number or None, "number": place or None, "title": title, **_sums(whole, cards)}
                for number, place, title, cards in rows
            ]
        )
    named = [(str(place or ""), title, cards) for _, place, title, cards in rows]
    everything = ("", "Alla områden", whole.cards)
    lines = [_cells(whole, *row) for row in (*named, everything)]
    head = ("", "Område", "I fas", "Försenat", *(STATUS_KEYS[status].capitalize() for status in Status))
    return told(*columns([head, *lines]))


def _sums(whole: Board, cards: tuple[Card, ...]) -> dict[str, Any]:
    sums = tally(cards, whole.plan, whole.today)
    standing = Counter(card.status for card in cards if card.dropped is None)
    statuses = {STATUS_KEYS[status]: standing[status] for status in Status}
    return {"on_track": sums.good, "total": sums.total, "late": sums.late, "statuses": statuses}


def _cells(whole: Board, place: str, title: str, cards: tuple[Card, ...]) -> tuple[str, ...]:
    sums = _sums(whole, cards)
    return (
        place,
        fitted(title, _TITLE),
        f"{sums['on_track']}/{sums['total']}",
        *(str(many or "–") for many in (sums["late"], *sums["statuses"].values())),
    )


FINDING = (board, mine, late_cards, areas)
"""What this file adds to the commands."""
