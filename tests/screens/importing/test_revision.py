"""A stored proposal is gone through in the preview, from the board's menu, and saved as one action."""

import datetime as dt

import pytest

from models import card_changes
from models.adoption import adopt
from models.card import Card, cards_of
from models.draft import drafts_of
from models.importing import import_plan
from models.plan import areas_of, require_plan
from models.readers import plan_edit as edit
from models.readers.plan_text import read_plan_text
from screens.board.screen import BoardScreen
from screens.importing.preview_lines import Stop, What
from screens.importing.revision import RevisionScreen
from tests.screens.board.seat import CLOCK, Room, Sat
from tests.screens.importing.test_keeping import at, said

TEXT = """Verksamhetsplan 2023

Studier
- ordna en studiecirkel. Bjuda in ABF till ett möte
- bjuda in till 2 möten per år

Opinion
- skriva insändare
- synas på torget
"""


@pytest.fixture
async def proposal(empty: Room) -> Room:
    eva = await empty.session("Eva")
    await empty.doors.order(import_plan, eva.actor, edit.set_adopted(read_plan_text(TEXT), None))
    return empty


async def cards(room: Room) -> dict[str, Card]:
    plan = await room.doors.ask(require_plan)
    return {card.adopted_text: card for card in await room.doors.ask(cards_of, plan.id, CLOCK())}


async def gone_through(sat: Sat) -> RevisionScreen:
    """The preview of the stored plan, out of the board's menu."""
    await sat.press("colon", *"gå igenom", "enter")
    screen = sat.app.screen
    assert isinstance(screen, RevisionScreen)
    return screen


async def merged(sat: Sat) -> RevisionScreen:
    screen = await gone_through(sat)
    screen.page.go(Stop(What.COMMITMENT, 1, 0))
    await sat.press("m")
    return screen


async def test_what_is_put_right_is_on_every_board_once_it_is_saved_and_undo_gives_it_back(
    proposal: Room,
) -> None:
    bo = await proposal.session("Bo")
    before = await cards(proposal)
    await proposal.doors.order(card_changes.tick, bo.actor, before["skriva insändare"].id)
    ticked = await cards(proposal)
    async with proposal.opened() as eva, proposal.opened("Bo") as other:
        await merged(eva)
        assert "Spara planen" in eva.text
        assert await cards(proposal) == ticked
        await eva.press("l")
        assert "1 kort ändras och 1 kort tas bort. u på tavlan ångrar." in said(eva)
        await eva.press("enter")
        assert at(eva, BoardScreen)
        assert eva.news == "Planen är sparad. u ångrar."
        after = await cards(proposal)
        one = after["skriva insändare synas på torget"]
        assert (one.id, one.done, len(after)) == (before["skriva insändare"].id, 1, 3)
        await other.until("Eva Lind arbetade om Verksamhetsplan 2023")
        await other.until(lambda: len(other.screen.view.cards) == 3)
        assert eva.find(one.title).adopted_text == one.adopted_text
        await eva.press("u")
        await eva.until(lambda: len(eva.screen.view.cards) == 4)
        assert eva.news.startswith("Ångrat: du arbetade om")
        assert await cards(proposal) == ticked


async def test_a_card_with_more_than_the_plans_words_does_not_go_unasked(proposal: Room) -> None:
    bo = await proposal.session("Bo")
    square = (await cards(proposal))["synas på torget"]
    await proposal.doors.order(card_changes.comment, bo.actor, square.id, "Lördagar.")
    async with proposal.opened() as eva:
        await merged(eva)
        await eva.press("l")
        assert f"finns på {square.title}, som tas bort." in said(eva)
        await eva.press("enter")
        assert at(eva, RevisionScreen)
        assert len(await cards(proposal)) == 4
        await eva.press("l", "j")
        assert at(eva, BoardScreen)
        assert len(await cards(proposal)) == 3


