"""The file under the configuration: read with care, replaced in one step."""

import os
import re
import shlex
import stat
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

from models.errors import Invalid
from models.text import clean

MODE = 0o640
"""The owner writes, the group reads, others see nothing."""
_LARGEST = 1 << 20
_SHOWN = 60


def read_document(path: Path) -> dict[str, Any]:
    """What the TOML file says, unchecked; raises Invalid where it cannot be read or trusted."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > _LARGEST:
            raise Invalid(f"{path} är ingen inställningsfil. Peka ut en med --config FIL.")
        if about.st_mode & stat.S_IWOTH:
            mend = f"chmod o-w {shlex.quote(str(path))}"
            raise Invalid(f"{path} kan ändras av vem som helst på datorn. Kör: {mend}")
        written = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise Invalid(
            f"Det finns ingen inställningsfil {path}. Peka ut den med --config FIL, "
            "eller börja med: tavlan init MAPP --association NAMN --admin NAMN --key NYCKEL.pub"
        ) from None
    except (OSError, ValueError) as error:
        raise Invalid(f"{path} går inte att läsa: {_reason(error)}.") from None
    return _parsed(path, written)


def replace_file(path: Path, text: str) -> None:
    """Put the text in place of the file, wholly or not at all; raises Invalid."""
    target = Path(os.path.realpath(path))
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                os.fchmod(file.fileno(), _keep_owner(file.fileno(), target))
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, target)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(name)
            raise
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:
        raise Invalid(f"{path} gick inte att skriva: {_reason(error)}.") from None


def _parsed(path: Path, written: bytes) -> dict[str, Any]:
    try:
        # Notepad puts a byte order mark first, which TOML does not know.
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise Invalid(f"{path}, rad {line}: filen är inte sparad som UTF-8.") from None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid(_not_toml(path, text, str(error))) from None


def _not_toml(path: Path, text: str, error: str) -> str:
    lines = text.rstrip().splitlines() or [""]
    place = re.search(r"at line (\d+)", error)
    number = min(int(place[1]) if place else len(lines), len(lines))
    shown = clean(lines[number - 1][:_SHOWN], limit=_SHOWN * 4)
    return (
        f"{path}, rad {number} går inte att förstå: {shown}\n"
        'Skriv nyckel = värde, text inom "citattecken", listor inom [ ] och varje nyckel bara en gång.'
    )


def _keep_owner(handle: int, target: Path) -> int:
    """Give the new file the old one's owner, and answer with its mode, no wider than the old one's."""
    try:
        before = target.stat()
    except FileNotFoundError:
        return MODE
    # When root changes a setting, the server's own user must still be able to read the file.
    with suppress(PermissionError):
        os.fchown(handle, before.st_uid, before.st_gid)
    return MODE & before.st_mode


def _sync_folder(folder: Path) -> None:
    # Without this the new name may be lost when the power is, even though its contents are on disk.
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _reason(error: Exception) -> str:
    match error:
        case PermissionError():
            return "du har inte rätt till den eller mappen"
        case FileNotFoundError() | NotADirectoryError():
            return "mappen finns inte"
        case IsADirectoryError():
            return "det är en mapp"
        case OSError() if error.strerror:
            return f"datorn svarar ”{error.strerror}”"
    return "namnet duger inte"
