"""The command handbok: the members' handbook, chapter by chapter, as text."""

import textwrap
from collections.abc import Iterator

import click

from models.handbook import Chapter, Kind, Piece, find_chapter, handbook
from tui.commands.columns import cells
from tui.commands.tree import WIDTH, Caller, Line, Needs, as_json_option, as_json_reply, told
from tui.reply import Reply


@click.command("handbok", cls=Line, english="handbook", reads=True, needs=Needs.NOTHING)
@click.argument("words", nargs=-1, metavar="[KAPITEL]")
@as_json_option
@click.pass_obj
def show_handbook(caller: Caller, words: tuple[str, ...], as_json: bool) -> Reply:
    """Visar handbokens kapitel, eller ett av dem efter nummer eller ord."""
    if not words:
        chapters = handbook()
        if as_json:
            return as_json_reply([{"number": one.number, "title": one.title} for one in chapters])
        return told(
            "Handbokens kapitel",
            *(f"{one.number:>4}  {one.title}" for one in chapters),
            f"Läs ett av dem med: {caller.spoken('handbok 1')}",
        )
    chapter = find_chapter(" ".join(words))
    if as_json:
        text = "\n".join(_lines(chapter))
        return as_json_reply({"number": chapter.number, "title": chapter.title, "text": text})
    return told(f"{chapter.number}  {chapter.title}", *_lines(chapter))


def _lines(chapter: Chapter) -> Iterator[str]:
    before: Kind | None = None
    for piece in chapter.pieces:
        if piece.kind is not before or piece.kind is Kind.TEXT:
            yield ""
        yield from _folded(piece, chapter)
        before = piece.kind


def _folded(piece: Piece, chapter: Chapter) -> list[str]:
    if piece.kind is Kind.CODE:
        # A line to type is never broken: it could not be copied whole.
        return [f"  {piece.text}"]
    column = 0
    if piece.kind is Kind.POINT:
        column = len(piece.label) + 3
    elif piece.kind is Kind.ROW:
        column = max(cells(one.label) for one in chapter.pieces if one.kind is Kind.ROW) + 4
    label = f"  {piece.label}"
    first = (label + " " * (column - cells(label))) if column else ""
    return textwrap.wrap(
        piece.quoted,
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * column,
        break_on_hyphens=False,
        break_long_words=False,
    )
