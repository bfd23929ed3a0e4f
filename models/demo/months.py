"""What the demo's board did from March to October 2023; the numbers are the plan's commitments in order."""

from models.commitment import Status
from models.demo.scene import Event, add, aim, day, drop, due, entitle, give, move, regret, rest, say, tick
from models.target import Kind, Per, Target

_PLANNED, _IN_PROGRESS, _DONE = Status.PLANNED, Status.IN_PROGRESS, Status.DONE

_PLACES = ("Riddarhyttan", "Färna", "Uttersberg", "Karmansbo")
_TITLES = {
    1: "Synas i kommundelarna",
    2: "Öppna informations- och diskussionsmöten",
    4: "1:a maj-möte",
    5: "Insändare",
    7: "Informera i 0222:an",
    9: "Facebook och hemsida",
    13: "Sossecaféer",
    15: "Valplan inför 2026",
    18: "Möten om handlingsprogrammet",
    26: "Introduktionsträffar",
    28: "Facklig kommitté",
    30: "Medlemsmöten",
    33: "Samkväm",
}
_RESPONSIBLE: dict[int, tuple[str, ...]] = {
    1: ("bo", "eva"),
    2: ("dag",),
    3: ("maj",),
    4: ("eva",),
    5: ("cia",),
    6: ("amira",),
    7: ("eva",),
    8: ("bo",),
    9: ("cia",),
    10: ("bo",),
    11: ("amira", "lasse"),
    13: ("bo",),
    15: ("cia",),
    16: ("eva",),
    17: ("eva", "ylva"),
    18: ("eva",),
    19: ("dag",),
    20: ("dag",),
    21: ("dag",),
    22: ("dag",),
    23: ("dag",),
    24: ("lasse",),
    25: ("lasse",),
    26: ("dag",),
    27: ("lasse", "siv"),
    28: ("lasse",),
    29: ("maj",),
    30: ("eva",),
    31: ("gun",),
    32: ("cia",),
    33: ("gun", "amira"),
    34: ("amira",),
}

_SPRING = (
    *(
        Event(f"03-22 19.{minute:02}", "cia", entitle(number, title))
        for minute, (number, title) in enumerate(_TITLES.items(), 5)
    ),
    *(
        Event(f"03-27 18.{minute:02}", "eva", give(number, *people))
        for minute, (number, people) in enumerate(_RESPONSIBLE.items(), 10)
    ),
    Event("03-27 19.02", "eva", aim(30, Target(Kind.COUNT, 6, Per.YEAR))),
    Event("03-27 19.05", "bo", aim(1, Target(Kind.DISTRICTS, 4, Per.YEAR), _PLACES)),
    Event("03-27 19.08", "cia", due(15, day("05-31", 2026))),
    Event("03-28 20.15", "bo", move(13, _IN_PROGRESS)),
    Event("03-29 09.40", "cia", move(5, _IN_PROGRESS)),
    Event("04-01 13.20", "bo", tick(13, "04-01", "Partilokalen, 14 kom")),
    Event("04-03 18.50", "eva", tick(7, "04-03", "nr 4")),
    Event("04-05 18.31", "eva", move(30, _PLANNED)),
    Event("04-05 20.45", "eva", tick(30, "04-05", "Vårens första, 23 närvarande")),
    Event("04-11 19.10", "bo", move(1, _PLANNED)),
    Event("04-12 10.05", "cia", tick(5, "04-12", "Vårdcentralens öppettider, Fagersta-Posten")),
    Event("04-14 16.30", "gun", say(4, "Folkets park är bokad och talarstolen lagad. Vem tar fanan?")),
    Event("04-14 17.02", "lasse", say(4, "Jag tar fanan, som vanligt.")),
    Event("04-17 19.20", "eva", move(4, _PLANNED)),
    Event("04-23 21.05", "bo", tick(1, "04-23", "Riddarhyttan: Vården nära dig, 31 närvarande")),
    Event("04-24 08.15", "maj", tick(3, "04-23", "S-föreningen bjöd på kaffe efter mötet")),
    Event("04-24 08.17", "maj", tick(29, "04-23", "Gemensamt möte i Folkets hus")),
    Event("04-26 19.30", "dag", tick(2, "04-26", "Elpriserna, med ABF")),
    Event("05-01 17.40", "eva", tick(4, "05-01", "Tåg och tal i Folkets park, drygt 80")),
    Event("05-01 17.42", "eva", move(4, _DONE)),
    Event("05-04 18.20", "eva", tick(7, "05-04", "nr 5")),
    Event("05-06 13.10", "bo", tick(13, "05-06", "Riddarhyttan, 9 kom")),
    Event("05-10 19.00", "dag", move(26, _PLANNED)),
    Event("05-10 19.03", "dag", tick(26, "05-09", "Fem nya, två av dem under 25")),
    Event("05-13 14.00", "amira", tick(11, "05-13", "Torget, tulpaner")),
    Event("05-15 20.10", "cia", tick(32, "05-15", "Brev till alla, 61 per post")),
    Event("05-16 12.30", "amira", tick(6, "05-16", "Instagram startat")),
    Event("05-22 19.15", "lasse", tick(24, "05-22", "Kaffe vid grindarna, skiftbytet")),
    Event("05-30 20.30", "bo", tick(10, "05-30", "Vindkraften, öppet möte")),
    Event("05-30 20.33", "bo", move(10, _PLANNED)),
    Event("05-31 20.40", "eva", tick(30, "05-31", "19 närvarande")),
)

