"""Plans in many voices, pasted from many places, each read as a careful human would."""

import datetime as dt
from pathlib import Path

import pytest

from models.errors import Invalid
from models.readers.plan_draft import PlanDraft
from models.readers.plan_text import read_plan, read_plan_text
from models.target import Kind, Per, Target
from tests.models.readers.shapes import found, shape

VOICES = Path(__file__).parent / "voices"

SHAPES: dict[str, list[tuple[str, list[str]]]] = {
    "allotments": [
        (
            "Gemensamma arbetsdagar",
            ["Vår: lördag 26 april kl 10", "Sommar: söndag 15 juni kl 10", "Höst: lördag 4 oktober kl 10"],
        ),
        (
            "Området",
            [
                "Byta vattenledningen i västra gången",
                "Gallra häcken mot järnvägen",
                "Sätta upp två nya anslagstavlor",
            ],
        ),
        ("Kompost och avfall", ["En arbetsgrupp tillsätts som ska föreslå en lösning"]),
        ("Fester", ["Midsommar firas på festplatsen", "Skördefest den 6 september"]),
    ],
    "choir": [
        (
            "Repetitioner",
            [
                "Kören övar varje tisdag 18.30–21 i församlingshemmet",
                "Två övningshelger hålls, en i oktober och en i mars",
            ],
        ),
        (
            "Konserter",
            [
                "Höstkonsert 16 november i Hed kyrka",
                "Lucia 13 december",
                "Vårkonsert 10 maj tillsammans med Folkkören",
                "Medverka i två gudstjänster per termin",
            ],
        ),
        ("Medlemmar", ["Målet är att bli 40, framför allt behövs tenorer och basar"]),
        (
            "Ekonomi",
            [
                "Ansöka om bidrag från ABF och kommunen",
                "Höja medlemsavgiften till 600 kr",
                "Sälja Bingolotter till jul",
            ],
        ),
    ],
    "decimals_in_numbers": [
        ("Boinflytande", ["Genomföra minst två trappmöten per kvartal", "Förhandla om"]),
        ("Medlemmar", ["Rekrytera 30 nya medlemmar"]),
        ("Organisation", ["Styrelsen möts 10 ggr"]),
    ],
    "football_from_pdf": [
        (
            "Seniorer",
            ["Målet för herrlaget är att bli topp fem", "Båda lagen tränar tre gånger i veckan från mars"],
        ),
        (
            "Ungdom",
            [
                "Fotbollsskola v. 25 för barn födda 2018",
                "Ledarutbildning för minst 8 ledare",
                "Domarkurs i april",
                "Kick-off för ungdomsledare 2 gånger per år",
            ],
        ),
        ("Anläggning", ["Ny belysning på B-planen", "Måla omklädningsrummen innan seriestart"]),
        ("Ekonomi", ["Sponsorintäkter 150 000 kr", "Sälja 800 st Newbody-paket", "Hedcupen 9-10 augusti"]),
    ],
    "local_history": [
        (
            "Kalendarium 2025",
            [
                "Styrelsemöte",
                "Bokcirkel startar",
                "Årsmöte den 16 mars",
                "Valborg 30/4",
                "Café på hembygdsgården varje söndag",
                "Slåtterkurs",
                "Julmarknad andra advent",
            ],
        ),
        ("Magasinet", ["Lägga om taket", "Laga trappan"]),
        ("Smedjan", ["Vi söker bidrag hos länsstyrelsen för ny skorsten"]),
        ("Dokumentation", ["Digitalisera fotosamlingen", "Intervjua tio äldre bybor", "Skriva byabok"]),
    ],
    "parents_by_mail": [
        (
            "Trafiken kring skolan",
            [
                "Uppvakta kommunen om farthinder på Skolgatan",
                "Cykelbud för åk 4-6 två gånger per läsår",
                '"vandrande skolbuss" ska provas under våren',
            ],
        ),
        ("Trivsel", ["Halloweendisco 25/10", "Skridskodag i februari", "Skolavslutning: kaffeservering"]),
        (
            "Samverkan",
            [
                "Delta i skolans forum 2 ggr/termin",
                "Alla klasser ska ha minst en klassförälder senast 15 sept",
            ],
        ),
    ],
    "parish": [
        ("Besöksgrupp", ["Vi räknar med 60 besök under året"]),
        ("Soppluncher", ["Soppluncher serveras onsdagar kl. 12 under terminstid"]),
        ("Sorgegrupper", ["Två sorgegrupper startar, en på våren och en på hösten"]),
        ("Insamlingar", ["Fasteinsamlingen"]),
        ("Samarbete", ["Samarbete med Röda Korset, kommunen och PRO ska utvecklas"]),
    ],
    "party_women": [
        (
            "Mäns våld mot kvinnor",
            ["Uppmärksamma den 25 november", "Kräva att kommunen inför en handlingsplan"],
        ),
        ("Arbetstid", ["Driva frågan om sex timmars arbetsdag", "Två insändare under våren"]),
        ("Fred", ["Anordna ett öppet möte om kärnvapen tillsammans med ABF"]),
        (
            "Organisation",
            [
                "Klubbens mål är att öka med 10 medlemmar",
                "Styrelsen sammanträder 8 gånger om året och medlemsmöten…",
                "Uppföljning av planen görs i september",
            ],
        ),
    ],
    "pensioners": [
        ("Möten", ["Månadsmöten hålls den andra tisdagen", "Årsmöte i februari"]),
        ("Studier", ["Vi planerar att starta minst fyra studiecirklar", "Kurs i surfplatta för nybörjare"]),
        (
            "Friskvård",
            [
                "Boule måndagar och torsdagar",
                "Stavgång varje onsdag kl 10",
                "Vattengymnastik om intresse finns",
            ],
        ),
        ("Resor", ["Dagsresa i maj, teaterresa till Västerås i oktober"]),
        ("Värvning", ["Mål: 15 nya medlemmar"]),
        ("Övrigt", ["Styrelsen får i uppdrag att se över stadgarna"]),
    ],
    "scouts": [
        (
            "Spårarna (8–9 år)",
            [
                "Möten varje onsdag kl. 18–19.30",
                "En hajk på våren och en på hösten",
                "Delta i distriktets spårarläger 24–26 maj",
            ],
        ),
        (
            "Upptäckarna (10–11 år)",
            ["Möten varje torsdag", "Övernattning i vindskydd minst två nätter", "Sommarläger v. 27"],
        ),
        (
            "Ledare",
            [
                "Alla ledare ska gå kursen Trygga möten senast 31 mars",
                "Ledarträff en gång per termin",
                "Rekrytera fyra nya ledare",
            ],
        ),
        ("Kårstugan", ["Byta takpannor", "Städdagar 26/4 och 27/9"]),
    ],
    "sports_club": [
        (
            "Träning",
            [
                "Träningsgrupper för barn 7-9, 10-12 och 13-15 år",
                "Ledarutbildning för alla nya ledare under våren",
                "Öppet hus i augusti",
            ],
        ),
        (
            "Tävling",
            [
                "Pilspelen arrangeras lördag 8 juni",
                "Delta i minst 6 tävlingar",
                "Klubbmästerskap i september",
            ],
        ),
        (
            "Ekonomi",
            ["Söka bidrag från kommunen senast 15 mars", "Försäljning av kakor/klubblotter två ggr per år"],
        ),
        ("Medlemmar", ["Öka antalet medlemmar från 120 till 150", "Skicka ut nyhetsbrev fyra gånger per år"]),
    ],
    "tenants": [
        ("Gården", ["Grillkväll i juni", "Odlingslådor ska byggas", "Loppis två gånger"]),
        (
            "Boinflytande",
            [
                "Samråd med Norrsjöbostäder en gång i kvartalet",
                "Enkät till alla hyresgäster senast 1/10",
                "Kräva ny tvättstuga",
            ],
        ),
        ("Information", ["Anslag i portarna varje månad", "Facebookgruppen uppdateras löpande"]),
    ],
    "union_club": [
        ("Mål", ["Vara 500 medlemmar den 31 december", "Varje arbetsplats ska ha ett ombud"]),
        (
            "Värvning",
            [
                "Besöka alla arbetsplatser minst en gång",
                "Introducera nyanställda inom 14 dagar",
                "Delta i förbundets värvarvecka v 41",
            ],
        ),
        ("Förhandling", ["Löneöversyn klar före 1 april", "Utbilda 6 nya förhandlingsombud"]),
        ("Arbetsmiljö", ["Skyddsombudsträff 4 ggr per år", "Handlingsplan mot hot och våld"]),
    ],
    "village": [
        ("Vägar och belysning", ["Ha dialog med kommunen om gatubelysningen", "En röjningsdag ordnas i maj"]),
        ("Bygdegården", ["Måla fasaden mot söder", "Byta spis i köket före midsommar", "Hyra ut lokalen"]),
        ("Kalender", ["Styrelsemöte", "Årsmöte", "Valborg", "Nationaldagsfirande", "Surströmming", "Lucia"]),
    ],
    "village_from_web": [
        ("Fiber och vägar", ["Fortsätta trycka på Trafikverket om väg 233", "Bevaka fiberutbyggnaden"]),
        ("Badplatsen", ["Ny brygga", "Provta vattnet varje månad maj–augusti", "Klippa gräset"]),
        ("Möten och fester", ["Städdag och korvgrillning", "Hembygdsdag", "Skördefest", "Julgransplundring"]),
    ],
}

