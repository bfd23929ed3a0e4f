"""Codes of invitations: one for one key, for some days, and no guessing."""

from tests.attacks.desk import WRONG, desk, takes
from tests.attacks.naive import Fault
from tests.attacks.targets import MAJ, Tavlan, expect, succeeds_on


@succeeds_on(Fault.CODES)
def test_a_code_is_not_guessed(house: Tavlan) -> None:
    """Attack: try code after code on one connection. Expectation: three, and the door is closed.

    The naive server, whose codes are four digits, asks again for ever.
    """
    house.new_key("gissar")
    house.code_for(MAJ)
    with desk(house, "gissar") as guesser:
        for _ in range(2):
            assert not takes(guesser, WRONG)
        guesser.type(f"{WRONG}\r")
        guesser.until(lambda seen: seen.text.count("Koden stämmer inte.") == 3)
        try:
            guesser.leaves(3)
        except AssertionError:
            expect(False, guesser.text)
    assert house.ssh("gissar", "whoami").code == 255


@succeeds_on(Fault.CODES)
def test_a_code_lets_one_key_in(house: Tavlan) -> None:
    """Attack: say a code that somebody has used, seen on a table. Expectation: refused, the key is nobody's.

    The naive server does not strike it off.
    """
    code = house.code_for(MAJ)
    for key in ("första", "andra"):
        house.new_key(key)
    with desk(house, "första") as owner:
        assert takes(owner, code)
        owner.type("Soffan\r")
        owner.until(lambda seen: "tavla>" in seen.text or "Ej påbörjat" in seen.text)
    with desk(house, "andra") as thief:
        expect(not takes(thief, code), thief.text)
        assert "redan använd" in thief.text
    assert house.ssh("andra", "whoami").code == 255
    assert house.whoami("första") == MAJ


@succeeds_on(Fault.CODES)
def test_a_code_does_not_last(house: Tavlan) -> None:
    """Attack: say a code from a letter that lay about for a week. Expectation: too old, the key is nobody's.

    The naive server does not know when it made it.
    """
    code = house.code_for(MAJ)
    house.new_key("sen")
    house.let_codes_grow_old()
    with desk(house, "sen") as late:
        expect(not takes(late, code), late.text)
    assert house.ssh("sen", "whoami").code == 255


def test_the_key_that_signed_is_the_one_a_code_binds(house: Tavlan) -> None:
    """Attack: offer Eva's public key before one's own, and say a code. Expectation: Eva's stays Eva's."""
    house.new_key("egen")
    code, offered = house.code_for(MAJ), str(house.folder / "keys" / "eva.pub")
    with desk(house, "egen", "-i", offered) as mine:
        assert takes(mine, code)
        mine.type("Soffan\r")
        mine.until("tavla>")
    expect(house.whoami("egen") == MAJ)
    expect(house.whoami("eva") == "Eva Norrbäck")