_SUMMER = (
    Event("06-05 18.00", "eva", tick(7, "06-05", "nr 6")),
    Event("06-07 20.50", "eva", tick(18, "06-07", "KF-gruppen och kyrkogruppen med")),
    Event("06-07 20.52", "eva", move(18, _PLANNED)),
    Event("06-08 10.20", "eva", tick(16, "06-07", "Landsbygden och bussarna, utkast finns")),
    Event("06-12 19.42", "cia", tick(9, "06-12", "Ny startsida")),
    Event("06-12 19.50", "cia", due(9, day("09-15"))),
    Event("06-13 09.10", "maj", tick(29, "06-13", "Loppis i Riddarhyttan")),
    Event("06-14 19.25", "lasse", say(28, "LO-kommittén är vald: vi har tre platser. Se § 31.")),
    Event("06-14 19.26", "lasse", move(28, _DONE)),
    Event("06-14 19.40", "dag", tick(20, "06-14", "Föreningskunskap, åtta anmälda till ABF")),
    Event(
        "06-14 19.44",
        "eva",
        drop(23, "Folkhögskolan har avvecklats; ABF:s cirklar går vidare på egen hand.", "§ 47"),
    ),
    Event("06-14 19.55", "dag", tick(22, "06-14", "Två gick Vald på nytt uppdrag")),
    Event("06-17 22.10", "gun", tick(33, "06-17", "Grillkväll på Sture, 38 kom")),
    Event("06-17 22.12", "gun", move(33, _DONE)),
    Event("06-18 11.00", "amira", say(33, "Tack alla som bar bord. Bilder ligger på Facebook.")),
    Event("06-20 09.30", "dag", due(21, day("09-30"))),
    Event("06-20 09.32", "dag", say(21, "Jag frågar distriktet om handledare. Helst en lördag i september.")),
    Event("07-08 15.00", "amira", tick(11, "07-08", "Hembygdsdagen")),
    Event("07-28 12.00", "cia", tick(5, "07-28", "Bussarna till Köping, Bärgslagsbladet")),
    Event("08-07 18.30", "eva", tick(7, "08-07", "nr 7–8")),
    Event("08-12 13.30", "bo", tick(13, "08-12", "Uttersberg, 11 kom")),
    Event("08-16 19.00", "lasse", move(27, _IN_PROGRESS)),
    Event(
        "08-16 19.04",
        "lasse",
        say(27, "Listan är delad på fyra. Ring före kl. 20, och skriv upp den som vill bli ringd igen."),
    ),
    Event(
        "08-21 17.45",
        "siv",
        say(27, "Karmansbo och Baggå är klara, 22 av 24 nåddes. Två nya nummer har Lars-Åke."),
    ),
    Event("08-23 20.20", "dag", tick(2, "08-23", "Skolans framtid, 26 närvarande")),
    Event("08-28 20.35", "eva", tick(30, "08-28", "Val av ombud, 17 närvarande")),
)

