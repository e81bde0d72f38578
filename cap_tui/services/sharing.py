"""What travels, and what of it is kept from whom: every entry always, some of the values not to everyone.

Only opinions and private remarks can be kept back (`core.kinds.WITHHELD`). An entry without its value still bears its
signature and its place in its author's chain, so that nothing is ever missing from a chain by design.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import (
    FINISH,
    FINISHED,
    POSITION,
    PRIVATE,
    WITHHELD,
    participant_of,
    target_of,
)
from cap_tui.core.permissions import Phase, Role, may
from cap_tui.core.review import FEWEST_VOICES
from cap_tui.core.team import countable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cap_tui.core.entries import Entry
    from cap_tui.core.log import Log

REVIEWERS = frozenset({Role.PEER, Role.THIRD_PARTY})
WHOLE = frozenset({"director", "copy"})
"""Audiences that get every opinion."""

PRIVATE_FOR = frozenset({"peer", "third_party", "copy"})
"""Audiences that get private remarks."""

SEALED = frozenset({Phase.FOLLOW_UP, Phase.CLOSED})


@dataclass(frozen=True, slots=True)
class Sharing:
    """What one audience gets of one state of a log.

    Attributes:
        recipients: Participants the file is for, who always get their own values.
        reviewed: Whether the director's and the reviewers' opinions travel.
        team: Hashes of the team's positions that travel; their texts never do, except whole.
        contributors: Participants whose opinions are the team's, strangers included.
    """

    log: Log
    audience: str
    recipients: frozenset[str]
    reviewed: bool
    team: frozenset[str]

    @staticmethod
    def of(log: Log, audience: str, recipients: Iterable[str] = ()) -> Sharing:
        """Return what `audience` gets, for these participants."""
        named = frozenset(recipients) or _sole(log, audience)
        return Sharing(log, audience, named, _reviewed(log, audience), _team_positions(log, audience))

    def withheld(self, entry: Entry) -> bool:
        """Return whether the value of an entry is kept back."""
        kind = entry.draft.kind
        if kind not in WITHHELD or self.log.participant(entry.link.author) in self.recipients:
            return False
        if kind == PRIVATE:
            return self.audience not in PRIVATE_FOR
        if self.audience in WHOLE or entry.hash in self.team:
            return False
        return not (self.reviewed and _reviewer_or_director(self.log, entry))


def withheld(log: Log, entry: Entry, audience: str, recipients: Collection[str] = ()) -> bool:
    """Return whether the value of an entry is kept from an audience; see `Sharing` to ask of many."""
    return Sharing.of(log, audience, recipients).withheld(entry)


def _sole(log: Log, audience: str) -> frozenset[str]:
    """Return the only person an audience can be; nobody where there are several, or one would get the other's."""
    if audience not in {role.value for role in Role}:
        return frozenset()
    if audience == Role.DIRECTOR:
        return frozenset({participant_of(log.director)})
    marks = [mark for mark, roles in log.standing.granted().items() if Role(audience) in roles]
    return frozenset(person for person in log.people() if [_mark(log, person)] == marks)


def _reviewer_or_director(log: Log, entry: Entry) -> bool:
    roles = log.standing.standing(entry.link.author).roles_at(entry.hash)
    return Role.DIRECTOR in roles or bool(roles & REVIEWERS)


def _reviewed(log: Log, audience: str) -> bool:
    if audience == "contributor":
        return log.phase is not Phase.COLLECTING
    if audience == "coordinator":
        return log.phase in SEALED
    return not (log.value("setting:assessment", "blind") is True and _reviewers_at_work(log))


def _reviewers_at_work(log: Log) -> bool:
    """Return whether a reviewer may still write an opinion and has not said “I have finished”."""
    if not any(may("opinion.write", role, log.phase).allowed for role in REVIEWERS):
        return False
    expected = {mark for mark, roles in log.standing.granted().items() if roles & REVIEWERS}
    done = {_mark(log, person) for person in log.people() if _finished(log, person)}
    return bool(expected - done)


def _mark(log: Log, participant: str) -> str:
    """Return the fingerprint that a participant was granted a role under."""
    keys = log.standing.keys(participant) or (log.key_of(participant),)
    return fingerprint(keys[0]) if keys[0] else ""


def _finished(log: Log, participant: str) -> bool:
    return log.value(target_of(FINISH, participant), FINISHED) is True


def _team_positions(log: Log, audience: str) -> frozenset[str]:
    """Return the team's current positions, where there are enough of them that none can be told apart."""
    closed = (audience == "contributor" and log.phase is Phase.COLLECTING) or (
        audience == "coordinator" and log.phase not in SEALED
    )
    team = [person for person in log.people() if Role.CONTRIBUTOR in log.roles_of(person)]
    if closed or not countable(log.phase, [_finished(log, person) for person in team]):
        return frozenset()
    by_criterion: dict[str, list[str]] = {}
    members = set(team)
    for target, field in log.written():
        owner, _, criterion = target.partition("/")
        if criterion and owner in members and field == POSITION:
            heads = log.heads(target, field)
            if heads and heads[0].data is not None:
                by_criterion.setdefault(criterion, []).append(heads[0].hash)
    enough = (hashes for hashes in by_criterion.values() if len(hashes) >= FEWEST_VOICES)
    return frozenset(name for hashes in enough for name in hashes)
