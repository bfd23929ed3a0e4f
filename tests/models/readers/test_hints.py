"""Wording becomes a target, a day, places and partners; what is uncertain becomes a question."""

import datetime as dt

import pytest

from models.readers.dates import church_election, due_in, general_election
from models.readers.hints import target_in
from models.readers.names import districts_in, partners_in
from models.target import Audience, Kind, Per, Target, Unit


def per_year(number: int, unit: Unit = Unit.OCCASIONS) -> Target:
    return Target(Kind.COUNT, number, Per.YEAR, unit)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("hålla två möten per år", per_year(2)),
        ("hålla 12 öppna möten om året", per_year(12)),
        ("hålla minst sex månads/medlemsmöten under året", per_year(6)),
        ("träffas tre ggr/år", per_year(3)),
        ("skicka brev en gång i månaden", per_year(12)),
        ("två insändare per kvartal", per_year(8)),
        ("en gång i halvåret träffas vi", per_year(2)),
        ("ett samkväm varje år", per_year(1)),
        ("varje månad ha öppet hus", per_year(12)),
        ("insändare, minst en per månad", per_year(12)),
        ("torgmöte en gång i månaden april–september", per_year(6)),
        ("torgmöte varje månad från april till och med september", per_year(6)),
        ("två torgmöten i månaden oktober–mars", per_year(12)),
        ("städa vår och höst", per_year(2)),
        ("under 2026 hålla sex möten per år", per_year(6)),
        ("sälja 12 500 lotter", Target()),
        ("varje kvartal skriva en krönika", per_year(4)),
        ("varannan månad ha öppet hus", per_year(6)),
        ("årligen se över stadgarna", per_year(1)),
        ("varje termin ordna två kurser", per_year(4)),
        ("värva 20 nya medlemmar under året", per_year(20, Unit.NEW_MEMBERS)),
        ("nå 100 deltagare per år", per_year(100, Unit.PARTICIPANTS)),
        ("ha en god dialog med alla under året", Target()),
        ("löpande se över lokalen", Target()),
        ("regelbundet se över lokalen", Target(interval_months=2)),
        (
            "kontakta samtliga medlemmar två gånger per år",
            Target(Kind.MEMBERS, 2, Per.YEAR, audience=Audience.ALL),
        ),
        ("ringa varje ny medlem", Target(Kind.MEMBERS, 1, Per.YEAR, audience=Audience.NEW)),
        ("besöka alla förtroendevalda", Target(Kind.MEMBERS, 1, Per.YEAR, audience=Audience.ELECTED)),
        ("ta vara på varje medlems kunskap", Target()),
        ("träna barn 7-9 år under året", Target()),
        ("träna barn 7-9 två gånger i veckan", per_year(104)),
        ("ha grupper för 10-12 och 13-15 år varje termin", per_year(2)),
        ("cykelbud för åk 4-6 två gånger per läsår", per_year(2)),
        ("växa från 120 till 150 medlemmar under året", Target()),
        ("samla 6 föreningar", Target()),
        ("synas i alla kommundelar", Target(Kind.DISTRICTS)),
    ],
)
def test_clear_wording_sets_a_target_without_a_question(words: str, target: Target) -> None:
    assert (target_in(words, dated=False).target, target_in(words, dated=False).question) == (target, None)


@pytest.mark.parametrize(
    ("words", "target", "asked"),
    [
        ("träffas två gånger per", per_year(2), "Texten slutar efter ”två gånger per”. Två gånger per år?"),
        ("ordna 2–3 kurser per år", per_year(2), "Texten säger ”2–3”. Räkna minst 2 per år?"),
        (
            "ringa 1 500 väljare per vecka",
            Target(Kind.ONGOING),
            "Det blir 78000 gånger, och ett kort räknar till högst 9999. Vad ska det räkna?",
        ),
        (
            "ordna två torgmöten",
            Target(Kind.COUNT, 2, Per.PLAN),
            "Texten säger ”två torgmöten” men inte hur ofta. Två torgmöten under hela planen?",
        ),
        (
            "träffas en gång i månaden utom juni–augusti",
            per_year(9),
            "Texten säger ”utom juni–augusti”. Blir det 9 gånger per år?",
        ),
        (
            "ringa 1500 samtal",
            Target(Kind.COUNT, 1500, Per.PLAN),
            "Texten säger ”1500 samtal” men inte hur ofta. 1500 samtal under hela planen?",
        ),
        (
            "värva minst fem tenorer",
            Target(Kind.COUNT, 5, Per.PLAN),
            "Texten säger ”minst fem tenorer” men inte hur ofta. Minst fem tenorer under hela planen?",
        ),
        (
            "två möten per år i alla kommundelar",
            Target(Kind.DISTRICTS),
            "Texten säger 2 gånger och nämner kommundelarna. Gäller antalet var och en av dem?",
        ),
    ],
)
def test_doubtful_wording_is_asked_about(words: str, target: Target, asked: str) -> None:
    assert (target_in(words, dated=False).target, target_in(words, dated=False).question) == (target, asked)