async def test_a_card_that_was_given_up_does_not_go_unasked_with_its_reason(proposal: Room) -> None:
    bo = await proposal.session("Bo")
    square = (await cards(proposal))["synas på torget"]
    await proposal.doors.order(card_changes.drop, bo.actor, square.id, "Torget byggs om, § 4")
    async with proposal.opened() as eva:
        await merged(eva)
        await eva.press("l")
        assert f"skäl att utgå finns på {square.title}, som tas bort." in said(eva)
        await eva.press("enter")
        assert at(eva, RevisionScreen)


async def test_what_others_did_to_the_same_is_not_written_over_and_nothing_is_lost(proposal: Room) -> None:
    bo = await proposal.session("Bo")
    square = (await cards(proposal))["synas på torget"]
    async with proposal.opened() as eva:
        screen = await merged(eva)
        await proposal.doors.order(card_changes.set_due, bo.actor, square.id, dt.date(2023, 11, 1))
        await eva.press("l", "enter")
        assert "Bo Ek har ändrat" in eva.news
        assert eva.app.screen is screen
        assert len(screen.draft.areas[1].commitments) == 1
        assert len(await cards(proposal)) == 4


async def test_changes_survive_a_lost_connection_and_login_tells_of_them(proposal: Room) -> None:
    bo = await proposal.session("Bo")
    async with proposal.opened() as eva:
        left = await merged(eva)
        # The session ends here.
    async with proposal.opened() as eva:
        assert eva.news == "Du har ändringar i planen som inte är sparade. Menyn: Gå igenom planen."
        meeting = (await cards(proposal))["bjuda in till 2 möten per år"]
        await proposal.doors.order(card_changes.set_due, bo.actor, meeting.id, dt.date(2023, 11, 1))
        screen = await gone_through(eva)
        assert eva.news == "Det du hade ändrat är kvar. u ångrar."
        assert screen.draft == left.draft
        await eva.press("l", "enter")
        after = await cards(proposal)
        assert len(after) == 3
        assert after["bjuda in till 2 möten per år"].due == dt.date(2023, 11, 1)
        assert await proposal.doors.ask(drafts_of, eva.session_member, CLOCK()) == ()


async def test_leaving_keeps_or_throws_away_and_the_board_is_as_it_was(proposal: Room) -> None:
    before = await cards(proposal)
    async with proposal.opened() as eva:
        await gone_through(eva)
        await eva.press("l")
        assert eva.news == "Inget är ändrat."
        await eva.press("escape")
        assert at(eva, BoardScreen)
        await merged(eva)
        await eva.press("q")
        assert "Tavlan är som den var, och det du har ändrat finns kvar." in said(eva)
        await eva.press("escape", "escape", "enter")
        assert eva.news.startswith("Det du har ändrat är kvar.")
        await gone_through(eva)
        await eva.press("escape", "down", "enter")
        assert at(eva, BoardScreen)
        assert eva.news == ""
        await gone_through(eva)
        assert eva.news == ""
        assert await cards(proposal) == before


async def test_an_area_is_named_and_moved(proposal: Room) -> None:
    async with proposal.opened() as eva:
        screen = await gone_through(eva)
        screen.page.go(Stop(What.AREA, 1))
        await eva.press("K", "e", "ctrl+u", *"Mer", "enter", "l")
        assert "Områden eller ordning ändras." in said(eva)
        await eva.press("enter")
        plan = await proposal.doors.ask(require_plan)
        areas = await proposal.doors.ask(areas_of, plan.id)
        assert [(area.position, area.title) for area in areas] == [(1, "Mer"), (2, "Studier")]


async def test_an_adopted_plan_is_not_opened(proposal: Room) -> None:
    bo = await proposal.session("Bo")
    async with proposal.opened() as eva:
        await proposal.doors.order(adopt, bo.actor, dt.date(2023, 3, 19))
        await eva.press("colon", *"gå igenom", "enter")
        assert at(eva, BoardScreen)
        assert "Planen är antagen och står fast." in eva.news


async def test_whoever_may_not_change_the_plan_is_not_offered_it(proposal: Room) -> None:
    async with proposal.opened("Dag") as dag:
        await dag.press("colon", *"gå igenom")
        assert "Gå igenom planen" not in dag.text
