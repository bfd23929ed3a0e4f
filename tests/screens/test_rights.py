"""Every role and every command of the registry: what the models let pass, and what the screen offers."""

import datetime as dt
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from models import card_changes, card_form, comment, key, step, tick, undo
from models.access import Actor, Role, owner
from models.adoption import adopt, close
from models.assignment import actor_of
from models.board import board_view
from models.card import Card, card
from models.card_form import Wording, wording_of
from models.commitment import Status
from models.database import database
from models.enrolment import NewKey
from models.errors import Conflict, Gone, NotAllowed
from models.importing import import_plan
from models.log import log
from models.plan import require_plan
from models.readers.plan_text import read_plan_text
from models.revising import proposal_draft
from screens.acting import Acting
from screens.keymap import COMMANDS, Place
from tests.conftest import MadeBoard
from tests.rights_page import Seat, promised, rows, seats

NEXT = "Antagen 2023-09-19\nVerksamhetsplan 2024\n\nStudier\n– läsa mer\n"
ROW_OF: Mapping[str, str] = {
    "status": "flytta KORT STATUS",
    "lift": "flytta KORT STATUS",
    "shift": "flytta KORT STATUS",
    "tick": "bocka KORT",
    "untick": "bocka KORT --bort",
    "comment": "kommentera KORT TEXT",
    "assign": "ansvarig KORT NAMN",
    "due": "senast KORT DAG",
    "pause": "vila KORT",
    "drop": "utgå KORT SKÄL",
    "edit": "ändra KORT VAL",
    "new": "lägg-till TITEL",
    "archive": "arkivera KORT",
    "new_steps": "steg KORT lägg TEXT",
    "finish": "steg KORT klart M",
    "shift_step": "steg KORT upp M",
    "reword": "rätta KORT TEXT",
    "revise": "läs-in plan",
    "save": "läs-in plan",
    "plan": "plan visa",
    "history": "visa KORT",
    "open": "visa KORT",
    "copy": "visa KORT",
    "undo": "ångra",
    "redo": "gör-om",
    "keys": "nycklar",
    "invite": "bjud-in NAMN",
    "today": "idag",
    "handbook": "handbok",
}
"""The row of `docs/rattigheter.md` that says who may give each command; by its action without arguments."""
OF_ONESELF = frozenset(
    "mark mark_all search mine area filter view order cursor cursor_end cursor_page areas palette appearance "
    "repaint help back quit all_keys try_terminal practise".split()
)
"""What changes nothing but what the member sees of a board that is open already."""
OF_A_DRAFT = frozenset(
    "choose next confirm merge split place step heading unplace preamble title target due year adopted words "
    "undo redo".split()
)
"""What a member does to a draft of their own, until they save it."""

Deed = Callable[[Actor, Seat, bool], Any]


def _card_of(change: Callable[..., Any], *given: Any) -> Deed:
    return lambda actor, seat, own: change(actor, seat.cards[own], *given)


def _step(change: Callable[..., Any], *given: Any) -> Deed:
    def deed(actor: Actor, seat: Seat, own: bool) -> None:
        change(actor, step.steps_of(seat.cards[own], actor.clock())[0].id, *given)

    return deed


def _edit(actor: Actor, seat: Seat, own: bool) -> None:
    opened = wording_of(card(seat.cards[own], actor.clock()))
    card_form.edit(actor, seat.cards[own], opened, replace(opened, title="Bryggan"))


def _tick(change: Callable[..., Any], *given: Any) -> Deed:
    return lambda actor, seat, own: change(actor, tick.ticks_of(seat.cards[own])[0].id, *given)


def _comment(change: Callable[..., Any], *given: Any) -> Deed:
    return lambda actor, seat, own: change(actor, comment.comments_of(seat.cards[own])[0].id, *given)


