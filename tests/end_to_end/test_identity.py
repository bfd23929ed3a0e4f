"""Who gets in, as whom, and for how long; each attack by the client an attacker would use."""

import shutil
import time
from pathlib import Path

import pytest

from tests.end_to_end.house import House, Ran, run
from tests.end_to_end.screen import Screen

MAJ = "Maj Ytterlid"


def name_of(ran: Ran) -> str:
    """Whom the server took somebody for."""
    return str(ran.json["name"])


def test_a_key_that_is_only_offered_is_not_who_you_are(served: House, tmp_path: Path) -> None:
    """Attack: `ssh -i eva.pub -i maj eva@host` (CVE-2024-45337 and its family). Expected: it is Maj."""
    stolen = Path(shutil.copy(served.folder / "keys" / "eva.pub", tmp_path))
    ran = served.ssh("maj", "whoami", "--json", options=("-v", "-i", str(stolen)), login="eva")
    assert f"Server accepts key: {stolen}" in ran.err
    assert name_of(ran) == MAJ


def test_what_a_client_sets_in_its_environment_means_nothing(served: House) -> None:
    """Attack: `ssh -o SetEnv=…` with every name a server might believe. Expected: still Maj."""
    names = ("TAVLAN_MEMBER", "TAVLAN_CONFIG", "TAVLAN_AS", "BOARD_USER", "USER", "LOGNAME", "member")
    setting = "SetEnv=" + " ".join(f"{name}=Eva" for name in names)
    assert name_of(served.ssh("maj", "whoami", "--json", options=("-o", setting))) == MAJ


@pytest.mark.parametrize("login", ["eva", "root", "inbjudan", "admin", "Eva Norrbäck", "1"])
def test_the_login_name_proves_nothing(served: House, login: str) -> None:
    """Attack: `ssh eva@host` with another's key. Expected: the key decides."""
    ran = served.ssh("maj", "whoami", "--json", options=("-l", login))
    assert name_of(ran) == MAJ


def test_an_unknown_key_is_told_the_same_under_every_name(house: House) -> None:
    """Attack: guess who is a member by the answers. Expected: one answer, readable, in every case."""
    house.start()
    house.new_key("okänd")
    # Somebody has logged in from here, so that the growing wait for strangers does not begin.
    assert house.ssh("eva", "whoami").code == 0
    heard: set[str] = set()
    for login in ("eva", "maj", "root", "finnsinte"):
        ran = run((*house.words("okänd", login=login), "whoami"))
        assert (ran.code, ran.out) == (255, "")
        heard.add(ran.err.replace(login, "NAMN"))
    (told,) = heard
    assert "styrelsens tavla" in told
    assert "ssh-keygen -t ed25519" in told
    assert "Permission denied (publickey)." in told
    screen = Screen(house.words("okänd"), (80, 24))
    try:
        assert screen.leaves() == 255
        assert "ordföranden eller sekreteraren" in screen.text
        assert "\x1b" not in screen.raw.decode()
    finally:
        screen.close()


def test_a_revoked_key_ends_its_live_session_with_a_sentence_and_opens_no_more(house: House) -> None:
    """Scenario: Bo lost his computer; `tavlan key revoke` in the server's shell. Others go on."""
    house.start()
    (bos,) = [
        row["id"] for row in house.tavlan("key", "list", "--json").json if row["member"] == "Bo Tallgren"
    ]
    with house.screen("bo", (80, 24)) as bo, house.screen("eva") as eva:
        eva.until(lambda screen: "Bo" in screen.header)
        assert house.tavlan("key", "revoke", str(bos)).code == 0
        revoked = time.monotonic()
        assert bo.leaves() == 1
        assert time.monotonic() - revoked < 2
        assert "Nyckeln är spärrad." in bo.after
        assert bo.text.strip().startswith("Nyckeln är spärrad.")
        eva.until(lambda screen: "Bo" not in screen.header)
        eva.type("\x1b[B")
        eva.until(lambda screen: screen.stands_on("Delta i partiets"))
    again = house.ssh("bo", "whoami")
    assert (again.code, again.out) == (255, "")
    assert "Permission denied" in again.err
    assert house.ssh("eva", "whoami").code == 0


def test_a_key_added_while_the_server_runs_logs_in_at_once(house: House) -> None:
    """Scenario: a new member is added in the server's shell, and need not wait for a restart."""
    house.start()
    house.member("Nya Nilsson", "ersättare", "nya")
    assert name_of(house.ssh("nya", "whoami", "--json")) == "Nya Nilsson"


def test_a_deputys_key_press_is_refused_on_screen_and_changes_nothing(served: House) -> None:
    """Scenario: Maj may read and comment; seven keys are refused in words. Her own card she moves."""
    before = served.ssh("eva", "board", "--json").json
    with served.screen("maj", (80, 24)) as maj, served.screen("eva") as eva:
        maj.go_to(8, "Stödja centralt")
        for key in "3mx+sae":
            maj.type(key)
            maj.until(lambda screen: screen.news.startswith("! Du kan läsa och kommentera, men bara"))
            maj.type("j")
            maj.type("k")
        assert served.ssh("eva", "board", "--json").json == before
        assert maj.column.startswith("Ej påbörjat")
        maj.go_to(3, "I Riddarhyttan")
        maj.type("4")
        maj.until(lambda screen: screen.column.startswith("Klart"))
        eva.until(lambda screen: screen.news.startswith("Maj Ytterlid flyttade I Riddarhyttan"))
        maj.type("u")
        maj.until(lambda screen: screen.column.startswith("Pågår"))
