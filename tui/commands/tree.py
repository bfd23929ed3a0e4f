"""What every command shares: who calls, and click's commands and groups speaking Swedish."""

import difflib
import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn

import click

from models.access import Actor
from models.presence import Presence
from models.readers.plan_draft import PlanDraft
from models.text import BODY, clean
from tui.config import Config
from tui.reply import Reply

HELP_NAMES = ("--hjälp", "--help", "-h")
"""The option every command has."""
WIDTH = 80
"""How wide a plain answer is at most."""
HERE, AFAR, PROMPT = "tavlan", "ssh …", ""
"""What stands before a command: on the server, at another computer, and nothing at the prompt."""
_ECHOED = 40
_UNCUT = 200
_NEAR = 0.7
"""How alike two words are before one may be a slip for the other: "flyttta" is, "fnord" is no "board"."""
_REQUIRED = " Måste anges."
_JSON = "Svarar med JSON, för skript."


@dataclass(frozen=True, slots=True)
class Caller:
    """Who gives a command, and from where."""

    actor: Actor
    config: Config
    stdin: Callable[[], bytes]
    """Reads at most one byte more than a document may have."""
    over_ssh: bool = False
    draft: Callable[[], PlanDraft] | None = None
    """What `stdin` reads as a plan, where it has been read in advance; raises Invalid."""
    confirm: Callable[[str], bool] | None = None
    """Shows a text that ends in a question and answers whether it was a yes; None where nobody can answer."""

    here: Callable[[], tuple[Presence, ...]] | None = None
    """Who is here now, where the caller's own process knows."""
    at_prompt: bool = False

    def spoken(self, command: str) -> str:
        """A command as this caller gives it."""
        begins = PROMPT if self.at_prompt else AFAR if self.over_ssh else HERE
        return f"{begins} {command}".strip()


class Needs(StrEnum):
    """What must stand ready before a command is performed in the server's own shell."""

    NOTHING = "nothing"
    CONFIG = "config"
    OWNER = "owner"
    """The database, and whoever owns the files unless a member was named."""
    ANYBODY = "anybody"
    """The database, and a member where one is known, else whoever owns the files."""
    MEMBER = "member"
    """The database, and a member."""
    SESSION = "session"
    """A member, but no open database: the command opens its own."""


class Shown(Exception):
    """The help that somebody asked for."""


class WrongUse(click.UsageError):
    """Words that are no command as they stand, with a Swedish sentence."""


def fold(word: str) -> str:
    """A word as commands and options are compared: no capitals, å ä ö as a a o."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def echoed(word: str) -> str:
    """Words somebody typed, short and safe to show them again."""
    text = clean(word[: 4 * _ECHOED], BODY)
    return text if len(text) <= _ECHOED else f"{text[:_ECHOED].rstrip()}…"


def nearest(word: str, names: Sequence[str]) -> str | None:
    """The name somebody may have meant."""
    folded = {fold(name): name for name in names}
    found = difflib.get_close_matches(fold(word), folded, 1, _NEAR)
    return folded[found[0]] if found else None


def _show_help(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        raise Shown(ctx.get_help())


def _help_option() -> click.Option:
    return click.Option(
        [*HELP_NAMES, "shows_help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help="Visar den här hjälpen.",
    )


class Line(click.Command):
    """One command, by its Swedish name and its English one."""

    def __init__(
        self,
        *args: Any,
        english: str,
        also: tuple[str, ...] = (),
        needs: Needs | None = None,
        reads: bool = False,
        takes_input: bool = False,
        saves_with: str = "",
        text_at: Callable[[Sequence[str]], int | None] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("options_metavar", "[VAL]")
        super().__init__(*args, **kwargs)
        self.english, self.also = english, also
        self.needs = needs or (Needs.ANYBODY if reads else Needs.MEMBER)
        self.reads, self.takes_input = reads, takes_input
        self.saves_with = saves_with
        """The option without which it only shows what came in."""
        self.text_at = text_at
        """At which of the words after its options one text begins that ends the line, if any does."""
        self._shows_help = _help_option()

    @property
    def names(self) -> tuple[str, ...]:
        """Every word it answers to, the Swedish first."""
        return (self.name or "", self.english, *self.also)

    def text_begins(self, words: Sequence[str]) -> int | None:
        """The place of the word with which one text begins that ends the line, if there is one."""
        options = next((place for place, word in enumerate(words) if not word.startswith("-")), len(words))
        place = None if self.text_at is None else self.text_at(words[options:])
        return None if place is None or options + place >= len(words) else options + place

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the words apart; none of a text is an option."""
        if (begins := self.text_begins(args)) is not None:
            before, text = args[:begins], args[begins:]
            # By contract --json stands last on a line, and no text ends so; after -- it is text all the same.
            if text[0] == "--":
                del text[0]
            elif text[-1] == "--json":
                before.insert(0, text.pop())
            args = [*before, "--", *(text or [""])]
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """The option that shows the help, through a Reply."""
        return self._shows_help

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how it is used."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "Användning: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what it can be told."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        if rows := [record for record in records if record]:
            with formatter.section("Val"):
                formatter.write_dl(
                    [(names, words.replace("  [required]", _REQUIRED)) for names, words in rows]
                )

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what it does, and its English name."""
        super().format_help_text(ctx, formatter)
        if self.english != self.name:
            with formatter.indentation():
                formatter.write_paragraph()
                formatter.write_text(f"Heter också: {', '.join(self.names[1:])}")


class CardLine(Line):
    """A command on one card, by its number, that can answer with JSON."""

    def __init__(self, *args: Any, params: Sequence[click.Parameter] = (), **kwargs: Any) -> None:
        number = click.Argument(["number"], type=CARD, metavar="KORT")
        as_json = click.Option(["--json", "as_json"], is_flag=True, help=_JSON)
        super().__init__(*args, params=[number, *params, as_json], **kwargs)


class TextLine(CardLine):
    """A command on one card where all that follows its number is one text."""

    def __init__(self, *args: Any, params: Sequence[click.Parameter] = (), **kwargs: Any) -> None:
        text = click.Argument(["text"], nargs=-1, required=True, metavar="TEXT")
        super().__init__(*args, params=[text, *params], text_at=lambda _: 1, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the words apart, and put those of the text together."""
        rest = super().parse_args(ctx, args)
        ctx.params["text"] = " ".join(ctx.params["text"])
        return rest


