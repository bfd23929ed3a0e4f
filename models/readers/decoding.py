"""From the bytes of a file to its text, or one sentence about why they are no text."""

from models.errors import Invalid

LARGEST = 256 * 1024
"""Most bytes or characters a document may have; a caller reads at most one more."""

_SAVE_AS_TEXT = "Spara den som vanlig text (.txt) och försök igen."
_IN_WORD = "I Word: Spara som, Oformaterad text (.txt)."
_FORMATS = (
    (b"%PDF-", "en PDF", "Eller öppna den, markera allt, kopiera och klistra in texten."),
    (b"{\\rtf", "ett RTF-dokument", _IN_WORD),
    (b"\xd0\xcf\x11\xe0", "ett äldre Word-dokument (doc)", _IN_WORD),
)
_ZIP = b"PK\x03\x04"
_ZIPPED = (
    (b"word/", "ett Word-dokument (docx)", _IN_WORD),
    (b"opendocument.text", "ett OpenDocument-dokument (odt)", "I LibreOffice: Spara som, Text (.txt)."),
    (b"xl/", "ett kalkylblad (xlsx)", ""),
)
_ANY_ZIP = ("ett zip-arkiv", "")
_SAMPLE = 4_096
_MOST_STRAY_ZEROS = 0.02
_FEWEST_ZEROS = 0.6
_PLAIN_CONTROLS = frozenset("\t\n\v\f\r\x1a\x1c\x1d\x1e\x1f")


def decode(document: bytes) -> str:
    """The text of a UTF-8, UTF-16 or Windows-1252 file; raises Invalid."""
    if len(document) > LARGEST:
        size = f"{LARGEST // 1024} kB"
        raise Invalid(f"Filen är större än {size}. Spara bara planens text i en egen fil och försök igen.")
    if found := _format(document):
        name, how = found
        raise Invalid(f"Filen är {name}. {_SAVE_AS_TEXT} {how}".rstrip())
    text = _characters(document)
    if _is_binary(text):
        raise Invalid(f"Filen är inte text. {_SAVE_AS_TEXT}")
    if not text.strip("\ufeff \t\r\n\x1a"):
        raise Invalid("Filen är tom. Välj en fil med verksamhetsplanens text i.")
    return text


def _format(document: bytes) -> tuple[str, str] | None:
    start = document[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ")
    for magic, name, how in _FORMATS:
        if start.startswith(magic):
            return name, how
    if start.startswith(_ZIP):
        return next(((name, how) for trace, name, how in _ZIPPED if trace in document), _ANY_ZIP)
    return None


def _characters(document: bytes) -> str:
    if document.startswith((b"\xff\xfe", b"\xfe\xff")):
        return document.decode("utf-16", "replace")
    if order := _unmarked_order(document):
        return document.decode(order, "replace")
    try:
        return document.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    # One broken byte in a UTF-8 file must not turn each of its å ä ö into two wrong letters.
    mended = document.decode("utf-8-sig", "replace")
    broken = mended.count("\ufffd")
    whole = sum(character > "\x7f" for character in mended) - broken
    return mended if whole > broken else document.decode("cp1252", "replace")


def _unmarked_order(document: bytes) -> str | None:
    """Which UTF-16 a file without a mark is in, since Latin text has a zero in every second byte."""
    sample = document[: min(_SAMPLE, len(document) // 2 * 2)]
    half = len(sample) // 2
    if len(document) % 2 or half < 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd >= half * _FEWEST_ZEROS and even <= half * _MOST_STRAY_ZEROS:
        return "utf-16-le"
    if even >= half * _FEWEST_ZEROS and odd <= half * _MOST_STRAY_ZEROS:
        return "utf-16-be"
    return None


def _is_binary(text: str) -> bool:
    if "\0" in text:
        return True
    strange = sum(character < " " and character not in _PLAIN_CONTROLS for character in text)
    return strange * 20 > len(text)
