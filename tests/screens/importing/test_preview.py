"""The preview by keys: every command changes the draft, tells it, and can be taken back."""

import datetime as dt
from collections.abc import AsyncIterator

import pytest

from models.plan import PlanState, current_plan
from models.readers.plan_draft import PlanDraft
from models.readers.plan_text import read_plan_text
from models.target import Kind, Per
from screens.importing.preview import PreviewScreen
from screens.importing.preview_lines import Stop, What, questions_of
from tests.conftest import PLAN
from tests.screens.board.seat import Room, Sat

TEXT = """Verksamhetsplan för Skinnskattebergs arbetarekommun

Vi vill att fler ska bli aktiva.

Studier
- ordna en studiecirkel. Bjuda in ABF till ett möte
- bjuda in till 2 möten per år
- senast 1 maj skriva ett upprop

Opinion
- skriva insändare
- synas på torget
"""


class At:
    """Eva at the preview of a small plan."""

    def __init__(self, sat: Sat, screen: PreviewScreen) -> None:
        self.sat, self.screen = sat, screen

    @property
    def draft(self) -> PlanDraft:
        return self.screen.draft

    @property
    def lists(self) -> list[list[str]]:
        return [[one.text for one in area.commitments] for area in self.draft.areas]

    def areas(self) -> int:
        return len(self.draft.areas)

    def unplaced(self) -> list[str]:
        return list(self.draft.unplaced)

    def year(self) -> int | None:
        return self.draft.year

    @property
    def news(self) -> str:
        return self.sat.news

    def stand(self, what: What, area: int | None = None, place: int = 0) -> None:
        self.screen.page.go(Stop(what, area, place))

    async def press(self, *keys: str) -> None:
        await self.sat.press(*keys)


async def show(sat: Sat, draft: PlanDraft) -> At:
    screen = PreviewScreen(sat.app.session, draft)
    await sat.app.push_screen(screen)
    await sat.settle()
    return At(sat, screen)


@pytest.fixture
async def at(empty: Room) -> AsyncIterator[At]:
    async with empty.opened(size=(100, 30)) as eva:
        yield await show(eva, read_plan_text(TEXT))


async def test_the_cursor_goes_over_every_line_that_does_something(at: At) -> None:
    seen = [at.screen.stop]
    for _ in range(30):
        await at.press("down")
        seen.append(at.screen.stop)
    kinds = [stop.what for stop in dict.fromkeys(seen) if stop]
    orders = [What.SAVE, What.YEAR, What.ADOPTED]
    assert kinds[:3] == orders
    assert kinds.count(What.AREA) == 2
    assert kinds.count(What.COMMITMENT) == 5
    assert What.PREAMBLE in kinds
    await at.press("home")
    assert at.screen.stop == Stop(What.SAVE)
    await at.press("end")
    assert at.screen.stop == seen[-1]
    await at.press("pageup", "k")
    assert at.screen.stop != seen[-1]


async def test_a_key_that_does_nothing_is_answered(at: At) -> None:
    await at.press("9")
    assert at.news == "9 gör inget här. ? visar vad man kan göra."
    await at.press("down")
    assert at.news == ""


@pytest.mark.parametrize("size", [(80, 18), (40, 15)])
async def test_the_cursors_line_stays_in_sight_at_another_size(at: At, size: tuple[int, int]) -> None:
    at.stand(What.COMMITMENT, 1, 1)
    await at.sat.settle()
    await at.sat.pilot.resize_terminal(*size)
    await at.sat.until(lambda: at.screen.page.size.width == size[0])
    await at.sat.settle()
    assert "▌    Synas på torget" in at.sat.text


async def test_merging_with_the_next_and_the_one_before(at: At) -> None:
    before = at.draft
    at.stand(What.COMMITMENT, 1, 0)
    await at.press("m")
    assert at.lists[1] == ["skriva insändare synas på torget"]
    assert at.news == "Hopslaget. u ångrar."
    await at.press("m")
    assert at.news.startswith("Det finns inget åtagande efter det här")
    await at.press("u")
    assert at.draft == before
    at.stand(What.COMMITMENT, 1, 1)
    await at.press("M")
    assert at.lists[1] == ["skriva insändare synas på torget"]
    assert at.screen.stop == Stop(What.COMMITMENT, 1, 0)


async def test_undo_and_redo_go_through_every_draft_and_say_when_there_is_none(at: At) -> None:
    at.stand(What.COMMITMENT, 0, 0)
    await at.press("x", "x")
    done = at.draft
    await at.press("u", "u")
    assert len(at.lists[0]) == 3
    await at.press("u")
    assert at.news == "Det finns inget att ångra här."
    await at.press("U", "U")
    assert at.draft == done
    await at.press("U")
    assert at.news == "Det finns inget att göra om."


