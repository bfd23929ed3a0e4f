"""Keys that were lost: what is revoked ends at once, and what is bound anew is its new owner's alone."""

import time

from tests.attacks.naive import Fault
from tests.attacks.targets import MAJ, Tavlan, expect, succeeds_on

AT_ONCE = 2.0
"""Seconds within which a revoked key has ended its sessions."""


@succeeds_on(Fault.REMEMBERS)
def test_a_revoked_key_ends_its_live_session_and_opens_no_more(house: Tavlan) -> None:
    """Attack: Mallory has a lost computer, and is in already. Expectation: out within 2 s, for good.

    The naive server looked the key up at login and asks no more.
    """
    house.newcomer("Mallory Ek", "mallory")
    with house.screen("mallory", (80, 24)) as mallory:
        house.revoke("mallory")
        revoked = time.monotonic()
        while mallory.process.poll() is None and time.monotonic() < revoked + AT_ONCE:
            time.sleep(0.02)
        expect(mallory.process.poll() is not None, mallory.text)
        assert "Nyckeln är spärrad." in mallory.after
    again = house.ssh("mallory", "whoami")
    assert (again.code, again.out) == (255, "")
    assert "Permission denied" in again.err


@succeeds_on(Fault.REMEMBERS)
def test_a_stolen_key_that_is_bound_to_another_is_only_that_other(house: Tavlan) -> None:
    """Attack: use a key that was revoked at one member and then bound to another, and the old session.

    Expectation: the old session is over, and a new one is the new owner's with the new owner's rights.
    The naive server remembers whose the key was when it first saw it.
    """
    house.newcomer("Stina Bestulen", "stulen")
    assert house.whoami("stulen") == "Stina Bestulen"
    with house.screen("stulen", (80, 24)) as before:
        house.revoke("stulen")
        assert house.bind(MAJ, "stulen").code == 0
        expect(house.whoami("stulen") == MAJ)
        assert before.leaves() == 1
    refused = house.ssh("stulen", "move", "8", "klart")
    assert (refused.code, refused.out) == (1, "")


@succeeds_on(Fault.REMEMBERS)
def test_a_key_that_is_somebodys_is_not_bound_to_another(house: Tavlan) -> None:
    """Attack: have Eva's public key bound to oneself, or the other way round. Expectation: refused in words.

    The naive server lets the last one have it.
    """
    ran = house.bind(MAJ, "eva")
    expect(ran.code != 0, ran)
    assert "hör redan till Eva Norrbäck" in ran.err
    assert house.whoami("eva") == "Eva Norrbäck"
