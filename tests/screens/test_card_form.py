import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from textual.pilot import Pilot

from models import card_form
from models.card import Card
from models.card_form import Wording, wording_of
from models.errors import Invalid
from models.people import Person, find_person
from models.session import Session
from models.target import Kind, Per, Target, Unit
from screens.asking import around, tick_dialog
from screens.dialogs.card_dialog import CardDialog
from screens.dialogs.card_words import Around, merge, read_words, words_of
from screens.dialogs.tick_dialog import Ticked

if TYPE_CHECKING:
    from tests.screens.conftest import Room

TODAY = dt.date(2023, 10, 4)


def answers(pilot: Pilot[None]) -> list[Any]:
    found: list[Any] = pilot.app.answers  # type: ignore[attr-defined]
    return found


# Ticking


async def test_ticking_asks_when_how_many_and_what(room: "Room") -> None:
    session = await room.session("Eva")
    async with room.open(tick_dialog(await room.card("cafe"), session)) as pilot:
        await room.type(pilot, "tis")
        assert "tisdag 3 oktober 2023 · v. 40" in room.text(pilot)
        await room.press(pilot, "down", "backspace", "x", "enter")
        assert "! Skriv hur många, med siffror." in room.text(pilot)
        await room.press(pilot, "backspace", "3", "down", "A", "enter")
        assert answers(pilot) == [Ticked(3, dt.date(2023, 10, 3), "A")]


# The card's form


def _around() -> Around:
    people = (Person(1, "Eva Lind", "Eva L"), Person(2, "Eva Berg", "Eva B"), Person(3, "Bo Ek", "Bo"))
    return Around(TODAY, (), people, ("Färna",), ("ABF",))


@pytest.mark.parametrize("words", ["bo", "Bo Ek", "ek", "BO"])
def test_a_person_is_found_by_as_little_as_tells_them_apart(words: str) -> None:
    assert find_person(words, _around().people).id == 3


