"""The day somebody means for what is already done."""

import datetime as dt

import pytest

from models.due_words import NotYet, read_past_day
from models.errors import Invalid

TODAY = dt.date(2023, 10, 4)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("idag", "2023-10-04"),
        ("igår", "2023-10-03"),
        ("tis", "2023-10-03"),
        ("ons", "2023-10-04"),
        ("fre", "2023-09-29"),
        ("12 sep", "2023-09-12"),
        ("1 maj", "2023-05-01"),
        ("v 38", "2023-09-24"),
        ("2023-04-23", "2023-04-23"),
        ("i går kväll", "2023-10-03"),
        ("i morse", "2023-10-04"),
        ("i onsdags", "2023-09-27"),
        ("förra tisdagen", "2023-09-26"),
        ("i helgen", "2023-10-01"),
        ("för en vecka sedan", "2023-09-27"),
        ("midsommarafton", "2023-06-23"),
    ],
)
def test_the_latest_such_day_is_meant(words: str, day: str) -> None:
    assert read_past_day(words, TODAY) == dt.date.fromisoformat(day)


def test_in_january_december_was_last_year() -> None:
    assert read_past_day("28 dec", dt.date(2024, 1, 8)) == dt.date(2023, 12, 28)


@pytest.mark.parametrize(
    "words",
    [
        "på fredag",
        "nu på tisdag",
        "till helgen",
        "julafton",
        "imorgon",
        "i övermorgon",
        "om 3 v",
        "nästa fredag",
        "12 okt",
        "v 40",
        "2024-01-05",
        "30 nov",
    ],
)
def test_what_has_not_been_is_refused_and_never_becomes_another_year(words: str) -> None:
    with pytest.raises(Invalid, match="har inte varit än"):
        read_past_day(words, TODAY)


@pytest.mark.parametrize("words", ["i oktober", "oktober", "okt 2023", "denna månad", "den här månaden"])
def test_the_month_that_is_running_means_today(words: str) -> None:
    assert read_past_day(words, dt.date(2023, 10, 4)) == dt.date(2023, 10, 4)
    assert read_past_day("i oktober", dt.date(2023, 11, 6)) == dt.date(2023, 10, 31)


@pytest.mark.parametrize("words", ["slutet av oktober", "sista oktober", "okt 2024"])
def test_the_end_of_a_running_month_has_not_been(words: str) -> None:
    with pytest.raises(Invalid, match="har inte varit än"):
        read_past_day(words, dt.date(2023, 10, 4))


def test_a_day_that_has_been_this_year_is_meant_however_long_ago_it_is() -> None:
    november = dt.date(2026, 11, 22)
    assert read_past_day("15 mars", november) == dt.date(2026, 3, 15)
    assert read_past_day("2 jan", november) == dt.date(2026, 1, 2)
    with pytest.raises(NotYet):
        read_past_day("30 nov", november)


def test_in_any_year_the_latest_such_day_is_meant() -> None:
    assert read_past_day("30 nov", TODAY, any_year=True) == dt.date(2022, 11, 30)
    assert read_past_day("15 mars", dt.date(2026, 1, 8), any_year=True) == dt.date(2025, 3, 15)
    with pytest.raises(NotYet):
        read_past_day("2024-01-05", TODAY, any_year=True)
