"""Days as they are written, days as they are read, and counted nouns."""

import datetime as dt
import locale

import pendulum
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models import dates, plurals
from models.due_words import read_day
from models.errors import Invalid

WEDNESDAY = dt.date(2023, 10, 4)
NEW_YEARS_EVE = dt.date(2023, 12, 31)
NEW_YEARS_DAY = dt.date(2024, 1, 1)
days = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("idag", "2023-10-04"),
        ("i dag", "2023-10-04"),
        ("imorgon", "2023-10-05"),
        ("i morgon", "2023-10-05"),
        ("senast i morgon", "2023-10-05"),
        ("övermorgon", "2023-10-06"),
        ("i övermorgon", "2023-10-06"),
        ("igår", "2023-10-03"),
        ("i går", "2023-10-03"),
        ("i förrgår", "2023-10-02"),
        ("fre", "2023-10-06"),
        ("fr", "2023-10-06"),
        ("fredag", "2023-10-06"),
        ("på fredag", "2023-10-06"),
        ("nu på fredag", "2023-10-06"),
        ("fredagen", "2023-10-06"),
        ("nästa fredag", "2023-10-13"),
        ("fredag nästa vecka", "2023-10-13"),
        ("på fredag i nästa vecka", "2023-10-13"),
        ("må", "2023-10-09"),
        ("nästa måndag", "2023-10-09"),
        ("ti", "2023-10-10"),
        ("ons", "2023-10-04"),
        ("on", "2023-10-04"),
        ("tors", "2023-10-05"),
        ("tor", "2023-10-05"),
        ("to", "2023-10-05"),
        ("lö", "2023-10-07"),
        ("sö", "2023-10-08"),
        ("denna vecka", "2023-10-08"),
        ("nästa vecka", "2023-10-15"),
        ("nästa månad", "2023-11-30"),
        ("v 46", "2023-11-19"),
        ("v46", "2023-11-19"),
        ("v.46", "2023-11-19"),
        ("V. 46", "2023-11-19"),
        ("vecka 46", "2023-11-19"),
        ("i vecka 46", "2023-11-19"),
        ("fre v 46", "2023-11-17"),
        ("fredag i vecka 46", "2023-11-17"),
        ("v 40", "2023-10-08"),
        ("mån v 40", "2024-09-30"),
        ("v 12", "2024-03-24"),
        ("v 12 2026", "2026-03-22"),
        ("v. 12, 2026", "2026-03-22"),
        ("2026 v 12", "2026-03-22"),
        ("2026-W12", "2026-03-22"),
        ("v 53 2026", "2027-01-03"),
        ("v 1 2025", "2025-01-05"),
        ("2 maj", "2024-05-02"),
        ("2maj", "2024-05-02"),
        ("den 2 maj", "2024-05-02"),
        ("2 MAJ.", "2024-05-02"),
        ("1:a maj", "2024-05-01"),
        ("första maj", "2024-05-01"),
        ("2 maj 2026", "2026-05-02"),
        ("2 maj -26", "2026-05-02"),
        ("onsdagen den 4 oktober", "2023-10-04"),
        ("tors 12 okt.", "2023-10-12"),
        ("12 sept", "2024-09-12"),
        ("12 jul", "2024-07-12"),
        ("2/5", "2024-05-02"),
        ("2/5 2026", "2026-05-02"),
        ("2/5-26", "2026-05-02"),
        ("2.5.2026", "2026-05-02"),
        ("2.5.", "2024-05-02"),
        ("02-05-2026", "2026-05-02"),
        ("tors 12/10", "2023-10-12"),
        ("2026-05-02", "2026-05-02"),
        ("2026–5–2", "2026-05-02"),
        ("20260502", "2026-05-02"),
        ("230502", "2023-05-02"),
        ("23-05-02", "2023-05-02"),
        ("om 3 v", "2023-10-25"),
        ("om 3v", "2023-10-25"),
        ("om 3 v.", "2023-10-25"),
        ("om tre veckor", "2023-10-25"),
        ("om fjorton dagar", "2023-10-18"),
        ("om 10 dagar", "2023-10-14"),
        ("om 0 dagar", "2023-10-04"),
        ("om en månad", "2023-11-04"),
        ("om ett år", "2024-10-04"),
        ("maj", "2024-05-31"),
        ("i maj", "2024-05-31"),
        ("maj 2026", "2026-05-31"),
        ("slutet av maj", "2024-05-31"),
        ("i slutet av februari", "2024-02-29"),
        ("sista april", "2024-04-30"),
        ("sist i maj", "2024-05-31"),
        ("i slutet av nästa månad", "2023-11-30"),
        ("nästa månads slut", "2023-11-30"),
        ("okt", "2023-10-31"),
        ("29 feb", "2024-02-29"),
        ("den 4", "2023-10-04"),
        ("den 3:e", "2023-11-03"),
        ("den 31", "2023-10-31"),
        ("  ÖVERMORGON  ", "2023-10-06"),
        ("i onsdags", "2023-09-27"),
        ("i tisdags", "2023-10-03"),
        ("förra onsdagen", "2023-09-27"),
        ("fredag i förra veckan", "2023-09-29"),
        ("förra veckan", "2023-10-01"),
        ("för 3 dagar sedan", "2023-10-01"),
        ("för två veckor sen", "2023-09-20"),
        ("inom tolv dagar", "2023-10-16"),
        ("om ett halvår", "2024-04-04"),
        ("på fredag kväll", "2023-10-06"),
        ("i helgen", "2023-10-08"),
        ("nästa helg", "2023-10-15"),
        ("den femte november", "2023-11-05"),
        ("tjugoförsta maj", "2024-05-21"),
        ("sista dagen i maj", "2024-05-31"),
        ("i slutet av månaden", "2023-10-31"),
        ("förra månaden", "2023-09-30"),
        ("i år", "2023-12-31"),
        ("slutet av nästa år", "2024-12-31"),
        ("julafton", "2023-12-24"),
        ("midsommarafton", "2024-06-21"),
        ("påskdagen", "2024-03-31"),
        ("alla helgons dag 2026", "2026-10-31"),
        ("o\u0308vermorgon", "2023-10-06"),
        ("lo\u0308rdag", "2023-10-07"),
        ("na\u0308sta\u00a0ma\u030anad", "2023-11-30"),
        ("v.\u00a046", "2023-11-19"),
        ("2\u202fmaj\u00a02026", "2026-05-02"),
    ],
)
def test_words_mean_a_day(words: str, expected: str) -> None:
    assert read_day(words, WEDNESDAY).isoformat() == expected


