"""A stored proposal gone through once more: what differs is saved as one action, nothing else is."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from models import card_changes, card_form
from models.access import Actor, Role, owner
from models.adoption import adopt
from models.assignment import actor_of
from models.card import Card, card, cards_of
from models.card_form import Wording, wording_of
from models.clock import StoppedClock
from models.door import shell_door
from models.errors import Conflict, Gone, Invalid, NotAllowed
from models.exporting import stored_draft
from models.importing import import_plan
from models.journal import Action, Change
from models.plan import PlanState, areas_of, plan_of, plan_words
from models.readers import plan_edit as edit
from models.readers.plan_draft import CommitmentDraft, PlanDraft
from models.readers.plan_edit import Spot
from models.readers.plan_text import read_plan_text
from models.revising import Revision, proposal_draft, revise_plan, revision_of
from models.roster import add_member
from models.target import Kind, Target
from models.undo import Superseded, redo, undo
from tests.conftest import PLAN
from tests.models.readers.test_plan_edit import ON_A_SPOT

TEXT = """Verksamhetsplan 2023

Vi vill att fler ska bli aktiva.

Studier
- ordna en studiecirkel. Bjuda in ABF till ett möte i Färna
- bjuda in till 2 möten per år
- senast 1 maj skriva ett upprop

