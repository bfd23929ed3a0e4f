"""What a person does to a draft by keys: each change gives a new draft, and the ones before are undo."""

from collections.abc import Callable
from dataclasses import replace

from models.errors import Invalid
from models.plurals import count
from models.readers import plan_edit
from models.readers.plan_draft import PlanDraft
from models.readers.plan_edit import Spot, commitment_at
from models.target import COUNTED, Audience, Kind, Per, Target
from screens.acting import Acting
from screens.dialogs.card_words import read_due
from screens.dialogs.text_view import TextView
from screens.importing import questions
from screens.importing.preview_lines import Stop, What, question_at, questions_of, stop_at, wording_at
from screens.widgets.bottom import Tone

_NOT_THERE = {
    What.COMMITMENT: "Ställ markören på ett åtagande först.",
    What.AREA: "Ställ markören på ett åtagande eller en rubrik först.",
    What.LINE: "Ställ markören på ett åtagande eller en rad utan plats först.",
}
_ON_A_LIST = (What.COMMITMENT, What.LINE)
_TITLED = (What.COMMITMENT, What.AREA)


class Editing(Acting):
    """A draft, what was done to it, and the commands that change it."""

    def __init__(self, draft: PlanDraft, found: PlanDraft | None = None) -> None:
        super().__init__()
        self.opened, self.draft = draft, found or draft
        # What was changed at another time is taken back as one.
        self._before: list[tuple[PlanDraft, Stop | None]] = [(draft, None)] if found else []
        self._after: list[tuple[PlanDraft, Stop | None]] = []

    # What the screen itself knows

    @property
    def stop(self) -> Stop | None:
        """Where the cursor stands."""
        raise NotImplementedError

    def show_draft(self, stop: Stop | None) -> None:
        """Show the draft as it now is, with the cursor on a line."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep the draft as it now is, for whoever loses the connection."""

    @property
    def changed(self) -> bool:
        """Whether something in the draft is not as it was opened."""
        return self.draft != self.opened

    # How a change is made

    def _change(self, words: str, stop: Stop | None, change: Callable[[], PlanDraft]) -> None:
        try:
            draft = change()
        except Invalid as refused:
            self.tell(str(refused), Tone.REFUSED)
            return
        if draft == self.draft:
            self.tell("Det står redan så.")
            return
        self._before.append((self.draft, self.stop))
        self._after.clear()
        self._become(draft, stop)
        self.tell(f"{words} u ångrar.")

    def action_undo(self) -> None:
        """Take back the latest change of the draft."""
        self._turn_back(self._before, self._after, "Ångrat. U gör om.", "Det finns inget att ångra här.")

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self._turn_back(self._after, self._before, "Gjort igen.", "Det finns inget att göra om.")

    def _turn_back(
        self,
        taken: list[tuple[PlanDraft, Stop | None]],
        kept: list[tuple[PlanDraft, Stop | None]],
        done: str,
        empty: str,
    ) -> None:
        if not taken:
            self.tell(empty, Tone.REFUSED)
            return
        kept.append((self.draft, self.stop))
        self._become(*taken.pop())
        self.tell(done)

    def _become(self, draft: PlanDraft, stop: Stop | None) -> None:
        self.draft = draft
        self.keep()
        self.show_draft(stop)

    def _on(self, *wanted: What) -> Stop | None:
        """The cursor's line where it is of a sort that is wanted; says so where not."""
        if self.stop is not None and self.stop.what in wanted:
            return self.stop
        self.tell(_NOT_THERE[wanted[-1]], Tone.REFUSED)
        return None

    def title_at(self, stop: Stop) -> str:
        """What a line is called."""
        if stop.what is What.COMMITMENT:
            return commitment_at(self.draft, stop.spot).title
        if stop.what is What.AREA and stop.area is not None:
            return self.draft.areas[stop.area].title
        return wording_at(self.draft, stop) if stop.what is What.LINE else "Inledning"

    # Parting and putting together

    def action_merge(self, step: int) -> None:
        """Make one of a commitment and the one after it, or before."""
        if (stop := self._on(What.COMMITMENT)) is None:
            return
        spot = stop.spot
        if step > 0:
            self._change("Hopslaget.", stop, lambda: plan_edit.merge_with_next(self.draft, spot))
        else:
            before = stop_at(Spot(spot.area, spot.place - 1))
            self._change("Hopslaget.", before, lambda: plan_edit.merge_with_previous(self.draft, spot))

    def action_split(self) -> None:
        """Ask where to part a commitment."""
        if (stop := self._on(What.COMMITMENT)) is not None:
            self._do(self._split(stop))

    async def _split(self, stop: Stop) -> None:
        one = commitment_at(self.draft, stop.spot)
        picked = await self.app.push_screen_wait(questions.split_dialog(one))
        if picked is None:
            return
        at = picked[0]
        if at == questions.EVERYWHERE:
            self._change("Delat.", stop, lambda: plan_edit.split_sentences(self.draft, stop.spot))
        else:
            self._change("Delat i två.", stop, lambda: plan_edit.split(self.draft, stop.spot, at))

    # Moving

    def action_step(self, step: int) -> None:
        """Move a commitment a step, past its area's border too; or an area with all that is in it."""
        if (stop := self._on(*_TITLED)) is None:
            return
        if stop.what is What.AREA and stop.area is not None:
            area = stop.area
            self._change(
                "Området är flyttat.",
                Stop(What.AREA, area + step),
                lambda: plan_edit.move_area(self.draft, area, step),
            )
        else:
            goal = plan_edit.destination(self.draft, stop.spot, step)
            landed = stop_at(goal) if goal else stop
            self._change("Åtagandet är flyttat.", landed, lambda: plan_edit.step(self.draft, stop.spot, step))

    def action_place(self) -> None:
        """Ask which area a commitment or a line belongs to."""
        if (stop := self._on(*_ON_A_LIST)) is not None:
            self._do(self._place(stop))

    async def _place(self, stop: Stop) -> None:
        title = self.title_at(stop)
        picked = await self.app.push_screen_wait(questions.area_dialog(self.draft, stop, title))
        if picked is None:
            return
        if picked[0] == questions.NEW:
            self._to_heading(stop)
            return
        area = None if picked[0] == questions.WHOLE else picked[0]
        name = "Hela planen" if area is None else self.draft.areas[area].title
        if stop.what is What.LINE:
            self._change(
                f"Raden är ett åtagande i {name}.",
                stop,
                lambda: plan_edit.place_line(self.draft, stop.place, area),
            )
        else:
            # The cursor stays, so that one can go on with the next.
            self._change(
                f"Åtagandet är flyttat till {name}.",
                stop,
                lambda: plan_edit.move(self.draft, stop.spot, area),
            )

    # Heading or commitment, or neither

    def action_heading(self) -> None:
        """Make a commitment or a line head an area; a heading becomes a commitment."""
        stop = self.stop
        if stop is None or stop.what not in (*_ON_A_LIST, What.AREA):
            self.tell(_NOT_THERE[What.AREA], Tone.REFUSED)
        elif stop.what is What.AREA and stop.area is not None:
            area = stop.area
            above = area - 1 if area else None
            landed = Spot(above, len(self.draft.areas[above].commitments) if above is not None else 0)
            self._change(
                "Rubriken är ett åtagande.",
                stop_at(landed),
                lambda: plan_edit.to_commitment(self.draft, area),
            )
        else:
            self._to_heading(stop)

    def _to_heading(self, stop: Stop) -> None:
        words = "Raden är en rubrik."
        if stop.what is What.LINE:
            made = Stop(What.AREA, len(self.draft.areas))
            self._change(words, made, lambda: plan_edit.line_to_heading(self.draft, stop.place))
        else:
            made = Stop(What.AREA, len(self.draft.areas) if stop.area is None else stop.area + 1)
            self._change(words, made, lambda: plan_edit.to_heading(self.draft, stop.spot))

    def action_unplace(self) -> None:
        """Take what is no commitment, or the whole preamble, to the lines without a place."""
        stop = self.stop
        if stop is not None and stop.what is What.PREAMBLE:
            self._change(
                "Inledningens stycken är rader utan plats.",
                stop,
                lambda: plan_edit.preamble_to_unplaced(self.draft),
            )
        elif (stop := self._on(What.COMMITMENT)) is not None:
            spot = stop.spot
            self._change("Står nu utan plats.", stop, lambda: plan_edit.to_unplaced(self.draft, spot))

    def action_preamble(self) -> None:
        """Take what is no commitment to the preamble."""
        if (stop := self._on(*_ON_A_LIST)) is None:
            return
        if stop.what is What.LINE:
            self._change(
                "Står nu i inledningen.", stop, lambda: plan_edit.line_to_preamble(self.draft, stop.place)
            )
        else:
            self._change("Står nu i inledningen.", stop, lambda: plan_edit.to_preamble(self.draft, stop.spot))

    # What a line says

    def action_title(self) -> None:
        """Ask for another title of a card, or another name of an area."""
        if (stop := self._on(*_TITLED)) is not None:
            self._do(self._title(stop))

    async def _title(self, stop: Stop) -> None:
        field = "Titel" if stop.what is What.COMMITMENT else "Namn"
        title = await self.app.push_screen_wait(questions.title_dialog(self.title_at(stop), field))
        if title is None:
            return
        if stop.what is What.AREA and stop.area is not None:
            area = stop.area
            self._change("Namnet är ändrat.", stop, lambda: plan_edit.rename_area(self.draft, area, title))
        else:
            self._change("Titeln är ändrad.", stop, lambda: plan_edit.rename(self.draft, stop.spot, title))

    def action_target(self) -> None:
        """Ask what a commitment aims at."""
        if (stop := self._on(What.COMMITMENT)) is not None:
            self._do(self._target_of(stop))

    async def _target_of(self, stop: Stop) -> None:
        one = commitment_at(self.draft, stop.spot)
        picked = await self.app.push_screen_wait(questions.kind_dialog(one))
        if picked is None:
            return
        kind, per = Kind(picked[0]), None
        number = one.target.number if kind is Kind.DISTRICTS and kind is one.target.kind else None
        if kind in COUNTED:
            typed = await self.app.push_screen_wait(questions.number_dialog(one, kind))
            if typed is None:
                return
            number = questions.read_number(typed, needed=kind is Kind.COUNT)
            chosen = await self.app.push_screen_wait(questions.per_dialog(one))
            if chosen is None:
                return
            per = Per(chosen[0])
        target = _aimed(one.target, kind, number, per)
        self._change(
            "Slag och mål är ändrade.", stop, lambda: plan_edit.set_target(self.draft, stop.spot, target)
        )

    def action_due(self) -> None:
        """Ask by when a commitment is to be done."""
        if (stop := self._on(What.COMMITMENT)) is not None:
            self._do(self._due_of(stop))

    async def _due_of(self, stop: Stop) -> None:
        today = self.session.now.date()
        dialog = questions.due_dialog(commitment_at(self.draft, stop.spot), today)
        typed = await self.app.push_screen_wait(dialog)
        if typed is not None:
            day = read_due(typed, today)
            self._change("Datumet är ändrat.", stop, lambda: plan_edit.set_due(self.draft, stop.spot, day))

    def action_words(self) -> None:
        """Show the document's words behind a line."""
        stop = self.stop
        words = wording_at(self.draft, stop) if stop else ""
        if stop is None or not words:
            self.tell("Det finns inga ord ur dokumentet på den raden.", Tone.REFUSED)
        else:
            self.app.push_screen(TextView(self.title_at(stop), words))

    # The plan as a whole

    def action_year(self) -> None:
        """Ask which year the plan is for."""
        self._do(self._year())

    async def _year(self) -> None:
        await self.ask_year()

    async def ask_year(self) -> bool:
        """Ask for the year; whether there is one now."""
        typed = await self.app.push_screen_wait(questions.year_dialog(self.draft))
        if typed is not None:
            year = questions.read_year(typed)
            self._change(f"Planen gäller {year}.", self.stop, lambda: plan_edit.set_year(self.draft, year))
        return self.draft.year is not None

    def action_adopted(self) -> None:
        """Ask when the plan was adopted."""
        self._do(self._ask_adopted())

    async def _ask_adopted(self) -> None:
        today = self.session.now.date()
        typed = await self.app.push_screen_wait(questions.adopted_dialog(self.draft, today))
        if typed is not None:
            day = questions.read_adopted(typed, today)
            words = "Planen är antagen." if day else "Planen är ett förslag."
            self._change(words, self.stop, lambda: plan_edit.set_adopted(self.draft, day))

    # Questions

    def action_next(self, step: int) -> None:
        """Stand on the next line where something is asked, or on the one before."""
        asked = questions_of(self.draft)
        if not asked:
            self.tell("Inget är osäkert längre.")
            return
        self.show_draft(_beside(asked, self.stop, step))

    def action_confirm(self) -> None:
        """Let what is asked about stand as proposed."""
        stop = self.stop
        if stop is None or question_at(self.draft, stop) is None:
            self.tell("Det finns ingen fråga på den raden. n går till nästa.", Tone.REFUSED)
            return
        if stop.what is What.QUESTION:
            self._change("Bekräftat.", Stop(What.NEXT), lambda: plan_edit.confirm_plan(self.draft))
        elif stop.what is What.AREA and stop.area is not None:
            area = stop.area
            self._change("Bekräftat.", stop, lambda: plan_edit.confirm_area(self.draft, area))
        else:
            self._change("Bekräftat.", stop, lambda: plan_edit.confirm(self.draft, stop.spot))

    def questions_left(self) -> str:
        """How many questions are left, in words, or nothing."""
        left = len(questions_of(self.draft))
        return count(left, "fråga", "frågor") if left else ""


def _aimed(before: Target, kind: Kind, number: int | None, per: Per | None) -> Target:
    audience = (before.audience or Audience.ALL) if kind is Kind.MEMBERS else None
    return replace(before, kind=kind, number=number, per=per, audience=audience)


def _beside(asked: tuple[Stop, ...], stop: Stop | None, step: int) -> Stop:
    order = {one: place for place, one in enumerate(asked)}
    if stop in order:
        return asked[(order[stop] + step) % len(asked)]
    after = [one for one in asked if stop is not None and _order(one) > _order(stop)]
    if step > 0:
        return after[0] if after else asked[0]
    before = asked[: len(asked) - len(after)]
    return before[-1] if before else asked[-1]


def _order(stop: Stop) -> tuple[int, float, int]:
    """Where a line stands from the top."""
    if stop.what in _TITLED:
        area = float("inf") if stop.area is None else stop.area
        return What.AREA.value, area, -1 if stop.what is What.AREA else stop.place
    late = {What.PREAMBLE, What.LINE}
    return stop.what.value + (10 if stop.what in late else 0), 0, stop.place
