"""What was put right in the preview is there again, for as long as it is the same plan and is not saved."""

import asyncio
from typing import Any

import pytest
from textual.screen import Screen

from models.draft import draft_of, drafts_of
from models.plan import current_plan
from screens.board.screen import BoardScreen
from screens.importing import keeping
from screens.importing.field import PlanField
from screens.importing.paste import CHANGES, PasteScreen
from screens.importing.preview import PreviewScreen
from screens.importing.preview_lines import Stop, What
from tests.screens.board.seat import CLOCK, Room, Sat
from tests.screens.importing.test_pasting import SHORT, opened_field, paste

KEPT = "Det du hade ändrat är kvar."


def at(sat: Sat, kind: type[Screen[Any]]) -> bool:
    return isinstance(sat.app.screen, kind)


def said(sat: Sat) -> str:
    """What stands in the box, with its lines joined."""
    return " ".join(" ".join(segment.text for segment in sat.painted).split())


async def read(sat: Sat) -> PreviewScreen:
    await sat.press("tab", "enter")
    await sat.until("Läs in planen")
    screen = sat.app.screen
    assert isinstance(screen, PreviewScreen)
    return screen


async def changed(sat: Sat) -> PreviewScreen:
    """The preview of the short plan, with its two commitments made one."""
    await opened_field(sat)
    await paste(sat, SHORT)
    screen = await read(sat)
    screen.page.go(Stop(What.COMMITMENT, 0, 0))
    await sat.press("m")
    assert "1 område, 1 åtagande" in sat.text
    return screen


async def kept(room: Room, sat: Sat) -> None:
    for _ in range(200):
        if await room.doors.ask(draft_of, sat.session_member, CHANGES, CLOCK()):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the changes were never kept")


async def test_what_was_changed_survives_a_lost_connection_and_can_be_taken_back(empty: Room) -> None:
    async with empty.opened() as eva:
        left = await changed(eva)
        # The session ends here, sooner than anything was asked to be kept.
    async with empty.opened() as eva:
        await opened_field(eva)
        screen = await read(eva)
        assert screen.draft == left.draft
        assert eva.news.startswith(KEPT)
        await eva.press("u")
        assert screen.draft == left.opened
        await eva.press("U")
        assert screen.draft == left.draft


async def test_it_is_on_the_disk_soon_after_the_change(empty: Room) -> None:
    async with empty.opened() as eva:
        await changed(eva)
        await kept(empty, eva)


async def test_escape_keeps_throws_away_or_goes_on(empty: Room) -> None:
    async with empty.opened() as eva:
        await changed(eva)
        await eva.press("escape", "escape", "q")
        assert "klistrade in finns kvar med det du har ändrat." in said(eva)
        await eva.press("escape")
        assert at(eva, PreviewScreen)
        await eva.press("escape", "enter")
        assert at(eva, PasteScreen)
        await eva.press("enter")
        assert eva.news.startswith(KEPT)
        await eva.press("escape", "down", "enter", "enter")
        assert eva.news == ""
        assert "1 område, 2 åtaganden" in eva.text
        assert await empty.doors.ask(draft_of, eva.session_member, CHANGES, CLOCK()) is None


async def test_changes_taken_back_one_by_one_leave_nothing_to_come_back_to(empty: Room) -> None:
    async with empty.opened() as eva:
        await changed(eva)
        await kept(empty, eva)
        await eva.press("u", "escape")
        assert at(eva, PasteScreen)
        assert await empty.doors.ask(draft_of, eva.session_member, CHANGES, CLOCK()) is None


async def test_another_text_is_read_anew_and_the_first_one_still_finds_its_changes(empty: Room) -> None:
    async with empty.opened() as eva:
        await changed(eva)
        await eva.press("escape", "enter", "up")
        first = eva.app.screen.query_one(PlanField).text
        await paste(eva, "- hålla ett möte till\n")
        await read(eva)
        assert eva.news == ""
        assert "1 område, 3 åtaganden" in eva.text
        await eva.press("escape", "up")
        eva.app.screen.query_one(PlanField).load_text(first)
        await read(eva)
        assert eva.news.startswith(KEPT)


@pytest.mark.parametrize("keys", [("l", "enter"), ("escape", "enter", "down", "enter", "j")])
async def test_saving_the_plan_or_emptying_the_field_forgets_both(empty: Room, keys: tuple[str, ...]) -> None:
    async with empty.opened() as eva:
        await changed(eva)
        await kept(empty, eva)
        await eva.press(*keys)
        saved = await empty.doors.ask(current_plan)
        assert (saved is not None) == ("l" in keys)
        await eva.until(lambda: at(eva, PasteScreen if saved is None else BoardScreen))
    assert await empty.doors.ask(drafts_of, eva.session_member, CLOCK()) == ()


async def test_what_is_too_long_to_keep_is_not_said_to_be_kept(
    empty: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "kept_text", lambda of, *drafts: None)
    async with empty.opened() as eva:
        await changed(eva)
        await eva.press("q")
        assert "men inte det du har ändrat" in said(eva)
        await eva.press("escape", "escape")
        assert "Kasta det du har ändrat?" in eva.text
        await eva.press("j")
        assert at(eva, PasteScreen)
