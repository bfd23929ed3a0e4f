"""A text made to stall the reader is answered within a second."""

import contextlib
import time

import pytest

from models.errors import Invalid
from models.readers.plan_text import LARGEST, read_plan_text

HOSTILE = {
    "lines of one letter": "a\n",
    "blank lines": "\n",
    "points": "– a\n",
    "sentences": "Vi ska. " * 2_000 + "\n\n",
    "paragraphs": "Vi ska ordna en fest.\n\n",
    "headings over paragraphs": "ABCDEF\n\nVi ska göra något kul.\n\n",
    "run-in headings": "Resor: Vi ska resa till Gotland i maj.\n\n",
    "points on a line": "• a • b • c " * 1_500 + "\n",
    "numbers on a line": "1) a 2) b 3) c " * 1_200 + "\n",
    "contents": "Aa\nBb\nCc\n",
    "headings": "".join(f"Rubrik {number}\n" for number in range(9_000)),
    "leaders": "." * 15_000 + "\n",
    "calendar": "1 maj Hej\n",
    "dashes over text": "- Nya medlemmar\nVi bjuder in till en träff varje termin.\n",
    "nesting": "".join(" " * (number % 200) + "- abc def ghi jkl\n" for number in range(3_000)),
    "groups": "• Hemsidan – x\nFörslag på åtgärder:\n• a b c d\n",
    "enumerations": "Vi gillar bland annat:\n• a\n• b\n",
    "slashes": "– ordna / pågår" + " /" * 3_000 + "\n",
    "verbs": "Vi kommer " * 1_500 + "\n\n",
    "decimals": "1.1.1.1.1." * 1_500 + "\n",
    "wrapped prose": "Vi ska ordna en fest i parken för alla medlemmar under hela året\n" * 200 + "\n",
    "numerals": "– " + "en " * 6_000 + "\n",
    "statutes": "enligt " + "stadgar " * 2_000 + "\n• a\n",
    "spaces": "\t \u00a0" * 5_000 + "a\n",
}


@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("start", ["Studier\n– läsa\n\n", "Verksamhetsplan 2024\n\n"], ids=["list", "prose"])
def test_a_full_size_text_is_answered_within_a_second(start: str, pattern: str) -> None:
    room = LARGEST - len(start)
    text = start + (pattern * (room // len(pattern) + 1))[:room]
    begun = time.process_time()
    with contextlib.suppress(Invalid):
        read_plan_text(text)
    assert time.process_time() - begun < 1


def test_more_lines_than_any_plan_has_are_refused() -> None:
    with pytest.raises(Invalid, match="fler än 10000 rader"):
        read_plan_text("Studier\n" + "Aa.\n" * 10_001)
