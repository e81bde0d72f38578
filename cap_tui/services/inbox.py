"""What waits for the person at the keyboard: answers, divergences, proposals, versions, who has not finished, the visa."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.core.fingerprints import spaced
from cap_tui.core.kinds import PERSONAL, owner_of
from cap_tui.core.permissions import Phase, Role, may
from cap_tui.core.review import Divergence, InboxLine, Waiting
from cap_tui.core.text import one_line
from cap_tui.services.annotating import Annotating
from cap_tui.services.pooling import Pooling
from cap_tui.services.proposing import Proposing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cap_tui.core.positions import Position
    from cap_tui.core.review import Participant, VersionedField, Visa

EXCERPT = 80
"""Characters of a remark or a title in a line."""

ASKED = N_("{author} wrote on criterion {code}: “{text}”")
PROPOSED = N_("{author} proposes for the plan: “{text}”")
DIFFERING = N_("Views differ and no position is retained yet. Criteria to pool: {count}.")
APART = N_("Two versions were written apart, choose one. Fields concerned: {count}.")
TO_FINISH = N_("You have answered every criterion: say “I have finished” so that the others can go on.")
EXPECTED = N_("Still expected: {names}.")
TO_SIGN = N_("The plan is ready for your visa.")
TO_SIGN_AGAIN = N_("The plan changed after your visa: read the changes and sign again.")


class Inbox(Annotating, Pooling, Proposing):
    """The part of an open assessment that says what is mine to do, above all that several people share."""

    may: Callable[[str], bool]
    positions: Callable[[], dict[str, Position | None]]
    versions: Callable[[], tuple[VersionedField, ...]]
    may_sign: Callable[[], str | None]
    standing_visa: Callable[[], Visa | None]

    def inbox(self) -> tuple[InboxLine, ...]:
        """Return what waits for this person, what others asked of them first; empty for who only reads."""
        return (
            *self._answers(),
            *self._proposed(),
            *self._apart_fields(),
            *self._differing(),
            *self._to_finish(),
            *self._to_sign(),
        )

    def _answers(self) -> Iterator[InboxLine]:
        if not self.may("annotation.write"):
            return
        for thread in self._threads():
            criterion = self.questionnaire.criteria.get(thread.criterion)
            if thread.waiting and criterion is not None:
                last = thread.notes[-1]
                values = {
                    "author": self._called(last.author, last.participant),
                    "code": criterion.code,
                    "text": one_line(last.text, limit=EXCERPT),
                }
                yield InboxLine(Waiting.ANSWER, thread.criterion, ASKED, values, thread.id, last.at)

    def _proposed(self) -> Iterator[InboxLine]:
        if not self.may("action.decide"):
            return
        for proposal in self.proposals():
            if not proposal.decision:
                text = one_line(proposal.line.title, limit=EXCERPT)
                values = {"author": self._called(proposal.author, proposal.participant), "text": text}
                criterion = next(iter(proposal.line.criteria), "")
                yield InboxLine(Waiting.PROPOSAL, criterion, PROPOSED, values, proposal.id, proposal.at)

    def _apart_fields(self) -> Iterator[InboxLine]:
        if not self._journal.log.conflicts():
            return
        people, directs = frozenset(self._journal.log.people()), self._directs
        count = sum(self._mine_to_settle(field.target, people, directs=directs) for field in self.versions())
        if count:
            yield InboxLine(Waiting.VERSIONS, "", APART, {"count": count})

    def _mine_to_settle(self, target: str, people: frozenset[str], *, directs: bool) -> bool:
        """Return whether this person may write a target again: their own, or for the director what is nobody's."""
        prefix, _colon, _rest = target.partition(":")
        owner = owner_of(target) if prefix in PERSONAL else target.partition("/")[0]
        if owner == self._my_id:
            return True
        someones = prefix in PERSONAL or owner in people
        return not someones and directs

    @property
    def _directs(self) -> bool:
        return Role.DIRECTOR in self._journal.log.roles(self._author.key.public)

    def _differing(self) -> Iterator[InboxLine]:
        if not self.may("position.retain"):
            return
        waiting = [
            views
            for views in self.divergences()
            if views.divergence is not Divergence.NONE and views.retained is None
        ]
        if waiting:
            values = {"count": len(waiting)}
            yield InboxLine(Waiting.DIVERGENCE, waiting[0].criterion, DIFFERING, values)

    def _to_finish(self) -> Iterator[InboxLine]:
        if not self.may("opinion.finish") and not self.may("position.retain"):
            return
        people = self.people()
        me = next((person for person in people if person.me), None)
        taken = self.positions()
        whole = all(key in taken for key in self.concerned)
        if me is not None and not me.finished and whole and self.may("opinion.finish"):
            yield InboxLine(Waiting.FINISH, "", TO_FINISH, {})
        late = [person for person in people if not person.me and _expected(person, self._journal.log.phase)]
        if self._directs and late:
            names = ", ".join(self._called(person.name, person.id) for person in late)
            yield InboxLine(Waiting.FINISH, "", EXPECTED, {"names": names})

    def _to_sign(self) -> Iterator[InboxLine]:
        if self._journal.log.phase is not Phase.PLANNING or self.may_sign() is not None:
            return
        visa = self.standing_visa()
        if visa is None:
            yield InboxLine(Waiting.VISA, "", TO_SIGN, {})
        elif visa.changes:
            yield InboxLine(Waiting.VISA, "", TO_SIGN_AGAIN, {}, visa.hash)

    def _called(self, name: str, participant: str) -> str:
        """Return a name, or for who has none the start of what identifies them."""
        return name or spaced(participant[:10])


def _expected(person: Participant, phase: Phase) -> bool:
    """Return whether someone may still say “I have finished” and has not; a worksheet was finished when it was handed in."""
    open_to = any(may("opinion.finish", role, phase).allowed for role in person.roles)
    return open_to and not (person.finished or person.transcribed_by)
