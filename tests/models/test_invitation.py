"""Invitations: codes as people type them, and what one code does, once."""

import datetime as dt
import string

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.access import Role, owner
from models.clock import StoppedClock
from models.enrolment import NewKey
from models.errors import Conflict, Gone, Invalid, NotAllowed
from models.invitation import (
    DAYS,
    LENGTH,
    SIGNS,
    Invitation,
    SpentCode,
    State,
    WrongCode,
    digest_of,
    invitations,
    invite,
    invited,
    normal,
    redeem,
    revoke_all_invitations,
    revoke_invitation,
    shown,
)
from models.journal import Change, changes_after, last_change
from models.key import SshKey, add_key, keys, revoke_key
from models.log import log
from models.member import Member
from models.roster import add_member
from models.undo import undo
from tests.conftest import MadeBoard

NEW = NewKey("ssh-ed25519 bnk=", "SHA256:ny", "Köksdatorn")
OLD = ("ssh-ed25519 Z2FtbWFs", "SHA256:gammal", "Gamla datorn")
codes = st.text(SIGNS, min_size=LENGTH, max_size=LENGTH)


def digest(code: str) -> str:
    signs = normal(code)
    assert signs
    return digest_of(signs)


@given(codes, st.lists(st.tuples(st.integers(0, 14), st.sampled_from(" -–\t")), max_size=6), st.booleans())
def test_a_code_is_understood_however_it_is_typed(
    signs: str, filling: list[tuple[int, str]], lower: bool
) -> None:
    alike = {"0": "O", "1": "L"}
    typed = [alike.get(sign, sign) if place % 2 else sign for place, sign in enumerate(shown(signs))]
    for place, sign in filling:
        typed.insert(place, sign)
    written = "".join(typed)
    assert normal(written.lower() if lower else written) == signs
    assert normal(signs.translate({ord("1"): "I"})) == signs


@given(st.text(max_size=30))
def test_what_is_no_code_is_taken_for_none(typed: str) -> None:
    meant = normal(typed)
    assert meant is None or (len(meant) == LENGTH and set(meant) <= set(SIGNS))
    sure = set(string.ascii_letters + string.digits) & set(typed)
    assert meant is None or sure or not typed.isascii()


def test_a_code_has_sixty_random_bits_and_no_sign_that_looks_like_another(board: MadeBoard) -> None:
    assert len(SIGNS) == 32
    assert not set("ILOU") & set(SIGNS)
    made = {invite(board.eva, board.bo.member_id or 0).code for _ in range(5)}
    assert len(made) == 5
    assert all(len(code) == LENGTH + 2 and code.count("-") == 2 for code in made)


def test_a_code_lets_one_key_in_as_the_member_it_was_made_for(board: MadeBoard) -> None:
    made = invite(board.eva, board.cia.member_id or 0)
    assert invited(digest(made.code), board.clock()) == "Cia Dal"
    before = last_change()
    came = redeem(digest(made.code), NEW, board.clock, "sess")
    assert (came.member_id, came.name) == (board.cia.member_id, "Cia Dal")
    key = SshKey.get_by_id(came.key_id)
    assert (key.public, key.fingerprint, key.computer) == (NEW.line, NEW.fingerprint, "Köksdatorn")
    assert {(row.who, row.session, row.summary) for row in changes_after(before)} == {
        ("Cia Dal", "sess", "tog emot sin inbjudan")
    }
    with pytest.raises(SpentCode, match="redan använd"):
        redeem(digest(made.code), NewKey("ssh-ed25519 YW5uYW4=", "SHA256:annan"), board.clock)
    assert [row.state for row in invitations(board.eva)] == [State.USED]


@settings(max_examples=20, deadline=None)
@given(codes)
def test_no_other_code_lets_anybody_in(signs: str) -> None:
    assert digest_of(signs) != digest_of("0" * LENGTH) or signs == "0" * LENGTH


def test_a_code_that_is_one_sign_off_is_wrong(board: MadeBoard) -> None:
    signs = normal(invite(board.eva, board.cia.member_id or 0).code) or ""
    other = ("2" if signs[0] != "2" else "3") + signs[1:]
    for near in (other, signs[1:] + signs[0], signs[::-1]):
        if near != signs:
            with pytest.raises(WrongCode):
                redeem(digest_of(near), NEW, board.clock)
    assert not SshKey.select().exists()


def test_the_code_itself_is_kept_nowhere(board: MadeBoard) -> None:
    made = invite(board.eva, board.cia.member_id or 0)
    signs = normal(made.code) or ""
    kept = [str(row) for row in Invitation.select().tuples()] + [row.fields for row in Change.select()]
    assert not any(signs in text or made.code in text for text in kept)
    assert not any(digest_of(signs) in row.fields for row in Change.select())


def test_a_code_is_valid_for_a_week(board: MadeBoard) -> None:
    made = invite(board.eva, board.cia.member_id or 0)
    assert made.row.expires == board.clock().add(days=DAYS)
    assert invited(digest(made.code), board.clock().add(days=DAYS).subtract(seconds=1))
    late = StoppedClock(board.clock().add(days=DAYS))
    with pytest.raises(SpentCode, match="för gammal"):
        redeem(digest(made.code), NEW, late)
    assert not SshKey.select().exists()


def test_a_revoked_code_lets_nobody_in(board: MadeBoard) -> None:
    made, kept = (invite(board.eva, board.cia.member_id or 0) for _ in range(2))
    assert revoke_invitation(board.eva, made.row.id).state is State.REVOKED
    with pytest.raises(SpentCode, match="spärrad"):
        redeem(digest(made.code), NEW, board.clock)
    with pytest.raises(Conflict, match="redan spärrad"):
        revoke_invitation(board.eva, made.row.id)
    with pytest.raises(Gone):
        revoke_invitation(board.eva, 99)
    assert redeem(digest(kept.code), NEW, board.clock).name == "Cia Dal"


