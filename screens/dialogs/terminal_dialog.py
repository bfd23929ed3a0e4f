"""Trying the terminal: what it shows and what its keyboard sends, in three short steps."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from textual.app import App
from textual.events import Key
from textual.widget import Widget

from models.session import Session
from models.trial import PREFERENCE, Trial, trial_of
from screens.dialogs.dialog import Dialog
from screens.messages import Dressed
from screens.theme import APPEARANCES, appearance_of
from screens.theme import PREFERENCE as LOOK
from screens.widgets.bottom import KeyLine, Keys
from screens.widgets.lines import Line, LinesView, wrap
from screens.widgets.lines import Look as Drawn

PLAIN = next(look for look, one in APPEARANCES.items() if one.plain)
"""The appearance for a terminal whose signs come out wrong."""
_COLOURED = next(look for look, one in APPEARANCES.items() if not one.plain)
_YES, _NO = frozenset("jJ"), frozenset("nN")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is tried."""

    finds: str
    """The part of the trial it gives."""
    shows: str
    says: str
    keys: Keys
    expects: frozenset[str]
    """The keys that mean yes, by their names in Textual or as they are typed."""
    otherwise: str
    """What is said of any other key; `{}` is that key, where it has a sign."""


# In this step nothing but what is tried may need more than ASCII: all of it may come out wrong.
_SIGNS = Step(
    "signs",
    "●  ○    å  ä  ö",
    "Ser du en fylld ring, en tom ring, a med ring, a med prickar och o med prickar?",
    (("J", "ja"), ("N", "nej"), ("Esc", "avbryt provet")),
    _YES,
    "Tryck J eller N.",
)
_FUNCTION_KEYS = Step(
    "function_keys",
    "Tryck F2",
    "Händer inget? Tryck N. På bärbar dator kan det vara Fn och F2.",
    (("F2", "prova"), ("N", "det händer inget"), ("Esc", "avbryt provet")),
    frozenset({"f2"}),
    "Det som kom fram var inte F2. Tryck N om det inte går.",
)
_AT_SIGN = Step(
    "at_sign",
    "Skriv @",
    "AltGr och 2 på ett svenskt tangentbord, Alt och 2 på en Mac. Går det inte? Tryck N.",
    (("@", "prova"), ("N", "det går inte"), ("Esc", "avbryt provet")),
    frozenset({"at", "@"}),
    "Det som kom fram var inte @. Tryck N om det inte går.",
)
_NO_UTF8 = (
    "Terminalen säger att den inte har UTF-8, så tavlan ritas med enkla tecken. Blir å, ä och ö fel: välj "
    "UTF-8 i terminalens inställningar."
)
_NO_SIGNS = (
    "Tavlan ritas nu med enkla tecken, utan färg. Blir å, ä och ö fel: välj UTF-8 i terminalen (i PuTTY: "
    "Window, Translation)."
)
_NO_FUNCTION_KEYS = "F-tangenterna behövs inte: hjälpen visar andra tangenter för samma sak."
_NO_AT_SIGN = (
    "Tavlan kräver aldrig @, eller något annat tecken med AltGr. Vill du ha @ i en text går det att klistra "
    "in."
)
_PLAIN_BY_CHOICE = "Alla tecken går fram. Välj utseende i menyn byter från enfärgat till färg."


