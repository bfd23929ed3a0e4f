"""What the log and the feed tell of persons, to whom."""

import pytest

from models.access import Actor
from models.journal import Action, changes_after
from models.key import add_key, revoke_key
from models.log import log, told_to
from tests.conftest import MadeBoard


def test_no_summary_on_a_key_names_anybody(board: MadeBoard) -> None:
    key = add_key(board.eva, board.bo.member_id or 0, "ssh-ed25519 AAAA", "SHA256:x")
    revoke_key(board.eva, key.id)
    assert [row.summary for row in changes_after(0)[-2:]] == ["lade till en nyckel", "spärrade en nyckel"]


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ("member", "ändrade i medlemsregistret"),
        ("assignment", "ändrade ett uppdrag"),
        ("key", "ändrade en nyckel"),
    ],
)
def test_an_older_summary_that_names_somebody_is_told_only_to_those_who_read_the_register(
    board: MadeBoard, entity: str, words: str
) -> None:
    assert told_to(board.cia, "lade till en nyckel för Bo Berg", (entity,)) == words
    assert (
        told_to(board.eva, "lade till en nyckel för Bo Berg", (entity,)) == "lade till en nyckel för Bo Berg"
    )


def test_what_concerns_the_plan_is_told_to_everybody(board: MadeBoard) -> None:
    assert told_to(board.cia, "flyttade Sossecaféer", ("commitment",)) == "flyttade Sossecaféer"


def test_the_auditors_log_names_nobody(board: MadeBoard) -> None:
    add_key(board.eva, board.bo.member_id or 0, "ssh-ed25519 AAAA", "SHA256:x")
    Action.update(summary="lade till en nyckel för Bo Berg").where(
        Action.summary == "lade till en nyckel"
    ).execute()

    def newest(actor: Actor) -> str:
        return log(actor, 1)[0].summary

    assert newest(board.rut) == "ändrade en nyckel"
    assert newest(board.eva) == "lade till en nyckel för Bo Berg"
