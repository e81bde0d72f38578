"""Who takes part in an evaluation, and who has finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.entries import Draft
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import FINISH, FINISHED, target_of
from cap_tui.core.permissions import Role
from cap_tui.core.review import Participant
from cap_tui.i18n.formats import sort_key
from cap_tui.services.naming import granted_person, person_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.core.assessments import Changes
    from cap_tui.core.log import Log
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Author, Journal


class TakingPart:
    """The part of an open assessment that concerns its people."""

    _journal: Journal
    _author: Author
    _environment: Environment
    _commit: Callable[[Callable[[], list[Draft]]], Changes]

    @property
    def me(self) -> Participant:
        """The person at the keyboard; without any role for someone who only reads."""
        found = next((person for person in self.people() if person.me), None)
        name = fingerprint(self._author.key.public)
        return found or Participant(self._my_id, "", "", name, (), me=True)

    @property
    def _my_id(self) -> str:
        return self._journal.log.participant(self._author.key.public)

    def people(self) -> tuple[Participant, ...]:
        """Return everyone who was ever let in: the director first, then by role and name, those withdrawn last.

        Someone of whom nothing has arrived yet has their fingerprint as id.
        """
        log = self._journal.log
        here = [self._participant_of(person) for person in log.people()]
        arrived = {_grant_name(log, person.id) for person in here}
        expected = [
            self._expected(name, roles)
            for name, roles in log.standing.granted().items()
            if name not in arrived
        ]
        return tuple(sorted([*here, *expected], key=_rank))

    def finish(self, on: bool = True) -> Changes:  # noqa: FBT001, FBT002 - the value written, as `dossier.finish()`
        """Say “I have finished”, which closes one's own opinions and opens the others', or open them again.

        Raises:
            CapError: Not permitted in this phase, or refused by the database.
        """
        group = self._environment.new_id()

        def drafts() -> list[Draft]:
            target = target_of(FINISH, self._my_id)
            same = has_finished(self._journal.log, self._my_id) == on
            return [] if same else [Draft(FINISH, target, FINISHED, on, group)]

        return self._commit(drafts)

    def _participant_of(self, participant: str) -> Participant:
        return participant_in(self._journal.log, participant, me=participant == self._my_id)

    def _expected(self, name: str, roles: frozenset[Role]) -> Participant:
        """Return someone who was let in and has not written yet; it may be the person at the keyboard."""
        said = granted_person(self._journal.log, name)
        mine = name == fingerprint(self._author.key.public)
        return Participant(
            id=self._my_id if mine else name,
            name=said["name"],
            organisation=said["organisation"],
            fingerprint=name,
            roles=tuple(role for role in Role if role in roles),
            transcribed_by=said["transcribed"],
            me=mine,
        )


def names_of(log: Log) -> dict[str, str]:
    """Return participant id to name, of those who wrote something; empty for those who were given none."""
    return {participant: person_of(log, participant)["name"] for participant in log.people()}


def participant_in(log: Log, participant: str, *, me: bool = False) -> Participant:
    """Return someone who wrote something, as a log says them.

    Args:
        log: Where they wrote.
        participant: Their id.
        me: Whether they are at the keyboard.
    """
    said, key = person_of(log, participant), log.key_of(participant)
    return Participant(
        id=participant,
        name=said["name"],
        organisation=said["organisation"],
        fingerprint=fingerprint(key) if key else "",
        roles=log.roles_of(participant),
        finished=has_finished(log, participant),
        present=True,
        transcribed_by=said["transcribed"],
        me=me,
    )


def has_finished(log: Log, participant: str) -> bool:
    """Return whether a participant said “I have finished”."""
    return log.value(target_of(FINISH, participant), FINISHED) is True


def _grant_name(log: Log, participant: str) -> str:
    """Return the fingerprint that a participant was let in under: that of their first key."""
    key = next(iter(log.standing.keys(participant)), "") or log.key_of(participant)
    return fingerprint(key) if key else ""


def _rank(person: Participant) -> tuple[bool, int, str, str, str]:
    place = list(Role).index(person.roles[0]) if person.roles else len(Role)
    return not person.roles, place, *sort_key(person.name), person.id
