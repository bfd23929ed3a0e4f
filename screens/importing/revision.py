"""A stored plan to go through once more, while it is a proposal: the same preview, over the cards."""

from collections.abc import Collection
from typing import ClassVar

from textual.binding import BindingType

from models.card import Card, cards_by_number
from models.dates import full_day
from models.plurals import count, listing
from models.readers.plan_draft import PlanDraft
from models.revising import Revision, revise_plan, revision_of
from models.session import Session
from screens.dialogs.confirm_dialog import ConfirmDialog
from screens.importing.keeping import Keeping
from screens.importing.preview import PreviewScreen
from screens.keymap import Place, bindings_at


class RevisionScreen(PreviewScreen, inherit_bindings=False):
    """A plan that is on the board; nothing there changes before it is saved."""

    PLACE = Place.REVISION
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.REVISION)
    SAVES = ("Spara planen", "ändrar korten på tavlan")
    SAYS = "Planen är ett förslag"
    NOT_SAVED = "Planen är inte sparad."
    STAYS = "Tavlan är som den var"
    KEPT = ", och det du har ändrat finns kvar"
    LOST = ", men det du har ändrat går förlorat"

    def __init__(self, session: Session, plan_id: int, draft: PlanDraft, keeping: Keeping) -> None:
        super().__init__(session, draft, keeping)
        self._plan_id = plan_id
        # Whose plan it is was asked when it was read in.
        self._warning = ""

    async def _save(self) -> None:
        if not self.changed:
            self.tell("Inget är ändrat.")
            return
        revision = revision_of(self.opened, self.draft)
        gone = await self.session.ask(cards_by_number, revision.gone, self.session.now)
        used = [card for card in gone.values() if _is_used(card)]
        says = revision_words(revision, used)
        if self.draft.adopted:
            says += f" Planen blir antagen {full_day(self.draft.adopted)}, och dess ord står sedan fast."
        question = ConfirmDialog("Spara planen?", "Spara", "Inte än", says, default=not used)
        if await self.app.push_screen_wait(question):
            await self.session.order(
                revise_plan,
                self.session.actor,
                self._plan_id,
                self.opened,
                self.draft,
                self.session.period_start,
            )
            await self._done()


def _is_used(card: Card) -> bool:
    """Whether there is more on a card than the plan's words."""
    return bool(card.done or card.comments or card.steps[1] or card.responsible or card.dropped)


def revision_words(revision: Revision, used: Collection[Card]) -> str:
    """What saving would do: "2 kort ändras och 1 kort tas bort. u på tavlan ångrar."."""
    parts = [
        f"{count(many, 'kort', 'kort')} {does}"
        for many, does in (
            (revision.changed, "ändras"),
            (revision.new, "tillkommer"),
            (len(revision.gone), "tas bort"),
        )
        if many
    ]
    if revision.arranged:
        parts.append("områden eller ordning ändras")
    said = listing(parts) or "orden kring åtagandena ändras"
    says = f"{said[0].upper()}{said[1:]}."
    if used:
        titles = listing(card.title for card in used)
        says += f" Bockar, kommentarer, steg, ansvariga eller skäl att utgå finns på {titles}, som tas bort."
    return f"{says} u på tavlan ångrar."
