"""What a draft holds, as tests of the reader compare it."""

from models.readers.plan_draft import CommitmentDraft, PlanDraft


def shape(plan: PlanDraft) -> list[tuple[str, list[str]]]:
    shaped = [(area.title, [one.title for one in area.commitments]) for area in plan.areas]
    return [*shaped, *([("", [one.title for one in plan.whole_plan])] if plan.whole_plan else [])]


def found(plan: PlanDraft, words: str) -> CommitmentDraft:
    everything = [*(one for area in plan.areas for one in area.commitments), *plan.whole_plan]
    [commitment] = [one for one in everything if words in one.text]
    return commitment
