"""The letter as a PDF: one A4 page for each kind of program."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import typst

from screens.letter import Page

_TEMPLATE = Path(__file__).with_name("letter.typ")


def as_pdf(written: Iterable[Page]) -> bytes:
    """The pages, drawn; it takes its time, so not in the loop and not behind a door."""
    words = json.dumps([asdict(page) for page in written], ensure_ascii=False)
    # Fonts that come with typst, so that the letter looks the same on every machine.
    drawn: bytes = typst.compile(
        _TEMPLATE.read_bytes(), format="pdf", sys_inputs={"pages": words}, ignore_system_fonts=True
    )
    return drawn