async def test_splitting_at_each_sentence_or_at_any_word(at: At) -> None:
    at.stand(What.COMMITMENT, 0, 0)
    await at.press("d", "enter")
    assert at.lists[0][:2] == ["ordna en studiecirkel.", "Bjuda in ABF till ett möte"]
    await at.press("u", "d", "up", "up", "up", "enter")
    assert at.lists[0][:2] == ["ordna en studiecirkel. Bjuda in ABF", "till ett möte"]
    await at.press("u", "d", "escape")
    assert len(at.lists[0]) == 3


async def test_moving_up_and_down_past_the_border_of_an_area(at: At) -> None:
    at.stand(What.COMMITMENT, 0, 2)
    await at.press("J")
    assert at.screen.stop == Stop(What.COMMITMENT, 1, 0)
    assert at.lists[1][0].startswith("senast 1 maj")
    await at.press("shift+up", "K")
    assert at.screen.stop == Stop(What.COMMITMENT, 0, 1)
    at.stand(What.AREA, 0)
    await at.press("shift+down")
    assert [area.title for area in at.draft.areas] == ["Opinion", "Studier"]
    assert at.screen.stop == Stop(What.AREA, 1)
    await at.press("J")
    assert at.news == "Det står redan så."


async def test_moving_to_another_area_the_whole_plan_or_one_of_its_own(at: At) -> None:
    at.stand(What.COMMITMENT, 0, 0)
    await at.press("o", *"opin", "enter")
    assert at.lists[1][-1].startswith("ordna en studiecirkel")
    await at.press("o", *"hela", "enter")
    assert at.draft.whole_plan[0].text == "bjuda in till 2 möten per år"
    await at.press("o", *"eget", "enter")
    assert [area.title for area in at.draft.areas][1].startswith("Senast 1 maj")


async def test_a_commitment_becomes_a_heading_and_a_heading_a_commitment(at: At) -> None:
    at.stand(What.COMMITMENT, 0, 1)
    await at.press("r")
    assert at.areas() == 3
    assert at.screen.stop == Stop(What.AREA, 1)
    await at.press("r")
    assert at.areas() == 2
    assert at.screen.stop == Stop(What.COMMITMENT, 0, 1)
    assert at.lists[0][1] == "bjuda in till 2 möten per år"


async def test_what_is_no_commitment_goes_out_and_comes_in_again(at: At) -> None:
    at.stand(What.COMMITMENT, 0, 0)
    await at.press("x")
    assert at.unplaced() == ["ordna en studiecirkel. Bjuda in ABF till ett möte"]
    at.stand(What.LINE)
    await at.press("o", *"opin", "enter")
    assert at.unplaced() == []
    assert at.lists[1][-1].startswith("ordna en studiecirkel")
    at.stand(What.COMMITMENT, 0, 0)
    await at.press("i")
    assert at.draft.preamble.endswith("bjuda in till 2 möten per år")
    at.stand(What.PREAMBLE)
    await at.press("x")
    assert at.draft.preamble == ""
    assert len(at.unplaced()) >= 2
    at.stand(What.LINE)
    await at.press("r")
    assert at.areas() == 3
    at.stand(What.LINE)
    await at.press("i")
    assert at.draft.preamble


async def test_titles_kinds_and_dates_are_asked_for(at: At) -> None:
    at.stand(What.COMMITMENT, 1, 0)
    await at.press("e", "!", "enter")
    assert at.draft.areas[1].commitments[0].title == "Skriva insändare!"
    await at.press("e", "ctrl+u", "I", "enter")
    assert at.draft.areas[1].commitments[0].title == "I"
    assert at.draft.areas[1].commitments[0].text == "skriva insändare"
    await at.press("t", *"antal", "enter", "enter")
    assert "Skriv hur många" in at.sat.text
    await at.press("4", "enter", "enter")
    target = at.draft.areas[1].commitments[0].target
    assert (target.kind, target.number, target.per) == (Kind.COUNT, 4, Per.YEAR)
    await at.press("s", *"2023-11-02", "enter")
    assert at.draft.areas[1].commitments[0].due == dt.date(2023, 11, 2)
    await at.press("t", *"löp", "enter")
    target = at.draft.areas[1].commitments[0].target
    assert (target.kind, target.number, target.per) == (Kind.ONGOING, None, None)
    at.stand(What.AREA, 1)
    await at.press("e", "ctrl+u", "O", "enter")
    assert at.draft.areas[1].title == "O"


