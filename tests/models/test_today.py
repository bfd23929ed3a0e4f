"""What meets a member: others' news since they last looked, their own that is late, and what comes next."""

import datetime as dt
from dataclasses import replace

import pendulum
import pytest

from models import undo
from models.access import Actor, owner
from models.card import cards_of
from models.card_changes import archive, assign, comment, drop, move, pause, set_due
from models.card_form import Wording, add
from models.clock import StoppedClock
from models.commitment import Status
from models.errors import NotAllowed
from models.journal import last_change
from models.many import change_all
from models.roster import add_member
from models.since import seen_by
from models.today import MOST, Today, today
from tests.conftest import MadeBoard

SUMMER = dt.date(2023, 8, 1)
AUTUMN = dt.date(2023, 11, 16)


def own(actor: Actor) -> tuple[int]:
    return (actor.member_id or 0,)


def told(deeds: Today) -> list[str]:
    return [f"{deed.who} {deed.did}" for deed in deeds.deeds]


def numbers(board: MadeBoard) -> list[int]:
    return [row.id for row in cards_of(board.plan.id, board.clock())]


def test_only_what_others_did_since_is_told_the_newest_first(board: MadeBoard) -> None:
    one, two, three, *_ = cards_of(board.plan.id, board.clock())
    move(board.bo, one.id, Status.PLANNED)
    seen = last_change()
    comment(board.cia, two.id, "Ja")
    move(board.eva, three.id, Status.PLANNED)
    move(board.bo, two.id, Status.IN_PROGRESS)
    assert told(today(board.eva, seen)) == [
        f"Bo flyttade {two.title} till Pågår",
        f"Cia kommenterade {two.title}",
    ]
    assert told(today(board.cia, seen)) == [
        f"Bo flyttade {two.title} till Pågår",
        f"Eva flyttade {three.title} till Planerat",
    ]
    assert today(board.eva, last_change()).deeds == ()


def test_the_same_done_several_times_is_told_once(board: MadeBoard) -> None:
    one, two, *_ = numbers(board)
    seen = last_change()
    for words in ("Ja", "Nej", "Kanske"):
        comment(board.bo, one, words)
    comment(board.cia, one, "Ja")
    comment(board.bo, two, "Ja")
    assert [deed.card_id for deed in today(board.eva, seen).deeds] == [two, one, one]


def test_what_was_taken_back_is_no_news_whoever_took_it_back(board: MadeBoard) -> None:
    one, two, *_ = numbers(board)
    seen = last_change()
    move(board.bo, one, Status.PLANNED)
    undo.undo(board.bo)
    assert today(board.eva, seen).deeds == ()
    undo.redo(board.bo)
    assert [deed.card_id for deed in today(board.eva, seen).deeds] == [one]
    move(board.bo, two, Status.PLANNED)
    undo.take_back(board.eva, today(board.eva, seen).deeds[0].action_id)
    assert [deed.card_id for deed in today(board.eva, seen).deeds] == [one]


def test_that_somebody_took_back_what_was_known_is_news(board: MadeBoard) -> None:
    one, *_ = numbers(board)
    move(board.bo, one, Status.PLANNED)
    seen = last_change()
    undo.undo(board.bo)
    (deed,) = today(board.eva, seen).deeds
    assert (deed.who, deed.card_id) == ("Bo", one)
    undo.redo(board.bo)
    assert len(today(board.eva, seen).deeds) == 1


def test_a_card_that_was_put_away_cannot_be_gone_to(board: MadeBoard) -> None:
    made = add(board.bo, Wording("Städdag"))
    seen = last_change()
    archive(board.bo, made.id)
    (deed,) = today(board.eva, seen).deeds
    assert (deed.did, deed.card_id) == ("arkiverade Städdag", None)


def test_one_change_on_many_cards_is_one_deed(board: MadeBoard) -> None:
    seen, some = last_change(), numbers(board)[:4]
    change_all(board.bo, some, lambda act, record: act.write(record, paused=True).title)
    (deed,) = today(board.eva, seen).deeds
    assert (deed.did, deed.card_id) == ("ändrade 4 kort", some[0])


def test_nothing_of_the_register_is_told(board: MadeBoard) -> None:
    seen = last_change()
    add_member(owner(board.clock), "Ny Nyman", ())
    assert today(board.eva, seen).calm


def test_own_cards_are_late_or_come_by_date_and_closed_ones_do_not_count(board: MadeBoard) -> None:
    late, undated, soon, later, done, resting, dropped, others, *_ = numbers(board)
    for number in (late, undated, soon, later, done, resting, dropped):
        assign(board.eva, number, own(board.bo))
        set_due(board.eva, number, SUMMER)
    set_due(board.eva, undated, None)
    set_due(board.eva, soon, AUTUMN)
    set_due(board.eva, later, dt.date(2024, 2, 1))
    move(board.eva, done, Status.DONE)
    pause(board.eva, resting)
    drop(board.eva, dropped, "Inga pengar")
    set_due(board.eva, others, SUMMER)
    now = today(board.bo, last_change())
    assert [card.id for card in now.late] == [late]
    assert [card.id for card in now.coming] == [soon, later, undated]
    assert now.when(now.late[0]) == ("senast 1 aug",)
    assert now.when(now.coming[0]) == ("tors 16 nov · v. 46", "v. 46")
    assert now.when(now.coming[1])[0] == "tors 1 feb 2024 · v. 5"
    assert not now.calm
    assert today(board.eva, last_change()).calm


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        *(("Hej", hour) for hour in (0, 4, 10, 16)),
        *(("God morgon", hour) for hour in (5, 9)),
        *(("God kväll", hour) for hour in (17, 23)),
    ],
)
def test_one_is_met_by_first_name_and_by_the_hour(board: MadeBoard, hour: int, words: str) -> None:
    clock = StoppedClock(pendulum.datetime(2023, 10, 4, hour, 30, tz="Europe/Stockholm"))
    assert today(replace(board.eva, clock=clock), 0).greeting == f"{words}, Eva."


@pytest.mark.parametrize(
    ("later", "words"),
    [(0, "kl. 18.30"), (1, "igår"), (2, "i onsdags"), (6, "i onsdags"), (7, "4 okt"), (100, "4 okt 2023")],
)
def test_since_when_is_said_as_near_as_today_allows(board: MadeBoard, later: int, words: str) -> None:
    clock = StoppedClock(board.clock().add(days=later))
    assert today(replace(board.eva, clock=clock), last_change()).since_words == f"Nytt sedan {words}"
    assert today(board.eva, 0).since_words == "Nytt sedan sist"


def test_of_very_much_the_newest_is_told_and_that_there_is_more(
    board: MadeBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST == 1000
    monkeypatch.setattr("models.today.MOST", 3)
    seen = last_change()
    for number in numbers(board)[:3]:
        assert not today(board.eva, seen).cut
        comment(board.bo, number, "Ja")
    comment(board.bo, numbers(board)[3], "Ja")
    now = today(board.eva, seen)
    assert (len(now.deeds), now.cut) == (3, True)


def test_whoever_may_not_read_the_plan_is_told_nothing(board: MadeBoard) -> None:
    with pytest.raises(NotAllowed):
        today(board.eva.with_rights(frozenset()), 0)


@pytest.mark.parametrize(
    ("kept", "place"), [({}, None), ({"seen": "12"}, 12), ({"seen": "x"}, None), ({"seen": "9" * 16}, None)]
)
def test_how_far_somebody_had_read_is_believed_only_as_a_number(
    kept: dict[str, str], place: int | None
) -> None:
    assert seen_by(kept) == place
