"""What every working screen can do: carry out commands, tell what came of them, undo, help, menu, quit."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Concatenate, ParamSpec

from textual.app import App
from textual.events import Key
from textual.screen import Screen

from models import undo
from models.access import Actor, Right
from models.board import board_view
from models.card import Card, cards_by_number
from models.errors import Refusal
from models.hub import News
from models.incident import incident
from models.session import Session
from screens.asking import refusal_of
from screens.card_sections import as_text
from screens.card_story import read_story
from screens.dialogs.confirm_dialog import ConfirmDialog
from screens.dialogs.help_dialog import HelpDialog
from screens.dialogs.look_dialog import LookDialog
from screens.dialogs.text_view import TextView
from screens.keymap import Command, Place, commands_at
from screens.messages import Dressed, Garbled
from screens.palette import Palette
from screens.theme import APPEARANCES, PREFERENCE
from screens.widgets.bottom import NewsLine, Tone, idle_words

P = ParamSpec("P")
CardCommand = Callable[Concatenate[Actor, int, P], Card]
"""A command of the models on one card, answering with the card as it then is."""


_OF_A_CARD = {Right.EDIT_PLAN, Right.COMMENT}
"""What whoever is responsible for a card may do to it without the right."""
_UNDER_WAY = frozenset({"doing", "read"})
NOT_SAVED = "Det gick inte att spara. Försök igen. (fel {})"
"""What is said when a command failed, with the event's id."""
NOT_READ = "Det gick inte att läsa. Försök igen. (fel {})"
"""What is said when something could not be read, with the event's id."""


def is_under_way(app: App[Any]) -> bool:
    """Whether a command is being carried out in an app, or something is being read."""
    return any(worker.group in _UNDER_WAY and not worker.is_finished for worker in app.workers)