@pytest.mark.parametrize(
    ("words", "sentence"), [("Ulla", "Ingen heter ”Ulla”"), ("Eva", "kan vara Eva Lind och Eva Berg")]
)
def test_a_name_that_is_nobody_or_several_gets_a_sentence(words: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        find_person(words, _around().people)


def test_words_and_wording_are_each_others_inverse() -> None:
    target = Target(Kind.COUNT, 4, Per.PLAN, Unit.PARTICIPANTS)
    wording = Wording("Möten", None, target, dt.date(2023, 12, 1), (3, 1), ("Färna",), ("ABF", "LO"))
    assert read_words(words_of(wording, _around()), wording, _around()) == (wording, {})


def test_one_whom_the_form_cannot_name_is_not_taken_off_the_card() -> None:
    wording = Wording("Möten", responsible=(9, 3))
    words = words_of(wording, _around())
    assert words["responsible"] == "Bo Ek"
    wanted, wrong = read_words(words | {"responsible": "Eva Berg"}, wording, _around())
    assert (wanted.responsible, wrong) == ((2, 9), {})


async def test_a_failed_save_is_told_in_the_form_and_what_was_written_stays(
    room: "Room", monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> Card:
        raise RuntimeError("hemligt")

    session = await room.session("Eva")
    card = await room.card("cafe")
    known = await around(session, card.plan_id, wording_of(card), card)
    async with room.open(CardDialog("Ändra", wording_of(card), known, fail)) as pilot:
        await room.type(pilot, "X")
        await room.press(pilot, *["down"] * 12, "enter")
        text = room.text(pilot)
        assert "Det gick inte att spara. Försök igen. (fel " in text
        assert "SossecaféerX" in text
        assert "hemligt" not in text


def test_each_wrong_field_gets_its_own_sentence() -> None:
    words = words_of(Wording("", None, Target(Kind.COUNT)), _around())
    words |= {"number": "många", "due": "snart", "responsible": "Ulla"}
    _, wrong = read_words(words, Wording(""), _around())
    assert wrong.keys() == {"title", "number", "due", "responsible"}


def test_merging_takes_over_what_only_the_other_changed() -> None:
    opened = {"title": "a", "due": "", "partners": "x"}
    merged = merge(opened, opened | {"title": "mitt"}, opened | {"title": "ditt", "due": "2023-10-06"})
    assert merged.words == {"title": "mitt", "due": "2023-10-06", "partners": "x"}
    assert merged.theirs == {"title": "ditt"}


async def form_of(room: "Room", card: Card | None, name: str = "Eva") -> CardDialog:
    session: Session = await room.session(name)
    wording = wording_of(card) if card else Wording("")

    async def save(opened: Wording, wanted: Wording) -> Card:
        if card is None:
            return await session.order(card_form.add, session.actor, wanted)
        return await session.order(card_form.edit, session.actor, card.id, opened, wanted)

    return CardDialog("Kortet", wording, await around(session, room.plan.id, wording, card), save)


async def test_a_new_card_is_made_with_the_keyboard_alone(room: "Room") -> None:
    async with room.open(await form_of(room, None)) as pilot:
        await room.type(pilot, "Torgmöte")
        await room.press(pilot, "enter", "left", "enter", "space")
        assert "Alla medlemmar" in room.text(pilot)
        await room.type(pilot, "antal")
        await room.press(pilot, "enter", "enter", "2", "down", "down")
        await room.type(pilot, "fre")
        assert "fredag 6 oktober 2023 · v. 40" in room.text(pilot)
        await room.press(pilot, "tab")
        await room.type(pilot, "bo")
        assert "Bo Ek" in room.text(pilot)
        await room.press(pilot, "enter", "enter", "enter", "enter")
        (made,) = answers(pilot)
    assert (made.title, made.target.kind, made.target.number) == ("Torgmöte", Kind.COUNT, 2)
    assert made.due == dt.date(2023, 10, 6)
    assert [person.name for person in made.responsible] == ["Bo Ek"]


async def test_errors_stand_at_their_fields_and_nothing_is_lost(room: "Room") -> None:
    async with room.open(await form_of(room, await room.card("cafe"))) as pilot:
        dialog = pilot.app.screen
        assert isinstance(dialog, CardDialog)
        dialog.fields["responsible"].value = "Ulla"
        dialog.fields["number"].value = "många"
        await room.press(pilot, *["down"] * 12, "enter")
        assert dialog.fields["responsible"].note.wrong
        assert "Ingen heter ”Ulla”" in dialog.fields["responsible"].note.text
        assert dialog.fields["number"].note.wrong
        assert dialog.fields["number"].control.has_focus
        assert dialog.words["responsible"] == "Ulla"
        assert answers(pilot) == []


async def test_a_field_both_changed_shows_what_the_other_wrote_and_asks(room: "Room") -> None:
    card = await room.card("cafe")
    before = wording_of(card)
    async with room.open(await form_of(room, card)) as pilot:
        dialog = pilot.app.screen
        assert isinstance(dialog, CardDialog)
        theirs = Wording("Bos titel", before.area_id, before.target, dt.date(2023, 11, 1), before.responsible)
        await room.order("Bo", card_form.edit, card.id, before, theirs)
        dialog.fields["title"].value = "Min titel"
        await room.press(pilot, *["down"] * 12, "enter")
        assert "Bo Ek skrev: Bos titel" in " ".join(room.text(pilot).split())
        assert dialog.note.text.endswith("Spara igen om ditt ska gälla. Esc om deras ska gälla.")
        assert dialog.words["title"] == "Min titel"
        assert dialog.words["due"] == "2023-11-01"
        await room.press(pilot, "enter")
        (saved,) = answers(pilot)
    assert (saved.title, saved.due) == ("Min titel", dt.date(2023, 11, 1))


async def test_esc_lets_the_others_words_stand_and_keeps_the_rest(room: "Room") -> None:
    card = await room.card("cafe")
    before = wording_of(card)
    async with room.open(await form_of(room, card)) as pilot:
        dialog = pilot.app.screen
        assert isinstance(dialog, CardDialog)
        theirs = Wording("Bos titel", before.area_id, before.target, None, before.responsible)
        await room.order("Bo", card_form.edit, card.id, before, theirs)
        dialog.fields["title"].value = "Min titel"
        dialog.fields["partners"].value = "ABF"
        await room.press(pilot, *["down"] * 12, "enter", "escape")
        assert dialog.words["title"] == "Bos titel"
        await room.press(pilot, *["down"] * 12, "enter")
        (saved,) = answers(pilot)
    assert (saved.title, saved.partners) == ("Bos titel", ("ABF",))


async def test_esc_asks_before_it_throws_changes_away(room: "Room") -> None:
    async with room.open(await form_of(room, await room.card("cafe"))) as pilot:
        await room.type(pilot, "!")
        await room.press(pilot, "escape")
        assert "Kasta det du har ändrat?" in room.text(pilot)
        await room.press(pilot, "n")
        assert "Sossecaféer!" in room.text(pilot)
        await room.press(pilot, "escape", "j")
        assert answers(pilot) == [None]


async def test_esc_on_an_untouched_form_just_leaves(room: "Room") -> None:
    async with room.open(await form_of(room, await room.card("cafe"))) as pilot:
        await room.press(pilot, "escape")
        assert answers(pilot) == [None]


async def test_a_refused_save_is_said_in_the_form(room: "Room") -> None:
    async with room.open(await form_of(room, await room.card("cafe"), "Cia")) as pilot:
        await room.type(pilot, "!")
        await room.press(pilot, *["down"] * 12, "enter")
        assert "bara styrelsen och den ansvariga" in " ".join(room.text(pilot).split())
        assert answers(pilot) == []


async def test_the_form_can_be_walked_to_its_end_on_a_phone(room: "Room") -> None:
    async with room.open(await form_of(room, await room.card("cafe")), size=(40, 12)) as pilot:
        await room.press(pilot, *["down"] * 12)
        assert "▌Spara" in room.text(pilot)


# What the fields say while one writes


async def test_a_day_not_done_yet_is_refused_while_it_is_typed(room: "Room") -> None:
    session = await room.session("Eva")
    async with room.open(tick_dialog(await room.card("cafe"), session)) as pilot:
        await room.type(pilot, "på")
        assert "Ingen dag än. Till exempel igår" in room.text(pilot)
        await room.type(pilot, " fre")
        assert "har inte varit än" in room.text(pilot)


async def test_a_field_says_what_it_cannot_use_and_the_keys_stay(room: "Room") -> None:
    async with room.open(await form_of(room, await room.card("synas")), size=(40, 15)) as pilot:
        await room.press(pilot, *["down"] * 5)
        await room.type(pilot, "sna")
        assert "Ingen dag än." in room.text(pilot)
        await room.press(pilot, "down")
        await room.type(pilot, "Ulla")
        assert "Ingen heter ”Ulla”." in room.text(pilot)
        await room.press(pilot, "down", "down", "down", "enter")
        assert "Esc avbryt" in room.text(pilot)
        assert "Kortet" in room.text(pilot)


async def test_what_has_no_room_ends_in_an_ellipsis(room: "Room") -> None:
    async with room.open(await form_of(room, await room.card("synas")), size=(40, 15)) as pilot:
        assert "kommun…" not in room.text(pilot)
        await room.press(pilot, "down")
        assert "Titel        Synas i de olika kommun…" in room.text(pilot)
        assert "◄ Opinionsbildning ►" in room.text(pilot)


async def test_a_tick_that_is_begun_is_not_thrown_away_without_a_question(room: "Room") -> None:
    session = await room.session("Eva")
    async with room.open(tick_dialog(await room.card("cafe"), session)) as pilot:
        await room.type(pilot, "igår")
        await room.press(pilot, "escape")
        assert "Kasta det du har skrivit?" in room.text(pilot)
        await room.press(pilot, "n")
        assert "igår" in room.text(pilot)
        await room.press(pilot, "escape", "j")
        assert "Kasta" not in room.text(pilot)
        assert pilot.app.answers == [None]  # type: ignore[attr-defined]


async def test_a_tick_that_is_not_begun_is_left_at_once(room: "Room") -> None:
    session = await room.session("Eva")
    async with room.open(tick_dialog(await room.card("cafe"), session)) as pilot:
        await room.press(pilot, "down", "escape")
        assert pilot.app.answers == [None]  # type: ignore[attr-defined]
