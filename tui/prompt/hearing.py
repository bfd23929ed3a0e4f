"""What others did, as single lines for the prompt."""

from models.access import Actor, Right
from models.dates import clock_time
from models.hub import News
from models.journal import ChangeRow
from models.log import told_to
from models.plurals import count

_MOST = 10
_TOGETHER = "\u00a0"


def news_lines(news: News, actor: Actor) -> list[str]:
    """A line for each thing others did; of very many only the last."""
    actions: dict[int, list[ChangeRow]] = {}
    for change in news.changes:
        if change.session != actor.session:
            actions.setdefault(change.action_id, []).append(change)
    if not actor.may(Right.READ_PLAN):
        return []
    lines = [_line(changes, actor) for changes in actions.values()]
    left_out = len(lines) - _MOST
    return (
        [f"{count(left_out, 'ändring', 'ändringar')} till: logg", *lines[-_MOST:]] if left_out > 0 else lines
    )


def _line(changes: list[ChangeRow], actor: Actor) -> str:
    """ "19.42 Bo Ek flyttade Sossecaféer till Pågår (kort 12)"."""
    first = changes[0]
    at = first.at.in_timezone(actor.clock().timezone or "UTC")
    told = told_to(actor, first.summary, [change.entity for change in changes])
    cards = {change.card_id for change in changes if change.card_id is not None}
    card = f" (kort{_TOGETHER}{cards.pop()})" if len(cards) == 1 else ""
    return f"{clock_time(at)} {first.who} {told}{card}"
