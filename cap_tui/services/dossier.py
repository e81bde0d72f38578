"""One open assessment: immediate reads, durable writes."""

from __future__ import annotations

from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING, Any

from cap_tui.core import undo as undoing
from cap_tui.core.assessments import AssessmentSummary, Changes, HistoryLine
from cap_tui.core.entries import ACTION, OPINION, PHASE, Draft, Entry, opinion_target, participant_of
from cap_tui.core.permissions import Role, demand, may
from cap_tui.core.positions import NO_OPINION, TEXT_FIELDS, Opinion, Position, check_position
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import Totals, rescore, score
from cap_tui.core.text import clean
from cap_tui.services.errors import TextTooLongError, UnknownCriterionError
from cap_tui.services.folding import actions_of, opinions_of, phase_of, staged_actions, staged_opinions
from cap_tui.services.history import history_lines
from cap_tui.services.journal import Journal, Projection
from cap_tui.services.planning import Planning
from cap_tui.services.projecting import concerned_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Author

MAX_TEXT = 20_000
"""Characters of one text; longer is refused with a sentence rather than cut in silence."""


class Dossier(Planning):
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
        self._participant = participant_of(author.key.public)
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
        criterion = self._criterion(criterion_id)
        if position is not None:
            position = replace(position, reason=clean(position.reason).strip())
        check_position(self.questionnaire.scale, criterion, position)
        value = position.to_json() if position else None
        same = self.opinion(criterion.id).position == position
        return self._write_opinion(criterion.id, "position", value, same=same)

    def write(self, criterion_id: str, field: str, text: str, *, visit: str = "") -> Changes:
        """Save one of `TEXT_FIELDS`; saves of one `visit` to a field are undone together.

        Raises:
            CapError: Too long, or refused by the phase or the database.
        """
        criterion = self._criterion(criterion_id)
        if field not in TEXT_FIELDS:
            raise KeyError(field)
        if len(text) > MAX_TEXT:
            raise TextTooLongError(count=len(text), most=MAX_TEXT)
        text = clean(text)
        same = self.opinion(criterion.id).text(field) == text
        return self._write_opinion(criterion.id, field, text, same=same, group=visit)

    def flag(self, criterion_id: str, on: bool) -> Changes:  # noqa: FBT001 - the value written, not an option
        """Put or take away the mark “to come back to”."""
        criterion = self._criterion(criterion_id)
        return self._write_opinion(criterion.id, "flagged", on, same=self.opinion(criterion.id).flagged == on)

    def _criterion(self, criterion_id: str) -> Any:
        criterion = self.questionnaire.criteria.get(criterion_id)
        if criterion is None:
            raise UnknownCriterionError(
                criterion=clean(criterion_id, multiline=False, limit=80), assessment=self.summary.id[:8]
            )
        return criterion

    def _write_opinion(
        self, criterion_id: str, field: str, value: Any, *, same: bool, group: str = ""
    ) -> Changes:
        if same:
            return Changes(self._environment.now())
        target = opinion_target(self._participant, criterion_id)
        draft = Draft(OPINION, target, field, value, group or self._environment.new_id())
        return self._commit(lambda: [draft])

    def undo(self) -> Changes | None:
        """Take back this person's last gesture by appending; None when there is none."""
        return self._step(0, undoing.reversal)

    def redo(self) -> Changes | None:
        """Put back the gesture last undone; None when there is none."""
        return self._step(1, undoing.repetition)

    def _step(self, which: int, make: Callable[[Any, str], list[Draft]]) -> Changes | None:
        author = self._author
        log = self._journal.log
        mine = [
            entry
            for entry in log
            if (entry.link.author, entry.link.installation) == (author.key.public, author.installation)
        ]
        stack = undoing.stacks(mine)[which]
        return self._commit(lambda: make(log, stack[-1])) if stack else None

    def history(self, criterion_id: str) -> list[HistoryLine]:
        """Return what happened to a criterion, newest first."""
        target = opinion_target(self._participant, self._criterion(criterion_id).id)
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
            if not self._journal.load():
                return Changes(self._environment.now())
            self._fold()
            return Changes(
                self._environment.now(), dict(self._opinions), dict(self.scores), dict(self._actions)
            )

    def entries(self) -> list[Entry]:
        """Return the log, in the order it was taken in."""
        return list(self._journal.log)

    def _commit(self, make: Callable[[], list[Draft]]) -> Changes:
        """Permit, append, project, commit; then publish and return what changed."""
        with self._lock:
            staged: dict[str, Any] = {}

            def permitted() -> list[Draft]:
                drafts = make()
                for draft in drafts:
                    demand(self._right(draft), self._role(), phase_of(self._journal.log))
                return drafts

            def project(drafts: list[Draft]) -> Projection:
                staged["opinions"] = staged_opinions(self._opinions, drafts)
                staged["actions"] = staged_actions(self._journal.log, drafts)
                staged["scores"] = self._rescored(staged["opinions"])
                lines = {**self._actions, **staged["actions"]}
                whole = [line for line in lines.values() if line is not None]
                return Projection(staged["scores"], phase_of(self._journal.log).value, whole)

            entries = self._journal.commit(permitted, project, self._fold)
            if not entries:
                return Changes(self._environment.now())
            self._publish(staged)
            at = self._environment.now()
            self.summary = replace(self.summary, updated=at)
            return Changes(at, staged["opinions"], staged["scores"], staged["actions"])

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
            return "phase.advance"
        following = phase_of(self._journal.log).value == "follow_up"
        return "action.progress" if draft.kind == ACTION and following else "action.write"

    def _role(self) -> Role:
        roles = self._journal.log.roles(self._author.key.public)
        return next((role for role in Role if role in roles), Role.COORDINATOR)
