"""Plans as associations write them, each read as a careful human would."""

import datetime as dt
from pathlib import Path

import pytest

from models.commitment import Status
from models.readers.plan_draft import PlanDraft
from models.readers.plan_text import read_plan, read_plan_text
from models.target import Kind
from tests.models.readers.shapes import found, shape

PLANS = Path(__file__).parent / "plans"

SHAPES: dict[str, list[tuple[str, list[str]]]] = {
    "calendar_and_goals": [
        (
            "Kalendarium",
            [
                "Styrelsemöte Ak",
                "Medlemsmöte med temat Budget 2024 – inställt",
                "Kurs för nya medlemmar",
            ],
        ),
        (
            "Övergripande mål 2023",
            ["Skapa en trygg och öppen förening", "Besöka alla kommundelar minst en gång under året"],
        ),
    ],
    "values_and_goals": [
        (
            "",
            [
                "Vi genomför en valrörelse som når varje hushåll i kommunen",
                "Vi startar en studiecirkel om klimatet",
            ],
        )
    ],
    "capitals": [
        (
            "Mötesverksamhet",
            ["Hålla minst sex månads/medlemsmöten under året", "Årsmötet hålls i februari"],
        ),
        ("Resor", ["Vi planerar en resa till Gotland i maj"]),
        ("Friskvård", ["Boule spelas varje vecka", "Ordna en vandring på hösten"]),
    ],
    "duties_and_dates": [
        (
            "Styrelsens uppgift",
            ["Föra en aktiv medlemsvärvning", "Verka för studier bland medlemmarna"],
        ),
        ("Våra möten", ["PUB-afton", "21 april", "Vårfest i Folkets park"]),
    ],
    "dashes_over_text": [
        ("Informationsstruktur", ["Till medlemmarna", "Nya medlemmar"]),
        ("Program", ["Föreläsningar"]),
    ],
    "contents_and_decimals": [
        ("Styrelse och arbetsutskott", ["Mötas en gång i månaden"]),
        ("Studier", ["Ordna två studiecirklar under våren", "Erbjuda alla nya medlemmar en kurs"]),
        ("Ekonomi", ["Kassören ska lägga fram en budget senast den 30 november"]),
    ],
    "nested_with_status": [
        (
            "Hemsidan",
            ["Undersök kostnaden för ett eget domännamn", "Ta fram statistik över besöken"],
        ),
        ("Medlemsbladet", ["Skicka bladet med e-post"]),
        (
            "Lokaler",
            [
                "Öppna lokalen för fler",
                "Låna ut lokalen till ungdomsförbundet på vardagar",
                "Hålla öppet hus i september",
                "Delta på",
            ],
        ),
    ],
    "run_in": [
        ("Styrelsemöten", ["Vi har planerat 10 protokollförda styrelsemöten 2020"]),
        ("Resor", ["En dagsresa ordnas i maj", "En teaterresa ordnas i november"]),
        ("Friskvård", ["Vi fortsätter med boule varje vecka"]),
    ],
    "prose": [
        (
            "",
            [
                "Årsmötet kommer att hållas i februari",
                "Under våren planeras en resa till Gotland",
                "I maj ordnas en vårfest i parken",
            ],
        )
    ],
    "one_word_headings": [
        ("Bygga", ["Bygga ett starkare parti på arbetsplatserna"]),
        ("Bilda", ["Alla medlemmar ska erbjudas en grundkurs"]),
        ("Studier/utbildning", ["Studieorganisatören planerar tre cirklar under året"]),
    ],
    "duties_by_statutes": [
        ("Byalaget", ["Lättöverskådlig hemsida; aktuell och snabb", "Anslagstavla vid affären"]),
        (
            "Styrelsens arbete",
            ["Kontinuerligt ha protokollförda styrelsemöten", "Hålla kontakt med kommunen"],
        ),
    ],
    "from_pdf": [
        (
            "Kampanjer",
            ["Knacka dörr i Riddarhyttan", "Stå på torget varje lördag", "Ringa alla medlemmar"],
        ),
        ("Stugan", ["Bemanna valstugan", "Dela ut valsedlar", "Bjuda på kaffe"]),
    ],
    "continuations": [
        ("Skola", ["Kommunen skall verka för mindre klasser", "Bygga ut fritidshemmen i Riddarhyttan"]),
        ("Miljö och klimat", ["Bygg laddstolpar", "Köp in elbussar"]),
        ("Äldre", ["Bygg fler trygghetsboenden", "Anställ fler undersköterskor"]),
    ],
    "goals_and_activities": [
        ("Medlemmar", ["Ringa alla medlemmar en gång", "Torgmöten"]),
        ("Studier", ["Introduktionsträff vår och höst"]),
    ],
    "numbered_prose": [
        ("Styrelsen", ["Hålla tio möten under året"]),
        (
            "Program",
            [
                "Valborgsfirande 30/4 på hembygdsgården",
                "Midsommarfest fredag 21 juni",
                "Höstmarknad v. 38",
            ],
        ),
        ("Byggnader", ["Söka bidrag från kommunen senast 1 september"]),
    ],
    "year_wheel": [
        ("Januari", ["Medlemsmöte om motioner", "Bokslut"]),
        ("Mars", ["Årsmöte"]),
        ("Möten under året", ["Styrelsemöte", "Styrelsemöte och planering", "Sommarfest"]),
    ],
}


