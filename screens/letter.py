"""The letter that goes with a code: one page for each kind of program, the exact lines to type on it."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import pendulum

from models.dates import clock_time, long_day
from models.way_in import INVITED, MEMBER, WayIn

WIDTH = 80
"""How wide the letter's text is."""
MAKE_KEY = "ssh-keygen -t ed25519"
"""What makes a key where OpenSSH is."""
ASKS_CODE = "Kod:"
ASKS_COMPUTER = "Vad heter datorn? (till exempel Köksdatorn)"
WELCOMES = "Koden stämmer. Välkommen, {name}!"
"""What the board itself says to a guest, and the letter shows in advance."""
_OWN_FILE = "tavlan-min"
_INDENT = " " * 4


class Client(StrEnum):
    """What somebody reaches the board with."""

    WINDOWS = "windows"
    PUTTY = "putty"
    MAC = "mac"
    PHONE = "telefon"


CLIENT_NAMES = {
    Client.WINDOWS: "Windows",
    Client.PUTTY: "Windows med PuTTY",
    Client.MAC: "Mac",
    Client.PHONE: "telefon eller surfplatta",
}
"""Each kind as the letter names it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: what, and the lines to type or to look for."""

    says: str
    lines: tuple[str, ...] = ()
    then: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One A4 page."""

    title: str
    greeting: str
    code: str
    valid: str
    steps: tuple[Step, ...]
    notes: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """To whom, with which code, until when, and where to."""

    way_in: WayIn
    name: str
    code: str
    expires: pendulum.DateTime
    """In the association's time zone."""


def pages(letter: Letter, clients: Iterable[Client] = Client) -> tuple[Page, ...]:
    """A page for each kind of program."""
    return tuple(_page(letter, client) for client in clients)


def _page(letter: Letter, client: Client) -> Page:
    until = f"{long_day(letter.expires.date())} {letter.expires.year} kl. {clock_time(letter.expires)}"
    return Page(
        f"Till {letter.name}: så kommer du in på styrelsens tavla",
        f"{letter.way_in.association} · {CLIENT_NAMES[client]} · en gång för alla, ungefär tio minuter",
        letter.code,
        f"Koden är bara din. Den går att använda en gång, fram till {until}.",
        _STEPS[client](letter),
        (*_NOTES[client](letter), Step(f"Går det inte? Ring {letter.way_in.helper}, så hjälps ni åt.")),
    )


def _windows(letter: Letter) -> tuple[Step, ...]:
    return (
        Step("Klicka på Start, skriv terminal och tryck Enter. Ett fönster där man skriver öppnas."),
        *_with_openssh(letter),
    )


def _mac(letter: Letter) -> tuple[Step, ...]:
    return (
        Step("Tryck Cmd och mellanslag, skriv terminal och tryck Enter. Ett fönster öppnas."),
        *_with_openssh(letter),
    )


def _with_openssh(letter: Letter) -> tuple[Step, ...]:
    return (
        Step(
            "Gör en nyckel: skriv raden nedanför och tryck Enter. Tryck sedan bara Enter på varje fråga. "
            "Frågar den ”Overwrite (y/n)?” har du redan en nyckel: skriv n.",
            (MAKE_KEY,),
        ),
        Step("Logga in med koden: skriv raden nedanför och tryck Enter.", (letter.way_in.command(INVITED),)),
        _first_time(letter, "skriv yes och tryck Enter"),
        _code(letter),
        Step(
            "Då öppnas tavlan: fyra spalter med kort, och ett ? är alltid hjälp. Nästa gång skriver du bara:",
            (letter.way_in.command(),),
        ),
    )


def _first_time(letter: Letter, answer: str) -> Step:
    return Step(
        "Första gången visas ett fingeravtryck. Jämför det med det här:",
        (letter.way_in.fingerprint,),
        f"Stämmer det, {answer}. Stämmer det inte: avbryt och ring.",
    )


def _code(letter: Letter) -> Step:
    return Step(
        "Skriv koden och tryck Enter; stora eller små bokstäver spelar ingen roll. Ge sedan datorn ett namn "
        "och tryck Enter. Så här ser det ut:",
        (
            f"{ASKS_CODE} {letter.code}",
            WELCOMES.format(name=letter.name),
            f"{ASKS_COMPUTER} Köksdatorn",
        ),
    )