async def test_enter_shows_in_words_what_can_be_done_with_each_line(at: At) -> None:
    at.stand(What.COMMITMENT, 1, 0)
    await at.press("enter")
    assert "Slå ihop med nästa" in at.sat.text
    assert "Bekräfta" not in at.sat.text
    await at.press("enter")
    assert at.lists[1] == ["skriva insändare synas på torget"]
    at.stand(What.PREAMBLE)
    await at.press("enter", "enter")
    assert "Vi vill att fler ska bli aktiva." in at.sat.text
    await at.press("escape")
    at.stand(What.AREA, 0)
    await at.press("enter", "escape")
    assert at.sat.app.screen is at.screen


async def test_the_words_behind_a_line_are_shown_and_read_whole(at: At) -> None:
    at.stand(What.COMMITMENT, 1, 0)
    await at.sat.settle()
    assert "”skriva insändare”" in at.sat.text
    await at.press("w")
    assert at.sat.app.screen is not at.screen
    await at.press("escape", "home", "w")
    assert at.news.startswith("Det finns inga ord")


async def test_the_questions_are_walked_through_and_confirmed(empty: Room) -> None:
    async with empty.opened() as eva:
        at = await show(eva, read_plan_text(PLAN.read_text(encoding="utf-8")))
        first, second = questions_of(at.draft)
        await at.press("n")
        assert at.screen.stop == first
        await at.press("n")
        assert at.screen.stop == second
        await at.press("n", "N")
        assert at.screen.stop == second
        await at.press("b")
        assert questions_of(at.draft) == (first,)
        await at.press("n", "enter", "enter", "n")
        assert at.news == "Inget är osäkert längre."
        await at.press("b")
        assert at.news.startswith("Det finns ingen fråga")


async def test_the_keys_that_answer_questions_are_offered_while_there_are_any(empty: Room) -> None:
    async with empty.opened() as eva:
        at = await show(eva, read_plan_text(PLAN.read_text(encoding="utf-8")))
        offered = "n nästa fråga  b bekräfta"
        assert offered in eva.text
        await at.press("n", "b", "n", "b")
        assert offered not in eva.text
        await at.press("u")
        assert offered in eva.text


async def test_a_plan_without_a_year_asks_for_it_before_it_is_saved(at: At, empty: Room) -> None:
    assert at.year() is None
    await at.press("l", "escape")
    assert await empty.doors.ask(current_plan) is None
    await at.press("l", *"20", "enter")
    assert "Skriv ett år med fyra siffror" in at.sat.text
    await at.press(*"24", "enter")
    await at.sat.until("Läs in 2 områden med 5 åtaganden?")
    await at.press("n")
    assert at.year() == 2024
    await at.press("a", *"19 mars", "enter")
    assert at.draft.adopted == dt.date(2023, 3, 19)
    await at.press("a", *"i morgon", "enter")
    assert "har inte varit än" in at.sat.text
    await at.press("escape", "p", *"2023", "enter")
    assert at.draft.areas[0].commitments[2].due == dt.date(2023, 5, 1)
    await at.press("l", "enter")
    plan = await empty.doors.ask(current_plan)
    assert plan is not None
    assert (plan.starts.year, plan.state) == (2023, PlanState.ADOPTED)
    assert at.screen.saved
    await at.sat.until("Ej påbörjat")


async def test_leaving_asks_only_where_something_would_be_lost(at: At) -> None:
    at.stand(What.COMMITMENT, 0, 0)
    await at.press("x", "escape", "escape")
    assert at.sat.app.screen is at.screen
    await at.press("q", "escape")
    assert at.sat.app.screen is at.screen
    await at.press("u", "escape")
    assert at.sat.app.screen is not at.screen


async def test_the_help_and_the_menu_offer_every_command(at: At) -> None:
    await at.press("f1")
    assert "Så här lästes planen." in at.sat.text
    await at.press("escape", "colon", *"slå ihop", "enter")
    assert at.news == "Ställ markören på ett åtagande först."


async def test_a_plan_of_another_association_is_told_of(empty: Room) -> None:
    async with empty.opened() as eva:
        text = TEXT.replace("Skinnskattebergs", "Fagersta")
        at = await show(eva, read_plan_text(text))
        assert "Planen är skriven för Fagersta" in at.sat.text


async def test_a_plan_without_areas_is_counted_by_its_commitments_alone(empty: Room) -> None:
    async with empty.opened() as eva:
        at = await show(
            eva, read_plan_text("Verksamhetsplan 2026\n\n- ordna en studiecirkel\n- skriva insändare\n")
        )
        assert " 2 åtaganden" in eva.text
        assert "område" not in eva.text.split("Hela planen")[0]
        await at.press("l")
        await eva.until("Läs in 2 åtaganden?")