_AUTUMN = (
    Event("09-01 12.10", "gun", tick(31, "09-01", "Öppet hus varje fredag, kaffe från kl. 10")),
    Event("09-02 13.30", "bo", tick(13, "09-02", "Partilokalen, 16 kom")),
    Event("09-04 18.15", "eva", tick(7, "09-04", "nr 9")),
    Event("09-06 19.05", "lasse", move(25, _IN_PROGRESS)),
    Event("09-06 19.06", "lasse", say(25, "Hanna och Tuva är välkomnade med besök och bok. Tre kvar.")),
    Event("09-09 13.15", "amira", tick(11, "09-09", "Torget, skördemarknad")),
    Event("09-11 08.50", "amira", rest(34)),
    Event("09-11 08.52", "amira", say(34, "Vilar till januari, då går kursen i Fagersta.")),
    Event("09-13 21.10", "bo", tick(1, "09-13", "Färna: Skolan, 12 närvarande")),
    Event(
        "09-14 09.00",
        "maj",
        say(3, "S-föreningen vill ha mötet om bussarna hos sig i november. Jag har sagt ja."),
    ),
    Event(
        "09-18 20.00", "eva", say(17, "Kapitel 1–3 är genomgångna. Äldreomsorgen och bussarna kommer först.")
    ),
    Event("09-18 20.02", "eva", move(17, _IN_PROGRESS)),
    Event("09-19 19.30", "cia", tick(32, "09-19", "E-brev, 214 mottagare")),
    Event("09-20 18.40", "cia", tick(5, "09-20", "Äldreboendet, VLT")),
    Event("09-20 19.00", "eva", due(18, day("11-30"))),
    Event("09-21 20.45", "eva", tick(30, "09-21", "Ombudens rapport, 21 närvarande")),
    Event("09-25 10.00", "dag", due(26, day("11-05"))),
    Event("09-25 10.03", "dag", say(26, "Andra träffen blir v. 44, Allaktivitetshuset. Amira bakar.")),
    Event(
        "09-25 18.20", "bo", say(8, "Material till EU-valskampanjen kommer efter jul. Vi tar det i januari.")
    ),
    Event("09-27 17.30", "amira", add("Höstmarknaden: bord och ballonger", 2, day("10-14"), "amira")),
    Event("09-27 17.33", "amira", move(36, _PLANNED)),
    Event("09-30 13.40", "bo", tick(13, "09-30", "Bernshammar, 12 kom")),
    Event(
        "10-02 19.12",
        "eva",
        say(1, "Folkets hus i Karmansbo är bokat till v. 46. Uttersberg blir tisdag 10 oktober."),
    ),
    Event("10-02 19.20", "eva", due(1, day("11-18"))),
    Event("10-02 19.30", "cia", due(30, day("11-16"))),
    Event("10-03 08.05", "gun", say(36, "Bordet står i förrådet. Nyckel hos mig.")),
    Event("10-03 20.10", "eva", say(35, "Höstens sida i Årshjulet är genomgången på VU.")),
    Event("10-04 16.58", "bo", move(8, _PLANNED)),
    Event("10-04 16.59", "bo", regret()),
    Event(
        "10-04 17.55", "cia", say(5, "Nästa blir om bussarna. Utkastet ligger i pärmen, läs före torsdag.")
    ),
)

EVENTS = (*_SPRING, *_SUMMER, *_AUTUMN)
"""Everything that happened."""
