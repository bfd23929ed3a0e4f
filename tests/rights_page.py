"""What `docs/rattigheter.md` says that each role may do, how each line of it is tried, and on what."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.access import Actor, Role
from models.card_changes import tick
from models.card_form import Wording, add
from models.comment import Comment
from models.database import database
from models.enrolment import NewKey
from models.invitation import invite
from models.journal import Action, action
from models.key import add_key
from models.roster import add_member
from models.step import add_steps
from models.target import Kind, Target
from tests.conftest import PLAN
from tui.commands.tree import Line, Tree

PAGE = Path(__file__).parents[1] / "docs" / "rattigheter.md"
OWN = "Den ansvariga"
_CELLS = {"●": True, "–": False}
_REFUSALS = re.compile(
    r"(?:Dina uppdrag ger inte rätt|Bara styrelsen och den ansvariga|Du kan läsa|Bara ordföranden"
    r"|Bara administratören|Bara den som skrev)"
)


@dataclass(frozen=True)
class Sample:
    """How one row of the page is tried; {} is filled in from the one who tries it."""

    words: str
    then: str = ""
    """What makes it as it was, once it was done."""
    idle: str = ""
    """How the answer begins where there is nothing to do but the right is there."""
    given: bytes = b""

    @property
    def is_of_card(self) -> bool:
        """Whether being responsible may make a difference."""
        return "{card}" in self.words


SAMPLES: Mapping[str, Sample] = {
    "idag": Sample("idag"),
    "tavla": Sample("tavla"),
    "mina": Sample("mina"),
    "försenat": Sample("försenat"),
    "områden": Sample("områden"),
    "visa KORT": Sample("visa {card}"),
    "steg KORT": Sample("steg {card}"),
    "bockar KORT": Sample("bockar {card}"),
    "kommentarer KORT": Sample("kommentarer {card}"),
    "logg": Sample("logg --antal 3"),
    "nytt": Sample("nytt --sedan idag"),
    "plan visa": Sample("plan visa"),
    "exportera plan": Sample("exportera plan"),
    "läslogg": Sample("läslogg"),
    "vem-är-jag": Sample("vem-är-jag"),
    "hjälp": Sample("hjälp flytta"),
    "handbok": Sample("handbok"),
    "flytta KORT STATUS": Sample("flytta {card} pågår"),
    "bocka KORT": Sample("bocka {card}"),
    "bocka KORT --bort": Sample("bocka {card} --bort"),
    "bockar KORT ändra M": Sample("bockar {card} ändra 1 --not Bryggan"),
    "bockar KORT bort M": Sample("bockar {card} bort 2"),
    "ansvarig KORT NAMN": Sample("ansvarig {card} {answers}"),
    "senast KORT DAG": Sample("senast {card} 1 maj"),
    "vila KORT": Sample("vila {card}"),
    "väck KORT": Sample("väck {card}"),
    "utgå KORT SKÄL": Sample("utgå {card} Inga pengar"),
    "ta-upp KORT": Sample("ta-upp {card}"),
    "ändra KORT VAL": Sample("ändra {card} --titel Bryggan"),
    "kommentera KORT TEXT": Sample("kommentera {card} Hej"),
    "kommentarer KORT ändra M TEXT": Sample("kommentarer {card} ändra 1 Hej igen"),
    "kommentarer KORT bort M": Sample("kommentarer {card} bort 2"),
    "steg KORT lägg TEXT": Sample("steg {card} lägg Baka"),
    "steg KORT ändra M TEXT": Sample("steg {card} ändra 1 Boka salen"),
    "steg KORT klart M": Sample("steg {card} klart 1"),
    "steg KORT öppna M": Sample("steg {card} öppna 1"),
    "steg KORT ansvarig M NAMN": Sample("steg {card} ansvarig 1 ingen"),
    "steg KORT upp M": Sample("steg {card} upp 2"),
    "steg KORT ner M": Sample("steg {card} ner 1"),
    "steg KORT bort M": Sample("steg {card} bort 3"),
    "ångra NUMMER": Sample("ångra {action}"),
    "arkivera KORT": Sample("arkivera {card}", then="ångra"),
    "flera KORT KOMMANDO": Sample("flera {card} flytta planerat"),
    "rätta KORT TEXT": Sample("rätta {card} Orden", idle="Kortet är styrelsens eget"),
    "lägg-till TITEL": Sample("lägg-till Provkort", then="ångra"),
    "läs-in plan": Sample("läs-in plan", given=PLAN.read_bytes()),
    "plan anta DAG": Sample("plan anta idag", idle="Verksamhetsplan 2023 är redan antagen."),
    "plan avsluta": Sample("plan avsluta", then="ångra"),
    "ångra": Sample("ångra", idle="Det finns inget mer att ångra."),
    "gör-om": Sample("gör-om", idle="Det finns inget att göra om."),
    "vilka": Sample("vilka"),
    "läge": Sample("läge tavla"),
    "bjud-in NAMN": Sample("bjud-in Prov Grannsson --för mac", idle="Värdnyckeln host_key finns inte."),
    "inbjudan lista": Sample("inbjudan lista"),
    "inbjudan spärra NUMMER": Sample("inbjudan spärra {invitation}"),
    "nycklar": Sample("nycklar"),
    "nyckel lista": Sample("nyckel lista"),
    "nycklar --alla": Sample("nycklar --alla"),
    "nyckel läst EGEN": Sample("nyckel läst {key}"),
    "nyckel läst ANNANS": Sample("nyckel läst {another}"),
    "nyckel döp EGEN NAMN": Sample("nyckel döp {key} Köksdatorn"),
    "nyckel döp ANNANS NAMN": Sample("nyckel döp {another} Köksdatorn"),
    "nyckel spärra EGEN": Sample("nyckel spärra {key}"),
    "nyckel spärra ANNANS": Sample("nyckel spärra {another}"),
}
"""Each row of the page, in an order in which one after the other can be tried in earnest."""


@cache
def _tables() -> tuple[dict[str, dict[str, bool]], dict[Role, str]]:
    """The rows with their cells by column, and the column each role stands in."""
    rows: dict[str, dict[str, bool]] = {}
    column_of: dict[Role, str] = {}
    columns: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if line.startswith("| Kommando |"):
            columns = cells[2:]
        elif columns and (name := re.match(r"\| `(.+?)` \|", line)):
            assert name[1] not in rows, f"{name[1]} står två gånger"
            rows[name[1]] = {column: _CELLS[cell] for column, cell in zip(columns, cells[2:], strict=True)}
        elif not columns and len(cells) == 2 and cells[0] not in {"Kolumn", "---"}:
            for role in cells[1].split(", "):
                assert role not in column_of, f"{role} står två gånger"
                column_of[Role(role)] = cells[0]
    return rows, column_of


def rows() -> tuple[str, ...]:
    """Every row of the page."""
    return tuple(_tables()[0])


def columns() -> dict[Role, str]:
    """The column each role stands in."""
    return dict(_tables()[1])


def promised(row: str, role: Role, *, own: bool = False) -> bool:
    """Whether the page says that a role may do this, on a card it is responsible for or on another."""
    cells, column = _tables()[0][row], _tables()[1][role]
    return cells[column] or (own and cells[OWN])


def lines_of(tree: Tree, above: str = "") -> Iterator[tuple[str, Line]]:
    """Every command of a tree, by its whole Swedish name."""
    for child in tree.children():
        name = f"{above} {child.name}".strip()
        if isinstance(child, Line):
            yield name, child
        else:
            yield from lines_of(child, name)


def was_refused(sample: Sample, code: int, out: str, err: str) -> bool:
    """Whether a command was refused for want of a right; any other failure fails the test."""
    # Of several cards each is named before its refusal.
    refused = _REFUSALS.match(err.partition(": ")[2] if sample.words.startswith("flera") else err)
    if code == 1 and refused:
        assert out == "", out
        return True
    idle = bool(sample.idle) and err.startswith(sample.idle)
    assert code == 0 or idle, (sample.words, code, err)
    return False


@dataclass(frozen=True)
class Seat:
    """One who holds one role and nothing else, and what there is to try it on."""

    role: Role
    member_id: int
    name: str
    cards: Mapping[bool, int]
    """A card that the member is responsible for (True), and one that somebody else is."""
    actions: Mapping[bool, int]
    """Something that was done to each of them, which can be taken back."""
    invitation: int
    key: int
    another: int
    """A key of the member's beside the one that bears the role's name, and one of somebody else's."""

    def words(self, sample: Sample, *, own: bool = False) -> str:
        """What this one says to try a row."""
        return sample.words.format(
            card=self.cards[own],
            action=self.actions[own],
            answers="jag" if own else "Prov Grannsson",
            invitation=self.invitation,
            key=self.key,
            another=self.another,
        )


