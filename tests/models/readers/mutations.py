"""What may befall a plan on its way, and the words that must come out at the other end."""

import re
from collections import Counter
from collections.abc import Callable

from hypothesis import strategies as st

from models.readers.plan_draft import PlanDraft
from models.text import clean

# A single letter may be what marked a line.
_WORD = re.compile(r"[^\W\d_]{2,}")
_ANY_BULLET = re.compile(r"^\s*(?:[–—•●◦*+-]\s?|\d{1,2}[.)]\s)")

_NOISE = st.sampled_from(
    [
        "Sida 2 av 8",
        "----------",
        "Foto: Bo Berg",
        "Eva Ek, S-ordf.",
        "www.example.se",
        "Studier",
        "STUDIER:",
        "Innehåll",
        "Enligt stadgarna:",
        "Förslag på åtgärder:",
        "genom att:",
        "Vi ska ordna en fest. Det blir roligt.",
        "Resor: En resa ordnas i maj.",
        "3 maj: torgmöte",
        "Att göra något nytt",
        "5.1 Ekonomi",
        "   5.2 Torgmöten i byarna",
        "6. Utåtriktat",
        "• ett • två • tre fyra fem sex",
        "1) ett 2) två 3) tre",
        "Verksamhetsplan 2031",
        "Hemsidan – den är gammal / pågår",
        "Oavsett till exempel:",
        "Ansvarig: Eva Ek",
        "Aug Surströmming",
        "Lokalen: Måla fasaden. Byta spis.",
        "Mål",
        "3 Ekonomi",
        "Ämne: Verksamhetsplan",
        "> Städa lokalen",
        "Aktivitet\tAnsvarig\tNär",
        "Loppis | Bo Berg | augusti",
        "  a. ringa fotografen",
        "Verksamhetsåret 2031/32",
    ]
)
BULLETS = st.sampled_from(
    ["– ", "-", "• ", "●", "◦ ", "o\t", "* ", "1. ", "a) ", "2.1 ", "", "## ", "\uf0b7\t"]
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\v"])


def befall(draw: st.DrawFn, lines: list[str], strays: Callable[[list[str]], st.SearchStrategy[str]]) -> None:
    """Let one thing happen to the lines; `strays` are those that may come in between."""
    place = draw(st.integers(0, max(0, len(lines) - 1)))
    here = lines[place : place + 1]
    match draw(st.sampled_from("drop double join bullet indent blank noise stray cut capitals".split())):
        case "drop":
            lines[place : place + 1] = []
        case "double":
            lines[place:place] = lines[place : place + draw(st.integers(1, 6))]
        case "join":
            lines[place : place + 2] = [" ".join(lines[place : place + 2])]
        case "bullet":
            sign = draw(BULLETS)
            lines[place : place + 1] = [sign + _ANY_BULLET.sub("", line) for line in here]
        case "indent":
            lines[place : place + 1] = [" " * draw(st.integers(1, 8)) + line for line in here]
        case "blank":
            lines[place:place] = [""]
        case "noise":
            lines[place:place] = [draw(_NOISE)]
        case "stray":
            lines[place:place] = [draw(strays(lines))]
        case "cut":
            at = draw(st.integers(0, 60))
            lines[place : place + 1] = [part for line in here for part in (line[:at], line[at:])]
        case _:
            lines[place : place + 1] = [line.upper() for line in here]


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def words_given(lines: list[str]) -> Counter[str]:
    return words("\n".join(clean(line, len(line)) for line in lines))


def words_placed(plan: PlanDraft) -> Counter[str]:
    commitments = [*(one for area in plan.areas for one in area.commitments), *plan.whole_plan]
    parts = [*plan.headlines, plan.preamble, *(area.wording for area in plan.areas)]
    parts += [*(one.text for one in commitments), *plan.scaffolding, *plan.unplaced]
    return words("\n".join(parts))
