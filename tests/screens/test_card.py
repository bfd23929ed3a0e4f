import datetime as dt
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from models import card_changes, card_form
from models.card_form import Wording, wording_of
from models.commitment import Status
from models.presence import Presence
from models.target import Kind, Per, Target, Unit
from screens.card import CardScreen
from screens.card_story import Does
from screens.dialogs.card_dialog import CardDialog
from screens.dialogs.line_dialog import TextDialog
from screens.dialogs.pick_dialog import PickDialog
from screens.dialogs.tick_dialog import TickDialog
from screens.palette import Palette
from screens.widgets.bottom import NewsLine, Tone

if TYPE_CHECKING:
    from tests.screens.conftest import Room

SIZES = [(120, 36), (80, 24), (40, 15)]


async def page(room: "Room", name: str = "cafe", member: str = "Eva") -> CardScreen:
    return CardScreen(await room.session(member), room.cards[name], room.plan)


def said(pilot: Pilot[None]) -> tuple[str, Tone]:
    line = next(screen for screen in pilot.app.screen_stack if isinstance(screen, CardScreen)).query_one(
        NewsLine
    )
    return line.text, line.tone


async def read_all(room: "Room", pilot: Pilot[None]) -> str:
    """Everything on the page, read from the top to the end."""
    seen = [room.text(pilot)]
    for _ in range(30):
        await pilot.press("pagedown")
        await pilot.pause()
        seen.append(room.text(pilot))
    return " ".join("\n".join(seen).replace("▌", " ").split())


# What it shows


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_tells_everything_at_every_size(room: "Room", size: tuple[int, int]) -> None:
    screen = await page(room, "synas")
    async with room.open(screen, screen.session, size) as pilot:
        told = await read_all(room, pilot)
    for words in (
        "Synas i de olika kommundelarna",
        "ur planen",
        "Planerat · 1/4 ●○○○",
        "efter: borde vara 3 nu",
        "ingen ansvarig",
        "Flytta till …",
        "Årsmötets ord",
        "antaget 19 mars 2023",
        "4 per år",
        "Riddarhyttan, Färna, Uttersberg",
        "● sön 23 apr Riddarhyttan",
        "Eva Lind 4 okt: Folkets hus i",
        "läste in åtagandet ur planen",
    ):
        assert words in told, words


@pytest.mark.parametrize("size", SIZES)
async def test_no_line_is_wider_than_the_screen(room: "Room", size: tuple[int, int]) -> None:
    screen = await page(room, "synas")
    async with room.open(screen, screen.session, size) as pilot:
        lines = room.text(pilot).split("\n")
        assert len(lines) == size[1]
        assert all(len(line) <= size[0] for line in lines)
        assert lines[-1].endswith("? hjälp")


async def test_a_smaller_terminal_folds_the_page_anew_at_once(room: "Room") -> None:
    screen = await page(room, "synas")
    async with room.open(screen, screen.session) as pilot:
        await pilot.resize_terminal(40, 15)
        await room.settle(pilot)
        assert "efter: borde vara 3 nu" in " ".join(room.text(pilot).split())
        await pilot.resize_terminal(120, 36)
        await room.settle(pilot)
        assert "1 Ej påbörjat  2 Planerat  3 Pågår  4 Klart" in room.text(pilot)


