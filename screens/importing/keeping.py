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
    of: str
    """What the draft was made of: the text that was pasted, or the plan as it was stored."""
    found: PlanDraft | None
    """The draft as the member left it, if it was changed before."""

    def keep(self, draft: PlanDraft | None) -> None:
        """Keep the draft as it now is; None where nothing in it is changed."""
        self.drafting.write(None if draft is None else kept_text(self.of, draft))


async def keep_changes(session: Session, form: str, of: str) -> Keeping:
    """Go on where the member left off; what was made of something else is forgotten."""
    drafting = Drafting(session, form)
    begun = await drafting.begun()
    found = read_kept(begun.text, of) if begun else None
    if found is None:
        drafting.write(None)
    return Keeping(drafting, of, found)
