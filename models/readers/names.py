"""The places and partners a wording names."""

import re
from collections.abc import Iterable

from models.place import LONGEST_NAME

DISTRICTS = (
    "Skinnskatteberg",
    "Riddarhyttan",
    "Färna",
    "Uttersberg",
    "Karmansbo",
    "Baggå",
    "Bernshammar",
    "Hed",
    "Gunnilbo",
    "Övriga ytterområden",
)
"""The districts a new board starts with."""

# Case counts: "Hed" is a place and "hed" a heath. The municipality and the association are no district.
_PLACE_ENDING = r"(?:s|:s|s?bo(?:r|rna|na)?)?\b(?! (?:kommun|Social|social|AK|Arbetarekommun|arbetarekommun))"
_DISTRICT_PATTERNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in {
        **{name: rf"\b{name}{_PLACE_ENDING}" for name in DISTRICTS},
        "Skinnskatteberg": rf"\bSkinnskatteberg{_PLACE_ENDING}|\b[Tt]ätorten\b",
        "Riddarhyttan": r"\bRiddarhytt(?:an|e)\w*",
        "Övriga ytterområden": r"\b[Yy]tterområde(?:n|na|t)?\b",
    }.items()
)

_PARTNER_PATTERNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("ABF", r"\bABF\b"),
        ("", r"\b(?:[A-ZÅÄÖ][\w-]{0,40}\s){0,2}[Ff]olkhögskolan?\b"),
        ("S-föreningen", r"\b[Ss]-förening(?:en)?\b"),
        ("S-föreningarna", r"\b[Ss]-föreningar(?:na)?\b"),
        ("LO", r"\bLO\b"),
        ("KF-gruppen", r"\b(?:[Kk]ommunfullmäktigegruppen|KF-gruppen)\b"),
        ("Kyrkogruppen", r"\b(?:[Kk]yrkofullmäktigegruppen|[Kk]yrkogruppen)\b"),
        ("SSU", r"\bSSU\b"),
        ("S-kvinnor", r"\b[Ss]-kvinnor(?:na)?\b"),
        ("PRO", r"\bPRO\b"),
        ("Unga Örnar", r"\bUnga Örnar\b"),
        ("Hyresgästföreningen", r"\b[Hh]yresgästföreningen\b"),
    )
)


def districts_in(text: str) -> tuple[str, ...]:
    """The districts that are named, in the order of the words."""
    return _found(text, _DISTRICT_PATTERNS)


def partners_in(text: str) -> tuple[str, ...]:
    """Whom the words name to work with, in the order of the words."""
    return _found(text, _PARTNER_PATTERNS)


def _found(text: str, patterns: Iterable[tuple[str, re.Pattern[str]]]) -> tuple[str, ...]:
    found: list[tuple[int, str]] = []
    for name, pattern in patterns:
        named = ((match.start(), name or match[0]) for match in pattern.finditer(text))
        # Words in a row that are longer than any name may be would have the whole plan refused.
        if first := next((one for one in named if len(one[1]) <= LONGEST_NAME), None):
            found.append(first)
    return tuple(name for _, name in sorted(found))
