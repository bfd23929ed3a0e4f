"""Who gets in, as whom, and for how long. What an attacker would try stands in `tests/attacks/`."""

import time

from tests.end_to_end.house import House, Ran


def name_of(ran: Ran) -> str:
    """Whom the server took somebody for."""
    return str(ran.json["name"])


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
