"""A card in Swedish words, the same for every screen and for line mode."""

import datetime as dt
from dataclasses import replace

import pendulum
import pytest

from models import card_changes, card_form, undo
from models.access import Right
from models.card import Card, card
from models.clock import StoppedClock
from models.commitment import Status
from models.errors import Gone
from models.history import history_of
from models.journal import changes_of_card
from models.log import log
from models.plan import require_plan
from models.story import (
    aim_words,
    change_words,
    interval_words,
    names,
    progress_words,
    standing_words,
    status_word,
    target_words,
)
from models.target import Audience, Kind, Per, Target, Unit
from models.undo import take_back
from tests.conftest import MadeBoard


def _history(board: MadeBoard, number: int) -> list[str]:
    return [row.text for row in history_of(number, board.clock())]


def _newest(board: MadeBoard, number: int) -> str:
    return history_of(number, board.clock())[0].text


def test_every_status_has_the_word_of_its_column() -> None:
    assert [status_word(status) for status in Status] == ["Ej påbörjat", "Planerat", "Pågår", "Klart"]


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (1, "varje månad"),
        (2, "varannan månad"),
        (3, "var 3:e månad"),
        (11, "var 11:e månad"),
        (12, "varje år"),
        (21, "var 21:a månad"),
        (24, "vartannat år"),
    ],
)
def test_an_interval_is_said_as_swedes_say_it(months: int, words: str) -> None:
    assert interval_words(months) == words


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target(Kind.ONCE), "engångs"),
        (Target(Kind.COUNT, 2, Per.YEAR), "2 per år"),
        (Target(Kind.COUNT, 1, Per.PLAN), "1 under planen"),
        (Target(Kind.COUNT, 20, Per.YEAR, Unit.PARTICIPANTS), "20 deltagare per år"),
        (Target(Kind.COUNT, 1, Per.YEAR, Unit.NEW_MEMBERS), "1 ny medlem per år"),
        (Target(Kind.COUNT, 3), "3 tillfällen"),
        (Target(Kind.COUNT), "antal tillfällen"),
        (Target(Kind.MEMBERS, 1, Per.YEAR, audience=Audience.ALL), "alla medlemmar, 1 gång per år"),
        (Target(Kind.MEMBERS, 2, Per.YEAR, audience=Audience.NEW), "alla nya medlemmar, 2 gånger per år"),
        (Target(Kind.DISTRICTS), "kommundelar"),
        (Target(Kind.DISTRICTS, 1), "1 kommundel"),
        (Target(Kind.ONGOING, interval_months=3), "löpande, minst var 3:e månad"),
    ],
)
def test_a_target_is_said_in_words(target: Target, words: str) -> None:
    assert aim_words(target) == words


def test_chosen_districts_are_counted_where_no_number_is_set(board: MadeBoard) -> None:
    opened = card_form.wording_of(card(1, board.clock()))
    wanted = replace(opened, districts=("Riddarhyttan", "Färna", "Uttersberg", "Karmansbo"))
    row = card_form.edit(board.eva, 1, opened, wanted)
    assert target_words(row) == "4 kommundelar"
    assert progress_words(row) == "0/4"


def _aimed(row: Card, target: Target, **changes: object) -> Card:
    return replace(row, target=target, **changes)  # type: ignore[arg-type]


def test_how_a_card_stands_is_one_short_phrase(board: MadeBoard) -> None:
    plan, today = require_plan(), dt.date(2023, 10, 4)
    row = card(5, board.clock())

    def words(target: Target = row.target, **changes: object) -> str:
        return standing_words(_aimed(row, target, **changes), plan, today)

    four = Target(Kind.COUNT, 4, Per.YEAR)
    assert words() == "efter: inget på 3 månader"
    assert words(happened=dt.date(2023, 9, 20)) == "i fas"
    assert words(four, done=1) == "efter: borde vara 3 nu"
    assert words(four, done=3) == "i fas"
    assert words(due=dt.date(2023, 10, 3)) == "försenat"
    assert words(paused=True) == "vilar"
    assert words(dropped="Skolan är nedlagd.", dropped_section="§ 47") == "utgår: Skolan är nedlagd. (§ 47)"
    assert words(status=Status.DONE, finished=dt.date(2023, 5, 1)) == "klart 1 maj"


def test_a_move_stands_in_the_history_with_both_columns(board: MadeBoard) -> None:
    card_changes.move(board.bo, 12, Status.IN_PROGRESS)
    newest = history_of(12, board.clock())[0]
    assert (newest.who, newest.text) == ("Bo Berg", "Ej påbörjat → Pågår")
    assert newest.at == board.clock()
    assert newest.at.timezone_name == "Europe/Stockholm"


def test_the_first_tick_tells_the_column_it_moved_to_in_the_same_row(board: MadeBoard) -> None:
    card_changes.tick(board.bo, 12, 3, dt.date(2023, 5, 1), "Torget")
    assert _newest(board, 12) == "bockade av 3 st 1 maj: Torget, Ej påbörjat → Pågår"
    card_changes.untick(board.bo, 12)
    assert _newest(board, 12) == "tog bort en bock"