class Tree(click.Group):
    """Commands under one word, or all there are."""

    def __init__(self, *args: Any, english: str = "", also: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.english, self.also = english, also

    @property
    def names(self) -> tuple[str, ...]:
        """Every word it answers to, the Swedish first."""
        return (self.name or "", self.english, *self.also)

    def children(self) -> tuple["Line | Tree", ...]:
        """What stands under it, in the order help shows."""
        return tuple(command for command in self.commands.values() if isinstance(command, Line | Tree))

    def find(self, word: str) -> "Line | Tree":
        """The command a word means; raises WrongUse with the nearest there is."""
        by_name = {fold(name): child for child in self.children() for name in child.names}
        if (found := by_name.get(fold(word))) is not None:
            return found
        near = nearest(word, [*by_name])
        meant = f" Menade du {by_name[near].name}?" if near else ""
        raise WrongUse(f"Det finns inget kommando ”{echoed(word)}”.{meant}")

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order they were written."""
        return list(self.commands)

    def get_help_option(self, ctx: click.Context) -> None:
        """None: `tui.line` looks for it itself before it goes down the tree."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how it is used."""
        formatter.write_usage(ctx.command_path, "KOMMANDO [ORD]…", "Användning: ")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what stands under it."""
        with formatter.section("Kommandon"):
            formatter.write_dl(
                [(_both_names(child), child.get_short_help_str(_UNCUT)) for child in self.children()]
            )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands; a group has no options of its own."""
        self.format_commands(ctx, formatter)


def _both_names(command: Line | Tree) -> str:
    name = command.name or ""
    return name if command.english == name else f"{name} ({command.english})"


class Checked(click.ParamType[Any]):
    """A word that one function reads; it answers None for what it cannot use."""

    name = "ord"

    def __init__(self, read: Callable[[str], object | None], refusal: str) -> None:
        self._read, self._refusal = read, refusal

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What the word means; raises WrongUse, whose sentence may hold the word and how commands begin."""
        if not isinstance(value, str):
            return value
        if (meant := self._read(value)) is None:
            begins = ctx.find_root().info_name if ctx else HERE
            refusal = self._refusal.replace("{begins} ", "{begins} " if begins else "")
            raise WrongUse(refusal.format(echoed(value), begins=begins), ctx)
        return meant


def whole_number(word: str) -> int | None:
    """A number no larger than the database can hold."""
    digits = word.strip().removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


CARD = Checked(whole_number, "”{}” är inget kortnummer. Numret står först på kortets rad i: {begins} tavla")
"""A card by its number."""

as_json_option = click.option("--json", "as_json", is_flag=True, help=_JSON)
"""Every command that shows something can show it as JSON."""


def as_json_reply(value: object) -> Reply:
    """The answer a script reads."""
    return Reply(json.dumps(value, ensure_ascii=False, indent=2) + "\n", is_file=True)


def told(*lines: str) -> Reply:
    """An answer of whole lines."""
    return Reply("".join(f"{line}\n" for line in lines))


def misused(sentence: str) -> NoReturn:
    """Refuse words that cannot be meant, as wrong use."""
    raise WrongUse(sentence)