def plan_in(name: str) -> PlanDraft:
    return read_plan((PLANS / f"{name}.txt").read_bytes())


def test_every_text_has_its_shape_written_down() -> None:
    assert {path.stem for path in PLANS.iterdir()} == {*SHAPES}


@pytest.mark.parametrize("name", SHAPES)
def test_areas_and_commitments_are_those_a_human_would_find(name: str) -> None:
    assert shape(plan_in(name)) == SHAPES[name]


@pytest.mark.parametrize(
    ("name", "unplaced"),
    [
        ("one_word_headings", ("Foto: Bo Berg", "Eva Ek, S-ordf.")),
        ("run_in", ("Ordförande: Eva Ek",)),
        ("prose", ("Tack till alla som hjälper till!",)),
        ("goals_and_activities", ("Ansvarig: Eva Ek", "Ansvarig: Bo Berg")),
        ("numbered_prose", ("Skinnarbo den 12 mars 2024", "Eva Ek, ordförande")),
    ],
)
def test_by_lines_and_thanks_are_left_for_a_person_to_place(name: str, unplaced: tuple[str, ...]) -> None:
    assert plan_in(name).unplaced == unplaced


LEAVES = {"one_word_headings", "run_in", "prose", "goals_and_activities", "numbered_prose"}


@pytest.mark.parametrize("name", sorted({*SHAPES} - LEAVES))
def test_nothing_else_is_left_over(name: str) -> None:
    assert plan_in(name).unplaced == ()


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("values_and_goals", "diskrimineringsgrunderna:\nKön\nÅlder\nFunktionsnedsättning"),
        ("capitals", "PRO NORRSJÖ"),
        ("contents_and_decimals", "1 Inledning\nPartiet växer och det märks i vår förening."),
        ("duties_by_statutes", "byns utveckling och trivsel\nta till vara medlemmarnas intressen"),
        ("prose", "Föreningen har funnits i trettio år."),
    ],
)
def test_what_a_plan_builds_on_is_its_preamble(name: str, end: str) -> None:
    assert plan_in(name).preamble.endswith(end)


@pytest.mark.parametrize("name", ["values_and_goals", "duties_by_statutes"])
def test_an_enumeration_is_no_commitment_and_asked_about(name: str) -> None:
    [question] = plan_in(name).questions
    assert question.endswith("räknades inte som åtaganden. Stämmer det?")


def test_a_table_of_contents_only_leads_on() -> None:
    plan = plan_in("contents_and_decimals")
    assert plan.scaffolding[1:4] == (
        "1 Inledning ........ 2",
        "5 Intern verksamhet ........ 3",
        "5.1 Styrelse och arbetsutskott ........ 3",
    )


def test_a_chapter_with_only_headings_under_it_is_no_area() -> None:
    assert plan_in("contents_and_decimals").scaffolding.count("5 Intern verksamhet") == 1


def test_a_paragraph_under_a_heading_stays_with_it() -> None:
    area = plan_in("calendar_and_goals").areas[1]
    assert area.wording.split("\n")[1] == "Partiet lever i medlemmarna. Vi är stolta över vår historia."


def test_a_dash_over_a_paragraph_is_one_commitment_with_it() -> None:
    one = found(plan_in("dashes_over_text"), "medlemsblad")
    assert one.text == "Till medlemmarna.\nEtt medlemsblad skickas ut fyra gånger per år."
    assert (one.target.kind, one.target.number) == (Kind.COUNT, 4)