def _putty(letter: Letter) -> tuple[Step, ...]:
    way_in = letter.way_in
    return (
        Step("Öppna PuTTYgen (det följer med PuTTY). Välj EdDSA nederst, klicka Generate och rör musen."),
        Step(
            "Klicka Save private key, svara Ja på frågan om lösenord, och spara i Dokument under namnet:",
            ("tavlan.ppk",),
        ),
        Step(
            "Öppna PuTTY. Fyll i under Session, och låt Connection type stå på SSH:",
            (f"Host Name:  {INVITED}@{way_in.host}", f"Port:       {way_in.ports[0]}"),
        ),
        Step(
            "Till vänster: Window, och fyll i Columns 80 och Rows 24 eller mer. Sedan Connection, SSH, "
            "Auth, Credentials: klicka Browse vid Private key file och välj tavlan.ppk."
        ),
        Step("Till vänster: Session. Skriv Tavlan under Saved Sessions, klicka Save och sedan Open."),
        _first_time(letter, "klicka Accept"),
        _code(letter),
        Step(
            "Då öppnas tavlan: fyra spalter med kort, och ett ? är alltid hjälp. Till nästa gång: markera "
            "Tavlan, klicka Load, ändra Host Name till raden nedanför och klicka Save. Sedan räcker Open.",
            (f"{MEMBER}@{way_in.host}",),
        ),
    )


def _phone(letter: Letter) -> tuple[Step, ...]:
    way_in = letter.way_in
    return (
        Step("Hämta en app för SSH, till exempel Termius (iPhone och Android) eller Blink (iPhone)."),
        Step("Gör en nyckel i appen: under Keys eller Keychain, välj Generate och typen ED25519."),
        Step(
            "Lägg till en server (New Host), välj nyckeln du gjorde och fyll i:",
            (f"Address:   {way_in.host}", f"Port:      {way_in.ports[0]}", f"Username:  {INVITED}"),
        ),
        Step("Låt fältet för lösenord (Password) vara tomt. Spara, och tryck på servern för att ansluta."),
        _first_time(letter, "godkänn"),
        _code(letter),
        Step(
            "Då öppnas tavlan, en spalt i taget. Håll telefonen på tvären, så syns mer. "
            "Till nästa gång: ändra Username till",
            (MEMBER,),
        ),
    )


def _notes_openssh(letter: Letter) -> tuple[Step, ...]:
    way_in = letter.way_in
    own = ("-i", _OWN_FILE, "-o", "IdentitiesOnly=yes")
    return (
        Step(
            "Är ni flera om datorn? Då har den andra kanske redan nyckeln där. Gör en egen, och skriv så här "
            "i stället, varje gång (utan inbjudan@ när koden är använd):",
            (f"{MAKE_KEY} -f {_OWN_FILE}", way_in.command(INVITED, options=own)),
        ),
        *(
            Step("Svarar servern inte, prova en annan väg in:", (way_in.command(INVITED, port),))
            for port in way_in.ports[1:][-1:]
        ),
    )


def _notes_elsewhere(letter: Letter) -> tuple[Step, ...]:
    if not (others := letter.way_in.ports[1:]):
        return ()
    return (Step(f"Svarar servern inte, prova port {' eller '.join(map(str, others))}."),)


_STEPS = {Client.WINDOWS: _windows, Client.PUTTY: _putty, Client.MAC: _mac, Client.PHONE: _phone}
_NOTES = {
    Client.WINDOWS: _notes_openssh,
    Client.PUTTY: _notes_elsewhere,
    Client.MAC: _notes_openssh,
    Client.PHONE: _notes_elsewhere,
}


def as_text(written: Iterable[Page], width: int = WIDTH) -> str:
    """The pages as plain text; a line to type is never broken."""
    return "\n".join(_page_text(page, width) for page in written)


def _page_text(page: Page, width: int) -> str:
    lines = [*_wrapped(page.title, width), *_wrapped(page.greeting, width), ""]
    lines += [f"{_INDENT}Kod:  {page.code}", "", *_wrapped(page.valid, width), ""]
    for number, step in enumerate(page.steps, 1):
        lines += _step_text(step, width, f"{number}. ")
    for note in page.notes:
        lines += _step_text(note, width, "")
    return "\n".join(lines)


def _step_text(step: Step, width: int, lead: str) -> list[str]:
    under = " " * len(lead)
    lines = _wrapped(step.says, width, lead, under)
    if step.lines:
        lines += ["", *(f"{under}{_INDENT}{line}" for line in step.lines), ""]
    if step.then:
        lines += [*_wrapped(step.then, width, under, under)]
    return lines if step.lines and not step.then else [*lines, ""]


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
