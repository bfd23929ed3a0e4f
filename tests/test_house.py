"""The house's own rules: who imports whom, sizes, docstrings, lock files, what is packed, no traces."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from tui.config import KEYS, Config, load

ROOT = Path(__file__).parents[1]
ROOMS = ("models", "screens", "tui")
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
CUTS = (".venv", "build", ".git")
LOCKS = ("requirements.lock", "requirements-dev.lock")
_TOKEN = re.compile(r"TO" + r"DO|FIX" + r"ME|XX" + "X")
_TRACE = re.compile(r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot)\b")
_PINNED = re.compile(r"[A-Za-z0-9._-]+==\S+(?: ; [^\\]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+")


@cache
def tracked() -> tuple[Path, ...]:
    """The files that belong to the project, with or without git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        named = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        named = [path for path in ROOT.rglob("*") if not set(path.relative_to(ROOT).parts) & {*CUTS}]
    return tuple(sorted(path for path in named if path.is_file() and "__pycache__" not in path.parts))


def sources(*folders: str) -> list[Path]:
    """The project's Python files, in some folders or in all."""
    return [
        path
        for path in tracked()
        if path.suffix == ".py" and (not folders or path.relative_to(ROOT).parts[0] in folders)
    ]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported_by(program: str) -> set[str]:
    """The packages a fresh process has imported after a program."""
    told = f"{program}\nimport sys\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.split()}


def modules_of(room: str) -> list[str]:
    """Every module of a room, by its dotted name; migrations are files the runner reads."""
    paths = (path.relative_to(ROOT).with_suffix("") for path in sources(room))
    return [
        ".".join(path.parts).removesuffix(".__init__") for path in paths if "migrations" not in path.parts
    ]


def test_the_models_know_no_terminal_and_no_ssh() -> None:
    program = "".join(f"import {module}\n" for module in modules_of("models"))
    found = imported_by(program)
    assert {"models", "peewee"} <= found
    assert not found & {"textual", "rich", "asyncssh", "click", "screens", "tui"}


def test_no_model_tells_anybody_to_press_a_key() -> None:
    spoken = re.compile(r"\b(?:[Tt]ryck |Esc\b|Enter\b|Mellanslag|u ångrar)")
    for path in sources("models"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not spoken.search(node.value), f"{named(path)}:{node.lineno}: {node.value}"


def test_the_screens_know_neither_ssh_nor_what_runs_them() -> None:
    found = imported_by("".join(f"import {module}\n" for module in modules_of("screens")))
    assert {"screens", "textual"} <= found
    assert not found & {"tui", "asyncssh", "click"}


@pytest.mark.parametrize("words", [["board"], ["hjälp"], ["whoami", "--json"]])
def test_a_command_in_line_mode_waits_for_no_screen(words: list[str], tmp_path: Path) -> None:
    missing = str(tmp_path / "config.toml")
    found = imported_by(f"from tui.cli import main\nmain(['--config', {missing!r}, *{words!r}])")
    assert "tui" in found
    assert not found & {"textual", "rich", "asyncssh", "screens"}


def definitions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]]:
    """The public classes, functions and methods of a file; what sets a property is told by what gets it."""

    def below(body: list[ast.stmt], within: str) -> Iterator[tuple[str, ast.stmt]]:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                setter = any(isinstance(one, ast.Attribute) for one in node.decorator_list if one)
                setter = setter and any(ast.unparse(one).endswith(".setter") for one in node.decorator_list)
                if node.name.startswith("_") or node.name == "Meta" or setter:
                    continue
                yield f"{within}{node.name}", node
                if isinstance(node, ast.ClassDef):
                    yield from below(node.body, f"{within}{node.name}.")

    for name, node in below(ast.parse(path.read_text(encoding="utf-8")).body, ""):
        assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        yield name, node


def is_a_sentence(words: str | None) -> bool:
    """Whether the first line begins with a capital or a sign and ends as a sentence does."""
    first = (words or "").strip().partition("\n")[0]
    return bool(re.match(r"[^a-zåäö].+(?:[.:]|: .+)$", first))


def test_every_public_name_has_its_sentence() -> None:
    without = [
        f"{named(path)}:{node.lineno} {name}"
        for path in sources(*ROOMS)
        for name, node in definitions(path)
        if not is_a_sentence(ast.get_docstring(node))
    ]
    assert not without


def test_every_module_says_what_it_is() -> None:
    modules = {named(path): ast.get_docstring(ast.parse(path.read_text("utf-8"))) for path in sources(*ROOMS)}
    assert len(modules) > 80
    assert not [name for name, words in modules.items() if not is_a_sentence(words)]


def test_no_file_is_too_long() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    long: list[str] = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long.append(f"{named(path)}:{node.lineno} {node.name}: {lines}")
    assert not long


def test_nothing_is_printed() -> None:
    printing = [
        f"{named(path)}:{node.lineno}"
        for path in sources(*ROOMS)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not printing


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern stands in what belongs to the project; pictures of screens are text too."""
    found: list[str] = []
    for path in tracked():
        text = path.read_bytes().decode(errors="replace")
        if pattern.search(text):
            lines = enumerate(text.splitlines(), 1)
            found += [f"{named(path)}:{number}" for number, line in lines if pattern.search(line)]
    return found


def test_nothing_is_left_for_later_in_words() -> None:
    assert not [
        place for place in lines_with(_TOKEN) if place.partition(":")[0].endswith((".py", ".tcss", ".md"))
    ]


def test_no_file_tells_of_the_machine_it_was_made_on() -> None:
    assert _TRACE.search("see /" + "root/.ssh/config")
    assert not _TRACE.search("./work" + "er and a/" + "root/of/it")
    assert not lines_with(_TRACE)


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_locked_by_hash_and_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(_PINNED.findall(text)) > 10
    assert _PINNED.sub("", text).strip() == ""
    assert "index" not in text
    assert "http" not in text


def test_the_lock_holds_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        "requirements.lock": [*project["project"]["dependencies"], *project["dependency-groups"]["build"]],
        "requirements-dev.lock": [
            *project["dependency-groups"]["dev"],
            *project["dependency-groups"]["build"],
        ],
    }
    for name, wanted in asked.items():
        locked = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        plain = {one.lower().replace("_", "-") for one in locked}
        assert {re.split(r"[<>=]", one)[0].lower() for one in wanted} <= plain


def test_what_is_no_python_is_packed_with_the_rest() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    patterns = project["package-data"]["*"]
    beside = [path for path in tracked() if named(path).startswith(ROOMS) and path.suffix != ".py"]
    assert {path.suffix for path in beside} >= {".tcss", ".txt"}
    for path in beside:
        package = ".".join(path.parent.relative_to(ROOT).parts)
        assert any(fnmatch(path.name, pattern) for pattern in patterns), named(path)
        assert files(package).joinpath(path.name).is_file()
        assert (path.parent / "__init__.py").is_file(), "setuptools packs only what lies in a package"


def test_every_folder_of_code_is_a_package_that_is_packed() -> None:
    folders = {path.parent for path in sources(*ROOMS)}
    assert ROOT / "models" / "migrations" in folders
    assert not [named(folder) for folder in folders if not (folder / "__init__.py").is_file()]


def test_the_configuration_in_the_root_says_the_defaults_and_every_key() -> None:
    path = ROOT / "config.toml"
    assert load(path) == Config()
    text = path.read_text(encoding="utf-8")
    assert [
        key for key in KEYS if not re.search(rf"^(?:# )?{key.partition('.')[2]} = ", text, re.MULTILINE)
    ] == []
