"""Thirty invented members of the demo's association; none of them exists."""

from dataclasses import dataclass

from models.access import Role


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented member."""

    name: str
    district: str
    joined: int
    """The year."""
    key: str = ""
    """What the demo calls the person, where they do something in it."""
    roles: tuple[Role, ...] = ()


PEOPLE = (
    Invented("Eva Norrbäck", "Skinnskatteberg", 1998, "eva", (Role.CHAIR,)),
    Invented("Bo Tallgren", "Riddarhyttan", 2006, "bo", (Role.VICE_CHAIR,)),
    Invented("Gun Ödmark", "Skinnskatteberg", 1989, "gun", (Role.TREASURER, Role.ADMINISTRATOR)),
    Invented("Cia Hedvall", "Bernshammar", 2014, "cia", (Role.SECRETARY, Role.COMMUNICATION)),
    Invented("Dag Ängmo", "Färna", 2011, "dag", (Role.STUDIES,)),
    Invented("Amira Kordal", "Skinnskatteberg", 2019, "amira", (Role.BOARD_MEMBER,)),
    Invented("Lars-Åke Stigfors", "Baggå", 1984, "lasse", (Role.BOARD_MEMBER, Role.MEMBERSHIP)),
    Invented("Maj Ytterlid", "Riddarhyttan", 1992, "maj", (Role.DEPUTY,)),
    Invented("Per Uttersten", "Uttersberg", 2020, "per", (Role.DEPUTY,)),
    Invented("Siv Karmlund", "Karmansbo", 2001, "siv", (Role.DEPUTY,)),
    Invented("Nils Hedströmmer", "Hed", 2017, "nils", (Role.DEPUTY,)),
    Invented("Ylva Bergnäset", "Skinnskatteberg", 2009, "ylva", (Role.CO_OPTED,)),
    Invented("Rut Nordsele", "Gunnilbo", 1979, "rut", (Role.AUDITOR,)),
    Invented("Ove Kolarvik", "Skinnskatteberg", 1995, "ove", (Role.AUDITOR,)),
    Invented("Inger Masugn", "Skinnskatteberg", 1987, "", (Role.NOMINATING,)),
    Invented("Tore Hyttbacke", "Riddarhyttan", 1976, "", (Role.NOMINATING,)),
    Invented("Alva Sjöhage", "Skinnskatteberg", 2022),
    Invented("Birgit Ljungnäs", "Färna", 1981),
    Invented("Eskil Brukslid", "Karmansbo", 2003),
    Invented("Elsa Zetterhed", "Hed", 2015),
    Invented("Folke Åsgrind", "Baggå", 1973),
    Invented("Hanna Vretfors", "Skinnskatteberg", 2023),
    Invented("Jamal Östanmyr", "Skinnskatteberg", 2021),
    Invented("Kerstin Dammvik", "Uttersberg", 1990),
    Invented("Leif Kvarnsveden", "Bernshammar", 1986),
    Invented("Mirja Tjärnkulla", "Riddarhyttan", 2013),
    Invented("Olle Skräpphed", "Riddarhyttan", 2018),
    Invented("Sonja Älvhyttan", "Gunnilbo", 1994),
    Invented("Tuva Wedin-Grop", "Skinnskatteberg", 2023),
    Invented("Åke Finntorp", "Färna", 1969),
)
"""The demo's whole register."""
