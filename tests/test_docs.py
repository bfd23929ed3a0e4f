"""What is written for people says what is so: keys, commands, pictures, modules, the version."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from screens.key_signs import signs_of
from screens.keymap import COMMANDS, Command, Place, commands_at
from tui.commands.machine import MACHINE_COMMANDS
from tui.commands.tree import Line, Tree
from tui.config import KEYS, Config, Ssh
from tui.demo import DemoBoard
from tui.line import MEMBER_COMMANDS
from tui.prompt.words import PROMPT_WORDS

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/performance.md",
    "docs/handbok.md",
    "docs/rattigheter.md",
)
ROOMS = ("models", "screens", "tui")
_ROW = re.compile(r"^\| (?P<keys>`.+`) \| (?P<says>.+) \|$", re.MULTILINE)
_CARD_TABLE = "| På kortets sida |"
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
_BLOCK = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code(text: str) -> list[str]:
    """Every line of a block of code, and every piece of code within a line."""
    lines = [line.strip() for block in _BLOCK.findall(text) for line in block.splitlines()]
    return lines + _SPAN.findall(_BLOCK.sub("", text))


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w:]+", text.casefold()))


def by_sign(sign: str, place: Place) -> Command:
    return next(one for one in commands_at(place) if sign in signs_of(one).split(" "))


def table(place: Place) -> dict[str, str]:
    """The keys in the README's table for the place, each with what its row says."""
    board, _, card = page("README.md").partition(_CARD_TABLE)
    rows = _ROW.finditer(card if place is Place.CARD else board)
    return {key: row["says"] for row in rows for key in _SPAN.findall(row["keys"])}


@pytest.mark.parametrize(("place", "least"), [(Place.BOARD, 25), (Place.CARD, 4)])
def test_every_key_in_the_readme_means_in_the_registry_what_the_readme_says(place: Place, least: int) -> None:
    told = table(place)
    assert len(told) >= least
    for sign, says in told.items():
        command = by_sign(sign, place)
        assert words(command.name) <= words(says) or words(command.sentence) <= words(says), (sign, says)


def test_the_readme_leaves_out_no_key_that_does_something_to_a_card() -> None:
    doing = {one.sign for one in COMMANDS if one.right is not None and one.listed and one.keys}
    assert doing <= table(Place.BOARD).keys()


def test_the_readme_tells_which_keys_mean_something_else_on_the_cards_page() -> None:
    assert {"n", "Mellanslag", "Skift+↑", "Skift+↓"} <= table(Place.CARD).keys()
    assert {"Mellanslag", "A", "f", "w", "S"} <= table(Place.BOARD).keys()


def command_meant(tree: Tree, given: list[str]) -> Line:
    """The command some words name; raises WrongUse where there is none."""
    node: Line | Tree = tree
    for word in given:
        if isinstance(node, Line):
            break
        node = node.find(word)
    assert isinstance(node, Line), given
    return node


def options_of(command: Line) -> set[str]:
    return {name for param in command.params for name in param.opts}


def commands_in(text: str) -> list[list[str]]:
    """What stands after `tavlan` or after the host of an `ssh` line, wherever a page shows it as code."""
    found: list[list[str]] = []
    for line in code(text):
        given = line.partition("  #")[0].removeprefix(".venv/bin/")
        if given.startswith("tavlan "):
            rest = shlex.split(given)[1:]
            while rest and rest[0] in {"--as", "--config"}:
                rest = rest[2:]
            found.append(rest)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_every_command_a_page_names_exists_with_its_options(name: str) -> None:
    for given in commands_in(page(name)):
        command = command_meant(MACHINE_COMMANDS, given)
        assert {word for word in given if word.startswith("--")} <= options_of(command), given


def test_the_readme_shows_how_an_association_begins() -> None:
    told = [" ".join(given[:2]) for given in commands_in(page("README.md"))]
    assert told[:6] == [
        "init ~/styrelsen",
        "config set",
        "import plan",
        "member add",
        "serve",
        "bjud-in Bo",
    ]


def test_every_command_after_the_host_is_one_that_members_have() -> None:
    after = [line.partition(" VÄRD ")[2] for line in code(page("README.md")) if line.startswith("ssh ")]
    said = [shlex.split(line.partition(" <")[0]) for line in after if line]
    assert len(said) > 5
    for given in said:
        if given[0] in PROMPT_WORDS:
            continue
        command = command_meant(MEMBER_COMMANDS, given)
        assert {word for word in given if word.startswith("--")} <= options_of(command)


@pytest.mark.parametrize("name", PAGES)
def test_every_setting_a_page_sets_is_one(name: str) -> None:
    assert all(given[2] in KEYS for given in commands_in(page(name)) if given[:2] == ["config", "set"])


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_links_to_is_there(name: str) -> None:
    assert all((ROOT / name).parent.joinpath(link).is_file() for link in _LINK.findall(page(name)))


@pytest.mark.parametrize("name", PAGES)
def test_every_make_target_a_page_names_exists(name: str) -> None:
    targets = set(re.findall(r"^([\w.]+):", page("Makefile"), re.MULTILINE))
    asked = {line.split()[1] for line in code(page(name)) if line.startswith("make ")}
    assert asked <= targets


def test_the_readme_begins_with_the_demo_the_tests_and_a_picture() -> None:
    first, picture = page("README.md").split("![", 1)
    assert [line.split("  ")[0] for line in _BLOCK.findall(first)[0].splitlines()] == [
        "make demo",
        "make test",
    ]
    assert picture.split("](")[1].startswith("docs/board.svg)")


def test_the_pictures_are_the_apps_own_and_fetch_nothing() -> None:
    shown = set(re.findall(r"docs/[\w-]+\.svg", page("README.md")))
    shown |= {f"docs/{name}" for name in re.findall(r"\(([\w-]+\.svg)\)", page("docs/handbok.md"))}
    assert shown == {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.svg")}
    for name in shown:
        picture = page(name)
        assert "Tavlan" in picture
        assert "@font-face" not in picture
        assert set(re.findall(r"https?://[^\s\"<)]+", picture)) <= {
            "http://www.w3.org/2000/svg",
            "https://www.textualize.io",
        }


def test_the_line_that_lets_a_second_person_in_is_the_one_the_demo_shows() -> None:
    line = next(line for line in code(page("README.md")) if line.startswith("ssh -p PORT"))
    board = DemoBoard(Config(ssh=Ssh(ports=(4242,))), Path("/demo"), chair=1)
    assert line.replace("PORT", "4242").replace("MAPP", "/demo") == board.join_line("bo")


def test_the_architecture_names_every_module_and_no_other() -> None:
    text = page("ARCHITECTURE.md")
    told = {name for name in _SPAN.findall(text) if name.endswith(".py") and name.startswith(ROOMS)}
    paths = (path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    there = {path.as_posix() for path in paths if path.name != "__init__.py"}
    assert told == there


def test_the_changelog_tells_of_this_version() -> None:
    version = tomllib.loads(page("pyproject.toml"))["project"]["version"]
    assert re.search(rf"^## \[{re.escape(version)}\]", page("CHANGELOG.md"), re.MULTILINE)
