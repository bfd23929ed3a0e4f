"""One member's prompt: a line in, an answer out, and what others do in between."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from models.access import Right
from models.dates import long_day, week
from models.errors import Invalid, Refusal
from models.hub import Inbox, News
from models.incident import incident
from models.plan import current_plan
from models.plurals import listing
from models.session import Session
from models.text import BODY
from screens.widgets.header import names_here
from tui.channel import Incoming
from tui.commands.tree import WIDTH, whole_number
from tui.line import Prepared, lacks_text, prepare, understood, words_of
from tui.prompt.completing import complete, known_to
from tui.prompt.desk import Desk, PipeDesk, TerminalDesk, Typed
from tui.prompt.editor import LONGEST, Came
from tui.prompt.hearing import news_lines
from tui.prompt.pages import Pages, folded
from tui.prompt.row import PlainRow, ScrollingRow
from tui.prompt.seat import Left, Seat
from tui.prompt.words import COMMANDS, OWN
from tui.reply import Reply, Stdin

PROMPT, TEXT_PROMPT = "tavla> ", "> "
"""What stands before a command, and before each line of a text."""
_PAGE, _SHORTEST_PAGE = 20, 5
_MOST_TEXT = 1024 * 1024
_CRASHED = "Något gick fel hos oss (händelse {}). Inget du sparat är borta."
_TOO_LONG = "Raden är längre än {} tecken och blev inte utförd."
_ASKS_FOR_TEXT = "Skriv texten, gärna flera rader. En rad med bara en punkt avslutar."
_STOPPED = "Avbrutet. Inget är ändrat."
_NEVER_ENDED = "Texten tog slut utan en rad med bara en punkt. Inget är ändrat."
_TOO_MUCH = f"Det är för mycket på en gång; {_MOST_TEXT // 1024} KiB är det mesta. Inget är ändrat."
_HOW = "Skriv ett kommando. hjälp visar alla, sluta avslutar."
_NO_MORE = "Det finns inget mer att visa.\n"
_BYE = "Hej då.\n"

Perform = Callable[[Session, Prepared, Stdin], Awaitable[Reply]]
"""Carries out a command for a session, and reads what the command asks for."""


class Prompt:
    """Reads lines, carries them out as the member, and tells what others do, until the member leaves."""

    def __init__(self, session: Session, incoming: Incoming, perform: Perform) -> None:
        self._session, self._incoming, self._perform = session, incoming, perform
        self._terminal = incoming.terminal
        self._desk = _desk(incoming)
        self._pages = Pages()
        self._leaving = self._writing = False

    async def run(self) -> int:
        """Answer until the member leaves or is asked to."""
        with self._session.hub.subscribe(self._session.presence) as inbox:
            self._desk.say(await self._greeting())
            self._seat = self._take_seat(inbox)
            try:
                while not self._leaving:
                    await self._answer(await self._seat.line(PROMPT))
            except Left:
                return 0
            finally:
                self._seat.close()
        self._desk.say(_BYE)
        return 0

    def _take_seat(self, inbox: Inbox) -> Seat:
        return Seat(
            self._incoming,
            self._desk,
            inbox,
            hear=self._hear,
            complete=self._complete,
            look_again=self._look_again,
        )

    async def _greeting(self) -> str:
        session = self._session
        plan, today = await session.ask(current_plan), session.now.date()
        title = plan.title if plan else "ingen plan än"
        here = listing(["du", *names_here(session.hub.here, session.presence)[1:]])
        who = f"{session.actor.name}, {title}, {long_day(today)}, {week(today)}. Inne: {here}."
        return "\n".join(self._sentences(f"{who}\n{_HOW}"))

    # Others

    async def _hear(self, news: News) -> list[str]:
        if news.everything:
            await self._look_again()
        return self._sentences("\n".join(news_lines(news, self._session.actor)))

    async def _look_again(self) -> None:
        """Look up the member's rights; raises Left where there are none any more."""
        try:
            await self._session.renew()
            require_any_right(self._session)
        except Refusal as refusal:
            self._terminal.end(str(refusal))
            raise Left from None
        except Exception as error:
            # They could not be read just now; the commands look for themselves.
            incident(error, self._session.actor.member_id)

    # A line

    async def _answer(self, typed: Typed) -> None:
        if typed.came is Came.LEAVE:
            self._leaving = True
        elif typed.too_long:
            self._desk.say(_TOO_LONG.format(LONGEST))
        elif typed.came is Came.LINE and (line := typed.line.strip()):
            self._desk.editor.remember(line)
            self._show(await self._reply_to(line))

    async def _reply_to(self, line: str) -> Reply:
        await self._look_again()
        try:
            prepared = await self._understood(f"visa {line}" if whole_number(line) is not None else line)
            return prepared if isinstance(prepared, Reply) else await self._carried_out(prepared)
        except Refusal as refusal:
            return Reply(err=f"{refusal}\n", code=1)
        except Left:
            raise
        except Exception as error:
            return Reply(err=self._crashed(error), code=1)

    def _crashed(self, error: Exception) -> str:
        actor = self._session.actor
        return _CRASHED.format(incident(error, actor.member_id, actor.key_id))

    async def _understood(self, line: str) -> Prepared | Reply:
        words = words_of(line, COMMANDS)
        if not lacks_text(words, COMMANDS):
            return understood(line, COMMANDS)
        self._session.write_on(whole_number(words[1]))
        try:
            text = await self._text()
        finally:
            self._session.write_on(None)
        return prepare([*words, "--", text], COMMANDS)

    async def _carried_out(self, prepared: Prepared) -> Reply:
        if prepared.command in OWN:
            prepared.context.obj = self
            reply: Reply = prepared.command.invoke(prepared.context)
            return replace(reply, is_file=True)
        reply = await self._perform(self._session, prepared, self)
        number = prepared.context.params.get("number")
        if reply.code == 0 and isinstance(number, int):
            self._session.look_at(number)
        return reply

    def _show(self, reply: Reply) -> None:
        refused = self._sentences(reply.err)
        if reply.is_file:
            self._desk.say(reply.out + "".join(f"{line}\n" for line in refused))
        elif lines := [*folded(reply.out, self._width), *refused]:
            self._desk.say(self._pages.begin(lines, self._height))

    def _sentences(self, text: str) -> list[str]:
        """Whole sentences; a terminal would break them within words, and elsewhere each is one line."""
        return folded(text, self._width, "") if self._incoming.has_terminal else text.splitlines()

    @property
    def _width(self) -> int:
        return min(WIDTH, self._terminal.size[0])

    @property
    def _height(self) -> int:
        return max(_SHORTEST_PAGE, min(_PAGE, self._terminal.size[1] - 3))

    # A text of several lines

    async def read(self) -> bytes:
        """What a command wants from standard input: a text, typed or pasted here; raises Invalid."""
        return (await self._text()).encode()

    async def _text(self) -> str:
        self._desk.say(_ASKS_FOR_TEXT)
        editor, lines, size = self._desk.editor, list[str](), 0
        editor.limit, self._writing = BODY, True
        try:
            while (typed := await self._seat.line(TEXT_PROMPT)).line != ".":
                if typed.came is not Came.LINE:
                    self._leaving = typed.came is Came.LEAVE
                    raise Invalid(_NEVER_ENDED if self._leaving else _STOPPED)
                size += len(typed.line.encode()) + 1
                if typed.too_long:
                    self._desk.say(_TOO_LONG.format(BODY))
                if size <= _MOST_TEXT:
                    lines.append(typed.line)
        finally:
            editor.limit, self._writing = LONGEST, False
        if size > _MOST_TEXT:
            raise Invalid(_TOO_MUCH)
        return "\n".join(lines)

    # What Tab does

    async def _complete(self) -> None:
        editor = self._desk.editor
        if self._writing:
            editor.insert(" ")
            return
        try:
            known = await self._session.ask(known_to, self._session.actor)
        except Exception as error:
            self._desk.say(self._crashed(error))
            return
        before, after = editor.text[: editor.cursor], editor.text[editor.cursor :]
        done = complete(before, COMMANDS, known)
        editor.put(done.text + after)
        editor.cursor = len(done.text)
        self._desk.say(done.told)

    # What the prompt's own commands ask

    @property
    def past(self) -> Sequence[str]:
        """The lines that were given, the oldest first."""
        return self._desk.editor.past

    def more(self) -> str:
        """The next page of the last answer, or that there is none."""
        return self._pages.next(self._height) or _NO_MORE

    def leave(self) -> None:
        """End after this."""
        self._leaving = True


def require_any_right(session: Session) -> None:
    """Let those in whose assignments give any right at all; raises NotAllowed."""
    if not session.actor.rights:
        session.actor.require(Right.READ_PLAN)


def _desk(incoming: Incoming) -> Desk:
    terminal = incoming.terminal

    def write(text: str) -> None:
        if text:
            terminal.write(text.encode(errors="replace"))

    if not incoming.has_terminal:
        return PipeDesk(write)
    return TerminalDesk(write, PlainRow() if terminal.plain else ScrollingRow(lambda: terminal.size[0]))