@pytest.mark.parametrize(
    ("words", "today", "expected"),
    [
        ("imorgon", NEW_YEARS_EVE, "2024-01-01"),
        ("sön", NEW_YEARS_EVE, "2023-12-31"),
        ("mån", NEW_YEARS_EVE, "2024-01-01"),
        ("v 52", NEW_YEARS_EVE, "2023-12-31"),
        ("v 52", NEW_YEARS_DAY, "2024-12-29"),
        ("v 1", NEW_YEARS_EVE, "2024-01-07"),
        ("31/12", NEW_YEARS_EVE, "2023-12-31"),
        ("31/12", NEW_YEARS_DAY, "2024-12-31"),
        ("1/1", NEW_YEARS_EVE, "2024-01-01"),
        ("december", NEW_YEARS_EVE, "2023-12-31"),
        ("jan", NEW_YEARS_EVE, "2024-01-31"),
        ("om en månad", dt.date(2024, 1, 31), "2024-02-29"),
        ("om ett år", dt.date(2024, 2, 29), "2025-02-28"),
        ("den 31", dt.date(2024, 2, 1), "2024-03-31"),
        ("29 feb", dt.date(2024, 3, 1), "2028-02-29"),
        ("29 feb", dt.date(2024, 2, 29), "2024-02-29"),
        ("v 1", dt.date(2024, 12, 30), "2025-01-05"),
        ("v 53", dt.date(2026, 6, 1), "2027-01-03"),
        ("v 53", dt.date(2027, 1, 3), "2027-01-03"),
        ("v 1", dt.date(2027, 1, 3), "2027-01-10"),
        ("maj", dt.date(2024, 5, 31), "2024-05-31"),
        ("nästa söndag", dt.date(2023, 10, 8), "2023-10-15"),
    ],
)
def test_words_around_a_turn_of_the_year_or_month(words: str, today: dt.date, expected: str) -> None:
    assert read_day(words, today).isoformat() == expected


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("31 feb", "Februari 2024 har 29 dagar."),
        ("31 feb 2023", "Februari 2023 har 28 dagar."),
        ("29/2 2023", "Februari 2023 har 28 dagar."),
        ("31/4", "April 2024 har 30 dagar."),
        ("2023-02-29", "Februari 2023 har 28 dagar."),
        ("25/13", "Det finns ingen månad 13."),
        ("2026-00-10", "Det finns ingen månad 0."),
        ("0/5", "Det finns ingen dag 0."),
        ("den 32", "Ingen månad har en dag 32."),
        ("v 53", "2023 har ingen vecka 53."),
        ("v 53 2025", "2025 har ingen vecka 53."),
        ("v 54", "Det finns ingen vecka 54; ett år har 52 eller 53."),
        ("v 0", "Det finns ingen vecka 0; ett år har 52 eller 53."),
        ("fre 12 okt", "12 oktober 2023 är en torsdag, inte en fredag."),
        ("2 maj 1066", "Året 1066 är för långt bort; skriv ett år från 1900 till 2199."),
        ("om 900 år", "Året 2923 är för långt bort; skriv ett år från 1900 till 2199."),
        ("för 900 år sedan", "Året 1123 är för långt bort; skriv ett år från 1900 till 2199."),
        ("om 9999 år", "”om 9999 år” är för långt bort; skriv ett år till och med 2199."),
        ("foo", "Jag förstår inte ”foo”. Skriv till exempel fre, v 12, 2 maj, om 3 v eller 2023-11-16."),
        ("", "Ingen dag är angiven. Skriv till exempel fre, v 12, 2 maj, om 3 v eller 2023-11-16."),
    ],
)
def test_a_day_that_is_none_is_refused_by_what_is_wrong(words: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_day(words, WEDNESDAY)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "words", ["jul", "midsommar", "v 46-47", "2-5 maj", "3 v", "18", "2 maj 18", "٢ maj", "fredag om", "år"]
)
def test_what_could_mean_two_things_is_not_guessed(words: str) -> None:
    with pytest.raises(Invalid, match="Jag förstår inte"):
        read_day(words, WEDNESDAY)


