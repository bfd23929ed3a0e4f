"""What undo may not bury: others' work on a plan, names others use, and the rules of the board."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.access import Actor, Role, owner
from models.adoption import close
from models.assignment import actor_of
from models.card import card, cards_of
from models.card_changes import archive, assign, comment, move, pause, tick
from models.card_form import Wording, add, edit, wording_of
from models.clock import StoppedClock
from models.commitment import Commitment, Status
from models.door import shell_door
from models.errors import Conflict, Gone, NotAllowed
from models.importing import import_plan
from models.journal import changes_after, changes_of_card
from models.place import District, names_of
from models.plan import current_plan, require_plan
from models.readers.plan_text import read_plan_text
from models.roster import add_member
from models.undo import Superseded, redo, take_back, undo
from tests.conftest import MadeBoard

PROPOSAL = "Verksamhetsplan 2023\n\nStudier\n– starta två cirklar per år\n– läsa mer\n"
ADOPTED = f"Antagen 2023-03-19\n{PROPOSAL}"


@pytest.fixture
def eva(tmp_path: Path, clock: StoppedClock) -> Iterator[Actor]:
    """A board without a plan."""
    with shell_door(tmp_path / "x.db", new=True):
        yield _member("Eva Ek", clock)


def _member(name: str, clock: StoppedClock) -> Actor:
    return actor_of(add_member(owner(clock), name, (Role.BOARD_MEMBER,)).id, clock)


def _imported(actor: Actor, text: str = PROPOSAL) -> int:
    import_plan(actor, read_plan_text(text))
    return changes_after(0)[-1].action_id


def _first(actor: Actor) -> int:
    return cards_of(require_plan().id, actor.clock())[0].id


@pytest.mark.parametrize("build", ["add", "tick", "comment", "move"])
def test_an_import_others_have_built_upon_is_not_taken_back(
    eva: Actor, clock: StoppedClock, build: str
) -> None:
    _imported(eva)
    bo, first = _member("Bo Berg", clock), _first(eva)
    did = {
        "add": lambda: add(bo, Wording("Bos kort")),
        "tick": lambda: tick(bo, first),
        "comment": lambda: comment(bo, first, "Ja!"),
        "move": lambda: move(bo, first, Status.DONE),
    }
    did[build]()
    words = {"add": "lade till Bos kort", "tick": "bockade av", "comment": "kommenterade", "move": "flyttade"}
    with pytest.raises(Superseded, match=f"Bo Berg {words[build]}"):
        undo(eva)
    assert current_plan() is not None


def test_an_import_can_be_taken_back_once_the_others_took_theirs_back(
    eva: Actor, clock: StoppedClock
) -> None:
    _imported(eva)
    bo = _member("Bo Berg", clock)
    comment(bo, _first(eva), "Ja!")
    undo(bo)
    undo(eva)
    assert current_plan() is None


def test_ones_own_card_in_a_plan_must_go_before_the_plan(eva: Actor) -> None:
    number = _imported(eva)
    own = add(eva, Wording("Evas kort"))
    with pytest.raises(Superseded, match="Eva Ek lade till Evas kort"):
        take_back(eva, number)
    assert card(own.id, eva.clock()).title == "Evas kort"
    undo(eva)
    undo(eva)
    assert current_plan() is None


def test_an_area_with_a_card_somebody_added_keeps_its_card_and_itself(
    eva: Actor, clock: StoppedClock
) -> None:
    _imported(eva)
    bo = _member("Bo Berg", clock)
    area = cards_of(require_plan().id, eva.clock())[0].area_id
    add(bo, Wording("Bos kort", area_id=area))
    with pytest.raises(Superseded, match="Bo Berg lade till Bos kort"):
        undo(eva)


def test_a_proposal_can_be_taken_back_by_another(eva: Actor, clock: StoppedClock) -> None:
    number = _imported(eva)
    take_back(_member("Bo Berg", clock), number)
    assert current_plan() is None


def test_an_adopted_plan_is_taken_back_only_as_the_importers_own_latest(board: MadeBoard) -> None:
    number = next(row.action_id for row in changes_after(0) if row.entity == "plan")
    with pytest.raises(Superseded, match="är antagen"):
        take_back(board.eva, number)
    assert current_plan() is not None
    system = owner(board.clock)
    pause(system, _first(board.eva))
    with pytest.raises(Superseded):
        take_back(system, number)
    undo(system)
    undo(system)
    assert current_plan() is None


def test_the_import_of_a_closed_plan_is_not_taken_back(board: MadeBoard) -> None:
    number = next(row.action_id for row in changes_after(0) if row.entity == "plan")
    close(board.eva)
    with pytest.raises(Superseded, match="Eva Ek avslutade"):
        take_back(owner(board.clock), number)


def test_a_deputy_hears_of_rights_before_anything_else(board: MadeBoard) -> None:
    number = next(row.action_id for row in changes_after(0) if row.entity == "plan")
    with pytest.raises(NotAllowed):
        take_back(board.cia, number)


def test_a_district_others_use_outlives_the_undo_of_the_card_it_came_with(board: MadeBoard) -> None:
    add(board.eva, Wording("Evas", districts=("Ny by",)))
    bos = add(board.bo, Wording("Bos", districts=("Ny by",)))
    undo(board.eva)
    assert card(bos.id, board.clock()).districts == ("Ny by",)
    assert redo(board.eva).summary == "lade till Evas"
    assert [*names_of(District).values()].count("Ny by") == 1


def test_a_district_outlives_the_undo_of_an_edit_and_redo_finds_it(board: MadeBoard) -> None:
    opened = wording_of(card(_first(board.eva), board.clock()))
    edit(board.eva, _first(board.eva), opened, Wording(opened.title, opened.area_id, districts=("Ny by",)))
    undo(board.eva)
    assert "Ny by" in names_of(District).values()
    redo(board.eva)
    assert card(_first(board.eva), board.clock()).districts == ("Ny by",)


def test_redo_does_not_give_back_a_plan_whose_year_has_another(eva: Actor, clock: StoppedClock) -> None:
    _imported(eva)
    undo(eva)
    _imported(_member("Bo Berg", clock))
    with pytest.raises(Conflict, match="gäller redan samma tid"):
        redo(eva)
    assert len(cards_of(require_plan().id, eva.clock())) == 2


def test_a_card_is_not_given_back_to_a_plan_that_is_gone(eva: Actor, clock: StoppedClock) -> None:
    number = _imported(eva)
    add(eva, Wording("Evas kort"))
    undo(eva)
    take_back(_member("Bo Berg", clock), number)
    with pytest.raises(Conflict, match="borttagen"):
        redo(eva)
    assert not Commitment.select().where(~Commitment.removed).exists()


def test_undo_passes_by_what_was_done_to_a_card_that_was_put_away(board: MadeBoard) -> None:
    own = add(board.bo, Wording("Bos"))
    move(board.eva, _first(board.eva), Status.DONE)
    comment(board.eva, own.id, "Bra!")
    archive(board.bo, own.id)
    with pytest.raises(Superseded, match="arkiverat") as refused:
        undo(board.eva)
    assert undo(board.eva, {refused.value.action_id}).cards == (_first(board.eva),)


def test_nothing_on_a_closed_plans_card_is_taken_back(board: MadeBoard) -> None:
    number = _first(board.eva)
    move(board.bo, number, Status.DONE)
    close(board.eva)
    with pytest.raises(Superseded, match="Planen är avslutad"):
        undo(board.bo)
    assert card(number, board.clock()).status is Status.DONE


def test_what_is_told_of_a_card_put_away_is_only_that(board: MadeBoard) -> None:
    own = add(board.eva, Wording("Hemligt namn"))
    archive(board.eva, own.id)
    with pytest.raises(Gone, match="arkiverat") as gone:
        assign(board.rut, own.id, ())
    assert "Hemligt" not in str(gone.value)
    assert changes_of_card(own.id)
