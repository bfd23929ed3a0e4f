"""A configuration file, and what is answered to one."""

from pathlib import Path

import pytest

from models.errors import Invalid
from tui.config import load


def refusal(path: Path, text: str) -> str:
    """What is said of a file with this text."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Invalid) as answer:
        load(path)
    return str(answer.value)


def listed(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())
