"""What only the server's own shell can do: begin, settings, serve, open, demo."""

from pathlib import Path

import click

from models.text import clean
from tui.commands.assignments import ASSIGNMENTS
from tui.commands.doctor import doctor
from tui.commands.keys import KEY
from tui.commands.members import KEYS, MEMBERS
from tui.commands.tree import HERE, Caller, Checked, Line, Needs, Tree, misused, told, whole_number
from tui.config import set_value, unknown
from tui.line import MEMBER_COMMANDS
from tui.reply import Reply

_HIGHEST_PORT = 65535


def _port(word: str) -> int | None:
    number = whole_number(word)
    return number if number is not None and number <= _HIGHEST_PORT else None


PORT = Checked(_port, "”{}” är ingen port. Skriv ett heltal från 0 till 65535, till exempel 2222.")
"""A port to listen on."""


@click.command("börja", cls=Line, english="init", needs=Needs.NOTHING)
@click.argument("folder", metavar="MAPP")
@click.option(
    "--association", "--förening", "association", required=True, metavar="NAMN", help="Föreningens namn."
)
@click.option(
    "--admin", required=True, metavar="NAMN", help="Den första medlemmen: ordförande och administratör."
)
@click.option(
    "--key", "--nyckel", "key", required=True, metavar="FIL.pub", help="Den medlemmens publika SSH-nyckel."
)
@click.option("--port", type=PORT, metavar="N", help="Porten att lyssna på (2222 om inget sägs).")
@click.option(
    "--unix-user",
    "--konto",
    "unix_user",
    metavar="KONTO",
    help="Kontot på den här datorn som agerar som medlemmen.",
)
@click.pass_obj
def init(
    caller: Caller,
    folder: str,
    association: str,
    admin: str,
    key: str,
    port: int | None,
    unix_user: str | None,
) -> Reply:
    """Gör en ny tavla i en mapp: inställningar, databas, värdnyckel och den första medlemmen."""
    from tui.founding import Founding, found, next_steps

    wanted = Founding(association, admin, Path(key), port, unix_user)
    return told(*next_steps(found(Path(folder).absolute(), wanted), wanted))


@click.command("sätt", cls=Line, english="set", needs=Needs.CONFIG)
@click.argument("key", metavar="NYCKEL")
@click.argument("value", metavar="VÄRDE")
@click.pass_obj
def set_one(caller: Caller, key: str, value: str) -> Reply:
    """Ändrar en inställning, till exempel: tavlan config set ssh.ports 2222,443"""
    if refusal := unknown(key):
        misused(str(refusal))
    changed = set_value(caller.config.path, key, value)
    section, _, name = key.partition(".")
    shown = getattr(getattr(changed, section), name)
    listed = ", ".join(map(str, shown)) if isinstance(shown, tuple) else str(shown)
    return told(
        f"{key} är nu {clean(listed, 1000) or 'tomt'}. En server som är igång läser det vid nästa start."
    )


@click.command("starta", cls=Line, english="serve", needs=Needs.CONFIG)
@click.option("--host", metavar="ADRESS", help="Adressen att lyssna på, i stället för inställningen.")
@click.option("--port", type=PORT, metavar="N", help="Porten att lyssna på, i stället för inställningen.")
@click.pass_obj
def serve(caller: Caller, host: str | None, port: int | None) -> Reply:
    """Startar servern, tills någon trycker Ctrl+C."""
    # Everything with a screen is imported here, so that a command in line mode starts fast.
    from tui import serving

    serving.serve(caller.config, host, port)
    return Reply()


@click.command("öppna", cls=Line, english="open", needs=Needs.SESSION)
@click.pass_obj
def open_board(caller: Caller) -> Reply:
    """Öppnar tavlan i den här terminalen."""
    from tui import serving

    serving.open_here(caller.config, caller.actor)
    return Reply()


@click.command("demo", cls=Line, english="demo", needs=Needs.NOTHING)
@click.option("--into", "into", metavar="MAPP", help="Gör bara demotavlan i mappen och sluta.")
@click.pass_obj
def demo(caller: Caller, into: str | None) -> Reply:
    """Öppnar en påhittad förenings tavla att prova på."""
    from tui.demo import demo_for_now, make_new_demo

    if into is not None:
        board = make_new_demo(Path(into).absolute(), caller.actor.clock())
        config = board.config.path
        return told(
            f"Demotavlan ligger i {board.directory}",
            "",
            "Starta servern:",
            f"   tavlan --config {config} serve",
            "Gå med som någon i styrelsen:",
            *(f"   {board.join_line(name)}" for name in board.keys),
        )
    from tui import serving

    with demo_for_now(caller.actor.clock()) as board:
        serving.demo(board)
    return Reply()


SETTINGS = Tree("inställning", english="config", help="Inställningarna i config.toml.", commands=[set_one])
"""The commands on the configuration."""
MACHINE_COMMANDS = Tree(
    HERE,
    help=(
        "Styrelsens tavla. Före kommandot kan stå --config FIL (annars TAVLAN_CONFIG, annars "
        "./config.toml) och --as MEDLEM (annars den medlem som hör till ditt konto)."
    ),
    commands=[
        *(one for one in MEMBER_COMMANDS.children() if one is not KEY),
        open_board,
        serve,
        demo,
        init,
        doctor,
        SETTINGS,
        Tree(
            "medlem",
            english="member",
            help="Medlemmar och deras uppdrag.",
            commands=[*MEMBERS, *ASSIGNMENTS],
        ),
        KEYS,
    ],
)
"""What can be said in the server's own shell."""