def test_a_tick_late_in_the_evening_does_not_name_the_day_as_another(board: MadeBoard) -> None:
    late = StoppedClock(pendulum.datetime(2023, 10, 5, 0, 30, tz="Europe/Stockholm"))
    card_changes.tick(replace(board.bo, clock=late), 12)
    assert _newest(board, 12).startswith("bockade av, ")


def test_the_history_says_what_each_field_was_and_became(board: MadeBoard) -> None:
    bo, cia = board.bo.member_id, board.cia.member_id
    assert bo is not None
    assert cia is not None
    card_changes.assign(board.eva, 12, (bo,))
    assert _newest(board, 12) == "ansvarig: – → Bo Berg"
    card_changes.assign(board.eva, 12, (bo, cia))
    assert _newest(board, 12) == "ansvarig: Bo Berg → Bo Berg och Cia Dal"
    card_changes.set_due(board.eva, 12, dt.date(2023, 10, 12))
    assert _newest(board, 12) == "senast: – → 12 okt"
    card_changes.set_due(board.eva, 12, dt.date(2024, 1, 8))
    assert _newest(board, 12) == "senast: 12 okt → 8 jan 2024"
    card_changes.comment(board.cia, 12, "Jag tar\ndet.")
    assert _newest(board, 12) == "kommenterade: Jag tar det."
    card_changes.pause(board.eva, 12)
    assert _newest(board, 12) == "lät kortet vila"
    card_changes.pause(board.eva, 12)
    assert _newest(board, 12) == "väckte kortet"
    card_changes.drop(board.eva, 12, "Ingen tid", "§ 47")
    assert _newest(board, 12) == "lät kortet utgå: Ingen tid (§ 47)"
    card_changes.restore(board.eva, 12)
    assert _newest(board, 12) == "tog upp kortet igen"
    assert _history(board, 12)[-1] == "läste in åtagandet ur planen"


def test_an_edited_form_names_every_changed_field(board: MadeBoard) -> None:
    opened = card_form.wording_of(card(12, board.clock()))
    wanted = replace(
        opened,
        title="Kampanjer",
        area_id=None,
        target=Target(Kind.COUNT, 2, Per.YEAR, Unit.PARTICIPANTS, None, 1),
        districts=("Färna",),
        partners=("ABF",),
    )
    card_form.edit(board.eva, 12, opened, wanted)
    assert set(_newest(board, 12).split(", ")) == {
        "titel: Delta i partiets centrala kampanjer → Kampanjer",
        "område: Kommunikation med väljare → Hela planen",
        "slag: löpande → antal",
        "mål: – → 2",
        "period: – → per år",
        "räknar: tillfällen → deltagare",
        "takt: var 3:e månad → varje månad",
        "kommundelar: – → Färna",
        "samarbetspartner: – → ABF",
    }


def test_an_own_card_is_added_and_archived_in_its_history(board: MadeBoard) -> None:
    own = card_form.add(board.eva, card_form.Wording("Bygdedag"))
    assert _history(board, own.id) == ["lade till kortet"]
    card_changes.archive(board.eva, own.id)
    assert _newest(board, own.id) == "arkiverade kortet"


def test_an_undoing_is_told_by_its_summary_once(board: MadeBoard) -> None:
    card_changes.tick(board.bo, 12)
    undo.undo(board.bo)
    assert _newest(board, 12) == "tog tillbaka sin ändring: bockade av Delta i partiets centrala kampanjer"
    undo.redo(board.bo)
    assert _newest(board, 12) == "gjorde om sin ändring: bockade av Delta i partiets centrala kampanjer"


def test_the_words_of_one_row_need_only_the_names(board: MadeBoard) -> None:
    card_changes.move(board.bo, 12, Status.DONE)
    newest = changes_of_card(12)[0]
    assert change_words(newest, names()) == ("Ej påbörjat → Klart",)


def test_the_log_has_one_row_an_action_however_many_records_it_wrote(board: MadeBoard) -> None:
    card_changes.tick(board.bo, 12)
    rows = log(board.eva)
    assert (rows[0].who, rows[0].summary) == ("Bo Berg", "bockade av Delta i partiets centrala kampanjer")
    assert rows[0].cards == (12,)
    assert rows[1].summary == "läste in Verksamhetsplan 2023"
    assert len(rows[1].cards) == 35
    assert [row.summary for row in log(board.eva, 1)] == [rows[0].summary]


def test_the_log_of_one_without_the_right_to_the_journal_is_about_the_plan_alone(board: MadeBoard) -> None:
    assert not board.cia.may(Right.READ_JOURNAL)
    assert [row.summary for row in log(board.cia)] == ["läste in Verksamhetsplan 2023"]
    assert "lade till en medlem" in [row.summary for row in log(board.eva)]


def test_an_auditor_sees_that_the_register_was_changed_but_not_how(board: MadeBoard) -> None:
    summaries = {row.summary for row in log(board.rut)}
    assert summaries == {"läste in Verksamhetsplan 2023", "ändrade i medlemsregistret"}


def test_an_action_on_persons_is_final_and_one_on_the_plan_is_not(board: MadeBoard) -> None:
    moved = card_changes.move(board.bo, 12, Status.DONE)
    numbers = {row.summary: row.action_id for row in log(board.eva)}
    with pytest.raises(Gone, match="rör personer"):
        take_back(board.eva, numbers["lade till en medlem"])
    assert take_back(board.eva, numbers[f"flyttade {moved.title} till Klart"])