async def test_a_card_of_the_boards_own_tells_the_day_its_pace_is_counted_from(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        assert "Ej påbörjat · 0/2 ○○ · i fas" in room.text(pilot)
        assert "Tillagt 4 oktober 2023; takten räknas därifrån" in await read_all(room, pilot)


async def test_late_has_a_sign_and_a_word(room: "Room") -> None:
    screen = await page(room, "valplan")
    async with room.open(screen, screen.session) as pilot:
        assert "! försenat" in room.text(pilot)
        assert "styrelsens eget" in room.text(pilot)
        assert "fredag 1 september 2023 · v. 35" in room.text(pilot)


@pytest.mark.parametrize("width", [40, 80, 120])
async def test_who_else_looks_at_the_card_is_named_and_no_row_moves(room: "Room", width: int) -> None:
    screen = await page(room)
    async with room.open(screen, screen.session, (width, 24)) as pilot:
        alone = room.text(pilot).split("\n")
        with room.hub.subscribe(Presence("b", room.members["Bo"], "Bo Ek", room.cards["cafe"])):
            await room.publish()
            await room.settle(pilot)
            seen = room.text(pilot).split("\n")
            assert [y for y, line in enumerate(seen[1:], 1) if line != alone[y]] == [
                alone.index(_rule(alone))
            ]
            assert "── Bo är också här ──" in "".join(seen)
            assert len(_rule(seen)) == len(_rule(alone))
        await room.publish()
        await room.settle(pilot)
        assert "också här" not in room.text(pilot)


def _rule(lines: list[str]) -> str:
    return next(line for line in lines if line.endswith("──"))


async def test_the_others_see_which_card_is_looked_at(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        assert [one.card_id for one in room.hub.here] == [room.cards["cafe"]]
        await room.press(pilot, "escape")
        assert [one.card_id for one in room.hub.here] == [None]


# What one can do


async def test_arrows_and_enter_reach_every_action(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        found: list[Does] = []
        for _ in range(20):
            if (chosen := screen.page.chosen) not in found:
                found.append(chosen)
            await room.press(pilot, "down")
    actions = [one for one in found if isinstance(one, str)]
    assert actions == [
        "choose_status",
        "tick",
        "tick_with",
        "assign",
        "due",
        "comment",
        "pause",
        "drop",
        "edit",
        "new_steps",
        "archive",
        "palette",
    ]
    assert any(isinstance(one, int) for one in found)


async def test_enter_moves_a_card_through_the_list_of_columns(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "enter")
        assert isinstance(pilot.app.screen, PickDialog)
        await room.press(pilot, "down", "down", "enter")
        assert said(pilot) == ("Sossecaféer flyttad till Pågår. u ångrar.", Tone.DONE)
    assert (await room.card("cafe")).status == Status.IN_PROGRESS


async def test_a_digit_moves_the_card_and_u_takes_it_back_by_name(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session, (80, 26)) as pilot:
        await room.press(pilot, "3")
        assert "Pågår · 0/2 ○○" in room.text(pilot)
        assert "Ej påbörjat → Pågår" in room.text(pilot)
        await room.press(pilot, "u")
        assert said(pilot) == ("Ångrat: du flyttade Sossecaféer till Pågår. U gör om.", Tone.DONE)
        assert "Ej påbörjat · 0/2" in room.text(pilot)
        await room.press(pilot, "U")
        assert said(pilot)[0] == "Gjort igen: du flyttade Sossecaféer till Pågår."
    assert (await room.card("cafe")).status == Status.IN_PROGRESS


async def test_what_cannot_be_taken_back_says_why_and_the_next_u_passes_it_by(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "v", "3")
        await room.order("Bo", card_changes.move, room.cards["cafe"], Status.DONE)
        await room.press(pilot, "u")
        text, tone = said(pilot)
        assert tone is Tone.REFUSED
        assert "Bo Ek flyttade Sossecaféer till Klart efteråt" in text
        assert "u igen" in text
        assert len(screen.session.refused) == 1
        await room.press(pilot, "u")
        assert said(pilot)[0].startswith("Ångrat: du lät Sossecaféer vila")
    card = await room.card("cafe")
    assert (card.status, card.paused) == (Status.DONE, False)


async def test_a_tick_counts_and_reaching_the_target_offers_done(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "plus")
        assert said(pilot)[0] == "Sossecaféer: 1 av 2, nu i Pågår. u ångrar."
        await room.press(pilot, "plus")
        assert said(pilot)[0] == "Målet nått: 4 flyttar Sossecaféer till Klart."
        assert "2/2 ●●" in room.text(pilot)
        await room.press(pilot, "minus")
        assert "1/2 ●○" in room.text(pilot)


async def test_a_tick_says_that_it_moved_the_card_also_where_nothing_is_counted(room: "Room") -> None:
    for name in ("valplan", "cafe"):
        card = await room.card(name)
        target = Target(Kind.ONCE) if name == "valplan" else Target(Kind.ONCE, 1)
        wanted = Wording(card.title, card.area_id, target)
        await room.order("Eva", card_form.edit, card.id, wording_of(card), wanted)
        screen = await page(room, name)
        async with room.open(screen, screen.session) as pilot:
            await room.press(pilot, "plus")
            assert "nu i Pågår" in said(pilot)[0]


async def test_where_persons_are_counted_a_tick_asks_how_many(room: "Room") -> None:
    card = await room.card("cafe")
    target = Target(Kind.COUNT, 10, Per.YEAR, Unit.PARTICIPANTS)
    await room.order(
        "Eva", card_form.edit, card.id, wording_of(card), Wording(card.title, card.area_id, target)
    )
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "plus")
        assert isinstance(pilot.app.screen, TickDialog)
        await room.press(pilot, "7", "enter")
        assert "7/10" in room.text(pilot)


async def test_a_comment_is_saved_and_shown(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "c")
        assert isinstance(pilot.app.screen, TextDialog)
        await room.type(pilot, "Kaffe q1")
        await room.press(pilot, "enter")
        assert "Eva Lind 4 okt: Kaffe q1" in room.text(pilot)


async def test_an_answer_that_changes_nothing_offers_nothing_to_undo(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        for keys in (["a", "enter"], ["s", "enter"]):
            await room.press(pilot, *keys)
            assert said(pilot)[0] == "Sossecaféer: ingen ändring."


async def test_responsible_due_and_pause_by_their_letters(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "a")
        await room.type(pilot, "cia")
        await room.press(pilot, "enter")
        assert said(pilot)[0] == "Sossecaféer: ansvarig Cia Berg. u ångrar."
        await room.press(pilot, "s")
        await room.type(pilot, "v 45")
        await room.press(pilot, "enter")
        assert said(pilot)[0] == "Sossecaféer: senast 12 nov. u ångrar."
        await room.press(pilot, "v")
        assert "║ vilar" in room.text(pilot)
    card = await room.card("cafe")
    assert (card.due, card.paused) == (dt.date(2023, 11, 12), True)


async def test_dropping_asks_why_and_x_takes_it_up_again(room: "Room") -> None:
    screen = await page(room, "synas")
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "x")
        await room.type(pilot, "Skolan lades ned, § 47")
        await room.press(pilot, "enter")
        assert "utgår: Skolan lades ned" in room.text(pilot)
        assert (await room.card("synas")).dropped == "Skolan lades ned, § 47"
        assert (await room.card("synas")).dropped_section == "§ 47"
        await room.press(pilot, "x")
        assert (await room.card("synas")).dropped is None


async def test_an_own_card_is_archived_and_stays_readable(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "d")
        assert "Kortet är arkiverat. Det går att läsa" in room.text(pilot)
        assert said(pilot)[0] == "Sossecaféer är arkiverat. u hämtar tillbaka det."
        await room.press(pilot, "u")
        assert "arkiverat." not in room.text(pilot)
        assert "Flytta till …" in room.text(pilot)


async def test_an_adopted_card_answers_that_it_can_be_dropped(room: "Room") -> None:
    screen = await page(room, "synas")
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "d")
        text, tone = said(pilot)
        assert tone is Tone.REFUSED
        assert text.endswith("Låt det utgå i stället. Tryck x.")


async def test_the_form_opens_and_saves(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "e")
        assert isinstance(pilot.app.screen, CardDialog)
        await room.type(pilot, " i byn")
        await room.press(pilot, *["down"] * 12, "enter")
        assert "Sossecaféer i byn" in room.text(pilot)


async def test_copy_shows_the_card_as_text_and_claims_nothing(room: "Room") -> None:
    screen = await page(room, "synas")
    async with room.open(screen, screen.session, (80, 40)) as pilot:
        await room.press(pilot, "y")
        text = room.text(pilot)
        assert "Synas i de olika kommundelarna (åtagande" in text
        assert "Kommentarer:" in text
        assert "kopierad" not in text.casefold()


async def test_the_menu_runs_a_command_and_goes_to_a_card(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "colon")
        assert isinstance(pilot.app.screen, Palette)
        await room.type(pilot, "låt vila")
        await room.press(pilot, "enter")
        assert (await room.card("cafe")).paused
        await room.press(pilot, "ctrl+p")
        await room.type(pilot, "valplan")
        await room.press(pilot, "enter")
        assert "Valplan inför 2026" in room.text(pilot)
        assert [one.card_id for one in room.hub.here] == [room.cards["valplan"]]


async def test_q_asks_once(room: "Room") -> None:
    screen = await page(room)
    async with room.open(screen, screen.session) as pilot:
        await room.press(pilot, "q")
        assert "Avsluta Tavlan?" in room.text(pilot)
        await room.press(pilot, "n")
        assert pilot.app.is_running
        await pilot.press("q", "j")
        await pilot.pause()
        assert pilot.app._exit
