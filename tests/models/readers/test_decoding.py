"""Bytes become text, or one Swedish sentence."""

import codecs
import io
import zipfile

import pytest

from models.errors import Invalid
from models.readers.decoding import LARGEST, decode


def zipped(name: str, content: bytes = b"x") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_swedish_letters_dashes_and_bullets_survive(encoding: str) -> None:
    assert decode("åtgärder – möten • År".encode(encoding)) == "åtgärder – möten • År"


def test_one_broken_byte_does_not_spoil_the_other_letters() -> None:
    assert decode("åäö å ä ö".encode() + b"\x96") == "åäö å ä ö\ufffd"


@pytest.mark.parametrize(
    ("document", "named"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (zipped("word/document.xml"), "docx"),
        (zipped("mimetype", b"application/vnd.oasis.opendocument.text"), "odt"),
        (zipped("xl/workbook.xml"), "xlsx"),
        (zipped("readme"), "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
        (rb"{\rtf1\ansi Hej}", "RTF"),
        (b"hej\0hej", "inte text"),
        (bytes(range(1, 32)) * 9, "inte text"),
    ],
)
def test_what_is_no_text_is_named_with_what_to_do(document: bytes, named: str) -> None:
    with pytest.raises(Invalid, match=rf"{named}.*Spara den som vanlig text \(\.txt\) och försök igen\."):
        decode(document)


@pytest.mark.parametrize("document", [b"", b"\xef\xbb\xbf", b" \r\n\t\n"])
def test_an_empty_file_is_refused(document: bytes) -> None:
    with pytest.raises(Invalid, match="tom"):
        decode(document)


def test_a_file_is_refused_by_its_size_before_its_bytes_are_looked_at() -> None:
    with pytest.raises(Invalid, match="större än 256 kB"):
        decode(b"\0" * (LARGEST + 1))


def test_the_largest_file_is_still_read() -> None:
    assert len(decode(b"a" * LARGEST)) == LARGEST


@pytest.mark.parametrize(
    ("document", "how"),
    [
        (zipped("word/document.xml"), "I Word: Spara som, Oformaterad text (.txt)."),
        (b"\xd0\xcf\x11\xe0", "I Word: Spara som, Oformaterad text (.txt)."),
        (b"%PDF-1.7", "Eller öppna den, markera allt, kopiera och klistra in texten."),
    ],
    ids=["docx", "doc", "pdf"],
)
def test_a_document_of_another_program_is_refused_with_the_way_there(document: bytes, how: str) -> None:
    with pytest.raises(Invalid) as refused:
        decode(document)
    assert str(refused.value).endswith(how)
    assert "zip" not in str(refused.value)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_the_mark_of_a_utf_16_file_says_its_order(mark: bytes) -> None:
    order = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decode(mark + "– läsa • År".encode(order)) == "– läsa • År"


@pytest.mark.parametrize("document", [b"a\0", b"\0\0\0\0", b"ab\0cd\0", b"a\0b\0c", bytes([1, 0, 0, 0] * 9)])
def test_a_file_with_zeros_that_is_no_utf_16_is_refused(document: bytes) -> None:
    with pytest.raises(Invalid, match="inte text"):
        decode(document)
