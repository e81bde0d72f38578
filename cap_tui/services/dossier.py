"""One open assessment: immediate reads, durable writes."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING, Any

from cap_tui.core.assessments import AssessmentSummary, Changes, HistoryLine
from cap_tui.core.dates import moment
from cap_tui.core.kinds import (
    ACTION,
    BLIND,
    ERASURE,
    FINISH,
    GRANT,
    OPINION,
    PHASE,
    QUESTIONNAIRE,
    RETAINED,
    SETTING,
    SETTING_TARGET,
    STRUCTURAL,
    SUCCESSION,
    opinion_target,
    participant_of,
    rest_of,
    well_placed,
)
from cap_tui.core.log import Log
from cap_tui.core.permissions import NotPermittedError, demand, permitted
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.rights import right_of
from cap_tui.core.text import one_line
from cap_tui.core.visibility import hidden_reason
from cap_tui.i18n import explain
from cap_tui.services.answering import Answering
from cap_tui.services.arranging import Arranging
from cap_tui.services.erasing import Erasing
from cap_tui.services.errors import UnknownEntryError
from cap_tui.services.folding import (
    actions_of,
    official_positions,
    opinion_of,
    opinions_of,
    options_of,
    phase_of,
    retained_from,
    staged_actions,
    staged_opinions,
)
from cap_tui.services.history import history_lines
from cap_tui.services.inbox import Inbox
from cap_tui.services.inviting import Inviting
from cap_tui.services.journal import Journal, Projection
from cap_tui.services.judging import Judging
from cap_tui.services.measuring import Measuring
from cap_tui.services.meeting import Meetings
from cap_tui.services.naming import names_by_key
from cap_tui.services.phases import Phasing
from cap_tui.services.plan_rewriting import Rewriting
from cap_tui.services.projecting import concerned_by, rebuild
from cap_tui.services.scores import Standing
from cap_tui.services.sealing import Sealing
from cap_tui.services.timeline import Telling
from cap_tui.services.upgrading import Upgrading
from cap_tui.services.versions import Versioning

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from cap_tui.core.entries import Draft, Entry
    from cap_tui.core.permissions import Role
    from cap_tui.core.plan import Action
    from cap_tui.core.positions import Opinion, Position
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.scoring import Totals
    from cap_tui.services.cycles import Evaluations
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Author
    from cap_tui.services.library import Library
    from cap_tui.services.past import Past


_OPENING = frozenset({FINISH, GRANT, PHASE, SETTING, SUCCESSION})
"""Kinds after which a shared database may give this person values that it kept from them until then."""

_WHOLE = frozenset({ERASURE, QUESTIONNAIRE})
"""Kinds that may change anything: what is kept beside the entries is then computed again from all of them."""


class Dossier(
    Answering,
    Arranging,
    Rewriting,
    Phasing,
    Judging,
    Measuring,
    Meetings,
    Inbox,
    Inviting,
    Sealing,
    Telling,
    Versioning,
    Upgrading,
    Erasing,
):
    """An open assessment, written by one person at a time on this machine.

    Reads are from memory and safe from any thread: what is published is replaced, never changed in place. Each write
    is durable when it returns, and raises a CapError having changed nothing otherwise.

    Attributes:
        around: Where the other evaluations of this machine are; None when it stands alone.
    """

    around: Evaluations | None = None

    def __init__(
        self,
        summary: AssessmentSummary,
        questionnaire: Questionnaire,
        journal: Journal,
        author: Author,
        environment: Environment,
        library: Library | None = None,
    ) -> None:
        self.summary = summary
        self.questionnaire = questionnaire
        self._library = library
        self._past: Past | None = None
        self._journal = journal
        self._author = author
        self._environment = environment
        self._lock = RLock()
        self._opinions: dict[str, Opinion] = {}
        self._actions: dict[str, Action] = {}
        self._fold()

    @property
    def _director(self) -> str:
        return participant_of(self._journal.log.director)

    def _fold(self) -> None:
        log = self._journal.log
        kinds = self.summary.structure.kinds
        self.questionnaire = self._followed_in(log)
        self.concerned: tuple[str, ...] = concerned_by(self.questionnaire, kinds, options_of(log))
        known = log.standing.standing(self._author.key.public)
        self._participant = known.participant if known.known else self._director
        self._opinions = opinions_of(log, self._participant)
        self._actions = actions_of(log)
        directors = (
            self._opinions if self._participant == self._director else opinions_of(log, self._director)
        )
        self._official = Standing.of(self.questionnaire, official_positions(log, directors), self.concerned)
        mine = self.positions()
        same = mine == self._official.positions
        self._own = self._official if same else Standing.of(self.questionnaire, mine, self.concerned)
        self._summarise()

    def _summarise(self) -> None:
        today = self._environment.now().date()
        self.summary = replace(
            self.summary,
            totals=self.scores[ROOT],
            actions=len(self._actions),
            late=sum(action.late(today) for action in self._actions.values()),
            phase=phase_of(self._journal.log),
            questionnaire_version=self.questionnaire.version,
            questionnaire_title=one_line(str(self.questionnaire.title)),
            updated=self._journal.written_at() or self.summary.updated,
        )

    @property
    def blind(self) -> bool:
        """Whether reviewers see the others' opinions only once they have finished theirs."""
        return self._journal.log.value(SETTING_TARGET, BLIND) is True

    def hidden(self) -> str:
        """Return the message id of why others' opinions are not shown to this person now; empty when they are."""
        return hidden_reason(
            self.roles, phase_of(self._journal.log), finished=self.finished, blind=self.blind
        )

    @property
    def _seen(self) -> Standing:
        if self._own is self._official or (self.roles and self.hidden()):
            return self._own
        return self._official

    @property
    def scores(self) -> Mapping[str, Totals]:
        """Totals of every node: of the retained positions, else the director's; of one's own while those are hidden."""
        return self._seen.totals

    @property
    def own_scores(self) -> Mapping[str, Totals]:
        """Totals of every node from this person's own positions."""
        return self._own.totals

    def official(self) -> dict[str, Position | None]:
        """Return the positions that make `scores`, by criterion id."""
        return dict(self._seen.positions)

    def may(self, action: str) -> bool:
        """Return whether this person may do `action` (a line of the permissions) in the current phase."""
        fictional = self.summary.structure.fictional
        return permitted(action, self.roles, self.summary.phase, fictional=fictional)

    def refusal(self, action: str) -> str | None:
        """Return the sentence that says why `action` is not open now; None when it is."""
        try:
            self.demand(action)
        except NotPermittedError as error:
            return explain(error)
        return None

    def history(self, criterion_id: str) -> list[HistoryLine]:
        """Return what this person did to a criterion, newest first."""
        target = opinion_target(self._participant, self.criterion(criterion_id).id)
        return history_lines(self._journal.log, target, self.questionnaire, self._names())

    def _names(self) -> dict[str, str]:
        return {self._journal.log.director: "", **names_by_key(self._journal.log)}

    def refresh(self) -> Changes:
        """Take in what another instance of the program wrote."""
        with self._lock:
            before, known = self._actions, len(self._journal.log)
            if not self._journal.load():
                return Changes(self._environment.now())
            self._read_what_opened(known)
            self._fold()
            return self._everything(before)

    def _read_what_opened(self, known: int) -> bool:
        """Read the whole again when what came after the first `known` entries may have opened others on a shared database."""
        if not self._journal.kept_apart:
            return False
        opened = any(entry.draft.kind in _OPENING for entry in islice(self._journal.log, known, None))
        if opened:
            self._journal = self._journal.again()
        return opened

    def reload(self) -> Changes:
        """Read the whole evaluation again: an import may have completed entries that were already here.

        Raises:
            CapError: It cannot be read, or was tampered with; what is in memory is unchanged.
        """
        with self._lock:
            before = self._actions
            self._journal = self._journal.again()
            self._fold()
            return self._everything(before)

    def _everything(self, before: Mapping[str, Action]) -> Changes:
        lines: dict[str, Action | None] = {**dict.fromkeys(before), **self._actions}
        at = self._environment.now()
        return Changes(at, dict(self._opinions), dict(self.scores), lines, whole=True)

    def today(self) -> date:
        """Return the day it is where the person sits."""
        return self._environment.now().astimezone().date()

    def participants(self) -> list[tuple[str, Role]]:
        """Return who takes part, named, each with their role."""
        names, log = self._names(), self._journal.log
        return [
            (names[key], role)
            for participant in log.people()
            if names.get(key := log.key_of(participant))
            for role in log.roles_of(participant)
        ]

    @property
    def author(self) -> Author:
        """Who signs what is written here; for services only."""
        return self._author

    @property
    def log(self) -> Log:
        """The log as it is in memory; for services only, which never add to it."""
        return self._journal.log

    @property
    def row(self) -> int:
        """Its number in the database, by which a shared one tells that it was written to."""
        return self._journal.row

    def entries(self) -> list[Entry]:
        """Return the log, in the order it was taken in."""
        return list(self._journal.log)

    def _commit(self, make: Callable[[], list[Draft]]) -> Changes:
        """Permit, append, project, commit; then publish and return what changed."""
        with self._lock:
            staged: dict[str, Any] = {}
            before, known = self._actions, len(self._journal.log)
            behind: list[bool] = []

            def caught_up() -> None:
                behind.append(True)
                self._fold()

            def permitted() -> list[Draft]:
                drafts = make()
                for draft in drafts:
                    self.demand(right_of(draft, self._journal.log.phase))
                    if not well_placed(draft, self._participant):
                        raise UnknownEntryError
                return drafts

            def project(drafts: list[Draft], entries: list[Entry]) -> Projection:
                if any(draft.kind in _WHOLE for draft in drafts):
                    return self._rebuilt(entries)
                staged.update(self._staged(drafts))
                lines = {**self._actions, **staged["actions"]}
                whole = [line for line in lines.values() if line is not None]
                return Projection(staged["official"], phase_of(self._journal.log, drafts).value, whole)

            entries = self._journal.commit(permitted, project, caught_up)
            if not entries:
                return self._everything(before) if behind else Changes(self._environment.now())
            changes = self._publish(staged, entries)
            if self._read_what_opened(known):
                self._fold()
                return self._everything(before)
            return self._everything(before) if behind else changes

    def _rebuilt(self, entries: list[Entry]) -> Projection:
        """Return the projections of the whole log after `entries`: an erasure may empty anything."""
        log = self._journal.log
        after = Log(log.assessment)
        after.extend([*log, *entries])
        follows = self._followed_in(after)
        found = rebuild(after, follows, self.summary.structure.kinds, log.director)
        pinned = self._pinned(follows)
        return Projection(found.totals, found.phase, actions_of(after).values(), whole=True, follows=pinned)

    def _staged(self, drafts: list[Draft]) -> dict[str, Any]:
        """Return what `drafts` will change: one's opinions, plan lines, and the totals of the official positions."""
        log = self._journal.log
        opinions = staged_opinions(self._opinions, drafts, self._participant)
        moved = {key: opinion.position for key, opinion in opinions.items()}
        official: dict[str, Position | None] = {}
        if self._participant == self._director:
            official = {
                key: position
                for key, position in moved.items()
                if not log.heads(f"{RETAINED}:{key}", "position")
            }
        for draft in drafts:
            if draft.kind == RETAINED:
                key = rest_of(draft.target)
                directors = self._directors_position(key)
                official[key] = retained_from(draft.value) or moved.get(key, directors)
        return {
            "opinions": opinions,
            "actions": staged_actions(log, drafts),
            "moved": moved,
            "positions": official,
            "official": self._official.moved(self.questionnaire, official),
        }

    def _directors_position(self, criterion_id: str) -> Position | None:
        return opinion_of(self._journal.log, self._director, criterion_id).position

    def _publish(self, staged: Mapping[str, Any], entries: list[Entry]) -> Changes:
        at = moment(entries[-1].link.at)
        before = self._actions
        if any(entry.draft.kind in STRUCTURAL | _WHOLE for entry in entries):
            self._fold()
            return self._everything(before)
        self._opinions = {**self._opinions, **staged["opinions"]}
        lines = {**self._actions, **staged["actions"]}
        self._actions = {key: line for key, line in lines.items() if line is not None}
        seen = self.scores
        together = self._own is self._official and staged["moved"] == staged["positions"]
        self._official = self._official.after(self.questionnaire, staged["positions"], staged["official"])
        self._own = self._official if together else self._own.after(self.questionnaire, staged["moved"])
        self._summarise()
        moved = {key: totals for key, totals in self.scores.items() if totals is not seen.get(key)}
        more = any(entry.draft.kind not in (OPINION, ACTION) for entry in entries)
        return Changes(at, staged["opinions"], moved, staged["actions"], review=more)

    def demand(self, action: str) -> None:
        """Refuse what this person may not do in the current phase.

        Raises:
            NotPermittedError: `action`, a line of the permissions, is not open to any of their roles.
        """
        fictional = self.summary.structure.fictional
        demand(action, self.roles, phase_of(self._journal.log), fictional=fictional)