MODELS: Mapping[str, Deed] = {
    "tavla": lambda actor, seat, own: board_view(actor, actor.clock()),
    "logg": lambda actor, seat, own: log(actor),
    "flytta KORT STATUS": _card_of(card_changes.move, Status.DONE),
    "bocka KORT": _card_of(card_changes.tick),
    "bocka KORT --bort": _card_of(card_changes.untick),
    "bockar KORT ändra M": _tick(tick.edit_tick, 2, dt.date(2023, 10, 1), "Bryggan"),
    "bockar KORT bort M": _tick(tick.remove_tick),
    "ansvarig KORT NAMN": _card_of(card_changes.assign, ()),
    "senast KORT DAG": _card_of(card_changes.set_due, dt.date(2024, 5, 1)),
    "vila KORT": _card_of(card_changes.pause, True),
    "väck KORT": _card_of(card_changes.pause, False),
    "utgå KORT SKÄL": _card_of(card_changes.drop, "Inga pengar"),
    "ta-upp KORT": _card_of(card_changes.restore),
    "ändra KORT VAL": _edit,
    "kommentera KORT TEXT": _card_of(card_changes.comment, "Hej"),
    "kommentarer KORT ändra M TEXT": _comment(comment.edit_comment, "Hej igen"),
    "kommentarer KORT bort M": _comment(comment.withdraw_comment),
    "steg KORT lägg TEXT": _card_of(step.add_steps, "Baka"),
    "steg KORT ändra M TEXT": _step(step.rename_step, "Boka salen"),
    "steg KORT klart M": _step(step.finish_step, True),
    "steg KORT öppna M": _step(step.finish_step, False),
    "steg KORT ansvarig M NAMN": _step(step.assign_step, None),
    "steg KORT upp M": _step(step.shift_step, -1),
    "steg KORT ner M": _step(step.shift_step, 1),
    "steg KORT bort M": _step(step.remove_step),
    "ångra NUMMER": lambda actor, seat, own: undo.take_back(actor, seat.actions[own]),
    "arkivera KORT": _card_of(card_changes.archive),
    "rätta KORT TEXT": _card_of(card_changes.reword, "Orden"),
    "lägg-till TITEL": lambda actor, seat, own: card_form.add(actor, Wording("Provkort")),
    "läs-in plan": lambda actor, seat, own: import_plan(actor, read_plan_text(NEXT)),
    "plan anta DAG": lambda actor, seat, own: adopt(actor, dt.date(2023, 10, 1)),
    "plan avsluta": lambda actor, seat, own: close(actor),
    "nycklar": lambda actor, seat, own: key.keys(actor, seat.member_id),
    "nycklar --alla": lambda actor, seat, own: key.keys(actor),
    "nyckel läst EGEN": lambda actor, seat, own: key.readings_with(actor, seat.key),
    "nyckel läst ANNANS": lambda actor, seat, own: key.readings_with(actor, seat.another),
    "nyckel döp EGEN NAMN": lambda actor, seat, own: key.rename_key(actor, seat.key, "Köksdatorn"),
    "nyckel döp ANNANS NAMN": lambda actor, seat, own: key.rename_key(actor, seat.another, "Köksdatorn"),
    "nyckel spärra EGEN": lambda actor, seat, own: key.revoke_key(actor, seat.key),
    "nyckel spärra ANNANS": lambda actor, seat, own: key.revoke_key(actor, seat.another),
}
"""What each row does in the models; own cards and others' alike."""


def passes(actor: Actor, seat: Seat, deed: Deed, *, own: bool) -> bool:
    """Whether the models let it happen, which is then as if it had not."""
    with database.atomic() as transaction:
        try:
            deed(actor, seat, own)
        except NotAllowed:
            return False
        except (Conflict, Gone):
            # Let in, and told that there is nothing to do.
            return True
        finally:
            transaction.rollback()
    return True


@pytest.fixture
def held(board: MadeBoard) -> dict[Role, Seat]:
    def made_up(name: str) -> NewKey:
        return NewKey(f"ssh-ed25519 {b64encode(name.encode()).decode()}", f"SHA256:{name}")

    return seats(owner(board.clock), made_up)


