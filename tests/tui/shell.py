"""Giving commands as the server's own shell does."""

from pathlib import Path

import asyncssh
import pytest

from tui.cli import main

Run = tuple[int, str, str]


class Shell:
    """Gives commands as the shell does, and keeps what came out."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def __call__(self, *words: str | Path) -> Run:
        code = main([str(word) for word in words])
        out, err = self._capsys.readouterr()
        return code, out, err

    def out(self, *words: str | Path) -> str:
        code, out, err = self(*words)
        assert (code, err) == (0, "")
        return out

    def refused(self, *words: str | Path, code: int = 1) -> str:
        found, out, err = self(*words)
        assert (found, out) == (code, "")
        return err

    def key(self, name: str) -> Path:
        path = self.folder / f"{name}.pub"
        made = asyncssh.generate_private_key("ssh-ed25519", comment=f"{name}s dator")
        path.write_bytes(made.export_public_key())
        return path

    def begin(self, *more: str | Path) -> Run:
        key = self.key("eva")
        named = ("--association", "Skinnskattebergs AK", "--admin", "Eva Ek")
        return self("init", self.folder / "ak", *named, "--key", key, *more)
