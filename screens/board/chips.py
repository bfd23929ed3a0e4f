"""The line that says what is chosen to be shown, where not everything is."""

from textual.strip import Strip

from models.board import BoardView
from models.grouping import Order
from models.selection import NOBODY, Selection
from models.story import WHOLE_PLAN, status_word
from models.viewing import Viewing
from screens.widgets.cells import shorten
from screens.widgets.lines import LineWidget, Look

ORDERS = {
    Order.PLAN: "planens ordning",
    Order.DUE: "senast datum",
    Order.HAPPENED: "senast hänt",
    Order.TITLE: "titel",
    Order.RESPONSIBLE: "ansvarig",
}
"""What each order is called."""


def chips(viewing: Viewing, view: BoardView, own: int | None, since: str) -> tuple[str, ...]:
    """What is chosen, a chip for each part, the innermost last; `since` says what new means."""
    one = viewing.chosen
    found: list[str] = []
    if one.area is not None:
        titles = {area.id: area.title for area in view.areas}
        found.append(f"Område: {titles.get(one.area, WHOLE_PLAN)} ×")
    if one.person is not None:
        found.append(f"{_person(one.person, view, own)} ×")
    if one.status is not None:
        found.append(f"{status_word(one.status)} ×")
    if one.late:
        found.append("Försenat ×")
    if one.behind:
        found.append("Efter ×")
    if one.adopted is not None:
        found.append("Ur planen ×" if one.adopted else "Styrelsens eget ×")
    if one.new is not None:
        found.append(f"{since} ×")
    if one.words:
        found.append(f"”{one.words}” ×")
    if viewing.order is not Order.PLAN:
        found.append(f"Ordning: {ORDERS[viewing.order]}")
    return tuple(found)


def _person(number: int, view: BoardView, own: int | None) -> str:
    if number == own:
        return "Bara mina"
    if number == NOBODY:
        return "Ingen ansvarig"
    names = {person.id: person.short for card in view.cards for person in card.responsible}
    return f"Ansvarig: {names.get(number, 'någon annan')}"


def without_innermost(chosen: Selection) -> dict[str, object]:
    """The part of a selection that goes first, as it is when it is gone; empty where all is shown."""
    parts = (("words", ""), ("new", None), ("adopted", None), ("behind", False), ("late", False))
    for name, nothing in (*parts, ("status", None), ("person", None), ("area", None)):
        if getattr(chosen, name) != nothing:
            return {name: nothing}
    return {}


class ChipLine(LineWidget):
    """What is shown, in the member's words; gone where everything is."""

    DEFAULT_CSS = "ChipLine { height: 1; width: 1fr; } ChipLine.-none { display: none; }"

    def __init__(self) -> None:
        super().__init__(classes="-none")
        self._chips: tuple[str, ...] = ()

    def show(self, shown: tuple[str, ...]) -> None:
        """Show other chips."""
        if shown != self._chips:
            self._chips = shown
            self.set_class(not shown, "-none")
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line."""
        width = self.size.width
        text = shorten("   ".join(self._chips), width - 2)
        return self.strip(((f" {text}", Look.ACCENT),), width)
