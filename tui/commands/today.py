"""The command idag: what is new, what of one's own is late and what comes next, as text."""

from collections.abc import Iterable, Sequence

import click

from models.card import Card
from models.dates import long_day, week
from models.preference import preferences_of
from models.since import place_at, seen_by
from models.today import CALM, COMING, LATE, Deed, Today, today
from tui.commands.card_text import card_value
from tui.commands.columns import columns, fitted
from tui.commands.meaning import beginning_of, past_day_meant
from tui.commands.tree import WIDTH, Caller, Line, Needs, as_json_option, as_json_reply, told
from tui.reply import Reply

_MOST = 15
_NUMBER, _TITLE = 6, 40
_DAYS = 7


@click.command("idag", cls=Line, english="today", also=("i-dag",), reads=True, needs=Needs.MEMBER)
@click.option(
    "--sedan",
    "--since",
    "since",
    metavar="DAG",
    help="Nytt från och med en dag; annars sedan du sist var inne.",
)
@as_json_option
@click.pass_obj
def show_today(caller: Caller, since: str | None, as_json: bool) -> Reply:
    """Visar vad som är nytt, vad av ditt som är försenat och vad som kommer härnäst."""
    now = today(caller.actor, _place(caller, since))
    if as_json:
        return as_json_reply(
            {
                "since": now.since.at.isoformat() if now.since.at else None,
                "news": [
                    {
                        "id": deed.action_id,
                        "at": deed.at.isoformat(),
                        "who": deed.who,
                        "text": deed.did,
                        "card": deed.card_id,
                    }
                    for deed in now.deeds
                ],
                "late": _values(now, now.late),
                "next": _values(now, now.coming),
            }
        )
    day = now.at.date()
    return told(
        f"{now.greeting} {long_day(day).capitalize()}, {week(day)}.",
        *([CALM] if now.calm else []),
        *_section(now.since_words, _deed_lines(caller, now)),
        *_section(LATE, _card_lines(now, now.late)),
        *_section(COMING, _card_lines(now, now.coming)),
    )


def _place(caller: Caller, since: str | None) -> int:
    """Where in the journal what is new begins: on a day, where one had read to, or a week ago."""
    if since is not None:
        return place_at(beginning_of(caller, past_day_meant(caller, since)))
    seen = seen_by(preferences_of(caller.actor.member_id))
    now = caller.actor.clock()
    return place_at(now.subtract(days=_DAYS)) if seen is None else seen


def _values(now: Today, cards: Iterable[Card]) -> list[dict[str, object]]:
    return [card_value(card, now.plan, now.at.date()) for card in cards if now.plan]


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["", title, *lines] if lines else []


def _deed_lines(caller: Caller, now: Today) -> list[str]:
    rows = columns([_deed_row(deed) for deed in now.deeds[:_MOST]]) if now.deeds else []
    rest = len(now.deeds) - _MOST
    if now.cut or rest > 0:
        much = "mycket mer" if now.cut else f"{rest} till"
        rows.append(f"      … och {much}: {caller.spoken('nytt')}")
    return rows


def _deed_row(deed: Deed) -> tuple[str, str]:
    return str(deed.card_id or ""), fitted(f"{deed.who} {deed.did}", WIDTH - _NUMBER)


def _card_lines(now: Today, cards: Iterable[Card]) -> list[str]:
    rows = [(str(card.id), fitted(card.title, _TITLE), now.when(card)[0]) for card in cards]
    return columns(rows) if rows else []
