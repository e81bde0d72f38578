"""What a person does to a criterion: rate, set aside, flag, undo, note an action. Painted at once, then written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work

from cap_tui.core.positions import NotExcludableError, Position, Stance
from cap_tui.i18n import _
from cap_tui.tui.dialogs.prompt import PromptDialog
from cap_tui.tui.screens.phase_moves import PhaseMoves
from cap_tui.tui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.core.assessments import Changes
    from cap_tui.core.errors import CapError
    from cap_tui.tui.screens.assessment_desk import Desk


CODES_TOLD = 6
"""Criteria named when a gesture that concerned several is taken back."""


class Gestures(PhaseMoves):
    """The gestures of an evaluation.

    Attributes:
        desk: What they change.
        current: Id of the criterion they change.
    """

    desk: Desk
    current: str

    def repaint(self, *keys: str) -> None:
        """Draw again what shows these criteria."""
        raise NotImplementedError

    def show_criterion(self, key: str) -> None:
        """Go to a criterion."""
        raise NotImplementedError

    def reveal_answer(self) -> None:
        """Bring the answer just given into view."""
        raise NotImplementedError

    def action_rate(self, number: int) -> None:
        """Place the criterion on the nth level of the scale."""
        levels = self.desk.scale.levels
        if number <= len(levels):
            self._answer(Position(Stance.LEVEL, levels[number - 1].id))

    def action_dont_know(self) -> None:
        """Answer “don't know”."""
        self._answer(Position(Stance.UNKNOWN))

    def action_clear(self) -> None:
        """Take the answer away."""
        self._answer(None)

    @work
    async def action_not_applicable(self) -> None:
        """Ask why, then set the criterion aside."""
        key = self.current
        position = self.desk.opinion(key).position
        criterion = self.desk.criterion(key)
        if not criterion.excludable:
            self.fail(NotExcludableError(code=criterion.code))
            return
        reason = await self.app.push_screen_wait(
            PromptDialog(
                _("Why does {code} not apply to your structure?").format(code=criterion.code),
                said(criterion.title),
                initial=position.reason if position is not None else "",
                required=self.desk.scale.justify_not_applicable,
                needed=_("Without a reason the criterion stays in the score. A few words are enough."),
            )
        )
        if reason is not None:
            self._answer(Position(Stance.NOT_APPLICABLE, reason=reason), key)

    def action_flag(self) -> None:
        """Mark the criterion to come back to, or take the mark away."""
        key = self.current
        on = not self.desk.opinion(key).flagged
        self.desk.flag_begun(key, on)
        self.repaint(key)
        self._submit(
            partial(self.desk.dossier.flag, key, on), partial(self.desk.flag_ended, key), key, ("flag", key)
        )

    @work
    async def action_note_action(self) -> None:
        """Ask for the title of an action and add it to the plan, on this criterion."""
        key = self.current
        criterion = self.desk.criterion(key)
        begun = [said(action.title) for action in criterion.actions[:2]]
        title = await self.app.push_screen_wait(
            PromptDialog(
                _("Which action for {code} {title}?").format(
                    code=criterion.code, title=said(criterion.title)
                ),
                _("Begin with a verb. For instance: {examples}").format(examples=" · ".join(begun))
                if begun
                else _("Begin with a verb."),
            )
        )
        if title is None:
            return
        dossier = self.desk.dossier
        if dossier.may("action.write"):
            self._submit(lambda: dossier.add_action(title=title, criteria=(key,)), _nothing, key, None)
            self.tell(_("Noted in the plan: {title}").format(title=title))
        else:
            self._submit(lambda: dossier.propose_action(title, (key,)), _nothing, key, None)
            self.tell(_("Proposed to the director: {title}").format(title=title))

    def action_undo(self) -> None:
        """Take back the last gesture."""
        self._step(self.desk.dossier.undo, _("Undone: {what}"), _("Nothing to undo."))

    def action_redo(self) -> None:
        """Put back the gesture just undone."""
        self._step(self.desk.dossier.redo, _("Redone: {what}"), _("Nothing to redo."))

    def show_levels(self) -> None:
        """Show the levels of the criterion."""
        raise NotImplementedError

    def _answer(self, position: Position | None, key: str = "") -> None:
        key = key or self.current
        self.hush()
        self.show_levels()
        was_open = self.desk.opinion(key).position is None
        self.desk.position_begun(key, position)
        self.repaint(key)
        self.reveal_answer()
        write = partial(self.desk.dossier.answer, key, position)
        self._submit(write, partial(self.desk.position_ended, key), key, ("position", key))
        if was_open and position is not None and self.desk.complete:
            self.tell(self.all_answered())

    def all_answered(self) -> str:
        """Return what comes next once every criterion has an answer."""
        if self.desk.dossier.may("action.write"):
            return _("Every criterion has an answer. r: see the results · p: begin the plan")
        return _("Every criterion has an answer. t: say that you have finished · r: see the results")

    def _submit(
        self, write: Callable[[], Any], ended: Callable[[], None], key: str, what: tuple[str, str] | None
    ) -> None:
        # A gesture tried again after a failure is no longer on its way on the desk: only its first return ends it.
        pending = [ended]

        def finish() -> None:
            if pending:
                pending.pop()()

        def done(changes: Changes) -> None:
            finish()
            self.stored(changes, key)

        def failed(error: CapError) -> None:
            finish()
            self.repaint(key)
            self.fail(error)

        self.shell.saver.submit(write, done, failed, key=what)

    def stored(self, changes: Changes, *keys: str) -> None:
        """Draw again what a write changed: everything when it may have changed anything."""
        if changes.whole or changes.review:
            self.desk.forget()
            self.phase_changed()
        self.repaint(*(self.desk.order if changes.whole else dict.fromkeys((*keys, *changes.opinions))))

    def _step(self, step: Callable[[], Changes | None], done: str, none: str) -> None:
        self.flush()

        def returned(changes: Changes | None) -> None:
            if changes is None:
                self.tell(none)
                return
            self.stored(changes, *changes.opinions)
            keys = [] if changes.whole else [key for key in changes.opinions if self.desk.concerns(key)]
            if keys:
                self.show_criterion(keys[0])
                codes = [self.desk.criterion(key).code for key in keys]
                more = "…" if len(codes) > CODES_TOLD else ""
                self.tell(done.format(what=", ".join(codes[:CODES_TOLD]) + more))
            elif changes.whole:
                self.tell(done.format(what=_("a change of the whole evaluation")))
            else:
                self.tell(done.format(what=_("an action of the plan")))

        self.shell.saver.submit(step, returned, self.fail, keep=False)


def _nothing() -> None:
    """End of a gesture that showed nothing before it was stored."""
