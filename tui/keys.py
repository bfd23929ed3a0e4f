"""SSH keys: who signed, the host's own key, and reading public keys people hand in."""

import base64
import hashlib
import os
import shlex
import stat
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncssh
from asyncssh.auth_keys import SSHAuthorizedKeys

from models.errors import Invalid
from models.text import clean

SIGNED = "tavlan-signed"
"""The key option that holds the public key whose signature let a connection in."""
GUEST = "tavlan-guest"
"""The key option that says of a signed key that it was nobody's, and may only be asked for a code."""

_STRONG = {
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
}
_RSA_BITS = 2048
_RSA_SIGNATURES = {b"rsa-sha2-256", b"rsa-sha2-512"}
_LARGEST = 64 * 1024
_MAKE_ONE = "Gör en ny med: ssh-keygen -t ed25519"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key that may be let in."""

    data: bytes
    """The key as SSH sends it; what a signature is matched against."""
    line: str
    """Type and key, as in authorized_keys, without the comment."""
    fingerprint: str
    comment: str


class KnownKeys(SSHAuthorizedKeys):
    """The keys that may sign in, and with `guests` any other that could become somebody's.

    asyncssh asks here for each request and keeps the answer with that very request, whose signature it then
    checks. A key that is only offered leaves nothing behind.
    """

    def __init__(
        self, members: Collection[bytes], asked: Callable[[], None] = lambda: None, *, guests: bool = False
    ) -> None:
        super().__init__()
        self._members, self._asked, self._guests = members, asked, guests

    def validate(
        self,
        key: asyncssh.SSHKey,
        client_host: str,
        client_addr: str,
        cert_principals: Any = None,
        ca: bool = False,
    ) -> dict[str, object] | None:
        """What goes with this key if it may sign in; no certificate ever may."""
        known = key.public_data in self._members
        if ca or not (known or (self._guests and _is_strong(key))):
            return None
        self._asked()
        if key.algorithm == b"ssh-rsa":
            key.all_sig_algorithms = _RSA_SIGNATURES
        return {
            SIGNED: key.public_data,
            GUEST: not known,
            "no-port-forwarding": True,
            "no-X11-forwarding": True,
            "no-agent-forwarding": True,
        }

    def validate_x509(self, cert: Any, client_host: str, client_addr: str) -> tuple[None, None]:
        """Nothing: X.509 certificates are not used."""
        return None, None


def fingerprint(data: bytes) -> str:
    """A public key's fingerprint, as ssh-keygen writes it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")


def create_host_key(path: Path) -> asyncssh.SSHKey:
    """Make the host's key, readable by its owner alone; raises Invalid where a file already is."""
    key = asyncssh.generate_private_key("ssh-ed25519", comment="tavlan")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Invalid(f"Värdnyckeln {path} finns redan och skrivs inte över.") from None
    except OSError as error:
        raise Invalid(f"Värdnyckeln {path} går inte att skriva: {error.strerror}.") from None
    with os.fdopen(handle, "wb") as file:
        os.fchmod(handle, 0o600)
        file.write(key.export_private_key("openssh"))
        file.flush()
        os.fsync(handle)
    return key


def load_host_key(path: Path) -> asyncssh.SSHKey:
    """The host's key; raises Invalid, with what mends it, unless it is ours and ours alone."""
    quoted = shlex.quote(str(path))
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            content = file.read(_LARGEST)
    except FileNotFoundError:
        raise Invalid(f"Värdnyckeln {path} finns inte. tavlan init gör en.") from None
    except OSError as error:
        raise Invalid(f"Värdnyckeln {path} går inte att läsa: {error.strerror}.") from None
    if status.st_uid != os.geteuid():
        raise Invalid(f"Värdnyckeln {path} ägs av någon annan. Kör: sudo chown $(id -un) {quoted}")
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise Invalid(f"Värdnyckeln {path} går att läsa för andra. Kör: chmod 600 {quoted}")
    try:
        key = asyncssh.import_private_key(content)
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError):
        raise Invalid(f"{path} är ingen privat nyckel utan lösenord i OpenSSH:s format.") from None
    if key.algorithm != b"ssh-ed25519":
        raise Invalid(
            f"Värdnyckeln {path} är inte av typen ed25519. Flytta undan den; tavlan init gör en ny."
        )
    return key


def parse_public_key(text: str) -> PublicKey:
    """The one public key in a line or a file's text; raises Invalid."""
    if "PRIVATE KEY" in text or text.lstrip().startswith("PuTTY-User-Key-File"):
        raise Invalid(
            "Det där är den hemliga nyckeln. Lämna den aldrig ifrån dig. "
            "Här behövs den publika, i filen som slutar på .pub."
        )
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        raise Invalid("Ingen nyckel där. Klistra in raden ur filen som slutar på .pub.")
    if not lines[0].startswith("-") and len(lines) > 1:
        raise Invalid("Där står mer än en nyckel. Ta en i taget.")
    if (named := lines[0].split()[0]).startswith("ssh-dss"):
        raise Invalid(f"Nyckeltypen {named} är för svag. {_MAKE_ONE}")
    try:
        key = asyncssh.import_public_key("\n".join(lines).strip().encode() + b"\n")
        comment = key.get_comment() or ""
    except (asyncssh.KeyImportError, UnicodeError, ValueError):
        raise Invalid(
            "Det där är ingen publik SSH-nyckel. Den är en rad som börjar med till exempel ssh-ed25519."
        ) from None
    return _checked(key.public_data, key.algorithm.decode(), comment)


def read_public_key(path: Path) -> PublicKey:
    """The one public key in a file; raises Invalid."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise Invalid(
            f"Det finns ingen fil {path}. Kontrollera namnet; nyckelns fil slutar på .pub."
        ) from None
    except OSError as error:
        raise Invalid(f"{path} går inte att läsa: {error.strerror}.") from None
    if len(content) > _LARGEST:
        raise Invalid(f"{path} är för stor för att vara en nyckel.")
    return parse_public_key(content.decode(errors="replace"))


def public_key(data: bytes) -> PublicKey:
    """The public key that SSH sends as these bytes; raises Invalid."""
    length = int.from_bytes(data[:4])
    return _checked(data, data[4 : 4 + length].decode("ascii", "replace"), "")


def _is_strong(key: asyncssh.SSHKey) -> bool:
    try:
        public_key(key.public_data)
    except Invalid:
        return False
    return True


def _checked(data: bytes, algorithm: str, comment: str) -> PublicKey:
    if algorithm not in _STRONG:
        raise Invalid(f"Nyckeltypen {algorithm} tas inte emot. {_MAKE_ONE}")
    if algorithm == "ssh-rsa" and (bits := _rsa_bits(data)) < _RSA_BITS:
        raise Invalid(f"RSA-nyckeln har {bits} bitar; {_RSA_BITS} är det minsta. {_MAKE_ONE}")
    line = f"{algorithm} {base64.b64encode(data).decode()}"
    return PublicKey(data, line, fingerprint(data), clean(comment[:200]))


def _rsa_bits(data: bytes) -> int:
    """The size of the modulus, the last of the three parts of an RSA key."""
    parts: list[bytes] = []
    while data:
        length = int.from_bytes(data[:4])
        parts.append(data[4 : 4 + length])
        data = data[4 + length :]
    return int.from_bytes(parts[2]).bit_length() if len(parts) > 2 else 0
