"""How members reach the board from their own computers: what a letter and a banner must be able to say."""

from dataclasses import dataclass

INVITED = "inbjudan"
"""The name one logs in with to be asked for a code."""
MEMBER = "tavlan"
"""What to give a program that will not do without a login name; it means nothing."""
_SSH_PORT = 22
WHOM_TO_CALL = "ordföranden eller sekreteraren"
"""Who helps, where nobody is named in the settings."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """One board's address, and what tells that it is that board."""

    association: str
    host: str
    ports: tuple[int, ...]
    fingerprint: str
    """The host key's, as ssh shows it the first time."""
    contact: str = ""

    @property
    def helper(self) -> str:
        """Whom to call."""
        return self.contact or WHOM_TO_CALL

    def command(self, login: str = "", port: int | None = None, options: tuple[str, ...] = ()) -> str:
        """The line one types to come in."""
        return ssh_command(self.host, self.ports[0] if port is None else port, login, options)


def ssh_command(host: str, port: int, login: str = "", options: tuple[str, ...] = ()) -> str:
    """What is typed to reach a host."""
    at_port = () if port == _SSH_PORT else ("-p", str(port))
    return " ".join(("ssh", *options, *at_port, f"{login}@{host}" if login else host))
