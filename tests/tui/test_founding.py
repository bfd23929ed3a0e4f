"""What a new board's owner is told to do next."""

from pathlib import Path

from tui.config import Config, Ssh
from tui.founding import Founded, Founding, next_steps


def steps(config: Config) -> str:
    return "\n".join(
        next_steps(Founded(config, "Eva Ek", "SHA256:x"), Founding("AK", "Eva Ek", Path("/k/eva.pub")))
    )


def test_the_first_steps_say_how_to_name_the_server() -> None:
    assert "config set ssh.public_host NAMN" in steps(Config())
    assert "ssh -p 2222 -i /k/eva 127.0.0.1" in steps(Config())
    assert "--as 'Eva Ek' open" in steps(Config())


def test_the_first_steps_use_the_servers_name_once_it_is_known() -> None:
    named = steps(Config(ssh=Ssh(public_host="tavlan.example.org")))
    assert "ssh -p 2222 -i /k/eva tavlan.example.org" in named
    assert "127.0.0.1" not in named
    assert "public_host" not in named
