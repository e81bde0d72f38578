"""One open assessment: immediate reads, durable writes."""

from __future__ import annotations

from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING, Any

from cap_tui.core import undo as undoing
from cap_tui.core.assessments import AssessmentSummary, Changes, HistoryLine
from cap_tui.core.entries import OPINION, PHASE, Draft, Entry, opinion_target, participant_of
from cap_tui.core.permissions import Phase, demand, may
from cap_tui.core.plan import PROGRESS_FIELDS
from cap_tui.core.positions import NO_OPINION, TEXT_FIELDS, Opinion, Position, check_position
from cap_tui.core.questionnaire import ROOT, UnknownCriterionError
from cap_tui.core.scoring import Totals, rescore, score
from cap_tui.services.errors import NotConcernedError
from cap_tui.services.folding import (
    REASON,
    actions_of,
    opinion_from,
    opinions_of,
    phase_of,
    staged_actions,
    staged_opinions,
)
from cap_tui.services.history import history_lines, moment
from cap_tui.services.journal import Journal, Projection
from cap_tui.services.phases import ORDER, Phasing
from cap_tui.services.planning import Planning
from cap_tui.services.projecting import concerned_by
from cap_tui.services.texts import whole_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from cap_tui.core.permissions import Role
    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Criterion, Questionnaire
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Author


