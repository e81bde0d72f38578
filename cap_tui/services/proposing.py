"""What those who do not write the plan bring to it: actions they propose, notes on how it goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cap_tui.core.dates import moment
from cap_tui.core.entries import Draft
from cap_tui.core.kinds import ACTION, DECISION, FOLLOWUP, LINE, NOTE, PROPOSAL, owner_of, rest_of, target_of
from cap_tui.core.plan import Action
from cap_tui.core.review import Note, Proposal
from cap_tui.core.text import clean, one_line
from cap_tui.services.errors import ActionTitleError
from cap_tui.services.folding import action_from
from cap_tui.services.review_errors import AcceptedProposalError, EmptyNoteError, UnknownProposalError
from cap_tui.services.taking_part import TakingPart, names_of
from cap_tui.services.texts import whole_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cap_tui.core.assessments import Changes
    from cap_tui.core.entries import Entry
    from cap_tui.core.log import Log

ACCEPTED, DECLINED = "accepted", "declined"
_DECISION = "decision"


class Proposing(TakingPart):
    """The part of an open assessment in which others speak to who writes the plan."""

    _checked: Callable[[Mapping[str, Any]], dict[str, Any]]
    _next: Callable[[], tuple[int, int]]
    _action: Callable[[str], Action]

    def propose_action(self, title: str, criteria: tuple[str, ...] = (), **fields: Any) -> Changes:
        """Propose a line of the plan to the director.

        Args:
            title: What would be done, beginning with a verb.
            criteria: Ids of the criteria it answers.
            fields: Other fields of `Action`.

        Raises:
            CapError: No title, a value that does not fit, or refused by the phase or the database.
        """
        if not one_line(title):
            raise ActionTitleError
        values = self._checked({"title": title, "criteria": criteria, **fields})
        line = replace(Action(id=""), **values).to_json()
        target = target_of(PROPOSAL, self._my_id, self._environment.new_id())
        group = self._environment.new_id()
        return self._commit(lambda: [Draft(PROPOSAL, target, LINE, line, group)])

    def proposals(self) -> tuple[Proposal, ...]:
        """Return what was proposed, oldest first, with what became of it; what was erased is left out."""
        log = self._journal.log
        names = names_of(log)
        found = (_proposal(log, entry, names) for entry in _first_heads(log, PROPOSAL, LINE))
        return tuple(proposal for proposal in found if proposal is not None)

    def decide(self, proposal_id: str, accepted: bool, reason: str = "") -> Changes:  # noqa: FBT001 - the value written
        """Accept a proposal, which adds its line to the plan in the same gesture, or decline it.

        Raises:
            UnknownProposalError: No such proposal.
            AcceptedProposalError: Declined once it is in the plan.
            CapError: Too long a reason, or refused by the phase or the database.
        """
        words, group = whole_text(reason).strip(), self._environment.new_id()

        def drafts() -> list[Draft]:
            proposal = next((item for item in self.proposals() if item.id == proposal_id), None)
            if proposal is None:
                raise UnknownProposalError
            if proposal.decision == ACCEPTED:
                if accepted:
                    return []
                raise AcceptedProposalError(title=one_line(proposal.line.title, limit=80))
            line = proposal.line
            value = {"accepted": accepted, "reason": words, "action": line.id if accepted else ""}
            made = [Draft(DECISION, target_of(DECISION, proposal.id), _DECISION, value, group)]
            if accepted and self._journal.log.value(line.id, LINE) is None:
                number, order = self._next()
                whole = replace(line, number=number, order=order)
                made.append(Draft(ACTION, line.id, LINE, whole.to_json(), group))
            return made

        return self._commit(drafts)

    def note_followup(self, text: str, action_id: str = "") -> Changes:
        """Note how things go, on the whole plan or on one of its lines.

        Raises:
            EmptyNoteError: No words.
            CapError: No such line, too long, or refused by the phase or the database.
        """
        words = whole_text(text).strip()
        if not words:
            raise EmptyNoteError
        about = self._action(action_id).id if action_id else ""
        target = target_of(FOLLOWUP, self._my_id, self._environment.new_id())
        group = self._environment.new_id()
        return self._commit(lambda: [Draft(FOLLOWUP, target, NOTE, {"text": words, "action": about}, group)])

    def followups(self, action_id: str = "") -> tuple[Note, ...]:
        """Return the notes of the follow-up, newest first: all of them, or those on one line of the plan."""
        log = self._journal.log
        names = names_of(log)
        return tuple(
            _followup(log, entry, names, self._my_id)
            for entry in reversed(_first_heads(log, FOLLOWUP, NOTE))
            if not action_id or (isinstance(entry.data, dict) and entry.data.get("action") == action_id)
        )


def _first_heads(log: Log, kind: str, field: str) -> list[Entry]:
    """Return the version to show of a field of each target of a kind, oldest first, in the same order everywhere."""
    found = [live[0] for target in log.targets(kind) if (live := log.heads(target, field))]
    return sorted(found, key=lambda entry: (entry.link.lamport, entry.hash))


def _proposal(log: Log, entry: Entry, names: Mapping[str, str]) -> Proposal | None:
    target = entry.draft.target
    line = action_from(f"proposed/{rest_of(target).replace(':', '/')}", {LINE: entry.data})
    if line is None:
        return None
    said = log.value(target_of(DECISION, target), _DECISION)
    decided: Mapping[str, Any] = said if isinstance(said, dict) else {}
    accepted = decided.get("accepted")
    decision = ACCEPTED if accepted is True else DECLINED if accepted is False else ""
    author = owner_of(target)
    return Proposal(
        id=target,
        participant=author,
        author=names.get(author, ""),
        role=next(iter(log.roles_of(author)), None),
        line=line,
        at=moment(entry.link.at),
        decision=decision,
        reason=clean(str(decided.get("reason", ""))) if decision else "",
        action=line.id if decision == ACCEPTED else "",
    )


def _followup(log: Log, entry: Entry, names: Mapping[str, str], reader: str) -> Note:
    author = owner_of(entry.draft.target)
    said = entry.data.get("text") if isinstance(entry.data, dict) else ""
    return Note(
        id=entry.draft.target,
        participant=author,
        author=names.get(author, ""),
        role=next(iter(log.roles_of(author)), None),
        text=clean(said) if isinstance(said, str) else "",
        at=moment(entry.link.at),
        erased=entry.value is None,
        mine=author == reader,
    )