class TerminalDialog(Dialog[Trial]):
    """A page with nothing else on it, since what lies beneath may be what comes out wrong."""

    DEFAULT_CSS = """
    TerminalDialog {
        background: $background;
        &>.box { border: none; background: $background; overflow: hidden; }
        .head, .foot { background: $background; }
        LinesView { height: 12; max-height: 1fr; }
        &.-short LinesView { height: 1fr; }
        &.-short>.box { height: 100%; }
    }
    """
    HELP = (
        "Tre korta prov: om tecknen syns, om F2 kommer fram och om @ gör det. Esc avbryter, och allt går att "
        "göra ändå. Hjälpen tar dig hit igen."
    )

    def __init__(self, look: str, *, utf8: bool) -> None:
        super().__init__("Prova terminalen")
        self._look, self._utf8 = look, utf8
        self._steps = (_SIGNS, _FUNCTION_KEYS, _AT_SIGN) if utf8 else (_FUNCTION_KEYS, _AT_SIGN)
        self._at, self._remark = 0, ""
        self._found = Trial(signs=None if utf8 else False)
        self.view = LinesView(self._lines)

    def body(self) -> Iterable[Widget]:
        """The step one is at."""
        yield self.view

    def on_mount(self) -> None:
        """Begin; in plain signs nobody could tell whether the others come out."""
        if self._is_plain and self._utf8:
            self._wear(_COLOURED)
        self._show()

    @property
    def _is_plain(self) -> bool:
        return appearance_of({LOOK: self._look}).plain

    @property
    def _step(self) -> Step | None:
        """What is tried now; None once there is only what came of it to read."""
        return self._steps[self._at] if self._at < len(self._steps) else None

    def _wear(self, look: str) -> None:
        self.app.post_message(Dressed(look))

    def _show(self) -> None:
        step = self._step
        self.query_one(KeyLine).show(step.keys if step else (("Enter", "klart"),))
        self.view.rebuild()

    def _lines(self, width: int) -> list[Line]:
        step = self._step
        if step is None:
            told = [((line, Drawn.PLAIN),) for text in self._told for line in ("", *wrap(text, width - 1))]
            return list(told)
        return [
            ((f"{self._at + 1} av {len(self._steps)}", Drawn.DIM),),
            (),
            ((f"    {step.shows}", Drawn.BOLD),),
            (),
            *(((line, Drawn.PLAIN),) for line in wrap(step.says, width - 1)),
            (),
            *(((line, Drawn.ACCENT),) for line in wrap(self._remark, width - 1)),
        ]

    @property
    def _told(self) -> list[str]:
        """What is good to know of what was found."""
        found = self._found
        no_signs = _NO_SIGNS if self._utf8 else _NO_UTF8
        told = {
            no_signs: found.signs is False,
            _PLAIN_BY_CHOICE: found.signs is True and self._is_plain,
            _NO_FUNCTION_KEYS: found.function_keys is False,
            _NO_AT_SIGN: found.at_sign is False,
        }
        return [sentence for sentence, is_so in told.items() if is_so]

    def on_key(self, event: Key) -> None:
        """Take the answer."""
        if event.key in self.active_bindings:
            return
        # The answer that ends the dialog must not go on to what lies beneath it.
        event.stop()
        step, typed = self._step, {event.key, event.character}
        if step is None:
            if event.key == "enter":
                self._finish()
            elif event.key in {"up", "down"}:
                self.view.scroll_by(1 if event.key == "down" else -1)
        elif typed & step.expects:
            self._answer(step, yes=True)
        elif typed & _NO:
            self._answer(step, yes=False)
        else:
            self._remark = step.otherwise
            self._show()

    def _answer(self, step: Step, *, yes: bool) -> None:
        self._found = replace(self._found, **{step.finds: yes})
        if step is _SIGNS:
            # In what it will look like from now on, so that the rest can be read.
            self._wear(self._look if yes else PLAIN)
        self._at, self._remark = self._at + 1, ""
        if self._step is None and not self._told:
            self._finish()
        else:
            self._show()

    def action_cancel(self) -> None:
        """Pass by the rest; of a key that was waited for and never came, that is the answer."""
        if self._step is _SIGNS:
            self._wear(self._look)
        elif self._step is _FUNCTION_KEYS:
            self._found = replace(self._found, function_keys=False)
        self._finish()

    def _finish(self) -> None:
        self.dismiss(self._found)


async def try_terminal(app: App[Any], session: Session) -> None:
    """Let a member try their terminal, and keep what was found."""
    look = session.preferences.get(LOOK, "")
    found = await app.push_screen_wait(TerminalDialog(look, utf8=session.utf8))
    await session.prefer(PREFERENCE, found.after(trial_of(session.preferences)).kept())
    if found.signs is False and session.utf8:
        await session.prefer(LOOK, PLAIN)
