"""What a member has put right in a plan that is not saved, kept so that a lost connection loses nothing."""

from dataclasses import dataclass

from models.readers.kept_plan import kept_text, read_kept
from models.readers.plan_draft import PlanDraft
from models.session import Session
from screens.drafting import Drafting


@dataclass(frozen=True, slots=True)
class Keeping:
    """Keeps the changes of one draft, for as long as it is made of the same."""

    drafting: Drafting
    opened: PlanDraft
    """The draft before the member changed it."""
    found: PlanDraft | None
    """The draft as the member left it, if it was changed before."""
    of: str | None
    """The text it was read from; None for a stored plan, kept as it was opened, since others change it."""

    def keep(self, draft: PlanDraft | None) -> None:
        """Keep the draft as it now is; None where nothing in it is changed."""
        opened = (self.opened,) if self.of is None else ()
        self.drafting.write(None if draft is None else kept_text(self.of or "", draft, *opened))


async def keep_changes(session: Session, form: str, opened: PlanDraft, of: str | None = None) -> Keeping:
    """Go on where the member left off; what was made of another text stays until this is changed."""
    drafting = Drafting(session, form)
    begun = await drafting.begun()
    found, *before = (read_kept(begun.text, of or "") if begun else ()) or (None,)
    return Keeping(drafting, before[0] if before else opened, found, of)
