"""Doing a command on one card: asking, ordering, showing what came of it, and telling it in words."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from models import card_changes, card_form
from models.access import Right
from models.board import board_view
from models.card import Card
from models.card_form import Wording, wording_of
from models.commitment import Status
from models.dates import short_day
from models.errors import Adopted
from models.story import status_word
from models.target import Unit
from screens.acting import Acting
from screens.asking import (
    around,
    assign_dialog,
    assigned_words,
    comment_dialog,
    due_dialog,
    reason_dialog,
    refusal_of,
    section_in,
    status_dialog,
    tick_dialog,
    ticked_words,
    unless_same,
)
from screens.dialogs.card_dialog import CardDialog, Save
from screens.dialogs.card_words import read_due
from screens.dialogs.dialog import Dialog
from screens.dialogs.tick_dialog import Ticked
from screens.drafting import Begun, Form, begin
from screens.widgets.bottom import Tone

Answer = TypeVar("Answer")


class CardActions(Acting):
    """What the board and a card's page can do to the card in view."""

    # One card's commands

    def action_status(self, number: int) -> None:
        """Put the card in a column."""
        if (card := self._target()) is not None:
            self._move(card, Status(number))

    def _move(self, card: Card, status: Status) -> None:
        if card.status == status:
            self.tell(f"{card.title} står redan i {status_word(status)}.")
            return
        self._do(
            self._order(
                lambda after: f"{after.title} flyttad till {status_word(after.status)}. u ångrar.",
                card_changes.move,
                card.id,
                status,
            )
        )

    def action_choose_status(self) -> None:
        """Ask for the column."""
        if (card := self._target()) is not None:
            self._do(self._choose_status(card))

    async def _choose_status(self, card: Card) -> None:
        if picked := await self.app.push_screen_wait(status_dialog(card)):
            self._move(card, Status(picked[0]))

    def action_tick(self) -> None:
        """Tick once, today; where persons are counted, ask how many."""
        if (card := self._target()) is not None:
            if card.target.unit is not Unit.OCCASIONS:
                self._do(self._tick_with(card))
            else:
                self._do(self._order(lambda after: ticked_words(card, after), card_changes.tick, card.id))

    def action_tick_with(self) -> None:
        """Tick another day, more than one, or with a note."""
        if (card := self._target()) is not None:
            self._do(self._tick_with(card))

    async def _tick_with(self, card: Card) -> None:
        async def save(ticked: Ticked) -> None:
            done = (ticked.number, ticked.day, ticked.note)
            await self._order(lambda after: ticked_words(card, after), card_changes.tick, card.id, *done)

        await self._write(card, Form("tick", card.id), partial(tick_dialog, card, self.session), save)

    def action_untick(self) -> None:
        """Take away the latest tick."""
        if (card := self._target()) is not None:
            self._do(
                self._order(
                    lambda after: f"{after.title}: en bock borttagen. u ångrar.", card_changes.untick, card.id
                )
            )

    def action_comment(self) -> None:
        """Ask for a comment."""
        if (card := self._target(change=False)) is not None:
            own = any(one.id == self.session.actor.member_id for one in card.responsible)
            refused = None if own else refusal_of(lambda: self.session.actor.require(Right.COMMENT))
            if refused is not None:
                self.tell(refused, Tone.REFUSED)
            else:
                self._do(self._comment(card))

    async def _comment(self, card: Card) -> None:
        async def save(text: str) -> None:
            await self._order(
                lambda after: f"{after.title}: kommentaren är sparad. u ångrar.",
                card_changes.comment,
                card.id,
                text,
            )

        await self._write(card, Form("comment", card.id), partial(comment_dialog, card), save)

    async def _write(
        self,
        card: Card,
        form: Form,
        ask: Callable[[Begun], Dialog[Answer | None]],
        save: Callable[[Answer], Awaitable[None]],
        opened: str | None = None,
    ) -> None:
        """Ask in a form that goes on from its draft, and save; `opened` is what is to be mended."""
        begun = await begin(self.session, form, opened)
        with self._writing(card):
            answer = await self.app.push_screen_wait(ask(begun))
        if answer is None:
            self._tell_kept(begun)
            return
        await save(answer)
        # Not before it is saved: until then the draft is all there is of the text.
        if begun.drafting is not None:
            await begun.drafting.forget()

    @contextmanager
    def _writing(self, card: Card | None) -> Iterator[None]:
        """Let the others see that the member writes on a card."""
        if card is None:
            yield
            return
        self.session.write_on(card.id)
        try:
            yield
        finally:
            self.session.write_on(None)

    def _tell_kept(self, begun: Begun) -> None:
        if begun.drafting is not None and begun.drafting.holds:
            self.tell(begun.drafting.goes_on)

    def action_assign(self) -> None:
        """Ask who is responsible."""
        if (card := self._target()) is not None:
            self._do(self._assign(card))

    async def _assign(self, card: Card) -> None:
        picked = await self.app.push_screen_wait(await assign_dialog(card, self.session))
        if picked is not None:
            seen = tuple(person.id for person in card.responsible)
            await self._order(unless_same(card, assigned_words), card_changes.assign, card.id, picked, seen)

    def action_due(self) -> None:
        """Ask for the day it must be done by."""
        if (card := self._target()) is not None:
            self._do(self._due(card))

    async def _due(self, card: Card) -> None:
        today = self.session.now.date()
        words = await self.app.push_screen_wait(await due_dialog(card, self.session))
        if words is not None:
            await self._order(
                unless_same(
                    card,
                    lambda after: (
                        f"{after.title}: senast {short_day(after.due, today)}. u ångrar."
                        if after.due
                        else f"{after.title}: inget datum. u ångrar."
                    ),
                ),
                card_changes.set_due,
                card.id,
                read_due(words, today),
            )

    def action_pause(self) -> None:
        """Let the card rest, or wake it."""
        if (card := self._target()) is not None:
            self._do(
                self._order(
                    lambda after: f"{after.title} {'vilar' if after.paused else 'är väckt'}. u ångrar.",
                    card_changes.pause,
                    card.id,
                    not card.paused,
                )
            )

    def action_drop(self) -> None:
        """Ask why the card is dropped, or take a dropped one up again."""
        if (card := self._target()) is not None:
            if card.dropped is None:
                self._do(self._drop(card))
            else:
                self._do(
                    self._order(
                        lambda after: f"{after.title} är uppe igen. u ångrar.", card_changes.restore, card.id
                    )
                )

    async def _drop(self, card: Card) -> None:
        async def save(reason: str) -> None:
            await self._order(
                lambda after: f"{after.title} utgår. x tar upp det igen.",
                card_changes.drop,
                card.id,
                reason,
                section_in(reason),
            )

        await self._write(card, Form("drop", card.id), partial(reason_dialog, card), save)

    def action_archive(self) -> None:
        """Put the board's own card away."""
        if (card := self._target()) is not None:
            self._do(self._archive(card))

    async def _archive(self, card: Card) -> None:
        try:
            await self.session.order(card_changes.archive, self.session.actor, card.id)
        except Adopted as refusal:
            self.tell(f"{refusal} Tryck x.", Tone.REFUSED)
            return
        if self.is_attached:
            self.forget_card(card.id)
        self.tell(f"{card.title} är arkiverat. u hämtar tillbaka det.")

    # The form

    def action_edit(self) -> None:
        """Open the card's form."""
        if (card := self._target()) is not None:
            self._do(self._edit(card))

    async def _edit(self, card: Card) -> None:
        async def save(opened: Wording, wanted: Wording) -> Card:
            return await self.session.order(card_form.edit, self.session.actor, card.id, opened, wanted)

        saved = await self._form("Ändra kortet", card.plan_id, wording_of(card), card, save)
        if saved is not None:
            self._show(saved)
            self.tell(
                unless_same(card, lambda after: f"{after.title}: ändringen är sparad. u ångrar.")(saved)
            )

    def action_new(self) -> None:
        """Open an empty form."""
        refused = refusal_of(lambda: self.session.actor.require(Right.EDIT_PLAN))
        if refused is not None:
            self.tell(refused, Tone.REFUSED)
        else:
            self._do(self._new())

    async def _new(self) -> None:
        view = await self.session.ask(board_view, self.session.actor, self.session.now)
        if view is None:
            self.tell("Det finns ingen plan att lägga kortet i.", Tone.REFUSED)
            return

        async def save(_opened: Wording, wanted: Wording) -> Card:
            return await self.session.order(card_form.add, self.session.actor, wanted)

        saved = await self._form(
            "Nytt kort, styrelsens eget", view.plan.id, Wording("", self.new_area), None, save
        )
        if saved is not None:
            self._show(saved)
            if self.is_attached:
                self.go_to(saved.id)
            self.tell(f"{saved.title} är tillagt. u ångrar.")

    async def _form(
        self, title: str, plan_id: int, opened: Wording, card: Card | None, save: Save
    ) -> Card | None:
        known = await around(self.session, plan_id, opened, card)
        begun = await begin(self.session, Form("card", card.id if card else None))
        with self._writing(card):
            saved = await self.app.push_screen_wait(CardDialog(title, opened, known, save, begun))
        if saved is None:
            self._tell_kept(begun)
        return saved
