"""Cards that are marked: what one does is then done to all of them, as one action."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from models import card_changes
from models.card import Card
from models.card_changes import Change
from models.commitment import Status
from models.dates import short_day
from models.many import change_all
from models.plurals import count, listing
from models.story import status_word
from models.target import Unit
from screens.asking import assign_dialog, due_dialog, reason_dialog, section_in, status_dialog
from screens.dialogs.card_words import read_due
from screens.doing import CardActions
from screens.drafting import Begun
from screens.widgets.bottom import Tone


def marked_words(number: int) -> str:
    """How many are marked: "1 markerat", "3 markerade"."""
    return f"{number} {'markerat' if number == 1 else 'markerade'}"


def standing_in(cards: tuple[Card, ...]) -> Card:
    """One card to ask about in place of several: it holds what they have in common."""
    first = cards[0]
    shared = set(first.responsible).intersection(*(card.responsible for card in cards))
    return replace(
        first,
        title=count(len(cards), "kort", "kort"),
        due=first.due if all(card.due == first.due for card in cards) else None,
        responsible=tuple(one for one in first.responsible if one in shared),
    )


class Marking(CardActions):
    """Each command on one card, carried out on all that are marked where some are."""

    marks: frozenset[int] = frozenset()

    @property
    def shown(self) -> tuple[Card, ...]:
        """The cards that are shown."""
        raise NotImplementedError

    def fold_in(self, news: dict[int, Card | None]) -> None:
        """Show cards as they have become; None for one that is gone."""
        raise NotImplementedError

    def show_marks(self) -> None:
        """Draw the marks, and how many they are."""
        raise NotImplementedError

    @property
    def marked(self) -> tuple[Card, ...]:
        """The marked cards, in the order they are shown."""
        return tuple(card for card in self.shown if card.id in self.marks) if self.marks else ()

    def keep_marks(self) -> None:
        """Let go of marks on cards that are no longer shown: nobody changes what they cannot see."""
        if self.marks:
            self.marks &= {card.id for card in self.shown}

    def action_mark(self) -> None:
        """Mark the card, or take the mark away."""
        if (card := self._target(change=False)) is not None:
            self._mark(self.marks ^ {card.id})

    def action_mark_all(self) -> None:
        """Mark every card that is shown, or none where all are marked."""
        every = frozenset(card.id for card in self.shown)
        self._mark(frozenset() if self.marks == every else every)

    def _mark(self, marks: frozenset[int]) -> None:
        self.marks = marks
        self.show_marks()
        how = f"{marked_words(len(marks))}. 1–4 a s + v x d m gäller allt markerat, Esc avmarkerar."
        self.tell(how if marks else "Inget är markerat.")

    def _all(self, cards: tuple[Card, ...], change: Change, what: str) -> None:
        self._do(self._change_all(cards, change, what))

    async def _change_all(self, cards: tuple[Card, ...], change: Change, what: str) -> None:
        """Carry a change out on cards; `what` says it of the member, with {} where "3 kort" goes."""
        numbers = tuple(card.id for card in cards)
        changed = await self.session.order(change_all, self.session.actor, numbers, change, what)
        if self.is_attached:
            self.fold_in({number: changed.get(number) for number in numbers})
        self.tell(f"Du {what.format(count(len(numbers), 'kort', 'kort'))}. u ångrar.")

    def _asking(self, ask: Callable[[tuple[Card, ...]], Awaitable[None]]) -> bool:
        """Ask about the marked cards, where there are any."""
        if not (cards := self.marked):
            return False

        async def asked() -> None:
            await ask(cards)

        self._do(asked())
        return True

    # The commands

    def action_status(self, number: int) -> None:
        """Put the card, or all that are marked, in a column."""
        if cards := self.marked:
            self._move_all(cards, Status(number))
        else:
            super().action_status(number)

    def _move_all(self, cards: tuple[Card, ...], status: Status) -> None:
        self._all(cards, card_changes.moving(status), f"flyttade {{}} till {status_word(status)}")

    def action_choose_status(self) -> None:
        """Ask for the column."""
        if not self._asking(self._ask_status):
            super().action_choose_status()

    async def _ask_status(self, cards: tuple[Card, ...]) -> None:
        if picked := await self.app.push_screen_wait(status_dialog(standing_in(cards))):
            self._move_all(cards, Status(picked[0]))

    def action_tick(self) -> None:
        """Tick the card, or all that are marked, once today."""
        if not (cards := self.marked):
            super().action_tick()
        elif counting := [card.title for card in cards if card.target.unit is not Unit.OCCASIONS]:
            self.tell(f"{listing(counting[:2])}: där räknas personer. Bocka av för sig.", Tone.REFUSED)
        else:
            self._all(cards, card_changes.ticking(), "bockade av {}")

    def action_assign(self) -> None:
        """Ask who is responsible, and add and take away only what was changed."""
        if not self._asking(self._ask_responsible):
            super().action_assign()

    async def _ask_responsible(self, cards: tuple[Card, ...]) -> None:
        common = standing_in(cards)
        picked = await self.app.push_screen_wait(await assign_dialog(common, self.session))
        if picked is not None:
            change = card_changes.assigning(picked, tuple(one.id for one in common.responsible))
            await self._change_all(cards, change, "ändrade ansvarig för {}")

    def action_due(self) -> None:
        """Ask for the day they must be done by."""
        if not self._asking(self._ask_due):
            super().action_due()

    async def _ask_due(self, cards: tuple[Card, ...]) -> None:
        today = self.session.now.date()
        words = await self.app.push_screen_wait(await due_dialog(standing_in(cards), self.session))
        if words is not None:
            due = read_due(words, today)
            told = f"satte datum för {{}} till {short_day(due, today)}" if due else "tog bort datumet för {}"
            await self._change_all(cards, card_changes.dating(due), told)

    def action_pause(self) -> None:
        """Let them rest, or wake them where all do."""
        if not (cards := self.marked):
            super().action_pause()
        elif all(card.paused for card in cards):
            self._all(cards, card_changes.pausing(False), "väckte {}")
        else:
            self._all(cards, card_changes.pausing(True), "lät {} vila")

    def action_drop(self) -> None:
        """Ask why they are dropped."""
        if dropped := [card.title for card in self.marked if card.dropped is not None]:
            self.tell(f"{dropped[0]} utgår redan. Avmarkera det först.", Tone.REFUSED)
        elif not self._asking(self._ask_reason):
            super().action_drop()

    async def _ask_reason(self, cards: tuple[Card, ...]) -> None:
        reason = await self.app.push_screen_wait(reason_dialog(standing_in(cards), Begun()))
        if reason is not None:
            change = card_changes.dropping(reason, section_in(reason))
            await self._change_all(cards, change, "lät {} utgå")

    def action_archive(self) -> None:
        """Put the board's own cards away."""
        if cards := self.marked:
            self._all(cards, card_changes.archiving, "arkiverade {}")
        else:
            super().action_archive()