class Acting(Screen[None], inherit_bindings=False):
    """What the board and a card's page share, whatever card is in view."""

    PLACE: Place = Place.BOARD
    session: Session

    # What the screen itself knows

    def target_card(self) -> Card | None:
        """The card in view."""
        raise NotImplementedError

    def show_card(self, card: Card) -> None:
        """Show what a command answered, at once."""
        raise NotImplementedError

    def forget_card(self, card_id: int) -> None:
        """Take away a card that a command put away."""

    def go_to(self, card_id: int) -> None:
        """Show another card."""
        raise NotImplementedError

    @property
    def new_area(self) -> int | None:
        """The area a new card is proposed for."""
        return None

    def tell(self, text: str, tone: Tone | str = Tone.DONE) -> None:
        """Say in the news line what came of a command, on the page that is in view by then."""
        found = (screen.query_one_optional(NewsLine) for screen in self.app.screen_stack)
        lines = [line for line in found if line is not None]
        for beneath in lines[:-1]:
            beneath.forget_news()
        if lines:
            lines[-1].show(text, Tone(tone))

    def hear(self, news: News) -> None:
        """Say in the news line what others did."""
        if (line := self.query_one_optional(NewsLine)) is not None:
            line.hear(news, self.session)

    def calm(self) -> None:
        """Take away what was said of a command once the member has gone on; others' news stays."""
        line = self.query_one_optional(NewsLine)
        if line is not None and line.tone is Tone.DONE:
            line.show("")

    def on_screen_suspend(self) -> None:
        """Come back, from a question or another page, to a line that tells of nothing past."""
        self.calm()

    def may_change(self, card: Card) -> bool:
        """Whether the member may change the card; says why where not."""
        own = any(person.id == self.session.actor.member_id for person in card.responsible)
        sentence = None if own else refusal_of(lambda: self.session.actor.require(Right.EDIT_PLAN))
        if sentence is not None:
            self.tell(sentence, Tone.REFUSED)
        return sentence is None

    def allowed(self, place: Place, card: Card | None = None) -> tuple[Command, ...]:
        """The commands the member may give, on this card or on any; the models look again."""
        own = card is not None and any(one.id == self.session.actor.member_id for one in card.responsible)
        return tuple(
            command
            for command in commands_at(place)
            if command.right is None
            or self.session.may(command.right)
            or (own and command.right in _OF_A_CARD and command.action != "new")
        )

    @property
    def under_way(self) -> bool:
        """Whether something is being done or read, so that a key may only have come too early."""
        return is_under_way(self.app)

    def on_key(self, event: Key) -> None:
        """Say of a key that does nothing that it does not."""
        if self.under_way or event.key in self.active_bindings:
            return
        if words := idle_words(event):
            self.tell(words)

    # How a command is carried out

    def _do(self, work: Coroutine[Any, Any, None], failed: str = NOT_SAVED) -> None:
        # The app's worker, not the screen's: a command already given is not lost when its screen closes.
        self.app.run_worker(self._guarded(work, failed), group="doing")

    async def _guarded(self, work: Awaitable[None], failed: str = NOT_SAVED) -> None:
        try:
            await work
        except Refusal as refusal:
            self.tell(str(refusal), Tone.REFUSED)
        except Exception as error:
            event = incident(error, self.session.actor.member_id)
            self.tell(failed.format(event), Tone.REFUSED)

    async def _order(
        self,
        words: Callable[[Card], str],
        command: CardCommand[P],
        card_id: int,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        card = await self.session.order(command, self.session.actor, card_id, *args, **kwargs)
        self._show(card)
        self.tell(words(card))

    def _show(self, card: Card) -> None:
        if self.is_attached:
            self.show_card(card)

    def _target(self, *, change: bool = True) -> Card | None:
        card = self.target_card()
        if card is None:
            self.tell("Ställ markören på ett kort först.", Tone.REFUSED)
            return None
        return card if not change or self.may_change(card) else None

    # Undo and redo

    def action_undo(self) -> None:
        """Take back the member's own latest action."""
        self._do(self._undo())

    async def _undo(self) -> None:
        refused = self.session.refused
        try:
            undone = await self.session.order(undo.undo, self.session.actor, frozenset(refused))
        except undo.Superseded as error:
            refused.add(error.action_id)
            self.tell(f"{error} u igen ångrar det före.", Tone.REFUSED)
            return
        await self._show_again(undone)
        self.tell(f"Ångrat: {undone.told}. U gör om.")

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self._do(self._redo())

    async def _redo(self) -> None:
        undone = await self.session.order(undo.redo, self.session.actor)
        await self._show_again(undone)
        self.tell(f"Gjort igen: {undone.told}.")

    async def _take_back(self, action_id: int) -> None:
        """Take back any one action, out of a history."""
        undone = await self.session.order(undo.take_back, self.session.actor, action_id)
        await self._show_again(undone)
        self.tell(f"Ångrat: {undone.told}.")

    async def _show_again(self, undone: undo.Undone) -> None:
        found = await self.session.ask(cards_by_number, undone.cards, self.session.now)
        for number in undone.cards:
            if number in found:
                self._show(found[number])
            elif self.is_attached:
                self.forget_card(number)

    # Everywhere

    def action_copy(self) -> None:
        """Show the card as text, and hand it to the terminal's clipboard where it has one."""
        if (card := self._target(change=False)) is not None:
            self._do(self._copy(card), NOT_READ)

    async def _copy(self, card: Card) -> None:
        text = as_text(await read_story(self.session, card.id), self.session)
        self.app.copy_to_clipboard(text)
        self.app.push_screen(TextView("Markera texten och kopiera den med ditt eget program", text))

    def action_repaint(self) -> None:
        """Paint everything anew, where something else has written on the terminal."""
        self.app.post_message(Garbled())

    def action_help(self) -> None:
        """Show what one can do here."""
        self.app.push_screen(HelpDialog(self.PLACE))

    def action_palette(self) -> None:
        """Show every command and every card."""
        self._do(self._palette(), NOT_READ)

    async def _palette(self) -> None:
        view = await self.session.ask(board_view, self.session.actor, self.session.now)
        commands = self.allowed(self.PLACE, self.target_card())
        chosen = await self.app.push_screen_wait(Palette(commands, view.cards if view else ()))
        if chosen is None:
            return
        if chosen.card_id is not None:
            self.go_to(chosen.card_id)
        elif chosen.action is not None:
            await self.run_action(chosen.action)

    def action_appearance(self) -> None:
        """Choose how the board looks."""
        self._do(self._choose_appearance())

    async def _choose_appearance(self) -> None:
        before = self.session.preferences.get(PREFERENCE, "")
        chosen = await self.app.push_screen_wait(LookDialog(before))
        look = chosen[0] if chosen else before
        self.app.post_message(Dressed(look))
        if chosen:
            await self.session.prefer(PREFERENCE, look)
            self.tell(f"Utseende: {APPEARANCES[look].name}.")

    def action_quit(self) -> None:
        """Ask once, and end the session."""
        self._do(self._quit())

    async def _quit(self) -> None:
        if await self.app.push_screen_wait(
            ConfirmDialog("Avsluta Tavlan?", "Avsluta", "Stanna kvar", self.session.parting)
        ):
            self.app.exit()
