"""Who somebody is taken for: the one whose key signed, whatever else the client says."""

import shutil
from pathlib import Path

import pytest

from tests.attacks.naive import Fault
from tests.attacks.targets import MAJ, Tavlan, expect, succeeds_on
from tests.end_to_end.house import run
from tests.end_to_end.screen import Screen


@succeeds_on(Fault.OFFERED)
def test_a_key_that_is_only_offered_is_not_who_you_are(house: Tavlan, tmp_path: Path) -> None:
    """Attack: `ssh -i eva.pub -i maj eva@host` (CVE-2024-45337 and its family). Expectation: it is Maj.

    The naive server notes whom the first key belongs to that it is asked about, and takes her for Eva.
    """
    stolen = Path(shutil.copy(house.folder / "keys" / "eva.pub", tmp_path))
    ran = house.ssh("maj", "whoami", "--json", options=("-v", "-i", str(stolen)), login="eva")
    assert f"Server accepts key: {stolen}" in ran.err
    expect(ran.json["name"] == MAJ, ran)


@succeeds_on(Fault.ENVIRONMENT)
def test_what_a_client_sets_in_its_environment_means_nothing(house: Tavlan) -> None:
    """Attack: `ssh -o SetEnv=…` with every name a server might believe. Expectation: still Maj.

    The naive server reads one of them.
    """
    names = ("TAVLAN_MEMBER", "TAVLAN_CONFIG", "TAVLAN_AS", "BOARD_USER", "USER", "LOGNAME", "member")
    setting = "SetEnv=" + " ".join(f"{name}=Eva" for name in names)
    expect(house.whoami("maj", "-o", setting) == MAJ)


LOGINS = ["root", "admin", "Eva Norrbäck", "1"]


@pytest.mark.parametrize("login", LOGINS)
def test_no_login_name_is_more_than_another(house: Tavlan, login: str) -> None:
    """Attack: `ssh root@host` and the like, with one's own key. Expectation: the key decides."""
    expect(house.whoami("maj", "-l", login) == MAJ)


@succeeds_on(Fault.LOGIN)
def test_the_login_name_proves_nothing(house: Tavlan) -> None:
    """Attack: `ssh eva@host` with another's key. Expectation: the key decides.

    The naive server takes the name for granted once any key has signed.
    """
    expect(house.whoami("maj", "-l", "eva") == MAJ)


@succeeds_on(Fault.TELLS_NAMES)
def test_an_unknown_key_is_told_the_same_under_every_name(house: Tavlan) -> None:
    """Attack: guess who is a member by the answers. Expectation: one answer, readable, in every case.

    The naive server tells in its banner that nobody is called so.
    """
    house.new_key("okänd")
    heard: set[str] = set()
    for login in ("eva", "maj", "root", "finnsinte"):
        ran = run((*house.words("okänd", login=login), "whoami"))
        assert (ran.code, ran.out) == (255, "")
        heard.add(ran.err.replace(login, "NAMN"))
    expect(len(heard) == 1, heard)
    (told,) = heard
    assert "ssh-keygen -t ed25519" in told
    assert "Permission denied (publickey)." in told
    screen = Screen(house.words("okänd"), (80, 24))
    try:
        assert screen.leaves() == 255
        assert "ordföranden eller sekreteraren" in screen.text
        assert "\x1b" not in screen.raw.decode()
    finally:
        screen.close()
