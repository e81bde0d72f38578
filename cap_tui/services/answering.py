"""One's own opinions: answer, write, flag, and take back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cap_tui.core import undo as undoing
from cap_tui.core.entries import Draft
from cap_tui.core.kinds import FINISH, FINISHED, OPINION, opinion_target, target_of
from cap_tui.core.positions import NO_OPINION, TEXT_FIELDS, Opinion, Position, Stance, check_position
from cap_tui.core.questionnaire import UnknownCriterionError
from cap_tui.core.text import one_line
from cap_tui.services.errors import (
    FinishedError,
    NotConcernedError,
    OptionNeededError,
    SectionNotExcludableError,
    UnknownSectionError,
)
from cap_tui.services.folding import opinion_from, options_of
from cap_tui.services.texts import whole_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cap_tui.core.assessments import AssessmentSummary, Changes
    from cap_tui.core.questionnaire import Criterion, Questionnaire
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Author, Journal
    from cap_tui.services.scores import Standing

EVIDENCE = "evidence"
"""The text that stays open once one has finished: it has its own line in the permissions, `evidence.attach`."""


class Answering:
    """The part of an open assessment in which a person says what they think."""

    summary: AssessmentSummary
    questionnaire: Questionnaire
    _own: Standing
    _participant: str
    _opinions: dict[str, Opinion]
    _journal: Journal
    _author: Author
    _environment: Environment
    _commit: Callable[[Callable[[], list[Draft]]], Changes]

    @property
    def finished(self) -> bool:
        """Whether this person said “I have finished”: their opinions are closed until they say otherwise."""
        return self._journal.log.value(target_of(FINISH, self._participant), FINISHED) is True

    def opinion(self, criterion_id: str) -> Opinion:
        """Return what this person says of a criterion."""
        return self._opinions.get(criterion_id, NO_OPINION)

    def positions(self) -> dict[str, Position | None]:
        """Return this person's positions by criterion id, answered ones only."""
        return {
            key: opinion.position for key, opinion in self._opinions.items() if opinion.position is not None
        }

    def answer(self, criterion_id: str, position: Position | None) -> Changes:
        """Take, change or clear (None) a position.

        Raises:
            CapError: The questionnaire, the phase or the database refuses it.
        """
        return self.record(criterion_id, {"position": position})

    def write(self, criterion_id: str, field: str, text: str, *, visit: str = "") -> Changes:
        """Save one of `TEXT_FIELDS`; saves of one `visit` to a field are undone together.

        Raises:
            CapError: Too long, or refused by the phase or the database.
        """
        if field not in TEXT_FIELDS:
            raise KeyError(field)
        return self.record(criterion_id, {field: text}, visit=visit)

    def flag(self, criterion_id: str, on: bool) -> Changes:  # noqa: FBT001 - the value written, not an option
        """Put or take away the mark “to come back to”."""
        return self.record(criterion_id, {"flagged": on})

    def record(self, criterion_id: str, fields: Mapping[str, Any], *, visit: str = "") -> Changes:
        """Save several fields of an opinion as one gesture: all of them or none.

        Args:
            criterion_id: On what.
            fields: Any of `position` (a `Position`, or None to clear it), the texts of `TEXT_FIELDS`, `flagged`.
            visit: Saves of one visit are undone together.

        Raises:
            CapError: A value that does not fit, this person has finished, or refused by the phase or the database;
                nothing was saved.
        """
        criterion = self.criterion(criterion_id)
        values = {name: self._written(criterion, name, value) for name, value in fields.items()}
        target = opinion_target(self._participant, criterion.id)

        def drafts() -> list[Draft]:
            before = self.opinion(criterion.id)
            changed = [name for name, value in values.items() if opinion_from(before, name, value) != before]
            if self.finished and any(name != EVIDENCE for name in changed):
                raise FinishedError
            gesture = self._gesture(visit) if changed else ""
            return [Draft(OPINION, target, name, values[name], gesture) for name in changed]

        return self._commit(drafts)

    def exclude(self, section_key: str, reason: str) -> Changes:
        """Set aside, as one gesture, every criterion beneath a section that has no position yet.

        Args:
            section_key: Id or code of the section.
            reason: Why none of it applies, written on each.

        Raises:
            UnknownSectionError: There is none, or nothing of it concerns this structure.
            SectionNotExcludableError: Some criteria beneath may not be set aside; nothing was saved.
            CapError: Without a reason, this person has finished, or refused by the phase or the database.
        """
        beneath = self._excludable(section_key)
        value = self._written(beneath[0], "position", Position(Stance.NOT_APPLICABLE, reason=reason))
        gesture = self._gesture("")

        def drafts() -> list[Draft]:
            if self.finished:
                raise FinishedError
            return [
                Draft(OPINION, opinion_target(self._participant, item.id), "position", value, gesture)
                for item in beneath
                if self.opinion(item.id).position is None
            ]

        return self._commit(drafts)

    def to_exclude(self, section_key: str) -> tuple[str, ...]:
        """Return the ids of the criteria that `exclude` would set aside: those without a position.

        Raises:
            UnknownSectionError: There is none, or nothing of it concerns this structure.
            SectionNotExcludableError: Some criteria beneath may not be set aside.
        """
        beneath = self._excludable(section_key)
        return tuple(item.id for item in beneath if self.opinion(item.id).position is None)

    def _excludable(self, section_key: str) -> list[Criterion]:
        """Return the criteria beneath a section, once sure that each may be set aside."""
        sections = self.questionnaire.section_by_id
        section = sections.get(section_key) or next(
            (item for item in sections.values() if item.code == section_key), None
        )
        beneath = [item for item in section.walk() if item.id in self._own.totals] if section else []
        if section is None or not beneath:
            raise UnknownSectionError(section=one_line(section_key, limit=80))
        held = [item.code for item in beneath if not item.excludable]
        if held:
            raise SectionNotExcludableError(code=section.code, codes=", ".join(held))
        return beneath

    def _written(self, criterion: Criterion, field: str, value: Any) -> Any:
        """Return a field of an opinion as the log writes it, once checked."""
        if field in TEXT_FIELDS:
            return whole_text(value)
        if field == "flagged":
            return bool(value)
        if field != "position":
            raise KeyError(field)
        position: Position | None = value
        if position is not None:
            position = replace(position, reason=whole_text(position.reason).strip())
        check_position(self.questionnaire.scale, criterion, position)
        return position.to_json() if position else None

    def criterion(self, key: str) -> Criterion:
        """Return the criterion of this id or code, which concerns the structure.

        Raises:
            UnknownCriterionError: There is none.
            OptionNeededError: It is for evaluations that include an option this one does not.
            NotConcernedError: It is for other kinds of structures.
        """
        criterion = self.questionnaire.find(key)
        if criterion is None:
            raise UnknownCriterionError(key, self.summary.id)
        for option in self.questionnaire.options:
            if option.id in criterion.applies_to.options and option.id not in options_of(self._journal.log):
                raise OptionNeededError(code=criterion.code, option=str(option.label))
        if criterion.id not in self._own.totals:
            raise NotConcernedError(code=criterion.code, kinds=", ".join(self.summary.structure.kinds))
        return criterion

    def _gesture(self, visit: str) -> str:
        """Return the gesture a save belongs to: that of the visit's last save, unless something else was done since.

        A gesture is thus never interrupted by another, and taking them back one by one gives back each state there was.
        """
        fresh = self._environment.new_id()
        last = self._journal.log.last(self._author.key.public, self._author.installation)
        going_on = visit and last is not None and last.draft.group.startswith(f"{visit}~")
        return last.draft.group if last and going_on else f"{visit}~{fresh}" if visit else fresh

    def undo(self) -> Changes | None:
        """Take back this person's last gesture by appending; None when there is none."""
        return self._step(0, undoing.reversal)

    def redo(self) -> Changes | None:
        """Put back the gesture last undone; None when there is none."""
        return self._step(1, undoing.repetition)

    def _step(self, which: int, make: Callable[[Any, str], list[Draft]]) -> Changes | None:
        author, log = self._author, self._journal.log
        stack: list[str] = []

        def drafts() -> list[Draft]:
            mine = [
                entry
                for entry in log
                if (entry.link.author, entry.link.installation) == (author.key.public, author.installation)
            ]
            stack.extend(undoing.stacks(sorted(mine, key=lambda entry: entry.link.seq))[which])
            found = make(log, stack[-1]) if stack else []
            if self.finished and any(draft.kind == OPINION and draft.field != EVIDENCE for draft in found):
                raise FinishedError
            return found

        changes = self._commit(drafts)
        return changes if stack else None
