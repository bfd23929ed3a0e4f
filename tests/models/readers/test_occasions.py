"""Days in words become days where a careful human would put one, and questions where not."""

import datetime as dt

import pytest

from models.readers.dates import due_in
from models.readers.plan_draft import CommitmentDraft
from models.readers.plan_text import read_plan_text
from models.readers.proposing import propose
from models.target import Kind


def read(words: str) -> CommitmentDraft:
    return propose(words, 1, 2025)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("byta spis före midsommar", "2025-06-19"),
        ("sälja lotter till jul", "2025-12-24"),
        ("klar innan påsk", "2025-04-17"),
        ("julbord på julafton", "2025-12-24"),
        ("fira valborg", "2025-04-30"),
        ("fira nationaldagen 2026", "2026-06-06"),
        ("julmarknad andra advent", "2025-12-07"),
        ("middag sista lördagen i november", "2025-11-29"),
        ("öppet hus 2:a söndagen i maj", "2025-05-11"),
        ("årsmöte senast sista februari", "2025-02-28"),
        ("bokslut i slutet av januari", "2025-01-31"),
        ("skyltar på plats före mars", "2025-02-28"),
        ("valplan första halvåret", "2025-06-30"),
        ("enkät under tredje kvartalet", "2025-09-30"),
        ("vara 120 medlemmar vid årets slut", "2025-12-31"),
        ("kurs mellan mars och maj", "2025-05-31"),
        ("kurs i mars–april", "2025-04-30"),
        ("jakt 14 oktober–31 januari", "2026-01-31"),
        ("hajk 14–15/9", "2025-09-15"),
        ("anmälan öppnar från 1 mars, svar senast 3 april", "2025-04-03"),
        ("klar före 1/4", "2025-03-31"),
    ],
)
def test_words_that_can_mean_one_day_give_it(words: str, due: str) -> None:
    one = read(words)
    assert (one.due, one.question) == (dt.date.fromisoformat(due), None)
    assert one.target.kind in {Kind.ONCE, Kind.COUNT}


@pytest.mark.parametrize(
    ("words", "due", "question"),
    [
        ("spola stammar innan sommaren", "2025-05-31", "innan sommaren”. Klart senast den 31 maj?"),
        ("kurs under hösten", "2025-11-30", "under hösten”. Klart senast den 30 november?"),
        ("resa i början av maj", "2025-05-10", "början av maj”. Klart senast den 10 maj?"),
        ("rapport senast vid årsmötet", None, "senast vid årsmötet”. Vilken dag är det?"),
        ("budget klar till novembermötet", None, "klar till novembermötet”. Vilken dag är det?"),
    ],
)
def test_words_that_leave_the_day_open_are_asked_about(words: str, due: str | None, question: str) -> None:
    one = read(words)
    assert one.due == (dt.date.fromisoformat(due) if due else None)
    assert (one.target.kind, one.question) == (Kind.ONCE, f"Texten säger ”{question}")


@pytest.mark.parametrize(
    "words",
    [
        "bjuda in till årsmötet",
        "städa efter midsommar",
        "Valborg Ek ordnar fest",
        "torgmöte första lördagen i varje månad",
        "en hajk på våren",
        "vara till nytta under året",
    ],
)
def test_words_that_name_no_day_get_none(words: str) -> None:
    assert due_in(words, 2025) is None


@pytest.mark.parametrize(
    ("words", "due", "question"),
    [
        (
            "söka stöd senast den 25 augusti och den 25 februari",
            "2025-08-25",
            "Texten nämner ”25 augusti” och ”25 februari”. Vilken dag gäller kortet?",
        ),
        ("städa 26/4 och 27/9", "2025-04-26", "Texten nämner ”26/4” och ”27/9”. Vilken dag gäller kortet?"),
        ("stå på torget v. 12 och v. 36", "2025-03-23", "Texten nämner ”v. 12” och ”v. 36”."),
        ("resa i mars och oktober", "2025-10-31", "Texten nämner ”i mars” och ”oktober”."),
        ("resa i maj och fest i juni", "2025-05-31", "Texten nämner ”i maj” och ”i juni”."),
    ],
)
def test_several_days_in_one_text_are_all_named_in_a_question(words: str, due: str, question: str) -> None:
    one = read(words)
    assert (one.due, (one.question or "")[: len(question)]) == (dt.date.fromisoformat(due), question)


def test_a_day_to_be_done_by_wins_over_one_that_is_only_named() -> None:
    one = read("redovisa beslutet från mötet den 12 mars, klart senast 1 oktober")
    assert (one.due, one.question) == (dt.date(2025, 10, 1), None)


@pytest.mark.parametrize(
    ("words", "number", "question"),
    [
        (
            "ordna två torgmöten och fyra insändare per år",
            2,
            "Texten räknar ”två torgmöten” och ”fyra insändare”.",
        ),
        ("två möten och en kurs per år", 2, "Texten räknar ”två möten” och ”en kurs per år”."),
        (
            "värva 20 nya medlemmar och ordna två kurser",
            20,
            "Texten räknar ”20 nya medlemmar” och ”två kurser”.",
        ),
    ],
)
def test_two_counts_in_one_text_are_both_named_in_a_question(words: str, number: int, question: str) -> None:
    one = read(words)
    assert (one.target.number, one.question) == (number, f"{question} Vilket ska kortet räkna?")


def test_spring_in_a_plan_over_new_year_is_in_the_second_year() -> None:
    plan = read_plan_text(
        "Verksamhetsplan 2024/2025\n\nFest\n– v. 9 sportlov\n– klart före midsommar\n– skördefest i september"
    )
    dues = [one.due for one in plan.areas[0].commitments]
    assert dues == [dt.date(2025, 3, 2), dt.date(2025, 6, 19), dt.date(2024, 9, 30)]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("öppet varje lördag från 8 augusti", None),
        ("öppet varje lördag fr.o.m. 8 augusti", None),
        ("öppet varje lördag från 1 mars till 30 september", "2025-09-30"),
    ],
)
def test_what_comes_round_from_a_day_is_not_done_by_it(words: str, due: str | None) -> None:
    one = read(words)
    assert (one.target.kind, one.due) == (Kind.ONGOING, dt.date.fromisoformat(due) if due else None)
    assert one.question == "Texten säger ”varje lördag” men inte hur många gånger. Ska de räknas?"


@pytest.mark.parametrize(
    "words",
    ["v. 9 Sportlov, inga möten", "Avgifterna höjs inte", "Avgiften är oförändrad", "Inga möten i juli"],
)
def test_what_is_not_to_be_is_asked_about(words: str) -> None:
    assert read(words).question == "Raden säger att något inte ska ske eller ändras. Är det ett åtagande?"


@pytest.mark.parametrize("words", ["Ingen ska vara ensam till jul", "Låna ut det som inte används"])
def test_a_promise_in_words_of_denial_is_a_promise(words: str) -> None:
    assert read(words).question is None
