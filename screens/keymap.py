"""The one registry of commands: from it come the bindings, the footer, the help and the palette."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType

from models.access import Right


class Place(StrEnum):
    """Where a command can be given."""

    BOARD = "board"
    CARD = "card"
    PREVIEW = "preview"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a member can do, by every road that leads there."""

    action: str
    """The screen's `action_…` method."""
    keys: tuple[str, ...]
    """Textual's names of the keys, the shown one first; none where the menu is enough."""
    sign: str
    """The first key as it stands on the keyboard."""
    name: str
    """What it does, in a word or two, in the palette and the menu."""
    short: str = ""
    """The word in the bottom line, where there is room."""
    says: str = ""
    """The help's sentence; the name where it says enough."""
    places: tuple[Place, ...] = (Place.BOARD,)
    rank: int = 0
    """Its order in the bottom line; 0 never stands there."""
    right: Right | None = None
    """Without it, and without being responsible for the card, the command is hidden."""
    listed: bool = True
    """Whether the palette offers it; moving the cursor is only a key."""

    @property
    def sentence(self) -> str:
        """What the help says about it."""
        return self.says or self.name


_BOTH = (Place.BOARD, Place.CARD)
_CARD = (Place.CARD,)
_ALL = tuple(Place)
_PREVIEW = (Place.PREVIEW, Place.REVISION)
_EDIT = Right.EDIT_PLAN