Keys = Callable[[str], NewKey]
"""Makes a key that nobody has yet, by a name."""


def seats(system: Actor, new_key: Keys) -> dict[Role, Seat]:
    """Somebody for each role, in the open database, by whoever owns the files."""
    with database.atomic():
        # An administrator too, so that no key is the last one with which an administrator comes in.
        neighbour = add_member(system, "Prov Grannsson", (Role.DEPUTY, Role.ADMINISTRATOR)).id
        return {role: _seat(system, role, neighbour, new_key) for role in Role}


def _seat(system: Actor, role: Role, neighbour: int, new_key: Keys) -> Seat:
    name = f"Prov {role.name.title().replace('_', '')}sson"
    member = add_member(system, name, (role,)).id
    found = {own: _card(system, role, member, member if own else neighbour) for own in (False, True)}
    _key(system, member, new_key(role.name))
    keys = [
        _key(system, whose, new_key(f"{role.name}-{what}"))
        for whose, what in ((member, "spare"), (neighbour, "other"))
    ]
    cards, actions = ({own: both[place] for own, both in found.items()} for place in (0, 1))
    return Seat(role, member, name, cards, actions, invite(system, neighbour).row.id, *keys)


def _key(system: Actor, member: int, key: NewKey) -> int:
    return add_key(system, member, key.line, key.fingerprint, key.computer).id


def _card(system: Actor, role: Role, author: int, answers: int) -> tuple[int, int]:
    """A card with steps, ticks, and comments by the one who tries; and the number of its last tick."""
    wording = Wording(f"Prov {role} {answers}", target=Target(Kind.COUNT, 9), responsible=(answers,))
    number = add(system, wording).id
    add_steps(system, number, "Ett\nTvå\nTre")
    with action(system, "kommenterade", final=True) as act:
        for words in ("Första", "Andra"):
            act.create(Comment(commitment=number, member=author, at=act.at, text=words))
    for _ in range(3):
        tick(system, number)
    return number, Action.select(Action.id).order_by(Action.id.desc()).limit(1).scalar()