@pytest.mark.parametrize(
    ("words", "kind"),
    [("skriva en valplan", Kind.ONCE), ("ordna 2 möten per år", Kind.COUNT), ("regelbundet", Kind.ONGOING)],
)
def test_a_day_makes_something_happen_once_unless_it_is_counted(words: str, kind: Kind) -> None:
    assert target_in(words, dated=True).target.kind is kind


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("fira 1:a maj", "2023-05-01"),
        ("fira första maj", "2023-05-01"),
        ("senast 15 mars", "2023-03-15"),
        ("senast 15 mars 2024", "2024-03-15"),
        ("den 3:e okt.", "2023-10-03"),
        ("2023-11-02", "2023-11-02"),
        ("senast 15/3", "2023-03-15"),
        ("före 1 juni", "2023-05-31"),
        ("senast v. 12", "2023-03-26"),
        ("vecka 36–37", "2023-09-17"),
        ("v 1 2024", "2024-01-07"),
        ("senast i februari", "2023-02-28"),
        ("inför allmänna valen 2026", "2026-09-13"),
        ("inför valet", "2026-09-13"),
        ("inför nästa riksdagsval", "2026-09-13"),
        ("inför kyrkovalet", "2025-09-21"),
        ("före valdagen", "2026-09-12"),
        ("innan kyrkovalet", "2025-09-20"),
        ("skola i juni och augusti", "2023-08-31"),
        ("kurs i mars, april och maj", "2023-05-31"),
        ("styrelsemöte varje månad utom juli och augusti", None),
        ("kurs i maj, fest i juni", "2023-05-31"),
        ("inför valet 2025", "2025-09-21"),
        ("inför 2026", "2025-12-31"),
        ("inför budget 2024", "2023-12-31"),
        ("för 2023-2026", "2026-12-31"),
        ("för 2023/24", "2024-12-31"),
        ("Valborg 30/4 på gården", "2023-04-30"),
        ("städdag 6/5 kl. 10", "2023-05-06"),
        ("läger 12-16/8", "2023-08-16"),
        ("insamling (19/2–13/4)", "2023-04-13"),
        ("Aug kräftskiva", None),
        ("Aug Kräftskiva", "2023-08-31"),
        ("Maj Städdag", "2023-05-31"),
        ("Maj Ek ordnar fest", None),
        ("Sept: kräftskiva", "2023-09-30"),
        ("Maj–juni – café", "2023-06-30"),
        ("öppet 24/7", None),
        ("2/3 av alla", None),
        ("8/10 medlemmar", None),
        ("säsongen 11/12", None),
        ("31 februari", None),
        ("v. 54", None),
        ("inför mötet", None),
        ("inför festivalen", None),
        ("1/2 tjänst", None),
        ("0222:an", None),
        ("i vardagen", None),
    ],
)
def test_a_day_is_read_from_the_words(words: str, due: str | None) -> None:
    assert due_in(words, 2023) == (dt.date.fromisoformat(due) if due else None)


def test_elections_fall_on_their_sundays() -> None:
    assert [general_election(year) for year in (2022, 2026, 2027, 2030)] == [
        dt.date(2022, 9, 11),
        dt.date(2026, 9, 13),
        None,
        dt.date(2030, 9, 8),
    ]
    assert [church_election(year) for year in (2025, 2026, 2029)] == [
        dt.date(2025, 9, 21),
        None,
        dt.date(2029, 9, 16),
    ]


@pytest.mark.parametrize(
    ("words", "districts"),
    [
        ("torgmöte i Riddarhyttan och Färna", ("Riddarhyttan", "Färna")),
        ("prata med Riddarhytteborna", ("Riddarhyttan",)),
        ("Färnas och Uttersbergs föreningar", ("Färna", "Uttersberg")),
        ("i tätorten och i ytterområdena", ("Skinnskatteberg", "Övriga ytterområden")),
        ("inom Skinnskattebergs kommun", ()),
        ("promenad på en hed i Hedströmsdalen", ()),
        ("höstfest i Hed", ("Hed",)),
    ],
)
def test_districts_are_found_in_any_form(words: str, districts: tuple[str, ...]) -> None:
    assert districts_in(words) == districts


@pytest.mark.parametrize(
    ("words", "partners"),
    [
        ("med ABF och Kulturreservatets Folkhögskola", ("ABF", "Kulturreservatets Folkhögskola")),
        ("med byns S-förening", ("S-föreningen",)),
        ("med s-föreningen", ("S-föreningen",)),
        ("den LO facklig-politisk kommittén", ("LO",)),
        ("Kommunfullmäktigegruppen, Kyrkofullmäktigegruppen", ("KF-gruppen", "Kyrkogruppen")),
        ("logga in och loda", ()),
        (f"med A{'a' * 40} B{'b' * 40} folkhögskola", ()),
        (f"med A{'a' * 40} B{'b' * 40} folkhögskola och Hola Folkhögskola", ("Hola Folkhögskola",)),
    ],
)
def test_partners_are_found_by_name(words: str, partners: tuple[str, ...]) -> None:
    assert partners_in(words) == partners
