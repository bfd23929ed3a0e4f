"""Short titles fit a card and use the wording's own words."""

from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.readers.plan_text import read_plan
from models.readers.short_titles import LONGEST, LONGEST_AREA, area_title, short_title

REAL = files("models.demo").joinpath("verksamhetsplan-2023.txt").read_bytes()
AREAS = [
    "Opinionsbildning",
    "Kommunikation med väljare",
    "Valorganisation",
    "Utveckling av politiken",
    "Utveckling av förtroendevalda",
    "Utveckling av studieverksamheten",
    "Medlemsintroduktion",
    "Facklig-politisk verksamhet",
    "Stöd till verksamhetsutveckling",
    "Kommunikation med medlemmar",
]
COMMITMENTS = [
    "Synas i de olika kommundelarna",
    "Anordna öppna information och diskussionsmöten",
    "I Riddarhyttan skall samarbete ske med byns S-förening",
    "Anordna 1:a maj möte",
    "Insändare skrivs i lokalpressen i viktiga frågor",
    "Användningen av sociala medier",
    "Informera om våra kommande aktiviteter i 0222:an",
    "Stödja centralt anordnade kampanjer",
    "Informera och kommunicera genom vår Facebook och Hemsida",
    "Öppna möten anordnas",
    "Torgmöten och andra utåtriktade aktiviteter anordnas",
    "Delta i partiets centrala kampanjer",
    "Fortsätta våra Sossecaféer med fika och politiska samtal",
    "Hitta nya samtalsarenor och grupper",
    "Valplan inför allmänna valen 2026",
    "Jobba med strategiska frågor på kort och lång sikt",
    "Göra prioritering i vårt handlingsprogram för 2023-2026",
    "2 möten per år där vi går igenom vårt handlingsprogram…",
    "Anordna utbildningar efter behov och önskemål",
    "Erbjuda utbildningar i samarbete med ABF",
    "Team-bildning och styrelseutveckling",
    "Få fler medlemmar att gå partiets olika utbildningar",
    "Erbjuda lokala utbildning genom studiecirklar och kurser",
    "Skapa goda relationer i vardagen med människor",
    "Se till att alla nya medlemmar känner sig välkomna",
    "Bjuda in nya medlemmar till introduktionsträffar",
    "Ringa alla medlemmar minst en gång per år",
    "Utveckla samarbetet i den LO facklig-politisk kommittén",
    "Samarbeta med s-föreningen i Riddarhyttan",
    "Anordna medlemsmöten",
    "Använda vår lokal som träffpunkt",
    "Regelbunden information via brev/e-post till våra medlemmar",
    "Bjuda in alla medlemmar till ett samkväm med trevligheter",
    "Användningen av sociala medier utvecklas",
    "Styrelsen tar del av partiets centrala Årshjul",
]


def test_the_real_plan_gets_these_short_titles() -> None:
    plan = read_plan(REAL)
    assert [area.title for area in plan.areas] == AREAS
    in_areas = [commitment.title for area in plan.areas for commitment in area.commitments]
    assert in_areas + [commitment.title for commitment in plan.whole_plan] == COMMITMENTS


@pytest.mark.parametrize(
    ("wording", "title"),
    [
        ("Vi ska städa lokalen.", "Städa lokalen"),
        ("att städa lokalen;", "Städa lokalen"),
        ("städa lokalen (varje rum)", "Städa lokalen"),
        ("Styrelsemöten: vi har planerat minst tio protokollförda styrelsemöten i år", "Styrelsemöten"),
        (
            "städa och plocka skräp i centrum och vid sjön, två gånger i veckan",
            "Städa och plocka skräp i centrum och vid sjön",
        ),
        (
            "Studieorganisatören kallar till introduktionsträff vår och höst",
            "Studieorganisatören kallar till introduktionsträff…",
        ),
        ("städa " * 20, " ".join(["Städa"] + ["städa"] * 9) + "…"),
        ("x" * 99, "X" + "x" * 58 + "…"),
    ],
)
def test_other_wordings_are_shortened_honestly(wording: str, title: str) -> None:
    assert short_title(wording) == title


def test_a_title_says_more_than_where() -> None:
    wording = "I Färna, Hed och Baggå ordna öppna möten, gärna i samarbete med föreningarna där"
    assert short_title(wording) == "I Färna, Hed och Baggå ordna öppna möten"


@example("0 ")
@given(st.text(st.sampled_from("ab ,.(:–-åÄ1…") | st.characters(codec="utf-8"), min_size=1))
def test_a_title_always_fits_and_is_never_empty(wording: str) -> None:
    assert 1 <= len(short_title(wording)) <= LONGEST
    assert 1 <= len(area_title(wording)) <= LONGEST_AREA
