"""An exported plan that somebody or some program has been at."""

import json
import re

import pytest

from models.errors import Invalid
from models.readers.plan_draft import CommitmentDraft, PlanDraft
from models.readers.plan_text import read_plan, read_plan_text
from models.writers.plan_markdown import as_markdown
from tests.conftest import PLAN

HEAD = '# Plan\n<!-- tavlan {"year": 2024} -->\n'
AREA = f'{HEAD}\n## Fest\n<!-- tavlan {{"title": "Fest"}} -->\n\n'
DANCE = '  <!-- tavlan {"title": "Fart", "kind": "once"} -->'


def commitments(draft: PlanDraft) -> list[CommitmentDraft]:
    return [*(one for area in draft.areas for one in area.commitments), *draft.whole_plan]


def named(*names: str) -> str:
    return f"  <!-- tavlan {json.dumps({'title': 'Fart', 'kind': 'once', 'partners': names})} -->\n"


@pytest.mark.parametrize("sign", ["*", "+", "•", "–", "—", "1.", "12)", " *", "\t•\t", "-  "])
def test_an_export_whose_dashes_an_editor_changed_is_the_same_plan(sign: str) -> None:
    text = as_markdown(read_plan(PLAN.read_bytes()))
    changed = re.sub(r"^- ", lambda _: f"{sign} ", text, flags=re.MULTILINE)
    assert changed != text
    assert as_markdown(read_plan_text(changed)) == text


@pytest.mark.parametrize(
    "rest", ["", "\n## Fest\n", "\n## Fest\n\nVi dansar.\n", "\n## Fest\n\n-\n", "\n## Fest\n\n*\n" + DANCE]
)
def test_an_export_without_a_commitment_is_refused(rest: str) -> None:
    with pytest.raises(Invalid, match="inget åtagande i filen"):
        read_plan_text(HEAD + rest)


@pytest.mark.parametrize("sign", ["-", "*", "–", "1."])
def test_an_item_without_words_is_no_commitment_and_its_mark_has_no_place(sign: str) -> None:
    draft = read_plan_text(f"{AREA}- dansa\n{sign} \n{DANCE}\n{sign}\n")
    assert [one.text for one in commitments(draft)] == ["dansa"]
    assert draft.unplaced == (DANCE.strip(),)


def test_words_on_the_line_after_the_dash_are_the_commitments() -> None:
    [commitment] = commitments(read_plan_text(f"{AREA}-\n  dansa\n{DANCE}\n"))
    assert (commitment.text, commitment.title) == ("dansa", "Fart")


@pytest.mark.parametrize(
    "text",
    [
        f"{AREA}{DANCE}\n- dansa\n",
        f"{AREA}- dansa\n{DANCE}\n{DANCE}\n",
        f"{HEAD}{DANCE}\n\n## Fest\n\n- dansa\n",
        f"{AREA}- dansa\n\n## Rader utan plats\n"
        f'<!-- tavlan {{"section": "unplaced"}} -->\n\n- en rad\n{DANCE}\n',
    ],
)
def test_a_mark_that_fits_nowhere_is_shown_as_a_line_without_a_place(text: str) -> None:
    draft = read_plan_text(text)
    assert draft.unplaced[-1] == DANCE.strip()
    assert (draft.preamble, draft.areas[0].wording) == ("", "Fest")
    assert [one.text for one in commitments(draft)] == ["dansa"]


def test_an_areas_mark_whose_heading_is_gone_is_no_commitments() -> None:
    draft = read_plan_text(f'{AREA}- dansa\n<!-- tavlan {{"title": "Resor"}} -->\n- resa\n{DANCE}\n')
    assert [one.title for one in commitments(draft)] == ["Dansa", "Fart"]
    assert draft.unplaced == ('<!-- tavlan {"title": "Resor"} -->',)


def test_words_in_the_forms_own_headings_are_kept() -> None:
    draft = read_plan_text(
        f'{AREA}- dansa\n\n## Hela planen, och mer\n<!-- tavlan {{"section": "whole_plan"}} -->\n- resa\n'
    )
    assert (draft.whole_plan[0].text, draft.unplaced) == ("resa", ("Hela planen, och mer",))


def test_words_at_an_area_that_had_none_become_its_wording() -> None:
    mark = '<!-- tavlan {"title": "Fest", "unworded": true} -->'
    assert read_plan_text(f"{HEAD}## Fest\n{mark}\n- dansa\n").areas[0].wording == ""
    assert read_plan_text(f"{HEAD}## Stor fest\n{mark}\n- dansa\n").areas[0].wording == "Stor fest"
    assert read_plan_text(f"{HEAD}## Fest\n{mark}\nVi ler.\n- dansa\n").areas[0].wording == "Fest\nVi ler."


def test_a_correction_as_long_as_a_wording_may_be_is_read_again() -> None:
    words = "å" * 20_000
    mark = json.dumps({"title": "Fart", "kind": "once", "corrected_text": words}, ensure_ascii=False)
    [commitment] = commitments(read_plan_text(f"{AREA}- dansa\n  <!-- tavlan {mark} -->\n"))
    assert commitment.corrected_text == words


@pytest.mark.parametrize(
    ("names", "fit"),
    [
        (["x" * 60], True),
        (["x" * 61], False),
        ([f"Part {number}" for number in range(50)], True),
        ([f"Part {number}" for number in range(51)], False),
    ],
)
def test_names_that_do_not_fit_make_the_mark_give_way_to_the_words(names: list[str], fit: bool) -> None:
    [commitment] = commitments(read_plan_text(f"{AREA}- dansa med ABF\n{named(*names)}"))
    assert commitment.partners == (tuple(names) if fit else ("ABF",))
    assert (commitment.title == "Fart") is fit


def test_a_plan_brings_no_more_names_than_any_plan_has() -> None:
    marks = [named(*(f"Part {card} {place}" for place in range(40))) for card in range(20)]
    draft = read_plan_text(AREA + "".join(f"- dansa\n{mark}" for mark in marks))
    assert [len(one.partners) for one in commitments(draft)] == [40] * 5 + [0] * 15
    again = read_plan_text(AREA + f"- dansa\n{marks[0]}" * 20)
    assert all(len(one.partners) == 40 for one in commitments(again))
