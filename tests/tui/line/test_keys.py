"""`ssh host nycklar` and what goes with it: one's own, everybody's for those who may, revoking, reading."""

from dataclasses import replace

import pytest

from models.access import Actor, Role, owner
from models.assignment import actor_of
from models.key import add_key, keys
from models.roster import add_member, members
from tests.conftest import MadeBoard
from tests.tui.line.speaking import answer, as_json, say


@pytest.fixture
def keyed(board: MadeBoard) -> MadeBoard:
    """Everybody has a key, with the number of their place: Eva 1, Bo 2, Cia 3, Rut 4; and Bo one more, 5."""
    for number, (one, name) in enumerate(
        (
            (board.eva, "Eva"),
            (board.bo, "Bo"),
            (board.cia, "Cia"),
            (board.rut, "Rut"),
            (board.bo, "Bos andra"),
        ),
        1,
    ):
        member = one.member_id or 0
        computer = "" if name == "Rut" else f"{name}s dator"
        add_key(owner(board.clock), member, f"ssh-ed25519 AAA{number}", f"SHA256:{number}", computer)
    return board


def on(actor: Actor, number: int) -> Actor:
    """The member, logged in with a key."""
    return replace(actor, key_id=number)


@pytest.mark.parametrize("words", ["nycklar", "keys", "nyckel lista", "key list"])
def test_everybody_sees_their_own_keys_and_which_one_they_are_in_with(keyed: MadeBoard, words: str) -> None:
    told = answer(on(keyed.cia, 3), words)
    assert told == "   3  Cias dator  du är inne med den  SHA256:3\n"
    rows = as_json(on(keyed.bo, 5), f"{words} --json")
    assert [(row["id"], row["member"], row["here"]) for row in rows] == [
        (2, "Bo Berg", False),
        (5, "Bo Berg", True),
    ]


def test_everybodys_keys_are_listed_for_those_who_may_and_found_by_words(keyed: MadeBoard) -> None:
    own = answer(on(keyed.eva, 1), "nycklar").splitlines()
    assert own[-1] == "Allas nycklar: ssh … nycklar --alla"
    assert len(own) == 2
    told = answer(on(keyed.eva, 1), "nycklar --alla").splitlines()
    assert [line.split()[0] for line in told] == ["1", "2", "3", "4", "5"]
    assert "Cia Dal" in told[2]
    assert "Cias dator" in told[2]
    found = answer(keyed.eva, "nycklar --alla --text andra")
    assert found.split()[:3] == ["5", "Bo", "Berg"]
    assert answer(keyed.eva, "nycklar --alla -t ingenstans") == "Ingen nyckel passar.\n"
    refused = say(keyed.bo, "nycklar --alla")
    assert (refused.code, "kan ändra andras nycklar" in refused.err) == (1, True)


def test_an_administrator_manages_keys_and_reads_no_register(keyed: MadeBoard) -> None:
    ann = actor_of(add_member(owner(keyed.clock), "Ann Al", (Role.ADMINISTRATOR,)).id, keyed.clock)
    assert "Bo Berg" in answer(ann, "nycklar --alla")
    assert "Spärrade nyckel 5 för Bo Berg" in answer(ann, "nyckel spärra 5")
    for words in ("logg", "läslogg", "tavla", "nytt", "tavla --person Bo", "ansvarig 8 Bo", "visa 8"):
        refused = say(ann, words)
        assert (refused.code, refused.out) == (1, ""), words
        assert "Bo Berg" not in refused.err


def test_a_key_is_revoked_by_its_owner_and_by_those_who_may(keyed: MadeBoard) -> None:
    assert "Spärrade nyckel 2" in answer(on(keyed.bo, 5), "nyckel spärra 2")
    refused = say(on(keyed.bo, 5), "nyckel spärra 3")
    assert (refused.code, "andras nycklar" in refused.err) == (1, True)
    assert "Spärrade nyckel 3 för Cia Dal" in answer(on(keyed.eva, 1), "key revoke 3")
    assert [row.id for row in keys(keyed.eva) if row.revoked] == [2, 3]
    gone = say(on(keyed.eva, 1), "nyckel spärra 3")
    assert gone.err == "Det finns ingen giltig nyckel med nummer 3. Se numren med: ssh … nycklar\n"


def test_the_key_one_is_in_with_is_revoked_only_when_one_insists(keyed: MadeBoard) -> None:
    refused = say(on(keyed.bo, 5), "nyckel spärra 5")
    assert refused.code == 1
    assert "Nyckel 5 är den du är inne med." in refused.err
    assert "ssh … nyckel spärra 5 --ja" in refused.err
    assert not any(row.revoked for row in keys(keyed.eva))
    assert answer(on(keyed.bo, 5), "nyckel spärra 5 --ja").startswith("Spärrade nyckel 5")


def test_revoking_anothers_key_tells_what_was_read_with_it(keyed: MadeBoard) -> None:
    members(on(keyed.bo, 2))
    told = answer(on(keyed.eva, 1), "nyckel spärra 2").splitlines()
    assert told[1:] == ["Det här har lästs med den:", "  18.30 läste medlemsregistret (4 personer)"]
    nothing = answer(on(keyed.eva, 1), "nyckel spärra 3").splitlines()
    assert nothing[1:] == ["Inget om personer har lästs med den nyckeln."]
    read = as_json(on(keyed.eva, 1), "nyckel läst 2 --json")
    assert [(row["who"], row["key"]) for row in read] == [("Bo Berg", 2)]
    assert say(keyed.cia, "nyckel läst 2").code == 1
    assert "läste medlemsregistret" in answer(keyed.bo, "nyckel läst 2")


def test_a_computer_gets_another_name(keyed: MadeBoard) -> None:
    assert (
        answer(keyed.cia, "nyckel döp 3 Datorn i köket") == "Datorn med nyckel 3 heter nu Datorn i köket.\n"
    )
    assert "Datorn i köket" in answer(keyed.cia, "nycklar")
    assert say(keyed.cia, "nyckel döp 1 Min").code == 1
    assert as_json(keyed.eva, "key rename 3 Kök --json")["computer"] == "Kök"
    assert "datorns namn är" in say(keyed.cia, f"nyckel döp 3 {'x' * 61}").err.lower()
    assert "inget nyckelnummer" in say(keyed.cia, "nyckel döp tre Kök").err


def test_the_read_log_is_for_those_who_read_the_journal(keyed: MadeBoard) -> None:
    assert answer(keyed.eva, "läslogg") == "Ingen har läst några uppgifter om personer än.\n"
    answer(on(keyed.eva, 1), "nycklar --alla")
    assert answer(keyed.rut, "laslogg") == "18.30 Eva Ek såg andras nycklar (3 personer)\n"
    assert as_json(keyed.rut, "readlog --json")[0]["key"] == 1
    for actor in (keyed.bo, keyed.cia):
        assert "läsa hela loggen" in say(actor, "läslogg").err


def test_a_name_given_to_a_question_is_sought_among_those_the_board_shows(keyed: MadeBoard) -> None:
    add_member(owner(keyed.clock), "Ida Inget")
    assert "Ingen heter" in say(keyed.bo, "tavla --person Ida").err
    assert answer(keyed.bo, "ansvarig 8 Ida").endswith("Ida Inget\n")
    assert "  8  Ej påbörjat" in answer(keyed.bo, "tavla --person Ida")
    assert answer(keyed.eva, "läslogg") == "18.30 Bo Berg såg namnen i medlemsregistret (5 personer)\n"
