"""The box Idag over the board: after a login unless the member would rather not, and whenever asked for."""

from dataclasses import replace

from models.selection import Selection
from models.today import OFF, PREFERENCE, Today, today
from screens.acting import NOT_READ
from screens.board.choosing import Choosing
from screens.today import ALL_LATE, ALL_NEWS, ALL_OWN, TodayBox


class Greeting(Choosing):
    """Who meets a member, and what their choice in the box leads to."""

    def open_card(self, card_id: int) -> None:
        """Open a card's page."""
        raise NotImplementedError

    async def greet(self) -> None:
        """Show the box to one who comes in; somebody who has begun already is left in peace."""
        session = self.session
        if session.welcome or session.actor.member_id is None or session.preferences.get(PREFERENCE) == OFF:
            return
        told = await self._told_today()
        if self.app.screen is self and not session.has_begun:
            await self._show_today(told)

    def action_today(self) -> None:
        """Show the box again."""
        self._do(self._today_again(), NOT_READ)

    async def _today_again(self) -> None:
        await self._show_today(await self._told_today())

    async def _told_today(self) -> Today:
        return await self.session.ask(today, self.session.actor, self._seen)

    async def _show_today(self, told: Today) -> None:
        self._since = told.since
        own = self.session.actor.member_id
        match await self.app.push_screen_wait(TodayBox(self.session, told)):
            case int() as card_id:
                self.go_to(card_id)
                self.open_card(card_id)
            case word if word == ALL_NEWS:
                await self.read_new()
            case word if word == ALL_LATE:
                self.look(replace(self.viewing, chosen=Selection(person=own, late=True)))
            case word if word == ALL_OWN:
                self.look(replace(self.viewing, chosen=Selection(person=own)))