UNPLACED: dict[str, tuple[str, ...]] = {
    "allotments": ("Styrelsen",),
    "local_history": ("Soldattorpet: Inga åtgärder i år.",),
    "tenants": (
        "Ansvarig: Eva",
        "Ansvarig: Bo och Siv",
        "Ansvarig: trivselgruppen",
        "Ansvarig: styrelsen",
        "Ansvarig: Eva",
    ),
    "union_club": ("AKTIVITETER",),
    "village": ("Lillby i januari 2025", "Styrelsen"),
    "village_from_web": ("Kontakta oss", "Ordförande: Eva Ek, 070-000 00 00", "byalaget@example.se"),
}

HEAD = "Verksamhetsplan 2024\n\n"


def plan_in(name: str) -> PlanDraft:
    return read_plan((VOICES / f"{name}.txt").read_bytes())


def test_every_voice_has_its_shape_written_down() -> None:
    assert {path.stem for path in VOICES.iterdir()} == {*SHAPES}


@pytest.mark.parametrize("name", SHAPES)
def test_areas_and_commitments_are_those_a_human_would_find(name: str) -> None:
    assert shape(plan_in(name)) == SHAPES[name]


@pytest.mark.parametrize("name", SHAPES)
def test_only_signatures_and_answers_are_left_over(name: str) -> None:
    assert plan_in(name).unplaced == UNPLACED.get(name, ())


