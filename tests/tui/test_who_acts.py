"""Who gives a command in the server's own shell: whoever is named, bound to the account, or alone."""

import json

import pytest

from tests.conftest import PLAN
from tests.tui.shell import Shell
from tui import cli


@pytest.mark.parametrize(
    ("given", "member"),
    [(("--as", "Bo Berg"), "Bo Berg"), (("--as=bo",), "Bo Berg"), (("--as", "1"), "Eva Ek")],
)
def test_a_member_is_named_before_the_command(begun: Shell, given: tuple[str, ...], member: str) -> None:
    assert json.loads(begun.out(*given, "whoami", "--json"))["name"] == member


def test_the_member_bound_to_the_unix_account_acts_when_nobody_is_named(
    begun: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun.out("member", "add", "Cia Dal", "--role", "ledamot", "--unix-user", "cia")
    monkeypatch.setattr(cli, "_account", lambda: "cia")
    assert json.loads(begun.out("whoami", "--json"))["name"] == "Cia Dal"
    assert "Pågår" in begun.out("move", "12", "3")


def test_without_a_member_the_shell_says_how_to_name_one(begun: Shell) -> None:
    first, second, third = begun.refused("kommentera", "12", "Bo's", "sal\x1b[2J").splitlines()
    assert first.endswith("""tavlan --as 'Eva Ek' kommentera 12 'Bo'"'"'s' 'sal\ufffd[2J'""")
    assert second == "Här finns också Bo Berg."
    assert "--unix-user" in third


def test_a_question_about_the_plan_needs_no_member(begun: Shell) -> None:
    for words in (
        ["board"],
        ["late"],
        ["areas"],
        ["show", "12"],
        ["log"],
        ["plan", "show"],
        ["export", "plan"],
    ):
        assert begun.out(*words) == begun.out("--as", "Eva", *words)
    for line in ("mine", "whoami", "steps 12 add Boka", "open"):
        assert f"tavlan --as 'Eva Ek' {line}\n" in begun.refused(*line.split())
    config = begun.folder / "ak" / "config.toml"
    assert f" --as 'Eva Ek' --config {config} mine\n" in begun.refused("--config", config, "mine")


def test_the_only_member_who_holds_an_office_is_the_one_who_acts(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.begin("--port", "2299")
    monkeypatch.setenv("TAVLAN_CONFIG", str(shell.folder / "ak" / "config.toml"))
    shell.out("import", "plan", PLAN, "--yes")
    assert json.loads(shell.out("whoami", "--json"))["name"] == "Eva Ek"
    shell.out("move", "12", "3")
    assert "Eva Ek flyttade" in shell.out("log")


@pytest.mark.parametrize("name", ["Nisse", "²", "9" * 30, "\x1b[2J", "x" * 1000])
def test_an_unknown_member_is_refused_in_one_sentence(begun: Shell, name: str) -> None:
    err = begun.refused("--as", name, "board")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err


def test_rights_hold_in_the_shell_for_a_named_member(begun: Shell) -> None:
    assert "styrelsen" in begun.refused("--as", "Bo", "move", "12", "3")
    assert "nycklar" in begun.refused("--as", "Bo", "key", "list", "--all")
    assert "inga nycklar" in begun.out("--as", "Bo", "key", "list")
    assert begun.refused("--as", "Bo", "member", "list")