COMMANDS: tuple[Command, ...] = (
    Command(
        "open", ("enter",), "Enter", "Öppna kortet", "öppna", "Öppna kortet, med allt man kan göra.", rank=2
    ),
    Command("status(1)", ("1",), "1", "Flytta till Ej påbörjat", places=_BOTH, right=_EDIT),
    Command("status(2)", ("2",), "2", "Flytta till Planerat", places=_BOTH, right=_EDIT),
    Command("status(3)", ("3",), "3", "Flytta till Pågår", places=_BOTH, right=_EDIT),
    Command("status(4)", ("4",), "4", "Flytta till Klart", places=_BOTH, right=_EDIT),
    Command(
        "lift",
        ("m",),
        "m",
        "Lyft och flytta",
        "flytta",
        "Lyft kortet: pilarna visar vart, Enter släpper.",
        rank=3,
        right=_EDIT,
    ),
    Command(
        "shift(-1)", ("shift+left", "H"), "Skift+←", "Flytta en kolumn åt vänster", right=_EDIT, listed=False
    ),
    Command(
        "shift(1)", ("shift+right", "L"), "Skift+→", "Flytta en kolumn åt höger", right=_EDIT, listed=False
    ),
    Command(
        "tick",
        ("plus",),
        "+",
        "Bocka av",
        "bocka",
        "Bocka av en gång, i dag.",
        places=_BOTH,
        rank=4,
        right=_EDIT,
    ),
    Command("untick", ("minus",), "-", "Ta bort senaste bocken", places=_BOTH, right=_EDIT),
    Command("comment", ("c",), "c", "Kommentera", "kommentera", places=_BOTH, rank=7, right=Right.COMMENT),
    Command("assign", ("a",), "a", "Välj ansvarig", "ansvarig", rank=5, right=_EDIT),
    Command(
        "assign",
        ("a",),
        "a",
        "Välj ansvarig",
        "ansvarig",
        "Välj ansvarig för kortet, eller för steget som markören står på.",
        places=_CARD,
        rank=5,
        right=_EDIT,
    ),
    Command(
        "due",
        ("s",),
        "s",
        "Sätt datum (senast)",
        "senast",
        "Sätt datum, i ord: fre, v 12, 2 maj, om 3 v.",
        places=_BOTH,
        rank=6,
        right=_EDIT,
    ),
    Command("pause", ("v",), "v", "Låt vila eller väck", "vilar", places=_BOTH, right=_EDIT),
    Command(
        "drop",
        ("x",),
        "x",
        "Låt utgå, med skäl",
        "utgår",
        "Låt kortet utgå med ett skäl, eller ta upp det igen.",
        places=_BOTH,
        right=_EDIT,
    ),
    Command("edit", ("e",), "e", "Ändra kortet", "ändra", right=_EDIT),
    Command(
        "edit",
        ("e",),
        "e",
        "Ändra kortet eller raden",
        "ändra",
        "Ändra steget, bocken eller kommentaren som markören står på, annars kortet.",
        places=_CARD,
    ),
    Command(
        "new", ("n",), "n", "Nytt kort", "nytt", "Skriv ett nytt kort, styrelsens eget.", rank=9, right=_EDIT
    ),
    Command(
        "archive",
        ("d",),
        "d",
        "Arkivera kortet",
        "arkivera",
        "Lägg undan ett eget kort; u hämtar tillbaka.",
        right=_EDIT,
    ),
    Command(
        "mark",
        ("space",),
        "Mellanslag",
        "Markera kortet",
        "markera",
        "Markera eller avmarkera kortet; 1–4, a, s, +, v, x, d och m gäller sedan alla markerade.",
    ),
    Command(
        "mark_all",
        ("A",),
        "A",
        "Markera alla som syns",
        says="Markera alla kort som syns, eller avmarkera dem.",
    ),
    Command(
        "archive",
        ("d",),
        "d",
        "Ta bort raden eller arkivera kortet",
        "ta bort",
        "Ta bort steget, bocken eller kommentaren som markören står på, annars lägg undan ett eget kort.",
        places=_CARD,
    ),
    Command(
        "new_steps",
        ("n",),
        "n",
        "Nytt steg",
        "nytt steg",
        "Lägg till steg i kortets checklista, ett på varje rad.",
        places=_CARD,
        right=_EDIT,
    ),
    Command(
        "finish",
        ("space",),
        "Mellanslag",
        "Bocka av steget",
        "bocka steg",
        "Bocka av steget som markören står på, eller öppna det igen.",
        places=_CARD,
    ),
    Command(
        "shift_step(-1)",
        ("shift+up", "K"),
        "Skift+↑",
        "Flytta steget uppåt",
        places=_CARD,
        right=_EDIT,
        listed=False,
    ),
    Command(
        "shift_step(1)",
        ("shift+down", "J"),
        "Skift+↓",
        "Flytta steget neråt",
        places=_CARD,
        right=_EDIT,
        listed=False,
    ),
    Command(
        "reword",
        (),
        "",
        "Rätta ordalydelsen",
        says="Rätta det som blev fel när planen lästes in; väljs i menyn. De inlästa orden står kvar.",
        places=_CARD,
        right=_EDIT,
    ),
    Command(
        "history",
        (),
        "",
        "Visa hela historiken",
        says="Visa hela historiken, eller det av den som rör en sak eller en person; väljs i menyn.",
        places=_CARD,
    ),
    Command("search", ("slash",), "/", "Sök", "sök", "Sök medan du skriver; Esc visar alla.", rank=8),
    Command(
        "mine",
        ("b",),
        "b",
        "Bara mina",
        "bara mina",
        "Visa bara kort du ansvarar för, eller alla igen.",
        rank=10,
    ),
    Command("area", ("o",), "o", "Välj område", "område", rank=11),
    Command(
        "filter",
        ("f",),
        "f",
        "Filtrera",
        "filter",
        "Välj vad som visas: område, person, status, försenat, efter, ur planen, nytt sedan sist.",
    ),
    Command(
        "view", ("w",), "w", "Byt vy", "vy", "Byt vy: tavlan, eller en lista per område, per person, per tid."
    ),
    Command("view('board')", (), "", "Vy: tavlan", says="Vy: tavlan; väljs i menyn."),
    Command("view('areas')", (), "", "Vy: lista per område", says="Vy: lista per område; väljs i menyn."),
    Command("view('people')", (), "", "Vy: lista per person", says="Vy: lista per person; väljs i menyn."),
    Command("view('times')", (), "", "Vy: lista per tid", says="Vy: lista per tid; väljs i menyn."),
    Command(
        "order", ("S",), "S", "Välj ordning", "ordning", "Ordna korten efter planen, datum, titel, ansvarig."
    ),
    Command(
        "plan",
        ("p",),
        "p",
        "Läs planen",
        says="Planens inledning, när den antogs, och rader som inte placerades.",
    ),
    Command(
        "revise",
        (),
        "",
        "Gå igenom planen",
        says="Ändra eller anta planen, så länge den är ett förslag; väljs i menyn.",
        right=_EDIT,
    ),
    Command("choose", ("enter",), "Enter", "Visa vad man kan göra med raden", places=_PREVIEW, listed=False),
    Command("save", ("l",), "l", "Läs in planen", "läs in", places=(Place.PREVIEW,), rank=2),
    Command("save", ("l",), "l", "Spara planen", "spara", places=(Place.REVISION,), rank=2),
    Command("next(1)", ("n",), "n", "Nästa fråga", "nästa fråga", places=_PREVIEW, rank=3),
    Command("next(-1)", ("N",), "N", "Förra frågan", places=_PREVIEW),
    Command("confirm", ("b",), "b", "Bekräfta som det står", "bekräfta", places=_PREVIEW, rank=4),
    Command("merge(1)", ("m",), "m", "Slå ihop med nästa", "slå ihop", places=_PREVIEW, rank=5),
    Command("merge(-1)", ("M",), "M", "Slå ihop med det förra", places=_PREVIEW),
    Command("split", ("d",), "d", "Dela i två eller fler", "dela", places=_PREVIEW, rank=6),
    Command("place", ("o",), "o", "Flytta till ett annat område", "område", places=_PREVIEW, rank=7),
    Command("step(-1)", ("K", "shift+up"), "K", "Flytta upp", places=_PREVIEW),
    Command("step(1)", ("J", "shift+down"), "J", "Flytta ner", places=_PREVIEW),
    Command("heading", ("r",), "r", "Gör till rubrik, eller en rubrik till åtagande", places=_PREVIEW),
    Command("unplace", ("x",), "x", "Inget åtagande: till raderna utan plats", places=_PREVIEW),
    Command("preamble", ("i",), "i", "Inget åtagande: till inledningen", places=_PREVIEW),
    Command("title", ("e",), "e", "Ändra titeln", places=_PREVIEW),
    Command("target", ("t",), "t", "Ändra slag och mål", places=_PREVIEW),
    Command("due", ("s",), "s", "Sätt datum (senast)", places=_PREVIEW),
    Command("year", ("p",), "p", "Välj planens år", places=_PREVIEW),
    Command("adopted", ("a",), "a", "Skriv när planen antogs", places=_PREVIEW),
    Command("words", ("w",), "w", "Läs dokumentets ord", places=_PREVIEW),
    Command("undo", ("u",), "u", "Ångra", "ångra", "Ta tillbaka det du gjorde senast.", places=_ALL, rank=8),
    Command("redo", ("U",), "U", "Gör om", "gör om", "Gör om det du nyss ångrade.", places=_ALL),
    Command("copy", ("y",), "y", "Visa som text att kopiera", "kopiera", places=_BOTH),
    Command("cursor(0,-1)", ("up", "k"), "↑", "Upp", places=_ALL, listed=False),
    Command("cursor(0,1)", ("down", "j"), "↓", "Ner", places=_ALL, listed=False),
    Command("cursor(-1,0)", ("left", "h"), "←", "Vänster", listed=False),
    Command("cursor(1,0)", ("right", "l"), "→", "Höger", listed=False),
    Command("cursor(-1,0)", ("left", "h"), "←", "Förra kortet", places=(Place.CARD,)),
    Command("cursor(1,0)", ("right", "l"), "→", "Nästa kort", places=(Place.CARD,)),
    Command("cursor_end(-1)", ("home", "g"), "Home", "Överst", places=_ALL, listed=False),
    Command("cursor_end(1)", ("end", "G"), "End", "Underst", places=_ALL, listed=False),
    Command("cursor_page(-1)", ("pageup",), "PgUp", "En sida upp", places=_ALL, listed=False),
    Command("cursor_page(1)", ("pagedown",), "PgDn", "En sida ner", places=_ALL, listed=False),
    Command("areas", ("tab", "shift+tab"), "Tab", "Till områdena och tillbaka", listed=False),
    Command(
        "palette", ("ctrl+p", "colon"), ":", "Alla kommandon och kort", "meny", places=_ALL, listed=False
    ),
    Command(
        "invite",
        (),
        "",
        "Bjud in en medlem",
        says="Gör en kod åt en medlem, och brevet som säger hur man loggar in; väljs i menyn.",
        right=Right.INVITE,
    ),
    Command(
        "appearance",
        (),
        "",
        "Välj utseende",
        says="Mörkt, ljust, hög kontrast eller enfärgat: väljs i menyn.",
        places=_ALL,
    ),
    Command(
        "repaint",
        ("f5", "ctrl+l"),
        "F5",
        "Rita om skärmen",
        says="Rita om skärmen, om något annat har skrivit på den.",
        places=_ALL,
    ),
    Command("help", ("question_mark", "f1"), "?", "Hjälp", "hjälp", places=_ALL, rank=1),
    Command(
        "back", ("escape",), "Esc", "Tillbaka; ytterst: menyn", "meny", places=_ALL, listed=False, rank=12
    ),
    Command("quit", ("q",), "q", "Avsluta", "avsluta", "Avsluta, efter en fråga.", places=_ALL),
)
"""Everything a member can do, in the order help shows it."""