@pytest.mark.parametrize(
    ("name", "words", "due"),
    [
        ("village", "Surströmming", dt.date(2025, 8, 31)),
        ("local_history", "Jan Styrelsemöte", dt.date(2025, 1, 31)),
        ("local_history", "Café", dt.date(2025, 8, 31)),
        ("local_history", "Valborg", dt.date(2025, 4, 30)),
        ("village_from_web", "Våren", None),
        ("choir", "Lucia", dt.date(2024, 12, 13)),
        ("choir", "Vårkonsert", dt.date(2025, 5, 10)),
        ("parish", "Fasteinsamlingen", dt.date(2025, 4, 13)),
    ],
)
def test_a_dated_line_is_done_once_by_its_day(name: str, words: str, due: dt.date | None) -> None:
    one = found(plan_in(name), words)
    assert (one.target.kind, one.due) == (Kind.ONCE, due)


@pytest.mark.parametrize(
    ("name", "words", "target"),
    [
        ("sports_club", "7-9, 10-12", Target(Kind.COUNT, 104, Per.YEAR)),
        ("sports_club", "minst 6", Target(Kind.COUNT, 6, Per.PLAN)),
        ("sports_club", "120 till 150", Target()),
        ("parents_by_mail", "åk 4-6", Target(Kind.COUNT, 2, Per.YEAR)),
        ("decimals_in_numbers", "10 ggr", Target(Kind.COUNT, 10, Per.PLAN)),
        ("party_women", "sammanträder", Target(Kind.COUNT, 8, Per.YEAR)),
    ],
)
def test_only_what_is_counted_is_a_number(name: str, words: str, target: Target) -> None:
    assert found(plan_in(name), words).target == target


def test_a_heading_whose_kind_is_guessed_is_asked_about() -> None:
    asked = {area.title: area.question for area in (*plan_in("village").areas, *plan_in("pensioners").areas)}
    assert asked["Vägar och belysning"] is None
    assert asked["Bygdegården"] == "”Bygdegården” står först i ett stycke. Är det ett eget område?"
    assert asked["Friskvård"] == "Raderna har inga streck. Är de åtaganden?"


def test_the_head_of_an_email_names_no_plan() -> None:
    plan = plan_in("parents_by_mail")
    assert plan.scaffolding == ("Från: Eva Ek", "Till: styrelsen", "Ämne: Verksamhetsplan")
    assert plan.headlines == ("Verksamhetsplan 2024-2025",)


