"""What the server speaks of SSH: strong algorithms, public keys, sessions, and nothing else."""

from typing import Any

from asyncssh.encryption import get_encryption_algs
from asyncssh.kex import get_kex_algs
from asyncssh.mac import get_mac_algs
from asyncssh.public_key import get_public_key_algs


def _offered(wanted: str, available: list[bytes]) -> list[str]:
    """Those wanted that this machine's libraries have; asyncssh will not start with one it lacks."""
    return [name for name in wanted.split() if name.encode() in available]


ALGORITHMS: dict[str, Any] = {
    "kex_algs": _offered(
        "mlkem768x25519-sha256 sntrup761x25519-sha512 sntrup761x25519-sha512@openssh.com"
        " curve25519-sha256 curve25519-sha256@libssh.org",
        get_kex_algs(),
    ),
    "encryption_algs": _offered(
        "chacha20-poly1305@openssh.com aes256-gcm@openssh.com aes128-gcm@openssh.com"
        " aes256-ctr aes192-ctr aes128-ctr",
        get_encryption_algs(),
    ),
    "mac_algs": _offered(
        "hmac-sha2-256-etm@openssh.com hmac-sha2-512-etm@openssh.com umac-128-etm@openssh.com", get_mac_algs()
    ),
    "compression_algs": None,
    "signature_algs": _offered(
        "ssh-ed25519 sk-ssh-ed25519@openssh.com ecdsa-sha2-nistp256 ecdsa-sha2-nistp384 ecdsa-sha2-nistp521"
        " sk-ecdsa-sha2-nistp256@openssh.com rsa-sha2-512 rsa-sha2-256",
        get_public_key_algs(),
    ),
}
"""The ciphers and keys it speaks with, of those this machine has; ssh-audit finds no fault with them."""
NOTHING_ELSE: dict[str, Any] = {
    "config": None,
    "server_version": "Tavlan",
    "password_auth": False,
    "kbdint_auth": False,
    "host_based_auth": False,
    "gss_host": None,
    "gss_kex": False,
    "gss_auth": False,
    "x509_trusted_certs": None,
    "agent_forwarding": False,
    "x11_forwarding": False,
    "allow_scp": False,
    "line_editor": False,
    "encoding": None,
    "rdns_lookup": False,
    "keepalive_interval": 20,
    "keepalive_count_max": 2,
    "window": 256 * 1024,
}
"""Everything else asyncssh could do, refused."""