_SIGNS = {
    "question_mark": "?",
    "colon": ":",
    "tab": "Tab",
    "shift+tab": "Skift+Tab",
    "space": "Mellanslag",
    "delete": "Delete",
    "backspace": "Backsteg",
    "insert": "Insert",
}


def sign_of(key: str) -> str:
    """One of Textual's keys as it stands on the keyboard; nothing for one that is pressed with others."""
    if key.startswith("ctrl+") and len(key) == 6:
        return f"Ctrl+{key[-1].upper()}"
    if key[:1] == "f" and key[1:].isdecimal():
        return key.upper()
    return _SIGNS.get(key, key if len(key) == 1 else "")


def commands_at(place: Place) -> tuple[Command, ...]:
    """The commands that can be given at a place."""
    return tuple(command for command in COMMANDS if place in command.places)


def bindings_at(place: Place) -> list[BindingType]:
    """The bindings of a screen, each with an id so that it can be told apart."""
    return [
        Binding(
            ",".join(command.keys), command.action, command.name, show=False, id=f"{place}.{command.action}"
        )
        for command in commands_at(place)
        if command.keys
    ]


def bottom_line(commands: Iterable[Command], most: int = 8) -> tuple[Command, ...]:
    """The commands for the bottom line, by rank."""
    ranked = sorted((command for command in commands if command.rank), key=lambda command: command.rank)
    return tuple(ranked[:most])