def test_only_the_mark_an_answer_begins_its_line_with_is_taken_away() -> None:
    quoted = "> Fest\n> – dansa > sjunga\n> – bjuda in\nVår fest > er fest"
    plan = read_plan_text(f"Verksamhetsplan 2024\n\n{quoted}")
    assert [one.text for one in plan.areas[0].commitments] == ["dansa > sjunga", "bjuda in"]
    assert plan.unplaced == ("Vår fest > er fest",)


def test_a_numbered_introduction_is_preamble_and_a_number_over_numbers_leads_on() -> None:
    plan = plan_in("decimals_in_numbers")
    assert plan.preamble.startswith("1. Inledning\n")
    assert plan.scaffolding == ("2. Mål",)


@pytest.mark.parametrize("line", ["Ansvarig: Eva Ek", "  Ansvarig: Eva Ek", "Budget: 500 kr"])
def test_who_answers_for_a_point_does_not_break_its_list(line: str) -> None:
    plan = read_plan_text(f"{HEAD}Fest\n– ordna fest\n{line}\n– dansa\n")
    assert shape(plan) == [("Fest", ["Ordna fest", "Dansa"])]
    assert plan.unplaced == (line.strip(),)


@pytest.mark.parametrize("heading", ["Mål", "MÅL", "Mål för 2024:", "## Mål"])
def test_goals_by_themselves_head_the_promises_under_them(heading: str) -> None:
    plan = read_plan_text(f"{HEAD}{heading}\nVi ska bli fler medlemmar.\n\nFest\n– dansa")
    assert [len(area.commitments) for area in plan.areas] == [1, 1]
    assert plan.preamble == ""


def test_numbers_that_begin_again_stand_under_the_number_above() -> None:
    plan = read_plan_text(
        f"{HEAD}1. Inledning\nVi är till för alla.\n\n2. Fester\n1. Ordna vårfest\n2. Ordna höstfest\n\n"
        "3. Ekonomi\nVi ska söka bidrag i mars."
    )
    assert shape(plan) == [
        ("Fester", ["Ordna vårfest", "Ordna höstfest"]),
        ("Ekonomi", ["Söka bidrag i mars"]),
    ]


def test_an_answer_after_lines_without_bullets_leaves_them_points() -> None:
    plan = read_plan_text(f"{HEAD}Fest\nDans varje lördag\nSkördefest\nAnsvarig: Eva Ek\n\nKultur\n– sjunga")
    assert shape(plan) == [("Fest", ["Dans varje lördag", "Skördefest"]), ("Kultur", ["Sjunga"])]


def test_a_title_of_lines_that_no_mark_shows_is_not_taken_from_a_signature() -> None:
    plan = read_plan_text(f"{HEAD}Fest\n– dansa\n\nValberedning\nEva Ek (sammankallande)\nBo Berg")
    assert shape(plan) == [("Fest", ["Dansa"])]


@pytest.mark.parametrize("sign", ["☐ ", "✓ ", "➢ ", "→ "])
def test_a_box_or_an_arrow_is_a_bullet(sign: str) -> None:
    assert shape(read_plan_text(f"{HEAD}Fest\n{sign}dansa\n{sign}sjunga")) == [("Fest", ["Dansa", "Sjunga"])]


@pytest.mark.parametrize("lines", ["Sociala medier är viktiga", "Eva Ek\nBo Berg", "Lokala frågor\nAnna Ek"])
def test_lines_that_ask_nothing_are_no_points(lines: str) -> None:
    with pytest.raises(Invalid):
        read_plan_text(f"{HEAD}Styrelsen\n{lines}")


def test_an_introduction_that_says_what_happens_when_is_asked_about() -> None:
    plan = read_plan_text(
        "Verksamhetsplan 2026 för Norrby byalag\n\n"
        "Nationaldagen firas den 6 juni på hembygdsgården med tal och musik.\n\n"
        "Guidade vandringar ordnas i maj och augusti.\n\n"
        "Dessutom ska vi\n- städa badplatsen\n- måla bygdegården\n"
    )
    assert plan.questions == ("Inledningen nämner dagar i 2 stycken. Är något av dem ett åtagande?",)
    assert read_plan_text(plan.preamble.split("\n")[0] + "\n- städa\n- måla\n- bygga\n").questions == ()
