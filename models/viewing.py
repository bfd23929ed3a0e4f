"""How a member looks at the plan: in which shape and order, and which cards; kept from login to login."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.board import BoardView
from models.commitment import Status
from models.grouping import Order, Shape
from models.selection import NOBODY, Selection, responsible_for

PREFERENCE = "view"
"""Under which name it is kept among a member's preferences."""
LAST_CARD = "card"
"""Under which name it is kept on which card a member was last."""


_EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Viewing:
    """One way to look at the plan."""

    shape: Shape = Shape.BOARD
    order: Order = Order.PLAN
    chosen: Selection = _EVERYTHING

    def choosing(self, **parts: Any) -> "Viewing":
        """The same with other parts of what is chosen."""
        return replace(self, chosen=replace(self.chosen, **parts))

    def kept(self) -> str:
        """As it is kept; words one searched for and what was new belong to the moment."""
        one = self.chosen
        value = {
            "shape": self.shape,
            "order": self.order,
            "area": one.area,
            "person": one.person,
            "status": one.status,
            "late": one.late,
            "behind": one.behind,
            "adopted": one.adopted,
        }
        return json.dumps(value)


def still_there(viewing: Viewing, view: BoardView, own: int | None) -> Viewing:
    """The same without an area or a person that is there no more; oneself always is."""
    one = viewing.chosen
    areas = {None, 0, *(area.id for area in view.areas)}
    known = {None, NOBODY, own, *(person.id for person in responsible_for(view.cards))}
    return viewing.choosing(
        area=one.area if one.area in areas else None, person=one.person if one.person in known else None
    )


def viewing_of(preferences: Mapping[str, str], view: BoardView, own: int | None) -> Viewing:
    """What a member kept, as far as it is still understood and what it names still exists."""
    try:
        value = json.loads(preferences.get(PREFERENCE, "{}"))
    except ValueError:
        return Viewing()
    if not isinstance(value, dict):
        return Viewing()
    statuses = {int(status): status for status in Status}
    chosen = Selection(
        area=_number(value.get("area")),
        person=_number(value.get("person")),
        status=statuses.get(_number(value.get("status")) or 0),
        late=value.get("late") is True,
        behind=value.get("behind") is True,
        adopted=value["adopted"] if isinstance(value.get("adopted"), bool) else None,
    )
    shape = next((one for one in Shape if one == value.get("shape")), Shape.BOARD)
    order = next((one for one in Order if one == value.get("order")), Order.PLAN)
    return still_there(Viewing(shape, order, chosen), view, own)


def last_card(preferences: Mapping[str, str], view: BoardView) -> int | None:
    """The card a member was last on, if the plan still has it."""
    kept = preferences.get(LAST_CARD, "")
    return next((card.id for card in view.cards if str(card.id) == kept), None)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
