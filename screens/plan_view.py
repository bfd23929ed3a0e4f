"""The plan's own words: when it was adopted, what it begins with, and what found no place among the cards."""

from models.plan import PlanWords
from models.story import plan_facts
from screens.dialogs.text_view import Reading
from screens.widgets.lines import Line, Look, hang, wrap

_COLUMN = 10
_FACT = (Look.DIM, Look.PLAIN)


class PlanView(Reading):
    """What stands around the commitments in the document, to read."""

    def __init__(self, words: PlanWords) -> None:
        self._words = words
        super().__init__("Planen", self._lines)

    def _lines(self, width: int) -> list[Line]:
        # The column to the right is kept free for the sign that there is more.
        width -= 1
        lines: list[Line] = [(), *(((line, Look.BOLD),) for line in wrap(self._words.plan.title, width))]
        for label, text in plan_facts(self._words.plan):
            lines += hang(label, text, width, _COLUMN, _FACT)
        preamble = self._words.preamble or "Planen har ingen inledning."
        lines += [(), (("Inledning", Look.BOLD),), *_plain(preamble, width)]
        if self._words.scaffolding:
            says = "Stod i dokumentet och ledde bara vidare till åtagandena."
            lines += _rows("Rader däremellan", says, self._words.scaffolding, width)
        if self._words.unplaced:
            says = "Stod i dokumentet men hör inte till något åtagande. Inget är borttaget."
            lines += _rows("Rader som inte placerades", says, self._words.unplaced, width)
        else:
            lines += [(), *_plain("Alla rader i dokumentet har fått sin plats.", width)]
        return [*lines, ()]


def _rows(title: str, says: str, rows: tuple[str, ...], width: int) -> list[Line]:
    lines: list[Line] = [(), ((title, Look.BOLD),), *(((line, Look.DIM),) for line in wrap(says, width))]
    for row in rows:
        lines += hang("•", row, width, 2, (Look.PLAIN, Look.PLAIN))
    return lines


def _plain(text: str, width: int) -> list[Line]:
    return [((line, Look.PLAIN),) for line in wrap(text, width)]