def tried() -> Iterator[tuple[str, bool]]:
    for row in MODELS:
        yield row, False
        if "KORT" in row or row == "ångra NUMMER":
            yield row, True


def sitting(board: MadeBoard, held: dict[Role, Seat]) -> Iterator[tuple[Role, Seat, Actor]]:
    for role, seat in held.items():
        yield role, seat, actor_of(seat.member_id, board.clock, "prov")


def test_the_models_let_each_role_do_what_the_page_says_and_no_more(
    board: MadeBoard, held: dict[Role, Seat]
) -> None:
    wrong = [
        (role, row, own)
        for role, seat, actor in sitting(board, held)
        for row, own in tried()
        if passes(actor, seat, MODELS[row], own=own) != promised(row, role, own=own)
    ]
    assert wrong == []


def test_rights_are_read_anew_when_something_is_written(board: MadeBoard, held: dict[Role, Seat]) -> None:
    """A session may still believe in rights that were taken away meanwhile; the models do not."""
    reads = {"tavla", "logg", "nycklar --alla", "nyckel läst ANNANS"}
    wrong = [
        (role, row, own)
        for role, seat, actor in sitting(board, held)
        for row, own in tried()
        if row not in reads
        and passes(actor.with_rights(board.eva.rights), seat, MODELS[row], own=own)
        and not promised(row, role, own=own)
    ]
    assert wrong == []


def test_every_command_of_the_registry_has_a_rule() -> None:
    """A new command without a rule fails here: say which row of the page it belongs to."""
    bases = {one.action.partition("(")[0] for one in COMMANDS}
    assert bases == ROW_OF.keys() | OF_ONESELF | OF_A_DRAFT
    assert not ROW_OF.keys() & OF_ONESELF
    assert {*ROW_OF.values(), *MODELS} <= {*rows()}


def offered(actor: Actor, place: Place, of: Card | None) -> set[str]:
    """The actions a screen offers on a card."""
    sits = cast(Acting, SimpleNamespace(session=SimpleNamespace(actor=actor, may=actor.may)))
    return {one.action.partition("(")[0] for one in Acting.allowed(sits, place, of)}


def test_a_screen_hides_nothing_that_is_allowed_and_offers_nothing_that_is_always_refused(
    board: MadeBoard, held: dict[Role, Seat]
) -> None:
    wrong = [
        (role, place, own, base)
        for role, seat, actor in sitting(board, held)
        if promised("tavla", role)
        for place in (Place.BOARD, Place.CARD)
        for own in (False, True)
        for base, differs in differences(actor, role, place, seat.cards[own], own=own)
        if differs
    ]
    assert wrong == []


def differences(
    actor: Actor, role: Role, place: Place, number: int, *, own: bool
) -> Iterator[tuple[str, bool]]:
    """Each command of a place, and whether what is offered differs from what the page says."""
    found = offered(actor, place, card(number, actor.clock()))
    for command in (one for one in COMMANDS if place in one.places):
        base = command.action.partition("(")[0]
        may = base in OF_ONESELF or promised(ROW_OF[base], role, own=own)
        # On a card's page some concern the row under the cursor, such as a comment of one's own.
        yield base, (base in found) != (may or command.right is None)


def test_one_who_may_not_read_the_plan_has_no_board_at_all(board: MadeBoard, held: dict[Role, Seat]) -> None:
    without = {role for role in Role if not promised("tavla", role)}
    assert without == {Role.ADMINISTRATOR, Role.ELSEWHERE}
    for role, _, actor in sitting(board, held):
        if role in without:
            with pytest.raises(NotAllowed):
                board_view(actor, board.clock())


def test_going_through_a_proposal_takes_the_right_to_change_it(
    board: MadeBoard, held: dict[Role, Seat]
) -> None:
    for role, seat in held.items():
        actor = actor_of(seat.member_id, board.clock, "prov")
        with pytest.raises((NotAllowed, Conflict)) as told:
            proposal_draft(actor, require_plan().id)
        assert isinstance(told.value, NotAllowed) != promised("läs-in plan", role), role
