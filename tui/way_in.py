"""What a letter must know of a served board, out of its configuration and its host key."""

from models.errors import Refusal
from models.way_in import WayIn
from tui.config import NAMELESS, Config

_OFF = "Inbjudningar är avstängda på den här servern. Den som sköter den slår på dem med: " + (
    "tavlan config set ssh.invitations true"
)
_NAMELESS = (
    "Ingen vet vad servern heter, så brevet går inte att skriva. Den som sköter den säger det med: "
    "tavlan config set ssh.public_host NAMN"
)


def way_in_of(config: Config) -> WayIn:
    """How members reach the board; raises Refusal where nobody can be invited to it."""
    # asyncssh is slow to import, and most commands need none of it.
    from tui.keys import fingerprint, load_host_key

    ssh = config.ssh
    if not ssh.invitations:
        raise Refusal(_OFF)
    if ssh.address == NAMELESS:
        raise Refusal(_NAMELESS)
    host_key = fingerprint(load_host_key(config.host_key_path).public_data)
    return WayIn(config.association.label, ssh.address, ssh.ports, host_key, ssh.contact)
