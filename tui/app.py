"""One session's app: it opens the board and hears what the others do. Many run in one process."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any, ClassVar

from rich.color import ColorSystem
from rich.console import Console
from textual import events, work
from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widget import Widget

from models.access import Right
from models.board import BoardView, board_view
from models.errors import Refusal
from models.hub import News
from models.incident import incident
from models.journal import last_change
from models.session import Session
from screens.acting import Acting
from screens.arrival import arrive
from screens.board.screen import BoardScreen
from screens.board.surface import Surface
from screens.dialogs.dialog import Dialog
from screens.messages import Dressed, Garbled, Heard
from screens.theme import APPEARANCES, MONO, PREFERENCE, Appearance, appearance_of
from screens.waiting import WaitingScreen, arrived_words
from tui.driver import CLEAN, ChannelDriver, InputDropped
from tui.filters import filters_for
from tui.pacing import Pace, Passed
from tui.terminal import Terminal

_VEILED = 0.5
"""So many seconds at most before something is painted."""
_RIGHTS_LAST = 300.0
"""So many seconds a session trusts the rights it last saw; commands look each time."""
_TOO_MUCH = "Det inklistrade var för långt; slutet kom inte med."


class BoardApp(App[None], inherit_bindings=False):
    """The app of one member at one terminal."""

    CSS_PATH = "app.tcss"
    # Textual's own empty first screen would be laid out and painted beneath the board, twice a login.
    DEFAULT_MODE = "first"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        session: Session,
        view: BoardView | None,
        terminal: Terminal | None = None,
        *,
        depth: ColorSystem | None = ColorSystem.TRUECOLOR,
        as_of: int | None = None,
    ) -> None:
        self.session, self._view = session, view
        # The journal's newest row when the view was read; what came between that and listening is caught up.
        self._as_of = as_of
        self._plan_gone = False
        utf8 = True
        if terminal is not None:
            self.terminal, depth, utf8 = terminal, terminal.depth, terminal.utf8
            session.utf8 = utf8
        self._depth, self._utf8 = depth, utf8
        self._filters_out: Sequence[LineFilter] = ()
        super().__init__(driver_class=ChannelDriver if terminal else None, watch_css=False)
        # Redirecting stdout becomes a no-op; else the last of two overlapping sessions leaves its own behind.
        self._capture_stdout, self._capture_stderr = sys.stdout, sys.stderr  # type: ignore[assignment]
        # A crash would print locals, and with them members' data, to the server's log.
        self.error_console = Console(quiet=True)
        # Painted once, when the board stands, and not twice before.
        self._veiled, self._veil = True, ExitStack()
        self._veil.enter_context(self.batch_update())
        self._pace = Pace(self, super().on_event)
        self.add_mode(self.DEFAULT_MODE, self._first_screen)
        for appearance in APPEARANCES.values():
            self.register_theme(appearance.theme)
        self._dress(appearance_of(session.preferences))

    def _dress(self, appearance: Appearance) -> None:
        """Draw in an appearance, as far as the terminal can."""
        depth = None if appearance.plain else self._depth
        self._filters_out = filters_for(depth, plain=appearance.plain or not self._utf8)
        # A terminal without colours is told apart by signs only, whatever was chosen.
        self.theme = (appearance.theme if depth else MONO).name

    def on_dressed(self, dressed: Dressed) -> None:
        """Look otherwise from now on, under an open dialog too."""
        self._dress(appearance_of({PREFERENCE: dressed.look}))
        for screen in self.screen_stack:
            for widget in screen.walk_children(Widget, with_self=True):
                widget.refresh()

    def on_garbled(self, _: Garbled) -> None:
        """Paint every cell of the terminal anew."""
        if isinstance(self._driver, ChannelDriver):
            self._driver.start_over()
        elif self._driver is not None:
            # In the server's own terminal Textual's driver draws.
            self._driver.write(CLEAN)
        self.screen.refresh()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes on its way out: nothing but printable text, in the terminal's colours."""
        # Textual's own turn ANSI colours into others, and no style here has any.
        return self._filters_out

    async def on_event(self, event: events.Event) -> None:
        """Let what is typed come one key at a time; all else at once."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if not self.screen_stack or isinstance(self.screen, BoardScreen):
                self.session.has_begun = True
            self._pace.take(event)
        else:
            await super().on_event(event)

    def on_passed(self, passed: Passed) -> None:
        """A key has been taken by all it concerns."""
        passed.reached.set()

    def on_mount(self) -> None:
        """Open the board, or what stands there until a plan has been read in."""
        self.set_timer(_VEILED, self._unveil)
        if self._view is None:
            self.call_after_refresh(self._unveil)
        self._listen()
        self.screen_change_signal.subscribe(self, self._come_back)
        self.set_interval(_RIGHTS_LAST, self._renew)

    def _unveil(self) -> None:
        if not self._veiled:
            return
        self._veiled = False
        self._veil.close()
        if not self.screen_stack:
            # A session may end before it was ever painted.
            return
        self.call_after_refresh(self._arrive)
        if isinstance(self.screen, BoardScreen):
            # What the layout has marked as changed is all there is; the screen anew would be a second paint.
            self.screen._repaint_required = False
            self.screen.board.refresh()
        else:
            self.screen.refresh()

    @work(name="arrive")
    async def _arrive(self) -> None:
        """Let what is due come up, once the first screen has been painted."""
        await arrive(self, self.session)

    def on_surface_arranged(self, arranged: Surface.Arranged) -> None:
        """The board has its size and its cards; it is shown once it also has its focus."""
        arranged.surface.call_later(self._unveil)

    def _first_screen(self) -> Screen[None]:
        """A plan's board, or that there is none yet."""
        return BoardScreen(self.session, self._view) if self._view else WaitingScreen(self.session)

    @work(name="listen")
    async def _listen(self) -> None:
        """Hear what others wrote, inside this session's own context."""
        with self.session.hub.subscribe(self.session.presence) as inbox:
            if self._as_of is not None and await self.session.ask(last_change) != self._as_of:
                self._tell_screens(News(everything=True))
            while True:
                news = await inbox.get()
                if news.everything and not await self._renew():
                    return
                if any(change.session != self.session.actor.session for change in news.changes):
                    # What stood in an undo's way may be gone.
                    self.session.refused.clear()
                self._tell_screens(news)

    def _tell_screens(self, news: News) -> None:
        for screen in self.screen_stack:
            screen.post_message(Heard(news))

    async def _renew(self) -> bool:
        """Whether the member may stay: an assignment may have ended, here or by its date."""
        try:
            await self.session.renew()
            self.session.actor.require(Right.READ_PLAN)
        except Refusal as refusal:
            self.leave(str(refusal))
            return False
        except Exception as error:
            # They could not be read just now; the commands look for themselves.
            incident(error, self.session.actor.member_id)
        return True

    def leave(self, sentence: str) -> None:
        """End the session with a sentence."""
        if isinstance(terminal := getattr(self, "terminal", None), Terminal):
            terminal.end(sentence)
        else:
            self.exit(message=sentence)

    async def on_board_screen_plan_gone(self) -> None:
        """There is no plan any more; a member who is answering a question gets to do that first."""
        if self.screen.is_modal:
            self._plan_gone = True
            return
        await self._begin_anew(None)

    async def _begin_anew(self, view: BoardView | None) -> None:
        left, self._view = self.current_mode, view
        begun = "board" if view else "waiting"
        self.add_mode(begun, self._first_screen)
        await self.switch_mode(begun)
        await self.remove_mode(left)

    def _come_back(self, screen: Screen[Any]) -> None:
        if self._plan_gone and not screen.is_modal:
            self._plan_gone = False
            # The plan may be there again, so the board looks once more.
            self._tell_screens(News(everything=True))

    async def on_waiting_screen_arrived(self) -> None:
        """The first plan has been read in."""
        try:
            view = await self.session.ask(board_view, self.session.actor, self.session.now)
        except Refusal as refusal:
            self.leave(str(refusal))
            return
        if view is not None and isinstance(self.screen, WaitingScreen):
            await self._begin_anew(view)
            if isinstance(self.screen, BoardScreen):
                self.screen.tell(arrived_words(view.plan, self.session))

    def on_input_dropped(self, dropped: InputDropped) -> None:
        """Say that what was pasted was too much, where it was pasted."""
        if isinstance(self.screen, Dialog):
            self.screen.remark(_TOO_MUCH)
        elif isinstance(self.screen, Acting):
            self.screen.tell(_TOO_MUCH, "refused")

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing: it would open on the server."""
