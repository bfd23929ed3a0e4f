"""Public keys handed in, and the host's own key."""

import base64
import os
import stat
from pathlib import Path

import asyncssh
import pytest

from models.errors import Invalid
from tui.keys import (
    SIGNED,
    KnownKeys,
    create_host_key,
    fingerprint,
    load_host_key,
    parse_public_key,
    read_public_key,
)


def public_line(algorithm: str = "ssh-ed25519", comment: str = "evas dator", **options: int) -> str:
    key = asyncssh.generate_private_key(algorithm, comment=comment, **options)
    return key.export_public_key().decode()


@pytest.mark.parametrize(
    "algorithm", ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp521", "ssh-rsa"]
)
def test_a_strong_key_is_read_with_its_comment(algorithm: str, tmp_path: Path) -> None:
    line = public_line(algorithm)
    key = parse_public_key(line)
    expected = asyncssh.import_public_key(line)
    assert (key.data, key.fingerprint) == (expected.public_data, expected.get_fingerprint())
    assert key.line == " ".join(line.split()[:2])
    assert key.comment == "evas dator"
    (tmp_path / "nyckel.pub").write_text(f"# Evas\n{line}\n")
    assert read_public_key(tmp_path / "nyckel.pub") == key
    assert fingerprint(key.data) == key.fingerprint


def test_a_key_from_a_security_token_is_read() -> None:
    kind, point, application = b"sk-ssh-ed25519@openssh.com", bytes(range(32)), b"ssh:"
    data = b"".join(len(part).to_bytes(4) + part for part in (kind, point, application))
    line = f"{kind.decode()} {base64.b64encode(data).decode()} eva@tavlan"
    assert parse_public_key(line).comment == "eva@tavlan"


def test_puttys_public_format_is_read() -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    assert parse_public_key(key.export_public_key("rfc4716").decode()).data == key.public_data


def test_a_hostile_comment_is_cleaned() -> None:
    assert parse_public_key(public_line(comment="a\x1b[2Jb")).comment == "a[2Jb"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Ingen nyckel"),
        ("hej hopp", "ingen publik SSH-nyckel"),
        ("ssh-ed25519 AAAA", "ingen publik SSH-nyckel"),
        ('command="rm" ' + public_line(), "ingen publik SSH-nyckel"),
        (public_line() + public_line(), "mer än en"),
        (public_line("ssh-rsa", key_size=1024), "1024 bitar"),
        ("ssh-dss AAAAB3NzaC1kc3M= gammal", "för svag"),
        (asyncssh.generate_private_key("ssh-ed25519").export_private_key().decode(), "hemliga nyckeln"),
        ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n", "hemliga nyckeln"),
        ("ssh-ed25519 \x00\ud800", "ingen publik SSH-nyckel"),
    ],
    ids=range(10),
)
def test_what_is_no_strong_public_key_gets_a_sentence(text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        parse_public_key(text)


def test_a_file_that_is_missing_or_huge_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="Det finns ingen fil"):
        read_public_key(tmp_path / "finns-inte.pub")
    (tmp_path / "stor.pub").write_bytes(b"x" * 100_000)
    with pytest.raises(Invalid, match="för stor"):
        read_public_key(tmp_path / "stor.pub")


def test_a_new_host_key_is_ours_alone_and_loads(tmp_path: Path) -> None:
    path = tmp_path / "host key"
    made = create_host_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_host_key(path).public_data == made.public_data
    with pytest.raises(Invalid, match="finns redan"):
        create_host_key(path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_host_key_others_can_read_is_refused_with_what_mends_it(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "host key"
    create_host_key(path)
    path.chmod(mode)
    with pytest.raises(Invalid) as refused:
        load_host_key(path)
    command = str(refused.value).partition("Kör: ")[2]
    assert command == f"chmod 600 '{path}'"
    assert os.system(command) == 0
    load_host_key(path)


def test_a_host_key_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_host_key(tmp_path / "key")
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    with pytest.raises(Invalid, match="sudo chown"):
        load_host_key(tmp_path / "key")


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "ingen privat nyckel"), (b"skr\xe4p", "ingen privat nyckel"), (None, "tavlan init")],
)
def test_a_host_key_that_is_none_gets_a_sentence(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
        path.chmod(0o600)
    with pytest.raises(Invalid, match=words):
        load_host_key(path)


def test_a_host_key_of_another_type_or_with_a_passphrase_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.touch(0o600)
    path.write_bytes(asyncssh.generate_private_key("ssh-rsa").export_private_key())
    with pytest.raises(Invalid, match="ed25519"):
        load_host_key(path)
    path.write_bytes(
        asyncssh.generate_private_key("ssh-ed25519").export_private_key("pkcs8-pem", passphrase="x")
    )
    with pytest.raises(Invalid, match="lösenord"):
        load_host_key(path)


def test_only_known_keys_are_valid_and_never_a_certificate() -> None:
    known, unknown = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    keys = KnownKeys({known.public_data})
    options = keys.validate(known, "", "127.0.0.1")
    assert options is not None
    assert options[SIGNED] == known.public_data
    assert keys.validate(unknown, "", "127.0.0.1") is None
    assert keys.validate(known, "", "127.0.0.1", ca=True) is None


def test_an_rsa_key_may_not_sign_with_sha1() -> None:
    private = asyncssh.generate_private_key("ssh-rsa")
    public = asyncssh.import_public_key(private.export_public_key())
    KnownKeys({public.public_data}).validate(public, "", "127.0.0.1")
    assert public.verify(b"text", private.sign(b"text", b"rsa-sha2-256"))
    assert not public.verify(b"text", private.sign(b"text", b"ssh-rsa"))
