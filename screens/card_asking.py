"""The dialogs a card's page asks with about its wording, its history, and one step, tick or comment."""

from models.card import Card
from models.comment import CommentRow
from models.history import Deed
from models.people import Person
from models.step import StepRow
from models.text import BODY, TITLE
from screens.asking import needs_words
from screens.card_history import DEED_WORDS
from screens.dialogs.line_dialog import LineDialog, TextDialog
from screens.dialogs.pick_dialog import Choice, PickDialog
from screens.drafting import Begun

_STEP_CHOICES = (
    Choice("rename", "Ändra ord", "e"),
    Choice("assign", "Ansvarig", "a"),
    Choice("up", "Flytta uppåt", "Skift+↑"),
    Choice("down", "Flytta neråt", "Skift+↓"),
    Choice("remove", "Ta bort", "d"),
)
_OTHER_CHOICES = (Choice("rename", "Ändra", "e"), Choice("remove", "Ta bort", "d"))


def _each_line(text: str) -> str | None:
    """What is wrong with steps written one on a line."""
    written = [line for line in text.splitlines() if line.strip()] or [""]
    check = needs_words(TITLE, "Steget")
    return next((sentence for line in written if (sentence := check(line)) is not None), None)


def new_steps_dialog(card: Card, begun: Begun) -> TextDialog:
    """Asks for steps, one on each line."""
    return TextDialog(
        f"Nya steg till {card.title}",
        hint="Ett steg på varje rad; Ctrl+N börjar en ny. Klistra gärna in flera.",
        check=_each_line,
        begun=begun,
    )


def step_menu(step: StepRow, *, only_finish: bool) -> PickDialog[str]:
    """Asks what to do with a step."""
    finish = Choice("finish", "Öppna igen" if step.finished else "Klart", "mellanslag")
    return PickDialog(step.title, (finish,) if only_finish else (finish, *_STEP_CHOICES))


def part_menu(title: str) -> PickDialog[str]:
    """Asks what to do with a tick, or with a comment of one's own."""
    return PickDialog(title, _OTHER_CHOICES)


def step_dialog(step: StepRow, begun: Begun) -> LineDialog:
    """Asks for a step's words."""
    return LineDialog("Ändra steget", step.title, check=needs_words(TITLE, "Steget"), begun=begun)


def step_assign_dialog(step: StepRow, people: tuple[Person, ...], own: int | None) -> PickDialog[int]:
    """Asks who answers for a step; nobody leaves it to whoever answers for the card."""
    nobody = Choice(0, "Ingen särskild", "den som ansvarar för kortet")
    known = {one.id: one for one in ((step.person,) if step.person else ()) + people}
    choices = (nobody, *(Choice(one.id, one.name, "du" if one.id == own else "") for one in known.values()))
    return PickDialog(f"Vem gör {step.title}?", choices, frozenset({step.person.id if step.person else 0}))


def mend_comment_dialog(comment: CommentRow, begun: Begun) -> TextDialog:
    """Asks for a comment's words anew."""
    check = needs_words(BODY, "Kommentaren", lines=True)
    return TextDialog("Ändra kommentaren", comment.text, check=check, begun=begun)


def reword_dialog(card: Card, begun: Begun, *, adopted: bool) -> TextDialog:
    """Asks for the words as they should have been read in."""
    hint = "Rätta det som blev fel när planen lästes in."
    if adopted:
        hint = f"{hint} Både det här och orden som de lästes in står kvar på kortet."
    return TextDialog(
        "Rätta ordalydelsen",
        card.corrected_text or card.adopted_text,
        hint,
        needs_words(BODY, "Ordalydelsen", lines=True),
        begun,
    )


def deed_dialog(deed: Deed | None) -> PickDialog[str]:
    """Asks which kind of deeds the history shows."""
    choices = tuple(Choice(one or "", words.capitalize()) for one, words in DEED_WORDS.items())
    return PickDialog("Vad ska historiken visa?", choices, frozenset({deed or ""}))


def author_dialog(authors: tuple[tuple[int, str], ...], member_id: int | None) -> PickDialog[int]:
    """Asks whose deeds the history shows."""
    choices = (Choice(0, "Alla"), *(Choice(number, name) for number, name in authors))
    return PickDialog("Vems ändringar ska historiken visa?", choices, frozenset({member_id or 0}))
