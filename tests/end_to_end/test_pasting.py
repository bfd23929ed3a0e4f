"""A new board over real SSH: the plan is pasted as older terminals paste, and the others' boards open."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PLAN
from tests.end_to_end.house import TAVLAN, House, run
from tests.end_to_end.screen import Screen


@pytest.fixture
def new_house(tmp_path: Path) -> Iterator[House]:
    if shutil.which("ssh") is None:
        pytest.skip("OpenSSH:s ssh finns inte på den här maskinen")
    key = House(tmp_path)
    (tmp_path / "keys").mkdir()
    public, folder = key.new_key("eva"), tmp_path / "tavla"
    made = run(
        (*TAVLAN, "init", "--association", "AK", "--admin", "Eva Ek", "--key", str(public), str(folder))
    )
    assert made.code == 0, made
    shutil.copytree(tmp_path / "keys", folder / "keys")
    house = House(folder)
    house.member("Bo Ek", "ledamot", "bo")
    house.start()
    yield house
    house.stop()


def tail_of_plan(screen: Screen) -> bool:
    return "centrala Årshjul" in "\n".join(screen.lines)


def test_the_plan_pasted_key_by_key_becomes_everybodys_board(new_house: House) -> None:
    """Scenario: Eva's terminal pastes with tabs and without marks; her line breaks; she goes on; Bo waits."""
    text = re.sub(r"^– ", "•\t", PLAN.read_text(encoding="utf-8"), flags=re.MULTILINE)
    with new_house.screen("bo", (80, 24), sees="Här ska planen stå.") as bo:
        with new_house.screen("eva", sees="Här ska planen stå.") as eva:
            eva.type("\r")
            eva.until("Klistra in verksamhetsplanen")
            eva.type(text.replace("\n", "\r"))
            eva.until(tail_of_plan)
        with new_house.screen("eva", sees="Här ska planen stå.") as eva:
            eva.type("\r")
            eva.until("Verksamhetsplan 2023")
            eva.type("\t\r")
            eva.until("10 områden, 35 åtaganden, 2 frågor")
            eva.type("l\r")
            eva.until("Ej påbörjat  35")
            bo.until("Ej påbörjat  35")
