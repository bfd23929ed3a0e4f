"""What a card's page can do to the step, the tick or the comment under the cursor, and to its wording."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Concatenate, ParamSpec

from models import card_changes, comment, step, tick
from models.access import Actor
from models.card import Card
from models.errors import Gone
from models.history import Deed
from models.journal import authors_of_card
from models.plan import PlanRow, PlanState
from models.plurals import count
from screens.asking import people_to_choose, tick_dialog, unless_same
from screens.card_asking import (
    author_dialog,
    deed_dialog,
    mend_comment_dialog,
    new_steps_dialog,
    part_menu,
    reword_dialog,
    step_assign_dialog,
    step_dialog,
    step_menu,
)
from screens.card_history import LATEST, Seeks
from screens.card_sections import may_change
from screens.card_story import Does, Part, Story
from screens.dialogs.tick_dialog import Ticked, as_words
from screens.doing import CardActions
from screens.drafting import Form
from screens.widgets.bottom import Tone

P = ParamSpec("P")
_NO_STEP = "Ställ markören på ett steg först."


class PartActions(CardActions):
    """The commands of a card's page that the board has not."""

    story: Story | None = None
    plan: PlanRow
    seeks: Seeks = LATEST

    def standing_on(self) -> Part | None:
        """What on the card the cursor stands on."""
        raise NotImplementedError

    async def read_anew(self, stand_on: Does = None) -> None:
        """Read what a command left, and stand on a row of it."""
        raise NotImplementedError

    async def seek(self, seeks: Seeks, stand_on: Does = None) -> None:
        """Show another part of the history."""
        raise NotImplementedError

    async def _change(
        self,
        words: str,
        command: Callable[Concatenate[Actor, int, P], None],
        number: int,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Order a change of one part, show what came of it, and tell."""
        await self.session.order(command, self.session.actor, number, *args, **kwargs)
        await self.read_anew()
        self.tell(f"{words} u ångrar.")

    def _found(self, part: Part) -> Any:
        """The row of a part as it was last read; raises Gone where others took it away meanwhile."""
        if self.story is None or (row := self.story.row_of(part)) is None:
            raise Gone("Raden är borttagen.")
        return row

    # The part under the cursor

    async def _open_part(self, part: Part) -> None:
        row, story = self._found(part), self.story
        only_finish = story is None or not may_change(story, self.session)
        match part.entity:
            case "step":
                asked = step_menu(row, only_finish=only_finish)
            case "tick":
                asked = part_menu("Bocken")
            case _:
                asked = part_menu("Din kommentar")
        if picked := await self.app.push_screen_wait(asked):
            await self._carry_out(picked[0], part)

    async def _carry_out(self, what: str, part: Part) -> None:
        match what:
            case "finish":
                await self._finish(part)
            case "assign":
                await self._assign_step(part)
            case "up" | "down":
                await self._shift(part, -1 if what == "up" else 1)
            case "rename":
                await self._edit_part(part)
            case "remove":
                await self._remove_part(part)

    def action_edit(self) -> None:
        """Change what the cursor stands on: a step, a tick, a comment, or else the card in its form."""
        if (part := self.standing_on()) is not None:
            self._do(self._edit_part(part))
        else:
            super().action_edit()

    def action_assign(self) -> None:
        """Ask who answers for the step under the cursor, or else for the card."""
        part = self.standing_on()
        if part is not None and part.entity == "step":
            self._do(self._assign_step(part))
        else:
            super().action_assign()

    def action_archive(self) -> None:
        """Take away what the cursor stands on, or else put the card away."""
        if (part := self.standing_on()) is not None:
            self._do(self._remove_part(part))
        else:
            super().action_archive()

    async def _edit_part(self, part: Part) -> None:
        row, card = self._found(part), self.target_card()
        if card is None:
            return
        form = Form("mend", card.id, part)
        match part.entity:
            case "step":
                await self._edit_step(row, card, form)
            case "tick":
                await self._edit_tick(row, card, form)
            case _:
                await self._edit_comment(row, card, form)

    async def _edit_step(self, row: step.StepRow, card: Card, form: Form) -> None:
        async def save(text: str) -> None:
            await self._change("Steget är ändrat.", step.rename_step, row.id, text, row.title)

        await self._write(card, form, partial(step_dialog, row), save, row.title)

    async def _edit_tick(self, row: tick.TickRow, card: Card, form: Form) -> None:
        async def save(wanted: Ticked) -> None:
            mended = (wanted.number, wanted.day, wanted.note)
            await self._change("Bocken är ändrad.", tick.edit_tick, row.id, *mended, row)

        held = Ticked(row.number, row.day, row.note)
        ask = partial(tick_dialog, card, self.session, held=held)
        await self._write(card, form, ask, save, as_words(held))

    async def _edit_comment(self, row: comment.CommentRow, card: Card, form: Form) -> None:
        async def save(text: str) -> None:
            await self._change("Kommentaren är ändrad.", comment.edit_comment, row.id, text, row.text)

        await self._write(card, form, partial(mend_comment_dialog, row), save, row.text)

    async def _remove_part(self, part: Part) -> None:
        row = self._found(part)
        match part.entity:
            case "step":
                await self._change(f"Steget {row.title} är borttaget.", step.remove_step, row.id)
            case "tick":
                await self._change("Bocken är borttagen.", tick.remove_tick, row.id)
            case _:
                await self._change("Kommentaren är borttagen.", comment.withdraw_comment, row.id)

    # Steps

    def action_new_steps(self) -> None:
        """Ask for steps, one on each line."""
        if (card := self._target()) is not None:
            self._do(self._new_steps(card))

    async def _new_steps(self, card: Card) -> None:
        async def save(text: str) -> None:
            made = await self.session.order(step.add_steps, self.session.actor, card.id, text)
            await self.read_anew(Part("step", made[0]))
            added = count(len(made), "steg tillagt", "steg tillagda")
            self.tell(f"{card.title}: {added}. u ångrar.")

        await self._write(card, Form("steps", card.id), partial(new_steps_dialog, card), save)

    def _standing_on_step(self) -> Part | None:
        part = self.standing_on()
        if part is not None and part.entity == "step":
            return part
        self.tell(_NO_STEP, Tone.REFUSED)
        return None

    def action_finish(self) -> None:
        """Tick the step under the cursor off, or open it again."""
        if (part := self._standing_on_step()) is not None:
            self._do(self._finish(part))

    async def _finish(self, part: Part) -> None:
        row: step.StepRow = self._found(part)
        done = row.finished is None
        words = f"{row.title}: {'klart' if done else 'öppnat igen'}."
        await self._change(words, step.finish_step, row.id, done)

    def action_shift_step(self, by: int) -> None:
        """Move the step under the cursor up or down in the checklist."""
        if (part := self._standing_on_step()) is not None:
            self._do(self._shift(part, by))

    async def _shift(self, part: Part, by: int) -> None:
        row: step.StepRow = self._found(part)
        steps = self.story.steps if self.story else ()
        if steps and row.id == (steps[0] if by < 0 else steps[-1]).id:
            self.tell(f"{row.title} står redan {'överst' if by < 0 else 'underst'}.")
            return
        await self._change(f"{row.title} är flyttat.", step.shift_step, row.id, by)

    async def _assign_step(self, part: Part) -> None:
        row: step.StepRow = self._found(part)
        people = await people_to_choose(self.session)
        asked = step_assign_dialog(row, people, self.session.actor.member_id)
        if picked := await self.app.push_screen_wait(asked):
            names = {one.id: one.name for one in people}
            who = names.get(picked[0], row.person.name if row.person and picked[0] else "ingen särskild")
            await self._change(f"{row.title}: {who}.", step.assign_step, row.id, picked[0] or None)

    # The wording

    def action_reword(self) -> None:
        """Ask for the words as they should have been read in."""
        card = self._target()
        if card is None:
            return
        if card.from_plan:
            self._do(self._reword(card))
        else:
            self.tell("Kortet är styrelsens eget: tryck e för att ändra det.", Tone.REFUSED)

    async def _reword(self, card: Card) -> None:
        opened = card.corrected_text or card.adopted_text

        async def save(text: str) -> None:
            await self._order(
                unless_same(card, lambda after: f"{after.title}: ordalydelsen är rättad. u ångrar."),
                card_changes.reword,
                card.id,
                text,
                opened,
            )

        ask = partial(reword_dialog, card, adopted=self.plan.state is not PlanState.PROPOSAL)
        await self._write(card, Form("reword", card.id), ask, save, opened)

    # The history

    def action_history(self) -> None:
        """Show the whole history, or only the latest again."""
        whole = not self.seeks.sought.whole
        seeks = Seeks(replace(LATEST.sought, whole=True)) if whole else LATEST
        self._do(self.seek(seeks, "seek_deed" if whole else "history"))

    def action_seek_deed(self) -> None:
        """Ask which kind of deeds the history shows."""
        self._do(self._seek_deed())

    async def _seek_deed(self) -> None:
        sought = self.seeks.sought
        picked = await self.app.push_screen_wait(deed_dialog(sought.deed))
        if picked is not None:
            deed = Deed(picked[0]) if picked[0] else None
            await self.seek(replace(self.seeks, sought=replace(sought, deed=deed)), "seek_deed")

    def action_seek_person(self) -> None:
        """Ask whose deeds the history shows."""
        self._do(self._seek_person())

    async def _seek_person(self) -> None:
        card, sought = self.target_card(), self.seeks.sought
        if card is None:
            return
        authors = await self.session.ask(authors_of_card, card.id)
        picked = await self.app.push_screen_wait(author_dialog(authors, sought.member_id))
        if picked is not None:
            wanted = replace(sought, member_id=picked[0] or None)
            await self.seek(Seeks(wanted, dict(authors).get(picked[0], "")), "seek_person")