Opinion
- skriva insändare
- synas på torget
"""
FIRST, SECOND, LETTERS = Spot(0, 0), Spot(0, 1), Spot(1, 0)


@dataclass
class Proposal:
    """A board of three and a plan that no meeting has adopted."""

    id: int
    eva: Actor
    bo: Actor
    rut: Actor

    @property
    def draft(self) -> PlanDraft:
        return proposal_draft(self.eva, self.id)

    def revise(self, draft: PlanDraft, opened: PlanDraft | None = None, actor: Actor | None = None) -> None:
        revise_plan(actor or self.eva, self.id, opened or self.draft, draft)

    @property
    def cards(self) -> tuple[Card, ...]:
        return cards_of(self.id, self.eva.clock())

    def card(self, spot: Spot) -> Card:
        number = edit.commitment_at(self.draft, spot).card
        assert number is not None
        return card(number, self.eva.clock())

    @property
    def whole(self) -> tuple[Any, ...]:
        """All that undo must give back."""
        return self.cards, areas_of(self.id), plan_words(self.eva, self.id)


def _made(path: Path, clock: StoppedClock, text: str) -> Proposal:
    server = owner(clock)
    plan = import_plan(server, edit.set_adopted(read_plan_text(text), None))
    members = [
        add_member(server, name, (role,))
        for name, role in (
            ("Eva Ek", Role.CHAIR),
            ("Bo Berg", Role.BOARD_MEMBER),
            ("Rut Ros", Role.AUDITOR),
        )
    ]
    eva, bo, rut = (actor_of(one.id, clock, session=one.name) for one in members)
    return Proposal(plan.id, eva, bo, rut)


@pytest.fixture
def proposal(tmp_path: Path, clock: StoppedClock) -> Iterator[Proposal]:
    with shell_door(tmp_path / "x.db", new=True):
        yield _made(tmp_path, clock, TEXT)


def as_stored(draft: PlanDraft) -> PlanDraft:
    """A draft without what is only asked and noted while it is read."""

    def bare(one: CommitmentDraft) -> CommitmentDraft:
        return replace(
            one,
            line=0,
            question=None,
            status=None,
            districts=tuple(sorted(one.districts)),
            partners=tuple(sorted(one.partners)),
            target_from_plan=one.target_from_plan or one.target.number is None,
        )

    areas = tuple(
        replace(area, question=None, commitments=tuple(map(bare, area.commitments))) for area in draft.areas
    )
    return replace(draft, areas=areas, whole_plan=tuple(map(bare, draft.whole_plan)), questions=())


def changed_at_random(draft: PlanDraft, dice: random.Random) -> PlanDraft:
    more: tuple[Callable[[PlanDraft, Spot, int], PlanDraft], ...] = (
        lambda draft, spot, number: edit.rename(draft, spot, f"Titel {number}"),
        lambda draft, spot, number: edit.rename_area(draft, number % 4, f"Område {number}"),
        lambda draft, spot, number: edit.set_due(draft, spot, dt.date(2023, 1 + number % 12, 1)),
        lambda draft, spot, number: edit.set_target(draft, spot, Target(Kind.DISTRICTS, number + 1)),
        lambda draft, spot, number: edit.place_line(draft, 0, number % 3),
    )
    for _ in range(dice.randint(1, 12)):
        spots = edit.spots(draft)
        spot = dice.choice(spots) if spots else Spot(None, 0)
        try:
            draft = dice.choice((*ON_A_SPOT, *more))(draft, spot, dice.randint(0, 30))
        except Invalid:
            continue
    return draft


@pytest.mark.parametrize("seed", range(3))
def test_any_row_of_changes_is_stored_as_it_was_put_and_taken_back_whole(
    tmp_path: Path, clock: StoppedClock, seed: int
) -> None:
    dice = random.Random(seed)
    with shell_door(tmp_path / "x.db", new=True):
        proposal = _made(tmp_path, clock, PLAN.read_text(encoding="utf-8"))
        for _ in range(12):
            before, opened = proposal.whole, proposal.draft
            wanted = changed_at_random(opened, dice)
            actions = Action.select().count()
            proposal.revise(wanted, opened)
            assert as_stored(proposal.draft) == as_stored(wanted)
            after = proposal.whole
            if Action.select().count() == actions:
                assert after == before
                continue
            assert Action.select().count() == actions + 1
            undo(proposal.eva)
            assert proposal.whole == before
            redo(proposal.eva)
            assert proposal.whole == after


def test_a_card_keeps_what_was_done_to_it_while_its_words_change(proposal: Proposal) -> None:
    number = proposal.card(FIRST).id
    card_changes.tick(proposal.bo, number)
    card_changes.comment(proposal.bo, number, "Bokat.")
    card_changes.assign(proposal.bo, number, (proposal.bo.member_id or 0,))
    text = edit.commitment_at(proposal.draft, FIRST).text
    proposal.revise(edit.split(proposal.draft, FIRST, text.index("Bjuda")))
    first, second = proposal.card(FIRST), proposal.card(SECOND)
    assert (first.id, first.adopted_text) == (number, "ordna en studiecirkel.")
    assert (first.done, first.comments, first.responsible[0].name) == (1, 1, "Bo Berg")
    assert second.adopted_text == "Bjuda in ABF till ett möte i Färna"
    assert (second.done, second.districts, second.partners) == (0, ("Färna",), ("ABF",))
    proposal.revise(edit.merge_with_next(proposal.draft, FIRST))
    merged = proposal.card(FIRST)
    assert (merged.id, merged.done, merged.districts) == (number, 1, ("Färna",))
    assert second.id not in {one.id for one in proposal.cards}


def test_what_was_taken_out_and_put_in_again_is_the_same_card_and_the_same_area(proposal: Proposal) -> None:
    numbers = {one.id for one in proposal.cards}
    areas = {area.id for area in areas_of(proposal.id)}
    out = edit.to_unplaced(proposal.draft, LETTERS)
    draft = edit.place_line(out, len(out.unplaced) - 1, 0)
    draft = edit.line_to_heading(edit.to_unplaced(edit.to_commitment(draft, 1), Spot(0, 4)), 0)
    proposal.revise(draft)
    assert {one.id for one in proposal.cards} == numbers
    assert {area.id for area in areas_of(proposal.id)} == areas


def test_where_nothing_differs_nothing_is_written(proposal: Proposal) -> None:
    rows = Change.select().count()
    proposal.revise(proposal.draft)
    assert Change.select().count() == rows


def test_a_card_that_moves_is_the_only_one_that_is_written(proposal: Proposal) -> None:
    rows = Change.select().count()
    proposal.revise(edit.move(proposal.draft, FIRST, 1))
    assert Change.select().count() == rows + 1


def test_the_boards_own_cards_stay_when_their_area_goes(proposal: Proposal) -> None:
    area = areas_of(proposal.id)[1].id
    own = card_form.add(proposal.bo, Wording("Eget", area))
    proposal.revise(edit.to_commitment(proposal.draft, 1))
    assert len(areas_of(proposal.id)) == 1
    assert card(own.id, proposal.eva.clock()).area_id is None
    undo(proposal.eva)
    assert card(own.id, proposal.eva.clock()).area_id == area


def test_what_others_do_to_a_card_does_not_stand_in_the_way(proposal: Proposal) -> None:
    opened = proposal.draft
    one = proposal.card(SECOND)
    card_changes.tick(proposal.bo, one.id)
    card_changes.set_due(proposal.bo, one.id, dt.date(2023, 11, 1))
    card_form.add(proposal.bo, Wording("Eget"))
    proposal.revise(edit.rename(opened, SECOND, "Möten"), opened)
    after = proposal.card(SECOND)
    assert (after.title, after.due, after.done) == ("Möten", dt.date(2023, 11, 1), 1)


def _renamed(proposal: Proposal) -> None:
    one = proposal.card(SECOND)
    card_form.edit(proposal.bo, one.id, wording_of(one), replace(wording_of(one), title="Bos titel"))


def _reworded(proposal: Proposal) -> None:
    card_changes.reword(proposal.bo, proposal.card(FIRST).id, "ordna två cirklar")


def _archived(proposal: Proposal) -> None:
    card_changes.archive(proposal.bo, proposal.card(LETTERS).id)


def _revised(proposal: Proposal) -> None:
    proposal.revise(edit.move_area(proposal.draft, 1, -1), actor=proposal.bo)


@pytest.mark.parametrize(
    ("theirs", "says"),
    [
        (_renamed, "Bo Berg har ändrat Bos titel"),
        (_reworded, "Bo Berg har ändrat"),
        (_archived, "inte längre de du öppnade"),
        (_revised, "inte längre de du öppnade"),
    ],
)
def test_what_others_changed_of_the_same_is_refused_and_nothing_half_saved(
    proposal: Proposal, theirs: Callable[[Proposal], None], says: str
) -> None:
    opened = proposal.draft
    wanted = edit.rename(edit.to_unplaced(opened, FIRST), FIRST, "Evas titel")
    theirs(proposal)
    before = proposal.whole
    with pytest.raises(Conflict, match=says):
        proposal.revise(wanted, opened)
    assert proposal.whole == before


def test_two_who_chose_the_same_do_not_clash(proposal: Proposal) -> None:
    opened = proposal.draft
    _renamed(proposal)
    proposal.revise(edit.rename(opened, SECOND, "Bos titel"), opened)
    assert proposal.card(SECOND).title == "Bos titel"


def test_an_adopted_plan_and_one_that_is_gone_are_not_gone_through(proposal: Proposal) -> None:
    opened = proposal.draft
    wanted = edit.rename(opened, FIRST, "Cirkel")
    proposal.revise(wanted, opened)
    adopt(proposal.bo, dt.date(2023, 3, 19))
    with pytest.raises(Conflict, match="Planen är antagen och står fast"):
        proposal_draft(proposal.eva, proposal.id)
    with pytest.raises(Conflict, match="är antagen"):
        proposal.revise(wanted, stored_draft(proposal.eva, proposal.id))
    undo(proposal.bo)
    assert proposal.draft.areas[0].commitments[0].title == "Cirkel"


def test_words_that_a_meeting_adopted_are_not_changed_by_undo_or_redo(proposal: Proposal) -> None:
    proposal.revise(edit.merge_with_next(proposal.draft, FIRST))
    adopt(proposal.bo, dt.date(2023, 3, 19))
    before = proposal.whole
    with pytest.raises(Superseded, match="är antagen sedan dess"):
        undo(proposal.eva)
    undo(proposal.bo)
    undo(proposal.eva)
    adopt(proposal.bo, dt.date(2023, 3, 19))
    with pytest.raises(Superseded, match="är antagen sedan dess"):
        redo(proposal.eva)
    undo(proposal.bo)
    redo(proposal.eva)
    adopt(proposal.bo, dt.date(2023, 3, 19))
    assert proposal.whole == before


def _to_another_year(proposal: Proposal) -> None:
    proposal.revise(edit.set_year(proposal.draft, 2024))


def _put_away(proposal: Proposal) -> None:
    card_changes.archive(proposal.eva, proposal.card(LETTERS).id)


@pytest.mark.parametrize("change", [_to_another_year, _put_away])
def test_what_a_meeting_adopted_is_neither_more_nor_less_nor_of_another_year_by_undo_or_redo(
    proposal: Proposal, change: Callable[[Proposal], None]
) -> None:
    before = proposal.whole
    change(proposal)
    adopt(proposal.bo, dt.date(2023, 3, 19))
    adopted = proposal.whole
    with pytest.raises(Superseded, match="är antagen sedan dess"):
        undo(proposal.eva)
    assert proposal.whole == adopted
    undo(proposal.bo)
    undo(proposal.eva)
    assert proposal.whole == before
    adopt(proposal.bo, dt.date(2023, 3, 19))
    with pytest.raises(Superseded, match="är antagen sedan dess"):
        redo(proposal.eva)


def test_a_plan_taken_back_meanwhile_is_gone(tmp_path: Path, clock: StoppedClock) -> None:
    with shell_door(tmp_path / "x.db", new=True):
        proposal = _made(tmp_path, clock, TEXT)
        opened = proposal.draft
        undo(owner(clock))
        with pytest.raises(Gone, match="är borttagen"):
            proposal.revise(opened, opened)


def test_only_the_board_goes_through_the_plan(proposal: Proposal) -> None:
    opened = proposal.draft
    for refused in (
        lambda: proposal_draft(proposal.rut, proposal.id),
        lambda: revise_plan(proposal.rut, proposal.id, opened, edit.rename(opened, FIRST, "x")),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_year_and_adoption_are_saved_with_the_rest(proposal: Proposal, clock: StoppedClock) -> None:
    import_plan(owner(clock), read_plan_text(TEXT.replace("2023", "2024")))
    with pytest.raises(Conflict, match="Planen för 2024 finns redan"):
        proposal.revise(edit.set_year(proposal.draft, 2024))
    with pytest.raises(Invalid, match="har inte varit än"):
        proposal.revise(edit.set_adopted(proposal.draft, dt.date(2023, 12, 1)))
    moved = edit.set_adopted(edit.set_year(proposal.draft, 2022), dt.date(2022, 3, 1))
    proposal.revise(moved)
    row = plan_of(proposal.id)
    assert (row.starts.year, row.state, row.adopted_on) == (2022, PlanState.ADOPTED, dt.date(2022, 3, 1))
    assert dt.date(2022, 5, 1) in {one.due for one in proposal.cards}
    undo(proposal.eva)
    assert plan_of(proposal.id).state is PlanState.PROPOSAL
    assert proposal.card(Spot(0, 2)).due == dt.date(2023, 5, 1)


def test_what_saving_would_change_is_told_beforehand(proposal: Proposal) -> None:
    opened = proposal.draft
    gone = proposal.card(SECOND).id
    merged = edit.rename(edit.merge_with_next(opened, FIRST), LETTERS, "Insändare")
    assert revision_of(opened, merged) == Revision(changed=2, new=0, gone=(gone,), arranged=False)
    parted = edit.split_sentences(opened, FIRST)
    assert revision_of(opened, parted) == Revision(changed=1, new=1, gone=(), arranged=False)
    assert revision_of(opened, edit.move(opened, FIRST, 1)) == Revision(0, 0, (), arranged=True)
    assert revision_of(opened, edit.rename_area(opened, 0, "Kurser")) == Revision(0, 0, (), arranged=True)


def test_every_area_is_numbered_as_it_stands(proposal: Proposal) -> None:
    proposal.revise(edit.to_heading(proposal.draft, SECOND))
    assert [area.position for area in areas_of(proposal.id)] == [1, 2, 3]
    proposal.revise(edit.move_area(proposal.draft, 2, -1))
    areas = areas_of(proposal.id)
    assert [(area.position, area.title) for area in areas][1] == (2, "Opinion")
    assert [area.position for area in areas] == [1, 2, 3]