@pytest.mark.parametrize(
    ("name", "words", "due"),
    [
        ("calendar_and_goals", "styrelsemöte Ak", dt.date(2023, 8, 7)),
        ("calendar_and_goals", "nya medlemmar", dt.date(2023, 9, 10)),
        ("duties_and_dates", "PUB-afton", dt.date(2022, 3, 24)),
        ("duties_and_dates", "Vårfest", dt.date(2022, 5, 12)),
        ("capitals", "februari", dt.date(2024, 2, 29)),
        ("contents_and_decimals", "budget", dt.date(2025, 11, 30)),
        ("year_wheel", "motioner", dt.date(2024, 1, 15)),
        ("year_wheel", "Bokslut", dt.date(2024, 1, 31)),
        ("year_wheel", "Sommarfest", dt.date(2024, 6, 15)),
    ],
)
def test_a_calendar_line_is_done_once_by_its_day(name: str, words: str, due: dt.date) -> None:
    one = found(plan_in(name), words)
    assert (one.target.kind, one.due) == (Kind.ONCE, due)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("domännamn", Status.IN_PROGRESS),
        ("statistik", Status.IN_PROGRESS),
        ("e-post", Status.DONE),
        ("öppet hus", None),
    ],
)
def test_a_status_after_a_slash_is_proposed_and_stays_in_the_wording(
    words: str, status: Status | None
) -> None:
    one = found(plan_in("nested_with_status"), words)
    assert one.status is status
    assert ("/" in one.text) == (status is not None)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("pågår", Status.IN_PROGRESS),
        ("Påbörjad", Status.IN_PROGRESS),
        ("åtgärdat", Status.DONE),
        ("avslutat", Status.DONE),
        ("genomförd.", Status.DONE),
        ("planerat", Status.PLANNED),
        ("ej påbörjat", Status.NOT_STARTED),
        ("och", None),
    ],
)
def test_each_word_for_how_far_it_has_come(word: str, status: Status | None) -> None:
    plan = read_plan_text(f"Verksamhetsplan 2024\n\nStudier\n– Ordna kurser / {word}")
    assert plan.areas[0].commitments[0].status is status


@pytest.mark.parametrize(
    ("name", "words", "question"),
    [
        ("calendar_and_goals", "Budget", "Texten säger ”inställt”. Ska det vara med på tavlan?"),
        ("duties_and_dates", "PUB", "Det står ett frågetecken efter dagen. Är den bestämd?"),
        ("duties_and_dates", "21 april", "Det står inget efter ”21 april”. Vad ska hända då?"),
        ("nested_with_status", "domännamn", "Texten slutar med ”pågår”. Ska kortet stå i Pågår?"),
        (
            "nested_with_status",
            "fler",
            "Punkten har underpunkter. Är den ett eget åtagande eller bara deras rubrik?",
        ),
        ("nested_with_status", "torgdagen", "Punkten har underpunkter. Är de egna åtaganden?"),
        ("prose", "Gotland", "Stycket blev 2 åtaganden. Stämmer det?"),
        ("prose", "Årsmötet", None),
        ("capitals", "Gotland", None),
    ],
)
def test_the_preview_asks_where_a_human_hesitates(name: str, words: str, question: str | None) -> None:
    assert found(plan_in(name), words).question == question


def test_an_area_is_asked_about_where_it_may_be_something_else() -> None:
    assert [area.question for area in plan_in("nested_with_status").areas] == [
        "Punkten har egna förslag under sig. Är ”Hemsidan” ett eget område?",
        "Punkten har egna förslag under sig. Är ”Medlemsbladet” ett eget område?",
        None,
    ]
    assert plan_in("year_wheel").areas[0].question == (
        "Januari är en månad. Hör punkterna till något annat område?"
    )


def test_a_later_sentence_of_a_wrapped_paragraph_knows_its_line() -> None:
    plan = read_plan_text(
        "Verksamhetsplan 2024\n\nSTUDIER\nVi ska ordna en kurs för alla nya medlemmar under våren.\n"
        "och en till på hösten. Styrelsen ska\nbjuda in till en fest."
    )
    assert [one.line for one in plan.areas[0].commitments] == [4, 5]


def test_prose_after_a_list_that_promises_something_is_asked_about() -> None:
    plan = read_plan_text(
        "Verksamhetsplan 2024\n\nStudier\n– ordna kurser\n\n"
        "Vi ska också anordna en resa till Göteborg.\n\nFest\n– dansa"
    )
    assert plan.areas[0].commitments[1].question == "Stycket står efter listan. Är det också ett åtagande?"


def test_a_list_without_headings_belongs_to_the_whole_plan_where_a_line_names_it() -> None:
    plan = read_plan_text("Verksamhetsplan 2024\n• 24 mars: PUB-afton\n• 3 maj: vårfest")
    assert [one.title for one in plan.whole_plan] == ["PUB-afton", "Vårfest"]


def test_whose_plan_it_is_may_stand_in_the_genitive() -> None:
    assert plan_in("numbered_prose").association == "Hembygdsföreningen"
