"""The days that have a name."""

import datetime as dt

import pytest

from models.feast_days import FEAST_DAYS, coming_feast_day, easter, feast_day


@pytest.mark.parametrize(
    ("year", "day"),
    [(2023, "04-09"), (2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2027, "03-28"), (2038, "04-25")],
)
def test_easter_falls_where_the_almanac_says(year: int, day: str) -> None:
    assert easter(year) == dt.date.fromisoformat(f"{year}-{day}")


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("midsommarafton", ("2023-06-23", "2024-06-21", "2026-06-19")),
        ("midsommardagen", ("2023-06-24", "2024-06-22", "2026-06-20")),
        ("alla helgons dag", ("2023-11-04", "2024-11-02", "2026-10-31")),
        ("kristi himmelsfärdsdag", ("2023-05-18", "2024-05-09", "2026-05-14")),
        ("pingstdagen", ("2023-05-28", "2024-05-19", "2026-05-24")),
        ("julafton", ("2023-12-24", "2024-12-24", "2026-12-24")),
    ],
)
def test_a_name_is_a_day_of_each_year(name: str, days: tuple[str, ...]) -> None:
    assert tuple(str(feast_day(name, int(day[:4]))) for day in days) == days


@pytest.mark.parametrize("name", FEAST_DAYS)
def test_the_coming_one_is_never_behind_and_today_counts(name: str) -> None:
    day = feast_day(name, 2024)
    assert coming_feast_day(name, day) == day
    assert coming_feast_day(name, day + dt.timedelta(days=1)) == feast_day(name, 2025)