def test_what_is_not_understood_is_repeated_short_and_without_control_characters() -> None:
    with pytest.raises(Invalid) as refusal:
        read_day("\x1b[2Jfoo\u202e" + "x" * 500, WEDNESDAY)
    assert "\x1b" not in str(refusal.value)
    assert "\u202e" not in str(refusal.value)
    assert "…”" in str(refusal.value)
    assert len(str(refusal.value)) < 160


def test_a_moment_may_stand_for_today() -> None:
    assert read_day("fre", pendulum.datetime(2023, 10, 4, 18, 30)) == dt.date(2023, 10, 6)


WORDS = (
    "v vecka om för sedan förra påskdagen den i på nästa fre sön sista år veckor mån maj feb "
    "29 31 53 0 1900 2026 2199 9999 / . - :a"
)
pieces = st.sampled_from([*WORDS.split(), " ", "\u00a0"])


@given(
    st.text() | st.lists(pieces, max_size=7).map(" ".join) | st.lists(pieces, max_size=7).map("".join), days
)
@example("v 53 2199", WEDNESDAY)
@example("igår", dt.date(1900, 1, 1))
@example("x" * 30_000, WEDNESDAY)
@settings(deadline=None)
def test_any_text_is_a_day_or_refused(words: str, today: dt.date) -> None:
    refused = ""
    try:
        assert 1900 <= read_day(words, today).year <= 2199
    except Invalid as refusal:
        refused = str(refusal)
    assert not refused or refused.endswith(".")


@given(days, days)
@settings(deadline=None)
def test_a_day_that_was_written_is_read_back(day: dt.date, today: dt.date) -> None:
    assert read_day(dates.full_day(day), today) == day
    assert read_day(day.isoformat(), today) == day
    assert read_day(f"{dates.weekday_day(day)} {day.year}", today) == day


