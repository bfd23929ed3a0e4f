"""The feed: every session hears what was written, whoever wrote it, once and in order."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.access import Actor
from models.card import cards_of
from models.card_changes import move, tick
from models.commitment import Status
from models.door import Doors
from models.hub import Hub, Inbox, News
from models.presence import Presence
from models.undo import undo
from tests.conftest import MadeBoard
from tests.models.test_database import WRITER


class Feed:
    def __init__(self, doors: Doors, hub: Hub, eva: Actor, bo: Actor, card: int) -> None:
        self.doors, self.hub, self.eva, self.bo, self.card = doors, hub, eva, bo, card


@pytest.fixture
async def feed(closed_board: MadeBoard) -> AsyncIterator[Feed]:
    board = closed_board
    doors = Doors(board.path)
    hub = Hub(doors, board.clock, every=0.02)
    await doors.open()
    number = (await doors.ask(cards_of, board.plan.id, board.clock()))[0].id
    await hub.start()
    running = asyncio.create_task(hub.run())
    yield Feed(doors, hub, board.eva, board.bo, number)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await doors.close()


async def heard(inbox: Inbox) -> News:
    """The next news that is more than somebody coming or going."""
    while True:
        news = await asyncio.wait_for(inbox.get(), 5)
        if news.changes:
            return news


def here(name: str) -> Presence:
    return Presence(name, None, name)


async def test_a_move_reaches_every_inbox_with_the_card_as_it_is_now(feed: Feed) -> None:
    with feed.hub.subscribe(here("a")) as one, feed.hub.subscribe(here("b")) as other:
        await feed.doors.order(move, feed.eva, feed.card, Status.DONE)
        for inbox in (one, other):
            news = await heard(inbox)
            card = news.cards[feed.card]
            assert card is not None
            assert card.status is Status.DONE
            assert [change.summary for change in news.changes] == [f"flyttade {card.title} till Klart"]


async def test_undo_is_heard_like_any_change(feed: Feed) -> None:
    with feed.hub.subscribe(here("a")) as inbox:
        await feed.doors.order(move, feed.eva, feed.card, Status.DONE)
        await heard(inbox)
        await feed.doors.order(undo, feed.eva)
        card = (await heard(inbox)).cards[feed.card]
        assert card is not None
        assert card.status is Status.NOT_STARTED


async def test_a_change_by_another_process_is_heard_too(feed: Feed, closed_board: MadeBoard) -> None:
    with feed.hub.subscribe(here("a")) as inbox:
        command = [
            sys.executable,
            "-c",
            WRITER,
            str(closed_board.path),
            str(closed_board.bo.member_id),
            str(feed.card),
            "3",
        ]
        other = await asyncio.create_subprocess_exec(
            *command, stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[2]
        )
        ids: list[int] = []
        while len(ids) < 4:
            ids += [change.id for change in (await heard(inbox)).changes]
        await other.wait()
        assert ids == sorted(set(ids))


async def test_while_nobody_writes_the_database_is_not_asked_and_what_is_written_then_is_heard(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.hub._COARSE", 0.0)
    monkeypatch.setattr("models.hub._ANYWAY", float("inf"))
    asked, looked, quiet = 0, 0, asyncio.Event()
    stamp, ask = feed.doors.stamp, feed.doors.ask

    def counted_stamp() -> object:
        nonlocal asked, looked
        looked += 1
        if looked == 2:
            asked = 0
        elif looked == 6:
            quiet.set()
        return stamp()

    async def counted_ask(question: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        nonlocal asked
        asked += 1
        return await ask(question, *args, **kwargs)

    monkeypatch.setattr(feed.doors, "stamp", counted_stamp)
    monkeypatch.setattr(feed.doors, "ask", counted_ask)
    await asyncio.wait_for(quiet.wait(), 5)
    assert asked == 0
    monkeypatch.setattr("models.hub._COARSE", 60.0)
    monkeypatch.setattr(feed.hub, "_stamped", float("-inf"))
    with feed.hub.overhear() as inbox:
        # As another process would: nothing wakes the hub.
        await feed.doors.note(move, feed.eva, feed.card, Status.DONE)
        assert (await heard(inbox)).cards[feed.card] is not None


async def test_what_could_not_be_read_is_read_again_though_nobody_writes_more(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask, failures = feed.doors.ask, 1

    async def failing_once(question: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        nonlocal failures
        if failures:
            failures -= 1
            # Longer ago than a file's time may be wrong.
            monkeypatch.setattr(feed.hub, "_stamped", float("-inf"))
            raise OSError("not now")
        return await ask(question, *args, **kwargs)

    with feed.hub.subscribe(here("a")) as inbox:
        monkeypatch.setattr(feed.doors, "ask", failing_once)
        await feed.doors.note(move, feed.eva, feed.card, Status.DONE)
        assert (await heard(inbox)).cards[feed.card] is not None


async def test_a_burst_is_merged_and_complete(feed: Feed) -> None:
    with feed.hub.subscribe(here("a")) as inbox:
        for _ in range(20):
            await feed.doors.order(tick, feed.eva, feed.card)
        ids: list[int] = []
        done = 0
        while done < 20:
            news = await heard(inbox)
            ids += [change.id for change in news.changes]
            card = news.cards[feed.card]
            done = card.done if card else 0
        assert ids == sorted(set(ids))


async def test_a_session_that_never_looks_keeps_a_bounded_inbox(feed: Feed) -> None:
    news = News(changes=(await _one_change(feed),) * 300)
    inbox = Inbox()
    for _ in range(50):
        inbox.put(news)
    merged = await inbox.get()
    assert merged.everything
    assert len(merged.changes) <= 500


async def _one_change(feed: Feed):  # type: ignore[no-untyped-def]
    with feed.hub.subscribe(here("x")) as inbox:
        await feed.doors.order(move, feed.eva, feed.card, Status.DONE)
        return (await heard(inbox)).changes[0]


async def test_presence_tells_who_is_here_and_at_which_card(feed: Feed) -> None:
    with feed.hub.subscribe(here("a")) as inbox:
        with feed.hub.subscribe(here("b")):
            feed.hub.update(replace(here("b"), card_id=7))
            seen: tuple[Presence, ...] = ()
            while not any(one.card_id == 7 for one in seen):
                seen = (await asyncio.wait_for(inbox.get(), 5)).here or ()
        while any(one.session == "b" for one in seen):
            seen = (await asyncio.wait_for(inbox.get(), 5)).here or ()


async def test_presence_crosses_processes(feed: Feed, closed_board: MadeBoard) -> None:
    from models.presence import ProcessPresence

    def written() -> list[str]:
        return [row.here for row in ProcessPresence.select()]

    with feed.hub.subscribe(here("a")):
        for _ in range(200):
            if rows := await feed.doors.ask(written):
                break
            await asyncio.sleep(0.02)
        assert [one["session"] for row in rows for one in json.loads(row)] == ["a"]


async def test_the_feed_goes_on_after_a_failed_look(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    from models import hub as module

    real = module._read
    failed: list[bool] = []

    def fails_once(*words: object) -> News:
        if not failed:
            failed.append(True)
            raise OSError("disk")
        return real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_read", fails_once)
    with feed.hub.subscribe(here("a")) as inbox:
        await feed.doors.order(move, feed.eva, feed.card, Status.DONE)
        assert (await heard(inbox)).cards[feed.card] is not None