class Dossier(Planning, Phasing):
    """An open assessment, written by one person at a time on this machine.

    Reads are from memory and safe from any thread: what is published is replaced, never changed in place. Each write
    is durable when it returns, and raises a CapError having changed nothing otherwise.
    """

    def __init__(
        self,
        summary: AssessmentSummary,
        questionnaire: Questionnaire,
        journal: Journal,
        author: Author,
        environment: Environment,
    ) -> None:
        self.summary = summary
        self.questionnaire = questionnaire
        self.concerned = concerned_by(questionnaire, summary.structure.kinds)
        self.scores: Mapping[str, Totals] = {}
        self._journal = journal
        self._author = author
        self._environment = environment
        self._lock = RLock()
        self._opinions: dict[str, Opinion] = {}
        self._actions: dict[str, Action] = {}
        known = journal.log.roles(author.key.public)
        self._participant = participant_of(author.key.public if known else journal.log.director)
        self._fold()

    def _fold(self) -> None:
        log = self._journal.log
        self._opinions = opinions_of(log, self._participant)
        self._actions = actions_of(log)
        self.scores = score(self.questionnaire, self.positions(), self.concerned)
        self._summarise()

    def _summarise(self) -> None:
        today = self._environment.now().date()
        self.summary = replace(
            self.summary,
            totals=self.scores[ROOT],
            actions=len(self._actions),
            late=sum(action.late(today) for action in self._actions.values()),
            phase=phase_of(self._journal.log),
            updated=self._journal.written_at() or self.summary.updated,
        )

    def opinion(self, criterion_id: str) -> Opinion:
        """Return what this person says of a criterion."""
        return self._opinions.get(criterion_id, NO_OPINION)

    def positions(self) -> dict[str, Position | None]:
        """Return the positions by criterion id, answered ones only."""
        return {
            key: opinion.position for key, opinion in self._opinions.items() if opinion.position is not None
        }

    def may(self, action: str) -> bool:
        """Return whether this person may do `action` (a line of the permissions) in the current phase."""
        roles = self._journal.log.roles(self._author.key.public)
        return any(may(action, role, self.summary.phase).allowed for role in roles)

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
            CapError: A value that does not fit, or refused by the phase or the database; nothing was saved.
        """
        criterion = self.criterion(criterion_id)
        values = {name: self._written(criterion, name, value) for name, value in fields.items()}
        target = opinion_target(self._participant, criterion.id)

        def drafts() -> list[Draft]:
            before = self.opinion(criterion.id)
            changed = [name for name, value in values.items() if opinion_from(before, name, value) != before]
            gesture = self._gesture(visit) if changed else ""
            return [Draft(OPINION, target, name, values[name], gesture) for name in changed]

        return self._commit(drafts)

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
            NotConcernedError: It is for other kinds of structures.
        """
        criterion = self.questionnaire.find(key)
        if criterion is None:
            raise UnknownCriterionError(key, self.summary.id)
        if criterion.id not in self.scores:
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
            return make(log, stack[-1]) if stack else []

        changes = self._commit(drafts)
        return changes if stack else None

    def history(self, criterion_id: str) -> list[HistoryLine]:
        """Return what happened to a criterion, newest first."""
        target = opinion_target(self._participant, self.criterion(criterion_id).id)
        return history_lines(self._journal.log, target, self.questionnaire, self._names())

    def _names(self) -> dict[str, str]:
        log = self._journal.log
        genesis = next((entry for entry in log if entry.hash == log.assessment), None)
        if genesis is None or not isinstance(genesis.data, dict):
            return {}
        return {genesis.link.author: str(genesis.data.get("director", ""))}

    def refresh(self) -> Changes:
        """Take in what another instance of the program wrote."""
        with self._lock:
            before = self._actions
            if not self._journal.load():
                return Changes(self._environment.now())
            self._fold()
            return self._everything(self._environment.now(), before)

    def _everything(self, at: datetime, before: Mapping[str, Action]) -> Changes:
        lines: dict[str, Action | None] = {**dict.fromkeys(before), **self._actions}
        return Changes(at, dict(self._opinions), dict(self.scores), lines)

    def today(self) -> date:
        """Return the day it is where the person sits."""
        return self._environment.now().astimezone().date()

    def participants(self) -> list[tuple[str, Role]]:
        """Return who takes part, named, each with their role."""
        names = self._names()
        found = [
            (names.get(key, ""), role)
            for key in self._journal.log.people()
            for role in sorted(self._journal.log.roles(key))
        ]
        return [(name, role) for name, role in found if name]

    def entries(self) -> list[Entry]:
        """Return the log, in the order it was taken in."""
        return list(self._journal.log)

    def _commit(self, make: Callable[[], list[Draft]]) -> Changes:
        """Permit, append, project, commit; then publish and return what changed."""
        with self._lock:
            staged: dict[str, Any] = {}
            before = self._actions
            behind: list[bool] = []

            def caught_up() -> None:
                behind.append(True)
                self._fold()

            def permitted() -> list[Draft]:
                drafts = make()
                for draft in drafts:
                    self.demand(self._right(draft))
                return drafts

            def project(drafts: list[Draft]) -> Projection:
                staged["opinions"] = staged_opinions(self._opinions, drafts)
                staged["actions"] = staged_actions(self._journal.log, drafts)
                staged["scores"] = self._rescored(staged["opinions"])
                lines = {**self._actions, **staged["actions"]}
                whole = [line for line in lines.values() if line is not None]
                return Projection(staged["scores"], phase_of(self._journal.log, drafts).value, whole)

            entries = self._journal.commit(permitted, project, caught_up)
            if entries:
                self._publish(staged)
            at = moment(entries[-1].link.at) if entries else self._environment.now()
            if behind:
                return self._everything(at, before)
            return Changes(at, **staged) if entries else Changes(at)

    def _rescored(self, opinions: Mapping[str, Opinion]) -> dict[str, Totals]:
        changed: dict[str, Totals] = {}
        for key, opinion in opinions.items():
            if key in self.scores and opinion.position != self.opinion(key).position:
                changed |= rescore(self.questionnaire, {**self.scores, **changed}, key, opinion.position)
        return changed

    def _publish(self, staged: Mapping[str, Any]) -> None:
        self._opinions = {**self._opinions, **staged["opinions"]}
        lines = {**self._actions, **staged["actions"]}
        self._actions = {key: line for key, line in lines.items() if line is not None}
        self.scores = {**self.scores, **staged["scores"]}
        self._summarise()

    def _right(self, draft: Draft) -> str:
        if draft.kind == OPINION:
            return "opinion.write"
        if draft.kind == PHASE:
            back = draft.field == REASON or ORDER.index(phase_of(self._journal.log, [draft])) < ORDER.index(
                self.summary.phase
            )
            return "phase.reopen" if back else "phase.advance"
        following = phase_of(self._journal.log) is Phase.FOLLOW_UP and draft.field in PROGRESS_FIELDS
        return "action.progress" if following else "action.write"

    def demand(self, action: str) -> None:
        """Refuse what this person may not do in the current phase.

        Raises:
            NotPermittedError: `action`, a line of the permissions, is not open to any of their roles.
        """
        demand(action, self._journal.log.roles(self._author.key.public), phase_of(self._journal.log))