def test_all_codes_are_revoked_at_once(board: MadeBoard) -> None:
    made = [invite(board.eva, number) for number in (board.bo.member_id or 0, board.cia.member_id or 0)]
    redeem(digest(made[0].code), NEW, board.clock)
    assert revoke_all_invitations(board.eva) == 1
    assert revoke_all_invitations(board.eva) == 0
    assert [row.state for row in invitations(board.eva)] == [State.USED, State.REVOKED]


def test_the_old_key_goes_when_the_new_one_comes_and_not_before(board: MadeBoard) -> None:
    number = board.cia.member_id or 0
    old = add_key(owner(board.clock), number, *OLD)
    made = invite(board.eva, number, old.id)
    assert made.row.replaces == old.id
    assert [row.revoked for row in keys(board.eva, number)] == [None]
    before = last_change()
    redeem(digest(made.code), NEW, board.clock)
    assert [row.revoked is None for row in keys(board.eva, number)] == [False, True]
    assert ("key", old.id) in {
        (row.entity, row.entity_id) for row in changes_after(before) if "revoked" in row.fields
    }


def test_an_old_key_that_was_revoked_meanwhile_hinders_nothing(board: MadeBoard) -> None:
    number = board.cia.member_id or 0
    old = add_key(owner(board.clock), number, *OLD)
    made = invite(board.eva, number, old.id)
    revoke_key(board.eva, old.id)
    assert redeem(digest(made.code), NEW, board.clock).member_id == number


def test_only_a_key_of_the_members_own_is_replaced(board: MadeBoard) -> None:
    old = add_key(owner(board.clock), board.bo.member_id or 0, *OLD)
    with pytest.raises(Invalid, match="inte Cia Dals"):
        invite(board.eva, board.cia.member_id or 0, old.id)
    with pytest.raises(Gone):
        invite(board.eva, board.cia.member_id or 0, 99)
    assert invitations(board.eva) == ()


def test_a_key_that_is_somebodys_is_refused_and_the_code_stays_good(board: MadeBoard) -> None:
    add_key(owner(board.clock), board.bo.member_id or 0, NEW.line, NEW.fingerprint)
    made = invite(board.eva, board.cia.member_id or 0)
    with pytest.raises(Conflict, match=r"hör redan till Bo Berg.*ssh-keygen -t ed25519 -f tavlan-NAMN"):
        redeem(digest(made.code), NEW, board.clock)
    assert redeem(digest(made.code), NewKey("ssh-ed25519 YQ==", "SHA256:a"), board.clock).name == "Cia Dal"


def test_a_key_that_was_revoked_comes_back_by_no_code(board: MadeBoard) -> None:
    stolen = add_key(owner(board.clock), board.cia.member_id or 0, *OLD)
    revoke_key(board.eva, stolen.id)
    made = invite(board.eva, board.cia.member_id or 0)
    with pytest.raises(Conflict, match="har spärrats"):
        redeem(digest(made.code), NewKey(OLD[0], OLD[1]), board.clock)


def test_a_member_who_has_left_is_not_let_in(board: MadeBoard) -> None:
    made = invite(board.eva, board.cia.member_id or 0)
    Member.update(removed=True).where(Member.id == board.cia.member_id).execute()
    with pytest.raises(SpentCode, match="gäller inte längre"):
        redeem(digest(made.code), NEW, board.clock)
    with pytest.raises(Gone):
        invite(board.eva, board.cia.member_id or 0)


@pytest.mark.parametrize("who", ["bo", "cia", "rut"])
def test_only_those_with_the_right_make_see_and_revoke(board: MadeBoard, who: str) -> None:
    actor = getattr(board, who)
    made = invite(board.eva, actor.member_id)
    for refused in (
        lambda: invite(actor, actor.member_id),
        lambda: invitations(actor),
        lambda: revoke_invitation(actor, made.row.id),
        lambda: revoke_all_invitations(actor),
    ):
        with pytest.raises(NotAllowed, match="kan bjuda in"):
            refused()


@pytest.mark.parametrize("role", [Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY, Role.ADMINISTRATOR])
def test_those_with_the_right_need_no_other(board: MadeBoard, role: Role) -> None:
    from models.assignment import actor_of

    row = add_member(owner(board.clock), f"Ny {role}", (role,))
    assert invite(actor_of(row.id, board.clock), board.bo.member_id or 0).row.member == "Bo Berg"


def test_undo_by_habit_passes_invitations_by(board: MadeBoard) -> None:
    made = invite(board.eva, board.cia.member_id or 0)
    with pytest.raises(Gone):
        undo(board.eva)
    assert redeem(digest(made.code), NEW, board.clock)


def test_the_log_names_nobody_who_was_invited(board: MadeBoard) -> None:
    invite(board.eva, board.cia.member_id or 0)
    assert log(board.eva)[0].summary == "gjorde en inbjudan"
    assert log(board.rut)[0].summary == "ändrade en inbjudan"
    assert all("inbjud" not in row.summary for row in log(board.cia))


def test_times_are_in_the_associations_zone(board: MadeBoard) -> None:
    row = invite(board.eva, board.cia.member_id or 0).row
    assert row.made == pendulum.datetime(2023, 10, 4, 18, 30, tz="Europe/Stockholm")
    assert row.expires.utcoffset() == dt.timedelta(hours=2)
