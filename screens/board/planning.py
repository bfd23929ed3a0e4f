"""What one does from the board with the plan as a whole: reads it, and goes through it."""

from models.board import BoardView
from models.card import Card
from models.plan import PlanState, plan_words
from models.revising import proposal_draft
from screens.acting import NOT_READ, Acting
from screens.importing.keeping import keep_changes
from screens.importing.revision import RevisionScreen
from screens.keymap import Command, Place
from screens.plan_view import PlanView


class Planning(Acting):
    """The commands on the plan that the board shows."""

    view: BoardView

    def allowed(self, place: Place, card: Card | None = None) -> tuple[Command, ...]:
        """The same without going through a plan whose words stand fast."""
        given = super().allowed(place, card)
        proposed = self.view.plan.state == PlanState.PROPOSAL
        return given if proposed else tuple(one for one in given if one.action != "revise")

    def action_plan(self) -> None:
        """Show what the plan says around its commitments."""
        self._do(self._show_plan(), NOT_READ)

    async def _show_plan(self) -> None:
        words = await self.session.ask(plan_words, self.session.actor, self.view.plan.id)
        self.app.push_screen(PlanView(words))

    def action_revise(self) -> None:
        """Go through the plan's own words once more."""
        self._do(self._revise(), NOT_READ)

    async def _revise(self) -> None:
        plan_id = self.view.plan.id
        draft = await self.session.ask(proposal_draft, self.session.actor, plan_id)
        keeping = await keep_changes(self.session, f"plan {plan_id}", draft)
        screen = RevisionScreen(self.session, plan_id, draft, keeping)
        self.app.push_screen(screen, lambda _: self._revised(screen))

    def _revised(self, screen: RevisionScreen) -> None:
        if screen.saved:
            self.tell("Planen är sparad. u ångrar.")
        elif screen.is_kept:
            self.tell("Det du har ändrat är kvar. Gå igenom planen, i menyn, fortsätter.")
