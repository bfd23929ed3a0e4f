"""What a kind of card has use for, the same in its form and on the line."""

import pytest

from models.errors import Invalid
from models.target import NUMBERED, Audience, Kind, Per, Target, aimed


@pytest.mark.parametrize(
    "opened",
    [
        Target(Kind.DISTRICTS, 4, Per.YEAR),
        Target(Kind.ONCE, 3, Per.PLAN),
        Target(Kind.COUNT, 2, Per.PLAN),
        Target(Kind.MEMBERS, None, Per.YEAR, audience=Audience.NEW, interval_months=6),
        Target(Kind.ONGOING, interval_months=12),
    ],
)
def test_what_was_not_chosen_stays_as_it_was(opened: Target) -> None:
    assert aimed(opened, opened.kind, opened.number if opened.kind in NUMBERED else None) == opened


def test_what_belongs_to_another_kind_falls_away() -> None:
    opened = Target(Kind.MEMBERS, 2, Per.PLAN, audience=Audience.ELECTED)
    assert aimed(opened, Kind.ONGOING) == Target(Kind.ONGOING)
    assert aimed(opened, Kind.DISTRICTS, 3) == Target(Kind.DISTRICTS, 3)
    assert aimed(Target(), Kind.MEMBERS) == Target(Kind.MEMBERS, None, Per.YEAR, audience=Audience.ALL)


@pytest.mark.parametrize(
    ("kind", "given", "sentence"),
    [
        (Kind.ONGOING, {"number": 2}, "Slaget löpande har inget antal. Välj ett annat slag."),
        (Kind.ONCE, {"per": Per.YEAR}, "Slaget engångs räknas inte över någon period."),
        (Kind.DISTRICTS, {"interval_months": 6}, "Slaget kommundelar har ingen takt."),
        (Kind.COUNT, {"number": 2, "interval_months": 0}, "Slaget antal har ingen takt."),
        (Kind.COUNT, {}, "Skriv hur många, till exempel 2."),
    ],
)
def test_what_a_kind_has_no_use_for_is_refused(kind: Kind, given: dict[str, int], sentence: str) -> None:
    with pytest.raises(Invalid, match=f"^{sentence}"):
        aimed(Target(), kind, **given)  # type: ignore[arg-type]
