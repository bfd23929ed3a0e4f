"""The letter: what it says for each program, on one page each, and that none of its words steers anything."""

import re
import zlib

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.way_in import WayIn
from screens.letter import WIDTH, Client, Letter, as_text, pages
from screens.letter_pdf import as_pdf

UNTIL = pendulum.datetime(2026, 11, 30, 19, 42, tz="Europe/Stockholm")
FINGERPRINT = "SHA256:" + "k" * 43
WAY_IN = WayIn("Provköpings AK", "tavlan.exempel.se", (2222,), FINGERPRINT, "Eva Ek, 070-174 06 05")
LETTER = Letter(WAY_IN, "Bo Berg", "K7QM-3XRW-9F2T", UNTIL)
LONG = Letter(
    WayIn(
        "Ädelskogsbygdens " * 11, f"{'a' * 60}.{'b' * 60}.exempel.se", (2222, 443, 22), FINGERPRINT, "Ö" * 100
    ),
    "Maximiliana-Alexandra von " + "Ö" * 50,
    "K7QM-3XRW-9F2T",
    UNTIL,
)


def said(letter: Letter, *clients: Client) -> str:
    return as_text(pages(letter, clients or Client))


def drawn_pages(pdf: bytes) -> int:
    """How many pages a PDF has, by the sum its own tree of pages says."""
    assert pdf.startswith(b"%PDF-")
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    parts = [pdf]
    for stream in streams:
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    counts = [
        int(count) for part in parts for count in re.findall(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)", part)
    ]
    return max(counts)


@pytest.mark.parametrize("client", Client)
def test_each_page_has_the_code_the_time_the_fingerprint_and_whom_to_call(client: Client) -> None:
    text = said(LETTER, client)
    one_line = " ".join(text.split())
    for words in ("Till Bo Berg", "K7QM-3XRW-9F2T", FINGERPRINT, "Provköpings AK", "Vad heter datorn?"):
        assert words in one_line
    assert "måndag 30 november 2026 kl. 19.42" in one_line
    assert "Ring Eva Ek, 070-174 06 05" in one_line
    assert "inbjudan" in text
    assert "2222" in text


def test_those_who_type_get_whole_lines_to_type() -> None:
    for client in (Client.WINDOWS, Client.MAC):
        lines = {line.strip() for line in said(LETTER, client).splitlines()}
        assert {
            "ssh-keygen -t ed25519",
            "ssh -p 2222 inbjudan@tavlan.exempel.se",
            "ssh -p 2222 tavlan.exempel.se",
            "ssh-keygen -t ed25519 -f tavlan-min",
            "ssh -i tavlan-min -o IdentitiesOnly=yes -p 2222 inbjudan@tavlan.exempel.se",
        } <= lines


def test_the_usual_port_is_not_typed_and_other_ways_in_are_told() -> None:
    usual = Letter(WayIn("AK", "h.exempel.se", (22, 2222, 443), FINGERPRINT), "Bo", "K7QM-3XRW-9F2T", UNTIL)
    text = said(usual, Client.MAC)
    assert "    ssh inbjudan@h.exempel.se\n" in text
    assert "    ssh -p 443 inbjudan@h.exempel.se\n" in text
    assert "prova port 2222 eller 443" in said(usual, Client.PUTTY)
    assert "ordföranden eller sekreteraren" in text
    assert "prova" not in said(LETTER)


@pytest.mark.parametrize("width", [38, 60, WIDTH])
def test_no_line_is_too_wide_but_those_to_type(width: int) -> None:
    for line in as_text(pages(LETTER), width).splitlines():
        assert len(line) <= width or line.startswith("    ")
        assert len(line) <= 88
    assert "    ssh -p 2222 inbjudan@tavlan.exempel.se" in as_text(pages(LETTER), width)


@pytest.mark.parametrize("letter", [LETTER, LONG], ids=["usual", "long"])
def test_there_is_one_page_for_each_program(letter: Letter) -> None:
    assert drawn_pages(as_pdf(pages(letter))) == len(Client)
    for client in Client:
        assert drawn_pages(as_pdf(pages(letter, (client,)))) == 1


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_no_name_is_read_as_markup(name: str) -> None:
    hostile = f'{name}#panic("x") $x$ *b* @a <b> \\u{{41}} // /* `'
    letter = Letter(WAY_IN, hostile, "K7QM-3XRW-9F2T", UNTIL)
    assert drawn_pages(as_pdf(pages(letter, (Client.MAC,)))) == 1
    assert hostile.split()[-1] in said(letter, Client.MAC)