@given(days, st.integers(0, 400))
@settings(deadline=None)
def test_a_week_from_this_one_on_is_read_back_as_its_sunday(today: dt.date, later: int) -> None:
    day = today + dt.timedelta(days=later)
    sunday = day + dt.timedelta(days=7 - day.isoweekday())
    assert read_day(dates.week_of(day, today), today) == sunday


@given(days, st.integers(0, 300))
@settings(deadline=None)
def test_a_coming_day_is_read_back_from_its_short_forms(today: dt.date, later: int) -> None:
    day = today + dt.timedelta(days=later)
    assert read_day(dates.short_day(day, today), today) == day
    assert read_day(dates.weekday_day(day), today) == day
    assert read_day(dates.long_day(day), today) == day


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2023, 11, 16), "v. 46"),
        (dt.date(2024, 1, 1), "v. 1 2024"),
        (dt.date(2023, 1, 1), "v. 52 2022"),
        (dt.date(2024, 12, 30), "v. 1 2025"),
        (dt.date(2027, 1, 1), "v. 53 2026"),
    ],
)
def test_a_week_names_its_own_year_where_that_is_another(day: dt.date, expected: str) -> None:
    assert dates.week_of(day, WEDNESDAY) == expected
    assert expected.startswith(dates.week(day))


def test_days_are_written_in_swedish() -> None:
    assert dates.short_day(dt.date(2023, 10, 12), WEDNESDAY) == "12 okt"
    assert dates.short_day(dt.date(2024, 6, 1), WEDNESDAY) == "1 juni 2024"
    assert dates.month_of(dt.date(2024, 6, 1)) == "juni 2024"
    assert dates.weekday_day(dt.date(2023, 10, 12)) == "tors 12 okt"
    assert dates.long_day(WEDNESDAY) == "onsdag 4 oktober"
    assert dates.full_day(dt.date(2023, 3, 19)) == "19 mars 2023"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2023-10-04T19:42", "19.42"),
        ("2023-10-04T00:05", "00.05"),
        ("2023-10-03T19:42", "igår 19.42"),
        ("2023-10-05T09:00", "imorgon 09.00"),
        ("2023-10-02T19:42", "mån 2 okt 19.42"),
        ("2022-10-03T19:42", "mån 3 okt 2022 19.42"),
    ],
)
def test_a_moment_says_no_more_than_needed(at: str, expected: str) -> None:
    assert dates.moment(pendulum.parse(at, tz="Europe/Stockholm"), WEDNESDAY) == expected  # type: ignore[arg-type]


def test_a_moment_around_new_year() -> None:
    assert dates.moment(dt.datetime(2023, 12, 31, 23, 59, tzinfo=dt.UTC), NEW_YEARS_DAY) == "igår 23.59"


def test_history_names_the_year_only_where_it_is_another() -> None:
    at = dt.datetime(2023, 6, 12, 19, 42, tzinfo=dt.UTC)
    assert dates.history_moment(at) == "12 juni kl. 19.42"
    assert dates.history_moment(at, WEDNESDAY) == "12 juni kl. 19.42"
    assert dates.history_moment(at, NEW_YEARS_DAY) == "12 juni 2023 kl. 19.42"


def test_no_label_asks_the_process_for_its_language() -> None:
    before = locale.setlocale(locale.LC_ALL)
    pendulum.set_locale("de")
    try:
        locale.setlocale(locale.LC_ALL, "C")
        assert dates.long_day(WEDNESDAY) == "onsdag 4 oktober"
        assert read_day("fredag", WEDNESDAY).isoformat() == "2023-10-06"
    finally:
        pendulum.set_locale("en")
        locale.setlocale(locale.LC_ALL, before)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0 åtaganden"),
        (1, "1 åtagande"),
        (2, "2 åtaganden"),
        (-1200, "\u22121\u00a0200 åtaganden"),
        (1_234_567, "1\u00a0234\u00a0567 åtaganden"),
    ],
)
def test_a_noun_follows_its_number(value: int, expected: str) -> None:
    assert plurals.count(value, "åtagande", "åtaganden") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["Eva"], "Eva"), (["Eva", "Bo"], "Eva och Bo"), (["Eva", "Bo", "Cia"], "Eva, Bo och Cia")],
)
def test_a_list_ends_with_och(words: list[str], expected: str) -> None:
    assert plurals.listing(words) == expected
